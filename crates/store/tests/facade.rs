//! Values, rows and statements: what goes in comes out, alike on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use redress_store::{Engine, StoreError, Tx, Val, vals};
use redress_testkit::both_engines;

type Done<T = ()> = Result<T, StoreError>;

fn table(tx: &mut Tx<'_>) -> Done {
    tx.execute(
        "CREATE TABLE sample (id BIGINT NOT NULL PRIMARY KEY, number BIGINT, small INTEGER, words TEXT,
         truth BOOLEAN, bytes BYTEA, UNIQUE (words, number))",
        &[],
    )
    .map(drop)
}

const INSERT: &str = "INSERT INTO sample (id, number, small, words, truth, bytes) VALUES ($1, $2, $3, $4, $5, $6)";

both_engines! {
    fn every_type_comes_back(db) {
        let big = "ŵ€😀'\"\\\u{202e}".repeat(5_000);
        let bytes: Vec<u8> = (0..=255).collect();
        let (sent, sent_bytes) = (big.clone(), bytes.clone());
        let row = db.store().write_blocking(move |tx| -> Done<_> {
            table(tx)?;
            tx.execute(INSERT, vals![1, i64::MIN, i32::MAX, &sent, true, &sent_bytes])?;
            tx.query_one("SELECT number, small, words, truth, bytes FROM sample", &[], |row| {
                Ok((row.int(0)?, row.int(1)?, row.text(2)?, row.bool(3)?, row.blob(4)?))
            })
        });
        assert_eq!(row.unwrap(), (i64::MIN, i64::from(i32::MAX), big, true, bytes));
    }

    fn nulls_of_every_type_come_back(db) {
        let row = db.store().write_blocking(|tx| -> Done<_> {
            table(tx)?;
            let none: Option<&str> = None;
            tx.execute(INSERT, vals![1, None::<i64>, Val::Null, none, None::<bool>, None::<&[u8]>])?;
            tx.query_one("SELECT number, small, words, truth, bytes FROM sample", &[], |row| {
                Ok((row.opt_int(0)?, row.opt_int(1)?, row.opt_text(2)?, row.opt_bool(3)?, row.opt_blob(4)?))
            })
        });
        assert_eq!(row.unwrap(), (None, None, None, None, None));
    }

    fn parameters_go_by_number_not_by_order(db) {
        let row = db.store().read_blocking(|reader| -> Done<_> {
            let sql = "SELECT CAST($2 AS TEXT), CAST($1 AS TEXT), CAST($2 AS TEXT)";
            reader.query_one(sql, vals!["first", "second"], |row| Ok((row.text(0)?, row.text(1)?, row.text(2)?)))
        });
        assert_eq!(row.unwrap(), ("second".into(), "first".into(), "second".into()));
    }

    fn a_wrong_type_is_an_error_not_a_panic(db) {
        let store = db.store();
        let read = |column: usize| {
            store.read_blocking(move |reader| -> Done<i64> {
                reader.query_one("SELECT 'text', NULL", &[], |row| row.int(column))
            })
        };
        for column in [0, 1, 2] {
            assert_eq!(read(column).unwrap_err().code(), "store-inconsistent", "column {column}");
        }
        let bytes = store.read_blocking(|reader| -> Done<[u8; 4]> {
            reader.query_one("SELECT hash FROM (SELECT CAST('abc' AS BYTEA) AS hash) AS t", &[], |row| row.bytes(0))
        });
        assert_eq!(bytes.unwrap_err().code(), "store-inconsistent");
    }

    fn row_counts_are_checked(db) {
        let query = |sql: &'static str| db.store().read_blocking(move |reader| {
            reader.query_one(sql, &[], |row| row.int(0))
        });
        assert_eq!(query("SELECT 1").unwrap(), 1);
        assert_eq!(query("SELECT 1 WHERE 1 = 0").unwrap_err().code(), "store-inconsistent");
        assert_eq!(query("SELECT 1 UNION ALL SELECT 2").unwrap_err().code(), "store-inconsistent");
    }

    fn text_with_nul_is_refused(db) {
        let refused = db.store().write_blocking(|tx| -> Done {
            table(tx)?;
            tx.execute(INSERT, vals![1, 1, 1, "a\0b", true, &[0_u8; 3]]).map(drop)
        });
        assert_eq!(refused.unwrap_err(), StoreError::Unstorable);
    }

    fn many_rows_are_inserted_in_chunks(db) {
        let (inserted, again, sum) = db.store().write_blocking(|tx| -> Done<_> {
            table(tx)?;
            let values: Vec<Val<'_>> = (0..20_001_i64).flat_map(|id| [id.into(), (id * 2).into(), Val::Null]).collect();
            let prefix = "INSERT INTO sample (id, number, words)";
            let inserted = tx.insert_many(prefix, 3, &values, "")?;
            let again = tx.insert_many(prefix, 3, &values[..300], "ON CONFLICT (id) DO NOTHING")?;
            let sum = tx.query_one("SELECT CAST(SUM(number) AS BIGINT) FROM sample", &[], |row| row.int(0))?;
            Ok((inserted, again, sum))
        }).unwrap();
        assert_eq!((inserted, again, sum), (20_001, 0, 20_000 * 20_001));
    }

    fn an_uneven_list_of_values_is_refused(db) {
        let refused = db.store().write_blocking(|tx| {
            table(tx)?;
            tx.insert_many("INSERT INTO sample (id, number)", 2, vals![1, 2, 3], "")
        });
        assert_eq!(refused.unwrap_err().code(), "store-inconsistent");
    }

    fn a_long_answer_is_streamed_and_can_be_ended(db) {
        let numbers = match db.engine() {
            Engine::Sqlite => {
                "WITH RECURSIVE n(i) AS (SELECT CAST($1 AS BIGINT) UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
            }
            Engine::Postgres => "SELECT generate_series($1, 200000000::BIGINT)",
        };
        let mut seen = 0;
        let (answer, seen, after) = db.store().read_blocking(move |reader| -> Done<_> {
            let answer = reader.stream(numbers, vals![1], |row| {
                seen = row.int(0)?;
                if seen == 1_700 { Err(StoreError::inconsistent("enough")) } else { Ok(()) }
            });
            let after = reader.query_one("SELECT 7", &[], |row| row.int(0));
            Ok((answer, seen, after))
        }).unwrap();
        assert_eq!(answer, Err(StoreError::inconsistent("enough")));
        assert_eq!((seen, after), (1_700, Ok(7)));
    }

    fn a_streamed_answer_is_complete(db) {
        let rows = db.store().write_blocking(|tx| -> Done<_> {
            table(tx)?;
            let values: Vec<Val<'_>> = (0..1_234_i64).map(Val::from).collect();
            tx.insert_many("INSERT INTO sample (id)", 1, &values, "")?;
            let mut rows = Vec::new();
            tx.stream("SELECT id FROM sample WHERE id >= $1 ORDER BY id", vals![34], |row| {
                rows.push(row.int(0)?);
                Ok(())
            })?;
            Ok(rows)
        });
        assert_eq!(rows, Ok((34..1_234).collect()));
    }

    fn a_taken_key_is_named_alike(db) {
        let conflict = db.store().write_blocking(|tx| -> Done {
            table(tx)?;
            tx.execute(INSERT, vals![1, 5, 1, "x, (y)=(z)", true, Val::Null])?;
            tx.execute(INSERT, vals![2, 5, 1, "x, (y)=(z)", true, Val::Null]).map(drop)
        });
        assert_eq!(conflict.unwrap_err(), StoreError::Conflict { key: "sample.words, sample.number".into() });
        let conflict = db.store().write_blocking(|tx| -> Done {
            table(tx)?;
            tx.execute(INSERT, vals![1, 5, 1, "a", true, Val::Null])?;
            tx.execute(INSERT, vals![1, 6, 1, "b", true, Val::Null]).map(drop)
        });
        assert_eq!(conflict.unwrap_err(), StoreError::Conflict { key: "sample.id".into() });
    }

    fn other_constraints_are_violations(db) {
        let refused = db.store().write_blocking(|tx| -> Done {
            tx.execute("CREATE TABLE parent (id TEXT NOT NULL PRIMARY KEY)", &[])?;
            tx.execute("CREATE TABLE child (parent_id TEXT NOT NULL REFERENCES parent (id))", &[])?;
            tx.execute("INSERT INTO child (parent_id) VALUES ($1)", vals!["nobody"]).map(drop)
        });
        assert_eq!(refused.unwrap_err().code(), "store-violation");
    }

    fn readers_cannot_write(db) {
        let store = db.store();
        let write = "INSERT INTO heads (organisation_id, seq, hash, last_case) VALUES ('x', 1, $1, 1) RETURNING seq";
        let by_reader = store.read_blocking(move |reader| reader.query_one(write, vals![&[0; 32]], |row| row.int(0)));
        assert!(by_reader.is_err());
        let by_tx = store.write_blocking(move |tx| tx.query_one(write, vals![&[0; 32]], |row| row.int(0)));
        assert_eq!(by_tx, Ok(1));
    }

    fn a_read_sees_one_moment(db) {
        let store = db.store().clone();
        let count = "SELECT count(*) FROM heads";
        let (before, after) = db.store().read_blocking(move |reader| -> Done<_> {
            let before = reader.query_one(count, &[], |row| row.int(0))?;
            store.write_blocking(|tx| tx.head("late").map(|head| head.seq += 1))?;
            Ok((before, reader.query_one(count, &[], |row| row.int(0))?))
        }).unwrap();
        assert_eq!((before, after), (0, 0));
        let now = db.store().read_blocking(move |reader| reader.query_one(count, &[], |row| row.int(0)));
        assert_eq!(now, Ok(1));
    }
}
