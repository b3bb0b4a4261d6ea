//! Who sees what, and who saw it: asking for a confidential case in need, the openings, and who read what.

mod need;
mod openings;
mod trail;

use axum::routing::get;

use crate::routing::Routes;

pub(crate) use openings::unseen;
pub(crate) use trail::{opened, reader};

/// The pages.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .route("/open-in-need", get(need::ask).post(need::open))
        .route("/openings", get(openings::show))
        .route("/read-trail", get(trail::show))
}
