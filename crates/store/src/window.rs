//! Which lines of a list are read.

/// Some lines of a list, after those of the pages before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// So many lines are passed over.
    pub skip: u32,
    /// So many are read at most.
    pub limit: u32,
}

impl Window {
    /// Every line: for a small table that is read as a whole.
    pub(crate) const ALL: Self = Self { skip: 0, limit: u32::MAX };

    /// One line more, by which it is seen whether a page follows.
    #[must_use]
    pub fn and_one_more(self) -> Self {
        Self { limit: self.limit.saturating_add(1), ..self }
    }
}
