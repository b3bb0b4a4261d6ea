//! One façade over both database drivers: values, rows, connections, and the threads that own them.

mod connection;
pub(crate) mod job;
mod link;
mod pg;
mod pg_errors;
mod reader;
mod readers;
mod row;
mod sqlite;
mod tls;
mod tx;
mod url;
mod value;
mod writer;

pub(crate) use connection::{Access, Conn};
pub(crate) use readers::Readers;
pub(crate) use writer::Writer;

pub use reader::Reader;
pub use row::Row;
pub use tx::Tx;
pub use url::DatabaseUrl;
pub use value::Val;

/// Which database engine is behind a store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// SQLite, in a file beside the program.
    Sqlite,
    /// A PostgreSQL server.
    Postgres,
}
