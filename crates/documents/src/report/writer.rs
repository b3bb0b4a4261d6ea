//! What all sections write with: numbers tables and figures through the report, makes cells, and keeps which figures were printed.

use std::collections::BTreeSet;

use redress_domain::procedure::OutcomeEffect;
use redress_domain::statistics::{Count, FigureId, PartOf, Report, RowId};

use super::FigureAt;
use super::cells::{count_cell, typed_rows};
use crate::chart;
use crate::document::{Block, Cell, Figure, Table, Value};

/// Writes one report from its first table to its last.
pub(super) struct Writer<'a> {
    pub(super) report: &'a Report,
    link: &'a dyn Fn(&FigureAt<'_>) -> Option<String>,
    tables: u32,
    figures: u32,
    printed: BTreeSet<String>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(report: &'a Report, link: &'a dyn Fn(&FigureAt<'_>) -> Option<String>) -> Self {
        Self { report, link, tables: 0, figures: 0, printed: BTreeSet::new() }
    }

    /// A table without rows, with the next number.
    pub(super) fn table<C: Into<String>>(
        &mut self,
        caption: &str,
        corner: &str,
        columns: impl IntoIterator<Item = C>,
    ) -> Table {
        self.tables = self.tables.saturating_add(1);
        Table::new(format!("Table {}: {caption}", self.tables), corner, columns)
    }

    /// The table with what its star means, where it has one.
    pub(super) fn finished(&self, mut table: Table) -> Block {
        if table.rows().iter().flat_map(|row| row.cells()).any(|cell| cell.value == Value::Masked) {
            table.push_note(self.mask_words());
        }
        Block::Table(table)
    }

    /// What is not shown where a star stands.
    pub(super) fn mask_words(&self) -> String {
        format!(
            "Where a star stands, a number below {} is not shown, or one from which such a number could be worked back.",
            self.report.layout.suppress_below
        )
    }

    /// A count of the reported period.
    pub(super) fn count(&mut self, count: Count, figure: FigureId, row: RowId) -> Cell {
        let period = &self.report.period.id;
        self.cell(count, FigureAt { period, figure, row, part: None })
    }

    /// A count of one channel, service area, nature or cause.
    pub(super) fn part(&mut self, count: Count, figure: FigureId, part: &PartOf) -> Cell {
        let period = &self.report.period.id;
        self.cell(count, FigureAt { period, figure, row: RowId::Total, part: Some(part.clone()) })
    }

    /// A count with what is behind it.
    pub(super) fn cell(&mut self, count: Count, at: FigureAt<'_>) -> Cell {
        self.printed.insert(at.figure.to_string());
        let cell = count_cell(count);
        match (self.link)(&at).filter(|_| count.shown().is_some()) {
            Some(href) => cell.linked(href),
            None => cell,
        }
    }

    /// A number made of several, by its id among the definitions. Where there is none it is masked if one of its parts is.
    pub(super) fn derived(&mut self, id: &str, value: Option<impl ToString>, parts: &[Count]) -> Cell {
        self.printed.insert(id.to_owned());
        match value {
            Some(value) => Cell::decimal(value),
            None if parts.contains(&Count::Masked) => Value::Masked.into(),
            None => Value::NotApplicable.into(),
        }
    }

    /// Asks for the definition of what a table tells as a whole.
    pub(super) fn defined(&mut self, id: &str) {
        self.printed.insert(id.to_owned());
    }

    /// Whether a definition is wanted: the figure stands somewhere.
    pub(super) fn has_printed(&self, figure: &str) -> bool {
        self.printed.contains(figure)
    }

    /// The one outcome with an effect; none where the procedure has several.
    pub(super) fn only_outcome(&self, effect: OutcomeEffect) -> Option<FigureId> {
        let mut outcomes = self.report.layout.outcomes.iter().filter(|outcome| outcome.effect == effect);
        let first = outcomes.next().filter(|_| outcomes.next().is_none());
        first.map(|outcome| FigureId::Outcome(outcome.id.clone()))
    }

    /// A count of all outcomes with an effect: what is behind it can be shown where it is one outcome.
    pub(super) fn with_effect(&mut self, count: Count, effect: OutcomeEffect, at: FigureAt<'_>) -> Cell {
        match self.only_outcome(effect) {
            Some(figure) => self.cell(count, FigureAt { figure, ..at }),
            None => count_cell(count),
        }
    }

    /// Whether the procedure has an outcome with that effect.
    pub(super) fn has_effect(&self, effect: OutcomeEffect) -> bool {
        self.report.layout.outcomes.iter().any(|outcome| outcome.effect == effect)
    }

    /// A chart: the picture with the next number, what it shows in a sentence that no page break parts from it, and its table.
    pub(super) fn chart(&mut self, draw: impl FnOnce(&str) -> chart::Figure) -> [Block; 2] {
        self.figures = self.figures.saturating_add(1);
        let chart = draw(&format!("figure-{}", self.figures));
        let mut heads = chart.columns.into_iter();
        let corner = heads.next().unwrap_or_default();
        let mut table = self.table(&chart.title, &corner, heads);
        for (name, cells) in typed_rows(&chart.rows) {
            table.push(name, cells);
        }
        let figure = Figure {
            svg: chart.svg,
            alternative: format!("Chart: {}. The sentence and the table that follow say what it shows.", chart.title),
            caption: format!("Figure {}: {}. {}", self.figures, chart.title, chart.sentence),
        };
        [Block::Figure(figure), Block::Table(table.folded())]
    }
}
