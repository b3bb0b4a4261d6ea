//! History: events in one hash chain for each organisation, appended and never changed.
//!
//! `hash` covers the hash before it, everything the event's row says, and `digest`; `digest` covers a random salt and the
//! payload. So a payload can later be redacted by taking payload and salt away, and the chain still holds.

use redress_domain::case::{By, Event, Recorded};
use redress_domain::time::Instant;
use sha2::{Digest, Sha256};

use crate::engine::{Reader, Tx, Val};
use crate::{StoreError, vals};

/// Most events read of one case; the use cases stop well before it.
pub const CASE_EVENTS_LIMIT: i64 = 10_000;

/// An event about to be appended.
#[derive(Debug)]
pub struct NewEvent<'a> {
    pub kind: &'a str,
    pub payload: String,
    pub salt: [u8; 16],
}

impl<'a> NewEvent<'a> {
    /// A case's event, with a fresh random salt.
    ///
    /// # Errors
    /// When the event cannot be written as JSON, which no event can cause.
    pub fn of_case(event: &'a Event, salt: [u8; 16]) -> Result<Self, StoreError> {
        let payload = serde_json::to_string(event).map_err(|error| StoreError::inconsistent(error.to_string()))?;
        Ok(Self { kind: event.fact.kind(), payload, salt })
    }
}

/// Whose history an event belongs to.
#[derive(Debug, Clone, Copy)]
pub enum Stream {
    /// The organisation's own: people, procedures, closures.
    Organisation,
    /// A case's; `version` is that of the first event appended.
    Case { case_no: i64, version: u64 },
}

/// Appends events to an organisation's chain.
///
/// # Errors
/// [`StoreError::Conflict`] when the case has an event of that version already.
pub fn append_events(
    tx: &mut Tx<'_>,
    organisation_id: &str,
    stream: Stream,
    at: Instant,
    by: &By,
    events: &[NewEvent<'_>],
) -> Result<(), StoreError> {
    let place = |offset: u64| match stream {
        Stream::Organisation => (None, None),
        Stream::Case { case_no, version } => (Some(case_no), i64::try_from(version.saturating_add(offset)).ok()),
    };
    append(tx, organisation_id, at, by, (0_u64..).map(place).zip(events))
}

/// Appends the first event of each of several cases.
///
/// # Errors
/// As [`append_events`].
pub fn append_openings(
    tx: &mut Tx<'_>,
    organisation_id: &str,
    at: Instant,
    by: &By,
    openings: &[(i64, NewEvent<'_>)],
) -> Result<(), StoreError> {
    append(tx, organisation_id, at, by, openings.iter().map(|(case_no, event)| ((Some(*case_no), Some(1)), event)))
}

/// Number of a case and its version after an event, if the event belongs to a case.
type Place = (Option<i64>, Option<i64>);

fn append<'e>(
    tx: &mut Tx<'_>,
    organisation_id: &str,
    at: Instant,
    by: &By,
    events: impl Iterator<Item = (Place, &'e NewEvent<'e>)>,
) -> Result<(), StoreError> {
    let mut head = *tx.head(organisation_id)?;
    let actor = by.to_text();
    let mut values = Vec::with_capacity(events.size_hint().0.saturating_mul(11));
    for ((case_no, case_version), event) in events {
        head.seq = head.seq.saturating_add(1);
        let digest = payload_digest(&event.salt, &event.payload);
        let link = Link { organisation_id, seq: head.seq, case_no, case_version, kind: event.kind, at, actor: &actor };
        head.hash = link.hash(&head.hash, &digest);
        values.extend([
            Val::from(organisation_id),
            Val::from(head.seq),
            Val::from(case_no),
            Val::from(case_version),
            Val::from(event.kind),
            Val::from(at.as_micros()),
            Val::from(actor.as_str()),
            Val::from(event.payload.as_str()),
            Val::from(&event.salt),
            Val::Blob(digest.to_vec().into()),
            Val::Blob(head.hash.to_vec().into()),
        ]);
    }
    const PREFIX: &str = "INSERT INTO events \
        (organisation_id, seq, case_no, case_version, kind, at, actor, payload, salt, digest, hash)";
    tx.insert_many(PREFIX, 11, &values, "")?;
    *tx.head(organisation_id)? = head;
    Ok(())
}

/// Digest of a payload under its salt.
pub(crate) fn payload_digest(salt: &[u8], payload: &str) -> [u8; 32] {
    Sha256::new().chain_update(salt).chain_update(payload.as_bytes()).finalize().into()
}

/// What the hash of an event covers beside the hash before it and the digest of its payload.
pub(crate) struct Link<'a> {
    pub organisation_id: &'a str,
    pub seq: i64,
    pub case_no: Option<i64>,
    pub case_version: Option<i64>,
    pub kind: &'a str,
    pub at: Instant,
    pub actor: &'a str,
}

impl Link<'_> {
    pub(crate) fn hash(&self, before: &[u8; 32], digest: &[u8; 32]) -> [u8; 32] {
        let number = |number: Option<i64>| number.map_or_else(|| "-".to_owned(), |number| number.to_string());
        let header = format!(
            "redress-event-1\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n",
            self.organisation_id,
            self.seq,
            number(self.case_no),
            number(self.case_version),
            self.kind,
            self.at.as_micros(),
            self.actor
        );
        Sha256::new().chain_update(before).chain_update(header.as_bytes()).chain_update(digest).finalize().into()
    }
}

/// The history of a case, oldest first.
pub fn case_events(reader: &mut Reader<'_>, organisation_id: &str, case_no: i64) -> Result<Vec<Recorded>, StoreError> {
    case_events_after(reader, organisation_id, case_no, 0, CASE_EVENTS_LIMIT)
}

/// Part of the history of a case: at most `limit` events after a version.
pub fn case_events_after(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    case_no: i64,
    version: u64,
    limit: i64,
) -> Result<Vec<Recorded>, StoreError> {
    let after = i64::try_from(version).unwrap_or(i64::MAX);
    let sql = "SELECT case_version, at, actor, payload FROM events
               WHERE organisation_id = $1 AND case_no = $2 AND case_version > $3 ORDER BY case_version LIMIT $4";
    reader.query(sql, vals![organisation_id, case_no, after, limit], |row| {
        recorded(row.int(0)?, row.int(1)?, row.text_ref(2)?, row.text_ref(3)?)
    })
}

pub(crate) fn recorded(version: i64, at: i64, actor: &str, payload: &str) -> Result<Recorded, StoreError> {
    let unreadable = |what: String| StoreError::inconsistent(format!("event {version} cannot be read: {what}"));
    Ok(Recorded {
        version: u64::try_from(version).map_err(|error| unreadable(error.to_string()))?,
        at: Instant::from_micros(at),
        by: By::from_text(actor).ok_or_else(|| unreadable("unknown actor".to_owned()))?,
        event: serde_json::from_str(payload).map_err(|error| unreadable(error.to_string()))?,
    })
}

/// An event with all that its hash covers, as others need it who check the chain (docs/verify.md).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct StoredEvent {
    pub organisation: String,
    pub seq: i64,
    pub case_no: Option<i64>,
    pub case_version: Option<i64>,
    pub kind: String,
    /// Microseconds since 1970 began in UTC.
    pub at: i64,
    pub actor: String,
    /// JSON, character for character as its digest covers it.
    pub payload: String,
    /// In hexadecimal digits, as the two below; empty where the event was redacted.
    pub salt: String,
    pub digest: String,
    pub hash: String,
}

/// Hands over every event of an organisation's chain, in order.
pub fn each_event(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    mut each: impl FnMut(StoredEvent) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let sql = "SELECT seq, case_no, case_version, kind, at, actor, payload, salt, digest, hash FROM events
               WHERE organisation_id = $1 ORDER BY seq";
    reader.stream(sql, vals![organisation_id], |row| {
        each(StoredEvent {
            organisation: organisation_id.to_owned(),
            seq: row.int(0)?,
            case_no: row.opt_int(1)?,
            case_version: row.opt_int(2)?,
            kind: row.text(3)?,
            at: row.int(4)?,
            actor: row.text(5)?,
            payload: row.text(6)?,
            salt: hex::encode(row.blob(7)?),
            digest: hex::encode(row.blob(8)?),
            hash: hex::encode(row.blob(9)?),
        })
    })
}
