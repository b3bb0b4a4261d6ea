//! Finding cases by words: folding text alike for both engines, and keeping the index true. Words of people stand there as digests.

use std::collections::BTreeMap;
use std::sync::Arc;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::engine::{Conn, Reader};
use crate::sealing::wanted;
use crate::viewer::Viewer;
use crate::{StoreError, dialect};

/// Letters kept of one word; the rest of a longer one is not searched.
const WORD: usize = 40;
/// Bytes of folded text kept of one case; PostgreSQL's limit is about four times that.
const TEXT: usize = 256 * 1024;
/// Words taken of one question.
const QUESTION: usize = 12;
/// Words waiting in one commit before they are written early, in bytes.
const PENDING: usize = 4 * 1024 * 1024;

/// Numbers of the organisation's cases that contain every word of the question, newest first. The
/// last word may be a beginning; accents and capitals do not count. No words find nothing.
pub fn search(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    question: &str,
    limit: u32,
) -> Result<Vec<i64>, StoreError> {
    let folded = fold(question);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).take(QUESTION).collect();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    // Every case that is hidden from somebody is left out of the lines that are shown; here it only costs a place.
    let keys = reader.keys_in_use()?;
    let wanted = wanted(keys.as_ref(), viewer.organisation_id, &words);
    dialect::search_find(reader, viewer.organisation_id, &wanted, limit)
}

/// Lower-case words without accents, with one space between them and nothing else.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len().min(TEXT));
    let mut letters = 0;
    for letter in text.nfkd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase) {
        if !letter.is_alphanumeric() {
            letters = 0;
            continue;
        }
        if letters == 0 {
            if folded.len() >= TEXT {
                break;
            }
            if !folded.is_empty() {
                folded.push(' ');
            }
        }
        letters += 1;
        if letters <= WORD {
            folded.push(letter);
        }
    }
    folded
}

/// One case's new words; `None` takes it out of the index.
#[derive(Debug)]
struct Change {
    organisation_id: Arc<str>,
    case_no: i64,
    words: Option<String>,
}

/// Words that jobs of one commit have given and that are written together: FTS5 is quick only
/// when a commit writes its rows once each and in ascending order.
#[derive(Debug, Default)]
pub(crate) struct PendingWords {
    changes: Vec<Change>,
    /// How many of the changes come from jobs before the running one.
    settled: usize,
    /// Bytes of the running job's changes.
    bytes: usize,
}

impl PendingWords {
    pub(crate) fn put(
        &mut self,
        conn: &mut Conn,
        organisation_id: &str,
        case_no: i64,
        words: Option<String>,
    ) -> Result<(), StoreError> {
        self.bytes += words.as_ref().map_or(0, String::len);
        self.changes.push(Change { organisation_id: organisation_id.into(), case_no, words });
        if self.bytes < PENDING {
            return Ok(());
        }
        // Only its own: what earlier jobs gave must not go if this job is undone.
        self.bytes = 0;
        let own = self.changes.split_off(self.settled);
        write(conn, &own)
    }

    /// A job begins.
    pub(crate) fn mark(&mut self) {
        self.settled = self.changes.len();
        self.bytes = 0;
    }

    /// The job that began at the mark is undone.
    pub(crate) fn restore(&mut self) {
        self.changes.truncate(self.settled);
    }

    pub(crate) fn flush(&mut self, conn: &mut Conn) -> Result<(), StoreError> {
        write(conn, &std::mem::take(&mut self.changes))
    }
}

/// The last change of each case, in order.
fn write(conn: &mut Conn, changes: &[Change]) -> Result<(), StoreError> {
    if changes.is_empty() {
        return Ok(());
    }
    let last: BTreeMap<(&str, i64), Option<&str>> =
        changes.iter().map(|change| ((&*change.organisation_id, change.case_no), change.words.as_deref())).collect();
    let cases: Vec<(&str, i64, Option<&str>)> =
        last.into_iter().map(|((organisation_id, case_no), words)| (organisation_id, case_no, words)).collect();
    dialect::search_put(conn, &cases)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding() {
        assert_eq!(fold("  Crème-BRÛLÉE, №5!\n"), "creme brulee no5");
        assert_eq!(fold("O'Brien \"x\" \0 AND NEAR(a*)"), "o brien x and near a");
        assert_eq!(fold("ﬁne ¾ Ŵyn"), "fine 3 4 wyn");
        assert_eq!(fold("-- ' \u{301}"), "");
    }

    #[test]
    fn limits() {
        assert_eq!(fold(&"a".repeat(100)), "a".repeat(WORD));
        assert!(fold(&"ab ".repeat(TEXT)).len() < TEXT + 5 * WORD);
    }
}
