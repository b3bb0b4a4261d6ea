//! Setting up an authenticator: its secret as text and as a QR code, and the codes kept for when it is lost.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use qrcodegen::{QrCode, QrCodeEcc};
use redress_app::OfferedFactor;
use redress_domain::case::FieldError;

use crate::answer::{View, shown_as};
use crate::components::{Block, ErrorSummary};
use crate::forms::{Filling, Typed};
use crate::layout::Page;

/// Light squares around a QR code, as its standard asks (ISO/IEC 18004).
const QUIET: i32 = 4;

/// The page that offers an authenticator.
#[derive(Template)]
#[template(path = "authenticator.html")]
pub(crate) struct SetUp {
    page: Page,
    sentences: Vec<String>,
    errors: ErrorSummary,
    action: &'static str,
    hidden: Vec<(&'static str, String)>,
    /// As people type it.
    secret: String,
    /// The same as a link, for a device that has the authenticator itself.
    address: String,
    qr: Option<Qr>,
    blocks: Vec<Block>,
}

/// A QR code as a path of squares.
struct Qr {
    side: i32,
    path: String,
}

impl View for SetUp {
    fn page(&self) -> &Page {
        &self.page
    }
}

impl SetUp {
    /// `before` is asked before the code.
    pub(crate) fn new(
        page: Page,
        action: &'static str,
        offered: OfferedFactor,
        before: Vec<Block>,
        errors: &[FieldError],
    ) -> Self {
        let empty = Typed::default();
        let code = Filling { typed: &empty, errors }
            .line("code", "The code that it shows now")
            .hint("Six digits.")
            .of_kind("text", Some("one-time-code"))
            .wide("govuk-input--width-10");
        let blocks: Vec<Block> = before.into_iter().chain([code.into()]).collect();
        Self {
            hidden: vec![("csrf", page.csrf.clone()), ("sealed", offered.sealed)],
            page: page.with_errors(errors),
            sentences: Vec::new(),
            errors: ErrorSummary::of(errors, &blocks),
            action,
            secret: offered.typed,
            qr: qr(&offered.address),
            address: offered.address,
            blocks,
        }
    }

    pub(crate) fn saying(mut self, sentence: impl Into<String>) -> Self {
        self.sentences.push(sentence.into());
        self
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.hidden.push((name, value.into()));
        self
    }
}

/// `None` where the text is too long for one, which leaves the secret to be typed.
fn qr(text: &str) -> Option<Qr> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let squares = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y)));
    let dark = squares.filter(|(x, y)| code.get_module(*x, *y));
    let path = dark.map(|(x, y)| format!("M{},{}h1v1h-1z", x.saturating_add(QUIET), y.saturating_add(QUIET))).collect();
    Some(Qr { side: code.size().saturating_add(QUIET.saturating_mul(2)), path })
}

#[derive(Template)]
#[template(path = "recovery_codes.html")]
struct RecoveryCodes {
    page: Page,
    codes: Vec<String>,
    next: String,
}

impl View for RecoveryCodes {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// The recovery codes, shown once.
pub(crate) fn codes(page: Page, codes: Vec<String>, next: &str) -> Response {
    let page = Page { title: "Your recovery codes".to_owned(), ..page };
    shown_as(StatusCode::OK, &RecoveryCodes { page, codes, next: next.to_owned() })
}
