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

const WEBSITE = "booked small hall";
const GATE = "broken gate meeting";
const MEETING = "residents meeting advertised";
const LUNCH = "lunch club allergy";
const REPLY = "application form last year";
const LATE = "ramp back door";
const ANONYMOUS = "unsigned letter side door";
const PANEL = "stall spring market";
const EXHAUSTED = "hearing loop";

export const screens = [
  { name: "sign-in", path: "/sign-in" },
  { name: "accessibility", path: "/accessibility" },
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
  { name: "notes", path: caseOf(LUNCH, "/notes"), as: "trustee" },
  { name: "escalation", path: caseOf("band played eleven", "/escalation"), as: "staff" },
  { name: "acknowledgement", path: caseOf("complain to the council", "/acknowledgement"), as: "staff", of: "spso" },
  { name: "extension", path: caseOf("decision letter quotes", "/extension"), as: "staff", of: "spso" },
  { name: "learning-record", path: caseOf("buffet lunch history", "/learning"), as: "administrator" },
  { name: "learning", path: "/learning", as: "trustee" },
  { name: "reports", path: "/reports", as: "trustee" },
  { name: "report", path: "/reports/2017-18-Q2", as: "staff", of: "spso" },
  { name: "report-cases-behind", path: "/reports/2017-18-Q2/cases?figure=missed&row=S1", as: "staff", of: "spso" },
];
