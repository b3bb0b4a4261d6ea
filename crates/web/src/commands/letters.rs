//! Making a letter of the case; one that says "finished" waits for the end of the last stage (R105).

use redress_domain::case::{Command, CommandKind, Recipient};
use redress_domain::procedure::Letter;
use redress_domain::words::Word;

use super::reply::{ask_recipient, read_recipient};
use super::{Ask, Asked, CommandForm, Purpose};
use crate::components::{Block, Item};
use crate::flash::Flash;
use crate::forms::{Filling, Read, Typed};
use crate::words::notices::notices;

pub(super) const LETTERS: CommandForm = CommandForm {
    slug: "letters",
    kind: CommandKind::MakeLetter,
    purpose: Purpose::Person,
    step: None,
    title: |_| "Make a letter".to_owned(),
    button: "Make the letter",
    begin: |_| Typed::default().with("to", Recipient::Complainant.id()),
    blocks,
    read,
    done: Flash::LetterMade,
};

fn blocks(ask: &Ask<'_>, fill: &Filling<'_>) -> Vec<Block> {
    let mut blocks: Vec<Block> = notices(ask.view).into_iter().map(Block::from).collect();
    let letters = ask.view.procedure.letters.iter().map(|letter| item(ask, letter)).collect();
    blocks.push(fill.radios("letter", "Which letter?", letters).into());
    blocks.extend(ask_recipient(ask, fill));
    blocks
}

fn item(ask: &Ask<'_>, letter: &Letter) -> Item {
    let item = Item::new(&letter.id, &letter.title);
    if letter.says_finished && !ask.view.case.exhausted {
        return item.barred("It says that the procedure is finished, so it waits until the last stage is closed.");
    }
    item
}

fn read(ask: &Ask<'_>, mut read: Read<'_>) -> Asked {
    let letter = read.required("letter", "Choose which letter.");
    let to = read_recipient(ask, &mut read);
    read.finish(letter.zip(to).map(|(letter, to)| Command::MakeLetter { letter, to }))
}
