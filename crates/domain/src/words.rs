//! The closed vocabularies by id and by the words people read.

use crate::access::Compartment;
use crate::case::{
    ActionKind, AttachmentUse, BoardGround, FailedTest, LeftOut, LinkKind, PaymentStep, PersonField, Recipient,
    WrittenReply,
};
use crate::procedure::{
    Channel, Guard, Means, Moment, OutcomeEffect, Route, SectionId, StepKind, TimescaleColumn, VolumeColumn,
};
use crate::reading::{ReadKind, Via};
use crate::register::{BroughtBy, ExternalOutcome};

/// A word of a closed vocabulary.
pub trait Word: Sized + Copy + 'static {
    /// Every word, in the order to offer them.
    const ALL: &'static [Self];

    /// As in files, tables, forms and JSON.
    fn id(self) -> &'static str;

    /// As people read it.
    fn label(self) -> &'static str;

    /// The word of an id.
    fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|word| word.id() == id)
    }
}

macro_rules! words {
    ($type:ty { $($variant:ident => $id:literal, $label:literal;)+ }) => {
        impl Word for $type {
            const ALL: &'static [Self] = &[$(Self::$variant),+];

            fn id(self) -> &'static str {
                match self { $(Self::$variant => $id),+ }
            }

            fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }
        }
    };
}

words!(Compartment {
    StaffMatters => "staff-matters", "Staff matters";
    SafetyNotes => "safety-notes", "Safety notes";
    SpecialCategory => "special-category", "Special-category data";
});

words!(ReadKind {
    Case => "case", "Case";
    Attachment => "attachment", "Attachment";
    Search => "search", "Search";
    Register => "register", "Register";
    Report => "report", "Report";
    Behind => "behind", "Cases behind a figure";
    Return => "return", "Return";
    Trail => "read-trail", "Who read what";
    AskedInNeed => "asked-in-need", "Asked for a case in need";
});

words!(Via {
    Page => "page", "Page";
    Api => "api", "API";
    CommandLine => "command-line", "Command line";
});

words!(AttachmentUse {
    FromComplainant => "from-complainant", "From the person";
    Evidence => "evidence", "Evidence";
    LetterSent => "letter-sent", "Letter as it was sent";
    Consent => "consent", "Signed consent";
    Other => "other", "Something else";
});

words!(Channel {
    Phone => "phone", "Phone";
    InPerson => "in-person", "In person";
    Letter => "letter", "Letter";
    Email => "email", "Email";
    Web => "web", "Website";
});

words!(Means {
    Phone => "phone", "Phone";
    Visit => "visit", "Home visit";
    InPerson => "in-person", "In person";
    Video => "video", "Video call";
    Email => "email", "Email";
    Letter => "letter", "Letter";
    Text => "text", "Text message";
});

words!(Route {
    S1 => "S1", "First stage";
    S2 => "S2", "Second stage, directly";
    Esc => "ESC", "Second stage, moved up";
});

words!(BroughtBy {
    Complainant => "self", "The person themselves";
    Representative => "representative", "Somebody who acts for them";
    Anonymous => "anonymous", "Anonymous";
});

words!(ExternalOutcome {
    Upheld => "upheld", "Upheld";
    NotUpheld => "not-upheld", "Not upheld";
});

words!(OutcomeEffect {
    Upheld => "upheld", "Upheld";
    PartlyUpheld => "partly-upheld", "Partly upheld";
    NotUpheld => "not-upheld", "Not upheld";
    Resolved => "resolved", "Resolved";
    Withdrawn => "withdrawn", "Withdrawn";
    Reclassified => "reclassified", "Reclassified";
});

words!(StepKind {
    Triage => "triage", "Triage";
    FirstContact => "first-contact", "Put it right now, or hand it over";
    Acknowledge => "acknowledge", "Acknowledge the request";
    Filter => "filter", "Decide whether the review goes ahead";
    HandOver => "hand-over", "Hand it over";
    Contact => "contact", "Speak to the person";
    Plan => "plan", "Agree and carry out the action plan";
    Panel => "panel", "The panel decides";
    Board => "board", "The board discusses it";
    Decide => "decide", "Decide";
    Confirm => "confirm", "Tell the person the decision";
    Reply => "reply", "Send the written reply";
    Close => "close", "Close";
    Learn => "learn", "Complete the learning record";
});

words!(FailedTest {
    AgreedStandard => "agreed-standard", "An agreed standard was not met";
    Expectation => "expectation", "What the person could expect was not met";
    Both => "both", "Both";
});

words!(WrittenReply {
    Yes => "yes", "Yes";
    No => "no", "No";
    CouldNotAsk => "could-not-ask", "Could not ask";
});

words!(SectionId {
    Purpose => "purpose", "Purpose";
    Summary => "summary", "Summary";
    Volumes => "volumes", "Received and closed";
    Outcomes => "outcomes", "Outcomes";
    Timescales => "timescales", "Timescales";
    Measures => "measures", "How we kept to the procedure";
    Trend => "trend", "Trend";
    ServiceAreas => "service-areas", "Service areas";
    Channels => "channels", "Channels";
    Natures => "natures", "What complaints were about";
    Causes => "causes", "Causes";
    Flow => "flow", "Through the stages";
    OpenCases => "open-cases", "Open at the end";
    Narratives => "narratives", "What was found and learnt";
    Repeats => "repeats", "Repeats";
    Outside => "outside", "The reviewer outside";
    NextSteps => "next-steps", "Next steps";
    Basis => "basis", "How the figures are counted";
});

words!(VolumeColumn {
    Opening => "opening", "Open at the start";
    Received => "received", "Received";
    Closed => "closed", "Closed";
    Closing => "closing", "Open at the end";
});

words!(TimescaleColumn {
    Target => "target", "Time limit";
    Met => "met", "In time";
    Missed => "missed", "Late";
    InTimePercent => "in-time-percent", "% in time";
    Extended => "extended", "Extended";
    DaysTotal => "days-total", "Working days";
    DaysMean => "days-mean", "Mean";
    DaysMedian => "days-median", "Median";
    DaysP90 => "days-p90", "90th percentile";
});

words!(ActionKind {
    Promise => "promise", "Promise";
    Plan => "plan", "Plan";
    Information => "information", "Question asked";
    Prevention => "prevention", "Prevention";
});

words!(BoardGround {
    NotSatisfied => "not-satisfied", "The person is not content";
    Policy => "policy", "It conflicts with a policy";
    Procedure => "procedure", "It conflicts with a procedure";
    Budget => "budget", "It conflicts with the budget";
    Tie => "tie", "The panel is divided";
});

words!(PaymentStep {
    Offered => "offered", "Offered";
    Accepted => "accepted", "Accepted";
    Refused => "refused", "Refused";
    Paid => "paid", "Paid";
});

words!(LeftOut {
    OtherPeople => "other-people", "Who the other people are";
    StaffNames => "staff-names", "Who the members of staff are; what they do here is told";
    StaffMatters => "staff-matters", "What followed for members of staff";
    SafetyNotes => "safety-notes", "Notes for the safety of those who visit";
    KeptOut => "kept-out", "Who of the staff keeps out of the matter, and who may see it";
});

words!(PersonField {
    Name => "name", "Name";
    Email => "email", "Email";
    Phone => "phone", "Phone";
    Address => "address", "Address";
});

words!(LinkKind {
    Related => "related", "Related";
    Follows => "follows", "Follows from it";
    Joint => "joint", "One thing, several people";
    OutsideRemark => "outside-remark", "Opened from what the outside reviewer remarked on it";
});

words!(Recipient {
    Complainant => "complainant", "The person";
    Representative => "representative", "Their representative";
});

words!(Moment {
    Received => "received", "received";
    HandedOver => "handed-over", "handed over";
    Contacted => "contacted", "spoken with the person";
    EscalationRequested => "escalation-requested", "asked for this stage";
    Acknowledged => "acknowledged", "acknowledged";
    FilterDecided => "filter-decided", "the filter has decided";
    PanelMet => "panel-met", "the panel has met";
    ReferredToBoard => "referred-to-board", "referred to the board";
    PlanAgreed => "plan-agreed", "the plan is agreed";
    PlanDone => "plan-done", "the plan is done";
    Decided => "decided", "decided";
    ResponseSent => "response-sent", "the reply is sent";
    Updated => "updated", "the person is told how it is going";
    Closed => "closed", "closed";
    LearningCompleted => "learning-completed", "the learning record is complete";
});

words!(Guard {
    Contact => "contact", "contact with the person";
    Agreement => "agreement", "the person's agreement, or the reasons why they do not agree";
    PlanDone => "plan-done", "every step of the action plan to be done";
    Compensation => "compensation", "a decision on compensation (\"none\" is one)";
    WrittenReplyAsked => "written-reply-asked", "the question whether a written reply is wanted";
    WrittenReplySent => "written-reply-sent", "the written reply, which is still to be sent";
    Code => "code", "exactly one decision code";
    Filter => "filter", "the filter's decision whether the review goes ahead";
    Panel => "panel", "the decision of the panel";
    PlanAgreed => "plan-agreed", "a plan agreed with the person for what is still to be done";
    Evidence => "evidence", "the evidence that no fault was found on, or a reason for none";
    DecisionConfirmed => "decision-confirmed", "the decision to be told to the person";
    Apology => "apology", "an apology for what went wrong";
});
