//! Whoever a case is about finds no trace of it: not in a list, by words, in a report, in an export, nor at its address.

use std::sync::{Arc, Mutex};

use redress_app::{Actor, App, AppError};
use redress_domain::case::{Command, LinkKind};
use redress_domain::period::{Period, PeriodKind};
use redress_domain::staff::UserId;
use redress_domain::statistics::{Edition, FigureId};
use redress_domain::time::Zone;

use super::{lines, told_at, wait};
use crate::demo::donnington;

fn staff(who: &str) -> Actor {
    Actor::user(donnington::ID, UserId::new(who))
}

fn found(app: &App, actor: &Actor, words: Option<&str>) -> Vec<String> {
    lines(app, actor, words).into_iter().map(|line| line.reference).collect()
}

/// The references in the register as somebody would export it.
fn exported(app: &App, actor: &Actor) -> Result<Vec<String>, AppError> {
    let references = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&references);
    wait(app.export_register(actor, move |case| {
        kept.lock().unwrap().push(case.reference);
        Ok(())
    }))?;
    let references = references.lock().unwrap().clone();
    Ok(references)
}

/// R59, R79
#[test]
fn the_subject_of_a_case_finds_no_trace_of_it() {
    let (_folder, app, _) = told_at("2026-11-18T10:00:00Z");
    let settings = wait(app.settings(donnington::ID)).unwrap();
    let quarter =
        Period::containing(PeriodKind::Quarter, app.now().local_date(Zone::LONDON), settings.fiscal_year_start)
            .unwrap();
    for (subject, words) in [("tom", "wasting everybody's time"), ("joan", "asked three times for the accounts")] {
        let (subject, other) = (staff(subject), staff("helen"));
        let about = found(&app, &other, Some(words));
        let [reference] = about.as_slice() else { panic!("{words:?} finds {about:?}") };

        assert!(found(&app, &subject, Some(words)).is_empty());
        assert!(found(&app, &subject, Some(reference)).is_empty());
        let (all, theirs) = (found(&app, &other, None), found(&app, &subject, None));
        assert!(all.contains(reference) && !theirs.contains(reference) && theirs.len() + 1 == all.len());

        let address = |reference: &str| wait(app.case(&subject, reference)).unwrap_err().to_string();
        assert_eq!(address(reference), address("SF-1999-0001"));
        let link = |to: &str| {
            let command = Command::Link { to: to.to_owned(), kind: LinkKind::Related, note: None };
            wait(app.execute(&subject, &theirs[0], vec![command], None, None)).unwrap_err().to_string()
        };
        assert_eq!(link(reference).replace(reference.as_str(), "SF-1999-0001"), link("SF-1999-0001"));

        let received = |actor: &Actor| {
            let report = wait(app.report(actor, &quarter.id, Edition::Internal)).unwrap();
            assert!(report.checks.iter().all(|check| check.holds));
            report.volumes.last().unwrap().received.shown().unwrap()
        };
        assert_eq!(received(&subject) + 1, received(&other));
        let behind = wait(app.cases_behind(&subject, &quarter.id, FigureId::Received, None, None)).unwrap();
        assert!(behind.cases.iter().all(|line| line.reference != *reference));
    }
}

/// R59
#[test]
fn an_administrator_exports_all_but_what_is_about_them() {
    let (_folder, app, _) = told_at("2026-11-18T10:00:00Z");
    let about = found(&app, &staff("helen"), Some("asked three times for the accounts")).remove(0);
    let all = exported(&app, &Actor::operator(donnington::ID)).unwrap();
    let theirs = exported(&app, &staff("joan")).unwrap();
    assert!(all.contains(&about) && !theirs.contains(&about));
    let mut all_but_it = all;
    all_but_it.retain(|reference| *reference != about);
    assert_eq!(theirs, all_but_it);
    assert!(matches!(exported(&app, &staff("helen")), Err(AppError::NotFound { .. })));
}
