//! Files of cases: kept, given, checked, and gone with the last reference to them.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::PathBuf;

use redress_app::{App, AppError, AttachmentLine, Done, Files, NewAttachment, Standing, StoreOptions};
use redress_domain::case::{AttachmentUse, Command};
use redress_store::VerifyError;
use redress_testkit::both_engines;
use redress_testkit::commands::name_subject;
use redress_testkit::engines::TestDatabase;
use redress_testkit::house::{DONNINGTON, House};

/// Attaches bytes under a name.
pub fn attach(house: &House, who: &str, reference: &str, name: &str, bytes: &[u8]) -> Result<Done, AppError> {
    house.wait(async {
        house.app.may_attach(&house.actor(who), reference).await?;
        let coming = house.app.receive().await?.write(bytes.to_vec()).await?;
        let arrived = coming.finish().await?;
        let new = vec![NewAttachment { name: name.to_owned(), used_as: AttachmentUse::Evidence, arrived }];
        house.app.attach(&house.actor(who), reference, new, None, None).await
    })
}

fn get(house: &House, who: &str, reference: &str, number: u32) -> Result<Vec<u8>, AppError> {
    house.wait(async {
        let mut left = house.app.attachment(&house.actor(who), reference, number).await?.portions;
        let mut all = Vec::new();
        while let Some((portion, rest)) = left.next().await? {
            all.extend(portion);
            left = rest;
        }
        Ok(all)
    })
}

fn remove(house: &House, reference: &str, number: u32) -> Result<Done, AppError> {
    house.act("sam", reference, Command::RemoveAttachment { number, reason: "Sent by mistake".to_owned() })
}

fn lines(house: &House, reference: &str) -> Vec<AttachmentLine> {
    house.wait(house.app.case(&house.actor("sam"), reference)).unwrap().attachments
}

/// Every file below the folder of the organisation.
fn on_disk(house: &House) -> Vec<PathBuf> {
    let Ok(folders) = fs::read_dir(house.files.path().join(DONNINGTON)) else { return Vec::new() };
    let inner = folders.flat_map(|folder| fs::read_dir(folder.unwrap().path()).unwrap());
    inner.map(|file| file.unwrap().path()).collect()
}

both_engines! {
    /// R32
    fn a_file_is_given_back_as_it_came_to_those_who_may_see_the_case(db) {
        let house = House::donnington(db);
        let reference = house.log();
        let bytes: Vec<u8> = (0..200_000_u32).map(|number| u8::try_from(number % 251).unwrap()).collect();
        attach(&house, "sam", &reference, "..\\..\\C:\\a\u{202e}b.bin", &bytes).unwrap();
        attach(&house, "asha", &reference, "note.txt", b"Dear Sir").unwrap();
        let [first, second] = <[AttachmentLine; 2]>::try_from(lines(&house, &reference)).unwrap();
        assert_eq!((first.attachment.file.number, first.attachment.file.name.as_str()), (1, "ab.bin"));
        assert_eq!((first.attachment.file.size_bytes, first.standing), (200_000, Standing::Ready));
        assert_eq!(second.attachment.file.media_type, "text/plain");
        assert_eq!(get(&house, "carol", &reference, 1).unwrap(), bytes);
        assert!(matches!(get(&house, "sam", &reference, 3), Err(AppError::NotFound { .. })));
        assert!(matches!(get(&house, "sam", "SF-1999-0001", 1), Err(AppError::NotFound { .. })));
        // For whom it is about, neither the case nor its files are there.
        house.act("sam", &reference, name_subject("bill")).unwrap();
        assert!(matches!(get(&house, "bill", &reference, 1), Err(AppError::NotFound { what: "case" })));
        assert!(matches!(attach(&house, "bill", &reference, "x", b"x"), Err(AppError::NotFound { what: "case" })));
        assert_eq!(house.wait(house.app.verify(DONNINGTON)).unwrap().attachments, 2);
        assert_eq!(on_disk(&house).len(), 2);
    }

    fn bytes_go_with_the_last_case_that_keeps_them(db) {
        let house = House::donnington(db);
        let (one, other) = (house.log(), house.log());
        for reference in [&one, &one, &other] {
            attach(&house, "sam", reference, "same.txt", b"the same").unwrap();
        }
        assert_eq!(on_disk(&house).len(), 1);
        remove(&house, &one, 1).unwrap();
        remove(&house, &other, 1).unwrap();
        assert_eq!(get(&house, "sam", &one, 2).unwrap(), b"the same");
        assert_eq!(house.wait(house.app.forget_files(DONNINGTON)).unwrap(), 0);
        remove(&house, &one, 2).unwrap();
        assert!(on_disk(&house).is_empty());
        assert!(matches!(get(&house, "sam", &one, 2), Err(AppError::NotFound { .. })));
        // A number is never given again, and the same bytes can come again.
        attach(&house, "sam", &one, "same.txt", b"the same").unwrap();
        assert_eq!(lines(&house, &one)[0].attachment.file.number, 3);
        house.verified();
    }

    fn of_what_is_refused_nothing_is_kept(db) {
        let house = House::donnington(db);
        let reference = house.log();
        let refused = house.wait(async {
            let arrived = house.app.receive().await?.write(b"late".to_vec()).await?.finish().await?;
            let new = vec![NewAttachment { name: "x".to_owned(), used_as: AttachmentUse::Other, arrived }];
            house.app.attach(&house.actor("sam"), &reference, new, Some(99), None).await
        });
        assert!(matches!(refused, Err(AppError::Stale { .. })));
        assert!(on_disk(&house).is_empty() && lines(&house, &reference).is_empty());
        // Broken off: dropped before its end.
        house.wait(async { drop(house.app.receive().await.unwrap().write(b"half".to_vec()).await.unwrap()) });
        assert_eq!(fs::read_dir(house.files.path().join("incoming")).unwrap().count(), 0);
        house.verified();
    }

    fn a_changed_and_a_missing_file_are_named_with_their_case(db) {
        let house = House::donnington(db);
        let reference = house.log();
        attach(&house, "sam", &reference, "evidence.txt", b"as it was").unwrap();
        let [path] = <[PathBuf; 1]>::try_from(on_disk(&house)).unwrap();
        let told = || match house.wait(house.app.verify(DONNINGTON)).unwrap_err() {
            VerifyError::Broken { code, at, .. } => (code, at),
            VerifyError::Store(error) => panic!("{error}"),
        };
        fs::write(&path, b"as it WAS").unwrap();
        let at = format!("organisation 'donnington', case {reference}, attachment 1 (evidence.txt)");
        assert_eq!(told(), ("attachment-changed", at.clone()));
        fs::remove_file(&path).unwrap();
        assert_eq!(told(), ("attachment-missing", at));
        assert!(matches!(get(&house, "sam", &reference, 1), Err(AppError::Fault(_))));
    }

    fn a_backup_carries_the_bytes_and_every_one_of_them_counts(db) {
        let house = House::donnington(db);
        let reference = house.log();
        let bytes: Vec<u8> = (0..150_000_u32).map(|number| u8::try_from(number % 239).unwrap()).collect();
        attach(&house, "sam", &reference, "large.bin", &bytes).unwrap();
        attach(&house, "sam", &reference, "empty.txt", b"").unwrap();
        let (saved, backup) = house.wait(house.app.back_up(Vec::new())).unwrap();
        assert_eq!((saved.files, saved.missing_files), (2, 0));
        let other = TestDatabase::bare(db.engine()).unwrap();
        let place = tempfile::tempdir().unwrap();
        let folder = || Files::in_folder(place.path());
        redress_app::restore(&other.url(), &other.keys(), &backup[..], &folder()).unwrap();
        let app = App::open(&other.url(), &other.keys(), StoreOptions::default()).unwrap().keeping(folder(), None);
        assert_eq!(house.wait(app.verify(DONNINGTON)).unwrap().attachments, 2);
        // Whatever is changed in the bytes is noticed.
        let line = backup.windows(9).rposition(|bytes| bytes == b"{\"bytes\":").unwrap();
        let mut changed = backup.clone();
        changed[line + 20] = if changed[line + 20] == b'A' { b'B' } else { b'A' };
        let third = TestDatabase::bare(db.engine()).unwrap();
        assert!(redress_app::restore(&third.url(), &third.keys(), &changed[..], &folder()).is_err());
    }

    fn what_a_crash_leaves_is_swept_and_nothing_else(db) {
        let house = House::donnington(db);
        let reference = house.log();
        attach(&house, "sam", &reference, "kept.txt", b"kept").unwrap();
        let unknown = house.files.path().join(DONNINGTON).join("ab").join("ab".repeat(32));
        fs::create_dir_all(unknown.parent().unwrap()).unwrap();
        fs::write(&unknown, b"left by a crash").unwrap();
        let swept = house.wait(house.app.sweep_files()).unwrap();
        assert_eq!((swept.unknown, swept.unreferred, swept.unfinished), (1, 0, 0));
        assert!(!unknown.exists());
        assert_eq!(get(&house, "sam", &reference, 1).unwrap(), b"kept");
    }

    fn a_file_is_given_only_once_the_scanner_found_it_clean(db) {
        let mut house = House::donnington(db);
        let reference = house.log();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let at = format!("tcp://{}", listener.local_addr().unwrap());
        let files = Files::in_folder(house.files.path());
        house.app = house.app.clone().keeping(files, Some(at.parse().unwrap()));
        attach(&house, "sam", &reference, "one.txt", b"harmless").unwrap();
        attach(&house, "sam", &reference, "two.txt", b"EICAR").unwrap();
        let code = |number| get(&house, "sam", &reference, number).unwrap_err().code();
        assert_eq!((code(1), code(2)), ("attachment-quarantined", "attachment-quarantined"));
        let daemon = std::thread::spawn(move || {
            for _ in 0..2 {
                let (mut stream, _) = listener.accept().unwrap();
                let mut command = [0; 10];
                stream.read_exact(&mut command).unwrap();
                assert_eq!(&command, b"zINSTREAM\0");
                let mut sent = Vec::new();
                loop {
                    let mut length = [0; 4];
                    stream.read_exact(&mut length).unwrap();
                    let mut portion = vec![0; usize::try_from(u32::from_be_bytes(length)).unwrap()];
                    if portion.is_empty() {
                        break;
                    }
                    stream.read_exact(&mut portion).unwrap();
                    sent.extend(portion);
                }
                let infected = sent.windows(5).any(|bytes| bytes == b"EICAR");
                let answer = if infected { "stream: Eicar-Test FOUND\0" } else { "stream: OK\0" };
                stream.write_all(answer.as_bytes()).unwrap();
            }
        });
        let scanned = house.wait(house.app.scan_files()).unwrap();
        daemon.join().unwrap();
        assert_eq!((scanned.clean, scanned.infected, scanned.left), (1, 1, 0));
        assert_eq!(get(&house, "sam", &reference, 1).unwrap(), b"harmless");
        assert_eq!(code(2), "attachment-infected");
        // The daemon is gone: what comes now waits for it.
        attach(&house, "sam", &reference, "three.txt", b"later").unwrap();
        assert_eq!(house.wait(house.app.scan_files()).unwrap().left, 1);
        assert_eq!(code(3), "attachment-quarantined");
    }
}
