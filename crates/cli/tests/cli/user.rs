//! Accounts from the command line.

use crate::home::Home;

fn named<'a>(command: &'a str, email: &'a str) -> Vec<&'a str> {
    vec!["user", command, "--organisation", "spso", "--email", email]
}

#[test]
fn accounts_are_kept_without_a_browser() {
    let home = Home::of_spso();
    let with = |command: &str, email: &str, more: &[&str]| home.run(&[&named(command, email)[..], more].concat());
    let address = ["--address", "https://complaints.example.org/", "--format", "json"];
    let invited =
        with("invite", "ada@example.org", &[&["--name", "Ada", "--role", "administrator"][..], &address].concat());
    let invited = invited.fine().json();
    let secret = invited["link"].as_str().unwrap().strip_prefix("https://complaints.example.org/link/").unwrap();
    assert_eq!((secret.len(), &invited["id"]), (64, &"ada".into()));
    with("link", "ada@example.org", &[]).ended(0, &["/link/", "It serves once"]);
    with("link", "bob@example.org", &[]).ended(1, &["[account-not-found]"]);
    with("end", "ada@example.org", &[]).ended(1, &["[last-administrator]"]);
    with("roles", "ada@example.org", &["--role", "staff"]).ended(1, &["[last-administrator]"]);
    with("invite", "bob@example.org", &["--name", "Bob", "--role", "administrator"]).fine();
    with("roles", "ada@example.org", &["--role", "king"]).ended(1, &["[unknown]"]);
    with("end", "ada@example.org", &[]).fine();
    with("end", "ada@example.org", &[]).ended(1, &["[not-found]"]);
    home.run(&["token", "create", "--organisation", "spso", "--user", "ada@example.org"])
        .ended(1, &["[account-not-found]"]);
    let list = ["user", "list", "--organisation", "spso"];
    home.run(&list).ended(0, &["ada  ada@example.org  Ada  ended", "bob  bob@example.org  Bob  administrator"]);
    with("reopen", "ada@example.org", &["--role", "administrator"]).fine();
    let listed = home.run(&[&list[..], &["--format", "json"]].concat()).fine().json();
    assert_eq!((&listed["accounts"][0]["ended"], &listed["accounts"][0]["link_until"]), (&false.into(), &().into()));
    with("second-factor-off", "ada@example.org", &[]).ended(1, &["[not-found]"]);
    let ask = ["user", "ask-second-factor", "--organisation", "spso"];
    home.run(&[&ask[..], &["--role", "administrator"]].concat()).ended(0, &["asked of: administrator"]);
    home.run(&ask).ended(0, &["asked of: nobody"]);
    home.run(&["verify"]).fine();
}

#[test]
fn tokens_are_listed_and_taken_back() {
    let home = Home::of_spso();
    let token = |more: &[&str]| home.run(&[&["token"], more, &["--organisation", "spso"]].concat());
    let email = "ada@example.org";
    home.run(&["user", "add", "--organisation", "spso", "--email", email, "--name", "Ada", "--role", "staff"]).fine();
    token(&["create", "--user", email, "--days", "0"]).ended(2, &["--days"]);
    token(&["create", "--user", email, "--days", "3651"]).ended(2, &["--days"]);
    token(&["create", "--user", email]).fine();
    let listed = token(&["list", "--format", "json"]).fine().json();
    let id = listed["tokens"][0]["id"].as_str().unwrap();
    assert_eq!((&listed["tokens"][0]["email"], &listed["tokens"][0]["ended"]), (&email.into(), &false.into()));
    token(&["list"]).ended(0, &[&format!("{id}  {email}  ends 20")]);
    token(&["revoke", &id[..6]]).ended(1, &["[token-not-found]", "redress token list"]);
    token(&["revoke", id]).ended(0, &["Taken back."]);
    assert_eq!(token(&["list"]).fine().out, "");
    token(&["create", "--user", email]).fine();
    home.run(&named("sign-out", email)).ended(0, &["Signed Ada out everywhere."]);
    assert_eq!(token(&["list"]).fine().out, "");
    home.run(&["verify"]).fine();
}
