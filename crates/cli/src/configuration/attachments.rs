//! `[attachments]` in `redress.toml`: who scans files, and in which storage they are kept where that is not the home.

use std::path::Path;

use redress_app::{BucketSettings, Files, Scanner};
use serde::Deserialize;

use crate::failure::Failure;

/// Folder of the home with the files of cases.
const FOLDER: &str = "files";
/// Where the keys of the storage are: never in the file.
const KEY: &str = "REDRESS_S3_KEY";
const SECRET: &str = "REDRESS_S3_SECRET";

/// What the section says.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Where ClamAV's daemon listens.
    scanner: Option<String>,
    bucket: Option<Bucket>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Bucket {
    endpoint: String,
    name: String,
    #[serde(default = "anywhere")]
    region: String,
    #[serde(default)]
    prefix: String,
}

fn anywhere() -> String {
    "us-east-1".to_owned()
}

impl Section {
    /// Where files are kept, and who scans them.
    ///
    /// # Errors
    /// A wrong usage when something in it cannot be used, or the keys of the storage are not given.
    pub fn read(self, home: &Path) -> Result<(Files, Option<Scanner>), Failure> {
        let scanner = self.scanner.as_deref().map(str::parse::<Scanner>).transpose();
        let scanner = scanner.map_err(|error| wrong(format!("scanner: {error}")))?;
        let folder = home.join(FOLDER);
        let files = match self.bucket {
            None => Files::in_folder(folder),
            Some(Bucket { endpoint, name, region, prefix }) => {
                let (key, secret) = (secret(KEY)?, secret(SECRET)?);
                let settings = BucketSettings { endpoint, bucket: name, region, prefix, key, secret };
                Files::in_bucket(folder, &settings).map_err(wrong)?
            }
        };
        Ok((files, scanner))
    }
}

fn secret(name: &str) -> Result<String, Failure> {
    std::env::var(name).ok().filter(|value| !value.is_empty()).ok_or_else(|| {
        wrong(format!("the storage needs its key in the environment: {KEY} and {SECRET}; {name} is not set"))
    })
}

fn wrong(why: impl std::fmt::Display) -> Failure {
    Failure::usage("configuration", format!("[attachments] in redress.toml: {why}"))
}
