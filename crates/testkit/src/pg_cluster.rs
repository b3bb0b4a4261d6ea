//! A PostgreSQL server of our own, for one test run: made in a folder, stopped when dropped.

use std::io;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A running server without durability, which tests do not need, reachable from this machine alone.
#[derive(Debug)]
pub struct Cluster {
    programs: PathBuf,
    data: PathBuf,
    /// The address of its maintenance database, with all rights.
    pub url: String,
}

/// Makes and starts a server in `dir`, which must be empty or missing. Needs `pg_config`; as root
/// the server runs as the system user `postgres`, since PostgreSQL refuses to run as root.
pub fn start(dir: &Path) -> io::Result<Cluster> {
    let programs = run(Command::new("pg_config").arg("--bindir"))?;
    let programs = PathBuf::from(String::from_utf8_lossy(&programs.stdout).trim());
    std::fs::create_dir_all(dir)?;
    let dir = dir.canonicalize()?;
    if is_root() {
        run(Command::new("chown").arg("postgres").arg(&dir))?;
    }
    let data = dir.join("data");
    let port = free_port()?;
    run(as_server(&programs.join("initdb"))
        .args(["-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "--no-sync", "-D"])
        .arg(&data))?;
    let settings = format!(
        "-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off \
         -c full_page_writes=off -c max_connections=200 -c shared_buffers=64MB"
    );
    // Made before the start, so that a server that comes up too late is stopped as well.
    let cluster = Cluster {
        programs: programs.clone(),
        data: data.clone(),
        url: format!("postgres://postgres@127.0.0.1:{port}/postgres"),
    };
    run(as_server(&programs.join("pg_ctl"))
        .args(["start", "-w", "-o", &settings, "-l"])
        .arg(dir.join("log"))
        .arg("-D")
        .arg(&data))?;
    Ok(cluster)
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let stopped =
            run(as_server(&self.programs.join("pg_ctl")).args(["stop", "-w", "-m", "immediate", "-D"]).arg(&self.data));
        if let Err(error) = stopped {
            eprintln!("the test server was not stopped: {error}");
        }
    }
}

/// The program, run as a user PostgreSQL accepts.
fn as_server(program: &Path) -> Command {
    if !is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("runuser");
    command.args(["-u", "postgres", "--"]).arg(program);
    // Its own folder may not be readable to that user.
    command.current_dir("/");
    command
}

fn is_root() -> bool {
    let user = Command::new("id").arg("-u").output();
    user.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// Runs to the end and turns failure into an error that names the command.
fn run(command: &mut Command) -> io::Result<Output> {
    // pg_ctl leaves the server running; it must not inherit a pipe that we would wait for.
    let starts_server = command.get_args().any(|arg| arg == "start");
    let output = if starts_server {
        let status = command.stdout(std::process::Stdio::null()).status()?;
        Output { status, stdout: Vec::new(), stderr: Vec::new() }
    } else {
        command.output()?
    };
    if output.status.success() {
        return Ok(output);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(io::Error::other(format!("{command:?} ended with {}: {said}", output.status)))
}
