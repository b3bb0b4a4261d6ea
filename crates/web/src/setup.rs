//! The first run: one address, given once, at which the organisation and its first administrator are made.

use askama::Template;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use redress_app::{AppError, NewOrganisation, NewUser};
use redress_domain::calendar::Division;
use redress_domain::case::FieldError;
use redress_domain::period::FiscalYearStart;
use redress_domain::procedure::{Procedure, shipped};
use redress_domain::staff::ADMINISTRATOR;
use redress_http_kit::fault::status_of;

use crate::answer::{Answer, Failed, View, done, shown_as};
use crate::components::{Block, ErrorSummary, Group, Item};
use crate::error_pages;
use crate::extract::Path;
use crate::flash::Flash;
use crate::forms::{Filling, Read, Typed};
use crate::layout::{Page, capital};
use crate::state::Web;
use crate::visitor::read_form;

#[derive(Template)]
#[template(path = "setup.html")]
struct SetupPage {
    page: Page,
    errors: ErrorSummary,
    blocks: Vec<Block>,
}

impl View for SetupPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// The form.
pub(crate) async fn ask(State(web): State<Web>, Path(token): Path<String>) -> Answer {
    check(&web, &token).await?;
    let typed = Typed::default().with("calendar", Division::EnglandAndWales.id()).with("fiscal_year_start", "04-01");
    Ok(shown_as(StatusCode::OK, &page(&typed, &[])))
}

/// Makes the organisation, gives it a procedure as a draft, and makes its first administrator.
pub(crate) async fn set_up(State(web): State<Web>, Path(token): Path<String>, request: Request) -> Answer {
    check(&web, &token).await?;
    let Some(typed) = read_form(request, &web).await else {
        return Err(error_pages::plain(public(), StatusCode::BAD_REQUEST));
    };
    let refused = |status, errors: &[FieldError]| Ok(shown_as(status, &page(&typed, errors)));
    let new = match read(Read::new(&typed), typed.raw("password")) {
        Ok(new) => new,
        Err(errors) => return refused(StatusCode::UNPROCESSABLE_ENTITY, &errors),
    };
    match make(&web, new).await {
        Ok(()) => {
            web.end_setup();
            Ok(done("/sign-in", Flash::SetUp))
        }
        Err(AppError::Invalid(errors)) => refused(StatusCode::UNPROCESSABLE_ENTITY, &errors),
        Err(error @ AppError::Exists { .. }) => {
            refused(status_of(&error), &[FieldError::new("id", error.code(), capital(&error.to_string()))])
        }
        Err(error) => Err(error_pages::of_error(public(), &error)),
    }
}

/// The address exists while nobody has an account, and to nobody but who was given it.
async fn check(web: &Web, token: &str) -> Result<(), Failed> {
    let is_new = web.http.app.is_new_home().await.map_err(|error| error_pages::of_error(public(), &error))?;
    if web.is_setup_token(token) && is_new { Ok(()) } else { Err(error_pages::plain(public(), StatusCode::NOT_FOUND)) }
}

fn public() -> Page {
    Page::public("Set up", None)
}

struct New {
    organisation: NewOrganisation,
    procedure: &'static shipped::Shipped,
    user: NewUser,
}

async fn make(web: &Web, new: New) -> Result<(), AppError> {
    let app = &web.http.app;
    let id = new.organisation.id.clone();
    let made = app.list_organisations().await?.iter().any(|organisation| organisation.id == id);
    // Where an earlier try got only so far, what it made is taken up.
    if !made {
        app.add_organisation(new.organisation).await?;
    }
    app.adopt_procedure(&id, new.procedure.file, new.procedure.text, None).await?;
    app.add_user(new.user).await.map(drop)
}

fn read(mut read: Read<'_>, password: &str) -> Result<New, Vec<FieldError>> {
    let name = read.required("name", "Enter the organisation's name.");
    let id = read.required("id", "Enter a short id of lower-case letters, digits and hyphens.");
    let calendar: Option<Division> = read.typed().get("calendar").parse().ok();
    let fiscal_year_start: Option<FiscalYearStart> = read.typed().get("fiscal_year_start").parse().ok();
    let procedure = shipped::find(read.typed().get("procedure"));
    let person = read.required("person", "Enter your name.");
    let email = read.required("email", "Enter your email address.");
    for (field, missing, message) in [
        ("calendar", calendar.is_none(), "Choose the calendar of bank holidays."),
        ("fiscal_year_start", fiscal_year_start.is_none(), "Enter month and day, for example 04-01."),
        ("procedure", procedure.is_none(), "Choose the procedure to begin with."),
        ("password", password.chars().count() < 8, "Choose a password of at least 8 characters."),
    ] {
        if missing {
            read.refuse(field, "required", message);
        }
    }
    let charity_number = read.optional("charity_number");
    let new = (|| {
        let organisation = NewOrganisation {
            id: id.clone()?,
            name: name?,
            charity_number,
            calendar: calendar?,
            fiscal_year_start: fiscal_year_start?,
        };
        let user = NewUser {
            organisation_id: id?,
            name: person?,
            email: email?,
            roles: vec![ADMINISTRATOR.to_owned()],
            password: Some(password.to_owned()),
        };
        Some(New { organisation, procedure: procedure?, user })
    })();
    read.finish(new)
}

fn page(typed: &Typed, errors: &[FieldError]) -> SetupPage {
    let fill = Filling { typed, errors };
    let calendars = Division::ALL.iter().map(|division| Item::new(division.id(), calendar_label(*division))).collect();
    let procedures = shipped::all().iter().filter_map(|file| {
        let procedure = Procedure::load(file.file, file.text).procedure?;
        Some(Item::new(file.id, procedure.title.clone()).hint(file.id))
    });
    let organisation = vec![
        fill.line("name", "Name of the organisation").of_kind("text", Some("organization")).into(),
        fill.line("id", "Short id")
            .hint("Lower-case letters, digits and hyphens: donnington")
            .wide("govuk-input--width-20")
            .into(),
        fill.line("charity_number", "Registered charity number (optional)").wide("govuk-input--width-10").into(),
        fill.radios("calendar", "Bank holidays", calendars).small().into(),
        fill.line("fiscal_year_start", "Day on which the fiscal year begins")
            .hint("Month and day")
            .wide("govuk-input--width-5")
            .into(),
        fill.radios("procedure", "Procedure to begin with", procedures.collect())
            .hint("It is a draft until your organisation adopts it.")
            .small()
            .into(),
    ];
    let empty = Typed::default();
    let you = vec![
        fill.line("person", "Your name").of_kind("text", Some("name")).into(),
        fill.line("email", "Your email address").of_kind("email", Some("email")).into(),
        Filling { typed: &empty, errors }
            .line("password", "Password")
            .hint("At least 8 characters; longer is better.")
            .of_kind("password", Some("new-password"))
            .into(),
    ];
    let blocks: Vec<Block> = vec![
        Group::new("The organisation", organisation).into(),
        Group::new("You, its first administrator", you).into(),
    ];
    SetupPage { page: public().with_errors(errors), errors: ErrorSummary::of(errors, &blocks), blocks }
}

fn calendar_label(division: Division) -> &'static str {
    match division {
        Division::EnglandAndWales => "England and Wales",
        Division::Scotland => "Scotland",
        Division::NorthernIreland => "Northern Ireland",
    }
}
