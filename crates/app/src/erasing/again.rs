//! Erasing again what a restored backup has brought back: before anybody sees it.

use std::collections::BTreeSet;

use redress_domain::case::By;
use redress_store::{ErasedCase, Tx, case_events, find_case_no};

use super::erase;
use crate::App;
use crate::error::AppError;
use crate::execute::fold;

/// Cases erased in one commit.
const PORTION: usize = 20;

/// What came of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ErasedAgain {
    pub erased: u64,
    /// Those that were erased in the backup already, or that it does not hold yet.
    pub left: u64,
}

impl App {
    /// Erases the cases of a list that are there with everything, whatever state the backup has them in: what was decided once
    /// is not decided again. For the operator.
    ///
    /// # Errors
    /// Faults only.
    pub async fn erase_again(&self, list: Vec<ErasedCase>) -> Result<ErasedAgain, AppError> {
        let mut done = ErasedAgain::default();
        for portion in list.chunks(PORTION) {
            let (portion, now, count) = (portion.to_vec(), self.now(), portion.len());
            let work = move |tx: &mut Tx<'_>| -> Result<usize, AppError> {
                let mut erased = 0;
                for case in portion {
                    if erase_one(tx, &case, now)? {
                        erased += 1;
                    }
                }
                Ok(erased)
            };
            let erased = self.write(work).await?;
            done.erased = done.erased.saturating_add(u64::try_from(erased).unwrap_or(u64::MAX));
            done.left = done.left.saturating_add(u64::try_from(count.saturating_sub(erased)).unwrap_or(u64::MAX));
        }
        let organisations: BTreeSet<String> = list.into_iter().map(|case| case.organisation).collect();
        for organisation in organisations {
            self.forget_when_it_can(&organisation).await;
        }
        Ok(done)
    }
}

fn erase_one(tx: &mut Tx<'_>, listed: &ErasedCase, now: redress_domain::time::Instant) -> Result<bool, AppError> {
    let organisation = &listed.organisation;
    // Its number alone could be that of another case, where a backup of something else was restored.
    if find_case_no(tx, organisation, &listed.reference)? != Some(listed.case_no) {
        return Ok(false);
    }
    let case = fold(&case_events(tx, organisation, listed.case_no)?)?;
    if case.erasure.is_some() {
        return Ok(false);
    }
    erase(tx, organisation, listed.case_no, &listed.ground, now, &By::Operator)?;
    Ok(true)
}
