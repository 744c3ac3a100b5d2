"""What the page of the agenda shows, and its first topics on the home page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from cohelm.accounts.kept import Kept
from cohelm.analysis.agenda.agenda import Agenda, agenda
from cohelm.core.enterprise import Enterprise
from cohelm.reports.answers import cell_in_words
from cohelm.web.offices import Office, offices


@dataclass(frozen=True, slots=True)
class Due:
    """One line of the agenda."""

    key: str
    topic: str
    why: str
    due: date | None
    amount: str
    offices: tuple[Office, ...]

    @property
    def decision(self) -> str:
        """The id of the decision that is to be talked about; empty where it is something else."""
        return self.key.removeprefix("decision:") if self.key.startswith("decision:") else ""


_agendas: Kept[Agenda] = Kept(24)
FIRST = 5
"""So many topics stand on the home page."""


def first_topics(plan: Enterprise, on: date) -> dict[str, Any]:
    """The first topics of the agenda, and how many there are besides."""
    found = _agendas.answer(plan, on, lambda: agenda(plan, on=on, most=FIRST))
    return of_agenda(plan, found) | {"agenda_others": found.others}


def open_topics(plan: Enterprise, on: date) -> int | None:
    """How many topics there are, where that is known already: the navigation computes nothing."""
    known = _agendas.peek(plan, on)
    return None if known is None else len(known.topics) + known.others


def of_agenda(plan: Enterprise, result: Agenda) -> dict[str, Any]:
    """The topics with the offices as pages show them."""
    known = {one.key: one for one in offices(plan)}
    lines = [
        Due(
            row["item"], row["topic"], row["why"], row["due"], cell_in_words(row["amount"]),
            tuple(known[key] for key in row["offices"] if key in known),
        )
        for row in result.topics.iter_rows(named=True)
    ]  # fmt: skip
    held = [
        row | {"who": [plan.name(one) for one in row["who"]]}
        for row in result.in_hand.iter_rows(named=True)
    ]
    of_both = sum(len(one.offices) > 1 for one in lines)
    return {"agenda_topics": lines, "agenda_in_hand": held, "agenda_of_both": of_both}
