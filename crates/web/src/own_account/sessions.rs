//! Where somebody is signed in, and ending it there.

use askama::Template;
use redress_app::{SessionLine, SignedInWith};

use crate::answer::{Answer, View, done, shown};
use crate::browser::Here;
use crate::flash::Flash;
use crate::layout::{Area, Page};
use crate::visitor::{Submitted, Visitor};
use crate::words::long_instant;

const PATH: &str = "/account/sessions";

#[derive(Template)]
#[template(path = "own_sessions.html")]
struct OwnSessions {
    page: Page,
    lines: Vec<Line>,
    has_others: bool,
}

struct Line {
    id: String,
    browser: String,
    with: &'static str,
    began: String,
    seen: String,
    this: bool,
}

impl View for OwnSessions {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// The sessions that last, the one used last first.
pub(super) async fn show(here: Here, visitor: Visitor) -> Answer {
    let sessions = visitor.app().own_sessions(here.secret()).await.map_err(|error| visitor.failed(&error))?;
    let lines: Vec<Line> = sessions.into_iter().map(line).collect();
    let has_others = lines.iter().any(|line| !line.this);
    Ok(shown(&OwnSessions { page: visitor.page(Area::None, "Your sessions").wide(), lines, has_others }))
}

/// Ends one.
pub(super) async fn end(here: Here, submitted: Submitted) -> Answer {
    let visitor = &submitted.visitor;
    let ended = visitor.app().end_own_session(here.secret(), submitted.typed.get("session")).await;
    ended.map_err(|error| visitor.failed(&error))?;
    Ok(done(PATH, Flash::SessionEnded))
}

/// Ends all but this one.
pub(super) async fn end_others(here: Here, submitted: Submitted) -> Answer {
    let visitor = &submitted.visitor;
    let ended = visitor.app().end_other_sessions(here.secret()).await;
    ended.map_err(|error| visitor.failed(&error))?;
    Ok(done(PATH, Flash::OtherSessionsEnded))
}

fn line(session: SessionLine) -> Line {
    Line {
        browser: if session.browser.is_empty() { "A browser that does not say".to_owned() } else { session.browser },
        with: with_words(session.signed_in_with),
        began: long_instant(session.began_at),
        seen: long_instant(session.seen_at),
        id: session.id,
        this: session.this,
    }
}

fn with_words(with: SignedInWith) -> &'static str {
    match with {
        SignedInWith::Password => "Password",
        SignedInWith::AuthenticatorCode => "Password and code",
        SignedInWith::RecoveryCode => "Password and recovery code",
        SignedInWith::SingleSignOn => "Your organisation's sign-in",
        SignedInWith::Passkey => "Passkey",
    }
}
