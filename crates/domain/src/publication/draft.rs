//! The draft of a report: who writes it, what is written, and how far it has come.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::procedure::SectionId;
use crate::statistics::{NarrativeTexts, RowId};

/// The draft of one period's report. There is one at a time: after publication it stays as what the next correction begins with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Number of the edition it becomes, from 1.
    pub version: u32,
    /// Absent until somebody has put their name to it (R81).
    pub author: Option<Author>,
    /// What is written beside the figures, by section.
    pub texts: BTreeMap<SectionId, String>,
    /// What the public edition says of upheld cases, each named once.
    pub narratives: Vec<Telling>,
    /// Whether the public edition leaves every other narrative out.
    pub withhold_others: bool,
    /// Why it is published again; absent for the first edition.
    pub reason: Option<String>,
    pub standing: Standing,
    /// Who changed its words last, as events name people; absent where nobody has since it began.
    #[serde(default)]
    pub written_by: Option<String>,
}

/// Who answers for a report, as its heading says (R81).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    pub name: String,
    pub post: String,
}

/// What the public edition says of one upheld handling.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Telling {
    pub of: ToldOf,
    /// The texts as everybody may read them; absent: it is left out by choice.
    pub released: Option<NarrativeTexts>,
}

/// Which handling a narrative is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ToldOf {
    pub reference: String,
    pub row: RowId,
}

/// How far a draft has come (R109). Figures are named by the digest of the report's lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum Standing {
    Writing {
        /// Why an approval, or the request for one, no longer holds.
        taken_back: Option<TakenBack>,
    },
    /// Sent back by whoever was to approve it.
    Returned {
        by: String,
        reason: String,
    },
    Asked {
        by: String,
        figures: String,
    },
    Approved {
        asked_by: String,
        by: String,
        figures: String,
    },
    Published,
}

/// What makes an approval void.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TakenBack {
    TextsChanged,
    FiguresChanged,
}

impl Draft {
    /// The empty draft of a first edition.
    pub fn first() -> Self {
        Self {
            version: 1,
            author: None,
            texts: BTreeMap::new(),
            narratives: Vec::new(),
            withhold_others: false,
            reason: None,
            standing: Standing::Writing { taken_back: None },
            written_by: None,
        }
    }

    /// What is to be told of a handling; `None` where nobody has said.
    pub fn telling(&self, of: &ToldOf) -> Option<&Telling> {
        self.narratives.iter().find(|telling| telling.of == *of)
    }

    /// Whether two drafts say the same, in whatever order they tell of their cases.
    pub fn says_as_much_as(&self, other: &Self) -> bool {
        let told = |draft: &Self| -> BTreeMap<ToldOf, Option<NarrativeTexts>> {
            draft.narratives.iter().map(|telling| (telling.of.clone(), telling.released.clone())).collect()
        };
        (&self.author, &self.texts, self.withhold_others) == (&other.author, &other.texts, other.withhold_others)
            && told(self) == told(other)
    }

    /// Whether it can still be written.
    pub fn is_open(&self) -> bool {
        self.standing != Standing::Published
    }
}

impl TakenBack {
    /// For whoever sees the draft next.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::TextsChanged => "The text was changed after approval was asked for: ask again.",
            Self::FiguresChanged => "Figures have changed since approval was asked for: look at them and ask again.",
        }
    }
}
