//! A router that knows its addresses, so that a test can try every one of them.

use axum::Router;
use axum::routing::MethodRouter;

use crate::state::Web;

/// Pages at their addresses.
#[derive(Default)]
pub(crate) struct Routes {
    router: Router<Web>,
    addresses: Vec<&'static str>,
}

impl Routes {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// What stands at an address, by method.
    pub(crate) fn route(mut self, address: &'static str, page: MethodRouter<Web>) -> Self {
        self.addresses.push(address);
        Self { router: self.router.route(address, page), ..self }
    }

    /// The pages of another table as well.
    pub(crate) fn merge(mut self, other: Self) -> Self {
        self.addresses.extend(other.addresses);
        Self { router: self.router.merge(other.router), ..self }
    }

    pub(crate) fn addresses(&self) -> &[&'static str] {
        &self.addresses
    }

    pub(crate) fn into_router(self) -> Router<Web> {
        self.router
    }
}
