//! What a chart says, in words.

use super::{Assurance, Bounds, ControlChart, Hundredths, Limits, Meaning, Settings, Signal};

/// Earlier signals than this many are left to the picture and its table.
const SIGNALS_TOLD: usize = 3;

/// The sentences under a chart whose latest limits rest on so many points.
pub(super) fn of_chart(chart: &ControlChart, rests_on: usize, settings: &Settings) -> String {
    let each = &chart.measure.each;
    let wanted = settings.min_points;
    let valued = chart.points.iter().filter(|point| point.value.is_some()).count();
    let Some(limits) = chart.limits() else {
        return match valued {
            0 => "There is nothing to show yet.".to_owned(),
            _ if is_share(chart) => format!(
                "Too few are counted each {each} for limits on a percentage: look at the chart of the counts instead."
            ),
            _ if rests_on < 2 => {
                let since = if chart.changed_at.is_some() { "since the limits started anew" } else { "so far" };
                format!("There is only 1 {each} {since}: it takes more to say what is usual.")
            }
            _ => sparse(chart, settings.min_mean),
        };
    };
    let mut told = vec![shown(chart, limits, valued)];
    told.extend(anew(chart));
    told.extend(chart.trial.then(|| {
        let rest = amount(rests_on, each);
        format!("These are trial limits, by which nothing signals yet: they rest on {rest}, and {wanted} are wanted.")
    }));
    told.extend(rough(chart));
    told.extend(aimed_at(chart));
    told.join(" ")
}

/// Why counts of single cases are not judged.
fn sparse(chart: &ControlChart, least: u32) -> String {
    let measure = &chart.measure;
    let since = chart.points.iter().skip(chart.changed_at.unwrap_or(0));
    let values: Vec<i64> = since.filter_map(|point| point.value).map(Hundredths::get).collect();
    let over = format!("Over {} {}", amount(values.len(), &measure.each), measure.name);
    let total: i64 = values.iter().sum();
    if total == 0 {
        return format!("{over} was 0 throughout.");
    }
    format!(
        "{over} came to {} in all. With fewer than {least} a {each} on average there are no limits, and nothing is read from \
         a single {each}.",
        Hundredths::new(total),
        each = measure.each,
    )
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
    if runs.is_empty() && chart.trial {
        return format!("{over} had a mean of {}{}.", measure.bounds.print(limits.centre), each(chart));
    }
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

/// `There is no month`, `There is 1 month`, `There are 8 months`.
pub(super) fn there(count: usize, each: &str) -> String {
    match count {
        0 => format!("There is no {each}"),
        1 => format!("There is 1 {each}"),
        many => format!("There are {}", amount(many, each)),
    }
}

/// `1 month`, `8 months`.
pub(super) fn amount(count: usize, each: &str) -> String {
    format!("{count} {each}{}", if count == 1 { "" } else { "s" })
}
