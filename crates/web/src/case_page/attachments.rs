//! The files of a case: name, type, size, who and when.

use redress_app::{AttachmentLine, CaseView, Standing};
use redress_domain::case::CommandKind;
use redress_domain::words::Word;
use redress_http_kit::path::segment;

use super::Link;
use crate::words::long_instant;
use crate::words::sentences::Teller;

/// A file with what is to be said of it.
pub(super) struct FileRow {
    pub(super) name: String,
    /// Where it can be saved from; `None` while it may not be.
    pub(super) href: Option<String>,
    /// Why it may not be.
    pub(super) kept_back: String,
    pub(super) about: String,
    pub(super) by: String,
    pub(super) removal: Option<Link>,
}

pub(super) fn files(view: &CaseView) -> Vec<FileRow> {
    let teller = Teller { procedure: &view.procedure, staffing: &view.settings.staffing, case: &view.case };
    let path = format!("/cases/{}/attachments", segment(&view.case.reference));
    let row = |line: &AttachmentLine| {
        let file = &line.attachment.file;
        let kept_back = match &line.standing {
            Standing::Ready => String::new(),
            Standing::Quarantined => "It waits for the virus scanner.".to_owned(),
            Standing::Infected(found) => format!("The virus scanner found {found}: it is never opened."),
        };
        let removal = view
            .offered
            .contains(&CommandKind::RemoveAttachment)
            .then(|| Link { href: format!("{path}/{}/removal", file.number), label: "Remove".to_owned() });
        FileRow {
            name: file.name.clone(),
            href: (line.standing == Standing::Ready).then(|| format!("{path}/{}", file.number)),
            kept_back,
            about: format!("{}, {}, {}", file.used_as.label(), kind(&file.media_type), size(file.size_bytes)),
            by: format!("{}, {}", teller.by(&line.attachment.by), long_instant(line.attachment.at)),
            removal,
        }
    };
    view.attachments.iter().map(row).collect()
}

/// A type as people say it.
fn kind(media_type: &str) -> &str {
    match media_type {
        "application/pdf" => "PDF",
        "text/plain" => "text",
        "application/octet-stream" => "file of unknown type",
        other => match other.split_once('/') {
            Some(("image", _)) => "picture",
            Some(("audio", _)) => "sound",
            Some(("video", _)) => "video",
            _ => "document",
        },
    }
}

/// Bytes, or tenths of KB and MB (1,000 each, as file managers count).
pub(crate) fn size(bytes: u64) -> String {
    let tenths = |unit: u64| {
        let tenths = bytes.saturating_mul(10).div_ceil(unit);
        format!("{}.{}", tenths / 10, tenths % 10)
    };
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} KB", tenths(1_000)),
        _ => format!("{} MB", tenths(1_000_000)),
    }
}
