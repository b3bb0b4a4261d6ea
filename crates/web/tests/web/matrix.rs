//! Every page for every kind of actor, kept as a table: an address without a line fails, and so does an answer that differs.
//! What is hidden from somebody is, to the byte, what was never there.

use std::path::Path;

use redress_app::{Actor, NewOrganisation, NewUser};
use redress_domain::calendar::Division;
use redress_domain::case::Command;
use redress_domain::period::FiscalYearStart;
use redress_domain::procedure::shipped;
use redress_domain::staff::UserId;
use redress_testkit::commands::{hand_to, name_subject, triage};
use redress_testkit::house::call;

use crate::browser::{Browser, Form};
use crate::drivers::{ADMIN, OTHER_TRUSTEE, VICE};
use crate::house::{CHAIR, House, PASSWORD, STAFF, TRUSTEE, instant};

const AUDITOR: &str = "anna@example.org";
const ELSEWHERE: &str = "eve@example.org";
const MISSING: &str = "SF-2026-9999";
const HEAD: &str = "# Status of each page for each actor: GET, and POST of a form with nothing typed into it, '-' where there is no\n\
                    # such method. Of a case there are two lines: an open one, and a confidential one (/cases/{confidential}) that\n\
                    # Bill owns, Tom is named on, and that is about Vera. Written anew with UPDATE=1.\n";

/// Who asks: name in the table and address of electronic mail.
const ACTORS: [(&str, &str); 10] = [
    ("nobody", ""),
    ("elsewhere", ELSEWHERE),
    ("staff", STAFF),
    ("named", TRUSTEE),
    ("owner", OTHER_TRUSTEE),
    ("subject", VICE),
    ("chair", CHAIR),
    ("administrator", ADMIN),
    ("auditor", AUDITOR),
    ("clerk", "clerk@example.org"),
];

/// A house with everybody of the table.
async fn house() -> House {
    let house = House::full().await;
    let file = shipped::find("donnington-service-failure").unwrap();
    let version = file.text.lines().find(|line| line.starts_with("version = ")).unwrap();
    let staff = "[[roles]]\nid = \"staff\"";
    let more = "[[roles]]\nid = \"auditor\"\nlabel = \"Auditor\"\nmay = [\"read\", \"report\", \"audit\"]\n\n\
                [[roles]]\nid = \"clerk\"\nlabel = \"Clerk\"\nmay = [\"log\"]\n\n";
    let source = file.text.replacen(version, "version = \"with-auditor\"", 1);
    let source = source.replacen(staff, &format!("{more}{staff}"), 1);
    house.app.adopt_procedure("donnington", file.file, &source, None).await.unwrap();
    house.add("Anna Auditor", AUDITOR, &["auditor"]).await;
    // Whose account is looked at, ended and opened again.
    house.add("Zoe Spare", "zoe@example.org", &["staff"]).await;
    house.add("Cleo Clerk", "clerk@example.org", &["clerk"]).await;
    let other = NewOrganisation {
        id: "other".to_owned(),
        name: "Other".to_owned(),
        charity_number: None,
        calendar: Division::Scotland,
        fiscal_year_start: FiscalYearStart::new(4, 1).unwrap(),
    };
    house.app.add_organisation(other).await.unwrap();
    let spso = shipped::find("spso-customer-service").unwrap();
    house.app.adopt_procedure("other", spso.file, spso.text, None).await.unwrap();
    let eve = NewUser {
        organisation_id: "other".to_owned(),
        name: "Eve".to_owned(),
        email: ELSEWHERE.to_owned(),
        roles: vec!["administrator".to_owned()],
        password: Some(PASSWORD.to_owned()),
    };
    house.app.add_user(eve).await.unwrap();
    house
}

/// An open case of Bill's, and a confidential one.
async fn cases(house: &House) -> (String, String) {
    let (staff, chair) =
        (Actor::user("donnington", UserId::new("asha")), Actor::user("donnington", UserId::new("carol")));
    let log = || call(instant("2026-03-03T09:50"));
    let open = house.app.log(&staff, log(), vec![triage(), hand_to("bill")], None).await.unwrap().reference;
    let shut = house.app.log(&staff, log(), vec![triage(), hand_to("bill")], None).await.unwrap().reference;
    house.app.execute(&staff, &shut, vec![name_subject("vera")], None, None).await.unwrap();
    let restrict = Command::Restrict { reason: "Danger".to_owned(), named: vec![UserId::new("tom")] };
    house.app.execute(&chair, &shut, vec![restrict], None, None).await.unwrap();
    (open, shut)
}

/// The addresses with a line: those about a case twice.
fn lines() -> Vec<String> {
    let mut all: Vec<String> = redress_web::addresses();
    let confidential: Vec<String> = all
        .iter()
        .filter(|address| address.contains("{reference}"))
        .map(|address| address.replace("{reference}", "{confidential}"))
        .collect();
    all.extend(confidential);
    all.sort();
    all
}

/// An address with its places filled in.
fn at(address: &str, open: &str, confidential: &str) -> String {
    let filled = address
        .replace("{reference}", open)
        .replace("{confidential}", confidential)
        .replace("{number}", "1")
        .replace("{period}", "2026-03")
        .replace("{version}", "1")
        .replace("{letter}", "acknowledgement")
        .replace("{organisation}", "donnington")
        .replace("{token}", "0000")
        .replace("{file}", "nothing.css")
        .replace("{step}", "move")
        .replace("/people/{id}", "/people/tom")
        .replace("/accounts/{id}", "/accounts/zoe")
        .replace("/returns/{id}", "/returns/spso-indicators")
        .replace("/parts/{id}", "/parts/purpose");
    assert!(!filled.contains('{'), "{filled} has a place that nothing fills");
    filled
}

/// Somebody's browser, and the token that their forms carry.
struct Visitor {
    browser: Browser,
    csrf: String,
}

impl Visitor {
    async fn new(house: &House, email: &str) -> Self {
        if email.is_empty() {
            return Self { browser: house.visitor(), csrf: String::new() };
        }
        let mut browser = house.browser(email).await;
        let page = browser.get("/accessibility").await;
        let page = if page.has("input[name=csrf]") { page } else { browser.get("/cases").await };
        let csrf = page.attributes("input[name=csrf]", "value").into_iter().next().unwrap_or_default();
        Self { browser, csrf }
    }

    /// Status and text of what a method answers.
    async fn ask(&mut self, method: &str, address: &str) -> (u16, String) {
        let page = match method {
            "GET" => self.browser.get(address).await,
            _ => self.browser.post(&Form::sent_to(address, &[("csrf", &self.csrf)])).await,
        };
        (page.status.as_u16(), page.text)
    }
}

/// Whether a page may end the session it is asked in.
fn ends_session(address: &str) -> bool {
    ["/sign-out", "/account"].iter().any(|prefix| address.starts_with(prefix))
}

#[tokio::test]
async fn every_page_answers_everybody_as_the_table_says() {
    let house = house().await;
    let lines = lines();
    let mut answers: Vec<[String; 2]> = vec![[String::new(), String::new()]; lines.len()];
    for (name, email) in ACTORS {
        let (open, confidential) = cases(&house).await;
        let mut visitor = Visitor::new(&house, email).await;
        for (line, answers) in lines.iter().zip(&mut answers) {
            let address = at(line, &open, &confidential);
            for (method, answers) in ["GET", "POST"].into_iter().zip(answers) {
                let (status, _) = visitor.ask(method, &address).await;
                if status != 405 {
                    answers.push_str(&format!(" {name}={status}"));
                }
                if ends_session(line) {
                    visitor = Visitor::new(&house, email).await;
                }
            }
        }
    }
    let mut table = HEAD.to_owned();
    for (line, answers) in lines.iter().zip(answers) {
        assert!(!answers.concat().is_empty(), "{line} answers no method");
        for (method, answers) in ["GET", "POST"].into_iter().zip(answers).filter(|(_, answers)| !answers.is_empty()) {
            table.push_str(&format!("{method:<4} {line}{answers}\n"));
        }
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/pages.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, &table).unwrap();
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    let told = "run this test with UPDATE=1 if the change is meant";
    for (found, kept) in table.lines().zip(kept.lines()) {
        assert_eq!(found, kept, "{told}");
    }
    assert_eq!(table.lines().count(), kept.lines().count(), "{told}");
}

#[tokio::test]
async fn a_hidden_case_is_to_the_byte_a_missing_one() {
    let house = house().await;
    let (_, confidential) = cases(&house).await;
    for email in [ELSEWHERE, STAFF, VICE, ADMIN, AUDITOR, "clerk@example.org"] {
        let mut visitor = Visitor::new(&house, email).await;
        for line in lines().iter().filter(|line| line.contains("{confidential}")) {
            for method in ["GET", "POST"] {
                let (status, hidden) = visitor.ask(method, &at(line, "", &confidential)).await;
                let missing = visitor.ask(method, &at(line, "", MISSING)).await;
                assert_eq!((status, hidden.replace(&confidential, MISSING)), missing, "{email} {method} {line}");
                assert!(matches!(status, 404 | 405), "{email} {method} {line}: {status}");
            }
        }
        let search = visitor.ask("GET", &format!("/cases?q={confidential}")).await;
        let missing = visitor.ask("GET", &format!("/cases?q={MISSING}")).await;
        assert_eq!((search.0, search.1.replace(&confidential, MISSING)), missing, "{email}");
    }
}
