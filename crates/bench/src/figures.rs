//! The figures of a run as a table, each beside what it is compared with.

use std::fmt::Write as _;

/// Figures in the order they were measured.
#[derive(Debug, Default)]
pub struct Table {
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    what: String,
    figure: String,
    beside: String,
    ratio: String,
}

impl Table {
    /// A figure by itself.
    pub fn amount(&mut self, what: &str, amount: f64, unit: &str) {
        let figure = format!("{} {unit}", digits(amount));
        self.add(Row { what: what.to_owned(), figure, beside: String::new(), ratio: String::new() });
    }

    /// A figure beside a bare one in the same unit; the ratio is figure by bare.
    pub fn beside(&mut self, what: &str, amount: f64, unit: &str, bare: (&str, f64)) {
        self.add(Row {
            what: what.to_owned(),
            figure: format!("{} {unit}", digits(amount)),
            beside: format!("{}: {} {unit}", bare.0, digits(bare.1)),
            ratio: ratio(amount / bare.1),
        });
    }

    /// Told at once, so that whoever waits sees it come.
    fn add(&mut self, row: Row) {
        eprintln!("  {}: {} {}", row.what, row.figure, row.ratio);
        self.rows.push(row);
    }

    /// As a table in Markdown.
    pub fn to_markdown(&self) -> String {
        let mut text = String::from("| what | figure | beside | ratio |\n|---|---:|---|---:|\n");
        for Row { what, figure, beside, ratio } in &self.rows {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "| {what} | {figure} | {beside} | {ratio} |");
        }
        text
    }
}

/// Three digits that mean something: `12,300`, `45.6`, `0.123`.
fn digits(amount: f64) -> String {
    match amount {
        _ if amount >= 100.0 => grouped(&format!("{amount:.0}")),
        _ if amount >= 1.0 => format!("{amount:.1}"),
        _ => format!("{amount:.3}"),
    }
}

fn ratio(ratio: f64) -> String {
    match ratio {
        _ if ratio >= 10.0 => grouped(&format!("{ratio:.0}")),
        _ if ratio >= 0.01 => format!("{ratio:.2}"),
        _ => "under 0.01".to_owned(),
    }
}

fn grouped(digits: &str) -> String {
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && digits.len().saturating_sub(place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_tells_figure_bare_figure_and_ratio() {
        let mut table = Table::default();
        table.amount("memory", 45.67, "MiB");
        table.beside("writes", 12_345.0, "/s", ("bare", 24_690.0));
        let expected = "| what | figure | beside | ratio |\n|---|---:|---|---:|\n\
            | memory | 45.7 MiB |  |  |\n| writes | 12,345 /s | bare: 24,690 /s | 0.50 |\n";
        assert_eq!(table.to_markdown(), expected);
    }
}
