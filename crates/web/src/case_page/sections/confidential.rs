//! Who may see a confidential case, who had it opened in need, and who read what is kept apart of a case.

use redress_app::{CaseView, ReadLine};
use redress_domain::case::{Member, Opening};
use redress_domain::procedure::Permission;

use super::Section;
use crate::confidential::{opened, reader};
use crate::words::long_instant;

/// Why it is confidential, and who sees it.
pub(super) fn confidential(view: &CaseView) -> Section {
    let section = Section { restricted: true, ..Section::new("confidential", "Confidential: who may see it") };
    let openings: Vec<String> = view.case.openings.iter().map(|opening| opening_said(view, opening)).collect();
    let section = section.row("Opened in need", Some(openings.join("\n")));
    let Some(restriction) = &view.case.restriction else { return section };
    let name = |id| view.settings.staffing.name(id);
    let named: Vec<&str> = restriction.named.iter().map(name).collect();
    let owners: Vec<&str> =
        view.case.handlings.iter().filter_map(|handling| handling.owner.as_ref()).map(name).collect();
    let panels = view.case.handlings.iter().filter_map(|handling| handling.panel.as_ref());
    let seats: Vec<&str> = panels
        .flat_map(|panel| &panel.seats)
        .filter_map(|seat| match &seat.taken.member {
            Member::Staff(who) => Some(name(who)),
            Member::Outside(_) => None,
        })
        .collect();
    section
        .row("Why", Some(restriction.reason.as_str()))
        .row("Named", Some(named.join(", ")))
        .row("Owner", Some(owners.join(", ")))
        .row("Panel", Some(seats.join(", ")))
        .row("See every confidential case", Some(guardians(view)))
}

/// The roles that see all of them.
fn guardians(view: &CaseView) -> String {
    let procedure = view.settings.procedure.as_ref().unwrap_or(&view.procedure);
    let roles = procedure.roles.iter().filter(|role| role.may.contains(&Permission::Confidential));
    roles.map(|role| role.label.as_str()).collect::<Vec<_>>().join(", ")
}

fn opening_said(view: &CaseView, opening: &Opening) -> String {
    let name = |id| view.settings.staffing.name(id);
    let seen = match &opening.seen {
        Some((who, at)) => format!("Seen by {}, {}", name(who), long_instant(*at)),
        None => "Nobody who keeps watch has seen it yet".to_owned(),
    };
    format!("{}, until {}: {}. {seen}", name(&opening.who), long_instant(opening.until), opening.reason)
}

/// Who read what is kept apart, for those who may know.
pub(super) fn reads(view: &CaseView) -> Section {
    let section = Section { restricted: true, ..Section::new("reads", "Who read this case") };
    let lines = view.reads.iter().flatten();
    lines.fold(section, |section, line| section.row(long_instant(line.at), Some(said(view, line))))
}

fn said(view: &CaseView, line: &ReadLine) -> String {
    match opened(&line.opened).as_str() {
        "" => reader(&line.by, &view.settings.staffing),
        what => format!("{}: {what}", reader(&line.by, &view.settings.staffing)),
    }
}
