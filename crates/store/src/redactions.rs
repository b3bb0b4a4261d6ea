//! Redaction: text is taken out of an event, and the chain still holds.
//!
//! The chain covers a payload through its salted digest alone. Redacting puts another payload in its place and takes the salt
//! away, so that nobody can try out what stood there; the digest stays. What stands there now is recorded as a fact of its own,
//! which is an event of the chain: nobody can redact without a trace, nor change what was redacted (docs/verify.md).

use std::collections::BTreeMap;

use redress_domain::case::By;
use redress_domain::time::Instant;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::engine::Tx;
use crate::organisation_events::{OrganisationFact, append_organisation_fact};
use crate::{StoreError, vals};

/// What is to stand in place of an event's payload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redaction {
    /// Number of the event.
    pub seq: i64,
    /// What stands there from now on: the same event without the text that goes.
    pub payload: String,
}

/// What stands in place of an event's payload, as history says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redacted {
    pub seq: i64,
    /// SHA-256 of the payload that stands there.
    pub digest: String,
}

/// Redacts events and records that they were, for a reason that does not tell what. Whoever does it makes the rows that follow
/// from them again.
///
/// # Errors
/// [`StoreError::Inconsistent`] when there is no such event.
pub fn redact_events(
    tx: &mut Tx<'_>,
    organisation_id: &str,
    redactions: &[Redaction],
    reason: &str,
    at: Instant,
    by: &By,
    salt: [u8; 16],
) -> Result<(), StoreError> {
    if redactions.is_empty() {
        return Ok(());
    }
    let mut events = Vec::with_capacity(redactions.len());
    for Redaction { seq, payload } in redactions {
        let sql = "UPDATE events SET payload = $3, salt = $4 WHERE organisation_id = $1 AND seq = $2";
        if tx.execute(sql, vals![organisation_id, *seq, payload, &[0_u8; 0]])? != 1 {
            return Err(StoreError::inconsistent(format!("there is no event {seq} to redact")));
        }
        events.push(Redacted { seq: *seq, digest: redacted_digest(payload) });
    }
    let fact = OrganisationFact::EventsRedacted { events, reason: reason.to_owned() };
    append_organisation_fact(tx, organisation_id, &fact, at, by, salt)
}

fn redacted_digest(payload: &str) -> String {
    hex::encode(Sha256::digest(payload.as_bytes()))
}

/// What a walk along the chain meets of redactions.
#[derive(Debug, Default)]
pub(crate) struct Redactions {
    /// Digest of what stands in an event without a salt, by its number.
    found: BTreeMap<i64, String>,
    /// Digest of what was recorded last to stand there.
    recorded: BTreeMap<i64, String>,
}

impl Redactions {
    /// An event has no salt any more.
    pub(crate) fn found(&mut self, seq: i64, payload: &str) {
        self.found.insert(seq, redacted_digest(payload));
    }

    /// Takes a fact in; any other than a redaction is none of its business.
    pub(crate) fn take(&mut self, fact: &OrganisationFact) {
        match fact {
            OrganisationFact::EventRedacted { seq, digest, .. } => {
                self.recorded.insert(*seq, digest.clone());
            }
            OrganisationFact::EventsRedacted { events, .. } => {
                self.recorded.extend(events.iter().map(|event| (event.seq, event.digest.clone())));
            }
            _ => {}
        }
    }

    /// The first event that is not what was recorded of its redaction, with what is wrong there.
    pub(crate) fn fault(&self) -> Option<(i64, &'static str)> {
        let numbers = self.found.keys().chain(self.recorded.keys());
        let wrong = numbers.filter(|seq| self.found.get(seq) != self.recorded.get(seq)).min()?;
        let what = match (self.found.get(wrong), self.recorded.get(wrong)) {
            (Some(_), None) => "its payload was taken away, and nothing says that it was redacted",
            (None, _) => "it was redacted, and a payload with a salt is there again",
            (Some(_), Some(_)) => "what stands in place of its payload is not what was recorded",
        };
        Some((*wrong, what))
    }
}
