//! A server under test: started, asked, and ended with the test.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Stdio};

use crate::home::redress;

/// A process that serves.
#[derive(Debug)]
pub struct Served {
    child: Child,
    out: BufReader<ChildStdout>,
    /// `127.0.0.1:41234`
    pub address: String,
}

impl Served {
    /// Starts a command that serves, and waits for its address.
    pub fn start(arguments: &[&str]) -> Served {
        let mut command = redress(&[arguments, &["--listen", "127.0.0.1:0"]].concat());
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut first = String::new();
        out.read_line(&mut first).unwrap();
        let address = first.split("http://").nth(1).unwrap_or_else(|| panic!("{first:?}"));
        let address = address.trim_end().trim_end_matches('/').to_owned();
        Served { child, out, address }
    }

    /// The next line it printed.
    pub fn line(&mut self) -> String {
        let mut line = String::new();
        self.out.read_line(&mut line).unwrap();
        line
    }

    /// The answer to a GET, head and body.
    pub fn get(&self, path: &str, header: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{header}\r\n", self.address).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// Asks it to end, and gives its exit code and what it printed after its address.
    pub fn end(mut self) -> (i32, String) {
        let id = self.child.id().to_string();
        assert!(std::process::Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        let mut rest = String::new();
        self.out.read_to_string(&mut rest).unwrap();
        (self.child.wait().unwrap().code().unwrap(), rest)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It has ended already where the test went well.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
