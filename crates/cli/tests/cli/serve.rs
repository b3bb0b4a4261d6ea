//! `redress serve`: a new home, a home in use, and its end.

use crate::home::{Home, redress};
use crate::served::Served;

fn serve(home: &Home) -> Served {
    Served::start(&["serve", "--home", home.path("home").to_str().unwrap()])
}

#[test]
fn a_new_home_gives_one_address_at_which_it_is_set_up() {
    let home = Home::none();
    let mut served = serve(&home);
    assert!(served.line().contains("Nobody has an account yet"));
    let setup = served.line();
    let path = setup.trim_end().split_once(&served.address).unwrap().1.to_owned();
    assert!(path.starts_with("/setup/") && path.len() > 40, "{path}");
    assert!(served.get(&path, "").starts_with("HTTP/1.1 200"));
    assert!(served.get("/setup/another", "").starts_with("HTTP/1.1 404"));
    assert!(served.get("/healthz", "").ends_with("ok\n"));
    assert!(served.get("/readyz", "").ends_with("ready\n"));
    assert_eq!(served.end(), (0, String::new()));
}

#[test]
fn a_home_in_use_answers_pages_and_the_api() {
    let home = Home::with_sample();
    let user =
        ["user", "add", "--organisation", "spso", "--name", "A", "--email", "a@example.org", "--role", "administrator"];
    home.run(&user).fine();
    let token = home.run(&["token", "create", "--organisation", "spso", "--user", "a@example.org"]).fine().out;
    let served = serve(&home);
    assert!(served.get("/sign-in", "").starts_with("HTTP/1.1 200"));
    let with_token = format!("Authorization: Bearer {}\r\n", token.trim_end());
    let report = served.get("/api/v1/reports/2017-18-Q2", &with_token);
    assert!(report.starts_with("HTTP/1.1 200") && report.contains("\"2.91\""), "{report}");
    assert!(served.get("/api/v1/cases", "").starts_with("HTTP/1.1 401"));
    // The command line works beside it.
    home.run(&["verify"]).ended(0, &["20 cases"]);
    assert_eq!(served.end(), (0, String::new()));
}

#[test]
fn an_address_that_is_taken_is_a_fault() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let home = Home::none();
    home.run(&["serve", "--listen", &address]).ended(3, &["[cannot-listen]", "--listen"]);
    home.run(&["serve", "--listen", "nowhere"]).ended(3, &["[cannot-listen]"]);
    assert!(!home.path("home").exists());
    let mut command = redress(&["serve", "--listen", "127.0.0.1:0"]);
    let output = command.env("REDRESS_LOG", "redress=[").output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{output:?}");
}
