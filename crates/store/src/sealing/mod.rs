//! Personal fields are kept sealed, with keys that are not in the database (docs/decisions/0021-sealed-people.md).

mod file;
mod in_use;
mod keyring;
mod keys;
mod renewing;
mod words;

pub use file::{KeyFile, put_new_private};
pub use in_use::{SealedUnder, forget_older_keys, list_sealed, register_key};
pub(crate) use in_use::{check_keys, key_ids, key_ids_of_authenticators};
pub(crate) use keyring::Key;
pub use keyring::{Keyring, Secret};
pub use keys::{KeyPlace, Keys, KeysInMemory};
pub use renewing::renew_people;
pub(crate) use renewing::{clear_of_older_keys, seal_what_is_plain};
pub(crate) use words::{Wanted, tokens, wanted};
