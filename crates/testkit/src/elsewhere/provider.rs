//! A small provider on this machine, which does as it is told.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use crate::elsewhere::signer::Signer;

type Answers = HashMap<String, (u16, String)>;

#[derive(Debug)]
pub struct Provider {
    pub issuer: String,
    answers: Arc<Mutex<Answers>>,
    /// Every request: the first line, its authorisation and its body.
    asked: Arc<Mutex<Vec<String>>>,
    pub signer: Signer,
}

impl Provider {
    pub fn start() -> Self {
        Self::with_key(Signer::p256("one"))
    }

    pub fn with_key(signer: Signer) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let answers: Arc<Mutex<Answers>> = Arc::default();
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let (served, seen) = (Arc::clone(&answers), Arc::clone(&asked));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                answer(stream, &served, &seen);
            }
        });
        let provider = Self { issuer, answers, asked, signer };
        provider.says(&json!({}));
        provider.has_keys(&[provider.signer.jwk()]);
        provider
    }

    /// What it says of itself, with something else than usual in it.
    pub fn says(&self, other: &Value) {
        let issuer = &self.issuer;
        let mut said = json!({
            "issuer": issuer,
            "authorization_endpoint": format!("{issuer}/authorize"),
            "token_endpoint": format!("{issuer}/token"),
            "userinfo_endpoint": format!("{issuer}/me"),
            "jwks_uri": format!("{issuer}/keys"),
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256", "ES256", "EdDSA"],
        });
        said.as_object_mut().unwrap().extend(other.as_object().unwrap().clone());
        self.answers("/.well-known/openid-configuration", 200, &said.to_string());
    }

    pub fn has_keys(&self, keys: &[Value]) {
        self.answers("/keys", 200, &json!({"keys": keys}).to_string());
    }

    pub fn gives_token(&self, token: &str) {
        let body = json!({"access_token": "access", "token_type": "Bearer", "id_token": token});
        self.answers("/token", 200, &body.to_string());
    }

    pub fn answers(&self, path: &str, status: u16, body: &str) {
        self.answers.lock().unwrap().insert(path.to_owned(), (status, body.to_owned()));
    }

    /// The requests so far that begin like this.
    pub fn asked(&self, beginning: &str) -> Vec<String> {
        let asked = self.asked.lock().unwrap();
        asked.iter().filter(|request| request.starts_with(beginning)).cloned().collect()
    }
}

fn answer(mut stream: TcpStream, answers: &Mutex<Answers>, asked: &Mutex<Vec<String>>) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let (mut first, mut authorization, mut length) = (String::new(), String::new(), 0);
    reader.read_line(&mut first).unwrap();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap() == 0 || line.trim().is_empty() {
            break;
        }
        let (name, value) = line.split_once(':').unwrap();
        match name.to_lowercase().as_str() {
            "authorization" => value.trim().clone_into(&mut authorization),
            "content-length" => length = value.trim().parse().unwrap(),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    asked.lock().unwrap().push(format!("{} {authorization} {}", first.trim(), String::from_utf8(body).unwrap()));
    let path = first.split(' ').nth(1).unwrap().to_owned();
    let (status, text) = answers.lock().unwrap().get(&path).cloned().unwrap_or((404, "{}".to_owned()));
    let elsewhere = if status == 302 { format!("Location: {text}\r\n") } else { String::new() };
    let head = format!("HTTP/1.1 {status} x\r\nContent-Type: application/json\r\n{elsewhere}Connection: close\r\n");
    // Whoever asked may have heard enough and gone.
    write!(stream, "{head}Content-Length: {}\r\n\r\n{text}", text.len()).ok();
}
