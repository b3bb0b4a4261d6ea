//! The built server as a process of its own.

use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::client::{Connection, Request};
use crate::figures::Table;
use crate::place::Place;

/// A server that does not answer by then has not started.
const START_LIMIT: Duration = Duration::from_secs(30);

/// A running server, stopped when dropped.
#[derive(Debug)]
pub struct Server {
    child: Child,
    address: SocketAddr,
}

/// Starts it on a seeded database, and measures the time to its first answer and its memory at rest.
pub fn start(binary: &Path, place: &Place, table: &mut Table) -> Result<Server> {
    let address = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?;
    let began = Instant::now();
    let child = Command::new(binary)
        .args(["serve", "--listen", &address.to_string(), "--database", &place.url(), "--home"])
        .arg(place.home())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .with_context(|| format!("{} could not start", binary.display()))?;
    let mut server = Server { child, address };
    server.wait_for_answer(began)?;
    table.amount("start to first answer", began.elapsed().as_secs_f64() * 1_000.0, "ms");
    table.amount("memory at rest", server.resident_mib()?, "MiB");
    Ok(server)
}

impl Server {
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Resident memory, in MiB.
    pub fn resident_mib(&self) -> Result<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no VmRSS")?;
        let kib: f64 = line.trim().trim_end_matches("kB").trim().parse()?;
        Ok(kib / 1_024.0)
    }

    fn wait_for_answer(&mut self, began: Instant) -> Result<()> {
        let health = Request::get("/healthz", "");
        while began.elapsed() < START_LIMIT {
            if let Some(status) = self.child.try_wait()? {
                bail!("the server ended with {status} before it answered");
            }
            let answer = Connection::open(self.address).and_then(|mut connection| connection.ask(&health));
            if matches!(answer, Ok((200, _))) {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(1));
        }
        bail!("the server did not answer within {} s", START_LIMIT.as_secs())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It holds nothing that is wanted afterwards.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
