//! The shape every command's resource has: a body that says a command, posted under a case.

/// A resource under a case by which one command is given.
macro_rules! command_route {
    ($(#[$doc:meta])* $name:ident, $path:literal, $body:ident) => {
        $(#[$doc])*
        #[utoipa::path(post, path = $path, tag = "commands", request_body = $body,
            responses((status = 200, body = crate::wire::case::CaseBody)))]
        pub async fn $name(
            axum::extract::State(state): axum::extract::State<redress_http_kit::HttpState>,
            caller: crate::caller::Caller,
            crate::extract::At(reference): crate::extract::At<String>,
            posted: crate::posted::Posted<$body>,
        ) -> Result<super::answer::CaseAnswer, crate::problem::Problem> {
            posted.carry_out(&state, &caller, &reference).await
        }
    };
}

/// The same for a command on one numbered thing of a case: an action, a point.
macro_rules! numbered_route {
    ($(#[$doc:meta])* $name:ident, $path:literal, $body:ident) => {
        $(#[$doc])*
        #[utoipa::path(post, path = $path, tag = "commands", request_body = $body,
            responses((status = 200, body = crate::wire::case::CaseBody)))]
        pub async fn $name(
            axum::extract::State(state): axum::extract::State<redress_http_kit::HttpState>,
            caller: crate::caller::Caller,
            crate::extract::At((reference, number)): crate::extract::At<(String, u32)>,
            posted: crate::posted::Posted<$body>,
        ) -> Result<super::answer::CaseAnswer, crate::problem::Problem> {
            let crate::posted::Posted { body, key, expect } = posted;
            crate::posted::Posted { body: body.command(number)?, key, expect }
                .carry_out(&state, &caller, &reference)
                .await
        }
    };
}

pub(crate) use {command_route, numbered_route};
