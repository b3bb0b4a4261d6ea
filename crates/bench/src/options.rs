//! What can be chosen on the command line.

use std::path::PathBuf;

/// Printed for `--help`.
pub const USAGE: &str = "usage: cargo xtask bench [OPTION…]

  --cases N        cases to seed (100000)
  --history N      closed cases over which reports are measured (100000)
  --only reports   measure nothing but reports
  --postgres URL   measure PostgreSQL as well, on an empty database at this address
  --history before measure reports over the history that a run before has left in PostgreSQL
  --without sqlite measure PostgreSQL alone
";

/// The choices.
#[derive(Debug)]
pub struct Options {
    /// The built `redress`.
    pub binary: PathBuf,
    pub cases: usize,
    /// Cases of the history that reports are measured over.
    pub history: usize,
    /// Nothing but reports is measured.
    pub only_reports: bool,
    /// Address of an empty PostgreSQL database.
    pub postgres: Option<String>,
    /// The history is there from a run before.
    pub history_is_there: bool,
    /// SQLite is left out.
    pub without_sqlite: bool,
    /// Where to write the report beside printing it.
    pub output: Option<PathBuf>,
}

impl Options {
    /// `None` when help was asked for.
    ///
    /// # Errors
    /// What is wrong, in a sentence.
    pub fn parse(words: &[String]) -> Result<Option<Self>, String> {
        let mut options = Self {
            binary: PathBuf::from("redress"),
            cases: 100_000,
            history: 100_000,
            only_reports: false,
            postgres: None,
            history_is_there: false,
            without_sqlite: false,
            output: None,
        };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            if word == "--help" {
                return Ok(None);
            }
            let value = words.next().ok_or_else(|| format!("{word} needs a value"))?;
            match word.as_str() {
                "--binary" => options.binary = PathBuf::from(value),
                "--output" => options.output = Some(PathBuf::from(value)),
                "--postgres" => options.postgres = Some(value.clone()),
                "--cases" => options.cases = number(value)?,
                "--history" if value == "before" => options.history_is_there = true,
                "--history" => options.history = number(value)?,
                "--only" if value == "reports" => options.only_reports = true,
                "--without" if value == "sqlite" => options.without_sqlite = true,
                _ => return Err(format!("there is no option {word}")),
            }
        }
        Ok(Some(options))
    }
}

fn number(value: &str) -> Result<usize, String> {
    value.parse().map_err(|_| format!("'{value}' is not a number of cases"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Option<Options>, String> {
        Options::parse(&text.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn options_are_read_and_others_refused() {
        assert_eq!(parse("--cases 500").unwrap().unwrap().cases, 500);
        assert!(parse("--help").unwrap().is_none());
        assert_eq!(parse("--cases many").unwrap_err(), "'many' is not a number of cases");
        assert_eq!(parse("--cases").unwrap_err(), "--cases needs a value");
        assert_eq!(parse("--speed 9").unwrap_err(), "there is no option --speed");
    }
}
