//! Files of a case: sent with a form, listed, saved, removed, whatever is in them and however they are called.

use axum::http::StatusCode;

use crate::browser::{Browser, Page};
use crate::house::{House, STAFF, TRUSTEE, call};

const GIF: &[u8] = b"GIF89a\x01\0\x01\0\0\0\0;<script>alert(1)</script>";

/// The path of a case that was just logged.
async fn case(browser: &mut Browser) -> String {
    let form = call(browser).await.with("now", "later");
    let path = browser.post(&form).await.location();
    path.split(['?', '#']).next().unwrap().to_owned()
}

async fn send(browser: &mut Browser, case: &str, files: &[(&str, &[u8])]) -> Page {
    let form = browser.get(&format!("{case}/attachments")).await.form().with("used_as", "evidence");
    browser.post_files(&form, files).await
}

/// R32
#[tokio::test]
async fn files_are_attached_listed_saved_and_removed() {
    let house = House::new().await;
    let mut browser = house.browser(STAFF).await;
    let case = case(&mut browser).await;
    let answer = send(&mut browser, &case, &[("../../März.txt", b"Dear Sir"), ("x.html", GIF)]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.words());
    let page = browser.get(&case).await;
    assert!(page.words().contains("Evidence, text, 8 bytes"), "{}", page.words());
    assert_eq!(
        page.attributes("a[download]", "href"),
        [format!("{case}/attachments/1"), format!("{case}/attachments/2")]
    );

    let mut other = house.browser(TRUSTEE).await;
    let file = other.get(&format!("{case}/attachments/1")).await;
    assert_eq!((file.status, file.text.as_str()), (StatusCode::OK, "Dear Sir"));
    let header = |page: &Page, name: &str| page.headers.get(name).unwrap().to_str().unwrap().to_owned();
    assert_eq!(
        header(&file, "content-disposition"),
        "attachment; filename=\"M_rz.txt\"; filename*=UTF-8''M%C3%A4rz.txt"
    );
    assert_eq!(header(&file, "content-security-policy"), "sandbox; default-src 'none'; frame-ancestors 'none'");
    for (name, value) in [
        ("content-type", "text/plain; charset=utf-8"),
        ("x-content-type-options", "nosniff"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cache-control", "no-store"),
    ] {
        assert_eq!(header(&file, name), value);
    }
    let removal = browser.get(&format!("{case}/attachments/1/removal")).await.form().with("reason", "The wrong letter");
    let page = browser.submit(&removal).await;
    assert!(page.words().contains("Removed file 1") && !page.has(&format!("a[href='{case}/attachments/1']")));
    assert_eq!(other.get(&format!("{case}/attachments/1")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_a_file_claims_to_be_is_not_believed() {
    let house = House::new().await;
    let mut browser = house.browser(STAFF).await;
    let case = case(&mut browser).await;
    let svg: &[u8] = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
    let files: [(&str, &[u8]); 4] = [("a.html", GIF), ("b.png", svg), ("CON.png", b"<html>"), ("empty.pdf", b"")];
    assert_eq!(send(&mut browser, &case, &files).await.status, StatusCode::SEE_OTHER);
    for (number, kind, shown) in [
        (1, "image/gif", "inline"),
        (2, "application/octet-stream", "attachment"),
        (3, "application/octet-stream", "attachment"),
        (4, "application/octet-stream", "attachment"),
    ] {
        let file = browser.get(&format!("{case}/attachments/{number}?inline=yes")).await;
        assert_eq!(file.headers["content-type"], kind);
        assert!(file.headers["content-disposition"].to_str().unwrap().starts_with(shown), "{number}");
        assert_eq!(file.headers["content-security-policy"], "sandbox; default-src 'none'; frame-ancestors 'none'");
    }
}

#[tokio::test]
async fn a_form_that_is_not_right_says_so_and_keeps_nothing() {
    let house = House::new().await;
    let mut browser = house.browser(STAFF).await;
    let case = case(&mut browser).await;
    let path = format!("{case}/attachments");
    let refused = send(&mut browser, &case, &[("", b"")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.words().contains("Choose at least one file."));
    let large = vec![b'x'; 25 * 1024 * 1024 + 1];
    let refused = send(&mut browser, &case, &[("kept.txt", b"y"), ("large.txt", &large)]).await;
    assert!(refused.words().contains("large.txt is larger than 25 MiB."), "{}", refused.words());
    assert!(!browser.get(&case).await.has("#attachments"));
    let exact = &large[1..];
    assert_eq!(send(&mut browser, &case, &[("exact.txt", exact)]).await.status, StatusCode::SEE_OTHER);
    let form = browser.get(&path).await.form().with("used_as", "other");
    let broken = browser.post_half_the_files(&form, &[("half.txt", &[b'x'; 100_000])]).await;
    assert_eq!(broken.status, StatusCode::BAD_REQUEST);
    assert!(!browser.get(&case).await.words().contains("half.txt"));
    assert_eq!(std::fs::read_dir(house.files.path().join("incoming")).unwrap().count(), 0);
    // Without the session's token, without a session, and in a case that is not there.
    let form = browser.get(&path).await.form().with("used_as", "other").with("csrf", "wrong");
    assert_eq!(browser.post_files(&form, &[("a", b"b")]).await.status, StatusCode::FORBIDDEN);
    let mut nobody = house.visitor();
    assert_eq!(nobody.post_files(&form, &[("a", b"b")]).await.location(), "/sign-in");
    let elsewhere = form.to("/cases/SF-1999-0001/attachments");
    assert_eq!(browser.post_files(&elsewhere, &[("a", b"b")]).await.status, StatusCode::NOT_FOUND);
}
