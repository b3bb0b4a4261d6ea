//! Donnington behind the API, and its people with their tokens.

use std::collections::HashMap;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request};
use http_body_util::BodyExt;
use redress_app::TOKEN_DAYS;
use redress_domain::calendar::Division;
use redress_domain::procedure::shipped;
use redress_http_kit::pace::PaceSettings;
use redress_http_kit::{HttpSettings, HttpState, outer};
use redress_testkit::engines::TestDatabase;
use redress_testkit::house::{DONNINGTON, House};
use serde_json::{Value, json};
use tower::ServiceExt;

/// An installation with two organisations. It is Tuesday 3 March 2026, 10:00.
pub struct World {
    pub house: House,
    router: Router,
    tokens: HashMap<String, String>,
    _database: TestDatabase,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Value,
}

impl World {
    pub fn new() -> Self {
        let database = TestDatabase::sqlite();
        let house = House::donnington(&database);
        house.organisation("other", "Other", Division::Scotland, "spso-customer-service");
        house.user("other", "eve", &["administrator"]);
        let mut tokens = HashMap::new();
        for (organisation, who) in ["sam", "asha", "bill", "chair", "vice", "admin"]
            .map(|who| (DONNINGTON, who))
            .into_iter()
            .chain([("other", "eve")])
        {
            let token = house
                .wait(house.app.create_token(organisation, &format!("{who}@{organisation}.example"), TOKEN_DAYS))
                .unwrap();
            tokens.insert(who.to_owned(), token);
        }
        // Tables of all routes are asked for faster than anybody works.
        let pace = PaceSettings::each_second(1_000_000);
        let state = HttpState::new(house.app.clone(), HttpSettings { pace, ..HttpSettings::default() });
        let router = outer(redress_api::router(state.clone()), &state);
        Self { house, router, tokens, _database: database }
    }

    /// With somebody, `clerk`, who may log cases and nothing else.
    pub fn with_clerk() -> Self {
        let mut world = Self::new();
        let file = shipped::find("donnington-service-failure").unwrap();
        let staff = "[[roles]]\nid = \"staff\"";
        let clerk = "[[roles]]\nid = \"clerk\"\nlabel = \"Clerk\"\nmay = [\"log\"]\n\n";
        let version = file.text.lines().find(|line| line.starts_with("version = ")).unwrap();
        let source = file.text.replacen(version, "version = \"with-clerks\"", 1);
        let source = source.replacen(staff, &format!("{clerk}{staff}"), 1);
        world.house.wait(world.house.app.adopt_procedure(DONNINGTON, file.file, &source, None)).unwrap();
        world.house.user(DONNINGTON, "clerk", &["clerk"]);
        let token = world.house.app.create_token(DONNINGTON, "clerk@donnington.example", TOKEN_DAYS);
        world.tokens.insert("clerk".to_owned(), world.house.wait(token).unwrap());
        world
    }

    /// With somebody, `anna`, who audits.
    pub fn with_auditor() -> Self {
        let mut world = Self::new();
        let file = shipped::find("donnington-service-failure").unwrap();
        let staff = "[[roles]]\nid = \"staff\"";
        let auditor = "[[roles]]\nid = \"auditor\"\nlabel = \"Auditor\"\nmay = [\"read\", \"report\", \"audit\"]\n\n";
        let version = file.text.lines().find(|line| line.starts_with("version = ")).unwrap();
        let source = file.text.replacen(version, "version = \"with-auditor\"", 1);
        let source = source.replacen(staff, &format!("{auditor}{staff}"), 1);
        world.house.wait(world.house.app.adopt_procedure(DONNINGTON, file.file, &source, None)).unwrap();
        world.house.user(DONNINGTON, "anna", &["auditor"]);
        let token = world.house.app.create_token(DONNINGTON, "anna@donnington.example", TOKEN_DAYS);
        world.tokens.insert("anna".to_owned(), world.house.wait(token).unwrap());
        world
    }

    /// With a procedure that asks for a return what each case is about.
    pub fn with_splits() -> Self {
        let world = Self::new();
        world.adopt_splits();
        world
    }

    pub fn adopt_splits(&self) {
        let file = shipped::find("donnington-service-failure").unwrap();
        let version = file.text.lines().find(|line| line.starts_with("version = ")).unwrap();
        let source = file.text.replacen(version, "version = \"with-splits\"", 1);
        let split = "[[splits]]\nid = \"subject\"\nlabel = \"Subject\"\nmany = true\nfor_return = \"ours\"\n\
                     options = [{ id = \"food\", label = \"Food\" }, { id = \"money\", label = \"Money\" }]\n\n";
        let source = source.replacen("[[staff_matters]]", &format!("{split}[[staff_matters]]"), 1);
        self.house.wait(self.house.app.adopt_procedure(DONNINGTON, file.file, &source, None)).unwrap();
    }

    pub fn get(&self, who: &str, path: &str) -> Answer {
        self.send(self.request(who, "GET", path).body(Body::empty()).unwrap())
    }

    pub fn post(&self, who: &str, path: &str, body: &Value) -> Answer {
        self.post_with(who, path, body, &[])
    }

    pub fn post_with(&self, who: &str, path: &str, body: &Value, headers: &[(&str, &str)]) -> Answer {
        let mut request = self.request(who, "POST", path).header("content-type", "application/json");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::from(body.to_string())).unwrap())
    }

    /// A request under `/api/v1` with somebody's token; nobody's where the name is empty.
    pub fn request(&self, who: &str, method: &str, path: &str) -> axum::http::request::Builder {
        let request = Request::builder().method(method).uri(format!("/api/v1{path}"));
        if who.is_empty() { request } else { request.header("authorization", format!("Bearer {}", self.tokens[who])) }
    }

    pub fn send(&self, request: Request<Body>) -> Answer {
        self.house.wait(async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            let (parts, body) = response.into_parts();
            let bytes = body.collect().await.unwrap().to_bytes();
            let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
            Answer { status: parts.status.as_u16(), headers: parts.headers, body }
        })
    }

    /// A caller's complaint, logged by sam and triaged as a failure; its path.
    pub fn case(&self) -> String {
        let mut body = call();
        body["triage"] = json!("failure");
        let answer = self.post("sam", "/cases", &body).is(201);
        format!("/cases/{}", answer.body["reference"].as_str().unwrap())
    }
}

impl Answer {
    /// The same, if it has this status.
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{:#}", self.body);
        self
    }

    /// A problem of this status and code.
    pub fn problem(self, status: u16, code: &str) -> Self {
        let answer = self.is(status);
        assert_eq!(answer.header("content-type"), "application/problem+json");
        assert_eq!(
            (answer.body["code"].as_str(), answer.body["status"].as_u64()),
            (Some(code), Some(u64::from(status)))
        );
        assert_eq!(answer.body["type"], format!("/problems/{code}"));
        answer
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Fields and codes of an invalid request.
    pub fn fields(&self) -> Vec<(&str, &str)> {
        let errors = self.body["errors"].as_array().unwrap();
        errors.iter().map(|error| (error["field"].as_str().unwrap(), error["code"].as_str().unwrap())).collect()
    }
}

/// A caller's complaint about a meeting.
pub fn call() -> Value {
    json!({
        "received_at": "2026-03-03T09:50:00Z",
        "channel": "phone",
        "brought_by": "self",
        "summary": "The community meeting was held earlier than advertised",
        "outcome_wanted": "An apology",
        "complainant": { "name": "Jean Gray", "phone": "01632 960001" },
    })
}

pub fn agreed(on: &str) -> Value {
    json!({ "means": "phone", "on": on })
}
