//! The closed vocabularies by id and by the words people read.

use crate::case::{ActionKind, FailedTest, WrittenReply};
use crate::procedure::{Channel, Means, OutcomeEffect, Route, StepKind};
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
    HandOver => "hand-over", "Hand it over";
    Contact => "contact", "Speak to the person";
    Plan => "plan", "Agree and carry out the action plan";
    Decide => "decide", "Decide";
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

words!(ActionKind {
    Promise => "promise", "Promise";
    Plan => "plan", "Plan";
});
