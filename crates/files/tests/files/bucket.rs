//! Files in S3-compatible storage.

use redress_files::{BucketSettings, Digest, Files, FilesError, Found};

use crate::bucket_server::address;
use crate::{arrived, read};

fn settings(endpoint: String) -> BucketSettings {
    BucketSettings {
        endpoint,
        bucket: "attachments".to_owned(),
        region: "us-east-1".to_owned(),
        prefix: "tests/one/".to_owned(),
        key: "testing".to_owned(),
        secret: "testing-secret".to_owned(),
    }
}

#[test]
fn a_bucket_gives_back_what_it_was_given_until_it_is_removed() {
    let home = tempfile::tempdir().unwrap();
    let files = Files::in_bucket(home.path(), &settings(address())).unwrap();
    let bytes: Vec<u8> = (0..200_000_u32).map(|number| (number % 251) as u8).collect();
    let come = arrived(&files, &bytes);
    let (digest, size) = (come.digest, come.size);
    assert!(files.open("donnington", digest).unwrap().is_none());
    files.keep("donnington", come).unwrap();
    assert_eq!(read(&files, "donnington", digest).unwrap(), bytes);
    assert_eq!(files.check("donnington", digest, size).unwrap(), Found::Sound);
    assert_eq!(files.check("donnington", digest, size + 1).unwrap(), Found::Changed);
    assert!(files.open("spso", digest).unwrap().is_none());
    files.remove("donnington", digest).unwrap();
    files.remove("donnington", digest).unwrap();
    assert_eq!(files.check("donnington", digest, size).unwrap(), Found::Missing);
    // Of what was on its way nothing is left on this machine.
    assert_eq!(std::fs::read_dir(home.path().join("incoming")).unwrap().count(), 0);
}

#[test]
fn a_bucket_that_cannot_be_reached_is_a_fault_that_tells_no_secret() {
    let home = tempfile::tempdir().unwrap();
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let files = Files::in_bucket(home.path(), &settings(format!("http://{closed}"))).unwrap();
    let digest = Digest::from_hex(&"ab".repeat(32)).unwrap();
    let told = files.open("donnington", digest).unwrap_err();
    assert!(matches!(told, FilesError::Bucket(_)), "{told:?}");
    let told = format!("{told} {told:?} {files:?} {:?}", settings(String::new()));
    assert!(!told.contains("testing") && !told.contains("X-Amz"), "{told}");
}

#[test]
fn an_address_that_is_none_is_refused_at_once() {
    let home = tempfile::tempdir().unwrap();
    for endpoint in ["", "minio", "s3://x"] {
        assert!(Files::in_bucket(home.path(), &settings(endpoint.to_owned())).is_err(), "{endpoint}");
    }
}
