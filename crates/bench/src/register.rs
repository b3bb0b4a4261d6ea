//! Cases from a register: history with a single event for each case, taken over many in one transaction.

use anyhow::Result;
use redress_app::{Actor, App};
use redress_domain::procedure::{Channel, Route};
use redress_domain::register::{BroughtBy, PlacedCase, RegisterCase, RegisterClosure, RegisterHandling};
use redress_domain::time::{Date, Zone};

/// Takes over a week's cases, received and closed that week.
pub async fn import(app: &App, actor: &Actor, week: usize, count: usize) -> Result<()> {
    let on = app.now().local_date(Zone::LONDON);
    let placed = |number: usize| PlacedCase { line: 0, case: case(on, format!("OLD-{week}-{number}"), number) };
    let cases = (0..count).map(placed).collect();
    app.import_register(actor, cases, false).await?;
    Ok(())
}

fn case(on: Date, reference: String, number: usize) -> RegisterCase {
    let upheld = number.is_multiple_of(3);
    let closed = RegisterClosure {
        on,
        outcome: if upheld { "upheld" } else { "not-upheld" }.to_owned(),
        code: Some("quality".to_owned()),
    };
    let text = |text: &str| upheld.then(|| text.to_owned());
    RegisterCase {
        reference,
        received_on: on,
        channel: Channel::Letter,
        brought_by: BroughtBy::Complainant,
        service_area: Some("Repairs".to_owned()),
        summary: Some(format!("A repair was not done as promised ({number}).")),
        outcome_wanted: None,
        handlings: vec![RegisterHandling {
            route: Route::S1,
            received_on: on,
            closed: Some(closed),
            extended_to: None,
            finding: text("The repair was put off twice."),
            explanation: text("The fitter was ill."),
            action_taken: text("The repair was done and an apology given."),
            learning: None,
            handled_by: Vec::new(),
        }],
        external: None,
    }
}
