//! Which periods returns are made for, and which procedures they fit.

use redress_domain::period::FiscalYearStart;
use redress_domain::returns::{ReturnId, ReturnPeriodError, offered};

use crate::world::{date, procedure};

fn calendar_year() -> FiscalYearStart {
    FiscalYearStart::new(1, 1).unwrap()
}

#[test]
fn the_year_of_the_tenant_measures_ends_on_31_march_whenever_the_fiscal_year_begins() {
    let year = ReturnId::Tsm.period("2023-24", calendar_year()).unwrap();
    assert_eq!((year.from, year.to), (date("2023-04-01"), date("2024-03-31")));
}

#[test]
fn a_period_of_another_length_is_refused_with_one_that_would_do() {
    let refused = ReturnId::Tsm.period("2023-24-Q2", FiscalYearStart::default()).unwrap_err();
    assert!(matches!(&refused, ReturnPeriodError::NotThisOne { example, .. } if example == "2023-24"), "{refused}");
    assert_eq!(refused.code(), "return-period");
    assert!(refused.to_string().contains("from 1 April to 31 March"));
    let refused = ReturnId::FcaDisp.period("2023-24", FiscalYearStart::default()).unwrap_err();
    assert!(refused.to_string().contains("2023-24-H1"), "{refused}");
    for id in ReturnId::ALL {
        assert_eq!(id.period("soon", calendar_year()).unwrap_err().code(), "period-form");
    }
}

#[test]
fn a_half_of_the_calendar_year_is_understood_for_disp() {
    let half = ReturnId::FcaDisp.period("2027-H1", FiscalYearStart::default()).unwrap();
    assert_eq!((half.from, half.to), (date("2027-01-01"), date("2027-06-30")));
}

#[test]
fn each_preset_is_offered_the_return_it_was_written_for_first() {
    let first = |id: &str| {
        let offered = offered(&procedure(id));
        assert_eq!(offered.len(), ReturnId::ALL.len());
        offered.iter().filter(|offered| offered.fits).map(|offered| offered.id).collect::<Vec<_>>()
    };
    assert_eq!(first("spso-model"), ["spso-indicators"]);
    assert_eq!(first("housing-ombudsman"), ["tsm"]);
    assert_eq!(first("nhs-england"), ["ko41a"]);
    assert_eq!(first("fca-disp"), ["fca-disp"]);
    assert!(first("dp-complaint").is_empty());
}
