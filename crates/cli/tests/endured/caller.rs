//! Somebody who logs cases over HTTP and believes what they are told.

use std::io::{Read, Write};
use std::net::TcpStream;

/// Events of a case that is logged and settled at first contact in one request.
pub const EVENTS: u64 = 8;

const SETTLED: &str = r#"{"received_on":"2026-03-02","channel":"phone","brought_by":"self",
    "complainant":{"name":"Jean Gray","phone":"01632 960001"},"summary":"The lunch never came",
    "outcome_wanted":"That it comes","service_area":"Lunches","first_contact":{"done":"It was brought at once.",
    "agreement":{"means":"phone","on":"2026-03-02"},"code":"delay","written_reply":"no","compensation":{"pence":0}}}"#;

/// An answer that came whole.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub text: String,
}

impl Answer {
    /// The reference of the case that was logged.
    pub fn reference(&self) -> Option<String> {
        let location = self.text.lines().find(|line| line.to_lowercase().starts_with("location:"))?;
        location.trim().rsplit('/').next().map(str::to_owned)
    }
}

/// Logs a case that is settled at once; `None` when the server is gone before it has answered.
pub fn log_case(address: &str, token: &str) -> Option<Answer> {
    let head = format!("Content-Type: application/json\r\nContent-Length: {}\r\n", SETTLED.len());
    ask(address, token, "POST /api/v1/cases", &head, SETTLED)
}

/// The newest cases.
pub fn list_cases(address: &str, token: &str) -> Option<Answer> {
    ask(address, token, "GET /api/v1/cases", "", "")
}

fn ask(address: &str, token: &str, what: &str, head: &str, body: &str) -> Option<Answer> {
    let mut stream = TcpStream::connect(address).ok()?;
    let request = format!(
        "{what} HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n{head}\r\n{body}"
    );
    stream.write_all(request.as_bytes()).ok()?;
    let mut text = String::new();
    stream.read_to_string(&mut text).ok()?;
    let status = text.strip_prefix("HTTP/1.1 ")?.get(..3)?.parse().ok()?;
    text.contains("\r\n\r\n").then_some(Answer { status, text })
}
