//! What the demonstration is made of: its home, its people, and the story of their cases.

pub mod donnington;
pub mod fill;
pub mod home;
mod moments;
pub mod people;
mod say;
mod scene;
pub mod spso;

#[cfg(test)]
mod tests;
