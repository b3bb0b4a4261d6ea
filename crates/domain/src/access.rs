//! Who may do and see what: the one place every page, command, list, count, search and answer asks.

use std::collections::BTreeSet;

use crate::case::eligibility::keeps_out;
use crate::case::{Case, CommandKind, Fact, Member, Rule};
use crate::procedure::{Permission, Procedure};
use crate::staff::{ADMINISTRATOR, Staff, UserId};
use crate::time::Instant;

/// What somebody holds in an organisation, under one procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rights {
    user: UserId,
    permissions: BTreeSet<Permission>,
    /// Whether they hold a role that decides on limits on contact.
    limits_contact: bool,
    /// Ids of the stages at which they hold a role that decides whether a review goes ahead.
    filters: BTreeSet<String>,
}

impl Rights {
    /// The rights of a member of staff under a procedure. An administrator sets the house up and sees all of it; what
    /// else the role allows, the procedure says.
    pub fn of(staff: &Staff, procedure: &Procedure) -> Self {
        let mut permissions = procedure.permissions(&staff.roles);
        if staff.has_role(ADMINISTRATOR) {
            permissions.extend([
                Permission::Read,
                Permission::Report,
                Permission::Administer,
                Permission::DataProtection,
            ]);
        }
        let mut deciders = procedure.behaviour.iter().flat_map(|behaviour| &behaviour.decided_by);
        let limits_contact = deciders.any(|role| staff.has_role(role));
        let filters = procedure
            .stages
            .iter()
            .filter(|stage| stage.filter.as_ref().is_some_and(|filter| staff.has_any_role(&filter.roles)));
        let filters = filters.map(|stage| stage.id.clone()).collect();
        Self { user: staff.id.clone(), permissions, limits_contact, filters }
    }

    /// The rights of a member of staff over a case that is pinned to a procedure. What they do goes by that procedure; what
    /// they see goes by the one in force, whichever a case is pinned to, so that lists and single cases never differ.
    pub fn over(staff: &Staff, pinned: &Procedure, in_force: &Procedure) -> Self {
        let mut rights = Self::of(staff, pinned);
        let sees = Self::of(staff, in_force);
        for sight in [Permission::Read, Permission::Confidential, Permission::Audit] {
            match sees.has(sight) {
                true => rights.permissions.insert(sight),
                false => rights.permissions.remove(&sight),
            };
        }
        rights
    }

    pub fn has(&self, permission: Permission) -> bool {
        self.permissions.contains(&permission)
    }

    /// Whether somebody may see a case at all at a moment: not when it is about them, not without the permission to read,
    /// and where it is confidential only if they watch over all such cases or it admits them. The same rule in SQL stands in
    /// `store` for lists, counts, searches and figures.
    pub fn may_see(&self, case: &Case, now: Instant) -> bool {
        let open = case.restriction.is_none() || self.has(Permission::Confidential) || case.admits(&self.user, now);
        self.has(Permission::Read) && !case.subjects.contains(&self.user) && open
    }

    /// Whether somebody may see a fact of a case they see. Facts that only carry something of a compartment beside other
    /// things are shown without it.
    pub fn may_see_fact(&self, fact: &Fact) -> bool {
        Compartment::of(fact).is_none_or(|compartment| self.opens(compartment))
    }

    /// Whether a compartment of the cases they see is open to somebody: what follows for a member of staff to those who deal
    /// with it (R79); notes on safety and special-category data to those who work on cases and meet the people.
    pub fn opens(&self, compartment: Compartment) -> bool {
        let any = |those: &[Permission]| those.iter().any(|one| self.has(*one));
        match compartment {
            Compartment::StaffMatters => any(&[Permission::StaffMatters]),
            Compartment::SafetyNotes | Compartment::SpecialCategory => {
                any(&[Permission::Handle, Permission::Resolve, Permission::Manage])
            }
        }
    }

    /// Whether somebody may see who read what: an auditor, whoever watches over confidential cases, whoever manages cases.
    pub fn sees_reads(&self) -> bool {
        [Permission::Audit, Permission::Confidential, Permission::Manage].into_iter().any(|one| self.has(one))
    }

    /// Whether somebody may give a command on a case; the same answer draws the buttons and guards the command.
    ///
    /// # Errors
    /// [`Rule::NotPermitted`] with what it takes; [`Rule::Interested`] for whoever declared an interest in the case.
    pub fn may(&self, case: &Case, command: CommandKind) -> Result<(), Rule> {
        keeps_out(case, &self.user, command)?;
        let allowed = match need(command) {
            // Everybody who sees a case may say that they have an interest in it.
            Need::Read => self.has(Permission::Read) && !self.has(Permission::Audit),
            Need::Handle => self.has(Permission::Handle) || self.owns(case),
            // Whoever works on cases at any stage says what they know.
            Need::Tell => self.has(Permission::Handle) || self.has(Permission::Resolve),
            // Whoever resolves a later stage may take it up without waiting for somebody to hand it to them.
            Need::TakeUp => {
                self.has(Permission::Handle)
                    || self.owns(case)
                    || (self.has(Permission::Resolve) && case.handlings.len() > 1)
            }
            Need::OwnOrFirst => self.owns(case) || (self.has(Permission::Handle) && nobody_owns(case)),
            Need::Own => self.owns(case),
            Need::DataProtection => self.has(Permission::DataProtection),
            Need::Restrict => self.has(Permission::Handle) || self.owns(case) || self.has(Permission::Confidential),
            Need::Keep => self.owns(case) || self.has(Permission::Confidential),
            Need::Watch => self.has(Permission::Confidential),
            Need::Review => self.owns(case) || self.sits(case) || self.has(Permission::Resolve),
            Need::Sit => self.owns(case) || self.sits(case),
            Need::Filter => case
                .current()
                .and_then(|handling| handling.stage.as_ref())
                .is_some_and(|stage| self.filters.contains(stage)),
            Need::Learn => self.owns(case) || self.is_asked_to_learn(case),
            Need::Manage => false,
            // The only one who manages may be whom it is about.
            Need::Clear => self.has(Permission::StaffMatters),
            Need::LimitContact => self.limits_contact,
            Need::StaffMatters => self.has(Permission::StaffMatters),
        };
        let by_name = matches!(
            need(command),
            Need::Filter | Need::LimitContact | Need::StaffMatters | Need::Watch | Need::DataProtection
        );
        let managed = self.has(Permission::Manage) && !by_name;
        if allowed || managed {
            return Ok(());
        }
        Err(Rule::NotPermitted { need: need(command).sentence().to_owned() })
    }

    fn owns(&self, case: &Case) -> bool {
        self.has(Permission::Resolve)
            && case.current().is_some_and(|handling| handling.owner.as_ref() == Some(&self.user))
    }

    fn sits(&self, case: &Case) -> bool {
        let sitting = case.current().and_then(|handling| handling.panel.as_ref());
        sitting.is_some_and(|sitting| {
            sitting.seats.iter().any(|seat| matches!(&seat.taken.member, Member::Staff(who) if *who == self.user))
        })
    }

    fn is_asked_to_learn(&self, case: &Case) -> bool {
        case.learning.as_ref().is_some_and(|learning| learning.owner.as_ref() == Some(&self.user))
    }
}

/// A part of a case that not everybody who sees it sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Compartment {
    /// What follows for a member of staff (R79).
    StaffMatters,
    /// What whoever meets the person has to know for their safety.
    SafetyNotes,
    /// Special-category data of the person (UK GDPR, Article 9).
    SpecialCategory,
}

impl Compartment {
    /// The compartment that a fact belongs to as a whole.
    pub fn of(fact: &Fact) -> Option<Self> {
        match fact {
            Fact::StaffMatterRecorded(_) => Some(Self::StaffMatters),
            Fact::SafetyNoted { .. } => Some(Self::SafetyNotes),
            Fact::Classified { special: true, .. } => Some(Self::SpecialCategory),
            _ => None,
        }
    }
}

fn nobody_owns(case: &Case) -> bool {
    case.current().is_some_and(|handling| handling.owner.is_none())
}

/// What giving a command takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Need {
    Read,
    Handle,
    Tell,
    TakeUp,
    OwnOrFirst,
    Own,
    /// Resolves what others did not: filter, panel and board.
    Review,
    Sit,
    Filter,
    Learn,
    Manage,
    Clear,
    LimitContact,
    StaffMatters,
    Restrict,
    /// Says who may see it, once it is confidential.
    Keep,
    Watch,
    DataProtection,
}

impl Need {
    fn sentence(self) -> &'static str {
        match self {
            Self::OwnOrFirst | Self::Own => "it is for whoever owns the case",
            Self::Learn => "it is for whoever dealt with the case",
            Self::Review => "it is for those who resolve cases",
            Self::Sit => "it is for those who sit on the panel",
            Self::Filter => "it is for those who say whether a review goes ahead",
            Self::Manage => "it is for those who manage cases",
            Self::LimitContact => "the procedure says whose roles decide on limits on contact",
            Self::Keep => "it is for whoever owns the case or watches over confidential cases",
            Self::DataProtection => "it is for those who look after data protection",
            Self::Watch => "it is for those who watch over confidential cases",
            Self::Clear | Self::StaffMatters => "it is for those who deal with staff matters",
            Self::Read | Self::Handle | Self::Tell | Self::TakeUp | Self::Restrict => {
                "it is for those who handle cases"
            }
        }
    }
}

fn need(command: CommandKind) -> Need {
    use CommandKind as C;
    match command {
        C::DeclareInterest => Need::Read,
        C::AddNote
        | C::Attach
        | C::RemoveAttachment
        | C::NameSubject
        | C::Classify
        | C::AskAboutChanges
        | C::TellWhatChanged => Need::Tell,
        C::HandOver | C::AcknowledgeEscalation => Need::TakeUp,
        C::DecideCompensation | C::Decide | C::Close | C::DecidePoint | C::Withdraw => Need::OwnOrFirst,
        C::AgreePlan | C::Extend | C::Pause | C::Resume => Need::Own,
        C::DecideFilter => Need::Filter,
        C::ConvenePanel | C::ReferToBoard | C::RecordBoard => Need::Review,
        C::RecordPanelDecision => Need::Sit,
        C::CompleteLearning => Need::Learn,
        C::ClearSubject => Need::Clear,
        C::ChangeProcedure | C::Reopen | C::Merge => Need::Manage,
        C::LimitContact | C::ReviewLimit => Need::LimitContact,
        C::RecordStaffMatter => Need::StaffMatters,
        C::Restrict => Need::Restrict,
        C::Admit | C::LiftRestriction => Need::Keep,
        C::SeeOpening => Need::Watch,
        C::HoldRecords | C::ReleaseRecords => Need::DataProtection,
        C::Triage
        | C::SettleAtFirstContact
        | C::Escalate
        | C::RecordContact
        | C::MakePromise
        | C::MoveAction
        | C::CompleteAction
        | C::AskWrittenReply
        | C::RecordReply
        | C::ConfirmDecision
        | C::GiveUpdate
        | C::SetRepresentative
        | C::CorrectPerson
        | C::RecordConsent
        | C::RecordAdjustments
        | C::RecordSafetyNote
        | C::WarnBehaviour
        | C::AddPoint
        | C::AskInformation
        | C::ChaseInformation
        | C::AnswerInformation
        | C::Apologise
        | C::RecordPayment
        | C::Link
        | C::Join
        | C::MakeLetter
        | C::ReferOutside
        | C::RecordOutsideDecision => Need::Handle,
    }
}
