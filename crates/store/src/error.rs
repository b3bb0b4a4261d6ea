//! What can go wrong below the use cases, the same for both engines.

/// A fault of the store. It is cheap to copy, because one failed commit is the answer to many callers.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The address of the database is not one we understand.
    #[error(
        "the database address is not valid: {what}. Use sqlite:///var/lib/redress/redress.db or postgres://user@host/name"
    )]
    BadUrl {
        /// Which part is wrong.
        what: String,
    },
    /// The database cannot be reached or cannot write (connection refused, disk full). Nothing was changed.
    #[error("the database cannot be used at the moment: {what}")]
    Unavailable {
        /// What the engine said.
        what: String,
    },
    /// Too much is waiting, or a lock was not free in time. Nothing was changed; asking again may succeed.
    #[error("the database is busy: {what}")]
    Busy {
        /// Which limit was reached.
        what: String,
    },
    /// A unique key is taken. Nothing was changed.
    #[error("another row already has this key: {key}")]
    Conflict {
        /// The key as `table.column, table.column`, written alike for both engines.
        key: String,
    },
    /// A row was refused by a foreign key, a check or a NOT NULL rule.
    #[error("the database refused a row: {what}")]
    Violation {
        /// What the engine said.
        what: String,
    },
    /// The commit was not confirmed: whether the change is kept is unknown, and it must not be reported as done.
    #[error("the change was not confirmed as durable: {what}")]
    NotDurable {
        /// What the engine said.
        what: String,
    },
    /// The answer did not come in time. A read changed nothing; of a write it is unknown whether it was kept.
    #[error("the database did not answer within {seconds} s")]
    TimedOut {
        /// How long the caller waited.
        seconds: u64,
    },
    /// The text holds a NUL character, which PostgreSQL cannot store.
    #[error("a text holds a NUL character (U+0000), which cannot be stored; remove it")]
    Unstorable,
    /// A row or a statement is not what the program expects: a defect, or a database changed by hand.
    #[error("the database and the program disagree: {what}")]
    Inconsistent {
        /// What was found, and what was expected.
        what: String,
    },
    /// The tables are not those of this program version.
    #[error("the database schema does not fit this program: {what}")]
    Schema {
        /// Which migration, and how to mend it.
        what: String,
    },
    /// Something is sealed with keys that are not there. Nothing was changed.
    #[error(
        "personal data in the database is sealed with a key that is not here (id {ids}): nobody can read it without. Put the \
         key file back from your copy of it (sealing.key of the home, or of another home on this database); a new key would not open it"
    )]
    KeyMissing {
        /// Ids of the keys.
        ids: String,
    },
    /// The place of the keys cannot be read or written.
    #[error("the keys that personal data is sealed with cannot be used: {what}")]
    KeyUnusable {
        /// Which place, and what is wrong with it.
        what: String,
    },
    /// The work given to the store panicked; it was rolled back.
    #[error("a defect stopped this operation; nothing was changed")]
    Panicked,
}

impl StoreError {
    /// Short for [`StoreError::Inconsistent`].
    pub fn inconsistent(what: impl Into<String>) -> Self {
        Self::Inconsistent { what: what.into() }
    }

    /// Short for [`StoreError::Unavailable`].
    pub fn unavailable(what: impl Into<String>) -> Self {
        Self::Unavailable { what: what.into() }
    }

    /// The stable name of this kind of fault, as logs and the API show it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::BadUrl { .. } => "store-bad-url",
            Self::Unavailable { .. } => "store-unavailable",
            Self::Busy { .. } => "store-busy",
            Self::Conflict { .. } => "store-conflict",
            Self::Violation { .. } => "store-violation",
            Self::NotDurable { .. } => "store-not-durable",
            Self::TimedOut { .. } => "store-timed-out",
            Self::Unstorable => "store-unstorable-text",
            Self::Inconsistent { .. } => "store-inconsistent",
            Self::Schema { .. } => "store-schema",
            Self::KeyMissing { .. } => "sealing-key-missing",
            Self::KeyUnusable { .. } => "sealing-key-unusable",
            Self::Panicked => "store-panicked",
        }
    }
}
