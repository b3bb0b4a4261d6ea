//! Adopting a procedure: one that is kept, one that comes with the program, or a text of one's own (R73); in its words or
//! those of the organisation (R2).

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use redress_app::{Adoption, AppError, StoredProcedure};
use redress_domain::case::FieldError;
use redress_domain::procedure::{OwnWords, Permission, Procedure, shipped};
use redress_http_kit::fault::status_of;

use super::permit;
use super::versions::{adoption as adoption_words, key, name};
use crate::answer::{Answer, Failed, View, done, shown, shown_as};
use crate::components::{Block, ErrorSummary, Group, Item, Note};
use crate::flash::Flash;
use crate::forms::{Filling, Read, Typed};
use crate::layout::{Area, Page, capital};
use crate::visitor::{Submitted, Visitor};

/// Name by which findings call a text that was typed in.
const OWN_FILE: &str = "procedure.toml";

/// Fields of the form that an error can belong to; what the check finds has a place in the text instead.
const FIELDS: [&str; 8] = ["which", "source", "person", "case", "cases", "body", "signatory", "date"];

const OF_OWN_WORDS: &str = "In words of your own it is a version of its own: 1.0 becomes \
    1.0-resident.complaint.complaints. What the procedure says in its parts and letters stays as it is written.";

#[derive(Template)]
#[template(path = "procedure_adoption.html")]
struct AdoptionPage {
    page: Page,
    errors: ErrorSummary,
    blocks: Vec<Block>,
}

impl View for AdoptionPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// What is to be adopted.
struct Choice {
    file: String,
    source: String,
    words: OwnWords,
    adoption: Option<Adoption>,
}

/// The form.
pub(crate) async fn ask(visitor: Visitor) -> Answer {
    permit(&visitor, Permission::Administer)?;
    let kept = kept(&visitor).await?;
    Ok(shown(&page(&visitor, &kept, &Typed::default(), &[])))
}

/// Adopts it, or shows every finding and installs nothing.
pub(crate) async fn adopt(submitted: Submitted) -> Answer {
    let Submitted { visitor, typed, .. } = submitted;
    permit(&visitor, Permission::Administer)?;
    let kept = kept(&visitor).await?;
    let refused = |status, errors: &[FieldError]| Ok(refused(&visitor, &kept, &typed, status, errors));
    let choice = match read(Read::new(&typed), &kept) {
        Ok(choice) => choice,
        Err(errors) => return refused(StatusCode::UNPROCESSABLE_ENTITY, &errors),
    };
    let Choice { file, source, words, adoption } = choice;
    match visitor.app().adopt_procedure_as(&visitor.who.actor, &file, &source, &words, adoption).await {
        Ok(_) => Ok(done("/procedure", Flash::Adopted)),
        Err(AppError::Invalid(errors)) => {
            let errors: Vec<FieldError> = errors.into_iter().map(placed).collect();
            refused(StatusCode::UNPROCESSABLE_ENTITY, &errors)
        }
        Err(error @ AppError::Exists { .. }) => {
            let told = FieldError::new("which", error.code(), capital(&error.to_string()));
            refused(status_of(&error), &[told])
        }
        Err(error) => Err(visitor.failed(&error)),
    }
}

async fn kept(visitor: &Visitor) -> Result<Vec<StoredProcedure>, Failed> {
    let organisation = &visitor.who.settings.organisation.id;
    visitor.app().list_procedures(organisation).await.map_err(|error| visitor.failed(&error))
}

/// A finding says its place in the text, since there is no field of the form that it is about.
fn placed(error: FieldError) -> FieldError {
    match FIELDS.contains(&error.field.as_str()) {
        true => error,
        false => FieldError::new("source", error.code, format!("{}: {}", error.field, error.message)),
    }
}

fn refused(
    visitor: &Visitor,
    kept: &[StoredProcedure],
    typed: &Typed,
    status: StatusCode,
    errors: &[FieldError],
) -> Response {
    shown_as(status, &page(visitor, kept, typed, errors))
}

fn read(mut read: Read<'_>, kept: &[StoredProcedure]) -> Result<Choice, Vec<FieldError>> {
    let chosen = read.typed().get("which");
    let ours = |which: &str| kept.iter().find(|stored| key(stored) == which);
    let text = match chosen.split_once(':') {
        Some(("kept", which)) => ours(which).map(|stored| (stored.id.clone(), stored.source.clone())),
        Some(("shipped", id)) => shipped::find(id).map(|file| (file.file.to_owned(), file.text.to_owned())),
        Some(("own", _)) => {
            let source = read.required("source", "Paste the text of the procedure file.");
            // A browser ends lines as the web does; kept as files do, the same text is the same version.
            Some((OWN_FILE.to_owned(), source.unwrap_or_default().replace("\r\n", "\n")))
        }
        _ => None,
    };
    if text.is_none() {
        read.refuse("which", "required", "Choose the procedure to adopt.");
    }
    let adoption = read_adoption(&mut read);
    let words =
        OwnWords { person: read.optional("person"), case: read.optional("case"), cases: read.optional("cases") };
    let choice = text.zip(adoption).map(|((file, source), adoption)| {
        // In other words it is another version, which that adoption was not of.
        let same =
            chosen.strip_prefix("kept:").and_then(ours).filter(|stored| words.put_into(&stored.source) == source);
        let adoption = adoption.or_else(|| adopted(same?)).or_else(|| adopted_in_file(&file, &source));
        Choice { file, source, words, adoption }
    });
    read.finish(choice)
}

/// By whom a version that is kept was adopted before; it is not undone by choosing it again.
fn adopted(stored: &StoredProcedure) -> Option<Adoption> {
    let (body, signatory) = stored.adopted_body.clone().zip(stored.adopted_signatory.clone())?;
    Some(Adoption { body, signatory, date: stored.adopted_on? })
}

fn adopted_in_file(file: &str, source: &str) -> Option<Adoption> {
    let by = Procedure::load(file, source).procedure?.adoption.clone()?;
    Some(Adoption { body: by.body, signatory: by.signatory, date: by.date })
}

/// All three, or none for a draft: `None` inside.
fn read_adoption(read: &mut Read<'_>) -> Option<Option<Adoption>> {
    if ["body", "signatory", "date"].iter().all(|field| read.typed().is_empty(field)) {
        return Some(None);
    }
    let body = read.required("body", "Enter the body that adopted it, or leave all three empty for a draft.");
    let signatory = read.required("signatory", "Enter who signed it, or leave all three empty for a draft.");
    let date = read.date("date", "Enter the day on which it was adopted, or leave all three empty for a draft.");
    Some(Some(Adoption { body: body?, signatory: signatory?, date: date? }))
}

fn page(visitor: &Visitor, kept: &[StoredProcedure], typed: &Typed, errors: &[FieldError]) -> AdoptionPage {
    let fill = Filling { typed, errors };
    let of_ours = kept.iter().map(|stored| {
        Item::new(format!("kept:{}", key(stored)), format!("Ours: {}", name(stored))).hint(adoption_words(stored))
    });
    let of_program = shipped::all()
        .iter()
        .map(|file| Item::new(format!("shipped:{}", file.id), format!("Comes with the program: {}", file.id)));
    let source = fill.area("source", "Text of the procedure file").hint("TOML, at most 1 MiB.").with_rows(15);
    let own = Item::new("own:", "A text of our own").reveals(vec![source.into()]);
    let which = fill.radios("which", "Which procedure?", of_ours.chain(of_program).chain([own]).collect()).small();
    let words = vec![
        Note { text: OF_OWN_WORDS.to_owned() }.into(),
        fill.line("person", "The one who complains").hint("For example: resident").into(),
        fill.line("case", "What is handled").hint("For example: complaint").into(),
        fill.line("cases", "Several of them").hint("For example: complaints").into(),
    ];
    let by = vec![
        fill.line("body", "Body that adopted it").hint("For example: the board of trustees").into(),
        fill.line("signatory", "Signed by").into(),
        fill.date("date", "Adopted on").into(),
    ];
    let blocks: Vec<Block> = vec![
        which.into(),
        Group::new("Your own words; left empty, those of the procedure", words).into(),
        Group::new("Adopted by whom and when; left empty, it is a draft", by).into(),
    ];
    AdoptionPage {
        page: visitor.page(Area::Procedure, "Adopt a procedure").with_errors(errors),
        errors: ErrorSummary::of(errors, &blocks),
        blocks,
    }
}
