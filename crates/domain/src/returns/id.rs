//! Which returns there are, who collects them, and which procedures they fit.

use serde::Serialize;

use super::content::check;
use super::model::ReturnCheck;
use crate::procedure::{OutcomeEffect, Procedure, Route};

/// A return by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReturnId {
    SpsoIndicators,
    Ko41a,
    Ko41b,
    Tsm,
    FcaDisp,
    Energy,
}

/// A return that can be made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Offered {
    /// `tsm`
    pub id: &'static str,
    pub title: &'static str,
    /// Who collects it.
    pub authority: &'static str,
    /// Which periods it is made for, in words.
    pub periods: &'static str,
    /// Whether the procedure asks what it needs. Any other return can be made as well, and says what is missing.
    pub fits: bool,
}

/// Every return, those that fit the procedure first.
pub fn offered(procedure: &Procedure) -> Vec<Offered> {
    let mut all: Vec<Offered> = ReturnId::ALL.into_iter().map(|id| id.offer(procedure)).collect();
    all.sort_by_key(|offered| !offered.fits);
    all
}

impl ReturnId {
    /// Every return.
    pub const ALL: [ReturnId; 6] =
        [Self::SpsoIndicators, Self::Ko41a, Self::Ko41b, Self::Tsm, Self::FcaDisp, Self::Energy];

    /// As in addresses, files and the splits of a procedure.
    pub fn id(self) -> &'static str {
        match self {
            Self::SpsoIndicators => "spso-indicators",
            Self::Ko41a => "ko41a",
            Self::Ko41b => "ko41b",
            Self::Tsm => "tsm",
            Self::FcaDisp => "fca-disp",
            Self::Energy => "energy",
        }
    }

    /// The return of a name.
    pub fn from_id(id: &str) -> Option<ReturnId> {
        Self::ALL.into_iter().find(|known| known.id() == id)
    }

    pub fn title(self) -> &'static str {
        match self {
            Self::SpsoIndicators => "Complaints performance indicators",
            Self::Ko41a => "KO41a: written complaints about NHS hospital and community health services",
            Self::Ko41b => "KO41b: written complaints about GP and dental practices",
            Self::Tsm => "Tenant satisfaction measures CH01 and CH02",
            Self::FcaDisp => "DISP complaints return",
            Self::Energy => "Complaints not settled by the end of the next working day",
        }
    }

    /// Who collects it.
    pub fn authority(self) -> &'static str {
        match self {
            Self::SpsoIndicators => "Scottish Public Services Ombudsman",
            Self::Ko41a | Self::Ko41b => "NHS England",
            Self::Tsm => "Regulator of Social Housing",
            Self::FcaDisp => "Financial Conduct Authority",
            Self::Energy => "Gas and Electricity Markets Authority",
        }
    }

    /// Whether a procedure asks of its cases what the return tells.
    pub fn fits(self, procedure: &Procedure) -> bool {
        match self {
            Self::SpsoIndicators => {
                use OutcomeEffect::{NotUpheld, PartlyUpheld, Resolved, Upheld};
                let has = |effect| procedure.outcomes.iter().any(|outcome| outcome.effect == effect);
                let asked = procedure.splits.iter().any(|split| split.for_return.is_some());
                let routes = [Route::S1, Route::S2, Route::Esc];
                !asked
                    && routes.iter().all(|route| procedure.timescale_or_stage(*route).is_some())
                    && [Upheld, PartlyUpheld, NotUpheld, Resolved].into_iter().all(has)
            }
            other => procedure.splits.iter().any(|split| split.for_return.as_deref() == Some(other.id())),
        }
    }

    /// What to know where it does not fit.
    pub(super) fn fits_check(self, procedure: &Procedure) -> Option<ReturnCheck> {
        let detail = format!(
            "The procedure “{}” was not written for this return, so that some of what it asks may not be recorded.",
            procedure.title
        );
        (!self.fits(procedure)).then(|| check("fits", false, detail))
    }

    fn offer(self, procedure: &Procedure) -> Offered {
        Offered {
            id: self.id(),
            title: self.title(),
            authority: self.authority(),
            periods: self.periods(),
            fits: self.fits(procedure),
        }
    }
}
