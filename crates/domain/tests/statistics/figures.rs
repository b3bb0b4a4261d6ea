//! Every number of the report's JSON against counting the raw rows by hand.

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use redress_domain::case::ActionKind;
use redress_domain::period::Period;
use redress_domain::procedure::{Escalated, TotalMean};
use redress_domain::statistics::{CompensationFacts, ExternalFacts, Kept, RateBase, Remarks, report};
use serde_json::{Value, json};

use crate::raw::{
    AREAS, CHANNELS, CODES, NATURES, OUTCOMES, Row, calendar, date, facts_of, header, period, rows, spso_with,
};

/// Rounded by hand: long division to thousandths, then the last digit decides, exactly half going up.
fn by_hand(numerator: u64, denominator: u64) -> Value {
    if denominator == 0 {
        return Value::Null;
    }
    let mut hundredths = numerator * 100 / denominator;
    if (numerator * 100 % denominator) * 2 >= denominator {
        hundredths += 1;
    }
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    Value::String(text.trim_end_matches('0').trim_end_matches('.').to_owned())
}

fn percent(count: u64, of: u64) -> Value {
    by_hand(100 * count, of)
}

fn share(count: u64, of: u64) -> Value {
    json!({"count": count, "of": of, "percent": percent(count, of)})
}

fn periods() -> impl Strategy<Value = Period> {
    prop::sample::select(vec!["2017-18-Q2", "2016-17", "2017-18-H1", "2018-02", "2018-19-Q4"]).prop_map(period)
}

/// The rows of the tables, with the routes that each adds up.
const TABLE_ROWS: [(&str, &[usize]); 5] =
    [("S1", &[0]), ("S2", &[1]), ("ESC", &[2]), ("S2+ESC", &[1, 2]), ("total", &[0, 1, 2])];

fn number(rows: &[&Row], keep: impl Fn(&Row) -> bool) -> u64 {
    rows.iter().filter(|row| keep(row)).count() as u64
}

fn check_row(report: &Value, at: usize, rows: &[Row], period: &Period) -> Result<(), TestCaseError> {
    let (name, routes) = TABLE_ROWS[at];
    let of_row: Vec<&Row> = rows.iter().filter(|row| routes.contains(&row.route)).collect();
    let closed: Vec<&Row> = of_row.iter().copied().filter(|row| row.closed_in(period)).collect();
    let count = |keep: &dyn Fn(&Row) -> bool| number(&closed, keep);
    let open_on = |day: jiff::civil::Date| {
        number(&of_row, |row| row.received <= day && row.closed.is_none_or(|closed| closed > day))
    };

    let volume = &report["volumes"][at];
    prop_assert_eq!(&volume["row"], name);
    prop_assert_eq!(&volume["opening"], open_on(period.from.yesterday().unwrap()));
    prop_assert_eq!(&volume["received"], number(&of_row, |row| row.received_in(period)));
    prop_assert_eq!(&volume["closed"], closed.len());
    prop_assert_eq!(&volume["closing"], open_on(period.to));
    let mut earlier = period.clone();
    let mut left = closed.len() as u64;
    while left > 0 {
        let of_then = count(&|row| row.received_in(&earlier));
        prop_assert_eq!(volume["closed_by_received_period"][&earlier.id].as_u64().unwrap_or(0), of_then);
        left -= of_then;
        earlier = earlier.previous().unwrap();
    }

    let outcome = &report["outcomes"][at];
    for (index, (id, _)) in OUTCOMES.into_iter().enumerate() {
        prop_assert_eq!(&outcome["counts"][id], count(&|row| row.outcome == index));
    }
    let decided = count(&|row| row.outcome != 4);
    prop_assert_eq!(&outcome["total"], closed.len());
    prop_assert_eq!(&outcome["upheld_percent"], &percent(count(&|row| row.outcome == 0), decided));
    prop_assert_eq!(&outcome["upheld_any_percent"], &percent(count(&|row| row.outcome <= 1), decided));

    let timescale = &report["timescales"][at];
    prop_assert_eq!(&timescale["met"], count(&Row::met));
    prop_assert_eq!(&timescale["missed"], count(&|row| !row.met()));
    prop_assert_eq!(&timescale["extended"], count(&Row::extended));
    prop_assert_eq!(&timescale["met_unextended"], count(&|row| row.met() && !row.extended()));
    prop_assert_eq!(&timescale["in_time_percent"], &percent(count(&Row::met), closed.len() as u64));
    let mut days: Vec<u64> = closed.iter().map(|row| u64::from(row.days)).collect();
    days.sort();
    let total = days.iter().sum::<u64>();
    prop_assert_eq!(&timescale["days_total"], total);
    prop_assert_eq!(&timescale["days_mean"], &by_hand(total, days.len() as u64));
    let middle = match days.len() {
        0 => Value::Null,
        odd if odd % 2 == 1 => by_hand(days[odd / 2], 1),
        even => by_hand(days[even / 2 - 1] + days[even / 2], 2),
    };
    prop_assert_eq!(&timescale["days_median"], &middle);
    // Nearest rank, by its definition: the smallest day that at least nine tenths of all do not exceed.
    let p90 = days.iter().find(|day| days.iter().filter(|other| other <= day).count() * 10 >= days.len() * 9);
    prop_assert_eq!(&timescale["days_p90"], &json!(p90));
    let target = [json!(5), json!(20), json!(20), json!(20), Value::Null][at].clone();
    if name == "total" {
        prop_assert_eq!(&timescale["late"], &Value::Null);
    } else {
        let mut late: Vec<(String, u32)> =
            closed.iter().filter(|row| !row.met()).map(|row| (row.name(), row.days)).collect();
        late.sort();
        let late: Vec<Value> = late
            .into_iter()
            .map(|(reference, days)| json!({"reference": reference, "days": days, "target": target}))
            .collect();
        prop_assert_eq!(&timescale["late"], &json!(late));
    }
    let mut spread: Vec<Value> = Vec::new();
    for day in 0..=40 {
        let taken = days.iter().filter(|days| **days == day).count();
        spread.extend((taken > 0).then(|| json!({"days": day, "count": taken})));
    }
    prop_assert_eq!(&report["distribution"][at]["days"], &json!(spread));
    prop_assert_eq!(&report["distribution"][at]["target"], &target);
    Ok(())
}

/// Each period of a trend in each row.
fn check_trend(trend: &Value, periods: &[Period], rows: &[Row]) -> Result<(), TestCaseError> {
    prop_assert_eq!(trend.as_array().unwrap().len(), periods.len());
    for (told, period) in trend.as_array().unwrap().iter().zip(periods) {
        prop_assert_eq!(&told["period"], &period.id);
        for (at, (name, routes)) in TABLE_ROWS.into_iter().enumerate() {
            let row = &told["rows"][at];
            let of_row: Vec<&Row> = rows.iter().filter(|row| routes.contains(&row.route)).collect();
            let closed: Vec<&Row> = of_row.iter().copied().filter(|row| row.closed_in(period)).collect();
            let days: u64 = closed.iter().map(|row| u64::from(row.days)).sum();
            let upheld = number(&closed, |row| row.outcome == 0);
            let expected = json!({
                "row": name,
                "received": number(&of_row, |row| row.received_in(period)),
                "closed": closed.len(),
                "upheld": upheld,
                "partly_upheld": number(&closed, |row| row.outcome == 1),
                "withdrawn": number(&closed, |row| row.outcome == 4),
                "upheld_percent": percent(upheld, number(&closed, |row| row.outcome != 4)),
                "met": number(&closed, Row::met),
                "missed": number(&closed, |row| !row.met()),
                "in_time_percent": percent(number(&closed, Row::met), closed.len() as u64),
                "extended": number(&closed, Row::extended),
                "days_total": days,
                "days_mean": by_hand(days, closed.len() as u64),
            });
            prop_assert_eq!(row, &expected);
        }
    }
    Ok(())
}

/// The rows of one split, the most closed first, and nothing that neither came nor went.
fn check_split(
    split: &Value,
    ids: &[&str],
    is: impl Fn(&Row, usize) -> bool,
    has_received: bool,
    rows: &[Row],
    period: &Period,
) -> Result<(), TestCaseError> {
    let mut expected: Vec<(u64, &str, Value)> = Vec::new();
    for (index, id) in ids.iter().enumerate() {
        let such: Vec<&Row> = rows.iter().filter(|row| is(row, index)).collect();
        let closed: Vec<&Row> = such.iter().copied().filter(|row| row.closed_in(period)).collect();
        let received = number(&such, |row| row.route != 2 && row.received_in(period));
        let upheld = number(&closed, |row| row.outcome == 0);
        let numbers = json!({
            "received": has_received.then_some(received),
            "closed": closed.len(),
            "upheld": upheld,
            "partly_upheld": number(&closed, |row| row.outcome == 1),
            "withdrawn": number(&closed, |row| row.outcome == 4),
            "upheld_percent": percent(upheld, number(&closed, |row| row.outcome != 4)),
        });
        if !closed.is_empty() || (has_received && received > 0) {
            expected.push((closed.len() as u64, id, numbers));
        }
    }
    prop_assert_eq!(split.as_array().unwrap().len(), expected.len());
    for told in split.as_array().unwrap() {
        let (_, _, numbers) = expected.iter().find(|(_, id, _)| told["id"] == **id).unwrap();
        for (field, number) in numbers.as_object().unwrap() {
            prop_assert_eq!(&told[field], number, "{} {}", &told["id"], field);
        }
        prop_assert_eq!(told["label"] == "Not stated", told["id"] == "");
    }
    let order: Vec<u64> = split.as_array().unwrap().iter().map(|row| row["closed"].as_u64().unwrap()).collect();
    prop_assert!(order.is_sorted_by(|a, b| a >= b));
    Ok(())
}

/// A row for each nature that a case can be about, and one for cases of none; no table where all are of none.
fn check_natures(split: &Value, rows: &[Row], period: &Period) -> Result<(), TestCaseError> {
    let told = |row: &&Row| row.closed_in(period) || row.route != 2 && row.received_in(period);
    if rows.iter().filter(told).all(|row| row.natures == [false; 3]) {
        prop_assert_eq!(split, &json!([]));
        return Ok(());
    }
    let ids = [NATURES[0], NATURES[1], NATURES[2], ""];
    let is = |row: &Row, at: usize| row.natures.get(at).copied().unwrap_or(row.natures == [false; 3]);
    check_split(split, &ids, is, true, rows, period)
}

fn check_measures(report: &Value, rows: &[Row], period: &Period) -> Result<(), TestCaseError> {
    let closed: Vec<&Row> = rows.iter().filter(|row| row.closed_in(period)).collect();
    let count = |keep: &dyn Fn(&Row) -> bool| number(&closed, keep);
    let (all, first) = (closed.len() as u64, count(&|row| row.route == 0));
    let escalated = rows.iter().filter(|row| row.route == 2 && row.received_in(period)).count() as u64;
    let decided = count(&|row| row.outcome != 4);
    let measures = &report["measures"];
    prop_assert_eq!(&measures["first_contact"], &share(count(&|row| row.route == 0 && row.first_contact), first));
    prop_assert_eq!(&measures["escalated"], &share(escalated, first));
    prop_assert_eq!(&measures["in_time"], &share(count(&Row::met), all));
    prop_assert_eq!(&measures["in_time_unextended"], &share(count(&|row| row.met() && !row.extended()), all));
    prop_assert_eq!(&measures["extended"], &share(count(&Row::extended), all));
    prop_assert_eq!(&measures["upheld"], &share(count(&|row| row.outcome == 0), decided));
    prop_assert_eq!(&measures["upheld_any"], &share(count(&|row| row.outcome <= 1), decided));
    prop_assert_eq!(&measures["repeats"], &share(7, all));
    prop_assert_eq!(&measures["referred_outside"], &share(3, all));
    prop_assert_eq!(&measures["compensation"], &json!({"count": 2, "pence": 12_345, "pounds": "£123.45"}));

    let distinct = number(&rows.iter().collect::<Vec<_>>(), |row| row.route != 2 && row.received_in(period));
    prop_assert_eq!(&report["volumes"][4]["distinct_received"], distinct);
    prop_assert_eq!(&measures["rate"]["per_1000"], &by_hand(1_000 * distinct, 2_500));
    for (stage, routes) in [(0, &[0][..]), (1, &[1, 2][..])] {
        let flow = &report["flow"][stage];
        let of = |row: &Row| routes.contains(&row.route);
        prop_assert_eq!(&flow["closed"], count(&of));
        prop_assert_eq!(&flow["upheld"], count(&|row| of(row) && row.outcome <= 1));
        prop_assert_eq!(&flow["first_contact"], count(&|row| of(row) && row.first_contact));
        prop_assert_eq!(&flow["moved_up"], if stage == 0 { 0 } else { escalated });
        let came = ["opening", "received", "moved_up"].map(|field| flow[field].as_u64().unwrap()).iter().sum::<u64>();
        prop_assert_eq!(came, flow["closed"].as_u64().unwrap() + flow["closing"].as_u64().unwrap());
    }
    Ok(())
}

fn check(rows: &[Row], period: &Period) -> Result<(), TestCaseError> {
    let procedure = spso_with(|report| {
        report.total_mean = TotalMean::Shown;
        report.escalated = Escalated::Inside;
    });
    let mut facts = facts_of(rows, period);
    facts.remarks = Remarks { repeated: 7, referred_outside: 3, wish_not_stated: 4, ..Remarks::default() };
    facts.compensation = CompensationFacts { count: 2, pence: 12_345 };
    facts.external = ExternalFacts { closed: 9, upheld: 4 };
    facts.limits.insert("respond-frontline".into(), Kept { met: 1, missed: 1 });
    facts.limits.insert("learning".into(), Kept { met: 2, missed: 1 });
    facts.limits.insert("of-an-earlier-version".into(), Kept { met: 0, missed: 0 });
    facts.actions.insert(ActionKind::Plan, Kept { met: 1, missed: 2 });
    let mut header = header(date("2021-01-01"));
    header.rate_base = Some(RateBase { kind: "residents".into(), base: 2_500, on: date("2017-01-01") });
    let report = report(&facts, &procedure, calendar(), period, header).unwrap();
    prop_assert!(report.is_publishable(), "{:?}", report.checks);
    let report = serde_json::to_value(report).unwrap();

    (0..TABLE_ROWS.len()).try_for_each(|at| check_row(&report, at, rows, period))?;
    prop_assert_eq!(&report["layout"]["rows"], &json!(["S1", "S2+ESC", "total"]));
    check_measures(&report, rows, period)?;
    check_split(&report["channels"], &CHANNELS, |row, at| row.channel == at, true, rows, period)?;
    check_split(&report["service_areas"], &AREAS, |row, at| row.area == at, true, rows, period)?;
    check_split(&report["causes"], &CODES, |row, at| row.code == at, false, rows, period)?;
    check_natures(&report["natures"], rows, period)?;
    check_trend(&report["trend"], &period.back(8).unwrap(), rows)?;
    check_trend(&report["months"], &period.months_back(24).unwrap(), rows)?;

    prop_assert_eq!(&report["external"], &json!({"closed": 9, "upheld": 4}));
    prop_assert_eq!(&report["remarks"]["wish_not_stated"], 4);
    let limits: Vec<Value> = report["measures"]["limits"].as_array().unwrap().clone();
    let told: Vec<Value> =
        limits.iter().map(|limit| json!([limit["id"], limit["target"], limit["met"], limit["percent"]])).collect();
    prop_assert_eq!(
        json!(told),
        json!([["learning", "10 working days", 2, "66.67"], ["of-an-earlier-version", null, 0, null]])
    );
    let actions = json!([{"id": "plan", "label": "Plan", "met": 1, "missed": 2, "percent": "33.33"}]);
    prop_assert_eq!(&report["measures"]["actions"], &actions);
    let mut told: Vec<String> =
        rows.iter().filter(|row| row.closed_in(period) && row.outcome <= 1).map(Row::name).collect();
    told.sort();
    let narratives = report["narratives"].as_array().unwrap();
    let named: Vec<&str> = narratives.iter().map(|narrative| narrative["reference"].as_str().unwrap()).collect();
    prop_assert_eq!(named, told);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// R83, R85, R86, R87, R88, R90, R91, R94, R95, R97, R98, R102, R108
    #[test]
    fn every_figure_is_what_counting_the_rows_gives(rows in rows(0..120), period in periods()) {
        check(&rows, &period)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 64, ..ProptestConfig::with_cases(4) })]

    /// R83, R87, R91, R94
    #[test]
    fn and_so_it_is_for_thousands_of_them(rows in rows(2_000..5_000), period in periods()) {
        check(&rows, &period)?;
    }
}
