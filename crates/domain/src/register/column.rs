//! The columns of a register file.

use serde::{Serialize, Serializer};

/// A column, in the order the program writes them. A file read may have them in any order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// The case's reference; rows with one reference are one case.
    Reference,
    /// When the case was received.
    ReceivedOn,
    /// How the complaint came.
    Channel,
    /// Who brought it.
    BroughtBy,
    /// The service it is about.
    ServiceArea,
    /// What happened.
    Summary,
    /// What the person wants done.
    OutcomeWanted,
    /// `S1`, `S2` or `ESC`.
    Handling,
    /// When this handling began.
    HandlingReceivedOn,
    /// When its final response was given.
    HandlingClosedOn,
    /// The due date it was extended to.
    ExtendedTo,
    /// Outcome id of the procedure.
    Outcome,
    /// Code id of the procedure.
    DecisionCode,
    /// What was found.
    Finding,
    /// Why it happened.
    Explanation,
    /// What was done about it.
    ActionTaken,
    /// What the organisation learns.
    Learning,
    /// When the outside reviewer closed the case.
    ExternalClosedOn,
    /// The outside reviewer's result.
    ExternalOutcome,
    /// Who handled it there, by name or email address; several with a semicolon between them (R60).
    HandledBy,
}

/// What kind of value a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// An ISO date.
    Date,
    /// One of a list of ids.
    Id,
    /// Free text, in which a leading formula character is neutralised.
    Text,
}

impl Column {
    /// Every column a register has, in the order they are written.
    pub const ALL: [Column; 19] = [
        Column::Reference,
        Column::ReceivedOn,
        Column::Channel,
        Column::BroughtBy,
        Column::ServiceArea,
        Column::Summary,
        Column::OutcomeWanted,
        Column::Handling,
        Column::HandlingReceivedOn,
        Column::HandlingClosedOn,
        Column::ExtendedTo,
        Column::Outcome,
        Column::DecisionCode,
        Column::Finding,
        Column::Explanation,
        Column::ActionTaken,
        Column::Learning,
        Column::ExternalClosedOn,
        Column::ExternalOutcome,
    ];

    /// Columns that a register may have beside those, written behind them where a case has something to say there.
    pub const OPTIONAL: [Column; 1] = [Column::HandledBy];

    /// The heading of the column.
    pub fn name(self) -> &'static str {
        match self {
            Column::Reference => "reference",
            Column::ReceivedOn => "received_on",
            Column::Channel => "channel",
            Column::BroughtBy => "brought_by",
            Column::ServiceArea => "service_area",
            Column::Summary => "summary",
            Column::OutcomeWanted => "outcome_wanted",
            Column::Handling => "handling",
            Column::HandlingReceivedOn => "handling_received_on",
            Column::HandlingClosedOn => "handling_closed_on",
            Column::ExtendedTo => "extended_to",
            Column::Outcome => "outcome",
            Column::DecisionCode => "decision_code",
            Column::Finding => "finding",
            Column::Explanation => "explanation",
            Column::ActionTaken => "action_taken",
            Column::Learning => "learning",
            Column::ExternalClosedOn => "external_closed_on",
            Column::ExternalOutcome => "external_outcome",
            Column::HandledBy => "handled_by",
        }
    }

    /// The column with a heading.
    pub fn find(name: &str) -> Option<Column> {
        Column::ALL.into_iter().chain(Column::OPTIONAL).find(|column| column.name() == name)
    }

    /// What kind of value it holds.
    pub fn kind(self) -> ColumnKind {
        match self {
            Column::ReceivedOn
            | Column::HandlingReceivedOn
            | Column::HandlingClosedOn
            | Column::ExtendedTo
            | Column::ExternalClosedOn => ColumnKind::Date,
            Column::Channel
            | Column::BroughtBy
            | Column::Handling
            | Column::Outcome
            | Column::DecisionCode
            | Column::ExternalOutcome => ColumnKind::Id,
            Column::Reference
            | Column::ServiceArea
            | Column::Summary
            | Column::OutcomeWanted
            | Column::Finding
            | Column::Explanation
            | Column::ActionTaken
            | Column::Learning
            | Column::HandledBy => ColumnKind::Text,
        }
    }
}

impl Serialize for Column {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
