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
    MarkedAway => "marked-away", "The absence is recorded. What falls due meanwhile stands below.";
    AbsenceCancelled => "absence-cancelled", "The absence is taken back.";
    CasesMoved => "cases-moved", "What you chose is handed over.";
    FilesAttached => "files-attached", "The files are attached.";
    FileRemoved => "file-removed", "The file is removed.";
    Extended => "extended", "The time limit is extended.";
    ActionMoved => "action-moved", "The new date is recorded.";
    Confirmed => "confirmed", "It is recorded that the decision was told.";
    Paused => "paused", "The time limit is paused.";
    Resumed => "resumed", "The time limit goes on.";
    Updated => "updated", "The update is recorded.";
    Apologised => "apologised", "The apology is recorded.";
    PaymentRecorded => "payment-recorded", "It is recorded how far the compensation has come.";
    RepresentativeSet => "representative-set", "It is recorded who acts for them.";
    ConsentRecorded => "consent-recorded", "The answer about consent is recorded.";
    AdjustmentsRecorded => "adjustments-recorded", "The adjustments are recorded. They show at every contact.";
    SafetyNoted => "safety-noted", "The safety note is recorded.";
    BehaviourWarned => "behaviour-warned", "The warning is recorded.";
    ContactLimited => "contact-limited", "The limit on contact is recorded.";
    LimitReviewed => "limit-reviewed", "The review of the limit is recorded.";
    PointAdded => "point-added", "The point is added. It waits for a finding of its own.";
    PointDecided => "point-decided", "The finding on the point is recorded.";
    InformationAsked => "information-asked", "The question is recorded with the day for its answer.";
    InformationChased => "information-chased", "It is recorded that the answer was chased.";
    InformationGiven => "information-given", "The answer is recorded.";
    SubjectNamed => "subject-named", "It is recorded whom it is about. They no longer see it.";
    SubjectCleared => "subject-cleared", "It is recorded that it is not about them.";
    InterestDeclared => "interest-declared", "Your interest is recorded, and you have stepped back.";
    StaffMatterRecorded => "staff-matter-recorded", "The staff matter is recorded in the restricted part.";
    ProcedureChanged => "procedure-changed", "It follows the other version of the procedure now.";
    FilterDecided => "filter-decided", "The decision on the review is recorded.";
    PanelConvened => "panel-convened", "The panel is recorded.";
    PanelMemberDecided => "panel-member-decided", "The member's decision is recorded.";
    ReferredToBoard => "referred-to-board", "It is before the board.";
    BoardDecided => "board-decided", "What the board came to is recorded.";
    Linked => "linked", "The two cases are linked.";
    Merged => "merged", "It is merged. It goes on in the other case.";
    Joined => "joined", "The other body is recorded.";
    Withdrawn => "withdrawn", "It is recorded as taken back, and closed.";
    Reopened => "reopened", "It is open again.";
    LetterMade => "letter-made", "The letter is made. You find it under Letters.";
    ReferredOutside => "referred-outside", "It is recorded that they turned to the outside body.";
    OutsideDecided => "outside-decided", "The decision of the outside body is recorded.";
    Classified => "classified", "The answer is recorded for the returns.";
    ChangeNewsAsked => "change-news-asked", "It is recorded whether they want to know what changes.";
    Restricted => "restricted", "It is confidential. Who may see it stands below.";
    Admitted => "admitted", "They may see it from now on.";
    RestrictionLifted => "restriction-lifted", "It is confidential no longer.";
    OpeningSeen => "opening-seen", "It is recorded that you have seen it.";
    RecordsHeld => "records-held", "The records are held. Nothing of them is erased until they are released.";
    RecordsReleased => "records-released", "The records are released. They are kept for as long as the procedure says.";
    PersonCorrected => "person-corrected", "The particulars are put right.";
    CaseErased => "case-erased", "The case is erased. Its figures stay.";
    DueErased => "due-erased", "What was due is erased. What is left stands below.";
    OpenedInNeed => "opened-in-need", "It is open to you now. Those who watch over confidential cases are shown that you opened it.";
    ChangeTold => "change-told", "It is recorded that they were told what changed.";
    RateBaseSet => "rate-base-set", "The number is set. Reports that are published stay as they are.";
    Learnt => "learnt", "The learning record is complete.";
    ImprovementStarted => "improvement-started", "The improvement action is started.";
    ImprovementMoved => "improvement-moved", "The improvement action is moved.";
    ImprovementDone => "improvement-done", "It is recorded as done. Later cases of its cause show whether it worked.";
    ImprovementDropped => "improvement-dropped", "The improvement action is dropped.";
    ImprovementCorrected => "improvement-corrected", "It is put right. What stood there before is in its history.";
    ImprovementReopened => "improvement-reopened", "The improvement action is open again.";
    ImprovementReviewed => "improvement-reviewed", "What you think of it is added.";
    ThemeKept => "theme-kept", "The theme is kept.";
    LessonKept => "lesson-kept", "The lesson is kept. Nobody else reads it before it is shared.";
    LessonShared => "lesson-shared", "The lesson is shared.";
    LessonWithdrawn => "lesson-withdrawn", "The lesson is withdrawn.";
    Noted => "noted", "The note is added.";
    Adopted => "adopted", "New cases begin with this procedure now.";
    ClosureAdded => "closure-added", "The day is added. Dates that people were given already stay as they are.";
    SignedOut => "signed-out", "You are signed out.";
    PasskeyAdded => "passkey-added", "The passkey is added. It signs you in from now on.";
    PasskeyRemoved => "passkey-removed", "The passkey is removed. You are signed out everywhere but here.";
    PasswordChosen => "password-chosen", "Your password is kept. Sign in with it.";
    PasswordChanged => "password-changed", "Your password is changed. You are signed out everywhere else.";
    RolesChanged => "roles-changed", "The roles are changed.";
    AccountEnded => "account-ended", "The account has ended. Nothing opens the door for them any more.";
    SignedOutEverywhere => "signed-out-everywhere", "They are signed out everywhere, and their access tokens have ended.";
    AccountReopened => "account-reopened", "The account is open again. Make a link, with which they choose a password.";
    SecondFactorRemoved => "second-factor-removed", "The authenticator is taken off.";
    SecondFactorAsked => "second-factor-asked", "It is kept. It holds from the next time they sign in.";
    SessionEnded => "session-ended", "The session has ended.";
    OtherSessionsEnded => "other-sessions-ended", "All other sessions have ended.";
    SetUp => "set-up", "The organisation is set up. Sign in with the address and the password you have just chosen.";
    ReportWritten => "report-written", "The draft is kept.";
    ApprovalAsked => "approval-asked", "Approval is asked for. Somebody else gives it.";
    ReportApproved => "report-approved", "It is approved. It can be published now.";
    ReportReturned => "report-returned", "It is sent back to be changed.";
    ReportPublished => "report-published", "It is published. What it says stays as it is.";
    EditionWithheld => "edition-withheld", "It is withheld. Whoever opens it outside reads why.";
    CorrectionBegun => "correction-begun", "A new version is begun. The one published stays until this one is.";
    TablesKept => "tables-kept", "The figures are kept as they were published. How they compare stands below.";
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
