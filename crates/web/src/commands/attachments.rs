//! Files of a case: attached, and removed again.

use redress_domain::case::{AttachmentUse, Command, CommandKind};

use super::{Ask, CommandForm, Purpose, empty};
use crate::components::{Block, Note};
use crate::flash::Flash;
use crate::forms::{Filling, words_items};

/// Files are sent with the form itself ([`crate::attachments`]); this is the form, and what it says where none came.
pub(crate) const ATTACHMENTS: CommandForm = CommandForm {
    slug: "attachments",
    kind: CommandKind::Attach,
    purpose: Purpose::Everyday,
    step: None,
    title: |_| "Attach files".to_owned(),
    button: "Attach",
    begin: empty,
    blocks: |_, fill| {
        vec![
            fill.radios("used_as", "What are they?", words_items::<AttachmentUse>()).small().into(),
            fill.files("files", "Files")
                .hint("Up to 10 at a time, each of at most 25 MiB. Choose several at once, or come back for more.")
                .into(),
        ]
    },
    read: |_, mut read| {
        read.word::<AttachmentUse>("used_as", "Choose what the files are.");
        read.refuse("files", "required", "Choose at least one file.");
        read.finish(None)
    },
    done: Flash::FilesAttached,
};

/// A file is kept no longer.
pub(super) const REMOVAL: CommandForm = CommandForm {
    slug: "removal",
    kind: CommandKind::RemoveAttachment,
    purpose: Purpose::Matter,
    step: None,
    title: |_| "Remove a file".to_owned(),
    button: "Remove it",
    begin: empty,
    blocks: removal_blocks,
    read: |ask, mut read| {
        let reason = read.required("reason", "Enter why it is removed.");
        read.finish((|| Some(Command::RemoveAttachment { number: ask.number?, reason: reason? }))())
    },
    done: Flash::FileRemoved,
};

fn removal_blocks(ask: &Ask<'_>, fill: &Filling<'_>) -> Vec<Block> {
    let file = ask.number.and_then(|number| ask.view.case.attachments.find(number));
    let name = file.map_or("", |attachment| attachment.file.name.as_str());
    let text = format!("{name} will be gone for good. That it was here stays in the history, with your reason.");
    vec![Note { text }.into(), fill.area("reason", "Why is it removed?").with_rows(3).into()]
}
