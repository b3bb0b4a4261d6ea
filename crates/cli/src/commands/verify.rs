//! `redress verify`: the history and the rows checked against each other, and against checkpoints.

use std::path::{Path, PathBuf};

use redress_app::{StoreError, Verified, VerifyError, Witness};
use redress_domain::checkpoint::{Checkpoint, PublicKey};
use serde::Serialize;

use crate::checkpoint_keys::CheckpointKeys;
use crate::failure::Failure;
use crate::house::{House, Place};
use crate::input;
use crate::output::{Format, print, print_json};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Check this organisation alone [default: all of them, or that of the checkpoint]
    #[arg(long, value_name = "ID")]
    organisation: Option<String>,
    /// Hold the history against a checkpoint that was kept elsewhere
    #[arg(long, value_name = "CHECKPOINT")]
    against: Option<PathBuf>,
    /// The key that checkpoints are signed with; may be given several times [default: those in the home]
    #[arg(long = "key", value_name = "PUBLIC")]
    keys: Vec<PublicKey>,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub fn run(place: &Place, args: Args) -> Result<(), Failure> {
    let kept = args.against.as_deref().map(read).transpose()?;
    let house = House::open(place)?;
    let ids = organisations(&house, args.organisation, kept.as_ref())?;
    let witness = witness(place, args.keys, kept)?;
    let result = check(&house, ids, &witness)?;
    match args.format {
        Format::Json => print_json(&result)?,
        Format::Text => print(&result.text())?,
    }
    match result.broken {
        None => Ok(()),
        Some(Broken { code: BROKEN, .. }) => {
            Err(Failure::refused(BROKEN, "the history and the rows do not hold together"))
        }
        Some(Broken { code: code @ ("attachment-missing" | "attachment-changed"), .. }) => {
            Err(Failure::refused(code, "the bytes of a file are not those that were attached"))
        }
        Some(Broken { code, .. }) => Err(Failure::refused(code, "the history is not what its checkpoints know")),
    }
}

/// Where history or rows contradict themselves.
const BROKEN: &str = "verify-broken";

fn read(path: &Path) -> Result<Checkpoint, Failure> {
    let bytes = input::read(path, Checkpoint::BYTES_LIMIT)?;
    Checkpoint::read(&bytes).map_err(|error| Failure::refused(error.code(), format!("{}: {error}", path.display())))
}

fn organisations(house: &House, asked: Option<String>, kept: Option<&Checkpoint>) -> Result<Vec<String>, Failure> {
    let all = house.wait(house.app.list_organisations())?.into_iter().map(|organisation| organisation.id);
    match (asked, kept.map(|kept| &kept.says().organisation)) {
        (Some(id), _) => Ok(vec![house.settings(&id)?.organisation.id.clone()]),
        (None, None) => Ok(all.collect()),
        (None, Some(id)) => match all.into_iter().find(|one| one == id) {
            Some(id) => Ok(vec![id]),
            None => {
                let message = format!("the checkpoint is one of organisation '{id}', which is not here");
                Err(Failure::refused("checkpoint-other-organisation", message))
            }
        },
    }
}

/// What is given, and the keys of the home where none is. Without any key nobody could say whose a kept checkpoint is.
fn witness(place: &Place, given: Vec<PublicKey>, kept: Option<Checkpoint>) -> Result<Witness, Failure> {
    let keys = if given.is_empty() { CheckpointKeys::of(place).known()? } else { given };
    match &kept {
        Some(kept) if keys.is_empty() => {
            let message = format!(
                "this home has no key to check the checkpoint with; give the one it should be signed with: --key PUBLIC (it \
                 says {})",
                kept.key()
            );
            Err(Failure::refused("checkpoint-key-not-found", message))
        }
        _ => Ok(Witness { keys: (!keys.is_empty()).then_some(keys), kept }),
    }
}

#[derive(Default, Serialize)]
struct Checked {
    organisations: Vec<Held>,
    /// The first place that does not hold; nothing after it was checked.
    broken: Option<Broken>,
}

#[derive(Serialize)]
struct Held {
    organisation: String,
    #[serde(flatten)]
    verified: Verified,
    /// Number of the checkpoint that was kept elsewhere, where it was held against one.
    #[serde(skip_serializing_if = "Option::is_none")]
    against: Option<u32>,
}

#[derive(Serialize)]
struct Broken {
    code: &'static str,
    at: String,
    what: String,
}

impl Checked {
    fn text(&self) -> String {
        let mut text = String::new();
        for Held { organisation, verified: Verified { events, cases, checkpoints, attachments }, against } in
            &self.organisations
        {
            text.push_str(&format!(
                "{organisation}: {events} events and {cases} cases checked; chain, rows, people and procedures hold\n"
            ));
            if *checkpoints > 0 {
                text.push_str(&format!("{organisation}: the history agrees with its {checkpoints} checkpoints\n"));
            }
            if *attachments > 0 {
                text.push_str(&format!("{organisation}: the bytes of {attachments} files are what was attached\n"));
            }
            if let Some(number) = against {
                text.push_str(&format!(
                    "{organisation}: the history agrees with checkpoint {number}, kept elsewhere\n"
                ));
            }
        }
        match &self.broken {
            Some(broken) => text.push_str(&format!("broken at {}: {}\n", broken.at, broken.what)),
            None if self.organisations.is_empty() => text.push_str("no organisation yet, so nothing to check\n"),
            None => {}
        }
        text
    }
}

fn check(house: &House, ids: Vec<String>, witness: &Witness) -> Result<Checked, Failure> {
    let mut checked = Checked::default();
    let against = witness.kept.as_ref().map(|kept| kept.says().number);
    for organisation in ids {
        match house.wait(house.app.verify_against(&organisation, witness.clone())) {
            Ok(verified) => checked.organisations.push(Held { organisation, verified, against }),
            Err(VerifyError::Broken { code, at, what }) => checked.broken = Some(Broken { code, at, what }),
            // What cannot even be read back as it was written is broken too.
            Err(VerifyError::Store(StoreError::Inconsistent { what })) => {
                let at = format!("organisation '{organisation}'");
                checked.broken = Some(Broken { code: BROKEN, at, what });
            }
            Err(VerifyError::Store(fault)) => return Err(fault.into()),
        }
        if checked.broken.is_some() {
            break;
        }
    }
    Ok(checked)
}
