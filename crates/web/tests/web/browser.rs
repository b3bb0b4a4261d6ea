//! A browser without JavaScript: keeps cookies, follows nothing by itself, fills forms in by name.

use std::net::SocketAddr;

use axum::Router;
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use redress_http_kit::peer::Peer;
use scraper::{ElementRef, Html, Selector};
use tower::ServiceExt;

/// What stands between the parts of a form with files.
const BOUNDARY: &str = "----part";

/// Somebody's browser.
pub struct Browser {
    router: Router,
    cookies: Vec<(String, String)>,
}

/// What came back.
pub struct Page {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
    path: String,
}

/// The fields of a form as a browser would send them.
#[derive(Debug, Clone)]
pub struct Form {
    action: String,
    fields: Vec<(String, String)>,
}

impl Browser {
    pub fn new(router: Router) -> Self {
        Self { router, cookies: Vec::new() }
    }

    pub async fn get(&mut self, path: &str) -> Page {
        self.send(Request::get(path), Body::empty(), path).await
    }

    pub async fn post(&mut self, form: &Form) -> Page {
        let body = serde_html_form::to_string(&form.fields).unwrap();
        let request = Request::post(&form.action).header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, Body::from(body), &form.action).await
    }

    /// Sends a form with files.
    pub async fn post_files(&mut self, form: &Form, files: &[(&str, &[u8])]) -> Page {
        self.post_multipart(form, form.multipart(files)).await
    }

    /// The same, broken off half-way.
    pub async fn post_half_the_files(&mut self, form: &Form, files: &[(&str, &[u8])]) -> Page {
        let mut body = form.multipart(files);
        body.truncate(body.len() / 2);
        self.post_multipart(form, body).await
    }

    async fn post_multipart(&mut self, form: &Form, body: Vec<u8>) -> Page {
        let request =
            Request::post(&form.action).header(CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"));
        self.send(request, Body::from(body), &form.action).await
    }

    /// Sends a form and opens the page it leads to.
    pub async fn submit(&mut self, form: &Form) -> Page {
        let answer = self.post(form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.words());
        let target = answer.location();
        self.get(&target).await
    }

    pub async fn sign_in(&mut self, email: &str) {
        let form = self.get("/sign-in").await.form().with("email", email).with("password", crate::house::PASSWORD);
        let answer = self.post(&form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.words());
    }

    async fn send(&mut self, request: axum::http::request::Builder, body: Body, path: &str) -> Page {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let peer = Peer(SocketAddr::from(([192, 0, 2, 1], 40_000)));
        let request = request.header(COOKIE, cookies.join("; ")).extension(peer).body(body).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for set in parts.headers.get_all(SET_COOKIE) {
            let (pair, attributes) = set.to_str().unwrap().split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.retain(|(kept, _)| kept != name);
            if !attributes.contains("Max-Age=0") {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        let text = String::from_utf8_lossy(&body.collect().await.unwrap().to_bytes()).into_owned();
        let page = Page { status: parts.status, headers: parts.headers, text, path: path.to_owned() };
        page.check();
        page
    }
}

impl Form {
    /// A form that is sent by hand.
    pub fn sent_to(action: &str, fields: &[(&str, &str)]) -> Self {
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Self { action: action.to_owned(), fields }
    }

    /// As a browser sends it with files (RFC 7578), each of which claims to be a page.
    fn multipart(&self, files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut body = Vec::new();
        for (name, value) in self.fields.iter().filter(|(name, _)| name != "files") {
            let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(head.as_bytes());
        }
        for (name, bytes) in files {
            let head = format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\
                 Content-Type: text/html\r\n\r\n"
            );
            body.extend_from_slice(&[head.as_bytes(), bytes, b"\r\n"].concat());
        }
        body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
        body
    }
}

impl Page {
    pub fn html(&self) -> Html {
        Html::parse_document(&self.text)
    }

    pub fn location(&self) -> String {
        self.headers.get(LOCATION).expect("a redirect").to_str().unwrap().to_owned()
    }

    /// The texts of all elements that a selector finds, white space made single.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        let html = self.html();
        html.select(&Selector::parse(selector).unwrap()).map(|element| text_of(&element)).collect()
    }

    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let html = self.html();
        let selector = Selector::parse(selector).unwrap();
        html.select(&selector).filter_map(|element| element.attr(name).map(str::to_owned)).collect()
    }

    pub fn has(&self, selector: &str) -> bool {
        self.html().select(&Selector::parse(selector).unwrap()).next().is_some()
    }

    /// Everything there is to read.
    pub fn words(&self) -> String {
        self.texts("main").join(" ")
    }

    /// The form of the page that is sent by POST, but for signing out, filled in as it came.
    pub fn form(&self) -> Form {
        self.form_of("main form[method=post]")
    }

    /// The form that is sent to an address.
    pub fn form_to(&self, action: &str) -> Form {
        self.form_of(&format!("main form[method=post][action='{action}']"))
    }

    fn form_of(&self, selector: &str) -> Form {
        let html = self.html();
        let selector = Selector::parse(selector).unwrap();
        let form =
            html.select(&selector).next().unwrap_or_else(|| panic!("no form on {}: {}", self.path, self.words()));
        let action = form.attr("action").unwrap_or(&self.path).to_owned();
        let mut fields = Vec::new();
        for control in form.select(&Selector::parse("input, textarea, select").unwrap()) {
            let Some(name) = control.attr("name") else { continue };
            fields.extend(value_of(&control).map(|value| (name.to_owned(), value)));
        }
        Form { action, fields }
    }

    /// What holds on every page.
    fn check(&self) {
        if !self.headers.get(CONTENT_TYPE).is_some_and(|kind| kind.to_str().unwrap().starts_with("text/html")) {
            return;
        }
        if !self.text.contains("govuk-template") {
            return;
        }
        let html = self.html();
        let count = |selector: &str| html.select(&Selector::parse(selector).unwrap()).count();
        assert_eq!(count("h1"), 1, "one h1 on {}", self.path);
        assert_eq!(count("main"), 1, "one main on {}", self.path);
        assert!(count("[style]") == 0, "no inline style on {}", self.path);
        let ids = self.attributes("[id]", "id");
        let mut unique = ids.clone();
        unique.sort();
        unique.dedup();
        assert_eq!(unique.len(), ids.len(), "ids are unique on {}: {ids:?}", self.path);
        for href in self.attributes("a[href^='#']", "href") {
            assert!(ids.iter().any(|id| format!("#{id}") == href), "{href} leads somewhere on {}", self.path);
        }
        for described in self.attributes("[aria-describedby]", "aria-describedby") {
            for id in described.split(' ') {
                assert!(ids.iter().any(|one| one == id), "described by {id} on {}", self.path);
            }
        }
        let labels = self.attributes("label[for]", "for");
        for control in html.select(&Selector::parse("input:not([type=hidden]), textarea, select").unwrap()) {
            let id = control.attr("id").expect("a control has an id");
            assert!(labels.iter().any(|label| label == id), "{id} has a label on {}", self.path);
        }
    }
}

impl Form {
    /// Fills a field in, in place of what it held.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.fields.retain(|(kept, _)| kept != name);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Ticks another box of the same name.
    pub fn and(mut self, name: &str, value: &str) -> Self {
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same fields, sent elsewhere.
    pub fn to(mut self, action: &str) -> Self {
        self.action = action.to_owned();
        self
    }

    /// Empty, but for what the page sends of itself.
    pub fn emptied(mut self) -> Self {
        self.fields.retain(|(name, _)| ["csrf", "form_token", "version"].contains(&name.as_str()));
        self
    }

    pub fn without(mut self, name: &str) -> Self {
        self.fields.retain(|(kept, _)| kept != name);
        self
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(kept, _)| kept == name).map(|(_, value)| value.as_str())
    }
}

fn value_of(control: &ElementRef<'_>) -> Option<String> {
    match (control.value().name(), control.attr("type").unwrap_or("text")) {
        ("textarea", _) => Some(control.text().collect::<String>().trim_start_matches('\n').to_owned()),
        ("select", _) => {
            let chosen = Selector::parse("option[selected]").unwrap();
            let first = Selector::parse("option").unwrap();
            let option = control.select(&chosen).next().or_else(|| control.select(&first).next())?;
            option.attr("value").map(str::to_owned)
        }
        (_, "radio" | "checkbox") => control.attr("checked").map(|_| control.attr("value").unwrap_or("on").to_owned()),
        _ => Some(control.attr("value").unwrap_or_default().to_owned()),
    }
}

fn text_of(element: &ElementRef<'_>) -> String {
    element.text().collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}
