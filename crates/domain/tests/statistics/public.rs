//! The public edition: no reference, nothing that was written of a case but what is released.

use redress_domain::procedure::SectionId;
use redress_domain::statistics::{Edition, NarrativeTexts, ReleasedTexts, Repeat, Report, RowId, public};

use crate::published::{facts, internal};
use crate::raw::{period, report_of, spso, spso_with};

const PLANTED: [&str; 5] = ["Absence", "Apology", "Step in earlier", "Wrong advice", "201604178"];

fn released(reference: &str, finding: &str) -> ReleasedTexts {
    let texts = NarrativeTexts { finding: Some(finding.into()), ..NarrativeTexts::default() };
    [((reference.to_owned(), RowId::Esc), texts)].into()
}

fn text_of(report: &Report) -> String {
    serde_json::to_string(report).unwrap()
}

/// R103, R110
#[test]
fn the_public_edition_holds_no_reference_and_nothing_written_of_a_case() {
    let mut facts = facts();
    facts.remarks.repeats.push(Repeat { reference: "201609357".into(), repeat_of: "201604178".into() });
    facts.closed.routes.esc.met -= 1;
    facts.late.push(redress_domain::statistics::LateHandling {
        reference: "201604178".into(),
        route: redress_domain::procedure::Route::Esc,
        days: 16,
    });
    let report = report_of(&facts, spso(), &period("2017-18-Q2"));
    assert!(PLANTED.iter().all(|planted| text_of(&report).contains(planted)));
    let public = public(report, &ReleasedTexts::new(), &[]).unwrap();
    let text = text_of(&public);
    for planted in PLANTED.into_iter().chain(["201702005", "201609357"]) {
        assert!(!text.contains(planted), "{planted}");
    }
    assert_eq!(public.edition, Edition::Public);
    assert_eq!(public.narratives.len(), 2, "what was upheld is still counted");
    assert!(public.narratives.iter().all(|narrative| !narrative.released));
    let late = public.timescales[2].late.as_ref().unwrap();
    assert_eq!(late[0].reference, public.narratives[0].reference, "the same case by the same name");
    let learning = public.checks.iter().find(|check| check.id == "R101").unwrap();
    assert!(!learning.holds && learning.detail.ends_with("every narrative has a learning."), "{}", learning.detail);
}

/// R103, R110
#[test]
fn what_is_released_is_told_under_the_mask() {
    let mut report = internal();
    report.texts.insert(SectionId::Summary, "In 201609357 we were slow.".into());
    let public = public(report, &released("201609357", "A reply was late (201609357)."), &[]).unwrap();
    let told = public.narratives.iter().find(|narrative| narrative.released).unwrap();
    assert_eq!(told.finding.as_deref(), Some(format!("A reply was late ({}).", told.reference).as_str()));
    assert_eq!((told.explanation.as_ref(), told.learning.as_ref()), (None, None));
    assert_eq!(public.narratives.iter().filter(|narrative| narrative.released).count(), 1);
    assert_eq!(public.texts[&SectionId::Summary], format!("In {} we were slow.", told.reference));
}

/// R103
#[test]
fn references_stay_where_the_procedure_does_not_mask_them() {
    let unmasked = spso_with(|report| report.mask_references = false);
    let report = report_of(&facts(), &unmasked, &period("2017-18-Q2"));
    let public = public(report, &ReleasedTexts::new(), &[]).unwrap();
    assert_eq!(public.narratives[0].reference, "201604178");
    assert!(public.narratives.iter().all(|narrative| narrative.finding.is_none()));
}

#[test]
fn where_nothing_is_suppressed_every_count_is_a_number() {
    let report = internal();
    let counts = |report: &Report| -> Vec<String> {
        let counted = report.lines().into_iter().filter(|line| line.reference.is_empty() && line.table != "checks");
        counted.map(|line| line.value).collect()
    };
    let public = public(report.clone(), &ReleasedTexts::new(), &[]).unwrap();
    assert_eq!(counts(&public), counts(&report));
}
