//! Cases of Donnington driven to where a test needs them, through the forms.

use crate::browser::{Browser, Form, Page};
use crate::house::{CHAIR, House, STAFF, TRUSTEE, handed_over};

pub const VICE: &str = "vera@example.org";
pub const OTHER_TRUSTEE: &str = "bill@example.org";
pub const ADMIN: &str = "ada@example.org";

/// What is typed into a form.
pub type Fields<'a> = &'a [(&'a str, &'a str)];

impl House {
    /// [`House::new`] with a Vice Chair, a second trustee and an administrator; Carol is Chair and nothing else beside.
    pub async fn full() -> Self {
        let house = Self::new().await;
        for (name, email, roles) in [
            ("Vera Vice", VICE, vec!["vice-chair"]),
            ("Bill Trustee", OTHER_TRUSTEE, vec!["trustee"]),
            ("Ada Admin", ADMIN, vec!["administrator"]),
        ] {
            house.add(name, email, &roles).await;
        }
        house
    }
}

/// A form with what is typed into it; the same name twice is a box ticked beside another.
pub fn typed(form: Form, fields: Fields<'_>) -> Form {
    fields.iter().enumerate().fold(form, |form, (at, (name, value))| {
        let again = fields[..at].iter().any(|(earlier, _)| earlier == name);
        if again { form.and(name, value) } else { form.with(name, value) }
    })
}

/// Fills the form at an address in, sends it and opens the page it leads to.
pub async fn fill(browser: &mut Browser, path: &str, fields: Fields<'_>) -> Page {
    let page = browser.get(path).await;
    assert_eq!(page.status, 200, "{path}: {}", page.words());
    let form = typed(page.form(), fields);
    browser.submit(&form).await
}

/// Sends the form at an address with this typed into it, to be refused.
pub async fn refused(browser: &mut Browser, path: &str, fields: Fields<'_>) -> Page {
    let page = browser.get(path).await;
    assert_eq!(page.status, 200, "{path}: {}", page.words());
    browser.post(&typed(page.form(), fields)).await
}

const DECISION: Fields<'static> = &[
    ("outcome", "upheld"),
    ("code", "delay"),
    ("finding", "The caterer was told the wrong time."),
    ("explanation", "A note was misread."),
    ("action_taken", "The lunch was repaid."),
    ("agreement", "not-agreed"),
    ("not_agreed_reasons", "She wants more than the price of the lunch."),
];

/// Decided by Tom at stage 1, the person not content, and closed.
pub async fn closed_not_agreed(house: &House) -> String {
    let mut staff = house.browser(STAFF).await;
    let case = handed_over(&mut staff).await;
    let mut tom = house.browser(TRUSTEE).await;
    let at = |last: &str| format!("{case}/{last}");
    fill(&mut tom, &at("contacts"), &[("means", "phone"), ("reached", "yes")]).await;
    fill(&mut tom, &at("written-reply"), &[("answer", "no")]).await;
    fill(&mut tom, &at("compensation"), &[("compensation", "none")]).await;
    fill(&mut tom, &at("decision"), DECISION).await;
    let page = fill(&mut tom, &at("closure"), &[]).await;
    assert_eq!(page.texts(".moj-badge"), ["Closed"], "{}", page.words());
    case
}

/// Before the Review Panel: asked for, acknowledged, in Carol's hands, and the person spoken with.
pub async fn under_review(house: &House) -> String {
    let case = closed_not_agreed(house).await;
    let at = |last: &str| format!("{case}/{last}");
    let mut staff = house.browser(STAFF).await;
    fill(&mut staff, &at("escalation"), &[("channel", "phone")]).await;
    fill(&mut staff, &at("acknowledgement"), &[("means", "phone")]).await;
    let mut carol = house.browser(CHAIR).await;
    fill(&mut carol, &at("handover"), &[("to", "carol"), ("customer_told", "phone")]).await;
    fill(&mut carol, &at("contacts"), &[("means", "phone"), ("reached", "yes")]).await;
    case
}

/// The filter has accepted, and Chair and Vice Chair sit.
pub async fn panel_sits(house: &House) -> String {
    let case = under_review(house).await;
    let mut carol = house.browser(CHAIR).await;
    let accepted: Fields<'_> = &[("tests", "value-to-customer"), ("accept", "yes"), ("reason", "It matters to her.")];
    fill(&mut carol, &format!("{case}/filter-decision"), accepted).await;
    fill(&mut carol, &format!("{case}/panel"), &[("meets_on", "2026-03-06")]).await;
    case
}

/// One member of the panel decides, as they would in their own browser.
pub async fn member_decides(house: &House, email: &str, case: &str, outcome: &str, more: &str) -> Page {
    let mut browser = house.browser(email).await;
    let decision: Fields<'_> = &[
        ("answers.action-taken", "yes"),
        ("answers.reasonably-done", "no"),
        ("outcome", outcome),
        ("further_action", more),
        ("reasons", "What was agreed was not all done."),
    ];
    fill(&mut browser, &format!("{case}/panel-decisions"), decision).await
}
