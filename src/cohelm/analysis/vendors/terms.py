"""When does the term of a contract end, and until when can one still say no?

Days are whole days and terms include their last day. Months are counted from the day after the last
one, so that month ends stay month ends: a term that ends on 31 January and is renewed by a month ends
on 28 February, and three months' notice to 30 June is given by 31 March.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any, Literal

from dateutil.relativedelta import relativedelta

State = Literal["running", "missed", "until ended", "ended", "unknown"]
DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Terms:
    """What a contract says of its time; None where it is not on record.

    `end` is the last day of the term that is on record. `notice_days` and `notice_months` may both be
    stated: then the earlier day counts. `renewal` None is not known.
    """

    start: date | None = None
    end: date | None = None
    notice_days: int | None = None
    notice_months: int | None = None
    renewal: Literal["none", "tacit", "by_agreement"] | None = None
    renewal_months: int | None = None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Terms:
        """The terms that a row of the contracts' frame states."""
        return cls(**{one.name: row[one.name] for one in fields(cls)})


@dataclass(frozen=True, slots=True)
class Term:
    """The term that a day falls into.

    running: `decide_by`, where known, is still to come or nothing renews itself. missed: the last day
    for a notice is over, so that it renews itself to `renews_to`. until ended: it has no last day and
    goes on until notice is given; `ends_on` is then the earliest end. ended: it is over. unknown:
    too little is on record. `why` says what is missing, where something is.
    """

    state: State
    ends_on: date | None = None
    notice_by: date | None = None
    decide_by: date | None = None
    renews_to: date | None = None
    why: str = ""


def term_on(terms: Terms, on: date, *, lead_days: int = 0) -> Term:
    """The term of a contract on a day; `lead_days` are what the firm itself needs to decide.

    A tacit renewal is rolled on from the end that is on record to the term that contains the day.
    `notice_by` is the last day on which the whole notice still fits before the end; `decide_by` lies
    the firm's own days before it, or before the end where no notice is needed. Either is moved back to
    a weekday: Saturdays and Sundays are no days for a notice; public holidays are not known.
    What leads past the calendar (a notice of a million days) is not known, and said.
    """
    try:
        return _term(terms, on, lead_days)
    except (OverflowError, ValueError):
        return Term("unknown", terms.end, why="a term or notice of it is too long for the calendar")


def _term(terms: Terms, on: date, lead_days: int) -> Term:
    if terms.end is None:
        return _endless(terms, on)
    end = current_end(terms, on)
    if end is None:
        return _over(terms)
    if terms.renewal in ("none", "by_agreement"):  # it ends by itself: no notice is needed
        return Term("running", end, None, weekday(end - lead_days * DAY))
    notice_by = notice_day(terms, end)
    if terms.renewal is None:
        decide_by = weekday((notice_by or end) - lead_days * DAY)
        why = "what happens at its end is not on record"
        return Term("running", end, notice_by, decide_by, None, why)
    renews_to = next_end(terms, end)
    why = "" if renews_to else "for how long it renews itself is not on record"
    if notice_by is None:
        return Term("running", end, None, None, renews_to, "its notice term is not on record")
    decide_by = weekday(notice_by - lead_days * DAY)
    state: State = "missed" if notice_by < on else "running"
    return Term(state, end, notice_by, decide_by, renews_to, why)


def bound_until(term: Term, on: date) -> date | None:
    """The last day that has to be paid for though notice is given at once; None where not known.

    One whose last day for a notice is over is bound to the end of the term that it renews itself to.
    Rights to end it early are not looked at.
    """
    if term.state == "missed":
        return term.renews_to
    if term.state in ("ended", "until ended"):
        return term.ends_on
    if term.state == "unknown" or (term.notice_by is not None and term.notice_by < on):
        return None
    if term.renews_to is not None and term.notice_by is None:
        return None
    return term.ends_on


def current_end(terms: Terms, on: date) -> date | None:
    """The last day of the term that contains the day; None where the contract is over by then."""
    assert terms.end is not None
    if terms.end >= on:
        return terms.end
    if terms.renewal != "tacit" or not terms.renewal_months:
        return None
    return _first_end(terms.end, terms.renewal_months, on)


def next_end(terms: Terms, end: date) -> date | None:
    """The last day of the term after the one that ends; None where its length is not on record.

    It is counted from the end on record, not from `end`: a month end that was short stays no shorter.
    """
    if terms.renewal != "tacit" or not terms.renewal_months or terms.end is None:
        return None
    return _first_end(terms.end, terms.renewal_months, end + DAY)


def _first_end(end: date, months: int, bound: date) -> date:
    """The first end of a renewed term on or after a day."""
    passed = (bound.year - end.year) * 12 + bound.month - end.month
    times = max(1, passed // months - 1)
    while _rolled(end, times * months) < bound:
        times += 1
    return _rolled(end, times * months)


def notice_day(terms: Terms, end: date) -> date | None:
    """The last weekday on which notice to an end can be given; None where no notice is on record."""
    days = []
    if terms.notice_days is not None:
        days.append(end - terms.notice_days * DAY)
    if terms.notice_months is not None:
        days.append(_rolled(end, -terms.notice_months))
    return weekday(min(days)) if days else None


def weekday(day: date) -> date:
    """The day itself, or the Friday before a Saturday or Sunday."""
    return day - max(0, day.weekday() - SATURDAY + 1) * DAY


def _rolled(end: date, months: int) -> date:
    """The last day of a term that ends so many months later (or earlier)."""
    return end + DAY + relativedelta(months=months) - DAY


def _endless(terms: Terms, on: date) -> Term:
    if terms.notice_days is None and terms.notice_months is None:
        return Term("unknown", why="neither its last day nor its notice term is on record")
    earliest = max(
        on + (terms.notice_days or 0) * DAY, on + relativedelta(months=terms.notice_months or 0)
    )
    return Term("until ended", earliest, why="it has no last day: it goes on until notice is given")


def _over(terms: Terms) -> Term:
    if terms.renewal == "tacit":
        why = "its end has passed, and for how long it renews itself is not on record"
        return Term("unknown", terms.end, why=why)
    if terms.renewal is None:
        why = "its end has passed, and what happened then is not on record"
        return Term("unknown", terms.end, why=why)
    return Term("ended", terms.end)
