//! The procedures that come with the program.

/// A procedure file as shipped: load it with [`super::Procedure::load`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shipped {
    pub id: &'static str,
    /// Name that findings give as their place.
    pub file: &'static str,
    pub text: &'static str,
}

const ALL: [Shipped; 2] = [
    Shipped {
        id: "donnington-service-failure",
        file: "donnington-service-failure.toml",
        text: include_str!("../../procedures/donnington-service-failure.toml"),
    },
    Shipped {
        id: "spso-customer-service",
        file: "spso-customer-service.toml",
        text: include_str!("../../procedures/spso-customer-service.toml"),
    },
];

/// Every shipped procedure, in the order of their ids.
pub fn all() -> &'static [Shipped] {
    &ALL
}

/// The shipped procedure of this id.
pub fn find(id: &str) -> Option<&'static Shipped> {
    ALL.iter().find(|shipped| shipped.id == id)
}
