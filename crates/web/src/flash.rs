//! What the next page says was done: a word in a cookie that lives for one page.

use axum::http::header::COOKIE;
use axum::http::{HeaderMap, HeaderValue};

const NAME: &str = "redress_flash";

macro_rules! flashes {
    ($($variant:ident => $id:literal, $sentence:literal;)+) => {
        /// Something that was done.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Flash { $($variant),+ }

        impl Flash {
            fn id(self) -> &'static str {
                match self { $(Self::$variant => $id),+ }
            }

            pub(crate) fn sentence(self) -> &'static str {
                match self { $(Self::$variant => $sentence),+ }
            }

            fn from_id(id: &str) -> Option<Self> {
                match id { $($id => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

flashes! {
    Logged => "logged", "It is logged. Nothing else is done yet: the next step stands below.";
    LoggedAndTriaged => "triaged-at-once", "It is logged and triaged.";
    LoggedAndHandedOver => "handed-over-at-once", "It is logged, triaged and handed over.";
    LoggedAndClosed => "closed-at-once", "It is logged, put right and closed.";
    LoggedReplyWaits => "reply-waits", "It is logged and put right. It stays open until the written reply that was asked for is sent.";
    Triaged => "triaged", "The triage is recorded.";
    Settled => "settled", "It is recorded as settled at first contact.";
    HandedOver => "handed-over", "It is handed over.";
    Contacted => "contacted", "The contact is recorded.";
    Promised => "promised", "The promise is recorded with its date.";
    Planned => "planned", "The action plan is agreed.";
    ActionDone => "action-done", "The action is recorded as done.";
    ReplyAsked => "reply-asked", "The answer about a written reply is recorded.";
    Replied => "replied", "The written reply is recorded as sent.";
    Compensated => "compensated", "The decision on compensation is recorded.";
    Decided => "decided", "The decision is recorded.";
    Closed => "closed", "It is closed.";
    Escalated => "escalated", "The request for the next stage is recorded.";
    Acknowledged => "acknowledged", "The acknowledgement is recorded.";
    Extended => "extended", "The time limit is extended.";
    Learnt => "learnt", "The learning record is complete.";
    Noted => "noted", "The note is added.";
    SignedOut => "signed-out", "You are signed out.";
    SetUp => "set-up", "The organisation is set up. Sign in with the address and the password you have just chosen.";
}

/// `Set-Cookie` by which the next page says it.
pub(crate) fn set(flash: Flash) -> HeaderValue {
    header(&format!("{NAME}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age=60", flash.id()))
}

/// `Set-Cookie` once it has been said.
pub(crate) fn clear() -> HeaderValue {
    header(&format!("{NAME}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"))
}

/// What came with a request.
pub(crate) fn from(headers: &HeaderMap) -> Option<Flash> {
    let cookies = headers.get_all(COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == NAME).and_then(|(_, id)| Flash::from_id(id))
}

fn header(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or_else(|_| HeaderValue::from_static(""))
}
