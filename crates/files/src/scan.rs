//! Asking ClamAV's daemon whether bytes are a virus: its `INSTREAM` command, over TCP or a Unix socket.

use std::io::{self, Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
#[cfg(unix)]
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::{Duration, Instant};

use crate::digest::PORTION;

/// Longest a connection may take to come about.
const CONNECT_TIME: Duration = Duration::from_secs(5);
/// Longest the daemon may leave us waiting for one answer or one portion.
const WAIT: Duration = Duration::from_secs(30);
/// Longest one file may take in all.
const SCAN_TIME: Duration = Duration::from_secs(120);
/// Longest answer that is read, in bytes.
const ANSWER_LIMIT: u64 = 4 * 1024;
/// Longest name of a virus that is kept, in characters.
const NAME_LENGTH: usize = 100;

/// Where the daemon listens: `tcp://127.0.0.1:3310` or `unix:///run/clamav/clamd.ctl`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scanner(At);

#[derive(Debug, Clone, PartialEq, Eq)]
enum At {
    Tcp(String),
    #[cfg(unix)]
    Unix(PathBuf),
}

/// What the daemon says of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    Clean,
    /// With the daemon's name for what it found.
    Infected(String),
}

/// Why there is no verdict. The file stays as it was: not known to be clean.
#[derive(Debug, thiserror::Error)]
pub enum ScanError {
    #[error("the virus scanner cannot be reached or broke off: {0}")]
    Unreachable(#[from] io::Error),
    #[error("the virus scanner took too long")]
    TooSlow,
    /// As when the file is larger than its `StreamMaxLength`.
    #[error("the virus scanner gave no verdict: {0}")]
    NoVerdict(String),
}

impl FromStr for Scanner {
    type Err = String;

    fn from_str(address: &str) -> Result<Self, String> {
        if let Some(host) = address.strip_prefix("tcp://").filter(|host| host.contains(':')) {
            return Ok(Self(At::Tcp(host.to_owned())));
        }
        #[cfg(unix)]
        if let Some(path) = address.strip_prefix("unix://").filter(|path| path.starts_with('/')) {
            return Ok(Self(At::Unix(PathBuf::from(path))));
        }
        Err("the address of clamd is like tcp://127.0.0.1:3310 or unix:///run/clamav/clamd.ctl".to_owned())
    }
}

impl Scanner {
    /// Has bytes scanned. They are sent as they are: an archive is unpacked by the daemon, within its own limits, and never here.
    ///
    /// # Errors
    /// There is no verdict.
    pub fn scan(&self, bytes: impl Read) -> Result<Verdict, ScanError> {
        let began = Instant::now();
        match &self.0 {
            At::Tcp(host) => {
                let address =
                    host.to_socket_addrs()?.next().ok_or_else(|| io::Error::from(io::ErrorKind::AddrNotAvailable))?;
                let stream = TcpStream::connect_timeout(&address, CONNECT_TIME)?;
                stream.set_read_timeout(Some(WAIT))?;
                stream.set_write_timeout(Some(WAIT))?;
                ask(stream, bytes, began)
            }
            #[cfg(unix)]
            At::Unix(path) => {
                let stream = UnixStream::connect(path)?;
                stream.set_read_timeout(Some(WAIT))?;
                stream.set_write_timeout(Some(WAIT))?;
                ask(stream, bytes, began)
            }
        }
    }
}

/// `zINSTREAM`, then portions each with its length before it, then one of no length.
fn ask(mut daemon: impl Read + Write, mut bytes: impl Read, began: Instant) -> Result<Verdict, ScanError> {
    daemon.write_all(b"zINSTREAM\0")?;
    let mut portion = vec![0; PORTION];
    loop {
        if began.elapsed() > SCAN_TIME {
            return Err(ScanError::TooSlow);
        }
        let read = bytes.read(&mut portion)?;
        let come = portion.get(..read).unwrap_or_default();
        let sent = daemon
            .write_all(&u32::try_from(read).unwrap_or_default().to_be_bytes())
            .and_then(|()| daemon.write_all(come));
        // A daemon that has had enough says so before it hangs up.
        if sent.is_err() || come.is_empty() {
            break;
        }
    }
    daemon.flush()?;
    let mut answer = Vec::new();
    daemon.take(ANSWER_LIMIT).read_to_end(&mut answer).map_err(|error| match error.kind() {
        io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => ScanError::TooSlow,
        _ => ScanError::Unreachable(error),
    })?;
    verdict(&String::from_utf8_lossy(&answer))
}

/// `stream: OK`, `stream: NAME FOUND`, or anything else, which is no verdict.
fn verdict(answer: &str) -> Result<Verdict, ScanError> {
    let answer = answer.trim_matches(['\0', '\n', ' ']);
    let said = answer.strip_prefix("stream: ");
    match said.map(|said| (said, said.strip_suffix(" FOUND"))) {
        Some(("OK", _)) => Ok(Verdict::Clean),
        Some((_, Some(name))) => Ok(Verdict::Infected(plain(name))),
        _ => Err(ScanError::NoVerdict(plain(answer))),
    }
}

fn plain(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control()).take(NAME_LENGTH).collect()
}
