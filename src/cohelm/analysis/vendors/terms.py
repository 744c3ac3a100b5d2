"""When does the term of a contract end, and until when can one still say no?

Days are whole days and terms include their last day. Months are counted from the day after the last
one, so that month ends stay month ends: a term that ends on 31 January and is renewed by a month ends
on 28 February, and three months' notice to 30 June is given by 31 March. Days are those of the calendar
that the contract goes by: no time of day, and so no time zone, is in them.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal

from dateutil.relativedelta import relativedelta

from cohelm.analysis.vendors.closed import public_holidays
from cohelm.analysis.wording import money_of
from cohelm.core.prose import Prose

State = Literal["running", "missed", "until ended", "ended", "unknown"]
DAY = timedelta(days=1)
SATURDAY = 5
STATED = ("start", "end", "notice_days", "notice_months", "renewal", "renewal_months",
          "early_notice_days", "early_from")  # fmt: skip
"""The fields of a contract that its terms are read from as they stand."""
READ = (*STATED, "early_fee", "holiday_calendar")
"""All the fields that `Terms.of` reads."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a contract says of its time; None where it is not on record.

    `end` is the last day of the term that is on record. `notice_days` and `notice_months` may both be
    stated: then the earlier day counts. `renewal` None is not known. `closed` are the public holidays
    that notice goes by; `unread` the name of a calendar of them that is not known. `early_notice_days`
    end it before its end, from `early_from` on, where that is free of charge.
    """

    start: date | None = None
    end: date | None = None
    notice_days: int | None = None
    notice_months: int | None = None
    renewal: Literal["none", "tacit", "by_agreement"] | None = None
    renewal_months: int | None = None
    early_notice_days: int | None = None
    early_from: date | None = None
    closed: Container[date] = ()
    unread: str = ""

    @classmethod
    def of(cls, row: Mapping[str, Any], settings: Mapping[str, Any]) -> Terms:
        """The terms that a row of the contracts' frame states.

        `settings` are the organisation's: its calendar of public holidays counts where the contract
        names none. A right to end early that costs something, or may, is not taken.
        """
        stated = {name: row[name] for name in STATED}
        fee = money_of(row["early_fee"]) if "early_fee" in row else None
        if "early_fee" not in row or (fee is not None and fee.amount):
            stated["early_notice_days"] = None
        calendar = row["holiday_calendar"] or settings.get("holiday_calendar") or ""
        closed = public_holidays(calendar)
        return cls(
            **stated,
            closed=() if closed is None else closed,
            unread=calendar if closed is None else "",
        )


@dataclass(frozen=True, slots=True)
class Term:
    """The term that a day falls into.

    running: `decide_by`, where known, is still to come or nothing renews itself. missed: the last day
    for a notice is over, so that it renews itself to `renews_to`. until ended: it has no last day and
    goes on until notice is given; `ends_on` is then the earliest end. ended: it is over. unknown:
    too little is on record. `early_end` is the last day where notice that is given at once ends it
    before its end, if there is such a right. `why` says what is missing, where something is.
    """

    state: State
    ends_on: date | None = None
    notice_by: date | None = None
    decide_by: date | None = None
    renews_to: date | None = None
    why: str = ""
    early_end: date | None = None


def term_on(terms: Terms, on: date, *, lead_days: int = 0) -> Term:
    """The term of a contract on a day; `lead_days` are what the firm itself needs to decide.

    A tacit renewal is rolled on from the end that is on record to the term that contains the day.
    `notice_by` is the last day on which the whole notice still fits before the end; `decide_by` lies
    the firm's own days before it, or before the end where no notice is needed. Either is moved back to
    the last business day: Saturdays, Sundays and the public holidays that it goes by are none.
    What leads past the calendar (a notice of a million days) is not known, and said.
    """
    try:
        found = _term(terms, on, lead_days)
        if terms.unread and not found.why:
            found = replace(
                found,
                why=Prose(
                    "the calendar of public holidays '{calendar}' is not known: only weekends"
                    " were left out",
                    calendar=terms.unread,
                ),
            )
        early_end = _early_end(terms, on)
        return replace(found, early_end=early_end) if early_end else found
    except (OverflowError, ValueError):
        return Term(
            "unknown", terms.end, why=Prose("a term or notice of it is too long for the calendar")
        )


def _early_end(terms: Terms, on: date) -> date | None:
    """The last day if notice is given at once, by a right to end it early; None without one."""
    if terms.early_notice_days is None:
        return None
    return max(on + terms.early_notice_days * DAY, terms.early_from or date.min)


def _term(terms: Terms, on: date, lead_days: int) -> Term:
    if terms.end is None:
        return _endless(terms, on)
    end = current_end(terms, on)
    if end is None:
        return _over(terms)
    if terms.renewal in ("none", "by_agreement"):  # it ends by itself: no notice is needed
        return Term("running", end, None, business_day(end - lead_days * DAY, terms.closed))
    notice_by = notice_day(terms, end)
    if terms.renewal is None:
        decide_by = business_day((notice_by or end) - lead_days * DAY, terms.closed)
        why: str = Prose("what happens at its end is not on record")
        return Term("running", end, notice_by, decide_by, None, why)
    renews_to = next_end(terms, end)
    why = "" if renews_to else Prose("for how long it renews itself is not on record")
    if notice_by is None:
        return Term(
            "running", end, None, None, renews_to, Prose("its notice term is not on record")
        )
    decide_by = business_day(notice_by - lead_days * DAY, terms.closed)
    state: State = "missed" if notice_by < on else "running"
    return Term(state, end, notice_by, decide_by, renews_to, why)


def bound_until(term: Term, on: date) -> date | None:
    """The last day that has to be paid for though notice is given at once; None where not known.

    One whose last day for a notice is over is bound to the end of the term that it renews itself to. A
    right to end it early that costs nothing counts.
    """
    by_term = _bound_by_term(term, on)
    if term.early_end is None or term.state == "ended":
        return by_term
    return min(by_term, term.early_end) if by_term else term.early_end


def _bound_by_term(term: Term, on: date) -> date | None:
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
    """The last business day on which notice to an end can be given; None where no notice is on record."""
    days = []
    if terms.notice_days is not None:
        days.append(end - terms.notice_days * DAY)
    if terms.notice_months is not None:
        days.append(_rolled(end, -terms.notice_months))
    return business_day(min(days), terms.closed) if days else None


def business_day(day: date, closed: Container[date] = ()) -> date:
    """The day itself, or the last one before it that is no Saturday, Sunday or public holiday."""
    while day.weekday() >= SATURDAY or day in closed:
        day -= DAY
    return day


def _rolled(end: date, months: int) -> date:
    """The last day of a term that ends so many months later (or earlier)."""
    return end + DAY + relativedelta(months=months) - DAY


def _endless(terms: Terms, on: date) -> Term:
    if terms.notice_days is None and terms.notice_months is None:
        return Term("unknown", why=Prose("neither its last day nor its notice term is on record"))
    earliest = max(
        on + (terms.notice_days or 0) * DAY, on + relativedelta(months=terms.notice_months or 0)
    )
    return Term(
        "until ended",
        earliest,
        why=Prose("it has no last day: it goes on until notice is given"),
    )


def _over(terms: Terms) -> Term:
    if terms.renewal == "tacit":
        why = Prose("its end has passed, and for how long it renews itself is not on record")
        return Term("unknown", terms.end, why=why)
    if terms.renewal is None:
        why = Prose("its end has passed, and what happened then is not on record")
        return Term("unknown", terms.end, why=why)
    return Term("ended", terms.end)
