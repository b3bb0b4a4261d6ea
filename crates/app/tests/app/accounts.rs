//! Accounts: links, roles, leaving, second factors, the brake; each on both engines.

use redress_app::{
    Actor, AppError, NewUser, SetFactor, SignInAnswer, SignedIn, SignedInWith, StillDue, TOKEN_DAYS, Whence, page_after,
};
use redress_domain::staff::UserId;
use redress_testkit::authenticator::code;
use redress_testkit::both_engines;
use redress_testkit::house::{DONNINGTON, House};

const PASSWORD: &str = "glowing turnip ferry";
const SAM: &str = "sam@donnington.example";

pub fn from(last: u8) -> Whence {
    Whence { address: Some([192, 0, 2, last].into()), browser: "Firefox on Linux".to_owned(), known_browser: None }
}

/// Lets somebody choose the password by a link.
pub fn with_password(house: &House, id: &str) {
    let made = house.wait(house.app.make_link(&house.actor("admin"), UserId::new(id))).unwrap();
    house.wait(house.app.use_link(&made.secret, PASSWORD.to_owned())).unwrap();
}

fn try_in(house: &House, email: &str, password: &str, whence: &Whence) -> SignInAnswer {
    house.wait(house.app.sign_in(email, password.to_owned(), whence)).unwrap()
}

/// The secret of a session, what is due of it, and what the browser keeps.
pub fn sign_in(house: &House, email: &str) -> (String, Option<StillDue>, Option<String>) {
    match try_in(house, email, PASSWORD, &from(1)) {
        SignInAnswer::Begun { session, known_browser } => (session.secret, session.still_due, known_browser),
        other => panic!("{other:?}"),
    }
}

fn who(house: &House, session: &str) -> Option<SignedIn> {
    house.wait(house.app.session(session)).unwrap()
}

/// Sets up an authenticator; its key, and what came of it.
pub fn set_up(house: &House, session: &str) -> (String, SetFactor) {
    let half = house.wait(house.app.half_session(session)).unwrap().map(|half| half.who);
    let who = half.or_else(|| who(house, session)).unwrap();
    let offered = house.app.offer_second_factor(&who).unwrap();
    let typed = code(&offered.typed, house.app.now());
    let set = house.wait(house.app.set_second_factor(&who, session, &offered.sealed, &typed, "Firefox")).unwrap();
    (offered.typed, set)
}

/// A link, an authenticator with its codes, and a role of which one is asked: for whoever changes columns.
pub fn keeps_every_kind(house: &House) {
    let admin = house.actor("admin");
    with_password(house, "asha");
    let (session, _, _) = sign_in(house, "asha@donnington.example");
    set_up(house, &session);
    house.wait(house.app.make_link(&admin, UserId::new("chair"))).unwrap();
    house.wait(house.app.ask_second_factor(&admin, vec!["staff".to_owned()])).unwrap();
}

fn field(result: Result<impl std::fmt::Debug, AppError>) -> &'static str {
    match result {
        Err(AppError::Invalid(errors)) => errors[0].code,
        other => panic!("{other:?}"),
    }
}

both_engines! {
    fn a_link_serves_once_and_for_a_week(db) {
        let house = House::donnington(db);
        let admin = house.actor("admin");
        let new = NewUser {
            organisation_id: "elsewhere".to_owned(),
            name: "Ada Lovelace".to_owned(),
            email: "Ada@Donnington.example".to_owned(),
            roles: vec!["staff".to_owned()],
            password: None,
        };
        let made = house.wait(house.app.invite(&admin, new)).unwrap();
        let link = house.wait(house.app.link(&made.secret)).unwrap().unwrap();
        assert_eq!((link.name.as_str(), link.email.as_str()), ("Ada Lovelace", "ada@donnington.example"));
        let choose = |secret: &str, password: &str| house.wait(house.app.use_link(secret, password.to_owned()));
        assert_eq!(field(choose(&made.secret, "lovelace")), "guessable");
        choose(&made.secret, PASSWORD).unwrap();
        assert!(matches!(try_in(&house, "ada@donnington.example", PASSWORD, &from(1)), SignInAnswer::Begun { .. }));
        // Used, replaced, expired, never made: one answer.
        let replaced = house.wait(house.app.make_link(&admin, made.user.clone())).unwrap();
        let expired = house.wait(house.app.make_link(&admin, made.user)).unwrap();
        house.at("2026-03-10T10:00:00Z");
        for secret in [&made.secret, &replaced.secret, &expired.secret, "0000", ""] {
            assert_eq!(house.wait(house.app.link(secret)).unwrap(), None);
            assert!(matches!(choose(secret, PASSWORD), Err(AppError::NotFound { what: "link" })));
        }
        house.verified();
    }

    fn only_those_who_administer_keep_accounts(db) {
        let house = House::donnington(db);
        let (sam, bill) = (house.actor("sam"), UserId::new("bill"));
        let roles = vec!["administrator".to_owned()];
        let app = &house.app;
        assert!(matches!(house.wait(app.make_link(&sam, bill.clone())), Err(AppError::NotFound { .. })));
        assert!(matches!(house.wait(app.change_roles(&sam, bill.clone(), roles.clone())), Err(AppError::NotFound { .. })));
        assert!(matches!(house.wait(app.end_account(&sam, bill.clone())), Err(AppError::NotFound { .. })));
        assert!(matches!(house.wait(app.reopen_account(&sam, bill.clone(), roles.clone())), Err(AppError::NotFound { .. })));
        assert!(matches!(house.wait(app.remove_second_factor(&sam, bill.clone())), Err(AppError::NotFound { .. })));
        assert!(matches!(house.wait(app.ask_second_factor(&sam, roles)), Err(AppError::NotFound { .. })));
        assert!(matches!(house.wait(app.account(&sam, bill)), Err(AppError::NotFound { .. })));
        assert!(matches!(house.wait(app.list_accounts(&sam, page_after(0))), Err(AppError::NotFound { .. })));
    }

    fn the_last_administrator_stays(db) {
        let house = House::donnington(db);
        let (operator, admin) = (Actor::operator(DONNINGTON), UserId::new("admin"));
        let staff = vec!["staff".to_owned()];
        assert_eq!(field(house.wait(house.app.end_account(&operator, admin.clone()))), "last-administrator");
        let changed = house.wait(house.app.change_roles(&operator, admin.clone(), staff.clone()));
        assert_eq!(field(changed), "last-administrator");
        let both = vec!["staff".to_owned(), "administrator".to_owned()];
        house.wait(house.app.change_roles(&operator, UserId::new("sam"), both)).unwrap();
        house.wait(house.app.end_account(&operator, admin)).unwrap();
        let sam = house.wait(house.app.change_roles(&operator, UserId::new("sam"), staff));
        assert_eq!(field(sam), "last-administrator");
        house.verified();
    }

    fn whoever_leaves_is_out_at_once_and_stays_named(db) {
        let house = House::donnington(db);
        with_password(&house, "sam");
        let (session, _, _) = sign_in(&house, SAM);
        set_up(&house, &session);
        let token = house.wait(house.app.create_token(DONNINGTON, SAM, TOKEN_DAYS)).unwrap();
        let (half, due, _) = sign_in(&house, SAM);
        assert_eq!(due, Some(StillDue::Code));
        let (admin, sam) = (house.actor("admin"), UserId::new("sam"));
        let link = house.wait(house.app.make_link(&admin, sam.clone())).unwrap();
        house.wait(house.app.end_account(&admin, sam.clone())).unwrap();
        assert!(who(&house, &session).is_none());
        assert!(house.wait(house.app.half_session(&half)).unwrap().is_none());
        assert!(house.wait(house.app.token(&token)).unwrap().is_none());
        assert_eq!(house.wait(house.app.link(&link.secret)).unwrap(), None);
        assert_eq!(try_in(&house, SAM, PASSWORD, &from(1)), SignInAnswer::Wrong);
        assert!(house.wait(house.app.create_token(DONNINGTON, SAM, TOKEN_DAYS)).is_err());
        let begun = house.app.begin_session(DONNINGTON, &sam, SignedInWith::SingleSignOn, "");
        assert_eq!(house.wait(begun).unwrap(), None);
        let settings = house.wait(house.app.settings(DONNINGTON)).unwrap();
        assert_eq!(settings.staffing.name(&sam), "sam of donnington");
        house.verified();
        // Whoever comes back begins anew.
        house.wait(house.app.reopen_account(&admin, sam, vec!["trustee".to_owned()])).unwrap();
        assert_eq!(try_in(&house, SAM, PASSWORD, &from(1)), SignInAnswer::Wrong);
        with_password(&house, "sam");
        let (session, due, _) = sign_in(&house, SAM);
        assert_eq!(due, None, "the authenticator went with the account");
        assert_eq!(who(&house, &session).unwrap().staff.roles, ["trustee"]);
        house.verified();
    }

    fn a_token_ends_by_itself_and_can_be_taken_back(db) {
        let house = House::donnington(db);
        let make = |email: &str, days| house.wait(house.app.create_token(DONNINGTON, email, days)).unwrap();
        let opens = |token: &str| house.wait(house.app.token(token)).unwrap().is_some();
        let tokens = || house.wait(house.app.tokens(DONNINGTON)).unwrap();
        let revoke = |id: &str| house.wait(house.app.revoke_token(DONNINGTON, id));
        let (short, long) = (make(SAM, 1), make(SAM, 30));
        house.at("2026-03-04T09:59:59Z");
        assert!(opens(&short) && opens(&long));
        house.at("2026-03-04T10:00:00Z");
        assert!(!opens(&short) && opens(&long));
        assert_eq!(tokens().iter().filter(|token| token.has_ended).count(), 1);
        assert!(tokens().iter().all(|token| token.email == SAM && token.id.len() == 12));
        let id = tokens().into_iter().find(|token| !token.has_ended).unwrap().id;
        for wrong in ["", &id[..11], "zzzzzzzzzzzz", &format!("{id}zz")] {
            assert!(matches!(revoke(wrong), Err(AppError::NotFound { .. })), "{wrong}");
        }
        assert!(matches!(house.wait(house.app.revoke_token("elsewhere", &id)), Err(AppError::NotFound { .. })));
        revoke(&id).unwrap();
        assert!(!opens(&long));
        assert_eq!(tokens().len(), 1);
        house.verified();
    }

    fn an_account_has_only_so_many_tokens(db) {
        let house = House::donnington(db);
        let make = |email: &str| house.wait(house.app.create_token(DONNINGTON, email, 1));
        for _ in 0..100 {
            make(SAM).unwrap();
        }
        let Err(AppError::Invalid(errors)) = make(SAM) else { panic!("one too many") };
        assert_eq!((errors[0].field.as_str(), errors[0].code), ("email", "too-many-tokens"));
        make("bill@donnington.example").unwrap();
        let tokens = house.wait(house.app.tokens(DONNINGTON)).unwrap();
        let id = &tokens.iter().find(|token| token.email == SAM).unwrap().id;
        house.wait(house.app.revoke_token(DONNINGTON, id)).unwrap();
        make(SAM).unwrap();
        house.at("2026-03-05T10:00:00Z");
        make(SAM).unwrap();
        let tokens = house.wait(house.app.tokens(DONNINGTON)).unwrap();
        assert_eq!(tokens.iter().filter(|token| token.email == SAM).count(), 1, "those that ended are gone");
        house.verified();
    }

    fn what_changes_who_somebody_is_signs_them_out_everywhere(db) {
        let house = House::donnington(db);
        with_password(&house, "sam");
        let admin = house.actor("admin");
        let begin = || {
            let (session, _, _) = sign_in(&house, SAM);
            let token = house.wait(house.app.create_token(DONNINGTON, SAM, TOKEN_DAYS)).unwrap();
            (session, token)
        };
        let ended = |(session, token): (String, String)| {
            assert!(who(&house, &session).is_none());
            assert!(house.wait(house.app.token(&token)).unwrap().is_none());
        };
        let before = begin();
        house.wait(house.app.sign_out_everywhere(&admin, UserId::new("sam"))).unwrap();
        ended(before);

        let before = begin();
        house.wait(house.app.change_roles(&admin, UserId::new("sam"), vec!["trustee".to_owned()])).unwrap();
        ended(before);

        let (before, (own, _)) = (begin(), begin());
        let sam = who(&house, &own).unwrap();
        let change = |old: &str, new: &str| {
            house.wait(house.app.change_password(&sam, &own, old.to_owned(), new.to_owned(), &from(1)))
        };
        assert_eq!(field(change("wrong horse battery", "marble otter lantern")), "wrong");
        assert_eq!(field(change(PASSWORD, "password1")), "guessable");
        let renewed = change(PASSWORD, "marble otter lantern").unwrap();
        ended(before);
        assert!(who(&house, &own).is_none(), "the session itself has a new secret");
        assert!(who(&house, &renewed.secret).is_some());
        assert_eq!(try_in(&house, SAM, PASSWORD, &from(1)), SignInAnswer::Wrong);
        house.verified();
    }

    fn a_code_is_taken_once_and_each_recovery_code_once(db) {
        let house = House::donnington(db);
        with_password(&house, "sam");
        let (session, _, _) = sign_in(&house, SAM);
        let (key, set) = set_up(&house, &session);
        assert!(who(&house, &session).is_none(), "the session is renewed");
        assert!(who(&house, &set.session.secret).is_some());
        assert_eq!(set.recovery_codes.len(), 10);
        let finish = |half: &str, typed: &str| house.wait(house.app.finish_sign_in(half, typed, &from(1))).unwrap();
        let (half, due, known) = sign_in(&house, SAM);
        assert_eq!((due, known), (Some(StillDue::Code), None));
        assert!(who(&house, &half).is_none(), "half a sign-in opens nothing");
        let used_up = code(&key, house.app.now());
        assert_eq!(finish(&half, &used_up), SignInAnswer::Wrong, "it set the authenticator up");
        house.at("2026-03-03T10:01:00Z");
        let fresh = code(&key, house.app.now());
        let SignInAnswer::Begun { session, known_browser } = finish(&half, &fresh) else { panic!("not begun") };
        assert!(who(&house, &session.secret).is_some() && known_browser.is_some());
        assert!(house.wait(house.app.half_session(&half)).unwrap().is_none());
        for recovery in &set.recovery_codes {
            let (half, _, _) = sign_in(&house, SAM);
            assert_eq!(finish(&half, &fresh), SignInAnswer::Wrong);
            let typed = recovery.to_lowercase().replace('-', " ");
            assert!(matches!(finish(&half, &typed), SignInAnswer::Begun { .. }));
            let (half, _, _) = sign_in(&house, SAM);
            assert_eq!(finish(&half, recovery), SignInAnswer::Wrong);
        }
        house.verified();
    }

    fn half_a_sign_in_waits_a_quarter_of_an_hour(db) {
        let house = House::donnington(db);
        with_password(&house, "sam");
        let (session, _, _) = sign_in(&house, SAM);
        let (key, _) = set_up(&house, &session);
        let (half, _, _) = sign_in(&house, SAM);
        house.at("2026-03-03T10:15:01Z");
        let typed = code(&key, house.app.now());
        let late = house.wait(house.app.finish_sign_in(&half, &typed, &from(1)));
        assert!(matches!(late, Err(AppError::NotFound { .. })));
    }

    fn of_whom_a_second_factor_is_asked_sets_one_up_first(db) {
        let house = House::donnington(db);
        with_password(&house, "sam");
        let admin = house.actor("admin");
        assert_eq!(field(house.wait(house.app.ask_second_factor(&admin, vec!["wizard".to_owned()]))), "unknown");
        house.wait(house.app.ask_second_factor(&admin, vec!["staff".to_owned()])).unwrap();
        let (half, due, _) = sign_in(&house, SAM);
        assert_eq!(due, Some(StillDue::SetUp));
        assert!(who(&house, &half).is_none());
        let (_, set) = set_up(&house, &half);
        assert_eq!(set.session.still_due, None);
        assert!(who(&house, &set.session.secret).is_some());
        // Proof made elsewhere is asked for nothing more.
        let sam = UserId::new("sam");
        for with in [SignedInWith::SingleSignOn, SignedInWith::Passkey] {
            let begun = house.wait(house.app.begin_session(DONNINGTON, &sam, with, "")).unwrap().unwrap();
            assert_eq!(begun.still_due, None);
        }
        house.wait(house.app.remove_second_factor(&admin, sam)).unwrap();
        assert!(who(&house, &set.session.secret).is_none());
        assert_eq!(sign_in(&house, SAM).1, Some(StillDue::SetUp));
        house.verified();
    }

    fn an_authenticator_is_set_up_by_whom_it_was_offered_to(db) {
        let house = House::donnington(db);
        with_password(&house, "sam");
        with_password(&house, "bill");
        let (sams, _, _) = sign_in(&house, SAM);
        let (bills, _, _) = sign_in(&house, "bill@donnington.example");
        let (sam, bill) = (who(&house, &sams).unwrap(), who(&house, &bills).unwrap());
        let offered = house.app.offer_second_factor(&bill).unwrap();
        let typed = code(&offered.typed, house.app.now());
        let taken = house.wait(house.app.set_second_factor(&sam, &sams, &offered.sealed, &typed, ""));
        assert!(matches!(taken, Err(AppError::NotFound { .. })));
        let wrong = house.wait(house.app.set_second_factor(&bill, &bills, &offered.sealed, "000000", ""));
        assert_eq!(field(wrong), "wrong");
    }

    /// Or whoever knows a password would put an authenticator of their own in place of the one that keeps them out.
    fn a_password_alone_replaces_no_authenticator(db) {
        let house = House::donnington(db);
        with_password(&house, "sam");
        with_password(&house, "bill");
        let (session, _, _) = sign_in(&house, SAM);
        let (key, set) = set_up(&house, &session);
        let (half, due, _) = sign_in(&house, SAM);
        assert_eq!(due, Some(StillDue::Code));
        let sam = house.wait(house.app.half_session(&half)).unwrap().unwrap().who;
        let offered = house.app.offer_second_factor(&sam).unwrap();
        let typed = code(&offered.typed, house.app.now());
        let keep = |session: &str| house.wait(house.app.set_second_factor(&sam, session, &offered.sealed, &typed, ""));
        assert!(matches!(keep(&half), Err(AppError::NotFound { .. })));
        let (bills, _, _) = sign_in(&house, "bill@donnington.example");
        assert!(matches!(keep(&bills), Err(AppError::NotFound { .. })), "it is another's session");
        house.at("2026-03-03T10:01:00Z");
        let fresh = code(&key, house.app.now());
        let finished = house.wait(house.app.finish_sign_in(&half, &fresh, &from(1))).unwrap();
        assert!(matches!(finished, SignInAnswer::Begun { .. }), "the authenticator is the one that was there");
        assert!(who(&house, &set.session.secret).is_some());
        house.verified();
    }

    fn sessions_are_listed_and_ended_by_whose_they_are(db) {
        let house = House::donnington(db);
        with_password(&house, "sam");
        with_password(&house, "bill");
        let (one, _, _) = sign_in(&house, SAM);
        house.at("2026-03-03T10:05:00Z");
        let (two, _, _) = sign_in(&house, SAM);
        let (three, _, _) = sign_in(&house, SAM);
        let (bills, _, _) = sign_in(&house, "bill@donnington.example");
        let own = |secret: &str| house.wait(house.app.own_sessions(secret)).unwrap();
        assert_eq!(own(&two).len(), 3);
        let first = own(&one).into_iter().find(|line| line.this).unwrap();
        assert_eq!(first.browser, "Firefox on Linux");
        let others = house.wait(house.app.end_own_session(&bills, &first.id));
        assert!(matches!(others, Err(AppError::NotFound { .. })));
        house.wait(house.app.end_own_session(&two, &first.id)).unwrap();
        assert!(who(&house, &one).is_none() && who(&house, &two).is_some());
        house.wait(house.app.end_other_sessions(&two)).unwrap();
        assert!(who(&house, &three).is_none() && who(&house, &two).is_some() && who(&house, &bills).is_some());
        house.at("2026-03-03T10:36:00Z");
        assert!(who(&house, &two).is_none(), "unused for half an hour");
    }

    fn wrong_tries_slow_down_strangers_and_nobody_else(db) {
        let house = House::donnington(db);
        with_password(&house, "sam");
        let (_, _, known_browser) = sign_in(&house, SAM);
        for email in [SAM, "nobody@donnington.example"] {
            for _ in 0..10 {
                assert_eq!(try_in(&house, email, "wrong horse", &from(2)), SignInAnswer::Wrong);
            }
            // The same for who is there and who is not.
            let SignInAnswer::Wait(wait) = try_in(&house, email, PASSWORD, &from(2)) else { panic!("no wait") };
            assert_eq!(wait.seconds, 60);
        }
        assert!(matches!(try_in(&house, SAM, PASSWORD, &from(3)), SignInAnswer::Begun { .. }), "from elsewhere");
        let known = Whence { known_browser, ..from(2) };
        assert!(matches!(try_in(&house, SAM, PASSWORD, &known), SignInAnswer::Begun { .. }), "in a known browser");
        house.at("2026-03-03T10:01:00Z");
        assert_eq!(try_in(&house, SAM, "wrong horse", &from(2)), SignInAnswer::Wrong);
        let SignInAnswer::Wait(wait) = try_in(&house, SAM, PASSWORD, &from(2)) else { panic!("no wait") };
        assert_eq!(wait.seconds, 120, "it grows");
        house.at("2026-03-03T10:03:00Z");
        assert!(matches!(try_in(&house, SAM, PASSWORD, &from(2)), SignInAnswer::Begun { .. }), "nobody is locked out");
        assert!(matches!(try_in(&house, SAM, PASSWORD, &from(2)), SignInAnswer::Begun { .. }), "and slips are forgotten");
    }
}
