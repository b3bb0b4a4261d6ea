//! The one way a checkpoint is written: JSON of eleven lines. The signature covers every byte before its own line, so that
//! nobody has to put JSON into a canonical form to check it.

use super::{CheckpointError, PublicKey, Statement};
use crate::time::Instant;

const FORMAT: &str = "redress-checkpoint-1";

/// Everything that is signed: the file up to the line of the signature.
pub(super) fn signed(says: &Statement, key: &PublicKey) -> String {
    let Statement { organisation, number, made_at, events, head, previous } = says;
    let head = hex::encode(head);
    let previous = previous.map_or_else(|| "null".to_owned(), |digest| format!("\"{}\"", hex::encode(digest)));
    format!(
        "{{\n  \"format\": \"{FORMAT}\",\n  \"organisation\": \"{organisation}\",\n  \"number\": {number},\n  \
         \"made_at\": \"{made_at}\",\n  \"events\": {events},\n  \"head\": \"{head}\",\n  \"previous\": {previous},\n  \
         \"key\": \"{key}\",\n"
    )
}

/// The whole file.
pub(super) fn complete(signed: &str, signature: &[u8; 64]) -> String {
    format!("{signed}  \"signature\": \"{}\"\n}}\n", hex::encode(signature))
}

/// What a file says, whoever signed it.
pub(super) fn read(text: &str) -> Result<(Statement, PublicKey, [u8; 64]), CheckpointError> {
    let mut lines = Lines { rest: text, line: 0 };
    lines.expect("{")?;
    lines.expect(&format!("  \"format\": \"{FORMAT}\","))?;
    let says = Statement {
        organisation: lines.value("organisation", |text| id(unquoted(text)?))?,
        number: lines.value("number", |text| text.parse().ok())?,
        made_at: lines.value("made_at", |text| Instant::parse(unquoted(text)?).ok())?,
        events: lines.value("events", |text| text.parse().ok())?,
        head: lines.value("head", bytes)?,
        previous: lines.value("previous", |text| if text == "null" { Some(None) } else { bytes(text).map(Some) })?,
    };
    let key = lines.value("key", |text| unquoted(text)?.parse().ok())?;
    let signature = lines.last("signature", bytes)?;
    lines.expect("}")?;
    Ok((says, key, signature))
}

/// That a file is written as it has to be; otherwise the first line that is not.
pub(super) fn same(text: &str, wanted: &str) -> Result<(), CheckpointError> {
    if text == wanted {
        return Ok(());
    }
    let alike = text
        .split_inclusive('\n')
        .zip(wanted.split_inclusive('\n'))
        .take_while(|(line, wanted)| line == wanted)
        .count();
    Err(CheckpointError::Form { line: alike.saturating_add(1) })
}

/// The lines of a file, one after the other.
struct Lines<'a> {
    rest: &'a str,
    /// Number of the line read last.
    line: usize,
}

impl<'a> Lines<'a> {
    fn next(&mut self) -> Result<&'a str, CheckpointError> {
        self.line = self.line.saturating_add(1);
        let (line, rest) = self.rest.split_once('\n').ok_or(CheckpointError::Form { line: self.line })?;
        self.rest = rest;
        Ok(line)
    }

    fn expect(&mut self, wanted: &str) -> Result<(), CheckpointError> {
        if self.next()? == wanted { Ok(()) } else { Err(CheckpointError::Form { line: self.line }) }
    }

    fn value<T>(&mut self, name: &str, read: impl Fn(&'a str) -> Option<T>) -> Result<T, CheckpointError> {
        self.named(name, |text| read(text.strip_suffix(',')?))
    }

    fn last<T>(&mut self, name: &str, read: impl Fn(&'a str) -> Option<T>) -> Result<T, CheckpointError> {
        self.named(name, read)
    }

    fn named<T>(&mut self, name: &str, read: impl Fn(&'a str) -> Option<T>) -> Result<T, CheckpointError> {
        let value = self.next()?.strip_prefix("  \"").and_then(|line| line.strip_prefix(name));
        let value = value.and_then(|line| line.strip_prefix("\": ")).and_then(read);
        value.ok_or(CheckpointError::Form { line: self.line })
    }
}

fn unquoted(text: &str) -> Option<&str> {
    text.strip_prefix('"')?.strip_suffix('"')
}

/// The id of an organisation. It has no character that JSON would write in another way.
fn id(text: &str) -> Option<String> {
    let slug = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (!text.is_empty() && text.bytes().all(slug)).then(|| text.to_owned())
}

fn bytes<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    hex::decode_to_slice(unquoted(text)?, &mut bytes).ok()?;
    Some(bytes)
}
