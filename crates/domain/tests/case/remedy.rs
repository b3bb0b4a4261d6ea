//! Apology, compensation within the scheme, and its payment (R7, R38).

use redress_domain::case::{Command, Compensation, PaymentStep, WrittenReply};
use redress_domain::procedure::Means;
use redress_domain::staff::UserId;

use crate::orders::*;
use crate::world::{World, date};

/// Up to £100 anybody approves, from there the Chair.
const SCHEME: (&str, &str) = (
    "bands = []",
    "bands = [
        { from_pence = 1, to_pence = 10000, basis = \"Inconvenience\" },
        { from_pence = 10001, to_pence = 50000, basis = \"Loss\", approvers = [\"chair\"] },
    ]",
);

fn owned(mut world: World) -> World {
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure"));
    world.done("sam", hand_over("tess")).done("tess", spoke("2026-03-02T10:00"));
    world
}

fn amount(pence: u64, approver: &str) -> Command {
    let basis = "Price of the lunch".to_owned();
    Command::DecideCompensation { decision: Compensation::Amount { pence, basis, approver: UserId::new(approver) } }
}

fn pay(step: PaymentStep, on: &str) -> Command {
    Command::RecordPayment { step, on: date(on) }
}

fn apologise(who: &str, on: &str) -> Command {
    Command::Apologise { who: UserId::new(who), means: Means::Phone, on: date(on), words: None }
}

/// R7
#[test]
fn an_apology_says_who_and_when_and_nothing_of_fault_or_agreement() {
    let mut world = owned(World::donnington());
    assert_eq!(world.refused("sam", apologise("nobody", "2026-03-03")), "who:unknown on:in-future");
    let before = world.handling().clone();
    world.done("sam", apologise("sam", "2026-03-02"));
    assert_eq!(world.handling(), &before);
    let apology = &world.case().apologies[0];
    assert_eq!((&apology.who, apology.on), (&UserId::new("sam"), date("2026-03-02")));
}

/// R38
#[test]
fn an_amount_lies_in_a_band_and_is_approved_by_whoever_has_authority_for_it() {
    let mut world = owned(World::changed(&[SCHEME]));
    world.done("tess", amount(10_000, "tess"));
    assert_eq!(world.refused("tess", amount(10_001, "tess")), "approver:no-authority", "not one's own proposal either");
    world.done("tess", amount(10_001, "carol")).done("tess", amount(50_000, "carol"));
    assert_eq!(world.refused("tess", amount(50_001, "carol")), "amount:no-band");
    assert!(!world.warnings().iter().any(|text| text.contains("scheme")), "there is one");
}

/// R38
#[test]
fn without_a_scheme_every_amount_has_its_basis_in_words_and_whoever_works_on_it_is_told() {
    let mut world = owned(World::donnington());
    assert!(world.warnings().iter().any(|text| text.starts_with("No compensation scheme is on file")));
    world.done("tess", amount(2_500, "theo"));
    assert!(world.warnings().is_empty());
}

#[test]
fn an_amount_where_nothing_is_upheld_is_told_of_unless_there_is_goodwill() {
    let goodwill = ("bands = []", "bands = []\ngoodwill_when_rejected = true");
    for (world, warned) in [(World::donnington(), true), (World::changed(&[goodwill]), false)] {
        let mut world = owned(world);
        world.done("tess", amount(2_500, "theo"));
        world.done("tess", decide("not-upheld", Some("delay"), Some(agreed("2026-03-02"))));
        assert_eq!(world.warnings().iter().any(|text| text.contains("goodwill")), warned);
    }
}

/// R38
#[test]
fn it_is_offered_answered_and_paid_in_that_order_and_also_after_the_closing() {
    use PaymentStep::{Accepted, Offered, Paid, Refused};
    let mut world = owned(World::donnington());
    assert_eq!(world.refused("tess", pay(Offered, "2026-03-02")), "payment-order", "nothing is decided");
    world.done("tess", amount(2_500, "theo")).done("tess", ask_reply(WrittenReply::No));
    for early in [Accepted, Refused, Paid] {
        assert_eq!(world.refused("tess", pay(early, "2026-03-02")), "payment-order", "{early:?} before the offer");
    }
    assert_eq!(world.refused("tess", pay(Offered, "2026-03-01")), "on:too-early");
    assert_eq!(world.refused("tess", pay(Offered, "2026-03-03")), "on:in-future");
    world.on("2026-03-06T10:00").done("tess", pay(Offered, "2026-03-04"));
    assert_eq!(world.refused("tess", pay(Offered, "2026-03-05")), "payment-order", "it waits for an answer");
    assert_eq!(world.refused("tess", pay(Refused, "2026-03-03")), "on:too-early");
    world.done("tess", pay(Refused, "2026-03-05"));
    assert_eq!(world.refused("tess", pay(Paid, "2026-03-06")), "payment-order", "it was refused");
    world.done("tess", pay(Offered, "2026-03-05")).done("tess", pay(Accepted, "2026-03-06"));
    world.done("tess", decide("upheld", Some("delay"), Some(agreed("2026-03-02")))).done("tess", close());
    world.on("2026-03-20T10:00").done("sam", pay(Paid, "2026-03-20"));
    assert_eq!(world.refused("sam", pay(Offered, "2026-03-20")), "payment-order", "paid is paid");
    assert_eq!(world.handling().payment.paid_on, Some(date("2026-03-20")));
}

#[test]
fn another_amount_is_offered_anew_and_the_same_one_is_not() {
    let mut world = owned(World::donnington());
    world.done("tess", amount(2_500, "theo")).done("tess", pay(PaymentStep::Offered, "2026-03-02"));
    world.done("tess", amount(2_500, "theo"));
    assert_eq!(world.refused("tess", pay(PaymentStep::Offered, "2026-03-02")), "payment-order");
    world.done("tess", amount(3_000, "theo")).done("tess", pay(PaymentStep::Offered, "2026-03-02"));
}
