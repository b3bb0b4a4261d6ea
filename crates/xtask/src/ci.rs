//! `cargo xtask ci`: every check and every test, in order, up to the first that fails.

use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use crate::run::{run, run_keeping, succeeds};
use crate::workspace::Workspace;
use crate::{audit, generate, setup, tidy};

/// Runs them all and prints at the end what each took and what the test runners concluded.
pub fn ci(workspace: &Workspace) -> Result<()> {
    let mut steps = Steps::default();
    steps.step("set up", || setup::set_up(workspace))?;
    steps.step("format", || run(&mut workspace.cargo(["fmt", "--all", "--", "--check"])))?;
    steps.step("tidy", || tidy::tidy(workspace))?;
    let mut closing = steps.step("audit", || audit::audit(workspace))?;
    // All targets, so that the tests find their dependencies built with the same features.
    steps.step("build", || run(&mut workspace.cargo(["build", "--locked", "--workspace", "--all-targets"])))?;
    steps.step("generated documents", || generate::check(workspace))?;
    steps.step("clippy", || run(&mut clippy(workspace)))?;
    closing.extend(steps.step("tests", || tests(workspace))?);
    closing.extend(steps.step("browser tests", || browser_tests(workspace))?);
    steps.print();
    for line in closing {
        println!("{line}");
    }
    Ok(())
}

#[derive(Debug, Default)]
struct Steps {
    done: Vec<(&'static str, Duration)>,
}

impl Steps {
    fn step<T>(&mut self, name: &'static str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        println!("== {name}");
        let began = Instant::now();
        let result = work();
        let took = began.elapsed();
        let verdict = if result.is_ok() { "passed" } else { "FAILED" };
        println!("== {name}: {verdict} in {:.1} s", took.as_secs_f64());
        self.done.push((name, took));
        result.with_context(|| format!("cargo xtask ci stopped at '{name}'"))
    }

    fn print(&self) {
        println!("== all steps passed");
        for (name, took) in &self.done {
            println!("{:>8.1} s  {name}", took.as_secs_f64());
        }
    }
}

fn clippy(workspace: &Workspace) -> Command {
    workspace.cargo(["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"])
}

/// Every test of every crate, with a PostgreSQL server of its own and the calendars' oracle.
fn tests(workspace: &Workspace) -> Result<Vec<String>> {
    let runner: &[&str] = if succeeds(&mut workspace.cargo(["nextest", "--version"])) {
        &["nextest", "run", "--locked", "--workspace"]
    } else {
        &["test", "--locked", "--workspace"]
    };
    let mut command = Command::new(workspace.target.join("debug/with-postgres"));
    command
        .arg(workspace.cargo([]).get_program())
        .args(runner)
        .env("REDRESS_ORACLE_PYTHON", setup::oracle_python(workspace))
        .current_dir(&workspace.root);
    run_keeping(&mut command, is_verdict_of_cargo)
}

/// `Summary [ 9.1s] 412 tests run: 412 passed, 0 skipped`, or one line for each binary without nextest.
fn is_verdict_of_cargo(line: &str) -> bool {
    line.contains(" tests run: ") || line.starts_with("test result: ")
}

fn browser_tests(workspace: &Workspace) -> Result<Vec<String>> {
    let mut command = Command::new("npm");
    command.args(["test", "--silent"]).env("REDRESS_BIN", workspace.binary()).current_dir(workspace.root.join("e2e"));
    run_keeping(&mut command, is_verdict_of_node)
}

/// `# tests 24`, `# pass 24`, `# fail 0`: `#` or `ℹ` by the reporter.
fn is_verdict_of_node(line: &str) -> bool {
    let mut words = line.split(' ');
    matches!(words.next(), Some("#" | "ℹ")) && matches!(words.next(), Some("tests" | "pass" | "fail" | "skipped"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_of_each_runner_are_known() {
        assert!(is_verdict_of_cargo("     Summary [   9.155s] 412 tests run: 412 passed, 0 skipped"));
        assert!(is_verdict_of_cargo("test result: ok. 9 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out"));
        assert!(!is_verdict_of_cargo("        PASS [   0.008s] redress-store::schema fresh"));
        assert!(is_verdict_of_node("# pass 24"));
        assert!(is_verdict_of_node("ℹ fail 0"));
        assert!(!is_verdict_of_node("# Subtest: sign-in, desktop"));
    }
}
