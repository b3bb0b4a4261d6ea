//! Going over to another version of the procedure, which never happens by itself (R73).

use redress_domain::case::{Command, CommandKind};

use super::{CommandForm, Purpose, empty};
use crate::components::{Item, Note};
use crate::flash::Flash;

pub(super) const PROCEDURE_VERSION: CommandForm = CommandForm {
    slug: "procedure-version",
    kind: CommandKind::ChangeProcedure,
    purpose: Purpose::Matter,
    step: None,
    title: |_| "Go over to another version of the procedure".to_owned(),
    button: "Go over to it",
    begin: empty,
    blocks: |ask, fill| {
        let now = &ask.view.case.procedure_version;
        let text = format!(
            "It follows version {now}, which was in force when it was received. What ran and what was decided stays as \
             it is; what comes next follows the other version."
        );
        let versions = ask.view.other_versions.iter().map(|version| Item::new(version, format!("Version {version}")));
        vec![
            Note { text }.into(),
            fill.radios("version", "To which version?", versions.collect()).into(),
            fill.area("reason", "Why?").with_rows(3).into(),
        ]
    },
    read: |_, mut read| {
        let version = read.required("version", "Choose the version.");
        let reason = read.required("reason", "Enter why it goes over to it.");
        read.finish(version.zip(reason).map(|(version, reason)| Command::ChangeProcedure { version, reason }))
    },
    done: Flash::ProcedureChanged,
};
