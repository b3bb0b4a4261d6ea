//! What a chart says, in words.

use super::{Assurance, Bounds, ControlChart, Limits, Meaning, Signal};

/// Earlier signals than this many are left to the picture and its table.
const SIGNALS_TOLD: usize = 3;

/// The sentences under a chart whose latest limits rest on so many points, of at least so many wanted.
pub(super) fn of_chart(chart: &ControlChart, rests_on: usize, wanted: usize) -> String {
    let each = &chart.measure.each;
    let valued = chart.points.iter().filter(|point| point.value.is_some()).count();
    let Some(limits) = chart.limits() else {
        return match valued {
            0 => "There is nothing to show yet.".to_owned(),
            _ if !is_share(chart) => {
                format!("There is only {} so far: it takes more to say what is usual.", amount(valued, each))
            }
            _ => format!(
                "Too few are counted each {each} for limits on a percentage: look at the chart of the counts instead."
            ),
        };
    };
    let mut told = vec![shown(chart, limits, valued)];
    told.extend(anew(chart));
    told.extend(
        chart.trial.then(|| {
            format!("These are trial limits: they rest on {}, and {wanted} are wanted.", amount(rests_on, each))
        }),
    );
    told.extend(rough(chart));
    told.extend(aimed_at(chart));
    told.join(" ")
}

fn is_share(chart: &ControlChart) -> bool {
    chart.points.iter().any(|point| point.counted.is_some())
}

fn shown(chart: &ControlChart, limits: Limits, valued: usize) -> String {
    let measure = &chart.measure;
    let over = format!("Over {} {}", amount(valued, &measure.each), measure.name);
    let drawn = limits.drawn(measure.bounds);
    let (lower, upper) = (measure.bounds.print(drawn.lower), measure.bounds.print(drawn.upper));
    let runs = runs(chart, 0);
    if runs.is_empty() {
        // The limits of shares differ from month to month, and so do those before and after a new start.
        return match is_share(chart) || chart.changed_at.is_some() {
            true => format!("{over} stayed within the limits; nothing signals a change."),
            false => {
                format!(
                    "{over} stayed within the limits of {lower} and {upper}{}; nothing signals a change.",
                    each(chart)
                )
            }
        };
    }
    let signals = told(&runs);
    let which = if runs.len() > SIGNALS_TOLD { "The latest signals" } else { "Signals" };
    let mean = measure.bounds.print(limits.centre);
    format!(
        "{over} had a mean of {mean}{}, with limits of {lower} and {upper}. {which} of a change: {signals}.",
        each(chart)
    )
}

/// `a month`, where the values are counts.
fn each(chart: &ControlChart) -> String {
    match chart.measure.bounds {
        Bounds::Count => format!(" a {}", chart.measure.each),
        Bounds::Amount | Bounds::Percent => String::new(),
    }
}

fn anew(chart: &ControlChart) -> Option<String> {
    let start = chart.points.get(chart.changed_at?)?;
    Some(format!("The limits start anew in {}.", start.label))
}

fn rough(chart: &ControlChart) -> Option<String> {
    let few = chart.points.iter().filter(|point| point.counted.is_some_and(|counted| counted.few && counted.whole > 0));
    let few = few.count();
    (few > 0).then(|| format!("In {} too few were counted for exact limits.", amount(few, &chart.measure.each)))
}

fn aimed_at(chart: &ControlChart) -> Option<String> {
    let target = chart.measure.bounds.print(chart.measure.target?);
    let each = &chart.measure.each;
    Some(match chart.assurance? {
        Assurance::ConsistentPass => {
            format!("The target of {target} will be met every {each} unless something changes.")
        }
        Assurance::ConsistentFail => {
            format!("The target of {target} will be missed every {each} unless something changes.")
        }
        Assurance::HitOrMiss => format!("The target of {target} is met in some and missed in others, by chance."),
    })
}

/// Points in a row that signal the same.
pub(super) struct Run<'a> {
    pub signal: Signal,
    first: &'a str,
    last: &'a str,
}

/// The signals from a point on.
pub(super) fn runs(chart: &ControlChart, from: usize) -> Vec<Run<'_>> {
    let mut runs: Vec<Run<'_>> = Vec::new();
    let mut before = None;
    for point in chart.points.iter().skip(from) {
        match (point.signal, runs.last_mut()) {
            (Some(signal), Some(run)) if before == Some(signal) => run.last = &point.label,
            (Some(signal), _) => runs.push(Run { signal, first: &point.label, last: &point.label }),
            (None, _) => {}
        }
        before = point.signal;
    }
    runs
}

/// The latest of them.
pub(super) fn told(runs: &[Run<'_>]) -> String {
    let latest = runs.iter().skip(runs.len().saturating_sub(SIGNALS_TOLD));
    latest.map(phrase).collect::<Vec<_>>().join("; ")
}

fn phrase(run: &Run<'_>) -> String {
    let what = run.signal.words();
    let when =
        if run.first == run.last { format!("in {}", run.first) } else { format!("from {} to {}", run.first, run.last) };
    let meaning = match run.signal.meaning {
        Meaning::Improvement => " (an improvement)",
        Meaning::Concern => " (a concern)",
        Meaning::Neither => "",
    };
    format!("{what} {when}{meaning}")
}

/// `1 month`, `8 months`.
pub(super) fn amount(count: usize, each: &str) -> String {
    format!("{count} {each}{}", if count == 1 { "" } else { "s" })
}
