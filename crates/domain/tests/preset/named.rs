//! One story or more for each preset, written down: the worked examples, the windows, the caps and the refusals between.

use std::collections::BTreeSet;

use crate::PRESETS;
use crate::play::{play, procedure};
use crate::story::{Story, stories};

const TEXTS: [&str; 7] = [
    include_str!("stories/spso-model.txt"),
    include_str!("stories/housing-ombudsman.txt"),
    include_str!("stories/lgsco.txt"),
    include_str!("stories/nhs-england.txt"),
    include_str!("stories/fca-disp.txt"),
    include_str!("stories/dp-complaint.txt"),
    include_str!("stories/children-act.txt"),
];

fn told() -> Vec<Story> {
    TEXTS.iter().flat_map(|text| stories(text)).collect()
}

/// R13, R57, R60, R89, R93
#[test]
fn the_written_stories_come_out_as_they_are_told() {
    let differences: Vec<String> = told().iter().filter_map(|story| play(story).err()).collect();
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

/// R15, R16
#[test]
fn each_written_story_goes_from_receipt_to_the_outside_body() {
    for story in told() {
        let case = play(&story).unwrap_or_else(|difference| panic!("{difference}")).case;
        let referred = case.referred_outside.unwrap_or_else(|| panic!("{} ends inside", story.preset));
        assert!(case.exhausted);
        assert!(procedure(&story.preset).external_body(&referred.body).is_some());
    }
}

#[test]
fn the_outcome_follows_from_the_points_by_the_regimes_own_rule() {
    for story in stories(include_str!("stories/points.txt")) {
        play(&story).unwrap_or_else(|difference| panic!("{difference}"));
    }
}

/// R17, R18
#[test]
fn what_is_no_complaint_leaves_the_figures() {
    for story in stories(include_str!("stories/apart.txt")) {
        let case = play(&story).unwrap_or_else(|difference| panic!("{difference}")).case;
        assert!(!case.counts_as_failure());
        assert!(case.learning.is_none(), "nothing is learnt from what was no complaint");
    }
}

/// R93
#[test]
fn every_clock_of_every_preset_runs_in_a_written_story() {
    for preset in PRESETS {
        let of_it = told().into_iter().filter(|story| story.preset == preset);
        let ran: BTreeSet<String> =
            of_it.flat_map(|story| play(&story).unwrap_or_else(|difference| panic!("{difference}")).clocks).collect();
        let all: BTreeSet<String> = procedure(preset).clocks.iter().map(|clock| clock.id.clone()).collect();
        assert_eq!(ran, all, "{preset}");
    }
}
