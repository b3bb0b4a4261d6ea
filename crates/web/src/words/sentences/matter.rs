//! Points, questions, payments, other cases and outside bodies, told.

use redress_domain::case::{Extended, LinkKind, Member, PaymentStep, PointFinding, Recipient};
use redress_domain::time::{Date, long_date};
use redress_domain::words::Word;

use super::super::{by_means, labels, member_name};
use super::{Teller, Told};

impl Teller<'_> {
    pub(super) fn point_added(&self, number: u32, what: &str, nature: Option<&str>, area: Option<&str>) -> Told {
        let nature = nature.map(|id| self.procedure.nature(id).map_or(id, |nature| &nature.label));
        Told::new(format!("Added point {number}"))
            .and(what)
            .labelled("What it is about", nature)
            .labelled("Service area", area)
    }

    pub(super) fn point_decided(&self, number: u32, finding: &PointFinding) -> Told {
        let remedies = labels(&self.procedure.remedies, &finding.remedies);
        Told::new(format!("Decided on point {number}: {}", self.outcome(&finding.outcome)))
            .maybe(&finding.finding)
            .labelled("What puts it right", Some(&remedies))
    }

    pub(super) fn asked(&self, number: u32, of: &Member, question: &str, due_on: Date) -> Told {
        Told::new(format!("Asked {} for information", member_name(of, self.staffing)))
            .and(format!("{number}. {question}"))
            .and(format!("To be answered by {}.", long_date(due_on)))
    }

    pub(super) fn question(&self, number: u32) -> &str {
        let asked = self.case.actions.iter().find(|action| action.number == number);
        asked.map_or("", |action| action.what.as_str())
    }

    pub(super) fn extended(&self, extended: &Extended) -> Told {
        let grounds = self.procedure.clocks.iter().filter_map(|rule| rule.extension.as_ref());
        let mut grounds = grounds.flat_map(|extension| &extension.reasons);
        let ground = extended.ground.as_deref();
        let ground = ground.map(|id| grounds.find(|label| label.id == id).map_or(id, |label| &label.label));
        let approver = extended.approver.as_ref().map(|id| self.name(id));
        let person = &self.procedure.terms.person;
        let told = extended.told.map(|means| format!("The {person} was told {}.", by_means(means)));
        let outside = if extended.outside_contact_given { "They were given the outside body's contact." } else { "" };
        Told::new(format!("Extended the time limit to {}", long_date(extended.to)))
            .labelled("Reason", ground)
            .and(&extended.reason)
            .labelled("Approved by", approver.as_deref())
            .maybe(&told)
            .and(outside)
    }

    pub(super) fn letter(&self, id: &str, to: Recipient) -> Told {
        let title = self.procedure.letter(id).map_or(id, |letter| &letter.title);
        let to = match to {
            Recipient::Complainant => format!("To the {}.", self.procedure.terms.person),
            Recipient::Representative => "To their representative.".to_owned(),
        };
        Told::new(format!("Made a letter: {title}")).and(to)
    }

    pub(super) fn body<'t>(&'t self, id: &'t str) -> &'t str {
        self.procedure.external_body(id).map_or(id, |body| &body.name)
    }

    pub(super) fn exhausted(&self, bodies: &[String]) -> Told {
        let names: Vec<&str> = bodies.iter().map(|id| self.body(id)).collect();
        Told::new("The procedure is finished").labelled("Where to turn now", Some(&names.join("; ")))
    }
}

pub(super) fn linked(to: &str, kind: LinkKind, note: &Option<String>) -> Told {
    Told::new(format!("Linked it to {to}")).and(kind.label()).maybe(note)
}

pub(super) fn joined(body: &str, we_lead: bool, note: &Option<String>) -> Told {
    let leads = if we_lead { "We lead.".to_owned() } else { format!("{body} leads.") };
    Told::new(format!("Answered together with {body}")).and(leads).maybe(note)
}

pub(super) fn paid(step: PaymentStep, on: Date) -> Told {
    let title = match step {
        PaymentStep::Offered => "Offered the compensation",
        PaymentStep::Accepted => "The compensation was accepted",
        PaymentStep::Refused => "The compensation was refused",
        PaymentStep::Paid => "Paid the compensation",
    };
    Told::new(title).and(format!("On {}.", long_date(on)))
}
