//! The OpenAPI document: what the routes say of themselves, and what holds for all of them.

use std::sync::LazyLock;

use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn, PathItem};
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, Schema, SchemaFormat, Type};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{ContentBuilder, Info, OpenApi, Ref, RefOr, Required, ResponseBuilder, SecurityRequirement};
use utoipa::{PartialSchema, ToSchema};

use crate::problem::{CONTENT, ProblemBody};
use crate::routes::{ROOT, described};
use crate::wire::event::EventBody;

/// Statuses of problems, with what they mean: of every operation, and of those that change something.
const OF_ALL: [(u16, &str); 6] = [
    (401, "No token, or one that is unknown"),
    (404, "Not there, or not for this caller: the two look alike"),
    (422, "Fields or parameters are missing or wrong: `invalid` names each"),
    (429, "Too many requests in a short time; Retry-After says when to try again"),
    (500, "A fault of the server; quote the incident"),
    (503, "Not possible at the moment; Retry-After says when to try again"),
];
const OF_CHANGES: [(u16, &str); 6] = [
    (400, "The body is not JSON, or a header is malformed"),
    (403, "Not for this caller"),
    (409, "A rule stands against it; the code says which"),
    (412, "The case has moved on since the version in If-Match"),
    (413, "The body is larger than 1 MiB"),
    (415, "The body is not application/json"),
];

/// The OpenAPI 3.1 document as JSON.
pub fn openapi_json() -> String {
    static DOCUMENT: LazyLock<String> = LazyLock::new(|| complete().to_pretty_json().unwrap_or_default());
    DOCUMENT.clone()
}

/// This document. Needs no token.
#[utoipa::path(get, path = "/openapi.json", tag = "api", security(()), responses((status = 200, body = Object)))]
pub async fn document() -> Response {
    ([(CONTENT_TYPE, "application/json")], openapi_json()).into_response()
}

fn complete() -> OpenApi {
    let info = Info::builder()
        .title("Redress API")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(DESCRIPTION))
        .license(Some(utoipa::openapi::License::builder().name("Apache-2.0").identifier(Some("Apache-2.0")).build()))
        .build();
    let mut document = OpenApi::new(info, utoipa::openapi::Paths::new()).nest(ROOT, described().into_openapi());
    for (path, item) in &mut document.paths.paths {
        describe(path, item);
    }
    let components = document.components.get_or_insert_default();
    let token =
        HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some("redress token create makes one")).build();
    components.add_security_scheme("token", SecurityScheme::Http(token));
    let mut schemas = vec![
        (ProblemBody::name().into_owned(), ProblemBody::schema()),
        (EventBody::name().into_owned(), EventBody::schema()),
    ];
    ProblemBody::schemas(&mut schemas);
    components.schemas.extend(schemas);
    document.security = Some(vec![SecurityRequirement::new("token", Vec::<String>::new())]);
    document
}

const DESCRIPTION: &str = "Handling complaints and learning from them. Every command is a POST of its own resource. \
     Errors are problem details (RFC 9457) with a stable code. An Idempotency-Key makes a POST safe to repeat: the answer to a \
     repeat has the status, Location and ETag of the first and carries Idempotent-Replayed: true. If-Match with the ETag of a \
     case lets a command through only while nobody else has changed the case.";

fn describe(path: &str, item: &mut PathItem) {
    for operation in [item.get.as_mut(), item.post.as_mut()].into_iter().flatten() {
        name_successes(operation);
        if operation.security.is_some() {
            continue;
        }
        for name in names(path) {
            add_parameter(operation, parameter(name, ParameterIn::Path, text()));
        }
        add_problems(operation, &OF_ALL);
    }
    if let Some(operation) = item.post.as_mut() {
        let key = ObjectBuilder::new().schema_type(Type::String).min_length(Some(1)).max_length(Some(200));
        add_parameter(operation, parameter("Idempotency-Key", ParameterIn::Header, key.build()));
        if path.contains('{') {
            add_parameter(operation, parameter("If-Match", ParameterIn::Header, text()));
        }
        add_problems(operation, &OF_CHANGES);
        if operation.tags.iter().flatten().any(|tag| tag == "commands") {
            let gone = ResponseBuilder::new().description("Done, and the case is there for the caller no longer");
            operation.responses.responses.insert("204".to_owned(), RefOr::T(gone.build()));
        }
    }
}

fn name_successes(operation: &mut Operation) {
    for response in operation.responses.responses.values_mut() {
        if let RefOr::T(response) = response
            && response.description.is_empty()
        {
            response.description = "Done".to_owned();
        }
    }
}

/// `reference` and `number` of `/cases/{reference}/actions/{number}/completion`.
fn names(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}'))
}

fn text() -> utoipa::openapi::schema::Object {
    ObjectBuilder::new().schema_type(Type::String).build()
}

fn parameter(name: &str, within: ParameterIn, schema: utoipa::openapi::schema::Object) -> Parameter {
    let schema = if name == "number" {
        let format = SchemaFormat::KnownFormat(KnownFormat::Int32);
        ObjectBuilder::new().schema_type(Type::Integer).format(Some(format)).minimum(Some(1)).build()
    } else {
        schema
    };
    let required = if within == ParameterIn::Path { Required::True } else { Required::False };
    ParameterBuilder::new()
        .name(name)
        .parameter_in(within)
        .required(required)
        .schema(Some(Schema::Object(schema)))
        .build()
}

fn add_parameter(operation: &mut Operation, parameter: Parameter) {
    operation.parameters.get_or_insert_default().push(RefOr::T(parameter));
}

fn add_problems(operation: &mut Operation, problems: &[(u16, &str)]) {
    for (status, meaning) in problems {
        let content = ContentBuilder::new().schema(Some(Ref::from_schema_name(ProblemBody::name()))).build();
        let response = ResponseBuilder::new().description(*meaning).content(CONTENT, content).build();
        operation.responses.responses.entry(status.to_string()).or_insert(RefOr::T(response));
    }
}
