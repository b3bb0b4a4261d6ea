//! What stands around every page: the organisation's name, the navigation, who is signed in.

use redress_app::SignedIn;
use redress_domain::access::Rights;
use redress_domain::case::FieldError;
use redress_domain::procedure::Permission;

use crate::flash::Flash;

/// The part of the house a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Area {
    Cases,
    Learning,
    Reports,
    People,
    Procedure,
    Access,
    DataProtection,
    None,
}

/// What the layout is told of a page.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    /// Without the organisation; unique within the site.
    pub(crate) title: String,
    pub(crate) organisation: String,
    /// Name of who is signed in; empty for the public.
    pub(crate) person: String,
    pub(crate) csrf: String,
    pub(crate) nav: Vec<NavItem>,
    pub(crate) flash: Option<&'static str>,
    pub(crate) has_errors: bool,
    /// Work lists and reports need the room.
    pub(crate) wide: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct NavItem {
    pub(crate) label: String,
    pub(crate) href: &'static str,
    pub(crate) current: bool,
}

impl Page {
    /// A page for whoever comes along.
    pub(crate) fn public(title: impl Into<String>, flash: Option<Flash>) -> Self {
        Self {
            title: title.into(),
            organisation: "Redress".to_owned(),
            person: String::new(),
            csrf: String::new(),
            nav: Vec::new(),
            flash: flash.map(Flash::sentence),
            has_errors: false,
            wide: false,
        }
    }

    /// A page for somebody who is signed in.
    pub(crate) fn of(who: &SignedIn, area: Area, title: impl Into<String>, flash: Option<Flash>) -> Self {
        Self {
            organisation: who.settings.organisation.name.clone(),
            person: who.staff.name.clone(),
            csrf: who.csrf.clone().unwrap_or_default(),
            nav: nav(who, area),
            ..Self::public(title, flash)
        }
    }

    pub(crate) fn wide(mut self) -> Self {
        self.wide = true;
        self
    }

    pub(crate) fn with_errors(mut self, errors: &[FieldError]) -> Self {
        self.has_errors = !errors.is_empty();
        self
    }

    pub(crate) fn stylesheet(&self) -> &'static str {
        redress_ui_assets::url("app.css")
    }

    pub(crate) fn script(&self) -> &'static str {
        redress_ui_assets::url("app.mjs")
    }

    pub(crate) fn icon(&self) -> &'static str {
        redress_ui_assets::url("favicon.svg")
    }
}

fn nav(who: &SignedIn, area: Area) -> Vec<NavItem> {
    let cases = who.settings.procedure.as_ref().map_or("Cases".to_owned(), |procedure| capital(&procedure.terms.cases));
    let may = |permission| who.rights.as_ref().is_some_and(|rights| rights.has(permission));
    let item = |label: &str, href, of| NavItem { label: label.to_owned(), href, current: area == of };
    let mut items = Vec::new();
    if may(Permission::Read) {
        items.push(item(&cases, "/cases", Area::Cases));
        items.push(item("Learning", "/learning", Area::Learning));
    }
    if may(Permission::Report) {
        items.push(item("Reports", "/reports", Area::Reports));
    }
    if may(Permission::Read) {
        items.push(item("People", "/people", Area::People));
    }
    if may(Permission::Read) {
        items.push(item("Procedure", "/procedure", Area::Procedure));
    }
    if may(Permission::DataProtection) {
        items.push(item("Data protection", "/data-protection", Area::DataProtection));
    }
    if may(Permission::Confidential) {
        items.push(item("Access", "/openings", Area::Access));
    } else if who.rights.as_ref().is_some_and(Rights::sees_reads) {
        items.push(item("Access", "/read-trail", Area::Access));
    }
    items
}

/// With a capital first letter, to begin a sentence or a title.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
