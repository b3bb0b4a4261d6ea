//! Days and times relative to today, so that the demonstration is alive whenever it is started.

use redress_domain::calendar::{Calendar, CalendarError};
use redress_domain::time::{Date, Instant, Zone, parse_local};

/// Working days that are looked back on: a little over a year.
const BACK: usize = 280;
/// Working days that are looked forward to.
const AHEAD: usize = 30;
/// Days in which next week has begun and ended, whatever today is.
const DAYS_OF_TWO_WEEKS: usize = 14;
/// Days from Monday to Friday.
const FRIDAY: i8 = 4;

/// The days around a moment, as an organisation works them. Nothing it gives is after that moment but [`Moments::ahead`].
#[derive(Debug)]
pub struct Moments {
    now: Instant,
    today: Date,
    works_today: bool,
    /// Working days before today, latest first.
    past: Vec<Date>,
    /// Working days after today, soonest first.
    future: Vec<Date>,
}

impl Moments {
    /// The days around `now`.
    ///
    /// # Errors
    /// When the calendar does not vouch for them.
    pub fn around(now: Instant, calendar: &Calendar) -> Result<Self, CalendarError> {
        let today = now.local_date(Zone::LONDON);
        let works_today = calendar.is_working_day(today)?;
        let worked = |day: &Date| calendar.is_working_day(*day).unwrap_or(false);
        let past = std::iter::successors(today.yesterday().ok(), |day| day.yesterday().ok());
        let future = std::iter::successors(today.tomorrow().ok(), |day| day.tomorrow().ok());
        let furthest = BACK.saturating_mul(2);
        Ok(Self {
            now,
            today,
            works_today,
            past: past.take(furthest).filter(worked).take(BACK).collect(),
            future: future.take(furthest).filter(worked).take(AHEAD).collect(),
        })
    }

    pub fn today(&self) -> Date {
        self.today
    }

    /// So many working days before today; at least one.
    pub fn day(&self, back: usize) -> Date {
        let day = self.past.get(back.saturating_sub(1)).or(self.past.last());
        day.copied().unwrap_or(self.today)
    }

    /// So many working days after today; at least one.
    pub fn ahead(&self, days: usize) -> Date {
        let day = self.future.get(days.saturating_sub(1)).or(self.future.last());
        day.copied().unwrap_or(self.today)
    }

    /// A time of day, `HH:MM`, so many working days after today.
    pub fn ahead_at(&self, days: usize, time: &str) -> Instant {
        time_of(self.ahead(days), time)
    }

    /// Monday and Friday of next week.
    pub fn next_week(&self) -> (Date, Date) {
        let days = std::iter::successors(self.today.tomorrow().ok(), |day| day.tomorrow().ok());
        let mut coming = days.take(DAYS_OF_TWO_WEEKS).skip_while(|day| day.weekday().to_monday_zero_offset() != 0);
        let monday = coming.next().unwrap_or(self.today);
        (monday, coming.find(|day| day.weekday().to_monday_zero_offset() == FRIDAY).unwrap_or(monday))
    }

    /// A time of day, `HH:MM`, so many working days before today.
    pub fn at(&self, back: usize, time: &str) -> Instant {
        time_of(self.day(back), time).min(self.now)
    }

    /// So many minutes before somebody was last at work: now in office hours, otherwise the end of the last working day.
    pub fn lately(&self, minutes: i64) -> Instant {
        let today = |time: &str| parse_local(&format!("{}T{time}", self.today), Zone::LONDON).ok();
        let open = today("09:30").filter(|open| self.works_today && *open <= self.now);
        let last = match (open, today("17:00")) {
            (Some(_), Some(end)) => self.now.min(end),
            _ => self.at(1, "16:30"),
        };
        before(last, minutes)
    }

    /// So many minutes ago, whatever the hour: for what reaches us at any time.
    pub fn ago(&self, minutes: i64) -> Instant {
        before(self.now, minutes)
    }
}

fn time_of(day: Date, time: &str) -> Instant {
    parse_local(&format!("{day}T{time}"), Zone::LONDON).unwrap_or(Instant::start_of(day, Zone::LONDON))
}

fn before(at: Instant, minutes: i64) -> Instant {
    const MICROS_PER_MINUTE: i64 = 60_000_000;
    Instant::from_micros(at.as_micros().saturating_sub(minutes.saturating_mul(MICROS_PER_MINUTE)))
}
