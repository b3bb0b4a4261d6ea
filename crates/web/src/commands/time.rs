//! Time limits: extending, pausing and resuming them, and the news that is owed meanwhile.

use redress_domain::case::{Command, CommandKind, Extend};
use redress_domain::procedure::{ClockRule, Label, Means, Pause};
use redress_domain::time::long_date;

use super::choosing::{holders, options};
use super::{Ask, Asked, CommandForm, Purpose, at_now, empty, on_today};
use crate::components::{Block, Note};
use crate::flash::Flash;
use crate::forms::{Filling, Read, label_items, means_items};
use crate::words::long_due;
use crate::words::notices::notices;

/// More time, within what the procedure allows.
pub(super) const EXTENSION: CommandForm = CommandForm {
    slug: "extension",
    kind: CommandKind::Extend,
    purpose: Purpose::Time,
    step: None,
    title: |_| "Extend the time limit".to_owned(),
    button: "Extend it",
    begin: empty,
    blocks: extension_blocks,
    read: read_extension,
    done: Flash::Extended,
};

fn limit<'a>(ask: &Ask<'a>) -> Option<&'a ClockRule> {
    let clock = ask.view.case.timescale(ask.handling()?.number)?;
    ask.view.procedure.clock(&clock.rule)
}

fn extension_blocks(ask: &Ask<'_>, fill: &Filling<'_>) -> Vec<Block> {
    let allowed = limit(ask).and_then(|rule| rule.extension.as_ref().map(|extension| (rule, extension)));
    let Some((rule, allowed)) = allowed else { return Vec::new() };
    let due = ask.handling().and_then(|handling| ask.view.case.timescale(handling.number)).map(|clock| clock.due);
    let most = match (allowed.good_reason_exceeds, allowed.cap_total) {
        (false, _) => format!(" It can be extended by {} in all.", rule.unit.count(allowed.max)),
        (true, Some(cap)) => format!(
            " It can be extended by {}, for a good reason by more: to {} in all.",
            rule.unit.count(allowed.max),
            rule.unit.count(cap)
        ),
        (true, None) => format!(" It can be extended by {}, for a good reason by more.", rule.unit.count(allowed.max)),
    };
    let note = due.map(|due| Note { text: format!("It is due on {}.{most}", long_due(due)) }.into());
    let mut blocks: Vec<Block> = note.into_iter().collect();
    blocks.push(fill.date("to", "To what day?").into());
    blocks.extend(ask_ground(fill, "ground", &allowed.reasons));
    blocks.push(fill.area("reason", "Why is more time needed?").with_rows(3).into());
    blocks.extend(ask_approver(ask, fill, allowed.approver_role.as_deref()));
    if !ask.anonymous() {
        let label = format!("How was the {} told of the new date?", ask.person());
        let hint = if allowed.tell_customer { "Tell them before you record it." } else { "They need not be told." };
        blocks.push(fill.select("told", label, "Not told", means_items()).hint(hint).into());
    }
    if allowed.give_outside_contact && !ask.anonymous() {
        let label = format!("The {} was given its name and how to reach it", ask.person());
        blocks.push(fill.tick("outside_contact_given", "The outside body", label).into());
    }
    blocks
}

/// One of the reasons the procedure lists, where it lists any.
fn ask_ground(fill: &Filling<'_>, name: &str, reasons: &[Label]) -> Option<Block> {
    let legend = "Which of the procedure's reasons is it?";
    (!reasons.is_empty()).then(|| fill.radios(name, legend, label_items(reasons)).into())
}

/// Who approved it, of those who can.
fn ask_approver(ask: &Ask<'_>, fill: &Filling<'_>, role: Option<&str>) -> Option<Block> {
    let role = role?;
    let label = ask.view.procedure.role(role).map_or(role, |role| &role.label);
    let people = options(&holders(&ask.view.settings.staffing, &[role.to_owned()]));
    let hint = format!("It takes somebody with the role {label}.");
    Some(fill.select("approver", "Who approved it?", "Choose somebody", people).hint(hint).into())
}

fn read_extension(_: &Ask<'_>, mut read: Read<'_>) -> Asked {
    let to = read.date("to", "Enter the day to extend it to.");
    let reason = read.required("reason", "Enter why more time is needed.");
    let told = read.optional_means("told");
    let (ground, approver) = (read.optional("ground"), read.optional_person("approver"));
    let outside_contact_given = read.ticked("outside_contact_given");
    let extend = (|| Some(Extend { to: to?, reason: reason?, ground, approver, told: told?, outside_contact_given }))();
    read.finish(extend.map(Command::Extend))
}

/// The clock waits, where the procedure lets it.
pub(super) const PAUSE: CommandForm = CommandForm {
    slug: "pause",
    kind: CommandKind::Pause,
    purpose: Purpose::Time,
    step: None,
    title: |_| "Pause the time limit".to_owned(),
    button: "Pause it",
    begin: empty,
    blocks: pause_blocks,
    read: |_, mut read| {
        let reason = read.required("reason", "Say why it has to wait.");
        let approver = read.optional_person("approver");
        read.finish(reason.map(|reason| Command::Pause { reason, approver }))
    },
    done: Flash::Paused,
};

fn pause_blocks(ask: &Ask<'_>, fill: &Filling<'_>) -> Vec<Block> {
    let Some(allowed) = pause(ask) else { return Vec::new() };
    let text =
        format!("It goes on, later by as much, when you resume it: {} days of pauses at most in all.", allowed.max);
    let why = ask_ground(fill, "reason", &allowed.reasons)
        .unwrap_or_else(|| fill.area("reason", "Why does it have to wait?").with_rows(3).into());
    let approver = ask_approver(ask, fill, allowed.approver_role.as_deref());
    [Note { text }.into(), why].into_iter().chain(approver).collect()
}

/// How the first clock that can be paused may be.
fn pause<'a>(ask: &Ask<'a>) -> Option<&'a Pause> {
    let handling = ask.handling()?.number;
    let mut running = ask.view.case.clocks.iter().filter(|clock| clock.handling == handling && clock.runs());
    running.find_map(|clock| ask.view.procedure.clock(&clock.rule)?.pause.as_ref())
}

/// The clock goes on.
pub(super) const RESUMPTION: CommandForm = CommandForm {
    slug: "resumption",
    kind: CommandKind::Resume,
    purpose: Purpose::Time,
    step: None,
    title: |_| "Resume the time limit".to_owned(),
    button: "Resume it",
    begin: on_today,
    blocks: |ask, fill| {
        let since = ask.view.case.clocks.iter().filter_map(|clock| clock.paused_since).max();
        let note = since.map(|since| Note { text: format!("It has been paused since {}.", long_date(since)) }.into());
        note.into_iter().chain([fill.date("on", "From what day does it go on?").into()]).collect()
    },
    read: |_, mut read| {
        let on = read.date("on", "Enter the day from which it goes on.");
        read.finish(on.map(|on| Command::Resume { on }))
    },
    done: Flash::Resumed,
};

/// How it is going, told to the person.
pub(super) const UPDATES: CommandForm = CommandForm {
    slug: "updates",
    kind: CommandKind::GiveUpdate,
    purpose: Purpose::Person,
    step: None,
    title: |view| format!("Record an update given to the {}", view.procedure.terms.person),
    button: "Record the update",
    begin: at_now,
    blocks: |ask, fill| {
        let mut blocks: Vec<Block> = notices(ask.view).into_iter().map(Block::from).collect();
        blocks.extend([
            fill.means("means", "How were they told?").into(),
            fill.when("at", "When?").into(),
            fill.area("text", "What were they told?").into(),
        ]);
        blocks
    },
    read: |_, mut read| {
        let means = read.word::<Means>("means", "Choose how they were told.");
        let at = read.instant("at", "Enter the day on which they were told.");
        let text = read.required("text", "Enter what they were told.");
        let command = (|| Some(Command::GiveUpdate { means: means?, at: at?, text: text? }))();
        read.finish(command)
    },
    done: Flash::Updated,
};
