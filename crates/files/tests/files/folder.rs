//! Files in a folder: whole or not at all, under their digest, for the owner alone.

use std::fs;
use std::time::Duration;

use redress_files::{Digest, FILE_LIMIT, Files, FilesError, Found};

use crate::{arrived, read};

/// SHA-256 of "abc" (FIPS 180-2, appendix B.1).
const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

#[test]
fn bytes_stand_under_their_digest_and_are_given_back() {
    let home = tempfile::tempdir().unwrap();
    let files = Files::in_folder(home.path());
    let come = arrived(&files, b"abc");
    assert_eq!((come.digest.to_hex().as_str(), come.size, come.media_type), (ABC, 3, "text/plain"));
    files.keep("donnington", come).unwrap();
    let digest = Digest::from_hex(ABC).unwrap();
    assert!(home.path().join("donnington/ba").join(ABC).is_file());
    assert_eq!(read(&files, "donnington", digest).unwrap(), b"abc");
    assert_eq!(files.list("donnington").unwrap(), [digest]);
    // The same bytes are nobody else's.
    assert!(files.open("spso", digest).unwrap().is_none());
    assert_eq!(files.list("spso").unwrap(), []);
    files.keep("donnington", arrived(&files, b"abc")).unwrap();
    assert_eq!(files.list("donnington").unwrap(), [digest]);
    files.remove("donnington", digest).unwrap();
    files.remove("donnington", digest).unwrap();
    assert!(files.open("donnington", digest).unwrap().is_none());
    assert_eq!(fs::read_dir(home.path().join("incoming")).unwrap().count(), 0);
}

#[test]
fn a_changed_byte_and_a_missing_file_are_found() {
    let home = tempfile::tempdir().unwrap();
    let files = Files::in_folder(home.path());
    files.keep("donnington", arrived(&files, b"abc")).unwrap();
    let digest = Digest::from_hex(ABC).unwrap();
    let check = || files.check("donnington", digest, 3).unwrap();
    assert_eq!(check(), Found::Sound);
    fs::write(home.path().join("donnington/ba").join(ABC), b"abd").unwrap();
    assert_eq!(check(), Found::Changed);
    fs::write(home.path().join("donnington/ba").join(ABC), b"abcd").unwrap();
    assert_eq!(check(), Found::Changed);
    fs::remove_file(home.path().join("donnington/ba").join(ABC)).unwrap();
    assert_eq!(check(), Found::Missing);
}

#[test]
fn the_limit_is_taken_and_one_byte_more_is_not() {
    let home = tempfile::tempdir().unwrap();
    let files = Files::in_folder(home.path());
    let whole = vec![7; usize::try_from(FILE_LIMIT).unwrap()];
    let mut incoming = files.receive().unwrap();
    incoming.write(&whole).unwrap();
    assert!(matches!(incoming.write(b"x"), Err(FilesError::TooLarge)));
    drop(incoming);
    assert_eq!(fs::read_dir(home.path().join("incoming")).unwrap().count(), 0);
    assert_eq!(arrived(&files, &whole).size, FILE_LIMIT);
    assert_eq!(arrived(&files, b"").size, 0);
}

#[test]
fn of_an_upload_that_breaks_off_nothing_is_left() {
    let home = tempfile::tempdir().unwrap();
    let files = Files::in_folder(home.path());
    let mut incoming = files.receive().unwrap();
    incoming.write(b"half of").unwrap();
    let on_its_way = || fs::read_dir(home.path().join("incoming")).unwrap().count();
    assert_eq!(on_its_way(), 1);
    // A process that dies cannot tidy up; the next one does, when nobody can be writing any more.
    fs::copy(
        fs::read_dir(home.path().join("incoming")).unwrap().next().unwrap().unwrap().path(),
        home.path().join("incoming/left"),
    )
    .unwrap();
    drop(incoming);
    assert_eq!(on_its_way(), 1);
    assert_eq!(files.clear_leftovers(Duration::from_secs(3600)).unwrap(), 0);
    assert_eq!(files.clear_leftovers(Duration::ZERO).unwrap(), 1);
    assert_eq!(on_its_way(), 0);
}

#[test]
fn nothing_but_an_id_becomes_part_of_a_path() {
    let home = tempfile::tempdir().unwrap();
    let files = Files::in_folder(home.path());
    for id in ["", "..", "a/b", "a\\b", "A", "incoming", "a\0"] {
        assert!(matches!(files.keep(id, arrived(&files, b"abc")), Err(FilesError::Settings(_))), "{id:?}");
        assert!(files.open(id, Digest::from_hex(ABC).unwrap()).is_err());
    }
    for digits in ["", "..", "BA7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", &ABC[1..]] {
        assert!(Digest::from_hex(digits).is_none());
    }
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_them() {
    use std::os::unix::fs::PermissionsExt;
    let home = tempfile::tempdir().unwrap();
    let files = Files::in_folder(home.path().join("files"));
    files.keep("donnington", arrived(&files, b"abc")).unwrap();
    let rights = |path: &str| fs::metadata(home.path().join("files").join(path)).unwrap().permissions().mode() & 0o777;
    for folder in ["", "incoming", "donnington", "donnington/ba"] {
        assert_eq!(rights(folder), 0o700, "{folder}");
    }
    assert_eq!(rights(&format!("donnington/ba/{ABC}")), 0o600);
}
