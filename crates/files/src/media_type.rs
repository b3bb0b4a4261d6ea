//! What kind of file it is, told from its bytes. Names and claimed types are never asked.

/// How much of a file is looked at, in bytes.
pub(crate) const HEAD: usize = 8 * 1024;

const UNKNOWN: &str = "application/octet-stream";
const TEXT: &str = "text/plain";

/// Pictures that browsers draw without running anything. PDF is not among them: it can carry scripts, and its viewer does not
/// work in the sandbox that files are served in.
const INLINE: [&str; 4] = ["image/png", "image/jpeg", "image/gif", "image/webp"];

/// Whether a browser may show a file of this type where it is, when that was asked for. Everything else is saved.
pub fn is_shown_inline(media_type: &str) -> bool {
    INLINE.contains(&media_type)
}

/// The media type of a file that begins with these bytes (RFC 6838). What a browser could run (HTML, SVG, XML, scripts) is
/// `application/octet-stream`, like everything unknown.
pub fn media_type(head: &[u8]) -> &'static str {
    let head = head.get(..HEAD).unwrap_or(head);
    match infer::get(head) {
        Some(told) if is_active(told.mime_type()) => UNKNOWN,
        Some(told) => told.mime_type(),
        None if is_plain_text(head) => TEXT,
        None => UNKNOWN,
    }
}

fn is_active(media_type: &str) -> bool {
    let run = ["application/x-shockwave-flash", "application/wasm", "application/javascript"];
    media_type.starts_with("text/") || media_type.ends_with("xml") || run.contains(&media_type)
}

/// UTF-8 without control characters but for tabs and ends of lines, and without a sign of markup. The head of a longer file may
/// end within a character.
fn is_plain_text(head: &[u8]) -> bool {
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() && head.len() >= HEAD => {
            let whole = head.get(..error.valid_up_to()).unwrap_or_default();
            std::str::from_utf8(whole).unwrap_or_default()
        }
        Err(_) => return false,
    };
    let readable = |letter: char| !letter.is_control() || matches!(letter, '\t' | '\n' | '\r');
    let begins = text.trim_start_matches('\u{feff}').trim_start();
    !begins.is_empty() && !begins.starts_with('<') && !begins.starts_with("#!") && text.chars().all(readable)
}
