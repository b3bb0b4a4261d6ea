//! A reader of a public report who tries to work masked numbers back: what adds up is written down here once more, and bounds are
//! drawn together until they move no further.

use std::collections::BTreeMap;

use redress_domain::statistics::Report;
use redress_domain::time::plus_days;

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

/// A place of one of several editions.
fn in_edition(edition: usize, (table, row, measure): Place) -> Place {
    (format!("{edition}: {table}"), row, measure)
}

/// What trend and tables both tell of a period, as each calls it.
const TOLD_TWICE: [(&str, &str, &str); 8] = [
    ("received", "volumes", "received"),
    ("closed", "volumes", "closed"),
    ("upheld", "outcomes", "upheld"),
    ("partly_upheld", "outcomes", "partly-upheld"),
    ("withdrawn", "outcomes", "withdrawn"),
    ("met", "timescales", "met"),
    ("missed", "timescales", "missed"),
    ("extended", "timescales", "extended"),
];

impl Sums {
    /// The counts of a report: a masked one is at least `least`, which is 1 where all noughts are printed.
    fn of(report: &Report, least: u64) -> Sums {
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
            "natures",
            "causes",
        ];
        let bounds = |value: &str| match value {
            "*" => Some((least, MOST)),
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

    /// A number that is printed nowhere.
    fn unprinted(&mut self, place: Place) -> Place {
        self.cells.entry(place.clone()).or_insert((0, MOST));
        place
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
                    for (trend, table, measure) in TOLD_TWICE {
                        self.equal([then(trend)], [of(table, measure)]);
                    }
                }
            }
            let thanks_to_extension = self.unprinted(of("timescales", "thanks to extension"));
            let for_nothing = self.unprinted(of("timescales", "extended for nothing"));
            self.equal([of("timescales", "met")], [of("timescales", "met_unextended"), thanks_to_extension.clone()]);
            self.equal([of("timescales", "extended")], [thanks_to_extension, for_nothing]);
            // What was open at the end of a period was open when the next began.
            let mut after = of("volumes", "opening");
            for period in report.trend.iter().rev().skip(1) {
                let then = |measure: &str| at("trend", row, &format!("{} {measure}", period.period));
                let before = self.unprinted(then("opening"));
                self.equal([before.clone(), then("received")], [then("closed"), after]);
                after = before;
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
        self.state_natures();
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

    /// Who is about several things is counted under each: every row beside that of those about nothing is part of the total, the
    /// rows together are the total and some that are counted again, and who is counted again ended in one way.
    fn state_natures(&mut self) {
        let endings = ["upheld", "partly_upheld", "withdrawn", "otherwise"];
        let named: Vec<String> = self.rows("natures").into_iter().filter(|row| !row.is_empty()).collect();
        if named.is_empty() {
            return;
        }
        for row in self.rows("natures") {
            let otherwise = self.unprinted(at("natures", &row, "otherwise"));
            let ended = endings[..3].iter().map(|ending| at("natures", &row, ending)).chain([otherwise]);
            self.equal([at("natures", &row, "closed")], ended);
        }
        let otherwise = ["not-upheld", "resolved"].map(|id| at("outcomes", "total", id)).to_vec();
        let wholes = [
            ("received", vec![at("volumes", "total", "distinct_received")]),
            ("closed", vec![at("volumes", "total", "closed")]),
            ("upheld", vec![at("outcomes", "total", "upheld")]),
            ("partly_upheld", vec![at("outcomes", "total", "partly-upheld")]),
            ("withdrawn", vec![at("outcomes", "total", "withdrawn")]),
            ("otherwise", otherwise),
        ];
        for (measure, whole) in wholes {
            for row in &named {
                let others = self.unprinted(at("natures", &format!("not {row}"), &format!("no {measure}")));
                self.equal(whole.clone(), [at("natures", row, measure), at("natures", "", measure), others]);
            }
            let again = self.unprinted(at("natures", "counted again", &format!("again {measure}")));
            let rows = named.iter().map(String::as_str).chain([""]).map(|row| at("natures", row, measure));
            self.equal(rows, whole.into_iter().chain([again]));
        }
        let again = |measure: &str| at("natures", "counted again", &format!("again {measure}"));
        self.equal([again("closed")], endings.map(again));
    }

    /// What is told of a period in its own report and in the trend of another is the same.
    fn compare(&mut self, (first, earlier): (usize, &Report), (second, later): (usize, &Report)) {
        for row in ["S1", "S2", "ESC", "total"] {
            for period in &later.trend {
                let trend = |edition: usize, measure: &str| {
                    in_edition(edition, at("trend", row, &format!("{} {measure}", period.period)))
                };
                for (measure, table, called) in TOLD_TWICE {
                    if period.period == earlier.period.id {
                        self.equal([trend(second, measure)], [in_edition(first, at(table, row, called))]);
                    }
                    if earlier.trend.iter().any(|other| other.period == period.period) {
                        self.equal([trend(second, measure)], [trend(first, measure)]);
                    }
                }
            }
            if plus_days(earlier.period.to, 1) == later.period.from {
                let stock = |edition: usize, measure: &str| in_edition(edition, at("volumes", row, measure));
                self.equal([stock(first, "closing")], [stock(second, "opening")]);
            }
        }
    }

    /// What a longer period tells is what the two that it is made of tell.
    fn add_up(&mut self, whole: usize, halves: [usize; 2]) {
        for (table, measures) in [
            ("volumes", &["received", "closed"][..]),
            ("outcomes", &["upheld", "partly-upheld", "not-upheld", "resolved", "withdrawn"]),
            ("timescales", &["met", "missed", "met_unextended", "extended", "thanks to extension"]),
        ] {
            for (row, measure) in
                ["S1", "S2", "ESC", "total"].into_iter().flat_map(|row| measures.iter().map(move |one| (row, *one)))
            {
                let of = |edition: usize| in_edition(edition, at(table, row, measure));
                self.equal([of(whole)], halves.map(of));
            }
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

/// The masked numbers that the reader of these editions worked back. Nothing was counted again between them. `least` is what the
/// reader takes a masked number for.
pub fn worked_back(editions: &[&Report], least: u64) -> Vec<String> {
    let mut all = Sums { cells: BTreeMap::new(), equal: Vec::new() };
    let mut masked = Vec::new();
    for (edition, report) in editions.iter().enumerate() {
        let mut sums = Sums::of(report, least);
        let hidden = sums.cells.iter().filter(|(_, bounds)| bounds.0 != bounds.1);
        masked.extend(hidden.map(|(at, _)| in_edition(edition, at.clone())));
        sums.state(report);
        let here = |places: Vec<Place>| places.into_iter().map(|at| in_edition(edition, at)).collect::<Vec<_>>();
        all.cells.extend(sums.cells.into_iter().map(|(at, bounds)| (in_edition(edition, at), bounds)));
        all.equal.extend(sums.equal.into_iter().map(|(left, right)| (here(left), here(right))));
    }
    for (first, earlier) in editions.iter().enumerate() {
        for (second, later) in editions.iter().enumerate().filter(|(second, _)| *second != first) {
            all.compare((first, earlier), (second, later));
        }
    }
    let spans: Vec<_> = editions.iter().map(|report| (report.period.from, report.period.to)).collect();
    for (whole, (from, to)) in spans.iter().enumerate() {
        for (first, half) in spans.iter().enumerate().filter(|(_, half)| half.0 == *from && half.1 < *to) {
            let rest = spans.iter().position(|rest| rest.0 == plus_days(half.1, 1) && rest.1 == *to);
            rest.into_iter().for_each(|rest| all.add_up(whole, [first, rest]));
        }
    }
    let equal = std::mem::take(&mut all.equal);
    for _ in 0..1_000 {
        let moved = equal.iter().filter(|(left, right)| all.draw(left, right) | all.draw(right, left)).count();
        if moved == 0 {
            break;
        }
    }
    let known = masked.into_iter().filter(|place| all.cells[place].0 == all.cells[place].1);
    known.map(|(table, row, measure)| format!("{table} {row} {measure}")).collect()
}
