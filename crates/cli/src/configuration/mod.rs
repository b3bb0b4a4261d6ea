//! `redress.toml` in the home: what an installation is told of the world around it. Without the file nothing is known, and everything
//! works that needs nothing of it.

mod attachments;
mod single_sign_on;

use std::path::{Path, PathBuf};

use redress_app::{Elsewhere, Files, Passkeys, PublicAddress, Scanner};
use serde::Deserialize;

use crate::failure::Failure;
use crate::house::Place;

/// Its name.
pub const FILE: &str = "redress.toml";
/// Largest file that is read, in bytes.
const LIMIT_BYTES: u64 = 256 * 1024;

/// What the file says.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Configuration {
    /// The address at which people reach this installation.
    address: Option<String>,
    single_sign_on: Option<single_sign_on::Section>,
    attachments: Option<attachments::Section>,
    /// Where it was read, for messages.
    #[serde(skip)]
    path: PathBuf,
}

impl Configuration {
    /// What the file in the home says; nothing where there is none.
    ///
    /// # Errors
    /// A wrong usage with line and reason when it cannot be read.
    pub fn of(place: &Place) -> Result<Self, Failure> {
        let path = place.home().join(FILE);
        let Some(text) = text_of(&path)? else { return Ok(Self { path, ..Self::default() }) };
        let read: Self = toml::from_str(&text).map_err(|error| wrong(&path, error))?;
        Ok(Self { path, ..read })
    }

    /// Where files are kept, and who scans them: in the home, and nobody, where the file does not say.
    ///
    /// # Errors
    /// A wrong usage when something in it cannot be used.
    pub fn attachments(self, home: &Path) -> Result<(Files, Option<Scanner>), Failure> {
        self.attachments.unwrap_or_default().read(home)
    }

    /// What is taken as proof of who somebody is beside a password. An address given with the command goes before the one in the file.
    ///
    /// # Errors
    /// A wrong usage when something in it cannot be used.
    pub fn elsewhere(self, address: Option<&str>) -> Result<Elsewhere, Failure> {
        let address = match address.or(self.address.as_deref()) {
            Some(text) => Some(text.parse::<PublicAddress>().map_err(|error| {
                Failure::usage("not-an-address", format!("the address '{text}' cannot be used: {error}"))
            })?),
            None => None,
        };
        let provider = match (self.single_sign_on, &address) {
            (Some(section), Some(address)) => Some(section.read(&self.path, address)?),
            (Some(_), None) => {
                let why = "[single_sign_on] needs the address to which people come back: put `address = \"https://…\"` above it";
                return Err(wrong(&self.path, why));
            }
            (None, _) => None,
        };
        let passkeys = address.as_ref().and_then(Passkeys::at);
        Ok(Elsewhere { address, provider, passkeys })
    }
}

fn text_of(path: &Path) -> Result<Option<String>, Failure> {
    match std::fs::metadata(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Ok(about) if about.len() > LIMIT_BYTES => {
            return Err(wrong(path, format!("it has more than {LIMIT_BYTES} bytes")));
        }
        Ok(_) | Err(_) => {}
    }
    std::fs::read_to_string(path).map(Some).map_err(|error| wrong(path, error))
}

fn wrong(path: &Path, why: impl std::fmt::Display) -> Failure {
    Failure::usage("configuration", format!("{}: {why}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = r#"
        address = "https://complaints.example.org"
        [single_sign_on]
        name = "Donnington account"
        organisation = "donnington"
        issuer = "https://id.example.org/realms/main"
        client_id = "redress"
        roles_claim = "groups"
        create_accounts = true
        [single_sign_on.roles]
        "complaints-staff" = "staff"
    "#;

    fn told(text: &str) -> String {
        let home = tempfile::tempdir().unwrap();
        std::fs::write(home.path().join(FILE), text).unwrap();
        let place = Place { home: Some(home.path().to_owned()), database: None };
        let read = Configuration::of(&place).and_then(|configuration| configuration.elsewhere(None));
        match read {
            Ok(elsewhere) => elsewhere.provider.map_or_else(String::new, |provider| provider.name),
            Err(failure) => failure.to_string(),
        }
    }

    #[test]
    fn a_whole_file_is_read_and_none_is_no_mistake() {
        assert_eq!(told(WHOLE), "Donnington account");
        assert_eq!(told(""), "");
        let place = Place { home: Some(PathBuf::from("nowhere")), database: None };
        assert!(Configuration::of(&place).unwrap().elsewhere(None).unwrap().passkeys.is_none());
        let address = Some("http://localhost:8080");
        assert!(Configuration::of(&place).unwrap().elsewhere(address).unwrap().passkeys.is_some());
    }

    #[test]
    fn each_mistake_is_named_with_what_mends_it() {
        for (from, to, said) in [
            ("client_id =", "client_identity =", "client_identity"),
            ("https://complaints.example.org", "complaints.example.org", "as people type it"),
            ("address =", "# address =", "put `address ="),
            ("https://id.example.org/realms/main", "http://id.example.org", "issuer"),
            ("roles_claim = \"groups\"", "", "roles_claim"),
            ("name = \"Donnington account\"", "name = \"\"", "name"),
            ("[single_sign_on.roles]\n        \"complaints-staff\" = \"staff\"", "", "[single_sign_on.roles]"),
            (
                "client_id = \"redress\"",
                "client_id = \"redress\"\nclient_secret_file = \"/nowhere/at-all\"",
                "/nowhere/at-all",
            ),
        ] {
            let text = WHOLE.replace(from, to);
            assert_ne!(text, WHOLE, "{from}");
            assert!(told(&text).contains(said), "{said}: {}", told(&text));
        }
    }
}
