//! Every rule that can stand against a command says so in words of its own, under a code of its own.

use std::collections::BTreeSet;

use redress_domain::case::eligibility::Ineligible;
use redress_domain::case::{Missing, Rule};
use redress_domain::procedure::Guard;
use redress_domain::words::Word;

fn rules() -> Vec<Rule> {
    let text = || "Stage 1".to_owned();
    let reasons = vec![Ineligible::ActedBefore { stage: text() }];
    vec![
        Rule::NotTriaged,
        Rule::NotAFailure,
        Rule::Closed,
        Rule::StillOpen,
        Rule::NoNextStage { stage: text() },
        Rule::NothingToEscalate { how: text() },
        Rule::EscalationTooLate { until: text() },
        Rule::NoDirectEntry { stage: text() },
        Rule::NoFirstContact { stage: text() },
        Rule::AlreadyHandedOver,
        Rule::AlreadyOwner { name: text() },
        Rule::NotEligible { name: text(), reasons },
        Rule::NoOwner,
        Rule::ClosingWaits(vec![Missing::Decision]),
        Rule::NoDecision,
        Rule::NoReplyWanted,
        Rule::Anonymous,
        Rule::NothingToAcknowledge,
        Rule::AlreadyAcknowledged,
        Rule::NoSuchAction { number: 3 },
        Rule::ActionDone { number: 3 },
        Rule::NoExtension,
        Rule::LimitPassed,
        Rule::Full { events: 5_000 },
        Rule::InWork,
        Rule::NoLearning,
        Rule::NotPermitted { need: text() },
        Rule::ExtensionsUsedUp { times: 2 },
        Rule::NoPause,
        Rule::AlreadyPaused,
        Rule::NotPaused,
        Rule::PausesUsedUp,
        Rule::NoSuchPoint { number: 3 },
        Rule::PointsOpen { numbers: text() },
        Rule::NewCase { why: "it is another matter" },
        Rule::NoSuchQuestion { number: 3 },
        Rule::IsQuestion { number: 3 },
        Rule::NotTakenPlace { when: text() },
        Rule::PaymentOrder { step: "paid", why: "it has not been accepted" },
        Rule::NoConsent,
        Rule::NoRepresentative,
        Rule::NoBehaviourRules,
        Rule::NotWarned,
        Rule::LimitInForce,
        Rule::NoLimit,
        Rule::SameCase,
        Rule::AlreadyLinked { to: text() },
        Rule::MergeTooLate,
        Rule::Merged,
        Rule::NoOutcome { meaning: "Withdrawn" },
        Rule::AlreadyOpen,
        Rule::NoReopening,
        Rule::ReopenTooLate { until: text() },
        Rule::NotFinished,
        Rule::AlreadyReferred,
        Rule::NotReferred,
        Rule::OutsideDecided,
        Rule::VersionUnfit { version: text(), lacks: vec![text()] },
        Rule::NoFilter { stage: text() },
        Rule::NoPanel { stage: text() },
        Rule::NoBoard { stage: text() },
        Rule::FilterPending,
        Rule::FilterSettled { since: "the panel sits" },
        Rule::ReviewDeclined,
        Rule::AlreadyDecided,
        Rule::NotConvened,
        Rule::PanelPending { open: 2 },
        Rule::PanelTied,
        Rule::NotTied,
        Rule::AgainstVerdict { outcome: text() },
        Rule::NotYourSeat,
        Rule::BeforeBoard,
        Rule::NothingBeforeBoard,
        Rule::NobodyOnBoard,
        Rule::Interested,
    ]
}

#[test]
fn each_has_a_code_and_a_sentence_of_its_own() {
    let rules = rules();
    let codes: BTreeSet<&str> = rules.iter().map(Rule::code).collect();
    let sentences: BTreeSet<String> = rules.iter().map(ToString::to_string).collect();
    assert_eq!((codes.len(), sentences.len()), (rules.len(), rules.len()));
    for code in codes {
        assert!(code.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{code} is kebab-case");
    }
    for sentence in sentences {
        assert!(sentence.ends_with('.') && sentence.len() > 15, "'{sentence}' is no sentence");
    }
}

#[test]
fn what_closing_waits_for_is_told_thing_by_thing() {
    let guards = Guard::ALL.iter().copied().map(Missing::Guard);
    let all: Vec<Missing> = [Missing::Decision, Missing::Points].into_iter().chain(guards).collect();
    let codes: BTreeSet<&str> = all.iter().map(|missing| missing.code()).collect();
    assert_eq!(codes.len(), all.len());
    let told = Rule::ClosingWaits(all.clone()).to_string();
    for missing in all {
        assert!(told.contains(missing.sentence()), "{}", missing.code());
    }
}
