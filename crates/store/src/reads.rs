//! Who read what: written beside the history, not in it, each row with a digest, and swept when its time is over.

use redress_domain::access::Compartment;
use redress_domain::case::By;
use redress_domain::reading::{READS_KEPT_MONTHS, ReadKind, Via};
use redress_domain::staff::UserId;
use redress_domain::time::{Date, Instant, Zone, minus_months};
use redress_domain::words::Word;
use sha2::{Digest, Sha256};

use crate::engine::{Reader, Row, Tx, Val};
use crate::verify::{VerifyError, broken};
use crate::viewer::Viewer;
use crate::window::Window;
use crate::{StoreError, vals};

/// Most rows whose time is over that one reading takes away.
const SWEPT_AT_ONCE: i64 = 1_000;

/// A reading, to be written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRead {
    pub at: Instant,
    pub by: By,
    pub via: Via,
    pub kind: ReadKind,
    pub case_no: Option<i64>,
    /// Compartments of the case that were open to them.
    pub opened: Vec<Compartment>,
    /// What was searched, asked for or written out.
    pub question: Option<String>,
}

/// A reading, as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadLine {
    /// From 1 for the first of the organisation.
    pub number: i64,
    pub at: Instant,
    pub by: By,
    pub via: Via,
    pub kind: ReadKind,
    pub reference: Option<String>,
    pub opened: Vec<Compartment>,
    pub question: Option<String>,
}

/// Which readings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadFilter {
    pub by: Option<UserId>,
    pub case_no: Option<i64>,
    pub kind: Option<ReadKind>,
    /// Both days included.
    pub from: Option<Date>,
    pub to: Option<Date>,
}

/// Writes a reading down, and takes away what has been kept long enough.
pub fn add_read(tx: &mut Tx<'_>, organisation_id: &str, read: &NewRead) -> Result<(), StoreError> {
    // The organisation's lock: numbers have no gap.
    tx.head(organisation_id)?;
    let sql = "SELECT COALESCE(MAX(number), 0) + 1 FROM reads WHERE organisation_id = $1";
    let number = tx.query_one(sql, vals![organisation_id], |row| row.int(0))?;
    let row = Kept::of(number, read);
    let sql = "INSERT INTO reads
                   (organisation_id, number, read_at, read_by, via, kind, case_no, opened, question, digest)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let digest = row.digest(organisation_id);
    let values = [
        Val::from(organisation_id),
        Val::from(number),
        Val::from(row.at),
        Val::from(row.by.as_str()),
        Val::from(row.via.as_str()),
        Val::from(row.kind.as_str()),
        Val::from(row.case_no),
        Val::from(row.opened.as_deref()),
        Val::from(row.question.as_deref()),
        Val::from(&digest),
    ];
    tx.execute(sql, &values)?;
    sweep(tx, organisation_id, read.at)
}

/// The oldest go first, so that no number is missing between those that are kept.
fn sweep(tx: &mut Tx<'_>, organisation_id: &str, now: Instant) -> Result<(), StoreError> {
    let oldest = minus_months(now.local_date(Zone::LONDON), READS_KEPT_MONTHS);
    let before = Instant::start_of(oldest, Zone::LONDON).as_micros();
    let sql = "DELETE FROM reads WHERE organisation_id = $1 AND read_at < $2
               AND number < (SELECT MIN(number) + $3 FROM reads WHERE organisation_id = $1)";
    tx.execute(sql, vals![organisation_id, before, SWEPT_AT_ONCE])?;
    Ok(())
}

/// Readings, the latest first: not those of cases that are hidden from whoever asks, or that name one.
pub fn list_reads(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    filter: &ReadFilter,
    window: Window,
) -> Result<Vec<ReadLine>, StoreError> {
    let mut conditions = String::new();
    let mut values = vec![Val::from(viewer.organisation_id), Val::from(window.limit), Val::from(window.skip)];
    let mut add = |condition: &str, value: Val<'static>| {
        values.push(value);
        conditions.push_str(&format!(" AND {condition} ${}", values.len()));
    };
    let start = |day: Date| Val::from(Instant::start_of(day, Zone::LONDON).as_micros());
    if let Some(user) = &filter.by {
        add("reads.read_by =", Val::from(By::User(user.clone()).to_text()));
    }
    if let Some(case_no) = filter.case_no {
        add("reads.case_no =", Val::from(case_no));
    }
    if let Some(kind) = filter.kind {
        add("reads.kind =", Val::from(kind.id().to_owned()));
    }
    if let Some(from) = filter.from {
        add("reads.read_at >=", start(from));
    }
    if let Some(to) = filter.to {
        add("reads.read_at <=", Val::from(Instant::end_of(to, Zone::LONDON).as_micros()));
    }
    let sql = format!(
        "SELECT reads.number, reads.read_at, reads.read_by, reads.via, reads.kind, cases.reference, reads.opened, \
         reads.question FROM reads \
         LEFT JOIN cases ON cases.organisation_id = reads.organisation_id AND cases.case_no = reads.case_no \
         WHERE reads.organisation_id = $1{conditions}{}{} ORDER BY reads.number DESC LIMIT $2 OFFSET $3",
        viewer.and_visible("reads"),
        viewer.and_names_visible("reads", "question"),
    );
    reader.query(&sql, &values, line)
}

/// How often somebody has read something of a kind since a moment.
pub fn count_reads_since(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    by: &By,
    kind: ReadKind,
    since: Instant,
) -> Result<u64, StoreError> {
    let sql = "SELECT COUNT(*) FROM reads WHERE organisation_id = $1 AND read_by = $2 AND kind = $3 AND read_at > $4";
    let values = vals![organisation_id, by.to_text(), kind.id(), since.as_micros()];
    let count = reader.query_one(sql, values, |row| row.int(0))?;
    Ok(u64::try_from(count).unwrap_or(0))
}

/// Checks that no reading was changed, and none taken out between two others.
pub(crate) fn check_reads(reader: &mut Reader<'_>, organisation_id: &str) -> Result<(), VerifyError> {
    let sql = "SELECT number, read_at, read_by, via, kind, case_no, opened, question, digest FROM reads
               WHERE organisation_id = $1 ORDER BY number";
    let mut wrong: Option<(i64, &'static str)> = None;
    let mut before: Option<i64> = None;
    reader.stream(sql, vals![organisation_id], |row| {
        let kept = Kept::read(row)?;
        let gap = before.is_some_and(|before| kept.number != before.saturating_add(1));
        let changed = row.blob(8)? != kept.digest(organisation_id);
        before = Some(kept.number);
        let what = if gap { "one before it is missing" } else { "it is not what was written down" };
        if wrong.is_none() && (gap || changed) {
            wrong = Some((kept.number, what));
        }
        Ok(())
    })?;
    match wrong {
        Some((number, what)) => broken(format!("organisation '{organisation_id}', reading {number}"), what),
        None => Ok(()),
    }
}

/// A row as it stands in the table.
struct Kept {
    number: i64,
    at: i64,
    by: String,
    via: String,
    kind: String,
    case_no: Option<i64>,
    opened: Option<String>,
    question: Option<String>,
}

impl Kept {
    fn of(number: i64, read: &NewRead) -> Self {
        let opened: Vec<&str> = read.opened.iter().map(|compartment| compartment.id()).collect();
        Self {
            number,
            at: read.at.as_micros(),
            by: read.by.to_text(),
            via: read.via.id().to_owned(),
            kind: read.kind.id().to_owned(),
            case_no: read.case_no,
            opened: (!opened.is_empty()).then(|| opened.join(" ")),
            question: read.question.clone(),
        }
    }

    fn read(row: &Row<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            number: row.int(0)?,
            at: row.int(1)?,
            by: row.text(2)?,
            via: row.text(3)?,
            kind: row.text(4)?,
            case_no: row.opt_int(5)?,
            opened: row.opt_text(6)?,
            question: row.opt_text(7)?,
        })
    }

    /// SHA-256 of a JSON list of the organisation and every column.
    fn digest(&self, organisation_id: &str) -> [u8; 32] {
        let said = serde_json::json!([
            organisation_id,
            self.number,
            self.at,
            self.by,
            self.via,
            self.kind,
            self.case_no,
            self.opened,
            self.question
        ]);
        Sha256::digest(said.to_string()).into()
    }
}

fn line(row: &Row<'_>) -> Result<ReadLine, StoreError> {
    let unknown = |what: &str| StoreError::inconsistent(format!("unknown word '{what}' in reads"));
    let (by, via, kind) = (row.text_ref(2)?, row.text_ref(3)?, row.text_ref(4)?);
    let opened = row.opt_text_ref(6)?.unwrap_or_default().split(' ').filter(|id| !id.is_empty());
    Ok(ReadLine {
        number: row.int(0)?,
        at: Instant::from_micros(row.int(1)?),
        by: By::from_text(by).ok_or_else(|| unknown(by))?,
        via: Via::from_id(via).ok_or_else(|| unknown(via))?,
        kind: ReadKind::from_id(kind).ok_or_else(|| unknown(kind))?,
        reference: row.opt_text(5)?,
        opened: opened.map(|id| Compartment::from_id(id).ok_or_else(|| unknown(id))).collect::<Result<_, _>>()?,
        question: row.opt_text(7)?,
    })
}
