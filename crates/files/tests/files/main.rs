//! Bytes as strangers send them: names, types, limits, places and the scanner.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

mod bucket;
mod bucket_server;
mod folder;
mod media_types;
mod names;
mod scanner;

use redress_files::{Arrived, Files};

/// A file that has come with these bytes.
fn arrived(files: &Files, bytes: &[u8]) -> Arrived {
    let mut incoming = files.receive().unwrap();
    bytes.chunks(10_000).for_each(|chunk| incoming.write(chunk).unwrap());
    incoming.finish().unwrap()
}

fn read(files: &Files, organisation: &str, digest: redress_files::Digest) -> Option<Vec<u8>> {
    let mut opened = files.open(organisation, digest).unwrap()?;
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut opened.bytes, &mut bytes).unwrap();
    assert_eq!(opened.size, bytes.len() as u64);
    Some(bytes)
}
