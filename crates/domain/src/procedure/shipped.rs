//! The procedures that come with the program.

/// A procedure file as shipped: load it with [`super::Procedure::load`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shipped {
    pub id: &'static str,
    /// Name that findings give as their place.
    pub file: &'static str,
    pub text: &'static str,
}

/// The file of an id, which is its name.
macro_rules! shipped {
    ($($id:literal),+ $(,)?) => {
        [$(Shipped {
            id: $id,
            file: concat!($id, ".toml"),
            text: include_str!(concat!("../../procedures/", $id, ".toml")),
        }),+]
    };
}

const ALL: [Shipped; 9] = shipped![
    "children-act",
    "donnington-service-failure",
    "dp-complaint",
    "fca-disp",
    "housing-ombudsman",
    "lgsco",
    "nhs-england",
    "spso-customer-service",
    "spso-model",
];

/// Every shipped procedure, in the order of their ids.
pub fn all() -> &'static [Shipped] {
    &ALL
}

/// The shipped procedure of this id.
pub fn find(id: &str) -> Option<&'static Shipped> {
    ALL.iter().find(|shipped| shipped.id == id)
}
