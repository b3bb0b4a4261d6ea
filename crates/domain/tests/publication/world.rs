//! A period that is over, with one upheld case, and the people who write about it.

use std::collections::BTreeMap;

use redress_domain::case::{By, Refusal, Rule as CaseRule};
use redress_domain::procedure::SectionId;
use redress_domain::publication::{
    Author, CheckSeen, Command, Draft, DraftText, Rule, Scene, Standing, Telling, ToldOf, decide,
};
use redress_domain::staff::UserId;
use redress_domain::statistics::{NarrativeTexts, RowId};
use redress_domain::time::parse_date;

pub struct World {
    pub figures: String,
    pub failing: Vec<CheckSeen>,
    pub narratives: Vec<ToldOf>,
    /// How many more were upheld than the report tells of.
    pub untold: u64,
    pub today: &'static str,
    pub approval: bool,
    pub draft: Option<Draft>,
}

impl World {
    pub fn new() -> Self {
        Self {
            figures: "these".to_owned(),
            failing: Vec::new(),
            narratives: vec![upheld()],
            untold: 0,
            today: "2026-04-01",
            approval: true,
            draft: None,
        }
    }

    pub fn give(&mut self, who: &str, command: &Command) -> Result<(), Refusal> {
        let by = By::User(UserId::new(who));
        let scene = Scene {
            by: &by,
            today: parse_date(self.today).unwrap(),
            period_to: parse_date("2026-03-31").unwrap(),
            figures: &self.figures,
            failing: &self.failing,
            upheld: u64::try_from(self.narratives.len()).unwrap() + self.untold,
            narratives: &self.narratives,
            approval: self.approval,
        };
        self.draft = Some(decide(&scene, self.draft.clone(), command)?);
        Ok(())
    }

    pub fn gives(&mut self, who: &str, commands: &[Command]) {
        for command in commands {
            self.give(who, command).unwrap_or_else(|refusal| panic!("{who} {command:?}: {refusal}"));
        }
    }

    pub fn standing(&self) -> &Standing {
        &self.draft.as_ref().unwrap().standing
    }

    pub fn code(&mut self, who: &str, command: &Command) -> &'static str {
        match self.give(who, command).unwrap_err() {
            Refusal::Rule(CaseRule::Publication(rule)) => rule.code(),
            Refusal::Rule(other) => panic!("{other}"),
            Refusal::Invalid(errors) => errors[0].code,
        }
    }

    /// Codes of what is in the way of a command.
    pub fn in_the_way(&mut self, who: &str, command: &Command) -> Vec<&'static str> {
        match self.give(who, command).unwrap_err() {
            Refusal::Rule(CaseRule::Publication(Rule::NotReady(blockers))) => {
                blockers.0.iter().map(|blocker| blocker.code()).collect()
            }
            other => panic!("{other}"),
        }
    }
}

pub fn upheld() -> ToldOf {
    ToldOf { reference: "SF-2026-0001".to_owned(), row: RowId::S1 }
}

/// A complete text; `purpose` makes it differ from others.
pub fn write(purpose: &str) -> Command {
    let texts = NarrativeTexts { finding: Some("The notice was wrong".to_owned()), ..NarrativeTexts::default() };
    Command::Write(DraftText {
        author: Some(Author { name: "Asha Patel".to_owned(), post: "Trustee".to_owned() }),
        texts: BTreeMap::from([(SectionId::Purpose, purpose.to_owned())]),
        narratives: vec![Telling { of: upheld(), released: Some(texts) }],
        withhold_others: false,
    })
}

pub fn send_back() -> Command {
    Command::Return { reason: "Say what was learnt".to_owned() }
}

pub fn correct() -> Command {
    Command::Correct { reason: "A case was recorded in the wrong quarter".to_owned() }
}
