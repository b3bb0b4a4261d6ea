// Every screen, to be looked at by screens.test.mjs. Add a line for each new page.
//
//   name  names the picture in target/screens/
//   path  where it is, or an async function of a signed-in page that finds it (for a page that needs a reference)
//   as    the role of the one who looks, as in demo-credentials.json; left out for the public
//   of    the organisation, where a role is in both; Donnington if left out

/** The address of a demo case found by words of its summary, and a page of it. */
function caseOf(words, then = "") {
  return async (page) => {
    await page.goto(`/cases?show=open&q=${encodeURIComponent(words)}`);
    let found = page.locator(".rd-case__reference a").first();
    if ((await found.count()) === 0) {
      await page.goto(`/cases?show=closed&q=${encodeURIComponent(words)}`);
      found = page.locator(".rd-case__reference a").first();
    }
    return `${await found.getAttribute("href")}${then}`;
  };
}

/** Where the first link of a page that fits `selector` leads. */
function firstLink(page, selector) {
  return async (tab) => {
    await tab.goto(page);
    return tab.locator(selector).first().getAttribute("href");
  };
}

/** The same with a part of it replaced. */
function instead(path, part, by) {
  return async (tab) => (await path(tab)).replace(part, by);
}

const DRAFT = firstLink("/reports", "main a[href$='/draft']");
const PUBLISHED = firstLink("/published/donnington", "main a[href^='/published/donnington/']");

const WEBSITE = "booked small hall";
const GATE = "broken gate meeting";
const MEETING = "residents meeting advertised";
const LUNCH = "lunch club allergy";
const REPLY = "application form last year";
const LATE = "ramp back door";
const ANONYMOUS = "unsigned letter side door";
const PANEL = "stall spring market";
const EXHAUSTED = "hearing loop";
const DIVIDED = "choir evening cancelled";
const POINTS = "tea dance table";
const QUESTION = "rent allotment doubled";
const APPOINTMENT = "storeroom pottery group";
const REPRESENTED = "computer class support worker";
const LIMITED = "car park auction ticket";
const ABOUT_STAFF = "desk wasting everybody";
const PAID = "chair wet paint";
const OUTSIDE = "voucher raffle drawn";

export const screens = [
  { name: "sign-in", path: "/sign-in" },
  { name: "accounts", path: "/accounts", as: "administrator" },
  { name: "account", path: firstLink("/accounts", "main table a"), as: "administrator" },
  { name: "invitation", path: "/invitation", as: "administrator" },
  { name: "second-factor-asked", path: "/second-factor", as: "administrator" },
  { name: "own-account", path: "/account", as: "staff" },
  { name: "own-password", path: "/account/password", as: "staff" },
  { name: "own-authenticator", path: "/account/second-factor", as: "staff" },
  { name: "own-sessions", path: "/account/sessions", as: "staff" },
  { name: "accessibility", path: "/accessibility" },
  { name: "your-passkeys", path: "/account/passkeys", as: "staff" },
  { name: "work-list-mine", path: "/cases", as: "trustee" },
  { name: "work-list-open", path: "/cases?show=open", as: "staff" },
  { name: "work-list-late", path: "/cases?show=late", as: "staff" },
  { name: "work-list-nothing-found", path: "/cases?show=open&q=zebra", as: "staff" },
  { name: "log", path: "/cases/new", as: "staff" },
  { name: "log-direct-second-stage", path: "/cases/new", as: "staff", of: "spso" },
  { name: "case-untriaged", path: caseOf(WEBSITE), as: "staff" },
  { name: "case-with-plan", path: caseOf(MEETING), as: "trustee" },
  { name: "case-late", path: caseOf(LATE), as: "trustee" },
  { name: "case-anonymous", path: caseOf(ANONYMOUS), as: "trustee" },
  { name: "case-second-stage", path: caseOf(PANEL), as: "vice-chair" },
  { name: "case-exhausted", path: caseOf(EXHAUSTED), as: "staff" },
  { name: "case-with-points", path: caseOf(POINTS), as: "trustee" },
  { name: "case-with-late-answer", path: caseOf(QUESTION), as: "trustee" },
  { name: "case-represented", path: caseOf(REPRESENTED), as: "staff" },
  { name: "case-contact-limited", path: caseOf(LIMITED), as: "trustee" },
  { name: "case-with-staff-matter", path: caseOf(ABOUT_STAFF), as: "trustee" },
  { name: "case-panel-divided", path: caseOf(DIVIDED), as: "chair" },
  { name: "case-paid", path: caseOf(PAID), as: "administrator" },
  { name: "case-before-outside-body", path: caseOf(OUTSIDE), as: "staff" },
  { name: "triage", path: caseOf(WEBSITE, "/triage"), as: "staff" },
  { name: "first-contact", path: caseOf(GATE, "/first-contact"), as: "staff" },
  { name: "handover", path: caseOf(GATE, "/handover"), as: "staff" },
  { name: "contacts", path: caseOf(LUNCH, "/contacts"), as: "trustee" },
  { name: "promises", path: caseOf(LUNCH, "/promises"), as: "trustee" },
  { name: "plan", path: caseOf(LUNCH, "/plan"), as: "trustee" },
  { name: "completion", path: caseOf(MEETING, "/actions/3/completion"), as: "trustee" },
  { name: "written-reply", path: caseOf(LUNCH, "/written-reply"), as: "trustee" },
  { name: "reply", path: caseOf(REPLY, "/reply"), as: "trustee" },
  { name: "compensation", path: caseOf(LUNCH, "/compensation"), as: "trustee" },
  { name: "decision", path: caseOf(LUNCH, "/decision"), as: "trustee" },
  { name: "closure", path: caseOf(LUNCH, "/closure"), as: "trustee" },
  { name: "attachments", path: caseOf(LUNCH, "/attachments"), as: "trustee" },
  { name: "notes", path: caseOf(LUNCH, "/notes"), as: "trustee" },
  { name: "escalation", path: caseOf("band played eleven", "/escalation"), as: "staff" },
  { name: "acknowledgement", path: caseOf("complain to the council", "/acknowledgement"), as: "staff", of: "spso" },
  { name: "extension", path: caseOf("decision letter quotes", "/extension"), as: "staff", of: "spso" },
  { name: "updates", path: caseOf(LUNCH, "/updates"), as: "staff" },
  { name: "apologies", path: caseOf(LUNCH, "/apologies"), as: "staff" },
  { name: "letters", path: caseOf(REPRESENTED, "/letters"), as: "staff" },
  { name: "confirmation", path: caseOf(REPLY, "/confirmation"), as: "administrator" },
  { name: "representative", path: caseOf(LUNCH, "/representative"), as: "staff" },
  { name: "consent", path: caseOf(REPRESENTED, "/consent"), as: "staff" },
  { name: "adjustments", path: caseOf("programme print small", "/adjustments"), as: "staff" },
  { name: "safety-note", path: caseOf("programme print small", "/safety-note"), as: "staff" },
  { name: "behaviour-warnings", path: caseOf(LUNCH, "/behaviour-warnings"), as: "staff" },
  { name: "contact-limit-review", path: caseOf(LIMITED, "/contact-limit-review"), as: "chair" },
  { name: "contacts-with-notices", path: caseOf(LIMITED, "/contacts"), as: "administrator" },
  { name: "points", path: caseOf(POINTS, "/points"), as: "staff" },
  { name: "point-decision", path: caseOf(POINTS, "/points/1/decision"), as: "administrator" },
  { name: "information", path: caseOf(QUESTION, "/information"), as: "staff" },
  { name: "chase", path: caseOf(QUESTION, "/actions/1/chase"), as: "staff" },
  { name: "answer", path: caseOf(QUESTION, "/actions/1/answer"), as: "staff" },
  { name: "move", path: caseOf(APPOINTMENT, "/actions/1/move"), as: "staff" },
  { name: "subjects", path: caseOf(LUNCH, "/subjects"), as: "staff" },
  { name: "subject-clearances", path: caseOf(ABOUT_STAFF, "/subject-clearances"), as: "administrator" },
  { name: "interests", path: caseOf(LUNCH, "/interests"), as: "staff" },
  { name: "restriction", path: caseOf(LUNCH, "/restriction"), as: "staff" },
  { name: "open-in-need", path: "/open-in-need", as: "staff" },
  { name: "openings", path: "/openings", as: "chair" },
  { name: "data-protection", path: "/data-protection", as: "administrator" },
  { name: "read-trail", path: "/read-trail", as: "chair" },
  { name: "staff-matters", path: caseOf(ABOUT_STAFF, "/staff-matters"), as: "trustee" },
  { name: "filter-decision", path: caseOf(PANEL, "/filter-decision"), as: "vice-chair" },
  { name: "panel", path: caseOf(DIVIDED, "/panel"), as: "chair" },
  { name: "panel-decisions", path: caseOf(DIVIDED, "/panel-decisions"), as: "chair" },
  { name: "board-referral", path: caseOf(POINTS, "/board-referral"), as: "administrator" },
  { name: "board-decision", path: caseOf(DIVIDED, "/board-decision"), as: "chair" },
  { name: "links", path: caseOf(LUNCH, "/links"), as: "staff" },
  { name: "merge", path: caseOf(LUNCH, "/merge"), as: "administrator" },
  { name: "joint", path: caseOf(LUNCH, "/joint"), as: "staff" },
  { name: "withdrawal", path: caseOf(LUNCH, "/withdrawal"), as: "administrator" },
  { name: "reopening", path: caseOf(PAID, "/reopening"), as: "administrator" },
  { name: "outside-referral", path: caseOf(EXHAUSTED, "/outside-referral"), as: "staff" },
  { name: "outside-decision", path: caseOf(OUTSIDE, "/outside-decision"), as: "staff" },
  { name: "learning-record", path: caseOf("buffet lunch history", "/learning"), as: "administrator" },
  { name: "change-news", path: caseOf(LUNCH, "/change-news"), as: "staff" },
  { name: "changes-told", path: firstLink("/learning/people-to-tell", "main a[href*='/changes-told']"), as: "trustee" },
  { name: "learning", path: "/learning", as: "trustee" },
  { name: "learning-records", path: "/learning/records", as: "trustee" },
  { name: "learning-meeting", path: "/learning/meeting", as: "trustee" },
  { name: "people-to-tell", path: "/learning/people-to-tell", as: "trustee" },
  { name: "improvements", path: "/learning/improvements", as: "trustee" },
  { name: "improvement-new", path: "/learning/improvements/new", as: "trustee" },
  { name: "improvement-done", path: "/learning/improvements/1", as: "trustee" },
  { name: "improvement-correction", path: "/learning/improvements/1/correction", as: "trustee" },
  { name: "improvement-reopening", path: "/learning/improvements/1/reopening", as: "trustee" },
  { name: "improvement-worked", path: firstLink("/learning/improvements?show=done", "main li:has-text('Worked') a, main tr:has-text('Worked') a, main article:has-text('Worked') a"), as: "trustee" },
  { name: "improvement-open", path: "/learning/improvements/2", as: "trustee" },
  { name: "improvement-step", path: firstLink("/learning/improvements/2", "main a[href*='/learning/improvements/2/']"), as: "trustee" },
  { name: "themes", path: "/learning/themes", as: "trustee" },
  { name: "theme-new", path: "/learning/themes/new", as: "trustee" },
  { name: "theme", path: "/learning/themes/1", as: "trustee" },
  { name: "theme-text", path: "/learning/themes/1/text", as: "trustee" },
  { name: "lessons", path: "/learning/lessons", as: "trustee" },
  { name: "lesson-new", path: "/learning/lessons/new", as: "trustee" },
  { name: "lesson", path: "/learning/lessons/1", as: "trustee" },
  { name: "lessons-public", path: "/lessons/donnington" },
  { name: "procedure", path: "/procedure", as: "staff" },
  { name: "procedure-part", path: "/procedure/parts/5", as: "trustee" },
  { name: "procedure-versions", path: "/procedure/versions", as: "administrator" },
  { name: "procedure-adoption", path: "/procedure/adoption", as: "administrator" },
  { name: "procedure-closures", path: "/procedure/closures", as: "administrator" },
  { name: "rate-bases", path: "/procedure/rate-bases", as: "administrator" },
  { name: "reports", path: "/reports", as: "trustee" },
  { name: "report", path: "/reports/2017-18-Q2", as: "staff", of: "spso" },
  { name: "report-of-a-year", path: "/reports/2017-18", as: "reviewer", of: "spso" },
  { name: "report-public-edition", path: "/reports/2017-18-Q2?edition=public", as: "reviewer", of: "spso" },
  { name: "report-cases-behind", path: "/reports/2017-18-Q2/cases?figure=missed&row=S1", as: "staff", of: "spso" },
  { name: "report-draft", path: DRAFT, as: "administrator" },
  { name: "report-preview", path: instead(DRAFT, /draft$/, "preview?edition=public"), as: "administrator" },
  { name: "report-withholding", path: instead(PUBLISHED, /.*donnington.([^?]*).*/, "/reports/$1/versions/1/withholding"), as: "chair" },
  { name: "report-published-elsewhere", path: "/reports/2017-18-Q2/published-elsewhere", as: "reviewer", of: "spso" },
  { name: "returns", path: "/reports/2017-18-Q2/returns", as: "reviewer", of: "spso" },
  { name: "return", path: firstLink("/reports/2017-18-Q2/returns", "main a[href^='/returns/']"), as: "reviewer", of: "spso" },
  { name: "published", path: "/published/donnington" },
  { name: "published-report", path: PUBLISHED },
];
