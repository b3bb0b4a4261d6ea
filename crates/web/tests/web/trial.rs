//! Trying a form out: refused empty with an error beside its field, accepted filled in, and told on the page.

use crate::browser::Browser;
use crate::drivers::{Fields, typed};

/// A form, what is typed into it, and what the page then says.
pub struct Trial<'a> {
    pub form: &'a str,
    pub fields: Fields<'a>,
    pub said: &'a str,
}

pub const fn trial<'a>(form: &'a str, fields: Fields<'a>, said: &'a str) -> Trial<'a> {
    Trial { form, fields, said }
}

/// Sends a form empty, looks at its errors, then sends it filled in.
pub async fn try_out(browser: &mut Browser, case: &str, trial: &Trial<'_>) {
    let path = format!("{case}/{}", trial.form);
    let form = browser.get(&path).await.form();
    let empty = browser.post(&form.clone().emptied()).await;
    assert_eq!(empty.status, 422, "{path}: {}", empty.words());
    let errors = empty.texts(".govuk-error-summary li");
    let links = empty.attributes(".govuk-error-summary li a", "href");
    assert!(!errors.is_empty() && links.len() == errors.len(), "{path}: {errors:?} lead to {links:?}");
    let beside = empty.texts(".govuk-error-message");
    assert_eq!(beside.len(), errors.len(), "{path}: beside the fields: {beside:?}");
    let page = browser.submit(&typed(form, trial.fields)).await;
    assert!(page.words().contains(trial.said), "{path}: '{}' in {}", trial.said, page.words());
    assert!(page.has(".moj-alert"), "{path} says that it was done");
}

pub async fn try_all(browser: &mut Browser, case: &str, trials: &[Trial<'_>]) {
    for trial in trials {
        try_out(browser, case, trial).await;
    }
}
