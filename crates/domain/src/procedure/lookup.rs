//! Questions the case engine asks of a procedure.

use std::collections::BTreeSet;

use super::Procedure;
use super::clock_rule::ClockRule;
use super::conduct::Letter;
use super::escalation::ExternalBody;
use super::flow::{Route, Stage, Step, StepKind};
use super::model::{Code, Label, Outcome, Part, Permission, Role, TriageClass};

impl Procedure {
    /// The stage of this id.
    pub fn stage(&self, id: &str) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.id == id)
    }

    /// The stage a handling of this route belongs to; `None` where the procedure does not have the route.
    pub fn stage_for(&self, route: Route) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.routes.contains(&route))
    }

    /// Position of a stage, from 0.
    pub fn stage_index(&self, id: &str) -> Option<usize> {
        self.stages.iter().position(|stage| stage.id == id)
    }

    /// Whether the procedure is exhausted when this stage closes (R15, R105).
    pub fn is_last_stage(&self, stage: &Stage) -> bool {
        self.next_stage(stage).is_none()
    }

    /// The stage one can ask for after this one.
    pub fn next_stage(&self, stage: &Stage) -> Option<&Stage> {
        let later = self.stages.iter().skip_while(|other| other.id != stage.id).skip(1);
        later.into_iter().find(|other| other.routes.contains(&Route::Esc))
    }

    /// The letter of this id.
    pub fn letter(&self, id: &str) -> Option<&Letter> {
        self.letters.iter().find(|letter| letter.id == id)
    }

    /// The outside body of this id (R16).
    pub fn external_body(&self, id: &str) -> Option<&ExternalBody> {
        self.external_bodies.iter().find(|body| body.id == id)
    }

    /// The step of this kind with the procedure's own name for it (R5).
    pub fn step<'s>(&self, stage: &'s Stage, kind: StepKind) -> Option<&'s Step> {
        stage.steps.iter().find(|step| step.kind == kind)
    }

    /// The outcome of this id (R54).
    pub fn outcome(&self, id: &str) -> Option<&Outcome> {
        self.outcomes.iter().find(|outcome| outcome.id == id)
    }

    /// The decision code of this id (R55).
    pub fn code(&self, id: &str) -> Option<&Code> {
        self.codes.iter().find(|code| code.id == id)
    }

    /// The nature tag of this id (R11).
    pub fn nature(&self, id: &str) -> Option<&Label> {
        self.natures.iter().find(|nature| nature.id == id)
    }

    /// The triage class of this id (R17).
    pub fn triage_class(&self, id: &str) -> Option<&TriageClass> {
        self.triage.iter().find(|class| class.id == id)
    }

    /// The published part of this id (R3).
    pub fn part(&self, id: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.id == id)
    }

    /// The role of this id (R4).
    pub fn role(&self, id: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.id == id)
    }

    /// Everything that holding these roles allows. A role of another procedure allows nothing here.
    pub fn permissions(&self, held: impl IntoIterator<Item = impl AsRef<str>>) -> BTreeSet<Permission> {
        held.into_iter().filter_map(|id| self.role(id.as_ref())).flat_map(|role| role.may.iter().copied()).collect()
    }

    /// The clock rule of this id.
    pub fn clock(&self, id: &str) -> Option<&ClockRule> {
        self.clocks.iter().find(|clock| clock.id == id)
    }

    /// The triage class that a case is taken to have until it is triaged: the first that counts as a failure.
    pub fn presumed_class(&self) -> &str {
        self.triage.iter().find(|class| class.counts_as_failure).map_or("", |class| class.id.as_str())
    }

    /// Every clock that runs for a handling that came by this route to this stage, of this triage class.
    pub fn clocks_at(&self, route: Route, stage: &str, class: &str) -> impl Iterator<Item = &ClockRule> {
        self.clocks.iter().filter(move |clock| clock.runs_for(route, stage, class))
    }

    /// Every clock that runs for a handling of this route, in the order of the file.
    pub fn clocks_for(&self, route: Route) -> impl Iterator<Item = &ClockRule> {
        self.clocks.iter().filter(move |clock| clock.routes.contains(&route))
    }

    /// The time limit of a handling of this route, by which reports measure (R93).
    pub fn timescale(&self, route: Route) -> Option<&ClockRule> {
        self.clocks_for(route).find(|clock| clock.timescale)
    }

    /// The time limit to measure an imported handling by: history may hold a direct stage 2 under a procedure that
    /// has none, and then the limit of the other way to the second stage applies.
    pub fn timescale_or_stage(&self, route: Route) -> Option<&ClockRule> {
        self.timescale(route).or_else(|| match route {
            Route::S1 => None,
            Route::S2 => self.timescale(Route::Esc),
            Route::Esc => self.timescale(Route::S2),
        })
    }
}
