//! `redress checkpoint`, and `redress verify` against what was kept.

use crate::home::Home;
use crate::served::Served;

/// Makes a checkpoint of `spso`; the file.
pub fn make(home: &Home) -> String {
    home.run(&["checkpoint", "make", "--organisation", "spso"]).fine().out
}

/// The public key of a home, once it has one.
pub fn public_key(home: &Home) -> String {
    home.run(&["checkpoint", "key"]).fine().out.trim_end().to_owned()
}

fn close(home: &Home, on: &str) {
    home.run(&["closure", "add", "--date", on, "--organisation", "spso", "--label", "Closed"]).fine();
}

#[test]
fn a_checkpoint_is_made_listed_shown_and_held_against() {
    let home = Home::with_sample();
    home.run(&["checkpoint", "key"]).ended(1, &["[checkpoint-key-not-found]"]);
    home.run(&["checkpoint", "show", "--organisation", "spso"]).ended(1, &["[checkpoint-not-found]"]);
    let first = make(&home);
    let key = public_key(&home);
    assert!(first.contains(&format!("\"key\": \"{key}\"")), "{first}");
    let again = home.run(&["checkpoint", "make", "--organisation", "spso"]).ended(0, &["nothing has happened since"]);
    assert_eq!(again.out, first);
    close(&home, "2026-12-24");
    let second = make(&home);

    let listed = home.run(&["checkpoint", "list", "--organisation", "spso", "--format", "json"]).fine().json();
    let numbers: Vec<_> = listed.as_array().unwrap().iter().map(|line| line["number"].as_u64().unwrap()).collect();
    assert_eq!(numbers, [2, 1]);
    assert_eq!(home.run(&["checkpoint", "show", "1", "--organisation", "spso"]).fine().out, first);
    let kept = home.path("kept.json");
    home.run(&["checkpoint", "show", "--organisation", "spso", "--output", kept.to_str().unwrap()]).fine();
    assert_eq!(std::fs::read_to_string(&kept).unwrap(), second);

    for file in [home.file("first.json", &first), home.file("second.json", &second)] {
        home.run(&["verify", "--against", &file]).ended(0, &["agrees with its 2 checkpoints", "kept elsewhere"]);
        home.run(&["verify", "--against", &file, "--key", &key]).fine();
    }
    let result = home.run(&["verify", "--format", "json"]).fine().json();
    assert_eq!(result["organisations"][0]["checkpoints"], 2);
}

#[test]
fn what_cannot_be_the_checkpoint_of_this_history_is_refused_by_its_own_code() {
    let home = Home::with_sample();
    let text = make(&home);
    let against = |name: &str, text: &str| home.run(&["verify", "--against", &home.file(name, text)]);
    against("forged", &text.replacen("\"events\": 22", "\"events\": 21", 1)).ended(1, &["[checkpoint-forged]"]);
    against("spaced", &text.replacen("{\n", "{ \n", 1)).ended(1, &["[checkpoint-unreadable]", "line 1 "]);
    against("long", &text.repeat(9)).ended(1, &["[checkpoint-unreadable]"]);
    home.run(&["verify", "--against", "nowhere.json"]).ended(2, &["[file-not-found]"]);

    let kept = home.file("kept.json", &text);
    let other_key = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
    home.run(&["verify", "--against", &kept, "--key", other_key])
        .ended(1, &["[checkpoint-other-key]", "the kept checkpoint 1"]);
    home.run(&["verify", "--against", &kept, "--key", "short"]).ended(2, &["64 hexadecimal digits"]);
    home.run(&["organisation", "add", "other", "--name", "Other", "--calendar", "scotland"]).fine();
    home.run(&["verify", "--against", &kept, "--organisation", "other"]).ended(1, &["[checkpoint-other-organisation]"]);

    let elsewhere = Home::none();
    elsewhere.run(&["organisation", "add", "other", "--name", "Other", "--calendar", "scotland"]).fine();
    elsewhere.run(&["verify", "--against", &kept]).ended(1, &["[checkpoint-other-organisation]", "'spso'"]);
    let twin = Home::with_sample();
    twin.run(&["verify", "--against", &kept]).ended(1, &["[checkpoint-key-not-found]"]);
    let key = public_key(&home);
    twin.run(&["verify", "--against", &kept, "--key", &key]).ended(1, &["[history-rewritten]", "events 1 to 22"]);
}

#[test]
fn a_history_put_back_to_an_older_state_is_found() {
    let home = Home::with_sample();
    make(&home);
    let older = std::fs::read(home.database()).unwrap();
    close(&home, "2026-12-24");
    let kept = home.file("kept.json", make(&home));
    std::fs::write(home.database(), older).unwrap();
    home.run(&["verify"]).fine();
    home.run(&["verify", "--against", &kept]).ended(1, &["[history-cut]", "events 23 to 23", "the kept checkpoint 2"]);
}

#[test]
fn a_new_key_is_one_more_and_older_checkpoints_stay_valid() {
    let home = Home::with_sample();
    make(&home);
    let first = public_key(&home);
    std::fs::remove_file(home.path("home").join("checkpoint.key")).unwrap();
    close(&home, "2026-12-24");
    make(&home);
    let keys = home.run(&["checkpoint", "key", "--format", "json"]).fine().json();
    assert_eq!((keys.as_array().unwrap().len(), &keys[0]), (2, &serde_json::json!(first)));
    home.run(&["verify"]).fine();
    home.run(&["verify", "--key", &first]).ended(1, &["[checkpoint-other-key]", "checkpoint 2"]);
    std::fs::write(home.path("home").join("checkpoint.key"), "nonsense").unwrap();
    home.run(&["verify"]).ended(3, &["[checkpoint-key-unusable]", "checkpoint.key"]);
}

#[cfg(unix)]
#[test]
fn the_signing_key_is_the_owners_alone() {
    let home = Home::with_sample();
    make(&home);
    let names = std::fs::read_dir(home.path("home")).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(names.into_iter().all(|name| !name.to_str().unwrap().contains("unfinished")));
    assert_eq!(crate::private::rights(&home.path("home").join("checkpoint.key")), 0o600);
}

#[test]
fn whoever_serves_makes_one_by_itself_and_gives_it_out_byte_for_byte() {
    let home = Home::with_sample();
    let user =
        ["user", "add", "--organisation", "spso", "--name", "A", "--email", "a@example.org", "--role", "administrator"];
    home.run(&user).fine();
    let token = home.run(&["token", "create", "--organisation", "spso", "--user", "a@example.org"]).fine().out;
    let served = Served::start(&["serve", "--home", home.path("home").to_str().unwrap()]);
    let with_token = format!("Authorization: Bearer {}\r\n", token.trim_end());
    let get = || served.get("/api/v1/checkpoints/1", &with_token);
    // It begins with the server and takes a moment: a commit, and a key made before.
    let answer = (0..2_000).map(|_| get()).find(|answer| answer.starts_with("HTTP/1.1 200")).unwrap();
    let (_, body) = answer.split_once("\r\n\r\n").unwrap();
    assert_eq!(home.run(&["checkpoint", "show", "1", "--organisation", "spso"]).fine().out, body);
    home.run(&["verify", "--against", &home.file("kept.json", body)]).fine();
    assert_eq!(served.end(), (0, String::new()));
}
