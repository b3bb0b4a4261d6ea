//! The scanner's daemon, played by a few lines that speak its protocol.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread::{self, JoinHandle};

use redress_files::{ScanError, Scanner, Verdict};

/// A daemon that takes one file and gives one answer; gives back what it was sent.
fn daemon(answer: &'static str) -> (Scanner, JoinHandle<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = format!("tcp://{}", listener.local_addr().unwrap());
    let taken = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let bytes = instream(&mut stream);
        stream.write_all(answer.as_bytes()).unwrap();
        bytes
    });
    (at.parse().unwrap(), taken)
}

fn instream(stream: &mut TcpStream) -> Vec<u8> {
    let mut command = [0; 10];
    stream.read_exact(&mut command).unwrap();
    assert_eq!(&command, b"zINSTREAM\0");
    let mut bytes = Vec::new();
    loop {
        let mut length = [0; 4];
        stream.read_exact(&mut length).unwrap();
        let length = u32::from_be_bytes(length) as usize;
        if length == 0 {
            return bytes;
        }
        let before = bytes.len();
        bytes.resize(before + length, 0);
        stream.read_exact(&mut bytes[before..]).unwrap();
    }
}

#[test]
fn every_byte_reaches_the_daemon_and_its_verdict_comes_back() {
    let sent: Vec<u8> = (0..300_000_u32).map(|number| (number % 241) as u8).collect();
    let (scanner, taken) = daemon("stream: OK\0");
    assert_eq!(scanner.scan(sent.as_slice()).unwrap(), Verdict::Clean);
    assert_eq!(taken.join().unwrap(), sent);
    let (scanner, _) = daemon("stream: Eicar-Test-Signature FOUND\0");
    assert_eq!(scanner.scan(&b"x"[..]).unwrap(), Verdict::Infected("Eicar-Test-Signature".to_owned()));
}

#[test]
fn anything_else_is_no_verdict() {
    for answer in ["", "INSTREAM size limit exceeded. ERROR\0", "stream: OKAY\0", "OK\0", "stream: x ERROR\0"] {
        let (scanner, _) = daemon(answer);
        assert!(matches!(scanner.scan(&b"x"[..]), Err(ScanError::NoVerdict(_))), "{answer}");
    }
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let scanner: Scanner = format!("tcp://{closed}").parse().unwrap();
    assert!(matches!(scanner.scan(&b"x"[..]), Err(ScanError::Unreachable(_))));
}

#[test]
fn a_daemon_is_named_by_its_address() {
    assert!("unix:///run/clamav/clamd.ctl".parse::<Scanner>().is_ok());
    for wrong in ["", "127.0.0.1:3310", "tcp://host", "unix://relative", "http://127.0.0.1:3310"] {
        assert!(wrong.parse::<Scanner>().is_err(), "{wrong}");
    }
}
