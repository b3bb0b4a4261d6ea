//! Files come to a case and leave it (R32).

use super::check::{LINE_LIMIT, optional_line, required};
use crate::case::attachment::{ATTACHMENTS_LIMIT, Attach, Attached};
use crate::case::event::{Event, Fact};
use crate::case::refusal::{FieldError, Refusal, Rule};
use crate::case::state::Case;

/// A file is kept with the case, also once it is closed: what comes late is kept too.
pub fn attach(case: &Case, file: &Attach) -> Result<Vec<Event>, Refusal> {
    if case.attachments.kept.len() >= ATTACHMENTS_LIMIT {
        return Err(Rule::AttachmentsFull { limit: ATTACHMENTS_LIMIT }.into());
    }
    let attached = Attached {
        number: case.attachments.last.saturating_add(1),
        name: named(&file.name)?,
        media_type: file.media_type.clone(),
        size_bytes: file.size_bytes,
        digest: file.digest.clone(),
        used_as: file.used_as,
    };
    Ok(vec![Fact::Attached(Box::new(attached)).into()])
}

fn named(name: &str) -> Result<String, FieldError> {
    match optional_line("name", Some(name))? {
        Some(name) => Ok(name),
        None => Err(FieldError::new("name", "required", format!("Name the file, in at most {LINE_LIMIT} bytes."))),
    }
}

/// A file is kept no longer. That it was there stays in the history, with the reason.
pub fn remove(case: &Case, number: u32, reason: &str) -> Result<Vec<Event>, Refusal> {
    case.attachments.find(number).ok_or(Rule::NoSuchAttachment { number })?;
    let reason = required("reason", reason, "the reason why it is removed")?;
    Ok(vec![Fact::AttachmentRemoved { number, reason }.into()])
}
