//! Finding cases by words, with the same answers on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use redress_store::{Store, StoreError, Tx, Viewer, search};
use redress_testkit::both_engines;

fn put(store: &Store, organisation: &'static str, cases: &[(i64, &str)]) {
    let cases: Vec<_> = cases.iter().map(|(no, text)| (*no, (*text).to_owned())).collect();
    store
        .write_blocking(move |tx| -> Result<(), StoreError> {
            cases.iter().try_for_each(|(no, text)| tx.put_search_text(organisation, *no, text, ""))
        })
        .unwrap();
}

fn found(store: &Store, organisation: &'static str, question: &str) -> Vec<i64> {
    let question = question.to_owned();
    store
        .read_blocking(move |reader| search(reader, &Viewer::everything(organisation), &question, 10))
        .map_err(|e: StoreError| e)
        .unwrap()
}

both_engines! {
    fn all_words_count_and_the_last_may_be_a_beginning(db) {
        let store = db.store();
        put(store, "a", &[(1, "Café damp in Señora O'Brien's flat"), (2, "Damp cellar; no café"), (3, "Noise")]);
        assert_eq!(found(store, "a", "damp"), [2, 1]);
        assert_eq!(found(store, "a", "CAFE damp"), [2, 1]);
        assert_eq!(found(store, "a", "cafe' señ"), [1]);
        assert!(found(store, "a", "da cafe").is_empty(), "only the last word is a beginning");
        assert_eq!(found(store, "a", "noi"), [3]);
        assert!(found(store, "a", "damp noise").is_empty());
    }

    fn questions_are_never_syntax(db) {
        let store = db.store();
        put(store, "a", &[(1, "near and or not 'quoted' \"double\" a:b (x) -minus *")]);
        for question in ["NEAR(a", "\"", "a AND", "'quoted' & !x", "a:b", "-minus *", "words:near", "not", "\\'; --x"] {
            let hits = found(store, "a", question);
            assert!(hits.is_empty() || hits == [1], "{question}");
        }
        assert_eq!(found(store, "a", "a:b -minus"), [1]);
        for nothing in ["", "  ", "*", "'\"", "\u{301}\0"] {
            assert!(found(store, "a", nothing).is_empty(), "{nothing:?}");
        }
    }

    fn organisations_do_not_see_each_other(db) {
        let store = db.store();
        put(store, "a", &[(1, "shared word"), (4_294_967_295, "shared last")]);
        put(store, "b", &[(0, "shared first"), (2, "shared word")]);
        assert_eq!(found(store, "a", "shared"), [4_294_967_295, 1]);
        assert_eq!(found(store, "b", "shared"), [2, 0]);
        assert!(found(store, "c", "shared").is_empty());
    }

    fn new_text_replaces_the_old(db) {
        let store = db.store();
        put(store, "a", &[(1, "first text"), (2, "other text"), (1, "second text")]);
        assert_eq!((found(store, "a", "first"), found(store, "a", "text")), (vec![], vec![2, 1]));
        put(store, "a", &[(1, "third")]);
        assert_eq!((found(store, "a", "second"), found(store, "a", "third")), (vec![], vec![1]));
        store.write_blocking(|tx| tx.remove_search_text("a", 1)).unwrap();
        store.write_blocking(|tx| tx.remove_search_text("a", 99)).unwrap();
        assert_eq!((found(store, "a", "third"), found(store, "a", "other")), (vec![], vec![2]));
    }

    fn an_undone_job_leaves_no_words(db) {
        let store = db.store();
        put(store, "a", &[(1, "kept")]);
        let undone = store.write_blocking(|tx| -> Result<(), StoreError> {
            tx.put_search_text("a", 1, "lost", "")?;
            Err(StoreError::inconsistent("on purpose"))
        });
        assert!(undone.is_err());
        assert_eq!((found(store, "a", "lost"), found(store, "a", "kept")), (vec![], vec![1]));
    }

    fn the_newest_come_first_up_to_the_limit(db) {
        let store = db.store();
        let cases: Vec<(i64, &str)> = (1..=40).map(|no| (no, "same words")).collect();
        put(store, "a", &cases);
        assert_eq!(found(store, "a", "same"), (31..=40).rev().collect::<Vec<_>>());
    }

    /// However many cases there are: what all have, what few have that are not the newest, and what one has.
    fn the_rare_and_the_common_are_found_among_many(db) {
        let store = db.store();
        let text = |no: i64| match no {
            7 => "same zebra",
            no if no % 97 == 0 && no < 1_100 => "same words seldom",
            _ => "same words",
        };
        let cases: Vec<(i64, &str)> = (1..=2_500).map(|no| (no, text(no))).collect();
        put(store, "a", &cases);
        assert_eq!(found(store, "a", "same"), (2_491..=2_500).rev().collect::<Vec<_>>());
        let seldom: Vec<i64> = (1..1_100).filter(|no| no % 97 == 0).rev().take(10).collect();
        assert_eq!(found(store, "a", "words seld"), seldom);
        assert_eq!(found(store, "a", "zebra"), [7]);
        assert!(found(store, "a", "same unheard").is_empty());
    }

    /// What was said of a case and the people in it are found alike, by one word of them or by both.
    fn what_was_said_and_who_said_it_are_found_together(db) {
        let store = db.store();
        let write = |tx: &mut Tx<'_>| -> Result<(), StoreError> {
            (1..=30).try_for_each(|no| match no % 3 {
                0 => tx.put_search_text("a", no, "baker's bread", ""),
                1 => tx.put_search_text("a", no, "bread", "Rosa Baker"),
                _ => tx.put_search_text("a", no, "bread", "Rosa Miller"),
            })
        };
        store.write_blocking(write).unwrap();
        let newest = |of: &dyn Fn(i64) -> bool| (1..=30).rev().filter(|no| of(*no)).take(10).collect::<Vec<_>>();
        let [baker, rosa] = [|no: i64| no % 3 != 2, |no: i64| no % 3 != 0];
        assert_eq!(found(store, "a", "baker"), newest(&baker));
        assert_eq!(found(store, "a", "bread bak"), newest(&baker));
        assert_eq!(found(store, "a", "rosa bread"), newest(&rosa));
        assert_eq!(found(store, "a", "baker ros"), newest(&|no| no % 3 == 1));
    }

    fn a_very_long_import_is_found_too(db) {
        let store = db.store();
        let long = "lorem ipsum dolor ".repeat(14_000);
        let cases: Vec<(i64, &str)> = (1..=18).map(|no| (no, long.as_str())).collect();
        put(store, "a", &cases);
        put(store, "a", &[(18, "short")]);
        assert_eq!(found(store, "a", "dolor")[0], 17);
    }
}
