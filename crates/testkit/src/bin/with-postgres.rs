//! Runs a command with a fresh PostgreSQL server: `with-postgres cargo nextest run`.
//! The command finds the server in REDRESS_TEST_POSTGRES, and its tests may not skip it.

use std::process::{Command, ExitCode};

use redress_testkit::pg_cluster;

fn main() -> std::io::Result<ExitCode> {
    let mut words = std::env::args_os().skip(1);
    let Some(program) = words.next() else {
        eprintln!("usage: with-postgres COMMAND [ARGUMENT…]");
        return Ok(ExitCode::from(2));
    };
    let dir = tempfile::tempdir()?;
    open_to_all(dir.path())?;
    let cluster = pg_cluster::start(&dir.path().join("cluster"))?;
    let status = Command::new(program)
        .args(words)
        .env("REDRESS_TEST_POSTGRES", &cluster.url)
        .env("REDRESS_REQUIRE_POSTGRES", "1")
        .status()?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The server may run as another user, who must get into the folder.
fn open_to_all(dir: &std::path::Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(dir, std::fs::Permissions::from_mode(0o755))
}
