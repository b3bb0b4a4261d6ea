//! The ids of the columns whose lists no procedure changes.

use super::{BroughtBy, ExternalOutcome};
use crate::procedure::{Channel, Route};

pub(super) const CHANNELS: [(&str, Channel); 5] = [
    ("letter", Channel::Letter),
    ("email", Channel::Email),
    ("web", Channel::Web),
    ("in-person", Channel::InPerson),
    ("phone", Channel::Phone),
];
pub(super) const BROUGHT_BY: [(&str, BroughtBy); 3] = [
    ("self", BroughtBy::Complainant),
    ("representative", BroughtBy::Representative),
    ("anonymous", BroughtBy::Anonymous),
];
pub(super) const ROUTES: [(&str, Route); 3] = [("S1", Route::S1), ("S2", Route::S2), ("ESC", Route::Esc)];
pub(super) const EXTERNAL_OUTCOMES: [(&str, ExternalOutcome); 2] =
    [("upheld", ExternalOutcome::Upheld), ("not-upheld", ExternalOutcome::NotUpheld)];
