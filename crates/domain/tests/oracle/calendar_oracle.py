"""An independent answer to every question a calendar is asked: `holidays` for the tables, numpy and dateutil for the counting.

Usage: calendar_oracle.py SEED FIRST_YEAR LAST_YEAR. Prints CSV rows, one question a line:
    holiday,CALENDAR,DATE
    due,CALENDAR,RECEIVED,N,DAY_ONE,DUE
    taken,CALENDAR,RECEIVED,CLOSED,DAY_ONE,DAYS
    term,CALENDAR,START,LENGTH,UNIT,DAY_ONE,EDGES,END
EDGES is plain, first-worked, last-worked or both-worked.
"""

import random
import sys
from datetime import date, timedelta

import holidays
import numpy
from dateutil.relativedelta import relativedelta

SUBDIVISIONS = {"england-and-wales": ("ENG", "WLS"), "scotland": ("SCT",), "northern-ireland": ("NIR",)}
CASES = 4000


def weekday_holidays(calendar, years):
    """The days off from Monday to Friday; England and Wales must agree with each other."""
    tables = [
        sorted(day for day in holidays.UnitedKingdom(subdiv=part, years=years) if day.weekday() < 5)
        for part in SUBDIVISIONS[calendar]
    ]
    assert all(table == tables[0] for table in tables), f"the parts of {calendar} differ"
    return tables[0]


def due(received, n, day_one, worked):
    if day_one == "same-day":
        return numpy.busday_offset(received, n - 1, roll="forward", busdaycal=worked)
    return numpy.busday_offset(received, n, roll="backward", busdaycal=worked)


def taken(received, closed, day_one, worked):
    begins = received if day_one == "same-day" else received + timedelta(days=1)
    # Closing on a day of receipt that does not count leaves nothing to count; numpy would count backwards.
    if begins > closed:
        return 0
    return numpy.busday_count(begins, closed + timedelta(days=1), busdaycal=worked)


def worked_from(day, worked):
    """The day, or the first working day after it."""
    return numpy.busday_offset(day, 0, roll="forward", busdaycal=worked).astype(date)


def term(start, length, unit, day_one, edges, worked):
    first = start if day_one == "same-day" else start + timedelta(days=1)
    if edges in ("first-worked", "both-worked"):
        first = worked_from(first, worked)
    length = {"days": timedelta(days=length), "weeks": timedelta(weeks=length), "months": relativedelta(months=length)}[unit]
    end = first - timedelta(days=1) + length
    return worked_from(end, worked) if edges in ("last-worked", "both-worked") else end


def print_terms(chance, calendar, first, last, worked):
    for _ in range(CASES):
        unit = chance.choice(("days", "weeks", "months"))
        length = chance.randint(1, {"days": 90, "weeks": 26, "months": 24}[unit])
        day_one = chance.choice(("same-day", "day-after"))
        edges = chance.choice(("plain", "first-worked", "last-worked", "both-worked"))
        # Two years and the longest run of days off fit well within 800 days.
        start = first + timedelta(days=chance.randint(0, (last - first).days - 800))
        end = term(start, length, unit, day_one, edges, worked)
        print(f"term,{calendar},{start},{length},{unit},{day_one},{edges},{end}")


def print_cases(chance, calendar, first, last, worked):
    for _ in range(CASES):
        for day_one in ("same-day", "day-after"):
            n = chance.randint(1, 65)
            # 65 working days fit well within 130 days, so no answer leaves the vouched years.
            received = first + timedelta(days=chance.randint(0, (last - first).days - 130))
            print(f"due,{calendar},{received},{n},{day_one},{due(received, n, day_one, worked)}")
            reach = min((last - received).days, chance.choice((3, 40, 400, 4000)))
            closed = received + timedelta(days=chance.randint(0, reach))
            print(f"taken,{calendar},{received},{closed},{day_one},{taken(received, closed, day_one, worked)}")


def main():
    seed, first_year, last_year = (int(text) for text in sys.argv[1:])
    chance = random.Random(seed)
    for calendar in SUBDIVISIONS:
        off = weekday_holidays(calendar, range(first_year, last_year + 1))
        for day in off:
            print(f"holiday,{calendar},{day}")
        worked = numpy.busdaycalendar(holidays=off)
        print_cases(chance, calendar, date(first_year, 1, 1), date(last_year, 12, 31), worked)
        print_terms(chance, calendar, date(first_year, 1, 1), date(last_year, 12, 31), worked)


main()
