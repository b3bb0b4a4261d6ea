//! The people's page: who is away, what falls due meanwhile, and handing it over.

use crate::house::{CHAIR, House, STAFF, TRUSTEE, handed_over};

/// R104
#[tokio::test]
async fn what_falls_due_while_somebody_is_away_is_listed_and_moved() {
    let house = House::new().await;
    house.add("Asif Trustee", "asif@example.org", &["trustee"]).await;
    house.add("Ada Admin", "ada@example.org", &["administrator"]).await;
    let mut staff = house.browser(STAFF).await;
    let case = handed_over(&mut staff).await;

    let mut tom = house.browser(TRUSTEE).await;
    let form = tom.get("/people/tom/absence").await.form_to("/people/tom/absence");
    let away = tom.submit(&form.with("from", "2026-03-04").with("to", "2026-03-11")).await;
    assert!(away.words().contains("SF-2026-0001"), "{}", away.words());
    assert_eq!(staff.get("/people/tom/absence").await.status, 404, "not for others to mark");

    let mut ada = house.browser("ada@example.org").await;
    let moves = ada.get("/people/tom/absence").await.form_to("/people/tom/absence/moves");
    let refused = ada.post(&moves.clone().with("move_to", "carol")).await;
    assert_eq!(refused.status, 409);
    assert!(refused.words().contains("SF-2026-0001: Carol Chair cannot be given this"), "{}", refused.words());
    let moved = ada.submit(&moves.with("move_to", "asif")).await;
    assert!(moved.words().contains("Nothing of theirs falls due"), "{}", moved.words());
    assert!(ada.get(&case).await.words().contains("Asif Trustee"));

    let backwards = tom.get("/people/tom/absence").await.form_to("/people/tom/absence");
    let refused = tom.post(&backwards.with("from", "2026-04-10").with("to", "2026-04-01")).await;
    assert_eq!(refused.status, 422);
    assert!(refused.words().contains("The last day comes before the first"), "{}", refused.words());
    let mut carol = house.browser(CHAIR).await;
    assert!(carol.get("/people").await.words().contains("Wednesday 4 March 2026 to Wednesday 11 March 2026"));
}
