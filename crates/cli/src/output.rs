//! Where results go: standard output, or a file that is there whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Stdout, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde::Serialize;

use crate::failure::Failure;

/// Backups that a folder takes.
const BACKUPS_LIMIT: u32 = 1_000;

/// How a result is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

/// Prints text on standard output. That nobody reads on is no failure.
///
/// # Errors
/// When standard output cannot be written.
pub fn print(text: &str) -> Result<(), Failure> {
    written(io::stdout().write_all(text.as_bytes()))
}

/// Prints JSON on standard output, indented, with a line feed at its end.
///
/// # Errors
/// As [`print`].
pub fn print_json(value: &impl Serialize) -> Result<(), Failure> {
    print(&json(value)?)
}

/// A value as indented JSON with a line feed at its end.
///
/// # Errors
/// Never for the types of this program.
pub fn json(value: &impl Serialize) -> Result<String, Failure> {
    let mut text = serde_json::to_string_pretty(value).map_err(|error| Failure::fault("json", error))?;
    text.push('\n');
    Ok(text)
}

/// Tells progress on standard error.
pub fn tell(text: &str) {
    // Where standard error is closed there is nobody left to tell.
    drop(writeln!(io::stderr(), "{text}"));
}

/// What came of writing: that the reader has gone is no failure.
///
/// # Errors
/// When the place cannot be written.
pub fn written(result: io::Result<()>) -> Result<(), Failure> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::fault("output-not-written", error)),
        _ => Ok(()),
    }
}

/// Standard output, or a file that takes its name only when [`Sink::finish`] says that it is complete.
#[derive(Debug)]
pub enum Sink {
    Stdout(BufWriter<Stdout>),
    File(NewFile),
}

impl Sink {
    /// The file, or standard output where none is named.
    ///
    /// # Errors
    /// When the file cannot be made.
    pub fn open(path: Option<&Path>) -> Result<Self, Failure> {
        match path {
            None => Ok(Self::Stdout(BufWriter::new(io::stdout()))),
            Some(path) => NewFile::beside(path).map(Self::File).map_err(|error| not_written(path, &error)),
        }
    }

    /// Writes what is still held back, and gives a file its name.
    ///
    /// # Errors
    /// When that cannot be done; the file that was there before is then still there.
    pub fn finish(self) -> Result<(), Failure> {
        match self {
            Self::Stdout(mut output) => written(output.flush()),
            Self::File(file) => {
                let path = file.path.clone();
                file.finish().map_err(|error| not_written(&path, &error))
            }
        }
    }
}

impl Write for Sink {
    /// What a reader who has gone would have read is dropped.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(output) => match output.write(bytes) {
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(bytes.len()),
                result => result,
            },
            Self::File(file) => file.output.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(output) => match output.flush() {
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
                result => result,
            },
            Self::File(file) => file.output.flush(),
        }
    }
}

fn not_written(path: &Path, error: &io::Error) -> Failure {
    let message =
        format!("cannot write {}: {error}; check that its folder is there and may be written to", path.display());
    Failure::fault("output-not-written", message)
}

/// How a file with personal data is made: to be written, for nobody else to read.
pub fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Makes a folder, and those above it, for nobody else to look into; one that is there stays as it is.
///
/// # Errors
/// When it cannot be made.
pub fn private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// A file on its way, under another name in the same folder.
#[derive(Debug)]
pub struct NewFile {
    path: PathBuf,
    unfinished: PathBuf,
    output: BufWriter<File>,
}

impl NewFile {
    /// The next backup of a folder, which is made for nobody else to look into.
    pub fn in_new_place(folder: &Path) -> io::Result<Self> {
        private_folder(folder)?;
        let free = |number: &u32| !folder.join(format!("{number}.redress-backup")).exists();
        let number = (1..=BACKUPS_LIMIT)
            .find(free)
            .ok_or_else(|| io::Error::other(format!("{} is full; take away what is not needed", folder.display())))?;
        Self::beside(&folder.join(format!("{number}.redress-backup")))
    }

    fn beside(path: &Path) -> io::Result<Self> {
        let mut name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_owned();
        name.push(format!(".{}.unfinished", std::process::id()));
        let unfinished = path.with_file_name(name);
        let output = BufWriter::new(private().create(true).truncate(true).open(&unfinished)?);
        Ok(Self { path: path.to_owned(), unfinished, output })
    }

    /// Gives the file its name, on disk.
    pub fn finish(mut self) -> io::Result<()> {
        self.output.flush()?;
        self.output.get_ref().sync_all()?;
        fs::rename(&self.unfinished, &self.path)
    }
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.output.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.output.flush()
    }
}

impl Drop for NewFile {
    /// Takes away what was not finished; after `finish` nothing has that name.
    fn drop(&mut self) {
        drop(fs::remove_file(&self.unfinished));
    }
}
