//! `redress demo`: what it makes, keeps, and starts afresh.

use serde_json::Value;

use crate::home::{Home, Ran, redress, run};
use crate::served::Served;

fn demo(home: &Home, more: &[&str]) -> Served {
    Served::start(&[&["demo", "--home", home.path("home").to_str().unwrap()][..], more].concat())
}

fn credentials(home: &Home) -> String {
    std::fs::read_to_string(home.path("home").join("demo-credentials.json")).unwrap()
}

/// The answer of the API to somebody, which has this status.
#[track_caller]
fn asked(served: &Served, person: &Value, path: &str, status: u16) -> Value {
    let token = person["api_token"].as_str().unwrap();
    let answer = served.get(&format!("/api/v1{path}"), &format!("Authorization: Bearer {token}\r\n"));
    assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{path}: {answer}");
    serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).unwrap()
}

/// The references of the cases that somebody lists, by words where there are any.
fn references(served: &Served, person: &Value, words: &str) -> Vec<String> {
    let list = asked(served, person, &format!("/cases?limit=100&q={words}"), 200);
    list["items"].as_array().unwrap().iter().map(|line| line["reference"].as_str().unwrap().to_owned()).collect()
}

fn what_is_about_tom_is_there_for_everybody_else(served: &Served, people: &[Value]) {
    let donnington = people.iter().filter(|person| person["organisation"] == "donnington");
    let (tom, others): (Vec<&Value>, Vec<&Value>) =
        donnington.partition(|person| person["email"] == "tom@donnington.example");
    let about = references(served, others[0], "wasting+everybody");
    let [about] = about.as_slice() else { panic!("{about:?}") };
    for other in others {
        assert_eq!(&references(served, other, about)[0], about);
        asked(served, other, &format!("/cases/{about}"), 200);
    }
    assert!(references(served, tom[0], "wasting+everybody").is_empty());
    assert!(!references(served, tom[0], about).contains(about) && !references(served, tom[0], "").contains(about));
    for path in ["", "/events", "/clocks", "/candidates", "/letters/who-has-it"] {
        let hidden = asked(served, tom[0], &format!("/cases/{about}{path}"), 404);
        assert_eq!(hidden, asked(served, tom[0], &format!("/cases/SF-1999-0001{path}"), 404));
    }
}

/// R59
#[test]
fn a_demonstration_is_made_kept_and_started_afresh() {
    let home = Home::none();
    let served = demo(&home, &[]);
    let made = credentials(&home);
    #[cfg(unix)]
    for file in ["demo-credentials.json", "redress.db"] {
        assert_eq!(crate::private::rights(&home.path("home").join(file)), 0o600, "{file}");
    }
    let people: Vec<Value> = serde_json::from_str(&made).unwrap();
    for role in ["staff", "trustee", "chair", "vice-chair", "administrator", "investigator", "reviewer"] {
        assert!(people.iter().any(|person| person["role"] == role), "{role}");
    }
    for field in ["organisation", "name", "email", "password", "api_token"] {
        assert!(people.iter().all(|person| !person[field].as_str().unwrap().is_empty()), "{field}");
    }
    for person in &people {
        let me = asked(&served, person, "/me", 200);
        assert_eq!((&me["name"], &me["organisation"]["id"]), (&person["name"], &person["organisation"]));
        assert!(references(&served, person, "").len() >= 28, "{person}");
    }
    what_is_about_tom_is_there_for_everybody_else(&served, &people);
    assert!(served.get("/sign-in", "").contains("priya@donnington.example"));
    let (code, told) = served.end();
    assert_eq!(code, 0);
    assert!(
        told.contains("priya@donnington.example") && told.contains(people[0]["password"].as_str().unwrap()),
        "{told}"
    );
    home.run(&["verify"]).ended(0, &["donnington: ", "spso: "]);

    assert_eq!(demo(&home, &[]).end().0, 0);
    assert_eq!(credentials(&home), made);

    assert_eq!(demo(&home, &["--reset"]).end().0, 0);
    assert_ne!(credentials(&home), made);
}

#[test]
fn a_demonstration_that_was_not_filled_to_the_end_is_made_again() {
    let home = Home::none();
    std::fs::create_dir(home.path("home")).unwrap();
    std::fs::write(home.path("home").join(".redress-demo"), "being filled\n").unwrap();
    std::fs::write(home.database(), "half of something").unwrap();
    assert_eq!(demo(&home, &[]).end().0, 0);
    home.run(&["verify"]).fine();
}

#[test]
fn only_a_demonstration_is_ever_deleted() {
    let home = Home::with_sample();
    let before = home.export();
    let refused = |ran: Ran| ran.ended(1, &["[not-a-demo]"]);
    refused(home.run(&["demo", "--listen", "127.0.0.1:0"]));
    refused(home.run(&["demo", "--listen", "127.0.0.1:0", "--reset"]));
    assert_eq!(home.export(), before);
    run(&["demo", "--database", "sqlite://x.db"]).ended(2, &["[demo-database]"]);
    let output = redress(&["demo"]).env("REDRESS_DATABASE_URL", "postgres://h/x").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}
