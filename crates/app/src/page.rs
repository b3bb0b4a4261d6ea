//! A page of a list.

use redress_store::Window;

use crate::cases::PAGE_LIMIT;

/// Some lines of a list, and where it goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    pub lines: Vec<T>,
    /// How many lines stand before the next page; absent on the last.
    pub next: Option<u32>,
}

/// The page of a list after so many lines; at most 100 lines.
pub fn page_after(skip: u32) -> Window {
    Window { skip, limit: PAGE_LIMIT }
}

impl<T> Page<T> {
    /// The same page, each line made into another.
    pub fn map<U>(self, line: impl FnMut(T) -> U) -> Page<U> {
        Page { lines: self.lines.into_iter().map(line).collect(), next: self.next }
    }

    /// From the lines of a window and one more, which says that there is another page.
    pub(crate) fn of(mut lines: Vec<T>, window: Window) -> Self {
        let limit = usize::try_from(window.limit).unwrap_or(usize::MAX);
        let more = lines.len() > limit;
        lines.truncate(limit);
        Self { lines, next: more.then(|| window.skip.saturating_add(window.limit)) }
    }

    /// The lines of a window, of a list that is there as a whole.
    pub(crate) fn part_of(all: Vec<T>, window: Window) -> Self {
        let count = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        let lines = all.into_iter().skip(count(window.skip)).take(count(window.and_one_more().limit)).collect();
        Self::of(lines, window)
    }
}
