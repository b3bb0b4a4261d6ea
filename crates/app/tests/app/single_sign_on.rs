//! Signing in where the organisation signs in: who is let in, as whom, and in which roles.

use std::collections::BTreeMap;

use redress_app::{
    Answer, App, Arrival, Elsewhere, Provider, ProviderSettings, PublicAddress, Roles, SINGLE_SIGN_ON_BACK,
    SingleSignOn, TOKEN_DAYS,
};
use redress_domain::calendar::Division;
use redress_domain::staff::UserId;
use redress_testkit::both_engines;
use redress_testkit::elsewhere::{Provider as Server, Signer};
use redress_testkit::house::{DONNINGTON, House};
use serde_json::{Value, json};

/// The application with a provider that says who holds which roles, by a map from its groups.
pub fn with_provider(house: &House, server: &Server, roles: Roles) -> App {
    let address: PublicAddress = "http://localhost:8080".parse().unwrap();
    let settings = ProviderSettings::new(&server.issuer, "redress", &address, SINGLE_SIGN_ON_BACK).unwrap();
    let settings = settings.with_roles_claim(Some("groups".to_owned()), Vec::new());
    let provider = SingleSignOn {
        name: "Donnington account".to_owned(),
        organisation_id: DONNINGTON.to_owned(),
        provider: Provider::new(settings),
        roles,
    };
    house.app.clone().with_sign_in_elsewhere(Elsewhere { provider: Some(provider), ..Elsewhere::default() })
}

fn claimed(create_accounts: bool) -> Roles {
    let by_value = [("handlers", "staff"), ("trustees", "trustee"), ("it", "administrator")];
    let by_value: BTreeMap<_, _> = by_value.map(|(value, role)| (value.to_owned(), role.to_owned())).into();
    Roles::Claimed { by_value, create_accounts }
}

/// Goes there and comes back as somebody.
pub fn arrive(house: &House, app: &App, server: &Server, claims: &Value) -> Arrival {
    let sent = house.wait(app.begin_single_sign_on("/cases")).unwrap().unwrap();
    let nonce = sent.address.split("nonce=").nth(1).unwrap().split('&').next().unwrap();
    let now = house.clock_seconds();
    let mut token = json!({
        "iss": server.issuer, "aud": "redress", "exp": now + 300, "iat": now, "nonce": nonce,
        "email_verified": true, "name": "Somebody", "groups": [],
    });
    token.as_object_mut().unwrap().extend(claims.as_object().unwrap().clone());
    server.gives_token(&server.signer.sign(&token));
    server.answers("/me", 200, &json!({"sub": token["sub"]}).to_string());
    come_back(house, app, &sent.state)
}

fn come_back(house: &House, app: &App, state: &str) -> Arrival {
    let answer = Answer { code: "good".to_owned(), issuer: None };
    house.wait(app.finish_single_sign_on(state, answer, "a browser")).unwrap()
}

/// The id and roles of whoever was let in.
fn who(house: &House, app: &App, arrival: Arrival) -> (String, Vec<String>) {
    let Arrival::SignedIn { session, next } = arrival else { panic!("not let in: {arrival:?}") };
    assert_eq!(next, "/cases");
    let who = house.wait(app.session(&session.secret)).unwrap().unwrap();
    (who.staff.id.to_string(), who.staff.roles)
}

fn roles_of(house: &House, id: &str) -> Vec<String> {
    house.wait(house.app.settings(DONNINGTON)).unwrap().staffing.find(&UserId::new(id)).unwrap().roles.clone()
}

both_engines! {
    fn an_account_is_found_by_its_verified_address_once_and_by_the_providers_number_from_then_on(db) {
        let (house, server) = (House::donnington(db), Server::with_key(Signer::p256("one")));
        let app = with_provider(&house, &server, Roles::Here);
        let first = json!({"sub": "u-1", "email": "Sam@donnington.example"});
        assert_eq!(who(&house, &app, arrive(&house, &app, &server, &first)).0, "sam");
        for later in [json!({"sub": "u-1", "email": "carol@donnington.example"}), json!({"sub": "u-1"})] {
            assert_eq!(who(&house, &app, arrive(&house, &app, &server, &later)), ("sam".to_owned(), vec!["staff".to_owned()]));
        }
        // An address that is somebody's already does not open their account to somebody else.
        let other = json!({"sub": "u-2", "email": "sam@donnington.example"});
        assert_eq!(arrive(&house, &app, &server, &other), Arrival::NotLetIn);
        house.verified();
    }

    fn whoever_has_no_account_here_is_not_let_in(db) {
        let (house, server) = (House::donnington(db), Server::start());
        house.organisation("other", "Other", Division::Scotland, "spso-model");
        house.user("other", "olive", &["administrator"]);
        house.wait(house.app.end_account(&house.actor("admin"), UserId::new("carol"))).unwrap();
        let app = with_provider(&house, &server, Roles::Here);
        for claims in [
            json!({"sub": "u-1", "email": "nobody@donnington.example"}),
            json!({"sub": "u-1", "email": "sam@donnington.example", "email_verified": false}),
            json!({"sub": "u-1"}),
            json!({"sub": "u-1", "email": "olive@other.example"}),
            json!({"sub": "u-1", "email": "carol@donnington.example"}),
        ] {
            assert_eq!(arrive(&house, &app, &server, &claims), Arrival::NotLetIn, "{claims}");
        }
        house.verified();
    }

    fn an_account_that_ended_is_not_opened_by_what_the_provider_says(db) {
        let (house, server) = (House::donnington(db), Server::start());
        let app = with_provider(&house, &server, claimed(true));
        let carol = json!({"sub": "u-1", "email": "carol@donnington.example", "groups": ["trustees"]});
        let Arrival::SignedIn { session, .. } = arrive(&house, &app, &server, &carol) else { panic!("not let in") };
        house.wait(house.app.end_account(&house.actor("admin"), UserId::new("carol"))).unwrap();
        assert!(house.wait(app.session(&session.secret)).unwrap().is_none());
        assert_eq!(arrive(&house, &app, &server, &carol), Arrival::NotLetIn);
        assert_eq!(roles_of(&house, "carol"), [""; 0]);
        house.verified();
    }

    fn roles_are_those_that_the_provider_says_at_each_sign_in(db) {
        let (house, server) = (House::donnington(db), Server::start());
        let app = with_provider(&house, &server, claimed(false));
        let says = |groups: &[&str]| json!({"sub": "u-1", "email": "sam@donnington.example", "groups": groups});
        let token = house.wait(house.app.create_token(DONNINGTON, "sam@donnington.example", TOKEN_DAYS)).unwrap();
        for (groups, roles) in [
            (&["handlers"][..], &["staff"][..]),
            (&["trustees", "handlers", "administrator"], &["staff", "trustee"]),
            (&["it"], &["administrator"]),
        ] {
            assert_eq!(who(&house, &app, arrive(&house, &app, &server, &says(groups))).1, roles);
            assert_eq!(roles_of(&house, "sam"), roles);
        }
        assert!(house.wait(app.token(&token)).unwrap().is_none(), "other roles end what was open under those before");
        assert_eq!(arrive(&house, &app, &server, &says(&["everybody"])), Arrival::NotLetIn);
        assert_eq!(roles_of(&house, "sam"), [""; 0]);
        assert_eq!(who(&house, &app, arrive(&house, &app, &server, &says(&["handlers"]))).1, ["staff"]);
        house.verified();
    }

    fn the_last_administrator_stays_one(db) {
        let (house, server) = (House::donnington(db), Server::start());
        let app = with_provider(&house, &server, claimed(false));
        let admin = json!({"sub": "u-1", "email": "admin@donnington.example", "groups": ["handlers"]});
        assert_eq!(who(&house, &app, arrive(&house, &app, &server, &admin)).1, ["administrator", "staff"]);
    }

    fn somebody_new_gets_an_account_only_where_that_is_set_and_only_with_a_role(db) {
        let (house, server) = (House::donnington(db), Server::start());
        let nora = json!({"sub": "u-9", "email": "nora@donnington.example", "name": "Nora", "groups": ["handlers"]});
        let closed = with_provider(&house, &server, claimed(false));
        assert_eq!(arrive(&house, &closed, &server, &nora), Arrival::NotLetIn);
        let app = with_provider(&house, &server, claimed(true));
        for (claim, value) in [("groups", json!([])), ("email_verified", json!(false)), ("name", json!("a\u{7}b"))] {
            let mut claims = nora.clone();
            claims[claim] = value;
            assert_eq!(arrive(&house, &app, &server, &claims), Arrival::NotLetIn, "{claims}");
        }
        assert_eq!(who(&house, &app, arrive(&house, &app, &server, &nora)), ("nora".to_owned(), vec!["staff".to_owned()]));
        assert_eq!(who(&house, &app, arrive(&house, &app, &server, &nora)).0, "nora");
        house.verified();
    }

    fn coming_back_serves_once_and_in_time(db) {
        let (house, server) = (House::donnington(db), Server::start());
        let app = with_provider(&house, &server, Roles::Here);
        assert_eq!(come_back(&house, &app, "made up"), Arrival::NotLetIn);
        let sent = house.wait(app.begin_single_sign_on("/cases")).unwrap().unwrap();
        assert_eq!(come_back(&house, &app, &sent.state), Arrival::Down, "the provider gives no token yet");
        assert_eq!(come_back(&house, &app, &sent.state), Arrival::NotLetIn);
        let asked = server.asked("POST /token").len();
        let late = house.wait(app.begin_single_sign_on("/cases")).unwrap().unwrap();
        house.at("2026-03-03T10:10:01Z");
        assert_eq!(come_back(&house, &app, &late.state), Arrival::NotLetIn);
        assert_eq!(server.asked("POST /token").len(), asked);
    }
}
