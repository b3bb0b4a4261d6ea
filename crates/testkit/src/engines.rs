//! A store for each test, on each engine: SQLite in a folder of its own, PostgreSQL in a database
//! of its own on the server that REDRESS_TEST_POSTGRES names.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::env;
use std::sync::atomic::{AtomicU32, Ordering};

use postgres::{Client, NoTls};
use redress_store::{DatabaseUrl, Engine, Keys, KeysInMemory, Store, StoreError, StoreOptions, schema_fingerprint};
use tempfile::TempDir;

/// The variable with the address of a server on which tests may make and drop databases.
pub const SERVER: &str = "REDRESS_TEST_POSTGRES";
/// Set to 1, a test without a server fails instead of skipping PostgreSQL.
pub const REQUIRE: &str = "REDRESS_REQUIRE_POSTGRES";

/// What every test database is sealed with, unless its test renews it: a database of one is restored into another.
const SECRET: [u8; 32] = [7; 32];
/// Any number that only this harness uses.
const TEMPLATE_LOCK: i64 = 7_233_181;

/// Writes one test for each engine from one body, as `name::sqlite` and `name::postgres`. The
/// body gets a `&TestDatabase`:
///
/// ```ignore
/// both_engines! {
///     fn a_case_is_found(db) { let store = db.store(); … }
/// }
/// ```
#[macro_export]
macro_rules! both_engines {
    ($($(#[$attr:meta])* fn $name:ident($db:ident) $body:block)*) => { $(
        $(#[$attr])*
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            fn body($db: &$crate::engines::TestDatabase) $body

            #[test]
            fn sqlite() {
                body(&$crate::engines::TestDatabase::sqlite());
            }

            #[test]
            fn postgres() {
                if let Some(database) = $crate::engines::TestDatabase::postgres() {
                    body(&database);
                }
            }
        }
    )* };
}

/// An empty migrated database, removed when dropped.
#[derive(Debug)]
pub struct TestDatabase {
    address: String,
    keys: KeysInMemory,
    store: Option<Store>,
    place: Place,
}

#[derive(Debug)]
enum Place {
    Folder { _kept: TempDir },
    Server { admin: String, name: String },
}

impl TestDatabase {
    /// A new SQLite file.
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a folder for a test database");
        let address = format!("sqlite://{}", folder.path().join("test.db").display());
        Self::opened(address, Place::Folder { _kept: folder })
    }

    /// A new PostgreSQL database, or `None` (said on the error output) where there is no server.
    ///
    /// # Panics
    /// When there is no server although REDRESS_REQUIRE_POSTGRES is 1.
    pub fn postgres() -> Option<Self> {
        let Ok(admin) = env::var(SERVER) else {
            assert!(env::var(REQUIRE).as_deref() != Ok("1"), "{SERVER} must name a PostgreSQL server");
            eprintln!("skipped on PostgreSQL: {SERVER} is not set");
            return None;
        };
        let name = copy_of_template(&admin);
        Some(Self::opened(beside(&admin, &name), Place::Server { admin, name }))
    }

    /// Another empty database on the same engine.
    pub fn like(other: &Self) -> Self {
        match other.engine() {
            Engine::Sqlite => Self::sqlite(),
            Engine::Postgres => Self::postgres().expect("the server is there"),
        }
    }

    /// A database of an engine with nothing in it, not even tables, and no store on it before [`TestDatabase::reopen`]; `None` (said
    /// on the error output) where there is no server.
    pub fn bare(engine: Engine) -> Option<Self> {
        match engine {
            Engine::Sqlite => {
                let folder = tempfile::tempdir().expect("a folder for a test database");
                let address = format!("sqlite://{}", folder.path().join("test.db").display());
                Some(Self { address, keys: keys(), store: None, place: Place::Folder { _kept: folder } })
            }
            Engine::Postgres => {
                let mut database = Self::postgres()?;
                database.store = None;
                let Place::Server { admin, name } = &database.place else { return None };
                let mut client = Client::connect(admin, NoTls).expect("the test server answers");
                client
                    .batch_execute(&format!("DROP DATABASE {name} WITH (FORCE)"))
                    .and_then(|()| client.batch_execute(&format!("CREATE DATABASE {name}")))
                    .expect("an empty database");
                Some(database)
            }
        }
    }

    fn opened(address: String, place: Place) -> Self {
        let mut database = Self { address, keys: keys(), store: None, place };
        database.reopen();
        database
    }

    /// The store on this database.
    pub fn store(&self) -> &Store {
        self.store.as_ref().expect("an open store")
    }

    /// Which engine this is.
    pub fn engine(&self) -> Engine {
        self.store().engine()
    }

    /// The address, for a second store or a command.
    pub fn url(&self) -> DatabaseUrl {
        DatabaseUrl::parse(&self.address).expect("a valid address")
    }

    /// The address as text.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The keys of what is sealed in it, read anew from their place.
    pub fn keys(&self) -> Keys {
        Keys::kept_in(self.keys.clone())
    }

    /// Closes the store, which finishes its work, and opens a new one on the same database.
    pub fn reopen(&mut self) {
        self.store = None;
        let store = Store::open(&self.url(), &self.keys(), StoreOptions::default());
        self.store = Some(store.expect("a store that opens"));
    }

    /// Everything that the database holds: the bytes of SQLite's file and log, each row of PostgreSQL as text.
    pub fn everything(&self) -> String {
        if self.engine() == Engine::Sqlite {
            let file = self.address.trim_start_matches("sqlite://");
            let bytes = ["", "-wal"].map(|end| std::fs::read(format!("{file}{end}")).unwrap_or_default()).concat();
            return String::from_utf8_lossy(&bytes).into_owned();
        }
        let tables = "SELECT CAST(table_name AS TEXT) FROM information_schema.tables WHERE table_schema = 'public'";
        let read = self.store().read_blocking(move |reader| -> Result<String, StoreError> {
            let mut all = String::new();
            for table in reader.query(tables, &[], |row| row.text(0))? {
                let rows = format!("SELECT CAST(t AS TEXT) FROM {table} t");
                all.extend(reader.query(&rows, &[], |row| row.text(0))?);
            }
            Ok(all)
        });
        read.expect("rows")
    }

    /// Runs SQL text past the store, to set up what the product itself never makes.
    pub fn tamper(&self, sql: &str) {
        self.store()
            .write_blocking({
                let sql = sql.to_owned();
                move |tx| tx.execute(&sql, &[])
            })
            .expect("SQL that runs");
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        self.store = None;
        if let Place::Server { admin, name } = &self.place {
            // A test that already fails should say why, not this.
            if let Ok(mut client) = Client::connect(admin, NoTls) {
                let _ = client.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
            }
        }
    }
}

fn keys() -> KeysInMemory {
    KeysInMemory::of(&[SECRET])
}

/// Copying a migrated database is several times quicker than migrating a new one.
fn copy_of_template(admin: &str) -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = format!("redress_test_{}_{count}", std::process::id());
    let mut client = Client::connect(admin, NoTls).expect("the test server answers");
    let template = template(&mut client, admin);
    client
        .batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        .and_then(|()| client.batch_execute(&format!("CREATE DATABASE {name} TEMPLATE {template}")))
        .expect("a database for the test");
    name
}

/// The migrated database of this schema, made by the first test that comes.
fn template(client: &mut Client, admin: &str) -> String {
    let name = format!("redress_template_{}", schema_fingerprint());
    let exists = |client: &mut Client| {
        let found = client.query_opt("SELECT 1 FROM pg_database WHERE datname = $1", &[&name]);
        found.expect("a list of databases").is_some()
    };
    if exists(client) {
        return name;
    }
    client.execute("SELECT pg_advisory_lock($1)", &[&TEMPLATE_LOCK]).expect("a lock");
    if !exists(client) {
        let unfinished = format!("{name}_unfinished");
        client
            .batch_execute(&format!("DROP DATABASE IF EXISTS {unfinished}"))
            .and_then(|()| client.batch_execute(&format!("CREATE DATABASE {unfinished}")))
            .expect("a new database");
        let url = DatabaseUrl::parse(&beside(admin, &unfinished)).expect("a valid address");
        drop(Store::open(&url, &Keys::kept_in(keys()), StoreOptions::default()).expect("a schema that applies"));
        client.batch_execute(&format!("ALTER DATABASE {unfinished} RENAME TO {name}")).expect("a finished template");
    }
    client.execute("SELECT pg_advisory_unlock($1)", &[&TEMPLATE_LOCK]).expect("a free lock");
    name
}

/// The same server's address with another database.
fn beside(admin: &str, name: &str) -> String {
    let (server, options) = match admin.split_once('?') {
        Some((server, options)) => (server, format!("?{options}")),
        None => (admin, String::new()),
    };
    let (server, _) = server.rsplit_once('/').expect("an address with a database");
    format!("{server}/{name}{options}")
}
