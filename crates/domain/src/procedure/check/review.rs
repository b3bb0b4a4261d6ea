//! The filter, the panel and the board of a stage: somebody can sit, and together they can come to a decision (R59, R61, R65).

use super::{Findings, check_repeats, item};
use crate::case::BoardGround;
use crate::procedure::{Board, Definition, Filter, Panel, Stage, TieRule};

/// More than any regime seats.
const MOST_SEATS: u32 = 15;

pub(super) fn check(definition: &Definition, findings: &mut Findings<'_>) {
    for (index, stage) in definition.stages.iter().enumerate() {
        let path = item("stages", index, &stage.id);
        if let Some(filter) = &stage.filter {
            check_filter(filter, &format!("{path}.filter"), findings);
        }
        if let Some(panel) = &stage.panel {
            let at = format!("{path}.panel");
            check_numbers(panel, &at, findings);
            check_seats(panel, &at, findings);
            check_members(stage, panel, &at, findings);
            check_tie(stage, panel, &at, findings);
        }
        if let Some(board) = &stage.board {
            check_board(stage, board, &format!("{path}.board"), findings);
        }
    }
}

fn check_filter(filter: &Filter, path: &str, findings: &mut Findings<'_>) {
    check_repeats(findings, &format!("{path}.roles"), &filter.roles);
    if filter.roles.is_empty() {
        let message = "Nobody decides whether a review goes ahead. Name at least one role.";
        findings.error("filter-without-roles", &format!("{path}.roles"), message);
    }
    if filter.tests.is_empty() {
        let message = "A review goes ahead where it passes a test, and there is none. Add one, or delete the filter.";
        findings.error("filter-without-tests", &format!("{path}.tests"), message);
    }
}

fn check_numbers(panel: &Panel, path: &str, findings: &mut Findings<'_>) {
    if !matches!(panel.size, 1..=MOST_SEATS) {
        let message = format!("A panel cannot have {} seats. Give it 1 to {MOST_SEATS}.", panel.size);
        findings.error("panel-size", &format!("{path}.size"), message);
    }
    if panel.quorum == 0 || panel.quorum > panel.size {
        let message = format!("Of {} members, {} can never be the quorum. Give 1 to `size`.", panel.size, panel.quorum);
        findings.error("panel-quorum", &format!("{path}.quorum"), message);
    }
}

/// Each role of the members takes a seat, and nobody from outside holds a role.
fn check_seats(panel: &Panel, path: &str, findings: &mut Findings<'_>) {
    let members = u32::try_from(panel.members.len()).unwrap_or(u32::MAX);
    if members > panel.size {
        let message = format!(
            "There are {members} roles and {} seats, and each role takes one. Raise `size`, or delete a role.",
            panel.size
        );
        findings.error("panel-members", &format!("{path}.members"), message);
    } else if members.saturating_add(panel.outsiders) > panel.size {
        let message = format!(
            "{members} seats go to members of the organisation and {} to others, of {} in all. Raise `size`, or lower `outsiders`.",
            panel.outsiders, panel.size
        );
        findings.error("panel-outsiders", &format!("{path}.outsiders"), message);
    }
    if panel.members.is_empty() && panel.deputies.is_empty() && panel.outsiders < panel.size {
        let message =
            "Nobody can take some of the seats. Name the roles that sit, or make `outsiders` equal to `size`.";
        findings.error("panel-without-members", &format!("{path}.members"), message);
    }
}

fn check_members(stage: &Stage, panel: &Panel, path: &str, findings: &mut Findings<'_>) {
    let members = format!("{path}.members");
    check_repeats(findings, &members, &panel.members);
    check_repeats(findings, &format!("{path}.deputies"), &panel.deputies);
    if !panel.members.is_empty() && panel.members.iter().all(|role| stage.owner_excluded.contains(role)) {
        let message = "Every role that sits is excluded from this stage by `owner_excluded`. Delete it there, or name others here.";
        findings.error("panel-excluded", &members, message);
    }
}

fn check_tie(stage: &Stage, panel: &Panel, path: &str, findings: &mut Findings<'_>) {
    let takes_ties = |board: &Board| board.grounds.contains(&BoardGround::Tie);
    if panel.tie == TieRule::Board && !stage.board.as_ref().is_some_and(takes_ties) {
        let message = "A divided panel is to go to the board, but this stage has no board with 'tie' among its grounds. Add it, or let the 'chair' decide.";
        findings.error("tie-without-board", &format!("{path}.tie"), message);
    }
}

fn check_board(stage: &Stage, board: &Board, path: &str, findings: &mut Findings<'_>) {
    let members = format!("{path}.members");
    let grounds = format!("{path}.grounds");
    check_repeats(findings, &members, &board.members);
    check_repeats(findings, &format!("{path}.recused"), &board.recused);
    check_repeats(findings, &grounds, &board.grounds);
    if board.members.iter().all(|role| board.recused.contains(role)) {
        let message = "Nobody of the board is left to decide. Name a member who is not in `recused`.";
        findings.error("board-without-members", &members, message);
    }
    if board.grounds.is_empty() {
        let message = "Nothing could ever be brought to this board. Name a ground, or delete the board.";
        findings.error("board-without-grounds", &grounds, message);
    }
    if stage.panel.is_none() && board.grounds.contains(&BoardGround::Tie) {
        let message =
            "Only a panel can be divided, and this stage has none. Delete the ground 'tie', or add the panel.";
        findings.error("ground-without-panel", &grounds, message);
    }
}
