//! What npm's registry says of the packages of a lock file.

use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::Answer;

pub fn audit(folder: &Path) -> Answer {
    let mut command = Command::new("npm");
    // It ends with a failure also where it found something; what it printed says which.
    match command.args(["audit", "--json"]).current_dir(folder).stdin(Stdio::null()).output() {
        Ok(output) => answer(&String::from_utf8_lossy(&output.stdout)),
        Err(error) => Answer::Unreachable(format!("`npm audit` could not start: {error}")),
    }
}

fn answer(printed: &str) -> Answer {
    let report: Value = serde_json::from_str(printed).unwrap_or_default();
    let Some(concerned) = report.get("vulnerabilities").and_then(Value::as_object) else {
        let why = report.get("message").and_then(Value::as_str).unwrap_or("npm's registry gave no answer");
        return Answer::Unreachable(why.to_owned());
    };
    let packages = report.pointer("/metadata/dependencies/total").and_then(Value::as_u64).unwrap_or_default();
    let (mut findings, mut told) = (Vec::new(), Vec::new());
    for (name, concern) in concerned {
        let severity = concern.get("severity").and_then(Value::as_str).unwrap_or("of unknown severity");
        let list = if matches!(severity, "info" | "low") { &mut told } else { &mut findings };
        list.push(format!("{name}: {severity}, see `npm audit`"));
    }
    Answer::Asked { what: format!("{packages} packages"), findings, told }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_npm_says_is_read() {
        let report = r#"{"vulnerabilities": {"paint": {"severity": "high"}, "wood": {"severity": "low"}},
                         "metadata": {"dependencies": {"total": 41}}}"#;
        let what = "41 packages".to_owned();
        let (findings, told) =
            (vec!["paint: high, see `npm audit`".to_owned()], vec!["wood: low, see `npm audit`".to_owned()]);
        assert_eq!(answer(report), Answer::Asked { what, findings, told });
    }

    #[test]
    fn no_answer_is_not_taken_for_a_good_one() {
        assert_eq!(answer(r#"{"message": "request failed"}"#), Answer::Unreachable("request failed".to_owned()));
        assert_eq!(answer(""), Answer::Unreachable("npm's registry gave no answer".to_owned()));
    }
}
