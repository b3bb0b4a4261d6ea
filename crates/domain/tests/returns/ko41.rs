//! KO41a and KO41b.

use std::collections::BTreeMap;

use proptest::prelude::*;
use redress_domain::procedure::OutcomeEffect;
use redress_domain::returns::{Ko41Facts, Return, ReturnFacts, ReturnId, SplitCount};

use crate::world::{Lived, count, holds, lived, made, period, procedure};

const YEAR: &str = "2022-23";

/// Ages and subjects by the first options of the shipped procedure.
fn options(split: &str) -> Vec<String> {
    procedure("nhs-england").split(split).unwrap().options.iter().map(|option| option.id.clone()).collect()
}

fn of(id: ReturnId, cases: &[Lived]) -> Return {
    let year = period(id, YEAR);
    let mut facts = Ko41Facts::default();
    cases.iter().filter(|case| case.touches(&year)).for_each(|case| facts.add(&case.row(), &year));
    let new: Vec<&Lived> = cases.iter().filter(|case| year.contains(case.received)).collect();
    let (ages, subjects) = (options("age"), options("subject"));
    for case in new {
        if let Some(age) = case.one {
            add(&mut facts.splits, "age", &[&ages[age]]);
        }
        let told: Vec<&String> = case.many.iter().map(|at| &subjects[*at]).collect();
        if !told.is_empty() {
            add(&mut facts.splits, "subject", &told);
        }
    }
    made(id, "nhs-england", YEAR, &ReturnFacts::Ko41(facts))
}

fn add(splits: &mut BTreeMap<String, SplitCount>, split: &str, options: &[&String]) {
    let count = splits.entry(split.to_owned()).or_default();
    count.complaints += 1;
    for option in options {
        *count.options.entry((*option).clone()).or_default() += 1;
    }
}

#[test]
fn options_that_nobody_chose_are_noughts_and_an_empty_year_is_nil() {
    let made = of(ReturnId::Ko41a, &[]);
    assert!(made.nil && made.checks.iter().all(|check| check.holds), "{:?}", made.checks);
    for split in ["age", "complainant-status", "subject", "service", "profession"] {
        let table = made.table(split).unwrap();
        let ids: Vec<&str> = table.rows.iter().map(|row| row.id.as_str()).collect();
        assert_eq!(ids[..ids.len() - 1], options(split));
        assert!(ids.iter().all(|row| count(&made, split, row, "new") == 0));
    }
}

#[test]
fn ko41b_has_the_same_shape_and_says_so() {
    let (a, b) = (of(ReturnId::Ko41a, &[]), of(ReturnId::Ko41b, &[]));
    assert_eq!(a.tables, b.tables);
    assert!(b.verified.iter().any(|said| !said.verified && said.statement.contains("KO41b differs")));
}

proptest! {
    #[test]
    fn every_complaint_counts_once_and_carries_over(cases in lived()) {
        let year = period(ReturnId::Ko41a, YEAR);
        let made = of(ReturnId::Ko41a, &cases);
        let total = |row: &str| count(&made, "totals", row, "complaints");
        let number = |is: &dyn Fn(&&Lived) -> bool| cases.iter().filter(is).count() as u64;
        let ended = |effect: OutcomeEffect| number(&|case| case.closed_in(&year) && case.effect == effect);
        prop_assert_eq!(total("brought-forward"), number(&|case| case.open_on(year.from.yesterday().unwrap())));
        prop_assert_eq!(total("new"), number(&|case| year.contains(case.received)));
        prop_assert_eq!(total("upheld"), ended(OutcomeEffect::Upheld));
        prop_assert_eq!(total("partly-upheld"), ended(OutcomeEffect::PartlyUpheld));
        prop_assert_eq!(total("not-upheld"), ended(OutcomeEffect::NotUpheld));
        prop_assert_eq!(total("resolved"), total("upheld") + total("partly-upheld") + total("not-upheld"));
        let otherwise = ended(OutcomeEffect::Resolved) + ended(OutcomeEffect::Withdrawn);
        prop_assert_eq!(total("without-finding"), otherwise);
        prop_assert_eq!(total("carried-forward"), number(&|case| case.open_on(year.to)));
        prop_assert_eq!(total("carried-forward"), total("brought-forward") + total("new") - total("resolved") - otherwise);
        prop_assert!(holds(&made, "carried-forward"));
        prop_assert_eq!(holds(&made, "without-finding"), otherwise == 0);
    }

    #[test]
    fn splits_add_up_to_the_new_or_name_how_many_are_missing(cases in lived()) {
        let year = period(ReturnId::Ko41a, YEAR);
        let made = of(ReturnId::Ko41a, &cases);
        let new: Vec<&Lived> = cases.iter().filter(|case| year.contains(case.received)).collect();
        let without_age = new.iter().filter(|case| case.one.is_none()).count() as u64;
        prop_assert_eq!(count(&made, "age", "not-recorded", "new"), without_age);
        prop_assert_eq!(holds(&made, "split-age"), without_age == 0);
        let told = &made.check("split-age").unwrap().detail;
        prop_assert!(without_age == 0 || told.contains(&format!("not recorded for {without_age} complaint")), "{}", told);
        let without_subject = new.iter().filter(|case| case.many.is_empty()).count() as u64;
        prop_assert_eq!(count(&made, "subject", "not-recorded", "new"), without_subject);
        prop_assert_eq!(holds(&made, "split-subject"), without_subject == 0);
        for (at, option) in options("subject").iter().take(4).enumerate() {
            let here = new.iter().filter(|case| case.many.contains(&at)).count() as u64;
            prop_assert_eq!(count(&made, "subject", option, "new"), here);
        }
    }
}
