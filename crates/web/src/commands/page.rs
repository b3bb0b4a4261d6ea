//! The page of a command: shows its form, carries it out, and comes back filled when it is refused or the case moved on.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use redress_app::{AppError, CaseView};
use redress_domain::case::{ActionKind, Case, Command, CommandKind, FieldError, Recorded};
use redress_domain::procedure::Part;
use redress_http_kit::fault::status_of;

use super::{Ask, CommandForm, Numbered, find, find_numbered};
use crate::answer::{Answer, Failed, View, case_path, done, shown, shown_as};
use crate::components::{Block, ErrorSummary};
use crate::error_pages;
use crate::extract::{Path, Query};
use crate::forms::{Filling, Read, Typed};
use crate::layout::{Area, Page};
use crate::procedure::{PartLink, part_link};
use crate::state::Web;
use crate::visitor::{Submitted, Visitor};
use crate::words::sentences::Teller;

#[derive(Template)]
#[template(path = "command.html")]
struct CommandPage {
    page: Page,
    back: String,
    reference: String,
    heading: String,
    summary: String,
    wanted: String,
    errors: ErrorSummary,
    /// What happened meanwhile, when the form was filled in for an older version.
    meanwhile: Vec<String>,
    blocks: Vec<Block>,
    button: &'static str,
    /// It is sent with files.
    with_files: bool,
    version: u64,
    form_token: String,
    part: Option<Part>,
    part_link: Option<PartLink>,
}

impl View for CommandPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// What the link to a form knows already.
#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct From {
    /// Number of the improvement action that somebody is to be told of.
    improvement: Option<u32>,
}

impl From {
    fn filled(&self, typed: Typed) -> Typed {
        match self.improvement {
            Some(number) => typed.with("improvement", number.to_string()),
            None => typed,
        }
    }
}

/// Shows the form of a command.
pub(crate) async fn ask(
    visitor: Visitor,
    Path((reference, slug)): Path<(String, String)>,
    Query(from): Query<From>,
) -> Answer {
    let form = form_at(&visitor, &slug)?;
    show(&visitor, form, &reference, None, &from).await
}

/// Shows the form of one command.
pub(crate) async fn page_of(visitor: &Visitor, form: &CommandForm, reference: &str) -> Answer {
    show(visitor, form, reference, None, &From::default()).await
}

/// Shows the form about one action or point of a case.
pub(crate) async fn ask_numbered(
    visitor: Visitor,
    Path((reference, list, number, slug)): Path<(String, String, u32, String)>,
) -> Answer {
    let (of, form) = numbered_at(&visitor, &list, &slug)?;
    show(&visitor, form, &reference, Some((of, number)), &From::default()).await
}

/// Carries out the command of a form.
pub(crate) async fn carry_out(
    State(web): State<Web>,
    Path((reference, slug)): Path<(String, String)>,
    submitted: Submitted,
) -> Answer {
    let form = form_at(&submitted.visitor, &slug)?;
    act(&web, form, &reference, None, submitted).await
}

/// Carries out the command of a form about one action or point.
pub(crate) async fn carry_out_numbered(
    State(web): State<Web>,
    Path((reference, list, number, slug)): Path<(String, String, u32, String)>,
    submitted: Submitted,
) -> Answer {
    let (of, form) = numbered_at(&submitted.visitor, &list, &slug)?;
    act(&web, form, &reference, Some((of, number)), submitted).await
}

fn form_at(visitor: &Visitor, slug: &str) -> Result<&'static CommandForm, Failed> {
    find(slug).ok_or_else(|| visitor.failed(&AppError::NotFound { what: "page" }))
}

fn numbered_at(visitor: &Visitor, list: &str, slug: &str) -> Result<(Numbered, &'static CommandForm), Failed> {
    find_numbered(list, slug).ok_or_else(|| visitor.failed(&AppError::NotFound { what: "page" }))
}

async fn show(
    visitor: &Visitor,
    form: &CommandForm,
    reference: &str,
    about: Option<(Numbered, u32)>,
    from: &From,
) -> Answer {
    let view = visitor.app().case(&visitor.who.actor, reference).await.map_err(|error| visitor.failed(&error))?;
    let ask = ask_about(&view, visitor, about)?;
    if !view.offered.contains(&form.kind) {
        let why = "As the case stands now this is not open to you. Its page says what comes next, and for whom.";
        return Err(error_pages::refused(visitor.page(Area::Cases, ""), StatusCode::CONFLICT, why));
    }
    Ok(shown(&page(form, &ask, &from.filled((form.begin)(&ask)), &[], &[])))
}

/// What a form is about, which has to be there.
fn ask_about<'a>(view: &'a CaseView, visitor: &'a Visitor, about: Option<(Numbered, u32)>) -> Result<Ask<'a>, Failed> {
    let Some((of, number)) = about else { return Ok(Ask { view, visitor, number: None }) };
    let ask = Ask { view, visitor, number: Some(number) };
    let mut actions = view.case.actions.iter();
    let exists = match of {
        Numbered::Person => people_of(&view.case).any(|person| person == number),
        Numbered::Split => ask.split().is_some(),
        Numbered::Attachment => view.case.attachments.find(number).is_some(),
        Numbered::Opening => view.case.openings.iter().any(|opening| opening.number == number),
        Numbered::Point => view.case.points.iter().any(|point| point.number == number),
        Numbered::Action => actions.any(|action| action.number == number && action.kind != ActionKind::Information),
        Numbered::Question => actions.any(|action| action.number == number && action.kind == ActionKind::Information),
    };
    if exists {
        return Ok(ask);
    }
    Err(visitor.failed(&AppError::NotFound { what: "page" }))
}

/// Numbers of those whose particulars can be put right.
pub(crate) fn people_of(case: &Case) -> impl Iterator<Item = u32> {
    let complainant = case.complainant.as_ref().map(|person| person.number);
    let representative = case.representative.as_ref().map(|representative| representative.person.number);
    complainant.into_iter().chain(representative)
}

async fn act(
    web: &Web,
    form: &CommandForm,
    reference: &str,
    about: Option<(Numbered, u32)>,
    submitted: Submitted,
) -> Answer {
    let (key, visitor, typed) = (submitted.key(), &submitted.visitor, &submitted.typed);
    let view = visitor.app().case(&visitor.who.actor, reference).await.map_err(|error| visitor.failed(&error))?;
    let ask = ask_about(&view, visitor, about)?;
    if !typed.is_empty("another") {
        return Ok(shown(&page(form, &ask, typed, &[], &[])));
    }
    let command: Command = match (form.read)(&ask, Read::new(typed)) {
        Ok(command) => command,
        Err(errors) => return Ok(refused(StatusCode::UNPROCESSABLE_ENTITY, form, &ask, typed, &errors)),
    };
    let expect = typed.get("version").parse().ok();
    let after = after(&command, visitor, reference);
    match web.http.app.execute(&visitor.who.actor, reference, vec![command], expect, key).await {
        Ok(_) => Ok(done(&after, form.done)),
        Err(AppError::Invalid(errors)) => Ok(refused(StatusCode::UNPROCESSABLE_ENTITY, form, &ask, typed, &errors)),
        Err(AppError::Stale { since, .. }) => Ok(moved_on(form, &ask, typed, &since)),
        Err(error @ (AppError::Refused(_) | AppError::KeyReused)) => {
            let told = FieldError::new("", error.code(), crate::layout::capital(&error.to_string()));
            Ok(refused(status_of(&error), form, &ask, typed, &[told]))
        }
        Err(error) => Err(visitor.failed(&error)),
    }
}

/// Where it goes on: whoever says that it is about themselves sees it no longer.
fn after(command: &Command, visitor: &Visitor, reference: &str) -> String {
    match command {
        Command::NameSubject { who, .. } if *who == visitor.who.staff.id => "/cases".to_owned(),
        _ => case_path(reference),
    }
}

pub(crate) fn refused(
    status: StatusCode,
    form: &CommandForm,
    ask: &Ask<'_>,
    typed: &Typed,
    errors: &[FieldError],
) -> axum::response::Response {
    shown_as(status, &page(form, ask, typed, errors, &[]))
}

/// The case is no longer what the form was filled in for: it says who did what, and the next time it goes through.
fn moved_on(form: &CommandForm, ask: &Ask<'_>, typed: &Typed, since: &[Recorded]) -> axum::response::Response {
    shown_as(StatusCode::PRECONDITION_FAILED, &page(form, ask, typed, &[], since))
}

fn page(form: &CommandForm, ask: &Ask<'_>, typed: &Typed, errors: &[FieldError], since: &[Recorded]) -> CommandPage {
    let (view, case) = (ask.view, &ask.view.case);
    let blocks = (form.blocks)(ask, &Filling { typed, errors });
    let heading = (form.title)(view);
    let teller = Teller { procedure: &view.procedure, staffing: &view.settings.staffing, case };
    let part = form.step.and_then(|step| ask.part(step));
    CommandPage {
        page: ask.visitor.page(Area::Cases, format!("{heading} - {}", case.reference)).with_errors(errors),
        back: case_path(&case.reference),
        reference: case.reference.clone(),
        heading,
        summary: case.summary.clone().unwrap_or_default(),
        wanted: case.outcome_wanted.clone().unwrap_or_default(),
        errors: ErrorSummary::of(errors, &blocks),
        meanwhile: since.iter().map(|recorded| teller.line(recorded)).collect(),
        blocks,
        button: form.button,
        with_files: form.kind == CommandKind::Attach,
        version: case.version,
        form_token: ask.visitor.web.form_token(),
        part_link: part.map(|part| part_link(&view.procedure, part)),
        part: part.cloned(),
    }
}
