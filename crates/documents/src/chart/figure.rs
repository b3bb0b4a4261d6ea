//! A figure: picture, sentence and table.

use redress_domain::spc::{ControlChart, Pareto};

use super::svg::Svg;
use super::{Distribution, Flow, control, control_table, distribution, flow, pareto};

/// A chart as a page or a document shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Names it within its page: letters, digits and hyphens. The names within the picture begin with it.
    pub id: String,
    /// Its heading, and the caption of its table.
    pub title: String,
    /// What it shows.
    pub sentence: String,
    /// The picture: an `svg` element, its texts escaped, with title and description for those who do not see it.
    pub svg: String,
    /// The heads of the table's columns; the first column heads its rows.
    pub columns: Vec<String>,
    /// The numbers of the picture, as text; each row has a cell for each column.
    pub rows: Vec<Vec<String>>,
}

impl Figure {
    /// A control chart. Of a long series the latest 120 points are drawn.
    pub fn control(id: &str, title: &str, chart: &ControlChart) -> Figure {
        let drawn = control::latest(chart);
        let (columns, rows) = control_table::table(&drawn);
        Figure::new(id, title, drawn.sentence.clone(), control::picture(&drawn), columns, rows)
    }

    /// Bars by size with the line of their running share; `item` heads their names: `Cause`.
    pub fn pareto(id: &str, title: &str, item: &str, chart: &Pareto) -> Figure {
        let (columns, rows) = pareto::table(item, chart);
        Figure::new(id, title, chart.sentence.clone(), pareto::picture(chart), columns, rows)
    }

    /// How many took how many days, against the target.
    pub fn distribution(id: &str, title: &str, chart: &Distribution) -> Figure {
        let bins = distribution::bins(chart);
        let (columns, rows) = distribution::table(chart, &bins);
        let picture = distribution::picture(chart, &bins);
        Figure::new(id, title, distribution::sentence(chart), picture, columns, rows)
    }

    /// What became of cases at each stage.
    pub fn flow(id: &str, title: &str, chart: &Flow) -> Figure {
        let (columns, rows) = flow::table(chart);
        Figure::new(id, title, flow::sentence(chart), flow::picture(chart), columns, rows)
    }

    fn new(
        id: &str,
        title: &str,
        sentence: String,
        picture: Svg,
        columns: Vec<String>,
        rows: Vec<Vec<String>>,
    ) -> Figure {
        let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
        let id: String = id.chars().map(plain).collect();
        let svg = picture.finish(&id, title, &sentence);
        Figure { id, title: title.to_owned(), sentence, svg, columns, rows }
    }
}
