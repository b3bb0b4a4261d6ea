//! Causes in order of size.

use proptest::prelude::*;
use redress_domain::spc::pareto;

fn named(counts: &[(&str, u32)]) -> Vec<(String, u32)> {
    counts.iter().map(|(label, count)| ((*label).to_owned(), *count)).collect()
}

#[test]
fn the_vital_few_are_named() {
    let counts = named(&[("Policy", 2), ("Delay", 20), ("Attitude", 6), ("Error", 2), ("Advice", 10), ("Nothing", 0)]);
    let found = pareto("causes", "complaints upheld", &counts);
    let labels: Vec<&str> = found.items.iter().map(|item| item.label.as_str()).collect();
    assert_eq!(labels, ["Delay", "Advice", "Attitude", "Error", "Policy"]);
    let shares: Vec<String> = found.items.iter().map(|item| item.cumulative.to_string()).collect();
    assert_eq!(shares, ["50", "75", "90", "95", "100"]);
    assert_eq!(found.vital, 3);
    assert_eq!(found.sentence, "No few causes stand out: it takes 3 of 5 to make up 80% of the 40 complaints upheld.");
    let fewer = pareto("causes", "complaints upheld", &named(&[("Delay", 17), ("Advice", 1), ("Error", 2)]));
    assert_eq!(fewer.sentence, "1 of 3 causes makes up 85% of the 20 complaints upheld: Delay (17).");
    let one = pareto("causes", "complaints upheld", &named(&[("Delay", 17)]));
    assert_eq!(one.sentence, "The 17 complaints upheld all fall under Delay.");
    assert_eq!(pareto("causes", "complaints", &[]).sentence, "There is nothing to show yet.");
}

proptest! {
    #[test]
    fn items_fall_in_size_add_up_and_the_vital_few_are_the_fewest(counts in prop::collection::vec(0..50_u32, 0..20)) {
        let named: Vec<(String, u32)> = counts.iter().enumerate().map(|(at, count)| (format!("{at:02}"), *count)).collect();
        let found = pareto("causes", "complaints", &named);
        let total: u32 = counts.iter().sum();
        prop_assert_eq!(found.total, u64::from(total));
        prop_assert!(found.items.windows(2).all(|pair| (pair[1].count, &pair[0].label) <= (pair[0].count, &pair[1].label)));
        prop_assert!(found.items.last().is_none_or(|last| last.cumulative.to_string() == "100"));
        let sum = |few: usize| found.items.iter().take(few).map(|item| item.count).sum::<u32>() as f64;
        prop_assert!(total == 0 || sum(found.vital) >= 0.8 * f64::from(total));
        prop_assert!(total == 0 || sum(found.vital - 1) < 0.8 * f64::from(total));
    }
}
