//! A home of its own for each test, and the binary run on it.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// The register that comes with the demonstration.
pub const SAMPLE: &str = include_str!("../../src/demo/spso-2017-18-q2.csv");

/// The binary with nothing of the environment that could change what it does.
pub fn redress(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_redress"));
    for variable in ["REDRESS_HOME", "REDRESS_DATABASE_URL", "REDRESS_LOG"] {
        command.env_remove(variable);
    }
    command.args(arguments);
    command
}

/// What a run gave.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    /// Standard output as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// That it ended with this code and, in its text on either side, has each of these.
    #[track_caller]
    pub fn ended(self, code: i32, says: &[&str]) -> Self {
        assert_eq!(self.code, code, "{self:?}");
        for words in says {
            assert!(self.out.contains(words) || self.err.contains(words), "no {words:?} in {self:?}");
        }
        self
    }

    #[track_caller]
    pub fn fine(self) -> Self {
        self.ended(0, &[])
    }
}

/// Runs a command with text on its standard input.
pub fn run_with(arguments: &[&str], input: &str) -> Ran {
    let mut command = redress(arguments);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    // A command that does not read all of it closes the pipe, which is no failure of the test.
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()).ok());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    Ran {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Runs a command.
pub fn run(arguments: &[&str]) -> Ran {
    run_with(arguments, "")
}

/// A folder with a home in it.
#[derive(Debug)]
pub struct Home {
    folder: TempDir,
}

impl Home {
    /// A home that does not exist yet.
    pub fn none() -> Home {
        Home { folder: TempDir::new().unwrap() }
    }

    /// A home with the organisation `spso`, under no procedure.
    pub fn of_spso() -> Home {
        let home = Home::none();
        home.run(&["organisation", "add", "spso", "--name", "An ombudsman", "--calendar", "scotland"]).fine();
        home
    }

    /// A home with the sample register taken over by `spso`.
    pub fn with_sample() -> Home {
        let home = Home::of_spso();
        home.import(SAMPLE).fine();
        home
    }

    /// Where a file of this name is.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A file of this name with this content, as an argument.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        std::fs::write(self.path(name), content).unwrap();
        self.path(name).to_str().unwrap().to_owned()
    }

    pub fn database(&self) -> PathBuf {
        self.path("home").join("redress.db")
    }

    /// Runs a command on this home.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, "")
    }

    pub fn run_with(&self, arguments: &[&str], input: &str) -> Ran {
        let home = self.path("home");
        let place = ["--home", home.to_str().unwrap()];
        run_with(&[arguments, &place].concat(), input)
    }

    /// Imports a register into `spso`.
    pub fn import(&self, register: impl AsRef<[u8]>) -> Ran {
        let file = self.file("register.csv", register);
        self.run(&["import", "register", &file, "--organisation", "spso", "--procedure", "spso-customer-service"])
    }

    /// The register of `spso`.
    pub fn export(&self) -> String {
        self.run(&["export", "register", "--organisation", "spso"]).fine().out
    }
}
