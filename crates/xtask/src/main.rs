//! Project chores: `cargo xtask ci`, `tidy`, `audit`, `gen` and `bench`.

mod audit;
mod bench;
mod ci;
mod generate;
mod limits;
mod requirements;
mod run;
mod security;
mod setup;
mod tidy;
mod workspace;

use std::process::ExitCode;

use workspace::Workspace;

const USAGE: &str = "usage: cargo xtask CHORE

  ci              set up, check, build and test everything
  tidy            check the rules of the house that no compiler knows
  audit           look for advisories that concern a package; REDRESS_ADVISORIES names a folder of RustSec's, and
                  REDRESS_AUDIT=required makes it an error when they cannot be reached
  gen [--check]   write the documents that are made from the tree again, or check them
  bench [OPTION…] measure a release build; --help tells its options
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["ci"] => Workspace::load().and_then(|workspace| ci::ci(&workspace)),
        ["tidy"] => Workspace::load().and_then(|workspace| tidy::tidy(&workspace)),
        ["audit"] => Workspace::load().and_then(|workspace| audit::audit(&workspace).map(drop)),
        ["gen"] => Workspace::load().and_then(|workspace| generate::write(&workspace)),
        ["gen", "--check"] => Workspace::load().and_then(|workspace| generate::check(&workspace)),
        ["bench", options @ ..] => Workspace::load().and_then(|workspace| bench::bench(&workspace, options)),
        _ => {
            eprint!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
