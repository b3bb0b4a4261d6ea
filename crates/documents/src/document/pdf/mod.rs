//! A document as a tagged PDF (PDF/UA-1) on A4, typeset by Typst from our template. What people wrote goes in as values, so it stays
//! text whatever it looks like.

mod fonts;
mod values;
mod widths;
mod world;

use typst::comemo;
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use self::fonts::Glyphs;
use self::world::ReportWorld;
use super::Document;

/// How many later documents the typesetter's cache may outlive.
const CACHE_AGE: usize = 10;

/// Why a PDF could not be made.
#[derive(Debug, thiserror::Error)]
#[error(
    "The PDF cannot be made: {reason}. The HTML page holds the same report; please tell whoever looks after the program."
)]
pub struct PdfError {
    reason: String,
}

impl PdfError {
    /// The stable name of the error, for programs.
    pub fn code(&self) -> &'static str {
        "pdf-not-made"
    }
}

/// The document as PDF. The same document gives the same bytes.
///
/// Letters that the embedded fonts lack are printed as a replacement character, and the last page says so.
///
/// # Errors
/// [`PdfError`] when a figure is not SVG, or the typesetter refuses.
pub fn to_pdf(document: &Document) -> Result<Vec<u8>, PdfError> {
    let made = exported(document, Glyphs::OfAllFonts).or_else(|_| {
        // A letter and an accent that only different fonts have cannot be set as one: what is left then is the text of one font.
        exported(document, Glyphs::OfOneFont)
    });
    comemo::evict(CACHE_AGE);
    made
}

fn exported(document: &Document, glyphs: Glyphs) -> Result<Vec<u8>, PdfError> {
    let world = ReportWorld::new(values::inputs(document, glyphs));
    let pages = typst::compile::<PagedDocument>(&world).output.map_err(|errors| refused(&errors))?;
    let standards =
        PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|error| PdfError { reason: error.message().to_string() })?;
    let creator = Smart::Custom(Some("Redress".to_owned()));
    typst_pdf::pdf(&pages, &PdfOptions { standards, creator, ..PdfOptions::default() })
        .map_err(|errors| refused(&errors))
}

fn refused(errors: &[SourceDiagnostic]) -> PdfError {
    let reasons: Vec<&str> = errors.iter().take(3).map(|error| error.message.as_str()).collect();
    PdfError { reason: reasons.join("; ") }
}
