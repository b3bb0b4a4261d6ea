//! Starting an improvement action, from a learning record, from what comes again, or from a theme (R71).

use redress_app::{AppError, ImprovementDraft};
use redress_domain::case::FieldError;
use redress_domain::improvement::{Cause, Command, StartImprovement};
use redress_domain::procedure::Procedure;

use super::{expected, path};
use crate::answer::{Answer, Failed, done};
use crate::case_page::Link;
use crate::components::{Block, Notice};
use crate::extract::Query;
use crate::flash::Flash;
use crate::forms::{Filling, Read, Typed};
use crate::learning::form::{Form, carry_out, cases_field, cases_text, cases_typed};
use crate::learning::{cause, found, keeper, theme};
use crate::visitor::{Submitted, Visitor};

/// Learning records that are told above the form.
const RECORDS_SHOWN: usize = 5;

/// From what it is started.
#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct From {
    #[serde(default)]
    case: String,
    #[serde(default)]
    cause: String,
    #[serde(default)]
    area: String,
    theme: Option<u32>,
}

/// The form, with what is known already.
pub(crate) async fn ask(visitor: Visitor, Query(from): Query<From>) -> Answer {
    keeper(&visitor)?;
    let typed = begun(&visitor, &from).await?;
    Ok(form(&visitor, &typed, &[]).await?.shown(&visitor))
}

/// Starts it.
pub(crate) async fn start(submitted: Submitted) -> Answer {
    let (visitor, typed) = (&submitted.visitor, &submitted.typed);
    keeper(visitor)?;
    match carry_out(&submitted, read(Read::new(typed))).await? {
        Ok(improved) => Ok(done(&path(improved.number), Flash::ImprovementStarted)),
        Err(told) => Ok(form(visitor, typed, &told.errors).await?.refused(visitor, &told)),
    }
}

async fn begun(visitor: &Visitor, from: &From) -> Result<Typed, Failed> {
    let mut cases: Vec<String> = Some(from.case.clone()).filter(|case| !case.is_empty()).into_iter().collect();
    let mut typed = Typed::default();
    let mut cause = Cause::new(Some(from.cause.clone()), Some(from.area.clone())).filter(|_| !from.cause.is_empty());
    if let Some(number) = from.theme {
        let theme = theme::found(visitor, number).await?;
        cases.extend(theme.cases);
        typed = typed.with("title", theme.title).with("theme", number.to_string());
        cause = theme.cause;
    }
    if let Some((code, area)) = cause.as_ref().and_then(|cause| cause.code().zip(cause.service_area()))
        && cases.is_empty()
    {
        cases = found::references(visitor, code, area).await?;
    }
    let draft = drafted(visitor, cases.clone()).await?.unwrap_or_default();
    let (code, area) = match &cause {
        Some(cause) => (cause.code(), cause.service_area()),
        None => (draft.code.as_deref(), draft.service_area.as_deref()),
    };
    let owner = draft.owner.unwrap_or_else(|| visitor.who.staff.id.clone());
    let due_on = draft.due_on.filter(|due_on| *due_on >= visitor.today());
    typed = cause::filled(typed, code, area)
        .with("what", draft.what)
        .with("owner", owner.as_str())
        .with_date("started_on", visitor.today())
        .with("cases", cases_text(&cases));
    Ok(due_on.into_iter().fold(typed, |typed, due_on| typed.with_date("due_on", due_on)))
}

/// What the learning records of some cases say; `None` where a reference is wrong, which is told once the form is sent.
async fn drafted(visitor: &Visitor, cases: Vec<String>) -> Result<Option<ImprovementDraft>, Failed> {
    match visitor.app().improvement_draft(&visitor.who.actor, cases).await {
        Ok(draft) => Ok(Some(draft)),
        Err(AppError::Invalid(_)) => Ok(None),
        Err(error) => Err(visitor.failed(&error)),
    }
}

async fn form(visitor: &Visitor, typed: &Typed, errors: &[FieldError]) -> Result<Form, Failed> {
    let learning = drafted(visitor, cases_typed(typed)).await?.map(|draft| draft.learning).unwrap_or_default();
    let told = learning.iter().take(RECORDS_SHOWN).filter_map(|line| {
        let text = line.root_cause.as_ref()?;
        Some(Notice::new(format!("What {} taught", line.reference), text).into())
    });
    let fill = Filling { typed, errors };
    let themes = theme::options(visitor, typed.get("theme")).await?;
    let blocks = told.chain(blocks(&fill, visitor, visitor.procedure()?, themes)).collect();
    Ok(Form {
        title: "Start an improvement action".to_owned(),
        back: Link { href: "/learning".to_owned(), label: "Back to learning".to_owned() },
        action: "/learning/improvements/new".to_owned(),
        button: "Start it",
        version: None,
        intro: "Say what is done so that the same thing happens less, who sees to it and by when. Once it is done, later \
                cases of its cause show whether it worked.",
        blocks,
    })
}

fn blocks(fill: &Filling<'_>, visitor: &Visitor, procedure: &Procedure, themes: Vec<(String, String)>) -> Vec<Block> {
    let mut blocks: Vec<Block> =
        vec![fill.line("title", "Short title").into(), fill.area("what", "What will be done?").into()];
    blocks.extend(cause::blocks(fill, procedure));
    blocks.extend([
        fill.person("owner", "Who sees to it?", &visitor.who.settings.staffing).into(),
        fill.date("started_on", "When was it begun?").hint("Today, or the day on which it really began.").into(),
        fill.date("due_on", "By what day?").into(),
        expected::block(fill),
        cases_field(fill, "Cases whose learning led to it (optional)").into(),
        fill.select("theme", "Theme (optional)", "No theme", themes).into(),
    ]);
    blocks
}

fn read(mut read: Read<'_>) -> Result<Command, Vec<FieldError>> {
    let title = read.required("title", "Enter a short title.");
    let what = read.required("what", "Enter what will be done.");
    let (code, service_area) = cause::read(&read);
    let owner = read.person("owner", "Choose who sees to it.");
    let due_on = read.date("due_on", "Enter the day by which it is done.");
    let started_on = read.optional_date("started_on");
    let expected = expected::read(&mut read);
    let cases = cases_typed(read.typed());
    let theme = read.optional_number("theme", "Choose one of the themes offered.");
    let started = (|| {
        let (title, what, owner, started_on, due_on) = (title?, what?, owner?, started_on?, due_on?);
        let (expected, theme) = (expected?, theme?);
        Some(StartImprovement { title, what, code, service_area, owner, started_on, due_on, expected, cases, theme })
    })();
    read.finish(started.map(|started| Command::StartImprovement(Box::new(started))))
}
