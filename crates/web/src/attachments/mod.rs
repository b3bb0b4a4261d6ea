//! Files of a case: sent with a form, listed on its page, and saved.

mod received;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use redress_app::{AppError, NewAttachment, RequestKey};
use redress_domain::case::{AttachmentUse, FieldError};
use redress_domain::words::Word;
use redress_http_kit::fault::status_of;
use redress_http_kit::{csrf, given};
use sha2::{Digest, Sha256};

use crate::answer::{Answer, Failed, case_path, done};
use crate::commands::{ATTACHMENTS, Ask, page_of, refused_with};
use crate::error_pages;
use crate::extract::{Path, Query};
use crate::forms::Read;
use crate::layout::Area;
use crate::state::Web;
use crate::visitor::Visitor;
use received::{Received, receive};

/// The form.
pub(crate) async fn ask(visitor: Visitor, Path(reference): Path<String>) -> Answer {
    page_of(&visitor, &ATTACHMENTS, &reference).await
}

/// Takes the files of a form in and attaches them, all or none.
pub(crate) async fn attach(
    State(web): State<Web>,
    visitor: Visitor,
    Path(reference): Path<String>,
    request: Request,
) -> Answer {
    let actor = &visitor.who.actor;
    // Before a byte is taken in.
    web.http.app.may_attach(actor, &reference).await.map_err(|error| visitor.failed(&error))?;
    let _room = web.http.room_for_upload(actor).map_err(|error| visitor.failed(&error))?;
    let path = request.uri().path().to_owned();
    let Received { typed, files, mut errors } = receive(&web, &visitor, request).await?;
    if !csrf::check(&visitor.who, typed.get("csrf")) {
        return Err(error_pages::plain(visitor.page(Area::None, ""), StatusCode::FORBIDDEN));
    }
    let view = web.http.app.case(actor, &reference).await.map_err(|error| visitor.failed(&error))?;
    let ask = Ask { view: &view, visitor: &visitor, number: None };
    let used_as = AttachmentUse::from_id(typed.get("used_as"));
    if files.is_empty() && errors.is_empty() {
        errors = (ATTACHMENTS.read)(&ask, Read::new(&typed)).err().unwrap_or_default();
    } else if used_as.is_none() {
        errors.push(FieldError::new("used_as", "required", "Choose what the files are."));
    }
    let Some(used_as) = used_as.filter(|_| errors.is_empty()) else {
        return Ok(refused_with(StatusCode::UNPROCESSABLE_ENTITY, &ATTACHMENTS, &ask, &typed, &errors));
    };
    let digest = files.iter().fold(Sha256::new().chain_update(typed.digest(&path)), |hash, (_, arrived)| {
        hash.chain_update(arrived.digest.to_hex())
    });
    let key = visitor.key(&typed).map(|key| RequestKey { key, digest: digest.finalize().into() });
    let new = files.into_iter().map(|(name, arrived)| NewAttachment { name, used_as, arrived }).collect();
    match web.http.app.attach(actor, &reference, new, None, key).await {
        Ok(_) => Ok(done(&format!("{}#attachments", case_path(&reference)), ATTACHMENTS.done)),
        Err(AppError::Invalid(errors)) => {
            Ok(refused_with(StatusCode::UNPROCESSABLE_ENTITY, &ATTACHMENTS, &ask, &typed, &errors))
        }
        Err(error @ (AppError::Refused(_) | AppError::KeyReused)) => {
            let told = FieldError::new("", error.code(), crate::layout::capital(&error.to_string()));
            Ok(refused_with(status_of(&error), &ATTACHMENTS, &ask, &typed, &[told]))
        }
        Err(error) => Err(visitor.failed(&error)),
    }
}

/// How a file is asked for.
#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct Shown {
    /// Present where it is to be shown in the browser, if it is a picture.
    inline: Option<String>,
}

/// A file, to be saved.
pub(crate) async fn download(
    visitor: Visitor,
    Path((reference, number)): Path<(String, u32)>,
    Query(shown): Query<Shown>,
) -> Result<Response, Failed> {
    let found = visitor.app().attachment(&visitor.who.actor, &reference, number).await;
    Ok(given(found.map_err(|error| visitor.failed(&error))?, shown.inline.is_some()))
}
