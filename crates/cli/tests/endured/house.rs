//! A home with an organisation and a token, and the server on it.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// A home for one test, on SQLite or on a PostgreSQL database.
pub struct House {
    folder: TempDir,
    database: Option<String>,
    pub token: String,
}

impl House {
    /// With one organisation, its procedure and somebody who logs cases; `database` is a PostgreSQL address.
    pub fn new(database: Option<String>) -> Self {
        let mut house = Self { folder: tempfile::tempdir().unwrap(), database, token: String::new() };
        let organisation =
            ["organisation", "add", "donnington", "--name", "Donnington", "--calendar", "england-and-wales"];
        house.run(&organisation);
        house.run(&["procedure", "adopt", "donnington-service-failure", "--organisation", "donnington"]);
        let sam = ["--organisation", "donnington", "--email", "sam@example.org", "--name", "Sam"];
        house.run(&[&["user", "add"], &sam[..], &["--role", "staff", "--role", "trustee"]].concat());
        let token = house.run(&["token", "create", "--organisation", "donnington", "--user", "sam@example.org"]);
        token.trim().clone_into(&mut house.token);
        house
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs a command, which must succeed; what it printed.
    pub fn run(&self, arguments: &[&str]) -> String {
        let output = self.command(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// How many events each case in the register has, by its reference.
    pub fn kept(&self) -> BTreeMap<String, u64> {
        let events = self.run(&["export", "events", "--organisation", "donnington"]);
        let mut count = BTreeMap::<i64, (Option<String>, u64)>::new();
        for line in events.lines() {
            let event: serde_json::Value = serde_json::from_str(line).unwrap();
            let Some(case_no) = event["case_no"].as_i64() else { continue };
            let case = count.entry(case_no).or_default();
            case.1 += 1;
            let payload: serde_json::Value = serde_json::from_str(event["payload"].as_str().unwrap()).unwrap();
            if let Some(reference) = payload.pointer("/fact/logged/reference") {
                case.0 = reference.as_str().map(str::to_owned);
            }
        }
        count.into_values().map(|(reference, events)| (reference.expect("a first event"), events)).collect()
    }

    /// Starts the server, with more in its environment where wanted.
    pub fn serve(&self, environment: &[(&str, &str)]) -> Server {
        let mut command = self.command(&["serve", "--listen", "127.0.0.1:0", "--pace", "100000"]);
        let mut child = command.envs(environment.iter().copied()).stdout(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let line = lines.map_while(Result::ok).find(|line| line.contains("http://")).expect("it says where it listens");
        let (_, rest) = line.split_once("http://").unwrap();
        let address = rest.split(['/', ' ']).next().unwrap().to_owned();
        Server { child, address }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_redress"));
        command.args(arguments).arg("--home").arg(self.path("home"));
        match &self.database {
            Some(address) => command.env("REDRESS_DATABASE_URL", address),
            None => command.env_remove("REDRESS_DATABASE_URL"),
        };
        command
    }
}

/// A process that serves, killed when dropped.
pub struct Server {
    child: Child,
    /// `127.0.0.1:41234`
    pub address: String,
}

impl Server {
    /// As `kill -9`.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It has ended already where the test killed it.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
