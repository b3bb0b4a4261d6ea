//! What of a reading is written down: who reads what is kept apart, what they search and what they take away.

/// What was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReadKind {
    /// A confidential case, or compartments of any case.
    Case,
    /// A file of a confidential case.
    Attachment,
    /// Cases by words.
    Search,
    /// The register, written out.
    Register,
    /// A report that names cases, or its draft.
    Report,
    /// The cases behind a figure.
    Behind,
    /// Figures that a regulator collects, written out.
    Return,
    /// Who read what.
    Trail,
    /// A case was asked for in need, whether or not there is one.
    AskedInNeed,
}

/// Where it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Via {
    Page,
    Api,
    CommandLine,
}

/// Months for which it is kept who read what: as long as a person can ask about a disclosure of the year before, and no
/// longer, for the words people search by are themselves personal data (UK GDPR, Article 5(1)(e)).
pub const READS_KEPT_MONTHS: u32 = 24;
