//! Returns: those of a period, one with its tables and checks, and its files.

use crate::house::{House, STAFF, TRUSTEE, handed_over};

#[tokio::test]
async fn the_returns_of_a_period_lead_to_their_tables_and_files() {
    let house = House::new().await;
    handed_over(&mut house.browser(STAFF).await).await;
    let mut tom = house.browser(TRUSTEE).await;
    let list = tom.get("/reports/2025-26-Q4/returns").await;
    assert_eq!(list.status, 200, "{}", list.words());
    let returns = list.attributes("main a[href^='/returns/']", "href");
    assert!(returns.iter().any(|href| href.starts_with("/returns/spso-indicators/")), "{returns:?}");
    for href in &returns {
        let page = tom.get(href).await;
        assert!(page.status == 200 && page.texts("h1").len() == 1, "{href}: {}", page.words());
        assert!(page.has("table caption"), "{href}: {}", page.words());
    }
    let path = returns.iter().find(|href| href.starts_with("/returns/spso-indicators/")).unwrap();
    let json = tom.get(&format!("{path}/file?format=json")).await;
    assert!(json.status == 200 && json.text.contains("spso-indicators"), "{}", json.text);
    let csv = tom.get(&format!("{path}/file?format=csv")).await;
    assert!(csv.status == 200 && csv.text.contains(','), "{}", csv.text);
}

#[tokio::test]
async fn what_is_no_return_and_no_format_is_not_found() {
    let house = House::new().await;
    let mut tom = house.browser(TRUSTEE).await;
    for path in [
        "/reports/never/returns",
        "/returns/nothing/2025-26-Q4",
        "/returns/spso-indicators/never",
        "/returns/spso-indicators/2025-26/file?format=docx",
    ] {
        assert_eq!(tom.get(path).await.status, 404, "{path}");
    }
}
