//! From one page of a list to the next.

use redress_app::{Window, page_after};

/// Which page is asked for.
#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct Asked {
    /// So many lines are passed over.
    #[serde(default)]
    after: u32,
}

impl Asked {
    pub(crate) fn window(&self) -> Window {
        page_after(self.after)
    }

    /// The links under the list at an address.
    pub(crate) fn pages(&self, address: &str, next: Option<u32>) -> Pages {
        Pages::of(address, "after", self.after, next)
    }
}

/// The links under a page of a list.
pub(crate) struct Pages {
    /// Back to its beginning; `None` on the first page.
    pub(crate) first: Option<String>,
    /// `None` on the last page.
    pub(crate) next: Option<String>,
}

impl Pages {
    /// Of the page after so many lines, which the parameter `name` says.
    pub(crate) fn of(address: &str, name: &str, after: u32, next: Option<u32>) -> Self {
        let join = if address.contains('?') { '&' } else { '?' };
        Self {
            first: (after > 0).then(|| address.to_owned()),
            next: next.map(|next| format!("{address}{join}{name}={next}")),
        }
    }

    pub(crate) fn is_needed(&self) -> bool {
        self.first.is_some() || self.next.is_some()
    }
}
