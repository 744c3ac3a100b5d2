"""What a feed can hold, by name: whoever adds a line here has a feed of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cohelm.analysis.agenda.agenda import agenda
from cohelm.analysis.vendors.calendar import calendar
from cohelm.core.enterprise import Enterprise
from cohelm.core.prose import Prose
from cohelm.reports.ics import Entry, agenda_entries, contract_entries

MONTHS_AHEAD = 24
MOST_TOPICS = 200


@dataclass(frozen=True, slots=True)
class Content:
    """What a feed holds: a title, and how its entries are made of a plan on a day."""

    title: str
    entries: Callable[[Enterprise, date, bool], Sequence[Entry]]


def _contracts(plan: Enterprise, on: date, is_named: bool) -> Sequence[Entry]:
    found = calendar(plan, on=on, months=MONTHS_AHEAD)
    return contract_entries(plan, found, is_named=is_named)


def _agenda(plan: Enterprise, on: date, is_named: bool) -> Sequence[Entry]:
    return agenda_entries(agenda(plan, on=on, most=MOST_TOPICS), is_named=is_named)


CONTENTS: Mapping[str, Content] = {
    "contracts": Content(Prose("Days of contracts"), _contracts),
    "agenda": Content(Prose("The joint agenda"), _agenda),
}
