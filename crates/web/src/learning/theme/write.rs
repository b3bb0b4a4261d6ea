//! Naming a theme, and saying anew what it is.

use redress_domain::case::FieldError;
use redress_domain::improvement::{Cause, Command, Theme, ThemeText};

use super::{found, link, path};
use crate::answer::{Answer, Failed, done};
use crate::case_page::Link;
use crate::components::Block;
use crate::extract::{Path, Query};
use crate::flash::Flash;
use crate::forms::{Filling, Read, Typed};
use crate::learning::form::{Form, carry_out, cases_field, cases_text, cases_typed};
use crate::learning::{cause, found as found_again, keeper};
use crate::visitor::{Submitted, Visitor};

/// From what comes again.
#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct From {
    #[serde(default)]
    cause: String,
    #[serde(default)]
    area: String,
}

/// The form of a new one.
pub(crate) async fn ask(visitor: Visitor, Query(from): Query<From>) -> Answer {
    keeper(&visitor)?;
    let procedure = visitor.procedure()?;
    let (code, area) = (Some(from.cause.as_str()), Some(from.area.as_str()));
    let is_given = !from.cause.is_empty() && !from.area.is_empty();
    let title = if is_given { cause::words(code, area, procedure) } else { String::new() };
    let cases = if is_given { found_again::references(&visitor, &from.cause, &from.area).await? } else { Vec::new() };
    let typed = Typed::default().with("title", title).with("cases", cases_text(&cases));
    let typed = cause::filled(typed, code, area);
    Ok(form(&visitor, None, &typed, &[])?.shown(&visitor))
}

/// Names it.
pub(crate) async fn add(submitted: Submitted) -> Answer {
    let (visitor, typed) = (&submitted.visitor, &submitted.typed);
    keeper(visitor)?;
    match carry_out(&submitted, read(Read::new(typed)).map(Command::AddTheme)).await? {
        Ok(improved) => Ok(done(&path(improved.number), Flash::ThemeKept)),
        Err(told) => Ok(form(visitor, None, typed, &told.errors)?.refused(visitor, &told)),
    }
}

/// The form of one that is kept.
pub(crate) async fn ask_again(visitor: Visitor, Path(number): Path<u32>) -> Answer {
    keeper(&visitor)?;
    let theme = found(&visitor, number).await?;
    let typed = Typed::default()
        .with("title", theme.title.clone())
        .with("note", theme.note.clone())
        .with("cases", cases_text(&theme.cases));
    let said = theme.cause.as_ref();
    let typed = cause::filled(typed, said.and_then(Cause::code), said.and_then(Cause::service_area));
    Ok(form(&visitor, Some(&theme), &typed, &[])?.shown(&visitor))
}

/// Says it anew.
pub(crate) async fn change(Path(number): Path<u32>, submitted: Submitted) -> Answer {
    let (visitor, typed) = (&submitted.visitor, &submitted.typed);
    keeper(visitor)?;
    let kept = found(visitor, number).await?;
    let command = read(Read::new(typed)).map(|theme| Command::ChangeTheme { number, theme });
    match carry_out(&submitted, command).await? {
        Ok(_) => Ok(done(&path(number), Flash::ThemeKept)),
        Err(told) => Ok(form(visitor, Some(&kept), typed, &told.errors)?.refused(visitor, &told)),
    }
}

fn form(visitor: &Visitor, kept: Option<&Theme>, typed: &Typed, errors: &[FieldError]) -> Result<Form, Failed> {
    let fill = Filling { typed, errors };
    let mut blocks: Vec<Block> = vec![
        fill.line("title", "What do the cases have in common?").into(),
        fill.area("note", "Note (optional)").with_rows(3).into(),
    ];
    blocks.extend(cause::blocks(&fill, visitor.procedure()?));
    blocks.push(cases_field(&fill, "Cases that show it (optional)").into());
    let (title, back, action) = match kept {
        Some(theme) => {
            let title = format!("Change the theme: {}", theme.title);
            (title, link(theme.number), format!("{}/text", path(theme.number)))
        }
        None => {
            let back = Link { href: "/learning/themes".to_owned(), label: "Back to the themes".to_owned() };
            ("Name a theme".to_owned(), back, "/learning/themes/new".to_owned())
        }
    };
    Ok(Form {
        title,
        back,
        action,
        button: "Keep the theme",
        version: kept.map(|theme| theme.version),
        intro: "Cause and service area may be left open.",
        blocks,
    })
}

fn read(mut read: Read<'_>) -> Result<ThemeText, Vec<FieldError>> {
    let title = read.required("title", "Enter what the cases have in common.");
    let note = read.optional("note").unwrap_or_default();
    let (code, service_area) = cause::read(&read);
    let cases = cases_typed(read.typed());
    read.finish(title.map(|title| ThemeText { title, note, code, service_area, cases }))
}
