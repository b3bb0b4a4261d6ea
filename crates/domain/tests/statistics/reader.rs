//! A reader of a public report who tries to work masked numbers back: what adds up is written down here once more, and bounds are
//! drawn together until they move no further.

use std::collections::BTreeMap;

use redress_domain::statistics::Report;

type Place = (String, String, String);

/// Sums as a reader knows them: left and right are equal.
struct Sums {
    cells: BTreeMap<Place, (u64, u64)>,
    equal: Vec<(Vec<Place>, Vec<Place>)>,
}

/// No reader thinks of more than this.
const MOST: u64 = 1_000_000;

fn at(table: &str, row: &str, measure: &str) -> Place {
    (table.to_owned(), row.to_owned(), measure.to_owned())
}

impl Sums {
    /// The counts of a report: a masked one is at least 1, because noughts are printed.
    fn of(report: &Report) -> Sums {
        let counted = [
            "volumes",
            "outcomes",
            "timescales",
            "open",
            "external",
            "flow",
            "trend",
            "service-areas",
            "channels",
            "causes",
        ];
        let bounds = |value: &str| match value {
            "*" => Some((1, MOST)),
            number => number.parse().ok().map(|number| (number, number)),
        };
        let lines = report.lines().into_iter().filter(|line| counted.contains(&line.table.as_str()));
        let lines = lines.filter(|line| !line.measure.contains("days") && !line.measure.contains("percent"));
        let cells = lines.filter_map(|line| Some(((line.table, line.row, line.measure), bounds(&line.value)?)));
        Sums { cells: cells.collect(), equal: Vec::new() }
    }

    fn equal(&mut self, left: impl IntoIterator<Item = Place>, right: impl IntoIterator<Item = Place>) {
        let there = |places: Vec<Place>| places.into_iter().filter(|place| self.cells.contains_key(place)).collect();
        let (left, right) = (there(left.into_iter().collect()), there(right.into_iter().collect()));
        self.equal.push((left, right));
    }

    /// The measures of a table.
    fn measures(&self, table: &str, row: &str) -> Vec<String> {
        self.cells.keys().filter(|place| place.0 == table && place.1 == row).map(|place| place.2.clone()).collect()
    }

    fn rows(&self, table: &str) -> Vec<String> {
        let mut rows: Vec<String> =
            self.cells.keys().filter(|place| place.0 == table).map(|place| place.1.clone()).collect();
        rows.dedup();
        rows
    }

    fn state(&mut self, report: &Report) {
        for table in ["volumes", "outcomes", "timescales", "trend"] {
            let of_total_alone = ["distinct_received", "reclassified"];
            let measures = self.measures(table, "total").into_iter();
            for measure in measures.filter(|measure| !of_total_alone.contains(&measure.as_str())) {
                self.equal([at(table, "total", &measure)], ["S1", "S2", "ESC"].map(|row| at(table, row, &measure)));
            }
        }
        for row in ["S1", "S2", "ESC", "total"] {
            let of = |table: &str, measure: &str| at(table, row, measure);
            self.equal(
                [of("volumes", "opening"), of("volumes", "received")],
                [of("volumes", "closed"), of("volumes", "closing")],
            );
            self.equal([of("volumes", "closed")], [of("outcomes", "total")]);
            self.equal([of("volumes", "closed")], [of("timescales", "met"), of("timescales", "missed")]);
            let carried =
                self.measures("volumes", row).into_iter().filter(|measure| measure.starts_with("closed received"));
            let carried: Vec<Place> = carried.map(|measure| at("volumes", row, &measure)).collect();
            self.equal([of("volumes", "closed")], carried);
            let outcomes =
                ["upheld", "partly-upheld", "not-upheld", "resolved", "withdrawn"].map(|id| of("outcomes", id));
            self.equal([of("volumes", "closed")], outcomes);
            for period in &report.trend {
                let then = |measure: &str| at("trend", row, &format!("{} {measure}", period.period));
                self.equal([then("closed")], [then("met"), then("missed")]);
                if period.period == report.period.id {
                    self.equal([then("received")], [of("volumes", "received")]);
                    self.equal([then("closed")], [of("volumes", "closed")]);
                    self.equal([then("upheld")], [of("outcomes", "upheld")]);
                    self.equal([then("partly_upheld")], [of("outcomes", "partly-upheld")]);
                    self.equal([then("withdrawn")], [of("outcomes", "withdrawn")]);
                    self.equal([then("met")], [of("timescales", "met")]);
                    self.equal([then("extended")], [of("timescales", "extended")]);
                }
            }
        }
        let distinct = at("volumes", "total", "distinct_received");
        self.equal([distinct.clone()], ["S1", "S2"].map(|row| at("volumes", row, "received")));
        for table in ["service-areas", "channels", "causes"] {
            let rows = self.rows(table);
            let parts = |measure: &str| -> Vec<Place> { rows.iter().map(|row| at(table, row, measure)).collect() };
            self.equal([at("volumes", "total", "closed")], parts("closed"));
            self.equal([at("outcomes", "total", "upheld")], parts("upheld"));
            self.equal([at("outcomes", "total", "partly-upheld")], parts("partly_upheld"));
            self.equal([at("outcomes", "total", "withdrawn")], parts("withdrawn"));
            if table != "causes" {
                self.equal([distinct.clone()], parts("received"));
            }
        }
        self.equal([at("volumes", "total", "closing")], [at("open", "", "open")]);
        self.equal(
            [at("open", "", "open")],
            ["in_time", "past_due", "no_limit"].map(|measure| at("open", "", measure)),
        );
        self.equal(
            [at("open", "", "past_due")],
            ["1-5", "6-10", "11-20", "over 20"].map(|row| at("open", row, "past_due")),
        );
        for (stage, measure, rows) in [
            ("first", "closing", &["S1"][..]),
            ("second", "closing", &["S2", "ESC"]),
            ("second", "closed", &["S2", "ESC"]),
        ] {
            self.equal([at("flow", stage, measure)], rows.iter().map(|row| at("volumes", row, measure)));
        }
    }

    fn bounds(&self, places: &[Place]) -> (u64, u64) {
        places.iter().map(|place| self.cells[place]).fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
    }

    /// Draws the bounds of one side's cells together by what the other side can come to; says whether any moved.
    fn draw(&mut self, side: &[Place], other: &[Place]) -> bool {
        let (least, most) = self.bounds(other);
        let mut moved = false;
        for place in side {
            let (all_least, all_most) = self.bounds(side);
            let (low, high) = self.cells[place];
            let others = (all_least - low, all_most - high);
            let drawn = (low.max(least.saturating_sub(others.1)), high.min(most.saturating_sub(others.0)));
            if drawn != (low, high) {
                self.cells.insert(place.clone(), drawn);
                moved = true;
            }
        }
        moved
    }
}

/// The masked numbers that the reader worked back.
pub fn worked_back(report: &Report) -> Vec<String> {
    let mut sums = Sums::of(report);
    let masked: Vec<Place> =
        sums.cells.iter().filter(|(_, bounds)| bounds.0 != bounds.1).map(|(at, _)| at.clone()).collect();
    sums.state(report);
    let equal = std::mem::take(&mut sums.equal);
    for _ in 0..1_000 {
        let moved = equal.iter().filter(|(left, right)| sums.draw(left, right) | sums.draw(right, left)).count();
        if moved == 0 {
            break;
        }
    }
    let known = masked.into_iter().filter(|place| sums.cells[place].0 == sums.cells[place].1);
    known.map(|(table, row, measure)| format!("{table} {row} {measure}")).collect()
}
