//! The home of a demonstration: marked as one, so that starting afresh can never delete anything else.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::configuration::FILE as CONFIGURATION;
use crate::failure::Failure;
use crate::house::make_home;

const MARKER: &str = ".redress-demo";
const FILLING: &str = "being filled\n";
const READY: &str = "ready\n";

/// What is in a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nothing, or no folder.
    Empty,
    /// A demonstration that was not filled to the end.
    Unfinished,
    /// A demonstration.
    Ready,
    /// Something else.
    Foreign,
}

/// A folder for a demonstration.
#[derive(Debug)]
pub struct DemoHome(PathBuf);

impl DemoHome {
    pub fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// What is there now.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn state(&self) -> Result<State, Failure> {
        match fs::read_to_string(self.0.join(MARKER)) {
            Ok(text) if text == READY => return Ok(State::Ready),
            Ok(_) => return Ok(State::Unfinished),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(self.fault(&error)),
        }
        // What the demonstration is told of the world around it may be there before it.
        let is_foreign = |entry: io::Result<fs::DirEntry>| !entry.is_ok_and(|entry| entry.file_name() == CONFIGURATION);
        match fs::read_dir(&self.0).map(|mut entries| entries.any(is_foreign)) {
            Ok(true) => Ok(State::Foreign),
            Ok(false) => Ok(State::Empty),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(State::Empty),
            Err(error) => Err(self.fault(&error)),
        }
    }

    /// Deletes a demonstration with everything in its folder.
    ///
    /// # Errors
    /// A refusal when the folder is not marked as one.
    pub fn clear(&self) -> Result<(), Failure> {
        match self.state()? {
            State::Empty => Ok(()),
            State::Foreign => Err(self.foreign()),
            State::Unfinished | State::Ready => fs::remove_dir_all(&self.0).map_err(|error| self.fault(&error)),
        }
    }

    /// Makes the folder and marks it.
    ///
    /// # Errors
    /// When that cannot be done.
    pub fn begin(&self) -> Result<(), Failure> {
        make_home(&self.0)?;
        self.mark(FILLING)
    }

    /// Marks it as filled.
    ///
    /// # Errors
    /// When that cannot be done.
    pub fn ready(&self) -> Result<(), Failure> {
        self.mark(READY)
    }

    /// Says that the folder holds something else.
    pub fn foreign(&self) -> Failure {
        let message = format!(
            "{} holds something that is not a demonstration; name another folder with --home",
            self.0.display()
        );
        Failure::refused("not-a-demo", message)
    }

    fn mark(&self, text: &str) -> Result<(), Failure> {
        fs::write(self.0.join(MARKER), text).map_err(|error| self.fault(&error))
    }

    fn fault(&self, error: &io::Error) -> Failure {
        Failure::fault("demo-home", format!("{}: {error}", self.0.display()))
    }
}
