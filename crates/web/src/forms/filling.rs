//! Asking again: fields that hold what was typed, each with its own error beside it.

use redress_domain::case::FieldError;
use redress_domain::procedure::{Label, Means};
use redress_domain::staff::Staffing;
use redress_domain::words::Word;

use super::Typed;
use crate::components::{Choice, Control, Field, Item, When};

/// What a form is filled with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Filling<'a> {
    pub(crate) typed: &'a Typed,
    pub(crate) errors: &'a [FieldError],
}

impl Filling<'_> {
    /// A single line of text.
    pub(crate) fn line(&self, name: &str, label: impl Into<String>) -> Field {
        let value = self.typed.get(name).to_owned();
        self.field(name, label, Control::Input { kind: "text", value, width: "", autocomplete: None, pounds: false })
    }

    /// A longer text.
    pub(crate) fn area(&self, name: &str, label: impl Into<String>) -> Field {
        self.field(name, label, Control::Area { value: self.typed.get(name).to_owned(), rows: 4 })
    }

    /// Files of this machine. What was chosen cannot be shown again: browsers do not let it.
    pub(crate) fn files(&self, name: &str, label: impl Into<String>) -> Field {
        self.field(name, label, Control::Files)
    }

    /// A day.
    pub(crate) fn date(&self, name: &str, label: impl Into<String>) -> Field {
        self.line(name, label).of_kind("date", None).wide("govuk-input--width-10")
    }

    /// A day and a time of day.
    pub(crate) fn when(&self, name: &str, legend: impl Into<String>) -> When {
        When {
            name: name.to_owned(),
            legend: legend.into(),
            hint: None,
            error: self.error(name),
            date: self.typed.get(name).to_owned(),
            time: self.typed.get(&format!("{name}_time")).to_owned(),
            time_label: "Time",
        }
    }

    /// One of a list, beginning with nothing chosen.
    pub(crate) fn select(
        &self,
        name: &str,
        label: impl Into<String>,
        nothing: &str,
        options: Vec<(String, String)>,
    ) -> Field {
        let nothing = std::iter::once((String::new(), nothing.to_owned()));
        let options = nothing.chain(options).collect();
        self.field(name, label, Control::Select { options, chosen: self.typed.get(name).to_owned() })
    }

    /// One of the people who work here.
    pub(crate) fn person(&self, name: &str, label: impl Into<String>, staffing: &Staffing) -> Field {
        let working = staffing.iter().filter(|staff| staff.works_here());
        let people = working.map(|staff| (staff.id.as_str().to_owned(), staff.name.clone())).collect();
        self.select(name, label, "Choose somebody", people)
    }

    /// Yes or no.
    pub(crate) fn yes_no(&self, name: &str, legend: impl Into<String>) -> Choice {
        self.radios(name, legend, vec![Item::new("yes", "Yes"), Item::new("no", "No")]).inline()
    }

    /// One box to tick, with the question above it.
    pub(crate) fn tick(&self, name: &str, legend: impl Into<String>, label: impl Into<String>) -> Choice {
        self.checkboxes(name, legend, vec![Item::new("yes", label)])
    }

    /// The means by which the person is told, spoken with or written to.
    pub(crate) fn means(&self, name: &str, label: impl Into<String>) -> Field {
        self.select(name, label, "Choose how", means_items())
    }

    pub(crate) fn radios(&self, name: &str, legend: impl Into<String>, items: Vec<Item>) -> Choice {
        self.choice(name, legend.into(), items, false)
    }

    pub(crate) fn checkboxes(&self, name: &str, legend: impl Into<String>, items: Vec<Item>) -> Choice {
        self.choice(name, legend.into(), items, true)
    }

    fn choice(&self, name: &str, legend: String, mut items: Vec<Item>, several: bool) -> Choice {
        for item in &mut items {
            item.chosen = !item.disabled && self.typed.is(name, &item.value);
        }
        Choice {
            name: name.to_owned(),
            legend,
            hint: None,
            error: self.error(name),
            several,
            small: false,
            inline: false,
            items,
        }
    }

    fn field(&self, name: &str, label: impl Into<String>, control: Control) -> Field {
        Field { name: name.to_owned(), label: label.into(), hint: None, error: self.error(name), control }
    }

    fn error(&self, name: &str) -> Option<String> {
        self.errors.iter().find(|error| error.field == name).map(|error| error.message.clone())
    }
}

/// Every word of a closed vocabulary as an answer.
pub(crate) fn words_items<W: Word>() -> Vec<Item> {
    W::ALL.iter().map(|word| Item::new(word.id(), word.label())).collect()
}

/// One of the procedure's lists as answers.
pub(crate) fn label_items(labels: &[Label]) -> Vec<Item> {
    labels.iter().map(|label| Item::new(&label.id, &label.label)).collect()
}

/// The means of contact as answers.
pub(crate) fn means_items() -> Vec<(String, String)> {
    Means::ALL.iter().map(|means| (means.id().to_owned(), means.label().to_owned())).collect()
}
