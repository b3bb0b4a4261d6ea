//! The keys that personal data is sealed with, in the home: whoever reads the database alone reads none of it.

use redress_app::{KeyFile, Keys};

use crate::house::Place;

/// The keys of a home, a first one made where something is to be sealed and there is none.
pub fn of(place: &Place) -> Keys {
    Keys::kept_in(KeyFile::of_home(place.home()))
}
