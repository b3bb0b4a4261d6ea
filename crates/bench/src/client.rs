//! A small HTTP client on kept connections, and the load it makes: no more work than needed, so that it measures the server.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

/// A server that has not answered by then has failed.
const PATIENCE: Duration = Duration::from_secs(30);
/// Longest answer that is read.
const BODY_LIMIT: u64 = 64 * 1024 * 1024;

/// A request as it goes over the wire.
#[derive(Debug, Clone)]
pub struct Request {
    bytes: Vec<u8>,
}

impl Request {
    /// A page or an API answer; `credentials` is a whole header line or empty.
    pub fn get(path: &str, credentials: &str) -> Self {
        let end = if credentials.is_empty() { "" } else { "\r\n" };
        Self { bytes: format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{credentials}{end}\r\n").into_bytes() }
    }

    /// JSON with a bearer token.
    pub fn post(path: &str, token: &str, body: String) -> Self {
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\n\r\n",
            body.len()
        );
        Self { bytes: (head + &body).into_bytes() }
    }
}

/// A kept connection.
#[derive(Debug)]
pub struct Connection {
    stream: BufReader<TcpStream>,
}

impl Connection {
    pub fn open(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Self { stream: BufReader::new(stream) })
    }

    /// Sends a request and reads the whole answer: its status and body.
    pub fn ask(&mut self, request: &Request) -> Result<(u16, Vec<u8>)> {
        self.stream.get_mut().write_all(&request.bytes)?;
        let status = self.line()?;
        let status = status.split(' ').nth(1).and_then(|status| status.parse().ok()).context("no status line")?;
        let (mut length, mut chunked) = (0, false);
        loop {
            let line = self.line()?.to_ascii_lowercase();
            match line.split_once(':') {
                None => break,
                Some(("content-length", value)) => length = value.trim().parse()?,
                Some(("transfer-encoding", _)) => chunked = true,
                Some(_) => {}
            }
        }
        let body = if chunked { self.chunks()? } else { self.exactly(length)? };
        Ok((status, body))
    }

    fn chunks(&mut self) -> Result<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            let length = u64::from_str_radix(self.line()?.trim(), 16)?;
            body.extend(self.exactly(length)?);
            self.line()?;
            if length == 0 {
                return Ok(body);
            }
        }
    }

    fn exactly(&mut self, length: u64) -> Result<Vec<u8>> {
        ensure!(length <= BODY_LIMIT, "an answer of {length} bytes");
        let mut body = vec![0; usize::try_from(length)?];
        self.stream.read_exact(&mut body)?;
        Ok(body)
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        let read = self.stream.read_line(&mut line)?;
        ensure!(read > 0, "the server closed the connection");
        Ok(line.trim_end().to_owned())
    }
}

/// How long each of many requests took.
#[derive(Debug)]
pub struct Load {
    /// In order of length.
    times: Vec<Duration>,
    took: Duration,
}

impl Load {
    /// Asks over and over on `width` connections; every answer must have the expected status.
    pub fn run(
        address: SocketAddr,
        width: usize,
        during: Duration,
        expected: u16,
        next: impl Fn() -> Request + Sync,
    ) -> Result<Self> {
        let began = Instant::now();
        let mut times = thread::scope(|scope| {
            let one = || repeat(address, began, during, expected, &next);
            let threads: Vec<_> = (0..width).map(|_| scope.spawn(one)).collect();
            let results = threads
                .into_iter()
                .map(|thread| thread.join().unwrap_or_else(|_| Err(anyhow::anyhow!("a connection panicked"))));
            results.collect::<Result<Vec<_>>>()
        })?
        .concat();
        let took = began.elapsed();
        times.sort_unstable();
        ensure!(!times.is_empty(), "nothing was answered");
        Ok(Self { times, took })
    }

    /// Requests answered in a second.
    pub fn per_second(&self) -> f64 {
        crate::flight::per_second(self.times.len(), self.took)
    }

    /// Half were answered within it, in milliseconds.
    pub fn median_ms(&self) -> f64 {
        self.percentile_ms(50)
    }

    /// So many of a hundred were answered within it, in milliseconds.
    pub fn percentile_ms(&self, percent: usize) -> f64 {
        let place = self.times.len().saturating_mul(percent) / 100;
        let time = self.times.get(place).or(self.times.last()).copied().unwrap_or_default();
        time.as_secs_f64() * 1_000.0
    }
}

fn repeat(
    address: SocketAddr,
    began: Instant,
    during: Duration,
    expected: u16,
    next: &impl Fn() -> Request,
) -> Result<Vec<Duration>> {
    let mut connection = Connection::open(address)?;
    let mut times = Vec::new();
    while began.elapsed() < during {
        let request = next();
        let asked = Instant::now();
        let (status, body) = connection.ask(&request)?;
        times.push(asked.elapsed());
        ensure!(
            status == expected,
            "{} was answered {status}: {}",
            String::from_utf8_lossy(&request.bytes).lines().next().unwrap_or_default(),
            String::from_utf8_lossy(&body).chars().take(400).collect::<String>()
        );
    }
    Ok(times)
}
