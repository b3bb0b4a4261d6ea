//! What goes around every route: limits, headers, health, counters, forged requests.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderMap, Request};
use axum::response::AppendHeaders;
use axum::routing::{get, post};
use http_body_util::BodyExt;
use redress_http_kit::peer::Peer;
use redress_http_kit::{HttpSettings, HttpState, csrf, limits, outer};
use redress_testkit::engines::TestDatabase;
use redress_testkit::house::House;
use tokio::sync::Semaphore;
use tower::ServiceExt;

struct Site {
    house: House,
    router: Router,
    _database: TestDatabase,
}

impl Site {
    fn new(settings: HttpSettings) -> Self {
        let database = TestDatabase::sqlite();
        let house = House::donnington(&database);
        let state = HttpState::new(house.app.clone(), settings);
        let form = Router::new()
            .route("/form", post(|body: String| async move { body.len().to_string() }))
            .layer(csrf::layer());
        let cookies = [("set-cookie", "flash=done; Path=/; SameSite=Lax"), ("set-cookie", "session=1; Path=/; Secure")];
        let cookies = get(move || async move { (AppendHeaders(cookies), "set") });
        let broken = get(|Path(who): Path<String>| async move {
            assert!(who.is_empty(), "a defect that names {who}");
            "whole"
        });
        let asset = get(|| async { ([("cache-control", "public, max-age=31536000, immutable")], "css") });
        let routes = Router::new().route("/hello/{name}", get(|| async { "hello" })).route("/asset", asset).merge(form);
        let routes = routes.route("/cookies", cookies).route("/broken/{who}", broken);
        Self { router: outer(routes, &state), house, _database: database }
    }

    fn send(&self, request: Request<Body>) -> (u16, HeaderMap, String) {
        self.house.wait(async {
            let (parts, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
            let bytes = body.collect().await.unwrap().to_bytes();
            (parts.status.as_u16(), parts.headers, String::from_utf8(bytes.to_vec()).unwrap())
        })
    }

    fn get(&self, path: &str, headers: &[(&str, &str)]) -> (u16, HeaderMap, String) {
        let request = Request::builder().uri(path);
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        self.send(request.body(Body::empty()).unwrap())
    }
}

/// Counted by session or token, and by address; whoever keeps within it is answered all the while.
#[test]
fn whoever_asks_too_fast_is_told_when_to_ask_again() {
    let site = Site::new(HttpSettings::default());
    let by_token = |token: &str| site.get("/hello/ada", &[("authorization", &format!("Bearer {token}"))]);
    let refused = (0..100_000).map(|_| by_token("one")).find(|answer| answer.0 != 200).unwrap();
    assert_eq!(refused.0, 429);
    assert!(refused.1["retry-after"].to_str().unwrap().parse::<u32>().unwrap() > 0);
    assert!(refused.2.contains("too-fast"), "{}", refused.2);
    assert_eq!([by_token("two").0, site.get("/hello/ada", &[]).0], [200, 200]);
    assert_eq!(site.get("/hello/ada", &[("authorization", "BEARER   one")]).0, 429);
    let both = [("cookie", format!("redress_session={}", "0".repeat(64))), ("authorization", "Bearer x".to_owned())];
    let both = |token: &str| site.get("/hello/ada", &[("cookie", &both[0].1), ("authorization", token)]).0;
    assert!(
        (0..100_000).any(|number| both(&format!("Bearer {number}")) == 429),
        "a session is counted under any token"
    );

    let from = |address: &str| {
        let mut request = Request::get("/hello/ada").body(Body::empty()).unwrap();
        request.extensions_mut().insert(Peer(SocketAddr::new(address.parse().unwrap(), 4711)));
        site.send(request).0
    };
    assert!((0..100_000).any(|_| from("2001:db8::1") == 429));
    assert_eq!([from("2001:db8::2"), from("2001:db8:0:1::1"), from("192.0.2.1")], [429, 200, 200]);
}

#[test]
fn a_body_may_have_a_mebibyte_and_no_more() {
    let site = Site::new(HttpSettings::default());
    let post = |bytes: usize| site.send(Request::post("/form").body(Body::from("x".repeat(bytes))).unwrap()).0;
    assert_eq!([limits::BODY_BYTES - 1, limits::BODY_BYTES, limits::BODY_BYTES + 1].map(post), [200, 200, 413]);
}

#[test]
fn bodies_share_their_memory_and_give_it_back() {
    let database = TestDatabase::sqlite();
    let house = House::donnington(&database);
    let state = HttpState::new(house.app.clone(), HttpSettings::default());
    let (reached, release) = (Arc::new(Semaphore::new(0)), Arc::new(Semaphore::new(0)));
    let held = {
        let (reached, release) = (reached.clone(), release.clone());
        post(move |body: axum::body::Bytes| async move {
            reached.add_permits(1);
            release.acquire().await.unwrap().forget();
            body.len().to_string()
        })
    };
    let router = outer(Router::new().route("/held", held), &state);
    let send = move || {
        let request = Request::post("/held").body(Body::from("x".repeat(limits::BODY_BYTES))).unwrap();
        router.clone().oneshot(request)
    };
    house.wait(async {
        let most = limits::BODIES_KIB * 1024 / limits::BODY_BYTES;
        let under_way: Vec<_> = (0..most).map(|_| tokio::spawn(send())).collect();
        reached.acquire_many(u32::try_from(most).unwrap()).await.unwrap().forget();
        let refused = send().await.unwrap();
        assert_eq!((refused.status().as_u16(), &refused.headers()["retry-after"]), (503, &"5".parse().unwrap()));
        release.add_permits(most + 1);
        for request in under_way {
            assert_eq!(request.await.unwrap().unwrap().status().as_u16(), 200);
        }
        assert_eq!(send().await.unwrap().status().as_u16(), 200);
    });
}

#[test]
fn only_assets_may_be_kept() {
    let site = Site::new(HttpSettings::default());
    assert_eq!(site.get("/hello/ada", &[]).1["cache-control"], "no-store");
    assert_eq!(site.get("/asset", &[]).1["cache-control"], "public, max-age=31536000, immutable");
    let (first, second) = (site.get("/nowhere", &[]).1, site.get("/nowhere", &[]).1);
    assert!(first["content-security-policy"].to_str().unwrap().contains("script-src 'self'"));
    assert_ne!(first["x-request-id"], second["x-request-id"]);
}

#[test]
fn a_defect_ends_its_request_with_an_answer_and_nothing_else() {
    let site = Site::new(HttpSettings::default());
    let (status, headers, page) = site.get("/broken/jean", &[("accept", "text/html")]);
    assert_eq!((status, page.contains("It is noted as "), page.contains("jean")), (500, true, false), "{page}");
    assert_eq!(headers["cache-control"], "no-store");
    let (status, _, problem) = site.get("/broken/jean", &[]);
    assert_eq!((status, problem.contains("\"code\":\"panicked\""), problem.contains("jean")), (500, true, false));
    assert_eq!(site.get("/hello/ada", &[]).0, 200);
}

#[test]
fn every_cookie_is_secure_behind_tls() {
    let cookies = |secure_cookies| {
        let headers = Site::new(HttpSettings { secure_cookies, ..HttpSettings::default() }).get("/cookies", &[]).1;
        headers.get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(cookies(false), ["flash=done; Path=/; SameSite=Lax", "session=1; Path=/; Secure"]);
    assert_eq!(cookies(true), ["flash=done; Path=/; SameSite=Lax; Secure", "session=1; Path=/; Secure"]);
}

#[test]
fn forms_of_other_sites_are_refused() {
    let site = Site::new(HttpSettings::default());
    let post = |name: &str, value: &str| {
        site.send(
            Request::post("/form").header("host", "here.example").header(name, value).body(Body::empty()).unwrap(),
        )
        .0
    };
    assert_eq!(post("sec-fetch-site", "same-origin"), 200);
    assert_eq!(post("sec-fetch-site", "cross-site"), 403);
    assert_eq!(post("sec-fetch-site", "same-site"), 403);
    assert_eq!(post("origin", "https://here.example"), 200);
    assert_eq!(post("origin", "https://there.example"), 403);
}

#[test]
fn only_names_of_ours_are_answered_where_they_are_known() {
    let site = Site::new(HttpSettings { trusted_hosts: vec!["here.example".to_owned()], ..HttpSettings::default() });
    assert_eq!(site.get("/hello/ada", &[("host", "HERE.example")]).0, 200);
    assert_eq!(site.get("/hello/ada", &[("host", "there.example")]).0, 421);
    assert_eq!(site.get("/hello/ada", &[]).0, 421);
    assert_eq!(site.get("/healthz", &[("host", "127.0.0.1:8080")]).0, 200);
}

#[test]
fn health_and_counters() {
    let site = Site::new(HttpSettings::default());
    assert_eq!((site.get("/healthz", &[]).0, site.get("/readyz", &[]).0), (200, 200));
    for name in ["ada", "bob"] {
        site.get(&format!("/hello/{name}"), &[]);
    }
    site.get("/nowhere", &[]);
    let from = |peer: &str, forwarded: bool| {
        let mut request = Request::get("/metrics").extension(Peer(peer.parse::<SocketAddr>().unwrap()));
        if forwarded {
            request = request.header("x-forwarded-for", "192.0.2.1");
        }
        site.send(request.body(Body::empty()).unwrap())
    };
    let (status, _, text) = from("127.0.0.1:4000", false);
    assert_eq!(status, 200);
    assert!(text.contains("redress_requests_total{route=\"/hello/{name}\",status=\"2xx\"} 2"), "{text}");
    assert!(text.contains("redress_requests_total{route=\"none\",status=\"4xx\"} 1"), "{text}");
    assert!(text.contains("redress_requests_in_flight 1\n"), "{text}");
    assert_eq!(from("192.0.2.1:4000", false).0, 404);
    assert_eq!(from("127.0.0.1:4000", true).0, 404);
    assert_eq!(site.get("/metrics", &[]).0, 404);
}

#[test]
fn behind_tls_browsers_are_bound_to_it_and_counters_need_their_token() {
    let plain = Site::new(HttpSettings::default());
    assert!(plain.get("/hello/ada", &[]).1.get("strict-transport-security").is_none());
    let site = Site::new(HttpSettings { secure_cookies: true, ..HttpSettings::default() });
    let headers = site.get("/hello/ada", &[]).1;
    assert_eq!(headers["strict-transport-security"], "max-age=31536000; includeSubDomains");
    let local = Peer("127.0.0.1:4000".parse().unwrap());
    assert_eq!(site.send(Request::get("/metrics").extension(local).body(Body::empty()).unwrap()).0, 404);
}

#[test]
fn counters_open_to_their_token() {
    let site = Site::new(HttpSettings { metrics_token: Some("prometheus".to_owned()), ..HttpSettings::default() });
    assert_eq!(site.get("/metrics", &[("authorization", "Bearer prometheus")]).0, 200);
    assert_eq!(site.get("/metrics", &[("authorization", "Bearer other")]).0, 404);
}
