//! The work list: tabs, search and filters kept in the address, each line with its next step and date in words.

use askama::Template;
use redress_app::{CaseFilter, CaseLine, CaseQuery, Sort};
use redress_domain::case::{Due, FieldError};
use redress_domain::procedure::{Permission, Procedure};
use redress_domain::time::{Instant, Zone, long_date};

use crate::answer::{Answer, View, case_path, shown};
use crate::case_page::nobody;
use crate::components::{Block, ErrorSummary};
use crate::extract::Query;
use crate::forms::{Filling, Read, Typed};
use crate::layout::{Area, Page, capital};
use crate::visitor::Visitor;
use crate::words::due::{DueWords, due_words};

/// Lines of one page.
const LINES: u32 = 50;

/// Which cases, by the tabs on top.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tab {
    Mine,
    Open,
    Unassigned,
    Due,
    Late,
    Requests,
    Closed,
}

const TABS: [(Tab, &str, &str); 7] = [
    (Tab::Mine, "mine", "Mine"),
    (Tab::Open, "open", "All open"),
    (Tab::Unassigned, "unassigned", "Nobody's yet"),
    (Tab::Due, "due", "Due by tomorrow"),
    (Tab::Late, "late", "Late"),
    (Tab::Requests, "requests", "Requests and remarks"),
    (Tab::Closed, "closed", "Closed"),
];

#[derive(Template)]
#[template(path = "work_list.html")]
struct WorkList {
    page: Page,
    heading: String,
    case: String,
    tabs: Vec<TabLink>,
    tab: &'static str,
    errors: ErrorSummary,
    words: String,
    filters: Vec<Block>,
    filtered: bool,
    lines: Vec<Line>,
    more: Option<String>,
    begins_later: bool,
    empty: (String, String),
    may_log: bool,
    /// Confidential cases that were opened in need and that nobody has looked at.
    unseen: u64,
}

struct TabLink {
    label: &'static str,
    href: String,
    current: bool,
}

/// A case as the lists show it.
pub(crate) struct Line {
    pub(crate) reference: String,
    pub(crate) href: String,
    pub(crate) summary: String,
    pub(crate) stage: String,
    pub(crate) owner: String,
    pub(crate) received: String,
    pub(crate) next: String,
    pub(crate) due: Option<DueWords>,
    pub(crate) is_open: bool,
    /// What else there is to know of it in a word or two.
    pub(crate) tags: Vec<String>,
}

impl View for WorkList {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// A page of the list.
pub(crate) async fn show(visitor: Visitor, Query(query): Query<Vec<(String, String)>>) -> Answer {
    let typed = query.into_iter().fold(Typed::default(), |typed, (name, value)| typed.with(&name, value));
    let tab = tab_of(&visitor, typed.get("show"));
    let (query, errors) = match asked(&visitor, tab, Read::new(&typed)) {
        Ok(query) => (query, Vec::new()),
        Err(errors) => (CaseQuery { filter: filter(&visitor, tab), ..CaseQuery::default() }, errors),
    };
    let list = visitor.app().list_cases(&visitor.who.actor, CaseQuery { limit: Some(LINES), ..query }).await;
    let list = list.map_err(|error| visitor.failed(&error))?;
    let lines = list.cases.iter().map(|line| Line::of(line, &visitor)).collect();
    let unseen = crate::confidential::unseen(&visitor).await?;
    Ok(shown(&WorkList { unseen, ..view(&visitor, tab, &typed, &errors, lines, list.next)? }))
}

/// The tab asked for; without one, their own cases for those who resolve, and all for the others.
fn tab_of(visitor: &Visitor, id: &str) -> Tab {
    let given = TABS.iter().find(|(_, name, _)| *name == id).map(|(tab, _, _)| *tab);
    given.unwrap_or(if visitor.may(Permission::Resolve) { Tab::Mine } else { Tab::Open })
}

fn filter(visitor: &Visitor, tab: Tab) -> CaseFilter {
    let tomorrow = visitor.today().tomorrow().unwrap_or(visitor.today());
    let open = CaseFilter { open: Some(tab != Tab::Closed), ..CaseFilter::default() };
    match tab {
        Tab::Mine => CaseFilter { owner: visitor.who.actor.user_id().cloned(), ..open },
        Tab::Unassigned => CaseFilter { unassigned: true, ..open },
        Tab::Due => CaseFilter { due_by: Some(Instant::end_of(tomorrow, Zone::LONDON)), ..open },
        Tab::Late => CaseFilter { due_by: Some(visitor.now), ..open },
        Tab::Requests => CaseFilter { counts: Some(false), ..open },
        Tab::Open | Tab::Closed => open,
    }
}

fn asked(visitor: &Visitor, tab: Tab, mut read: Read<'_>) -> Result<CaseQuery, Vec<FieldError>> {
    let (from, to) = (read.optional_date("received_from"), read.optional_date("received_to"));
    let sort = match read.typed().get("sort") {
        "newest" => Sort::Newest,
        "received" => Sort::Received,
        "due" => Sort::Due,
        _ if tab == Tab::Closed => Sort::Newest,
        _ => Sort::Due,
    };
    let (stage, words, cursor) = (read.optional("stage"), read.optional("q"), read.optional("after"));
    let filter = filter(visitor, tab);
    let query = from.zip(to).map(|(received_from, received_to)| CaseQuery {
        filter: CaseFilter { stage, received_from, received_to, ..filter },
        sort,
        words,
        cursor,
        limit: None,
    });
    read.finish(query)
}

fn view(
    visitor: &Visitor,
    tab: Tab,
    typed: &Typed,
    errors: &[FieldError],
    lines: Vec<Line>,
    next: Option<String>,
) -> Result<WorkList, crate::answer::Failed> {
    let procedure = visitor.procedure()?;
    let filters = filters(&Filling { typed, errors }, procedure);
    let (_, id, label) =
        TABS.iter().copied().find(|(one, _, _)| *one == tab).unwrap_or((Tab::Open, "open", "All open"));
    let heading = capital(&procedure.terms.cases);
    let filtered = ["q", "stage", "received_from", "received_to"].iter().any(|name| !typed.is_empty(name));
    Ok(WorkList {
        page: visitor.page(Area::Cases, format!("{heading}: {label}")).with_errors(errors).wide(),
        heading,
        case: procedure.terms.case.clone(),
        tabs: tabs(tab, typed),
        tab: id,
        errors: ErrorSummary::of(errors, &filters),
        words: typed.get("q").to_owned(),
        filters,
        filtered,
        lines,
        more: next.map(|cursor| address(typed, id, Some(&cursor))),
        begins_later: !typed.is_empty("after"),
        empty: empty(tab, filtered, procedure),
        may_log: visitor.may(Permission::Log),
        unseen: 0,
    })
}

/// Each tab keeps the search and the filters.
fn tabs(tab: Tab, typed: &Typed) -> Vec<TabLink> {
    TABS.iter()
        .map(|(one, id, label)| TabLink { label, href: address(typed, id, None), current: *one == tab })
        .collect()
}

fn address(typed: &Typed, tab: &str, after: Option<&str>) -> String {
    let mut query = vec![("show", tab)];
    query.extend(["q", "stage", "received_from", "received_to", "sort"].map(|name| (name, typed.get(name))));
    query.extend(after.map(|cursor| ("after", cursor)));
    query.retain(|(_, value)| !value.is_empty());
    format!("/cases?{}", serde_html_form::to_string(query).unwrap_or_default())
}

fn filters(fill: &Filling<'_>, procedure: &Procedure) -> Vec<Block> {
    let stages = procedure.stages.iter().map(|stage| (stage.id.clone(), stage.label.clone())).collect();
    let sorts = [("due", "Soonest due first"), ("newest", "Newest first"), ("received", "Received longest ago first")];
    let sorts = sorts.map(|(id, label)| (id.to_owned(), label.to_owned())).to_vec();
    vec![
        fill.select("stage", "Stage", "Any stage", stages).into(),
        fill.date("received_from", "Received from").into(),
        fill.date("received_to", "Received to").into(),
        fill.select("sort", "Order", "As usual", sorts).into(),
    ]
}

/// What an empty list says: what it would hold, and what to do first.
fn empty(tab: Tab, filtered: bool, procedure: &Procedure) -> (String, String) {
    let terms = &procedure.terms;
    let (title, text) = if filtered {
        (
            "Nothing matches".to_owned(),
            "Try fewer words, or look under another tab: closed ones have their own.".to_owned(),
        )
    } else {
        match tab {
            Tab::Mine => (
                format!("You have no open {}", terms.cases),
                "What is handed over to you appears here, soonest due first. \"Nobody's yet\" shows what still waits for somebody.".to_owned(),
            ),
            Tab::Open => (
                format!("There are no open {}", terms.cases),
                format!("Log a {} while somebody tells you of it: by phone, in person, in any way. One page is enough.", terms.case),
            ),
            Tab::Unassigned => ("Everything has an owner".to_owned(), "What is logged and not handed over yet appears here.".to_owned()),
            Tab::Due => ("Nothing is due by tomorrow".to_owned(), "What is due today or tomorrow appears here, and what is late.".to_owned()),
            Tab::Late => ("Nothing is late".to_owned(), "What has passed its date appears here, the longest first.".to_owned()),
            Tab::Requests => (
                "No request or remark is open".to_owned(),
                format!("What triage finds to be something else than a {} goes here, to the service it is for.", terms.case),
            ),
            Tab::Closed => (format!("No {} is closed yet", terms.case), "What is closed is kept here and stays open to search.".to_owned()),
        }
    };
    (title, text)
}

impl Line {
    /// The line of a case, with its date in words as of now.
    pub(crate) fn of(line: &CaseLine, visitor: &Visitor) -> Self {
        let settings = &visitor.who.settings;
        let stage = line.stage.as_deref();
        let label = stage.and_then(|id| settings.procedure.as_ref()?.stage(id).map(|stage| stage.label.clone()));
        let due = due_of(line).filter(|_| line.next_label.is_some());
        Self {
            reference: line.reference.clone(),
            href: case_path(&line.reference),
            summary: line.summary.clone().unwrap_or_else(|| "No summary recorded".to_owned()),
            stage: label.or_else(|| stage.map(str::to_owned)).unwrap_or_default(),
            owner: line
                .owner
                .as_ref()
                .map_or_else(|| nobody(line.is_open).to_owned(), |id| settings.staffing.name(id).to_owned()),
            received: long_date(line.received_on),
            next: line.next_label.clone().unwrap_or_default(),
            due: due.map(|due| due_words(due, visitor.now, &settings.calendar)),
            is_open: line.is_open,
            tags: tags(line, visitor),
        }
    }
}

/// That only some see it; what it was found to be, where that is no failure; a service issue (R41); a repeat (R10); a duplicate.
fn tags(line: &CaseLine, visitor: &Visitor) -> Vec<String> {
    let class = line.triage_class.as_deref().filter(|_| !line.counts);
    let class = class.and_then(|id| visitor.who.settings.procedure.as_ref()?.triage_class(id));
    let issue = line.first_contact.then(|| "Service issue".to_owned());
    let repeat = line.repeat_of.as_ref().map(|earlier| format!("Repeat of {earlier}"));
    let merged = line.merged_into.as_ref().map(|other| format!("Merged into {other}"));
    let confidential = line.confidential.then(|| "Confidential".to_owned());
    [confidential, class.map(|class| class.label.clone()), issue, repeat, merged].into_iter().flatten().collect()
}

/// A day's last instant stands for the day.
fn due_of(line: &CaseLine) -> Option<Due> {
    let (on, at) = (line.next_due_on?, line.next_due_at?);
    Some(if Due::On(on).deadline() == at { Due::On(on) } else { Due::At(at) })
}
