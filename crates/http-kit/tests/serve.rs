//! The accept loop over real connections: slow clients, too many of them, and stopping.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::routing::{get, post};
use redress_http_kit::peer::PeerAddress;
use redress_http_kit::serve::{ServeLimits, run_within};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::{Notify, oneshot};
use tokio::task::JoinHandle;

const SOON: Duration = Duration::from_millis(200);
/// Only a failing test waits that long.
const PATIENCE: Duration = Duration::from_secs(10);

struct Server {
    runtime: Runtime,
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    ended: JoinHandle<()>,
    /// Lets `/held` answer.
    release: Arc<Notify>,
    /// Said when `/held` was reached.
    reached: Arc<Notify>,
}

impl Server {
    fn start(limits: ServeLimits) -> Self {
        let runtime = Runtime::new().unwrap();
        let (release, reached) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let held = {
            let (release, reached) = (release.clone(), reached.clone());
            move || async move {
                reached.notify_one();
                release.notified().await;
                "held"
            }
        };
        let router = Router::new()
            .route("/", get(|PeerAddress(peer): PeerAddress| async move { peer.unwrap().to_string() }))
            .route("/held", get(held))
            .route("/large", get(|| async { vec![b'x'; 64 * 1024 * 1024] }))
            .route("/echo", post(|body: String| async { body }));
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let ended = runtime.spawn(run_within(limits, listener, router, async { drop(stopped.await) }));
        Self { runtime, address, stop: Some(stop), ended, release, reached }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    fn send(&self, text: &str) -> TcpStream {
        let mut stream = self.connect();
        stream.write_all(text.as_bytes()).unwrap();
        stream
    }

    fn stop(&mut self) {
        self.stop.take().unwrap().send(()).unwrap();
    }
}

/// What comes until the other end closes.
fn rest(mut stream: TcpStream) -> String {
    let mut text = Vec::new();
    match stream.read_to_end(&mut text) {
        Ok(_) => {}
        Err(error) if error.kind() == std::io::ErrorKind::ConnectionReset => {}
        Err(error) => panic!("it was kept open: {error}"),
    }
    String::from_utf8_lossy(&text).into_owned()
}

const ONE: &str = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

#[test]
fn a_request_is_answered_and_knows_its_peer() {
    let server = Server::start(ServeLimits::default());
    let answer = rest(server.send(ONE));
    assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.ends_with("127.0.0.1"), "{answer}");
}

#[test]
fn whoever_does_not_finish_the_headers_is_closed() {
    let server = Server::start(ServeLimits { header_time: SOON, ..ServeLimits::default() });
    for started in ["", "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "] {
        assert!(!rest(server.send(started)).contains("200 OK"));
    }
    let idle = rest(server.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n"));
    assert!(idle.contains("200 OK"), "a connection kept alive is closed after its answer: {idle}");
}

#[test]
fn when_it_is_full_the_one_that_waits_longest_makes_room() {
    let server = Server::start(ServeLimits { connections: 3, ..ServeLimits::default() });
    let held = server.send("GET /held HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    server.runtime.block_on(server.reached.notified());
    let body_to_come = server.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nfour");
    let idle = server.connect();
    assert!(rest(server.send(ONE)).contains("200 OK"));
    assert!(!rest(body_to_come).contains("200 OK"));
    assert!(rest(server.send(ONE)).contains("200 OK"));
    server.release.notify_one();
    assert!(rest(held).ends_with("held"));
    drop(idle);
}

#[test]
fn stopping_finishes_what_is_under_way() {
    let mut server = Server::start(ServeLimits::default());
    let held = server.send("GET /held HTTP/1.1\r\nHost: x\r\n\r\n");
    server.runtime.block_on(server.reached.notified());
    server.stop();
    let idle = server.address;
    server.release.notify_one();
    assert!(rest(held).ends_with("held"));
    server.runtime.block_on(async { tokio::time::timeout(PATIENCE, &mut server.ended).await }).unwrap().unwrap();
    assert!(TcpStream::connect(idle).is_err());
}

#[test]
fn stopping_does_not_wait_for_ever() {
    let mut server = Server::start(ServeLimits { drain_time: SOON, ..ServeLimits::default() });
    let held = server.send("GET /held HTTP/1.1\r\nHost: x\r\n\r\n");
    server.runtime.block_on(server.reached.notified());
    server.stop();
    assert_eq!(rest(held), "");
    server.runtime.block_on(async { tokio::time::timeout(PATIENCE, &mut server.ended).await }).unwrap().unwrap();
}

#[test]
fn whoever_takes_nothing_of_an_answer_is_cut_off() {
    let mut server = Server::start(ServeLimits { write_time: SOON, drain_time: PATIENCE, ..ServeLimits::default() });
    let large = server.send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
    let mut first = [0; 1];
    (&large).read_exact(&mut first).unwrap();
    server.stop();
    // Ends only because the stalled connection is given up: nobody reads it.
    server.runtime.block_on(async { tokio::time::timeout(PATIENCE / 2, &mut server.ended).await }).unwrap().unwrap();
    drop(large);
}
