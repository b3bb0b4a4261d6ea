//! Money as people read it.

/// Pence as pounds: `£12.50`.
pub fn pounds(pence: u64) -> String {
    format!("£{}.{:02}", pence / 100, pence % 100)
}
