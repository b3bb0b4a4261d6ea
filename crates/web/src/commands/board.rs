//! The board: what is referred to it, and what it came to (R56, R65).

use redress_domain::case::{BoardGround, BoardItem, Command, CommandKind, RecordBoard};
use redress_domain::procedure::{Board, StepKind};
use redress_domain::staff::{Staff, UserId};
use redress_domain::words::Word;

use super::choosing::holders;
use super::{Ask, Asked, CommandForm, Purpose, empty, on_today};
use crate::components::{Block, Item, Note};
use crate::flash::Flash;
use crate::forms::{Filling, Read};

/// A matter goes to the board.
pub(super) const REFERRAL: CommandForm = CommandForm {
    slug: "board-referral",
    kind: CommandKind::ReferToBoard,
    purpose: Purpose::Review,
    step: Some(StepKind::Board),
    title: |_| "Take it to the board".to_owned(),
    button: "Take it to the board",
    begin: empty,
    blocks: |ask, fill| {
        let Some(board) = board(ask) else { return Vec::new() };
        let grounds = board.grounds.iter().map(|ground| Item::new(ground.id(), ground.label())).collect();
        let text = "Time limits run on meanwhile, and nobody has to wait for it to ask for the next stage.";
        vec![
            Note { text: text.to_owned() }.into(),
            fill.radios("ground", "Why does it go to the board?", grounds).into(),
            fill.area("reason", "What is the board to discuss?").into(),
        ]
    },
    read: |_, mut read| {
        let ground = read.word("ground", "Choose why it goes to the board.");
        let reason = read.required("reason", "Enter what the board is to discuss.");
        read.finish(ground.zip(reason).map(|(ground, reason)| Command::ReferToBoard { ground, reason }))
    },
    done: Flash::ReferredToBoard,
};

fn board<'a>(ask: &Ask<'a>) -> Option<&'a Board> {
    ask.stage()?.board.as_ref()
}

/// What the board came to.
pub(super) const DECISION: CommandForm = CommandForm {
    slug: "board-decision",
    kind: CommandKind::RecordBoard,
    purpose: Purpose::Review,
    step: Some(StepKind::Board),
    title: |_| "Record what the board came to".to_owned(),
    button: "Record it",
    begin: on_today,
    blocks: decision_blocks,
    read: read_decision,
    done: Flash::BoardDecided,
};

fn item<'a>(ask: &Ask<'a>) -> Option<&'a BoardItem> {
    ask.handling()?.board.iter().rev().find(|item| item.decision.is_none())
}

fn decision_blocks(ask: &Ask<'_>, fill: &Filling<'_>) -> Vec<Block> {
    let (Some(board), Some(item)) = (board(ask), item(ask)) else { return Vec::new() };
    let present = holders(&ask.view.settings.staffing, &board.members);
    let present = present.into_iter().map(|staff| who(ask, board, item, staff)).collect();
    let text = format!("Before the board: {}. {}", item.ground.label(), item.reason);
    let mut blocks: Vec<Block> = vec![
        Note { text }.into(),
        fill.date("on", "On what day did it meet?").into(),
        fill.checkboxes("present", "Who was present for this item?", present).into(),
        fill.area("conclusion", "What did it come to?").into(),
    ];
    // Where the person is not content at stage 1 it discusses the matter, and decides nothing (R56).
    if item.ground != BoardGround::NotSatisfied {
        let outcomes = ask.view.procedure.outcomes.iter().filter(|outcome| !outcome.effect.is_left_out());
        let outcomes = outcomes.map(|outcome| Item::new(&outcome.id, &outcome.label)).collect();
        blocks.push(fill.radios("outcome", "What did it decide?", outcomes).into());
        blocks.push(fill.yes_no("further_action", "Should more be done?").into());
    }
    blocks
}

/// Who is out of the item cannot have been present for it (R56, R65).
fn who(ask: &Ask<'_>, board: &Board, item: &BoardItem, staff: &Staff) -> Item {
    let entry = Item::new(staff.id.as_str(), &staff.name);
    let role = board.recused.iter().find(|role| staff.has_role(role));
    if let Some(role) = role {
        let label = ask.view.procedure.role(role).map_or(role.as_str(), |role| &role.label);
        return entry.barred(format!("Out of the item: as {label} they decide on the review."));
    }
    if item.recused.contains(&staff.id) {
        return entry.barred("Out of the item: they have dealt with it.");
    }
    entry
}

fn read_decision(_: &Ask<'_>, mut read: Read<'_>) -> Asked {
    let on = read.date("on", "Enter the day on which the board met.");
    let conclusion = read.required("conclusion", "Enter what the board came to.");
    let present = read.chosen("present").into_iter().map(UserId::new).collect();
    let (outcome, further_action) = (read.optional("outcome"), read.optional_yes_no("further_action"));
    let board = (|| Some(RecordBoard { on: on?, present, conclusion: conclusion?, outcome, further_action }))();
    read.finish(board.map(Command::RecordBoard))
}
