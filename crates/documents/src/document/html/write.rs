//! Elements, attributes and text, escaped.

use std::borrow::Cow;

use crate::document::text::printable;

/// A text so that it stays text, in an element or in a quoted attribute.
pub(super) fn escaped(text: &str) -> Cow<'_, str> {
    let text = printable(text);
    if !text.contains(['&', '<', '>', '"', '\'']) {
        return text;
    }
    let mut safe = String::with_capacity(text.len().saturating_add(16));
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    Cow::Owned(safe)
}

/// Adds ` name="value"`.
pub(super) fn attribute(html: &mut String, name: &str, value: &str) {
    html.push_str(&format!(" {name}=\"{}\"", escaped(value)));
}

/// Adds an element with a class, or none where it is empty, that holds only this text.
pub(super) fn element(html: &mut String, name: &str, class: &str, text: &str) {
    open(html, name, class);
    html.push_str(&escaped(text));
    html.push_str(&format!("</{name}>\n"));
}

/// Adds the start of an element with a class, or none where it is empty.
pub(super) fn open(html: &mut String, name: &str, class: &str) {
    html.push_str(&format!("<{name}"));
    if !class.is_empty() {
        attribute(html, "class", class);
    }
    html.push('>');
}
