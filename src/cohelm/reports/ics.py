"""Days as a calendar program reads them (iCalendar)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from icalendar import Calendar, Event

from cohelm.analysis.agenda.agenda import Agenda
from cohelm.analysis.vendors.calendar import Calendar as ContractYear
from cohelm.analysis.wording import money_of
from cohelm.core.enterprise import Enterprise
from cohelm.core.prose import Prose, again, joined
from cohelm.reports import wording
from cohelm.reports.language import ENGLISH, Language

TITLES = {
    "decide": Prose("Decide on a contract"), "notice": Prose("Last day for a notice"),
    "end": Prose("A contract ends"), "renewal": Prose("A contract renews itself"),
    "price rise": Prose("The price of a contract rises"),
}  # fmt: skip
ORGANISER = "-//Cohelm//Days//EN"


@dataclass(frozen=True, slots=True)
class Entry:
    """A whole day in a calendar. `uid` tells it from all others and says nothing of it."""

    uid: str
    day: date
    title: str
    says: str = ""


def write_ics(
    entries: Iterable[Entry], *, name: str, stamp: datetime, say: Language = ENGLISH
) -> bytes:
    """The entries as a calendar to subscribe to; `stamp` is the moment at which it is written.

    Days are whole and have no time zone; nobody is shown as busy. Source: RFC 5545, RFC 7986.
    """
    book = Calendar()
    book.add("prodid", ORGANISER)
    book.add("version", "2.0")
    book.add("x-wr-calname", say(name))
    book.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    for one in entries:
        event = Event()
        event.add("uid", one.uid)
        event.add("dtstamp", stamp)
        event.add("dtstart", one.day)
        event.add("dtend", one.day + timedelta(days=1))
        event.add("summary", say(one.title))
        event.add("transp", "TRANSPARENT")
        if one.says:
            event.add("description", say(one.says))
        book.add_component(event)
    found: bytes = book.to_ical()
    return found


def contract_entries(plan: Enterprise, result: ContractYear, *, is_named: bool) -> Sequence[Entry]:
    """The days of contracts, one entry each. Unless named, neither names nor amounts stand in them."""
    entries = []
    for row in result.days.iter_rows(named=True):
        title, says = TITLES[row["mark"]], ""
        if is_named:
            title = joined((title, plan.name(row["contract"])), ": ")
            says = _said(plan, row["vendor"], money_of(row["annual"]))
        seed = f"{row['contract']}|{row['mark']}|{row['day']}"
        uid = sha256(seed.encode()).hexdigest()[:32] + "@cohelm"
        entries.append(Entry(uid, row["day"], title, says))
    return entries


def agenda_entries(result: Agenda, *, is_named: bool) -> Sequence[Entry]:
    """The topics of an agenda that have a day, one entry each. Unless named, none is told apart."""
    entries = []
    for row in result.topics.iter_rows(named=True):
        if row["due"] is not None:
            uid = (
                sha256(f"agenda|{row['item']}|{row['topic']}".encode()).hexdigest()[:32] + "@cohelm"
            )
            title = again(row["topic"]) if is_named else Prose("Due on the joint agenda")
            entries.append(Entry(uid, row["due"], title, again(row["why"]) if is_named else ""))
    return entries


def _said(plan: Enterprise, vendor: str | None, money: object) -> str:
    parts = [plan.name(vendor)] if vendor else []
    if money:
        parts.append(Prose("{money} a year", money=wording.money(money)))  # type: ignore[arg-type]
    return joined(parts, ", ")
