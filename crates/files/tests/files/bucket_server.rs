//! As much of an S3-compatible server as one bucket needs. With `REDRESS_TEST_S3` (an address) a real one is asked instead.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

/// The address of a server with a bucket `attachments`.
pub fn address() -> String {
    match std::env::var("REDRESS_TEST_S3") {
        Ok(address) => address,
        Err(_) => start(),
    }
}

fn start() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        let mut objects = HashMap::new();
        for stream in listener.incoming() {
            answer(stream.unwrap(), &mut objects);
        }
    });
    address
}

/// One request of one connection. An address without a signature is refused.
fn answer(stream: TcpStream, objects: &mut HashMap<String, Vec<u8>>) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let (mut first, mut length) = (String::new(), 0);
    reader.read_line(&mut first).unwrap();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        if line.trim().is_empty() {
            break;
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    let mut words = first.split_whitespace();
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let (status, sent) = match method {
        _ if !query.contains("X-Amz-Signature=") => (403, Vec::new()),
        _ if !path.starts_with("/attachments/") => (404, Vec::new()),
        "PUT" => {
            objects.insert(path.to_owned(), body);
            (200, Vec::new())
        }
        "GET" => objects.get(path).map_or((404, Vec::new()), |bytes| (200, bytes.clone())),
        _ => {
            objects.remove(path);
            (204, Vec::new())
        }
    };
    let mut stream = stream;
    let head = format!("HTTP/1.1 {status} x\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", sent.len());
    stream.write_all(&[head.as_bytes(), &sent].concat()).unwrap();
}
