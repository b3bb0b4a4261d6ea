//! From the bytes of a file to a definition, or the one finding that says where reading stopped.

use super::finding::{Finding, Severity};
use super::model::Definition;
use super::source::Source;

/// A procedure is a few dozen kilobytes; whatever is larger is something else.
const MAX_BYTES: usize = 1024 * 1024;

/// Reads the definition, and the source by which later findings are located.
pub(super) fn definition<'t>(file: &str, bytes: &'t [u8]) -> Result<(Definition, Source<'t>), Finding> {
    let text = text(file, bytes)?;
    let source = Source::parse(file, text).map_err(|error| {
        let at = Source::place(file, text, error.span().map(|span| span.start));
        refused("syntax", at, format!("This is not TOML: {}. Correct the text at this place.", error.message()))
    })?;
    match toml::from_str(text) {
        Ok(definition) => Ok((definition, source)),
        Err(error) => Err(unfit(&source, &error)),
    }
}

fn text<'t>(file: &str, bytes: &'t [u8]) -> Result<&'t str, Finding> {
    if bytes.len() > MAX_BYTES {
        let message =
            format!("The file has {} bytes; a procedure has at most {MAX_BYTES}. Is it the right file?", bytes.len());
        return Err(refused("file-too-large", file.to_owned(), message));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let readable = bytes.get(..error.valid_up_to()).and_then(|head| std::str::from_utf8(head).ok()).unwrap_or("");
        let at = Source::place(file, readable, Some(readable.len()));
        refused("not-utf8", at, "The file is not UTF-8 text from here on. Save it as plain text in UTF-8.".to_owned())
    })?;
    if let Some(offset) = text.find(|c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        let at = Source::place(file, text, Some(offset));
        let message =
            "There is a control character here, which text has no use for. Delete it, or choose another file.";
        return Err(refused("control-character", at, message.to_owned()));
    }
    Ok(text)
}

/// TOML, but not a procedure: a field or a value that the vocabulary does not have.
fn unfit(source: &Source<'_>, error: &toml::de::Error) -> Finding {
    let message = error.message().trim();
    let (code, mend) = if message.starts_with("unknown field") {
        ("unknown-field", "Delete the field or correct its name.")
    } else if message.starts_with("missing field") {
        ("missing-field", "Add it.")
    } else if message.starts_with("unknown variant") {
        ("unknown-value", "Use one of the values it may have.")
    } else {
        ("wrong-type", "Give a value of the kind expected here.")
    };
    let at = source.at_offset(error.span().map(|span| span.start));
    refused(code, at, format!("{}. {mend}", message.trim_end_matches('.')))
}

fn refused(code: &'static str, at: String, message: String) -> Finding {
    Finding { severity: Severity::Error, code, at, message, requirement: None }
}
