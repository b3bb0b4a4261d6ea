//! How somebody shows who they are, and what is asked of them beside a password.

/// How somebody showed who they are when a session began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignedInWith {
    Password,
    /// A password and a code of an authenticator.
    AuthenticatorCode,
    /// A password and one of the codes kept for a lost authenticator.
    RecoveryCode,
    /// The organisation's own sign-in, which asks for a second factor by its own rules.
    SingleSignOn,
    /// A passkey: something one has, opened by something one knows or is.
    Passkey,
}

/// What is still asked of somebody whose password was right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StillDue {
    /// A code of their authenticator, or a recovery code.
    Code,
    /// To set up an authenticator, because the organisation asks for a second factor of their role.
    SetUp,
}

impl SignedInWith {
    const ALL: [Self; 5] =
        [Self::Password, Self::AuthenticatorCode, Self::RecoveryCode, Self::SingleSignOn, Self::Passkey];

    /// As it is stored.
    pub fn id(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::AuthenticatorCode => "authenticator-code",
            Self::RecoveryCode => "recovery-code",
            Self::SingleSignOn => "single-sign-on",
            Self::Passkey => "passkey",
        }
    }

    pub(crate) fn of_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|with| with.id() == id)
    }

    /// What is still asked: nothing but after a password alone.
    pub(crate) fn still_due(self, has_second_factor: bool, second_factor_asked: bool) -> Option<StillDue> {
        match self {
            Self::Password if has_second_factor => Some(StillDue::Code),
            Self::Password if second_factor_asked => Some(StillDue::SetUp),
            _ => None,
        }
    }
}

impl StillDue {
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::SetUp => "set-up",
        }
    }

    pub(crate) fn of_id(id: &str) -> Option<Self> {
        [Self::Code, Self::SetUp].into_iter().find(|due| due.id() == id)
    }
}
