//! Agreement and compensation, as sent and as answered.

use redress_domain::case::{Agreement, Compensation, FieldError};
use redress_domain::staff::UserId;
use redress_domain::words::Word;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::date::Day;
use super::word::Means;

/// Whether the person agrees: either `means` and `on`, or `reasons` why they do not, or, for an anonymous case alone, a
/// `statement` in place of their agreement.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreementInput {
    /// How they agreed.
    pub means: Option<Means>,
    /// When they agreed.
    pub on: Option<Day>,
    pub reasons: Option<String>,
    pub statement: Option<String>,
}

impl TryFrom<AgreementInput> for Agreement {
    type Error = FieldError;

    fn try_from(input: AgreementInput) -> Result<Self, FieldError> {
        match input {
            AgreementInput { means: Some(Means(means)), on: Some(Day(on)), reasons: None, statement: None } => {
                Ok(Self::Agreed { means, on })
            }
            AgreementInput { means: None, on: None, reasons: Some(reasons), statement: None } => {
                Ok(Self::NotAgreed { reasons })
            }
            AgreementInput { means: None, on: None, reasons: None, statement: Some(statement) } => {
                Ok(Self::NotPossible { statement })
            }
            _ => {
                let message = "Give means and on, or reasons, or, for an anonymous case, a statement; not more than one of the three.";
                Err(FieldError::new("agreement", "one-of-three", message))
            }
        }
    }
}

/// Whether the person agrees, as recorded.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum AgreementBody {
    Agreed { means: String, on: Day },
    NotAgreed { reasons: String },
    NotPossible { statement: String },
}

impl From<&Agreement> for AgreementBody {
    fn from(agreement: &Agreement) -> Self {
        match agreement.clone() {
            Agreement::Agreed { means, on } => Self::Agreed { means: means.id().to_owned(), on: Day(on) },
            Agreement::NotAgreed { reasons } => Self::NotAgreed { reasons },
            Agreement::NotPossible { statement } => Self::NotPossible { statement },
        }
    }
}

/// The decision on compensation: 0 pence says that it was considered and none is due.
#[derive(Debug, Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CompensationBody {
    pub pence: u64,
    /// What an amount is based on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// Id of the member of staff who approved an amount.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approver: Option<String>,
}

impl TryFrom<CompensationBody> for Compensation {
    type Error = FieldError;

    fn try_from(body: CompensationBody) -> Result<Self, FieldError> {
        match body {
            CompensationBody { pence: 0, basis: None, approver: None } => Ok(Self::None),
            CompensationBody { pence: 0, .. } => Err(FieldError::new(
                "pence",
                "contradiction",
                "No compensation has neither basis nor approver; give an amount.",
            )),
            CompensationBody { pence, basis, approver } => Ok(Self::Amount {
                pence,
                basis: basis.unwrap_or_default(),
                approver: UserId::new(
                    approver.ok_or_else(|| FieldError::new("approver", "required", "Say who approved it."))?,
                ),
            }),
        }
    }
}

impl From<&Compensation> for CompensationBody {
    fn from(compensation: &Compensation) -> Self {
        match compensation {
            Compensation::None => Self { pence: 0, basis: None, approver: None },
            Compensation::Amount { pence, basis, approver } => {
                Self { pence: *pence, basis: Some(basis.clone()), approver: Some(approver.to_string()) }
            }
        }
    }
}
