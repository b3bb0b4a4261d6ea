//! The file of keys in a home: for its owner alone, whole or not there, and never made anew over another.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use std::fs;
use std::path::Path;

use redress_store::{KeyFile, KeyPlace};
use tempfile::tempdir;

fn names(home: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(home).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn the_first_key_stays_and_others_take_its_place_only_when_told() {
    let folder = tempdir().unwrap();
    let home = folder.path().join("home");
    let file = KeyFile::of_home(&home);
    assert_eq!(file.read().unwrap(), [[0; 32]; 0]);
    file.begin(&[1; 32]).unwrap();
    file.begin(&[2; 32]).unwrap();
    assert_eq!(file.read().unwrap(), [[1; 32]]);
    file.replace(&[[1; 32], [3; 32]]).unwrap();
    assert_eq!(file.read().unwrap(), [[1; 32], [3; 32]]);
    assert_eq!(names(&home), ["sealing.key"]);
}

#[test]
fn what_is_no_key_is_said_with_the_file() {
    let folder = tempdir().unwrap();
    let file = KeyFile::of_home(folder.path());
    for nonsense in ["", "\n", "nonsense\n", "00\n"] {
        fs::write(file.path(), nonsense).unwrap();
        let refused = file.read().unwrap_err();
        assert_eq!(refused.code(), "sealing-key-unusable");
        assert!(refused.to_string().contains("sealing.key"), "{refused}");
    }
}

#[test]
fn a_file_of_keys_of_signing_in_is_gone_on_with() {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("sign-in.key"), format!("{}\n{}\n", "01".repeat(32), "02".repeat(32))).unwrap();
    assert_eq!(KeyFile::of_home(folder.path()).read().unwrap(), [[1; 32], [2; 32]]);
    assert_eq!(names(folder.path()), ["sealing.key"]);
}

#[cfg(unix)]
#[test]
fn it_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempdir().unwrap();
    let home = folder.path().join("home");
    let file = KeyFile::of_home(&home);
    let rights = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    file.begin(&[1; 32]).unwrap();
    assert_eq!((rights(&home), rights(file.path())), (0o700, 0o600));
    file.replace(&[[2; 32]]).unwrap();
    assert_eq!(rights(file.path()), 0o600);
}
