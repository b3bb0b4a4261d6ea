//! The accept loop: HTTP/1.1 with every wait bounded, so that slow clients hold up nobody but themselves.
//!
//! hyper needs a timer for its limit on headers, and nothing above it limits connections or writing; so the loop is our own.

mod connections;
mod request_body;
mod stalled_write;

use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::response::Response;
use hyper::body::{Body as _, Incoming};
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt;

use crate::peer::Peer;
use connections::{Connections, Guard};
use request_body::RequestBody;
use stalled_write::StalledWrite;

/// Bounds of the loop.
#[derive(Debug, Clone, Copy)]
pub struct ServeLimits {
    /// Connections at once. Beyond them the one that has kept us waiting longest goes.
    pub connections: usize,
    /// From the connection, or the answer before, to the end of a request's headers.
    pub header_time: Duration,
    /// How long a client may take nothing of an answer that is ready.
    pub write_time: Duration,
    /// How long requests under way may take to finish when the program stops.
    pub drain_time: Duration,
}

impl Default for ServeLimits {
    fn default() -> Self {
        let seconds = Duration::from_secs(15);
        Self { connections: 2_048, header_time: seconds, write_time: seconds, drain_time: seconds }
    }
}

/// Serves until `shutdown` is ready, then finishes what is under way.
pub async fn run(listener: TcpListener, router: Router, shutdown: impl Future<Output = ()>) {
    run_within(ServeLimits::default(), listener, router, shutdown).await;
}

/// As [`run`], within other bounds.
pub async fn run_within(
    limits: ServeLimits,
    listener: TcpListener,
    router: Router,
    shutdown: impl Future<Output = ()>,
) {
    let (connections, graceful) = (Arc::new(Connections::new(limits.connections)), GracefulShutdown::new());
    tokio::pin!(shutdown);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut shutdown => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                // None: all are at work; this one is closed at once and may try again.
                let Some(guard) = connections.admit() else { continue };
                tokio::spawn(connection(limits, stream, peer, router.clone(), guard, graceful.watcher()));
            }
            Err(error) => refused(&error).await,
        }
    }
    drop(listener);
    if tokio::time::timeout(limits.drain_time, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests did not finish in time and were cut off");
    }
    connections.end_all();
}

/// Out of file handles, for instance: waits a little rather than spin.
async fn refused(error: &io::Error) {
    tracing::warn!(error = ?error.to_string(), "a connection could not be accepted");
    tokio::time::sleep(Duration::from_millis(50)).await;
}

async fn connection(
    limits: ServeLimits,
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    guard: Guard,
    watcher: Watcher,
) {
    // Without it answers wait for acknowledgements; that it cannot be set is no reason not to serve.
    stream.set_nodelay(true).ok();
    let (activity, evicted) = guard.parts();
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let (router, activity) = (router.clone(), activity.clone());
        async move {
            if request.body().is_end_stream() {
                activity.at_work();
            }
            let mut request: Request = request.map(|body| Body::new(RequestBody::new(body, activity.clone())));
            request.extensions_mut().insert(Peer(peer));
            let response = router.oneshot(request).await;
            activity.waits();
            Ok::<Response, Infallible>(response.unwrap_or_else(|never| match never {}))
        }
    });
    let served = hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.header_time)
        .max_headers(100)
        .max_buf_size(64 * 1024)
        .serve_connection(TokioIo::new(StalledWrite::new(stream, limits.write_time)), service);
    tokio::select! {
        // A connection that broke off is the client's affair; what matters was logged by the request.
        _ = watcher.watch(served) => {}
        () = evicted => {}
    }
    drop(guard);
}
