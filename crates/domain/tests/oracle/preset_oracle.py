"""Stories of complaints under each preset, from receipt to the outside body, with every due date worked out from the
rule itself: `holidays` for the days off, numpy for working days, plain arithmetic for the rest. It reads no procedure file.

Usage: preset_oracle.py SEED STORIES FIRST_YEAR LAST_YEAR. Prints STORIES stories for each preset and calendar:
    story PRESET CALENDAR
    DAY STEP... -> CLOCK DUE, CLOCK DUE      the clocks of the handling that run after the step, by name
    DAY STEP... ! CODE                       a step that is refused
"""

import random
import sys
from calendar import monthrange
from datetime import date, timedelta

import holidays
import numpy

SUBDIVISIONS = {"england-and-wales": "ENG", "scotland": "SCT", "northern-ireland": "NIR"}
LEARNING = 10


class Days:
    """Days of a calendar, counted by the rules that the regimes use."""

    def __init__(self, calendar, years):
        off = [day for day in holidays.UnitedKingdom(subdiv=SUBDIVISIONS[calendar], years=years) if day.weekday() < 5]
        self.worked = numpy.busdaycalendar(holidays=sorted(off))

    def _offset(self, day, count, roll):
        return numpy.busday_offset(day, count, roll=roll, busdaycal=self.worked).astype(date)

    def after(self, day, count):
        """So many working days after a day, which itself does not count."""
        return self._offset(day, count, "backward")

    def counting_it(self, day, count):
        """So many working days of which the day, or the next that is worked, is the first."""
        return self._offset(day, count - 1, "forward")

    def rolled(self, day):
        """The day, or the next working day."""
        return self._offset(day, 0, "forward")


def months_after(day, count):
    """The day of the same number so many months on, or the last of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_beginning_with(day, count):
    """The last day of so many months of which this day is the first."""
    return months_after(day - timedelta(days=1), count)


class Story:
    """A complaint as it goes on: prints its steps, and keeps the clocks of the handling it is at."""

    def __init__(self, preset, calendar, days, chance, received):
        self.days, self.chance, self.day = days, chance, received
        self.running = {}
        print(f"story {preset} {calendar}")

    def pass_time(self, most):
        self.day += timedelta(days=self.chance.randint(0, most))
        return self.day

    def maybe(self, share):
        return self.chance.random() < share

    def tell(self, step):
        clocks = ", ".join(f"{clock} {due}" for clock, due in sorted(self.running.items()))
        print(f"{self.day} {step} -> {clocks or 'none'}")

    def refuse(self, step, code, day=None):
        print(f"{day or self.day} {step} ! {code}")

    def start(self, step, **clocks):
        """A handling begins, with these clocks."""
        self.running = named(clocks)
        self.tell(step)

    def step(self, step, *, stops=(), **clocks):
        for clock in stops:
            self.running.pop(clock, None)
        self.running.update(named(clocks))
        self.tell(step)

    def extended(self, clock, most, ground, add):
        """Sometimes, while it is not late: counted from its due date, not from today."""
        due = self.running[clock]
        if self.day > due or not self.maybe(0.5):
            return
        to = add(due, self.chance.randint(1, most))
        self.running[clock] = to
        self.tell(f"extend {to} {ground}")

    def close(self, outcome="upheld", code="delay"):
        """Decides, replies and closes within some days; whatever ran ends, and what was learnt is to be written down."""
        self.pass_time(10)
        self.tell(f"decide {outcome} {code}")
        self.finish()

    def finish(self):
        self.pass_time(3)
        self.tell("reply")
        self.pass_time(2)
        self.running = {"learning": self.days.after(self.day, LEARNING)}
        self.tell("close")

    def refer(self, body):
        self.pass_time(60)
        self.tell(f"refer {body}")


def named(clocks):
    return {name.replace("_", "-"): due for name, due in clocks.items()}


def begin(story, route="S1"):
    """Most complaints are logged when they come, some days later; the clocks count from the receipt."""
    received = story.day
    if story.maybe(0.3):
        story.pass_time(4)
    return received, f"log {route} {received}"


def spso_model(story):
    days = story.days
    if story.maybe(0.3):
        received, log = begin(story, "S2")
        story.start(log, acknowledge_direct=days.counting_it(received, 3), respond_direct=days.counting_it(received, 20))
        story.step("triage complaint")
        return spso_investigation(story, "direct")
    received, log = begin(story)
    story.start(log, respond_frontline=days.counting_it(received, 5))
    story.step("triage complaint")
    story.step("hand-over staff")
    story.pass_time(4)
    story.extended("respond-frontline", 5, "complex", days.after)
    story.pass_time(4)
    story.tell("decide not-upheld delay")
    story.tell("confirm")
    story.running = {"learning": days.after(story.day, LEARNING)}
    story.tell("close")
    # Six months from the event, of which only the receipt is known, or two from the answer, whichever is later.
    last = max(months_after(received, 6), months_after(story.day, 2))
    if story.maybe(0.3):
        late = last + timedelta(days=1)
        story.refuse(f"escalate {late}", "waiver:required", late)
        asked = last
    else:
        asked = story.day + timedelta(days=story.chance.randint(0, (last - story.day).days))
    story.day = asked
    story.start(f"escalate {asked}", acknowledge_escalated=days.counting_it(asked, 3), respond_escalated=days.counting_it(asked, 20))
    spso_investigation(story, "escalated")


def spso_investigation(story, way):
    days = story.days
    story.pass_time(5)
    story.step("acknowledge", stops=[f"acknowledge-{way}"])
    story.step("hand-over investigator", progress=days.after(story.day, 20))
    for news in ("contact", "update", "update"):
        story.pass_time(12)
        story.step(news, progress=days.after(story.day, 20))
    story.extended(f"respond-{way}", 20, "information", days.after)
    story.close()
    story.refer("spso")


def code_of_two_stages(first, second, body):
    """Housing and local government: five days to acknowledge, ten and twenty to answer from then on."""

    def play(story):
        received, log = begin(story)
        stage(story, log, received, 1, 10, first)
        story.close("not-upheld", "communication")
        story.pass_time(90)
        stage(story, f"escalate {story.day}", story.day, 2, 20, second)
        story.close("partly-upheld", "delay")
        story.refer(body)

    def stage(story, begins, counted_from, number, length, owner):
        days = story.days
        permitted = days.after(counted_from, 5)
        respond = f"respond-stage-{number}"
        story.running = {f"acknowledge-stage-{number}": permitted, respond: days.after(permitted, length)}
        story.tell(begins)
        if number == 1:
            story.step("triage complaint")
        story.pass_time(10)
        # A late acknowledgement wins nobody time.
        acknowledged = min(story.day, permitted)
        story.step("acknowledge", stops=[f"acknowledge-stage-{number}"], **{respond: days.after(acknowledged, length)})
        story.step(f"hand-over {owner}")
        story.pass_time(5)
        story.extended(respond, length, "complex", days.after)

    return play


def nhs_england(story):
    days = story.days
    received, log = begin(story)
    story.start(log, acknowledge=days.after(received, 3), respond=months_beginning_with(received, 6))
    story.step("triage complaint")
    story.pass_time(5)
    story.step("acknowledge", stops=["acknowledge"])
    story.step("hand-over investigator")
    story.pass_time(150)
    story.extended("respond", 6, "agreed", months_after)
    story.close("partly-upheld", "attitude")
    story.refer("phso")


def fca_disp(story):
    days = story.days
    received, log = begin(story)
    settle = f"{days.after(received, 3)}T17:00"
    clocks = {"acknowledge": days.after(received, 5), "settle": settle}
    story.start(log, **clocks, respond=received + timedelta(weeks=8))
    if story.maybe(0.5):
        story.running.pop("respond")
        story.step("triage payment-complaint", respond_payment=days.after(received, 15))
        story.step("acknowledge", stops=["acknowledge"])
        story.step("hand-over complaint-handler")
        story.pass_time(12)
        story.extended("respond-payment", 20, "beyond-our-control", days.after)
    else:
        story.step("triage complaint")
        story.pass_time(4)
        story.step("acknowledge", stops=["acknowledge"])
        story.step("hand-over complaint-handler")
        story.pass_time(50)
    story.close("partly-upheld", "charges")
    story.refer("fos")


def dp_complaint(story):
    days = story.days
    received, log = begin(story)
    story.start(
        log,
        acknowledge=days.rolled(received + timedelta(days=30)),
        respond=days.rolled(months_after(received, 3)),
        progress=days.rolled(months_after(received, 1)),
    )
    story.step("triage complaint")
    story.pass_time(35)
    story.step("acknowledge", stops=["acknowledge"])
    story.step("hand-over data-handler")
    for news in ("contact", "update"):
        story.pass_time(35)
        story.step(news, progress=days.rolled(months_after(story.day, 1)))
    story.extended("respond", 3, "complex", lambda due, count: days.rolled(months_after(due, count)))
    story.close("upheld", "sharing")
    story.refer("ico")


def children_act(story):
    days = story.days
    received, log = begin(story)
    story.start(log, resolve=days.after(received, 10))
    story.step("triage complaint")
    story.step("hand-over team-manager")
    story.pass_time(8)
    story.extended("resolve", 10, "advocate", days.after)
    story.close("not-upheld", "decision")
    asked = children_asks(story)
    story.start(f"escalate {asked}", investigate=days.after(asked, 25))
    story.step("hand-over investigating-officer")
    story.pass_time(10)
    story.step("contact")
    story.extended("investigate", 40, "complex", days.after)
    story.pass_time(40)
    story.close("not-upheld", "decision")
    asked = children_asks(story)
    story.start(f"escalate {asked}", panel_meets=days.after(asked, 30), panel_stage=days.after(asked, 50))
    story.step("hand-over director")
    story.pass_time(50)
    story.step("panel partly-upheld", stops=["panel-meets"], panel_reports=days.after(story.day, 5))
    story.pass_time(8)
    story.step("decide partly-upheld decision", stops=["panel-reports"], authority_answers=days.after(story.day, 15))
    story.pass_time(20)
    story.finish()
    story.refer("lgsco")


def children_asks(story):
    """Within twenty working days of the answer."""
    last = story.days.after(story.day, 20)
    late = last + timedelta(days=1)
    story.refuse(f"escalate {late}", "waiver:required", late)
    story.day += timedelta(days=story.chance.randint(0, (last - story.day).days))
    return story.day


PRESETS = {
    "spso-model": spso_model,
    "housing-ombudsman": code_of_two_stages("complaints-officer", "director", "housing-ombudsman"),
    "lgsco": code_of_two_stages("service-manager", "director", "lgsco"),
    "nhs-england": nhs_england,
    "fca-disp": fca_disp,
    "dp-complaint": dp_complaint,
    "children-act": children_act,
}


def main():
    seed, stories, first_year, last_year = (int(text) for text in sys.argv[1:])
    chance = random.Random(seed)
    # A story runs for two years at the most, so no day of it leaves the vouched ones.
    first, last = date(first_year, 1, 1), date(last_year - 2, 12, 31)
    for calendar in SUBDIVISIONS:
        days = Days(calendar, range(first_year, last_year + 1))
        for preset, play in PRESETS.items():
            for _ in range(stories):
                received = first + timedelta(days=chance.randint(0, (last - first).days))
                play(Story(preset, calendar, days, chance, received))


main()
