//! `redress import`: a register taken over, all of it or nothing.

use std::io::{self, Read, Seek};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, Subcommand};
use redress_app::{Actor, App, ImportError, Imported, Settings};
use redress_documents::{ColumnMap, RegisterKind, open_register};
use redress_domain::procedure::{Procedure, shipped};
use redress_domain::register::{Finding, PlacedCase, Rules, check_register};
use redress_domain::time::Zone;
use serde_json::json;

use crate::failure::Failure;
use crate::house::{House, Place};
use crate::input;
use crate::output::{Format, print, print_json, tell};

/// Most bytes of a map that are read; whoever checks the map has a lower limit.
const LONGEST_MAP: u64 = 1024 * 1024;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Take the cases of a CSV or XLSX register over
    Register(Register),
}

#[derive(Debug, Args)]
pub struct Register {
    file: PathBuf,
    #[arg(long, value_name = "ID")]
    organisation: String,
    /// The procedure the cases were handled under, which has to be the organisation's own
    #[arg(long, value_name = "ID")]
    procedure: String,
    /// Says what the file's own headings and values mean
    #[arg(long, value_name = "MAP.toml")]
    map: Option<PathBuf>,
    /// Check everything and change nothing
    #[arg(long)]
    dry_run: bool,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub fn run(place: &Place, command: Command) -> Result<(), Failure> {
    let Command::Register(args) = command;
    let house = House::open(place)?;
    let settings = house.settings(&args.organisation)?;
    let map = args.map.as_deref().map(column_map).transpose()?.unwrap_or_default();
    let file = input::open(&args.file)?;
    let taken = take_register(&house.app, &settings, &args.procedure, file, map, args.dry_run);
    match house.wait(taken)? {
        Ok(imported) => print_imported(imported, &args),
        Err(findings) => {
            print_findings(&findings, args.format)?;
            let message = format!("nothing was imported: {} to be mended, listed above", findings.len());
            Err(Failure::refused("register-refused", message))
        }
    }
}

/// Takes a register over under a procedure: all of it, or nothing with every finding.
///
/// # Errors
/// When the procedure is not the organisation's own, or the file or the database fails.
pub async fn take_register(
    app: &App,
    settings: &Settings,
    procedure: &str,
    mut input: impl Read + Seek,
    map: ColumnMap,
    dry_run: bool,
) -> Result<Result<Imported, Vec<Finding>>, Failure> {
    let procedure = Chosen::find(settings, procedure)?;
    let kind = kind(&mut input).map_err(|error| Failure::fault("file-unreadable", error))?;
    let today = app.now().local_date(Zone::LONDON);
    let rules = Rules { procedure: procedure.procedure(), calendar: &settings.calendar, today };
    let cases = match check_register(open_register(input, kind, map), &rules) {
        Ok(cases) => cases,
        Err(findings) => return Ok(Err(findings)),
    };
    match take_over(app, &settings.organisation.id, &procedure, cases, dry_run).await {
        Ok(imported) => Ok(Ok(imported)),
        Err(ImportError::Findings(findings)) => Ok(Err(findings)),
        Err(ImportError::App(error)) => Err(error.into()),
    }
}

/// The procedure to import under.
enum Chosen {
    /// The organisation's own.
    Own(Arc<Procedure>),
    /// A shipped one, for an organisation that has none yet.
    Shipped(&'static shipped::Shipped, Box<Procedure>),
}

impl Chosen {
    fn find(settings: &Settings, id: &str) -> Result<Self, Failure> {
        let organisation = &settings.organisation.id;
        match &settings.procedure {
            Some(own) if own.id == id => Ok(Self::Own(Arc::clone(own))),
            Some(own) => {
                let message = format!(
                    "'{organisation}' works under the procedure '{}', not '{id}'; where '{id}' is right, adopt it first with: \
                     redress procedure adopt {id} --organisation {organisation}",
                    own.id
                );
                Err(Failure::refused("procedure-not-current", message))
            }
            None => {
                let shipped = shipped::find(id);
                let procedure = shipped.and_then(|file| Procedure::load(file.file, file.text).procedure);
                shipped.zip(procedure).map(|(file, procedure)| Self::Shipped(file, Box::new(procedure))).ok_or_else(|| {
                    let message = format!(
                        "'{organisation}' has no procedure yet and '{id}' does not come with the program; adopt the file first \
                         with: redress procedure adopt FILE --organisation {organisation}"
                    );
                    Failure::refused("procedure-not-found", message)
                })
            }
        }
    }

    fn procedure(&self) -> &Procedure {
        match self {
            Self::Own(procedure) => procedure,
            Self::Shipped(_, procedure) => procedure,
        }
    }
}

fn column_map(path: &Path) -> Result<ColumnMap, Failure> {
    let bytes = input::read(path, LONGEST_MAP)?;
    let text = String::from_utf8(bytes)
        .map_err(|_| Failure::refused("map-not-utf8", format!("{} is not UTF-8 text", path.display())))?;
    ColumnMap::parse(&text).map_err(|error| Failure::refused(error.code(), format!("{}: {error}", path.display())))
}

/// What the file is written in, by its first bytes.
fn kind(input: &mut (impl Read + Seek)) -> io::Result<RegisterKind> {
    let mut head = Vec::with_capacity(8);
    input.by_ref().take(8).read_to_end(&mut head)?;
    input.rewind()?;
    Ok(RegisterKind::of_bytes(&head))
}

async fn take_over(
    app: &App,
    organisation: &str,
    procedure: &Chosen,
    cases: Vec<PlacedCase>,
    dry_run: bool,
) -> Result<Imported, ImportError> {
    if let Chosen::Shipped(file, _) = procedure {
        if dry_run {
            // An organisation without a procedure has no cases, so every case is new.
            return Ok(Imported { added: u64::try_from(cases.len()).unwrap_or(u64::MAX), present: 0 });
        }
        app.adopt_procedure(organisation, file.file, file.text, None).await?;
        tell(&format!("'{organisation}' had no procedure: '{}' was taken as a draft, not yet adopted", file.id));
    }
    app.import_register(&Actor::operator(organisation), cases, dry_run).await
}

fn print_imported(imported: Imported, args: &Register) -> Result<(), Failure> {
    let Imported { added, present } = imported;
    match args.format {
        Format::Json => print_json(&json!({ "added": added, "present": present, "dry_run": args.dry_run })),
        Format::Text => {
            let verb = if args.dry_run { "would be added" } else { "added" };
            print(&format!("{added} cases {verb}; {present} were there already\n"))
        }
    }
}

fn print_findings(findings: &[Finding], format: Format) -> Result<(), Failure> {
    match format {
        Format::Json => print_json(&findings),
        Format::Text => {
            let mut text = String::new();
            for finding in findings {
                text.push_str(&line(finding));
            }
            print(&text)
        }
    }
}

fn line(finding: &Finding) -> String {
    let Finding { line, column, value, why, code } = finding;
    let code = serde_json::to_value(code).ok();
    let code = code.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default();
    let column = if column.is_empty() { String::new() } else { format!(", column {column}") };
    let value = if value.is_empty() { String::new() } else { format!(", value {value:?}") };
    format!("line {line}{column}{value}: {why} [{code}]\n")
}
