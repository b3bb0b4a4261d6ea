//! What puts it right: apologies (R7), compensation within the scheme (R38), and its payment.

use redress_domain::case::{Command, CommandKind, Compensation, PaymentStep};
use redress_domain::procedure::{CompensationBand, Means, Procedure, StepKind};
use redress_domain::staff::Staffing;
use redress_domain::words::Word;

use super::{Ask, Asked, CommandForm, Purpose, empty, on_today};
use crate::components::{Block, Choice, Item};
use crate::flash::Flash;
use crate::forms::{Filling, Read, Typed};
use crate::words::notices::notices;
use crate::words::pounds;

/// An apology, which says nothing of fault.
pub(super) const APOLOGIES: CommandForm = CommandForm {
    slug: "apologies",
    kind: CommandKind::Apologise,
    purpose: Purpose::Person,
    step: None,
    title: |_| "Record an apology".to_owned(),
    button: "Record the apology",
    begin: |ask| {
        let me = ask.visitor.who.staff.id.as_str();
        Typed::default().with("who", me).with_date("on", ask.visitor.today())
    },
    blocks: |ask, fill| {
        let mut blocks: Vec<Block> = notices(ask.view).into_iter().map(Block::from).collect();
        blocks.extend([
            fill.person("who", "Who said sorry?", &ask.view.settings.staffing)
                .hint("An apology is no admission, and it closes nothing.")
                .into(),
            fill.means("means", "How?").into(),
            fill.date("on", "On what day?").into(),
            fill.area("words", "What was said (optional)").with_rows(3).into(),
        ]);
        blocks
    },
    read: |_, mut read| {
        let who = read.person("who", "Choose who said sorry.");
        let means = read.word::<Means>("means", "Choose how it was said.");
        let on = read.date("on", "Enter the day on which it was said.");
        let words = read.optional("words");
        let command = (|| Some(Command::Apologise { who: who?, means: means?, on: on?, words }))();
        read.finish(command)
    },
    done: Flash::Apologised,
};

/// Compensation was considered: none, or an amount.
pub(super) const COMPENSATION: CommandForm = CommandForm {
    slug: "compensation",
    kind: CommandKind::DecideCompensation,
    purpose: Purpose::Closing,
    step: Some(StepKind::Decide),
    title: |_| "Decide on compensation".to_owned(),
    button: "Record the decision on compensation",
    begin: empty,
    blocks: |ask, fill| vec![ask_compensation(fill, &ask.view.procedure, &ask.view.settings.staffing).into()],
    read: |_, mut read| {
        let decision = read_compensation(&mut read);
        read.finish(decision.map(|decision| Command::DecideCompensation { decision }))
    },
    done: Flash::Compensated,
};

/// None or an amount, its basis and who approves it.
pub(crate) fn ask_compensation(fill: &Filling<'_>, procedure: &Procedure, staffing: &Staffing) -> Choice {
    let amount = vec![
        fill.line("amount", "Amount in pounds").in_pounds().into(),
        fill.area("basis", "What is it based on?").hint(scheme(procedure)).with_rows(2).into(),
        fill.person("approver", "Who approved it?", staffing).into(),
    ];
    let items = vec![Item::new("none", "None is due"), Item::new("amount", "An amount").reveals(amount)];
    fill.radios("compensation", "Compensation", items)
}

fn scheme(procedure: &Procedure) -> String {
    let bands = &procedure.compensation.bands;
    if bands.is_empty() {
        return "No compensation scheme is on file: give the basis in your own words.".to_owned();
    }
    let bands: Vec<String> = bands.iter().map(|band| band_words(procedure, band)).collect();
    format!("The scheme: {}.", bands.join("; "))
}

fn band_words(procedure: &Procedure, band: &CompensationBand) -> String {
    let role = |id: &String| procedure.role(id).map_or_else(|| id.clone(), |role| role.label.clone());
    let approvers: Vec<String> = band.approvers.iter().map(role).collect();
    let approved =
        if approvers.is_empty() { String::new() } else { format!(" (approved by {})", approvers.join(" or ")) };
    format!("{} to {}: {}{approved}", pounds(band.from_pence), pounds(band.to_pence), band.basis)
}

pub(crate) fn read_compensation(read: &mut Read<'_>) -> Option<Compensation> {
    match read.typed().get("compensation") {
        "none" => Some(Compensation::None),
        "amount" => {
            let pence = read.pence("amount");
            let basis = read.required("basis", "Enter what the amount is based on.");
            let approver = read.person("approver", "Choose who approved it.");
            Some(Compensation::Amount { pence: pence?, basis: basis?, approver: approver? })
        }
        _ => {
            read.refuse("compensation", "required", "Choose whether compensation is due; none is an answer.");
            None
        }
    }
}

/// Offered, answered, paid.
pub(super) const PAYMENTS: CommandForm = CommandForm {
    slug: "payments",
    kind: CommandKind::RecordPayment,
    purpose: Purpose::Closing,
    step: None,
    title: |_| "Record how far the compensation has come".to_owned(),
    button: "Record it",
    begin: on_today,
    blocks: |ask, fill| {
        let items = open_steps(ask).into_iter().map(|step| Item::new(step.id(), step.label())).collect();
        vec![fill.radios("step", "What happened?", items).into(), fill.date("on", "On what day?").into()]
    },
    read: read_payment,
    done: Flash::PaymentRecorded,
};

/// What can come next: an offer is answered, what is accepted is paid, what is refused may be offered again.
fn open_steps(ask: &Ask<'_>) -> Vec<PaymentStep> {
    let Some(payment) = ask.view.case.compensated().map(|handling| &handling.payment) else { return Vec::new() };
    match (payment.offered_on, payment.answered, payment.paid_on) {
        (None, _, _) | (Some(_), Some((false, _)), _) => vec![PaymentStep::Offered],
        (Some(_), None, _) => vec![PaymentStep::Accepted, PaymentStep::Refused],
        (Some(_), Some((true, _)), None) => vec![PaymentStep::Paid],
        (Some(_), Some((true, _)), Some(_)) => Vec::new(),
    }
}

fn read_payment(_: &Ask<'_>, mut read: Read<'_>) -> Asked {
    let step = read.word::<PaymentStep>("step", "Choose what happened.");
    let on = read.date("on", "Enter the day on which it happened.");
    read.finish(step.zip(on).map(|(step, on)| Command::RecordPayment { step, on }))
}
