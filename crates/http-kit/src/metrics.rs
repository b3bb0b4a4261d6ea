//! Counters for operators, as Prometheus reads them: no personal data, one line for each route and class of status.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;

use crate::HttpState;

/// Route pattern and class of status.
type Series = (String, u16);

/// What has been counted since the process began.
#[derive(Debug, Default)]
pub struct Metrics {
    requests: Mutex<BTreeMap<Series, Count>>,
    in_flight: AtomicU64,
}

#[derive(Debug, Default, Clone, Copy)]
struct Count {
    number: u64,
    time: Duration,
}

impl Metrics {
    fn add(&self, route: String, class: u16, time: Duration) {
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        let count = requests.entry((route, class)).or_default();
        count.number = count.number.saturating_add(1);
        count.time = count.time.saturating_add(time);
    }

    /// Everything counted, in the Prometheus text format.
    pub fn text(&self) -> String {
        let requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let mut text =
            String::from("# HELP redress_build_info The program that runs.\n# TYPE redress_build_info gauge\n");
        line(&mut text, format_args!("redress_build_info{{version=\"{}\"}} 1", env!("CARGO_PKG_VERSION")));
        text.push_str(
            "# HELP redress_requests_in_flight Requests being answered.\n# TYPE redress_requests_in_flight gauge\n",
        );
        line(&mut text, format_args!("redress_requests_in_flight {}", self.in_flight.load(Ordering::Relaxed)));
        text.push_str("# HELP redress_requests_total Requests answered.\n# TYPE redress_requests_total counter\n");
        for ((route, class), count) in &requests {
            line(
                &mut text,
                format_args!("redress_requests_total{{route=\"{route}\",status=\"{class}xx\"}} {}", count.number),
            );
        }
        text.push_str("# HELP redress_request_seconds_total Time spent answering.\n# TYPE redress_request_seconds_total counter\n");
        for ((route, class), count) in &requests {
            let seconds = count.time.as_secs_f64();
            line(
                &mut text,
                format_args!("redress_request_seconds_total{{route=\"{route}\",status=\"{class}xx\"}} {seconds:.6}"),
            );
        }
        text
    }
}

fn line(text: &mut String, line: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = text.write_fmt(line);
    text.push('\n');
}

/// Counts a request by its route's pattern; what matches no route is counted together, so that nobody can make series.
pub async fn count(State(state): State<HttpState>, request: Request, next: Next) -> Response {
    let path = request.extensions().get::<MatchedPath>();
    let route = path.map_or_else(|| "none".to_owned(), |path| path.as_str().to_owned());
    let (begun, under_way) = (Instant::now(), UnderWay::begin(&state.metrics.in_flight));
    let response = next.run(request).await;
    drop(under_way);
    state.metrics.add(route, response.status().as_u16() / 100, begun.elapsed());
    response
}

/// Counts down again even when the client goes away and the request is dropped.
struct UnderWay<'a>(&'a AtomicU64);

impl<'a> UnderWay<'a> {
    fn begin(number: &'a AtomicU64) -> Self {
        number.fetch_add(1, Ordering::Relaxed);
        Self(number)
    }
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
