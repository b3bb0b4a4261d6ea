//! The history of a case in sentences: one place says what each event means to people.

mod changes;
mod decided;
mod matter;
mod people;
mod records;
mod review;
mod told;

use redress_domain::case::{By, Case, Fact, Recipient, Recorded, WrittenReply};
use redress_domain::procedure::Procedure;
use redress_domain::staff::{Staffing, UserId};
use redress_domain::time::long_date;
use redress_domain::words::Word;

use super::{agreement, by_channel, by_means, labels, long_due, long_instant};
pub(crate) use records::why;
pub(crate) use told::Told;

/// What the sentences take their names from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Teller<'a> {
    pub(crate) procedure: &'a Procedure,
    pub(crate) staffing: &'a Staffing,
    pub(crate) case: &'a Case,
}

impl Teller<'_> {
    /// Who did it.
    pub(crate) fn by(&self, by: &By) -> String {
        match by {
            By::User(id) => self.name(id),
            By::Operator => "The installation's operator".to_owned(),
            By::Public => "The public form".to_owned(),
        }
    }

    /// One event in one line, for somebody whose page has gone stale.
    pub(crate) fn line(&self, recorded: &Recorded) -> String {
        let told = self.tell(&recorded.event.fact);
        format!("{}, {}: {}.", long_instant(recorded.at), self.by(&recorded.by), told.title)
    }

    /// What an event says.
    pub(crate) fn tell(&self, fact: &Fact) -> Told {
        let person = &self.procedure.terms.person;
        match fact {
            Fact::Logged(logged) => self.logged(logged),
            Fact::Imported(_) => Told::new("Taken over from a register, with its history of elsewhere"),
            Fact::Triaged { class, note, .. } => Told::new(format!("Triaged: {}", self.class(class))).maybe(note),
            Fact::SettledAtFirstContact { done, agreement: given } => {
                Told::new("Put right at first contact").and(done).and(agreement(given, person))
            }
            Fact::HandedOver { to, customer_told } => {
                let told = match customer_told {
                    Some(means) => format!("The {person} was told {} who has it.", by_means(*means)),
                    None if self.case.is_anonymous() => String::new(),
                    None => format!("The {person} had not been told yet who has it."),
                };
                Told::new(format!("Handed over to {}", self.name(to))).and(told)
            }
            Fact::ContactTried { means, at, note, safety } => {
                Told::new(format!("Tried to reach the {person} {}, without success", by_means(*means)))
                    .and(format!("At {}. A try stops no clock.", long_instant(*at)))
                    .labelled("Safety", safety.as_deref())
                    .maybe(note)
            }
            Fact::ContactMade { means, at, note, safety, issue, remedy_wanted } => {
                Told::new(format!("Was in contact with the {person} {}", by_means(*means)))
                    .and(format!("At {}.", long_instant(*at)))
                    .labelled("Safety", safety.as_deref())
                    .labelled("The issue as they put it", issue.as_deref())
                    .labelled("What they would like done", remedy_wanted.as_deref())
                    .maybe(note)
            }
            Fact::PromiseMade { what, due, appointment, .. } => {
                Told::new(if *appointment { "Made an appointment" } else { "Made a promise" })
                    .and(format!("{what} - by {}.", long_due(*due)))
            }
            Fact::ActionMoved { number, to, reason } => {
                Told::new(format!("Moved action {number} to {}", long_due(*to))).and(self.question(*number)).and(reason)
            }
            Fact::PlanAgreed { agreement: given, steps } => self.planned(steps).and(agreement(given, person)),
            Fact::ActionDone { number, on, note } => self.done(*number, *on).maybe(note),
            Fact::WrittenReplyAsked { answer } => Told::new(match answer {
                WrittenReply::Yes => format!("The {person} would like a written reply"),
                WrittenReply::No => format!("The {person} wants no written reply"),
                WrittenReply::CouldNotAsk => {
                    format!("The {person} could not be asked whether a written reply is wanted")
                }
            }),
            Fact::ReplySent { on, means, to, contents, note } => {
                let whom = if *to == Recipient::Representative { " to their representative" } else { "" };
                let known: Vec<_> = self.procedure.response.contents.iter().collect();
                let says = contents.iter().map(|id| {
                    known.iter().find(|content| content.id == *id).map_or(id.as_str(), |content| &content.label)
                });
                Told::new(format!("Sent the written reply{whom} {}", by_means(*means)))
                    .and(format!("On {}.", long_date(*on)))
                    .labelled("It says", Some(&says.collect::<Vec<_>>().join("; ")))
                    .maybe(note)
            }
            Fact::DecisionConfirmed { means, on } => {
                Told::new(format!("The {person} was told the decision {}", by_means(*means)))
                    .and(format!("On {}.", long_date(*on)))
            }
            Fact::CompensationDecided { decision } => self.compensation(decision),
            Fact::Decided(decided) => self.decided(decided),
            Fact::HandlingClosed { on, repeat_of } => {
                let repeat = repeat_of.as_ref().map(|other| format!("The same happened before: {other}."));
                Told::new("Closed").and(format!("As of {}.", long_date(*on))).maybe(&repeat)
            }
            Fact::ProcedureExhausted { bodies } => self.exhausted(bodies),
            Fact::LearningOpened {} => Told::new("The learning record was opened"),
            Fact::EscalationRequested { stage, at, channel, reasons, waiver, .. } => {
                Told::new(format!("The {person} asked for {}", self.stage(stage)))
                    .and(format!("Asked {} on {}.", by_channel(*channel), long_instant(*at)))
                    .maybe(reasons)
                    .labelled("Taken up although the time was over", waiver.as_deref())
            }
            Fact::EscalationAcknowledged { at, means } => {
                Told::new(format!("Acknowledged the request {}", by_means(*means)))
                    .and(format!("At {}.", long_instant(*at)))
            }
            Fact::Extended(extended) => self.extended(extended),
            Fact::Paused { reason, approver } => {
                let reasons = self.procedure.clocks.iter().filter_map(|rule| rule.pause.as_ref());
                let known: Vec<_> = reasons.flat_map(|pause| pause.reasons.clone()).collect();
                let approver = approver.as_ref().map(|id| self.name(id));
                Told::new("Paused the time limit")
                    .and(labels(&known, std::slice::from_ref(reason)))
                    .labelled("Approved by", approver.as_deref())
            }
            Fact::Resumed { on } => Told::new("Resumed the time limit").and(format!("From {}.", long_date(*on))),
            Fact::UpdateGiven { means, at, text } => {
                Told::new(format!("Told the {person} {} how it is going", by_means(*means)))
                    .and(format!("At {}.", long_instant(*at)))
                    .and(text)
            }
            Fact::LearningCompleted(learnt) => self.learnt(learnt),
            Fact::Attached(file) => Told::new(format!("Attached {}", file.name)).and(file.used_as.label()),
            Fact::AttachmentRemoved { number, reason } => Told::new(format!("Removed file {number}")).and(reason),
            Fact::NoteAdded { text } => Told::new("Added a note").and(text),
            Fact::SubjectNamed { who, note } => self.about_staff(who, true).maybe(note),
            Fact::SubjectCleared { who, reason } => self.about_staff(who, false).and(reason),
            Fact::InterestDeclared { who, what } => self.stepped_back(who, what),
            Fact::RepresentativeSet(representative) => self.represented(representative),
            Fact::ConsentRecorded(consent) => self.consented(consent),
            Fact::AdjustmentsRecorded(adjustments) => self.adjusted(adjustments),
            Fact::SafetyNoted { text } => Told::new("Recorded a safety note for visits").and(text),
            Fact::BehaviourWarned { what, means, on } => {
                Told::new(format!("Warned the {person} {} about behaviour", by_means(*means)))
                    .and(what)
                    .and(format!("On {}.", long_date(*on)))
            }
            Fact::ContactLimited(limit) => self.limited(limit),
            Fact::LimitReviewed { keep_until, review_on, reasons } => {
                people::limit_reviewed(*keep_until, *review_on, reasons)
            }
            Fact::PointAdded { number, what, nature, service_area } => {
                self.point_added(*number, what, nature.as_deref(), service_area.as_deref())
            }
            Fact::PointDecided { number, finding } => self.point_decided(*number, finding),
            Fact::InformationAsked { number, of, question, due_on } => self.asked(*number, of, question, *due_on),
            Fact::InformationChased { number, due_on, note } => {
                Told::new(format!("Chased an answer, now for {}", long_date(*due_on)))
                    .and(format!("{number}. {}", self.question(*number)))
                    .maybe(note)
            }
            Fact::InformationGiven { number, on, answer } => Told::new(format!("An answer came on {}", long_date(*on)))
                .and(format!("{number}. {}", self.question(*number)))
                .and(answer),
            Fact::Apologised(apology) => self.apologised(apology),
            Fact::PaymentRecorded { step, on } => matter::paid(*step, *on),
            Fact::StaffMatterRecorded(matter) => self.staff_matter(matter),
            Fact::Linked { to, kind, note } => matter::linked(to, *kind, note),
            Fact::MergedInto { into, reason } => Told::new(format!("Merged into {into}, where it goes on")).and(reason),
            Fact::Absorbed(absorbed) => Told::new(format!("Took in the duplicate {}", absorbed.duplicate)),
            Fact::Joined { body, we_lead, note } => matter::joined(body, *we_lead, note),
            Fact::Withdrawn { means, on, reason } => {
                Told::new(format!("The {person} took it back {}", by_means(*means)))
                    .and(format!("On {}.", long_date(*on)))
                    .maybe(reason)
            }
            Fact::Reopened { reason } => Told::new("Opened it again").and(reason),
            Fact::LetterMade { letter, to, .. } => self.letter(letter, *to),
            Fact::ReferredOutside { body, on, note } => {
                Told::new(format!("The {person} turned to {}", self.body(body)))
                    .and(format!("On {}.", long_date(*on)))
                    .maybe(note)
            }
            Fact::OutsideDecided { upheld, on, note } => {
                let title = if *upheld { "The outside body upheld it" } else { "The outside body did not uphold it" };
                Told::new(title).and(format!("On {}.", long_date(*on))).maybe(note)
            }
            Fact::ProcedureChanged { version, reason } => {
                Told::new(format!("Went over to version {version} of the procedure")).and(reason)
            }
            Fact::FilterDecided(decision) => self.filtered(decision),
            Fact::PanelConvened { seats, meets_on } => self.convened(seats, *meets_on),
            Fact::PanelMemberDecided { member, decision } => self.member_decided(member, decision),
            Fact::ReferredToBoard { ground, reason, recused } => self.referred(*ground, reason, recused),
            Fact::BoardDecided(decision) => self.board_decided(decision),
            Fact::Classified { split, options, .. } => self.classed(split, options),
            Fact::ChangeNewsAsked { wants } => self.change_news(*wants),
            Fact::ToldWhatChanged { means, to, on, what, improvement } => {
                self.change_told(*means, *to, *on, what, *improvement)
            }
            Fact::Restricted { reason, named } => {
                let named: Vec<String> = named.iter().map(|who| self.name(who)).collect();
                Told::new("Made it confidential").and(reason).labelled("Named", Some(&named.join(", ")))
            }
            Fact::Admitted { who, reason } => Told::new(format!("Let {} see it", self.name(who))).and(reason),
            Fact::RestrictionLifted { reason } => Told::new("It is confidential no longer").and(reason),
            Fact::OpenedInNeed { reason, until, .. } => {
                Told::new(format!("Opened it in need, until {}", long_instant(*until))).and(reason)
            }
            Fact::RecordsHeld { reason } => Told::new("Holds its records").and(reason),
            Fact::RecordsReleased { reason } => Told::new("Released its records").and(reason),
            Fact::PersonCorrected { person, changed } => self.corrected(person.number, changed),
            Fact::AccessGiven { person, .. } => {
                Told::new(format!("Gave {} what is kept of them here", self.in_case(*person)))
            }
            Fact::Erased { ground } => records::erased(ground),
            Fact::OpeningSeen { number, .. } => Told::new(format!("Has seen that it was opened in need ({number})")),
        }
    }

    fn name(&self, id: &UserId) -> String {
        self.staffing.name(id).to_owned()
    }

    fn class<'t>(&'t self, id: &'t str) -> &'t str {
        self.procedure.triage_class(id).map_or(id, |class| &class.label)
    }

    fn outcome<'t>(&'t self, id: &'t str) -> &'t str {
        self.procedure.outcome(id).map_or(id, |outcome| &outcome.label)
    }

    fn stage<'t>(&'t self, id: &'t str) -> &'t str {
        self.procedure.stage(id).map_or(id, |stage| &stage.label)
    }
}
