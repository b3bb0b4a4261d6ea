//! A quarter's report as an organisation publishes it.

use redress_documents::document::{Block, Cell, Document, Entry, Figure, Section, Table, Value};
use redress_domain::time::Date;

pub const CHART: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 560 200" font-family="sans-serif" font-size="13">
<line x1="40" y1="170" x2="540" y2="170" stroke="#484949"/>
<rect x="70" y="60" width="60" height="110" fill="#1d70b8"/><text x="100" y="190" text-anchor="middle">Delay</text>
<rect x="190" y="110" width="60" height="60" fill="#1d70b8"/><text x="220" y="190" text-anchor="middle">Quality</text>
<rect x="310" y="140" width="60" height="30" fill="#1d70b8"/><text x="340" y="190" text-anchor="middle">Attitude</text>
</svg>"##;

pub fn document(sections: Vec<Section>) -> Document {
    Document {
        language: "en-GB".to_owned(),
        title: "Service failures: quarterly report".to_owned(),
        organisation: "Donnington Ombudsman".to_owned(),
        period: "July to September 2026".to_owned(),
        facts: vec![
            Entry::new("Edition", "public, version 2"),
            Entry::new("Issued", "14 October 2026"),
            Entry::new("Author", "Ann Lee, Complaints officer"),
        ],
        author: Some("Ann Lee".to_owned()),
        dated_on: Date::constant(2026, 10, 14),
        sections,
    }
}

pub fn section(heading: &str, blocks: Vec<Block>) -> Section {
    Section { heading: heading.to_owned(), blocks, sections: Vec::new() }
}

pub fn quarter() -> Document {
    let mut volumes = section("Volumes", vec![Block::Table(volumes())]);
    volumes.sections.push(section("By cause", vec![Block::Figure(causes_figure()), Block::Table(causes())]));
    document(vec![
        section(
            "Summary",
            vec![
                Block::KeyFigures(vec![
                    Entry::new("Received", 29_u64),
                    Entry::new("Closed", 31_u64),
                    Entry::new("Open at the end", 7_u64),
                    Entry::new("Answered in time", Cell::decimal("87.1%")),
                ]),
                Block::Paragraph("All but 4 of 31 service failures were answered in time. The median was 4 working days at the first stage and 15 at the second.".to_owned()),
                Block::Note("Figures count handlings: a failure that goes to the second stage is counted at each.".to_owned()),
                Block::Warning("One upheld failure has no learning on record yet.".to_owned()),
            ],
        ),
        volumes,
        section("Timescales", vec![Block::Table(timescales())]),
        section("What was upheld, and what we learn from it", vec![Block::Definitions(narrative()), Block::List(vec![
            "Letters about a delay now name the day on which the next one follows.".to_owned(),
            "Every caller is told the name of who has their case.".to_owned(),
        ])]),
    ])
}

fn volumes() -> Table {
    let columns = [
        "Opening",
        "Received",
        "Of these escalated",
        "Closed, received last quarter",
        "Closed, received this quarter",
        "Withdrawn",
        "Reclassified",
        "Closing",
        "Change on last quarter",
    ];
    let mut table = Table::new("Service failures received and closed", "Stage", columns);
    let count = |numbers: [u64; 7]| numbers.map(Cell::from);
    let row = |numbers, change: &str| {
        count(numbers)
            .into_iter()
            .chain([Cell::from(3_u64).linked("/reports/2026-q3/cases?row=s1"), Cell::decimal(change)])
            .collect::<Vec<_>>()
    };
    table.push("First stage", row([5, 20, 0, 4, 17, 1, 2], "−4"));
    table.push("Second stage, asked for directly", row([2, 4, 0, 2, 3, 0, 0], "1"));
    let mut masked = row([2, 5, 5, 1, 4, 0, 0], "0");
    masked[5] = Value::Masked.into();
    masked[6] = Value::NotApplicable.into();
    table.push("Second stage, escalated", masked);
    table.push_total("Total", row([9, 29, 5, 7, 24, 2, 2], "−3"));
    table.push_note("Reclassified: found after all not to be a failure, and in no other figure.");
    table
}

fn causes() -> Table {
    let mut table = Table::new("Upheld service failures by cause", "Cause", ["Upheld", "Share"]);
    for (cause, count, share) in [("Delay", 11_u64, "55%"), ("Quality", 6, "30%"), ("Attitude", 3, "15%")] {
        table.push(cause, [Cell::from(count), Cell::decimal(share)]);
    }
    table
}

fn causes_figure() -> Figure {
    Figure {
        svg: CHART.to_owned(),
        alternative: "A bar for each cause: delay 11, quality 6, attitude 3.".to_owned(),
        caption: "Delay is behind more than half of what was upheld.".to_owned(),
    }
}

fn timescales() -> Table {
    let mut table = Table::new(
        "Answered within the time limit",
        "",
        ["Limit", "Met", "Missed", "Mean days", "Median days", "Comment"],
    );
    let days = |text: &str| Cell::decimal(text);
    table.push(
        "First stage",
        [
            5_u64.into(),
            18_u64.into(),
            3_u64.into(),
            days("4.29"),
            days("4"),
            "Two of the late answers waited for a record kept by another body.".into(),
        ],
    );
    table.push("Second stage", [20_u64.into(), 9_u64.into(), 1_u64.into(), days("14.5"), days("15"), "".into()]);
    table
}

fn narrative() -> Vec<Entry> {
    vec![
        Entry::new("SF-2026-0042: finding", "Upheld. A reply promised for 3 July was sent on 12 July."),
        Entry::new("Explanation", "The case changed hands during leave and no date was handed over with it."),
        Entry::new("Learning", "A case is handed over with its dates, in writing."),
    ]
}
