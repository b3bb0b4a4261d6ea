//! The files a case keeps, as its history says.

use crate::case::attachment::Attachment;
use crate::case::event::Fact;
use crate::case::recorded::Recorded;
use crate::case::state::Case;

impl Case {
    /// Applies a fact about a file; `None` where it is no such fact, or speaks of a file that is not there.
    pub(super) fn apply_attachments(&mut self, recorded: &Recorded) -> Option<()> {
        match &recorded.event.fact {
            Fact::Attached(file) => {
                self.attachments.last = file.number;
                let (file, by) = (file.as_ref().clone(), recorded.by.clone());
                self.attachments.kept.push(Attachment { file, by, at: recorded.at });
            }
            Fact::AttachmentRemoved { number, .. } => {
                self.attachments.find(*number)?;
                self.attachments.kept.retain(|kept| kept.file.number != *number);
            }
            _ => return None,
        }
        Some(())
    }
}
