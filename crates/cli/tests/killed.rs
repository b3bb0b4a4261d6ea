//! A killed server loses nothing it acknowledged, keeps nothing half-done, and starts again without a hand.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;

/// How often the server is killed, and how many cases it acknowledges before each time.
const KILLS: usize = 8;
const ACKNOWLEDGED: usize = 60;
const CALLERS: usize = 4;

#[test]
fn every_acknowledged_case_survives() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("home");
    redress(&home, &["organisation", "add", "donnington", "--name", "Donnington", "--calendar", "england-and-wales"]);
    redress(&home, &["procedure", "adopt", "donnington-service-failure", "--organisation", "donnington"]);
    let user = [
        "user",
        "add",
        "--organisation",
        "donnington",
        "--email",
        "sam@example.org",
        "--name",
        "Sam",
        "--role",
        "staff",
    ];
    redress(&home, &user);
    let token = redress(&home, &["token", "create", "--organisation", "donnington", "--user", "sam@example.org"]);

    let mut acknowledged = BTreeSet::new();
    for _ in 0..KILLS {
        acknowledged.extend(log_until_killed(&home, token.trim()));
        redress(&home, &["verify"]);
    }
    assert!(acknowledged.len() >= KILLS * ACKNOWLEDGED);
    let register = redress(&home, &["export", "register", "--organisation", "donnington"]);
    let kept: BTreeSet<String> =
        register.lines().skip(1).filter_map(|line| line.split(',').next()).map(str::to_owned).collect();
    let lost: Vec<_> = acknowledged.difference(&kept).collect();
    assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
}

/// Starts the server, logs cases over several connections, and kills it in the middle; the references it acknowledged.
fn log_until_killed(home: &Path, token: &str) -> BTreeSet<String> {
    let mut server = command(home, &["serve", "--listen", "127.0.0.1:0"]).stdout(Stdio::piped()).spawn().unwrap();
    let address = address_of(&mut server);
    let (acknowledge, references) = mpsc::channel();
    let callers: Vec<_> = (0..CALLERS)
        .map(|_| {
            let (address, token, acknowledge) = (address.clone(), token.to_owned(), acknowledge.clone());
            std::thread::spawn(move || {
                while let Some(reference) = log_case(&address, &token) {
                    acknowledge.send(reference).unwrap();
                }
            })
        })
        .collect();
    drop(acknowledge);
    let mut acknowledged: BTreeSet<String> = references.iter().take(ACKNOWLEDGED).collect();
    server.kill().unwrap();
    server.wait().unwrap();
    acknowledged.extend(references);
    callers.into_iter().for_each(|caller| caller.join().unwrap());
    acknowledged
}

/// Logs one case; its reference when the answer came whole, `None` when the server is gone.
fn log_case(address: &str, token: &str) -> Option<String> {
    let body =
        r#"{"received_on":"2026-03-02","channel":"phone","brought_by":"anonymous","summary":"The lunch never came"}"#;
    let request = format!(
        "POST /api/v1/cases HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    let mut stream = TcpStream::connect(address).ok()?;
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let (head, _) = answer.split_once("\r\n\r\n")?;
    assert!(head.starts_with("HTTP/1.1 201"), "{answer}");
    let location = head.lines().find_map(|line| line.to_lowercase().starts_with("location:").then(|| line.trim()))?;
    location.rsplit('/').next().map(str::to_owned)
}

/// The address that the server prints when it listens.
fn address_of(server: &mut Child) -> String {
    let lines = BufReader::new(server.stdout.take().unwrap()).lines();
    let line =
        lines.map_while(Result::ok).find(|line| line.contains("http://")).expect("the server says where it listens");
    let (_, rest) = line.split_once("http://").unwrap();
    rest.split(['/', ' ']).next().unwrap().to_owned()
}

fn redress(home: &Path, arguments: &[&str]) -> String {
    let output = command(home, arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn command(home: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_redress"));
    command.args(arguments).arg("--home").arg(home).env_remove("REDRESS_DATABASE_URL");
    command
}
