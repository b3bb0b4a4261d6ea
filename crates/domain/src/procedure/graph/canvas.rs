//! A narrow sheet of SVG that is written from top to bottom: lines of text, boxes around them, arrows.

/// Width of the sheet, in the units of its drawing; pixels where it is shown at its own size.
pub(super) const WIDTH: u32 = 320;

const INK: &str = "#0b0c0c";
const EDGE: &str = "#1d4f91";

/// How a line of text looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Type {
    pub(super) size: u32,
    pub(super) bold: bool,
}

/// What is drawn so far, and how far down it reaches.
#[derive(Debug, Default)]
pub(super) struct Canvas {
    pub(super) y: u32,
    drawn: String,
}

/// How a box is filled and edged.
#[derive(Debug, Clone, Copy)]
pub(super) enum Frame {
    Plain,
    Tinted,
    Dashed,
}

impl Canvas {
    /// Goes down without drawing.
    pub(super) fn skip(&mut self, by: u32) {
        self.y = self.y.saturating_add(by);
    }

    /// A text from `x` to the right edge of a sheet that keeps `right` free, in as many lines as it takes.
    pub(super) fn text(&mut self, x: u32, right: u32, looks: Type, text: &str) {
        let room = WIDTH.saturating_sub(x).saturating_sub(right);
        for line in wrapped(text, letters_in(room, looks.size)) {
            self.line_of_text(x, looks, "start", &line);
        }
    }

    fn line_of_text(&mut self, x: u32, looks: Type, anchor: &str, line: &str) {
        // Letters stand on their baseline, with a third of their size between the lines.
        let baseline = self.y.saturating_add(looks.size);
        self.skip(looks.size.saturating_mul(4) / 3);
        let weight = if looks.bold { " font-weight=\"700\"" } else { "" };
        self.put(&format!(
            "<text x=\"{x}\" y=\"{baseline}\" font-size=\"{}\" text-anchor=\"{anchor}\" fill=\"{INK}\"{weight}>{}</text>",
            looks.size,
            escaped(line)
        ));
    }

    /// A number in a ring, level with the line of text that comes next.
    pub(super) fn ringed(&mut self, x: u32, number: usize, size: u32) {
        let centre = self.y.saturating_add(size.saturating_mul(2) / 3);
        self.put(&format!("<circle cx=\"{x}\" cy=\"{centre}\" r=\"10\" fill=\"#fff\" stroke=\"{EDGE}\"/>"));
        let y = centre.saturating_add(4);
        self.put(&format!(
            "<text x=\"{x}\" y=\"{y}\" font-size=\"12\" text-anchor=\"middle\" fill=\"{INK}\">{number}</text>"
        ));
    }

    /// The face of a clock, level with the line of text that comes next.
    pub(super) fn clock_face(&mut self, x: u32, size: u32) {
        let centre = self.y.saturating_add(size.saturating_mul(2) / 3);
        self.put(&format!(
            "<circle cx=\"{x}\" cy=\"{centre}\" r=\"7\" fill=\"#fff\" stroke=\"{INK}\"/>\
             <path d=\"M{x} {}V{centre}H{}\" fill=\"none\" stroke=\"{INK}\"/>",
            centre.saturating_sub(5),
            x.saturating_add(4)
        ));
    }

    /// An arrow that points down.
    pub(super) fn arrow(&mut self, x: u32, length: u32) {
        let (top, tip) = (self.y, self.y.saturating_add(length));
        let (left, right, base) = (x.saturating_sub(6), x.saturating_add(6), tip.saturating_sub(9));
        self.put(&format!(
            "<path d=\"M{x} {top}V{base}\" stroke=\"{EDGE}\" stroke-width=\"2\"/>\
             <path d=\"M{left} {base}H{right}L{x} {tip}Z\" fill=\"{EDGE}\"/>"
        ));
        self.skip(length);
    }

    /// A box across the sheet around what `inside` draws.
    pub(super) fn boxed(&mut self, frame: Frame, inside: impl FnOnce(&mut Canvas)) {
        let mut content = Canvas { y: self.y, drawn: String::new() };
        inside(&mut content);
        let (fill, dashes) = match frame {
            Frame::Plain => ("#fff", ""),
            Frame::Tinted => ("#e8eef6", ""),
            Frame::Dashed => ("#fff", " stroke-dasharray=\"5 3\""),
        };
        let (width, height) = (WIDTH.saturating_sub(4), content.y.saturating_sub(self.y));
        self.put(&format!(
            "<rect x=\"2\" y=\"{}\" width=\"{width}\" height=\"{height}\" rx=\"3\" fill=\"{fill}\" stroke=\"{EDGE}\" stroke-width=\"2\"{dashes}/>",
            self.y
        ));
        self.drawn.push_str(&content.drawn);
        self.y = content.y;
    }

    /// The whole picture, with a name and a description for those who do not see it.
    pub(super) fn finish(self, class: &str, title: &str, description: &str) -> String {
        let height = self.y.saturating_add(4);
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{}\"", escaped(class)) };
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\"{class} viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" \
             role=\"img\" aria-labelledby=\"stage-map-title stage-map-desc\" font-family=\"system-ui, 'Segoe UI', Roboto, Arial, sans-serif\">\n\
             <title id=\"stage-map-title\">{}</title>\n<desc id=\"stage-map-desc\">{}</desc>\n\
             <rect width=\"{WIDTH}\" height=\"{height}\" fill=\"#fff\"/>\n{}</svg>\n",
            escaped(title),
            escaped(description),
            self.drawn
        )
    }

    fn put(&mut self, element: &str) {
        self.drawn.push_str(element);
        self.drawn.push('\n');
    }
}

/// Letters that fit: wide ones take six tenths of the type's size.
fn letters_in(room: u32, size: u32) -> usize {
    let letters = room.saturating_mul(10).checked_div(size.saturating_mul(6)).unwrap_or(0);
    usize::try_from(letters).unwrap_or(usize::MAX).max(1)
}

/// The text in lines of at most so many letters, broken between words, and within a word only where it is longer than a line.
fn wrapped(text: &str, letters: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut used = 0;
    for word in text.split_whitespace() {
        let width = width(word);
        match lines.last_mut() {
            Some(line) if used + 1 + width <= letters => {
                line.push(' ');
                line.push_str(word);
                used += 1 + width;
            }
            _ => {
                lines.extend(pieces(word, letters));
                used = lines.last().map_or(0, |line| self::width(line));
            }
        }
    }
    lines
}

fn pieces(word: &str, letters: usize) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut used = 0;
    for letter in word.chars() {
        let width = letter_width(letter);
        if used + width > letters {
            pieces.push(String::new());
            used = 0;
        }
        used += width;
        if let Some(piece) = pieces.last_mut() {
            piece.push(letter);
        }
    }
    pieces
}

fn width(text: &str) -> usize {
    text.chars().map(letter_width).sum()
}

/// From the Hangul letters on, most scripts are as wide as they are high.
fn letter_width(letter: char) -> usize {
    if letter < '\u{1100}' { 1 } else { 2 }
}

/// Text as XML has it. What XML does not allow at all becomes the sign for an unknown letter.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\u{FFFE}' | '\u{FFFF}' => escaped.push('\u{FFFD}'),
            control if control.is_control() && !control.is_whitespace() => escaped.push('\u{FFFD}'),
            other => escaped.push(other),
        }
    }
    escaped
}
