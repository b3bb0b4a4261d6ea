//! Files in S3-compatible storage: `PREFIX/ORGANISATION/ab/abcdef…`, by addresses signed for a minute each.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::time::Duration;

use rusty_s3::{Credentials, S3Action, UrlStyle};
use ureq::Agent;
use url::Url;

use crate::FILE_LIMIT;
use crate::digest::Digest;
use crate::error::FilesError;
use crate::kept::Opened;

/// How long a signed address holds.
const SIGNED_FOR: Duration = Duration::from_secs(60);
/// Longest a connection may take to come about.
const CONNECT_TIME: Duration = Duration::from_secs(5);
/// Longest one call may take, all of its bytes included.
const CALL_TIME: Duration = Duration::from_secs(60);

/// Which bucket, and with what keys.
#[derive(Clone)]
pub struct BucketSettings {
    /// `https://s3.eu-west-2.amazonaws.com`, or the address of the storage in one's own network.
    pub endpoint: String,
    pub bucket: String,
    /// `eu-west-2`; many servers take any.
    pub region: String,
    /// What the names of all files begin with; empty for nothing. Each installation needs one of its own.
    pub prefix: String,
    pub key: String,
    pub secret: String,
}

impl std::fmt::Debug for BucketSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("BucketSettings")
            .field("endpoint", &self.endpoint)
            .field("bucket", &self.bucket)
            .finish_non_exhaustive()
    }
}

pub(crate) struct Bucket {
    bucket: rusty_s3::Bucket,
    credentials: Credentials,
    prefix: String,
    agent: Agent,
}

impl std::fmt::Debug for Bucket {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Bucket").field("name", &self.bucket.name()).finish_non_exhaustive()
    }
}

impl Bucket {
    pub(crate) fn new(settings: &BucketSettings) -> Result<Self, FilesError> {
        let wrong =
            |what: String| FilesError::Settings(format!("the storage for attachments is not set rightly: {what}"));
        let endpoint = Url::parse(&settings.endpoint).map_err(|error| wrong(format!("its address, {error}")))?;
        let named = (settings.bucket.clone(), settings.region.clone());
        let bucket = rusty_s3::Bucket::new(endpoint, UrlStyle::Path, named.0, named.1)
            .map_err(|error| wrong(error.to_string()))?;
        // Redirects are not followed: a signed address is for one place. What comes back as an error is read here.
        let config = Agent::config_builder()
            .max_redirects(0)
            .http_status_as_error(false)
            .proxy(None)
            .timeout_connect(Some(CONNECT_TIME))
            .timeout_global(Some(CALL_TIME));
        Ok(Self {
            bucket,
            credentials: Credentials::new(settings.key.clone(), settings.secret.clone()),
            prefix: settings.prefix.trim_matches('/').to_owned(),
            agent: config.build().new_agent(),
        })
    }

    pub(crate) fn keep(&self, organisation: &str, digest: Digest, from: &Path) -> Result<(), FilesError> {
        let name = self.name(organisation, digest);
        let address = self.bucket.put_object(Some(&self.credentials), &name).sign(SIGNED_FOR);
        let file = File::open(from)?;
        let put = self.agent.put(address.as_str()).header("content-type", "application/octet-stream").send(&file);
        done("put", put.map_err(|error| broken("put", &error))?.status().as_u16())
    }

    pub(crate) fn open(&self, organisation: &str, digest: Digest) -> Result<Option<Opened>, FilesError> {
        let name = self.name(organisation, digest);
        let address = self.bucket.get_object(Some(&self.credentials), &name).sign(SIGNED_FOR);
        let answer = self.agent.get(address.as_str()).call().map_err(|error| broken("get", &error))?;
        let status = answer.status().as_u16();
        if status == 404 {
            return Ok(None);
        }
        done("get", status)?;
        let body = answer.into_body();
        let size = body.content_length().ok_or_else(|| FilesError::Bucket("get: no length was given".to_owned()))?;
        // One byte more than there can be, so that a longer object differs from its digest instead of ending early.
        let bytes = body.into_reader().take(FILE_LIMIT.saturating_add(1));
        Ok(Some(Opened { bytes: Box::new(bytes), size }))
    }

    pub(crate) fn remove(&self, organisation: &str, digest: Digest) -> Result<(), FilesError> {
        let name = self.name(organisation, digest);
        let address = self.bucket.delete_object(Some(&self.credentials), &name).sign(SIGNED_FOR);
        let deleted = self.agent.delete(address.as_str()).call().map_err(|error| broken("delete", &error))?;
        match deleted.status().as_u16() {
            404 => Ok(()),
            status => done("delete", status),
        }
    }

    fn name(&self, organisation: &str, digest: Digest) -> String {
        let (first, name) = digest.path();
        let prefix = if self.prefix.is_empty() { String::new() } else { format!("{}/", self.prefix) };
        format!("{prefix}{organisation}/{first}/{name}")
    }
}

fn done(what: &str, status: u16) -> Result<(), FilesError> {
    match status {
        200..=299 => Ok(()),
        status => Err(FilesError::Bucket(format!("{what}: it answered {status}"))),
    }
}

/// The kind of failure alone: the whole text can hold the signed address.
fn broken(what: &str, error: &ureq::Error) -> FilesError {
    let kind = match error {
        ureq::Error::Timeout(_) => "it took too long",
        ureq::Error::HostNotFound => "its host is not known",
        ureq::Error::ConnectionFailed => "it cannot be reached",
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) => "its certificate is not trusted",
        ureq::Error::Io(error) => return FilesError::Bucket(format!("{what}: {}", error.kind())),
        _ => "the connection broke",
    };
    FilesError::Bucket(format!("{what}: {kind}"))
}
