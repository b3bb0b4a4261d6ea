//! Classing a case for returns, telling the person what changed, and what rates are reckoned on.

use redress_domain::procedure::shipped;

use crate::drivers::{ADMIN, closed_not_agreed, fill, refused};
use crate::house::{House, STAFF, TRUSTEE, handed_over};

const SPLITS: &str = "[[splits]]\nid = \"tenure\"\nlabel = \"How the home is held\"\nasked = \"intake\"\n\
    options = [{ id = \"rented\", label = \"Rented\" }, { id = \"owned\", label = \"Owned\" }]\n\n[[splits]]\nid = \"health\"\n\
    label = \"Health\"\nmany = true\nspecial = true\noptions = [{ id = \"sight\", label = \"Sight\" }]\n\n[[staff_matters]]\n";

#[tokio::test]
async fn each_question_of_a_return_is_answered_on_a_page_of_its_own() {
    let file = shipped::find("donnington-service-failure").unwrap();
    let house = House::under(file.file, &file.text.replacen("[[staff_matters]]\n", SPLITS, 1)).await;
    house.add("Asha Staff", STAFF, &["staff"]).await;
    house.add("Tom Trustee", TRUSTEE, &["trustee"]).await;
    let mut staff = house.browser(STAFF).await;
    let case = handed_over(&mut staff).await;
    let page = staff.get(&case).await;
    assert!(page.words().contains("Still to be recorded for the returns: How the home is held."), "{}", page.words());
    let tenure = format!("{case}/splits/1/classification");
    assert_eq!(refused(&mut staff, &tenure, &[]).await.status, 422, "nothing was chosen");
    let page = fill(&mut staff, &tenure, &[("options", "rented")]).await;
    assert!(page.texts("#returns + dl").join(" ").contains("Rented"), "{}", page.words());
    assert!(page.words().contains("Recorded for the returns: How the home is held"));
    let health = staff.get(&format!("{case}/splits/2/classification")).await;
    assert!(health.words().contains("Special-category data"), "{}", health.words());
    assert_eq!(staff.get(&format!("{case}/splits/3/classification")).await.status, 404);
    assert_eq!(staff.get(&format!("{case}/splits/0/classification")).await.status, 404);
    let page = fill(&mut staff, &tenure, &[("options", "")]).await;
    assert!(page.words().contains("Took back for the returns"), "{}", page.words());
}

#[tokio::test]
async fn the_person_is_asked_and_told_after_the_decision() {
    let house = House::full().await;
    let case = closed_not_agreed(&house).await;
    let mut staff = house.browser(STAFF).await;
    assert!(staff.get(&case).await.texts("#changes + dl").join(" ").contains("Not asked yet"));
    fill(&mut staff, &format!("{case}/change-news"), &[("wants", "yes")]).await;
    let wrong = [("what", "We order by noon."), ("means", "phone"), ("improvement", "seven")];
    let page = refused(&mut staff, &format!("{case}/changes-told"), &wrong).await;
    assert!(page.has("#improvement-error"), "{}", page.words());
    let page = fill(&mut staff, &format!("{case}/changes-told"), &wrong[..2]).await;
    assert!(page.texts("#changes + dl").join(" ").contains("We order by noon."), "{}", page.words());
}

#[tokio::test]
async fn rates_are_reckoned_on_numbers_that_an_administrator_sets() {
    let house = House::full().await;
    let mut ada = house.browser(ADMIN).await;
    let path = "/procedure/rate-bases";
    let page = fill(&mut ada, path, &[("kind", "homes-rented"), ("number", "1,200"), ("as_of", "2026-03-01")]).await;
    assert!(page.texts("tbody tr").join(" ").contains("homes-rented Sunday 1 March 2026 1200"), "{}", page.words());
    let page = refused(&mut ada, path, &[("kind", "Homes!"), ("number", "many"), ("as_of", "2026-03-01")]).await;
    assert!(page.status == 422 && page.has("#number-error"), "{}", page.words());
    let page = refused(&mut ada, path, &[("kind", "Homes!"), ("number", "3"), ("as_of", "2026-03-09")]).await;
    assert!(page.has("#kind-error") && page.has("#as_of-error"), "{}", page.words());
    let mut staff = house.browser(STAFF).await;
    let page = staff.get(path).await;
    assert!(page.words().contains("homes-rented") && !page.has("form #kind"), "{}", page.words());
}
