//! Walking an organisation's chain of events from its beginning to its end (docs/verify.md).

use std::collections::BTreeMap;

use redress_domain::time::Instant;

use crate::engine::Reader;
use crate::events::{Link, payload_digest};
use crate::organisation_events::OrganisationFact;
use crate::redactions::Redactions;
use crate::vals;
use crate::verify::{VerifyError, broken};

/// The chain as far as it has been walked.
#[derive(Default)]
pub(crate) struct Chain {
    /// Number of the last event.
    pub(crate) seq: i64,
    hash: [u8; 32],
    /// The last version of each case.
    pub(crate) cases: BTreeMap<i64, i64>,
    /// The organisation's own, oldest first.
    pub(crate) facts: Vec<OrganisationFact>,
    redactions: Redactions,
    fault: Option<VerifyError>,
}

impl Chain {
    /// Walks it all: numbers, digests, hashes, versions and redactions hold.
    pub(crate) fn walk(reader: &mut Reader<'_>, organisation_id: &str) -> Result<Self, VerifyError> {
        let mut chain = Self::default();
        let sql = "SELECT seq, case_no, case_version, kind, at, actor, payload, salt, digest, hash FROM events
                   WHERE organisation_id = $1 ORDER BY seq";
        reader.stream(sql, vals![organisation_id], |row| {
            if chain.fault.is_some() {
                return Ok(());
            }
            let link = Link {
                organisation_id,
                seq: row.int(0)?,
                case_no: row.opt_int(1)?,
                case_version: row.opt_int(2)?,
                kind: row.text_ref(3)?,
                at: Instant::from_micros(row.int(4)?),
                actor: row.text_ref(5)?,
            };
            let payload = row.text_ref(6)?;
            let (digest, hash) = (row.bytes(8)?, row.bytes(9)?);
            chain.fault = chain.step(&link, payload, &row.blob(7)?, &digest, &hash).err();
            Ok(())
        })?;
        match (chain.fault.take(), chain.redactions.fault()) {
            (Some(fault), _) => Err(fault),
            (None, Some((seq, what))) => broken(format!("organisation '{organisation_id}', event {seq}"), what),
            (None, None) => Ok(chain),
        }
    }

    /// That the organisation's head says where the chain ends.
    pub(crate) fn check_head(&self, reader: &mut Reader<'_>, organisation_id: &str) -> Result<(), VerifyError> {
        let sql = "SELECT seq, hash, last_case FROM heads WHERE organisation_id = $1";
        let head =
            reader.query_opt(sql, vals![organisation_id], |row| Ok((row.int(0)?, row.bytes::<32>(1)?, row.int(2)?)))?;
        let last_case = self.cases.keys().next_back().copied().unwrap_or(0);
        match head {
            Some((seq, hash, cases)) if seq == self.seq && hash == self.hash && cases == last_case => Ok(()),
            None if self.seq == 0 => Ok(()),
            Some((seq, ..)) if seq > self.seq => {
                let at = format!("organisation '{organisation_id}', event {seq}");
                Err(VerifyError::Broken { code: "history-cut", at, what: "the last events are missing".to_owned() })
            }
            _ => broken(
                format!("organisation '{organisation_id}', heads"),
                "the end of the chain is not where it should be",
            ),
        }
    }

    fn step(
        &mut self,
        link: &Link<'_>,
        payload: &str,
        salt: &[u8],
        digest: &[u8; 32],
        hash: &[u8; 32],
    ) -> Result<(), VerifyError> {
        let at = format!("organisation '{}', event {}", link.organisation_id, link.seq);
        if link.seq != self.seq.saturating_add(1) {
            return broken(at, format!("event {} is missing before it", self.seq.saturating_add(1)));
        }
        if salt.is_empty() {
            self.redactions.found(link.seq, payload);
        } else if payload_digest(salt, payload) != *digest {
            return broken(at, "its payload is not what was recorded");
        }
        if link.hash(&self.hash, digest) != *hash {
            return broken(at, "its hash does not follow from the event before and from what it says");
        }
        match (link.case_no, link.case_version) {
            (Some(case_no), Some(version)) => {
                let last = self.cases.entry(case_no).or_default();
                if version != last.saturating_add(1) {
                    return broken(at, format!("it is version {version} of a case whose last was {last}"));
                }
                *last = version;
            }
            _ => match serde_json::from_str(payload) {
                Ok(fact) => {
                    self.redactions.take(&fact);
                    self.facts.push(fact);
                }
                Err(error) => return broken(at, format!("its payload cannot be read: {error}")),
            },
        }
        self.seq = link.seq;
        self.hash = *hash;
        Ok(())
    }
}
