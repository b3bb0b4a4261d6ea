//! To the organisation's own sign-in, and back.

use axum::extract::State;
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::IntoResponse;
use redress_app::{Answer as ProviderAnswer, Arrival};

use super::{down, enter, not_let_in, public, state_cookie};
use crate::answer::Answer;
use crate::browser::Here;
use crate::extract::Query;
use crate::sign_in::local;
use crate::state::Web;

/// Longest text of a parameter that a provider sends back, in bytes.
const LIMIT: usize = 4_096;

/// Sends somebody there.
pub(crate) async fn leave(State(web): State<Web>, Query(query): Query<Vec<(String, String)>>) -> Answer {
    let begun = web.http.app.begin_single_sign_on(local(one(&query, "next"))).await;
    let Some(begun) = begun.map_err(|error| public(&error))? else { return Err(down()) };
    let location = HeaderValue::from_str(&begun.address).map_err(|_| down())?;
    let cookie = state_cookie::set(&begun.state, web.http.settings.secure_cookies);
    Ok((StatusCode::SEE_OTHER, [(LOCATION, location), (SET_COOKIE, cookie)]).into_response())
}

/// Lets somebody in who comes back.
pub(crate) async fn come_back(
    State(web): State<Web>,
    Query(query): Query<Vec<(String, String)>>,
    here: Here,
    headers: HeaderMap,
) -> Answer {
    let (state, code) = (one(&query, "state"), one(&query, "code"));
    let usable = !code.is_empty() && query.iter().all(|(_, value)| value.len() <= LIMIT);
    let arrived = if usable && state_cookie::holds(&headers, state, here.secure) {
        let issuer = query.iter().find(|(name, _)| name == "iss").map(|(_, value)| value.clone());
        let answer = ProviderAnswer { code: code.to_owned(), issuer };
        let arrived = web.http.app.finish_single_sign_on(state, answer, &here.whence.browser).await;
        arrived.map_err(|error| public(&error))?
    } else {
        tracing::warn!("single sign-on refused: without a code, or in another browser than was sent there");
        Arrival::NotLetIn
    };
    let mut response = match arrived {
        Arrival::SignedIn { session, next } => enter(&web, &here, &session, &next).await?,
        Arrival::NotLetIn => not_let_in().into_inner(),
        Arrival::Down => down().into_inner(),
    };
    response.headers_mut().append(SET_COOKIE, state_cookie::clear(here.secure));
    Ok(response)
}

/// A parameter that came once; twice is none.
fn one<'a>(query: &'a [(String, String)], name: &str) -> &'a str {
    let mut values = query.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str());
    match (values.next(), values.next()) {
        (Some(value), None) => value,
        _ => "",
    }
}
