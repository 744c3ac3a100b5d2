"""Two things that may be one, side by side: for the pages of what is done twice and of spellings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cohelm.analysis.portfolio.twice import Twice
from cohelm.analysis.vendors.spellings import Spellings
from cohelm.core.enterprise import Enterprise
from cohelm.reports.answers import cell_in_words
from cohelm.reports.wording import share
from cohelm.web.cells import Linked, linked
from cohelm.web.offices import Office, identity, offices, offices_of


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two. `other` is the key of the one beside it; amounts are in words."""

    key: str
    name: str
    other: str
    cost: str
    spent: str = ""
    contracts: int = 0
    office: Office | None = None
    ends_from: date | None = None


@dataclass(frozen=True, slots=True)
class PairShown:
    """A pair with what made it one."""

    one: Side
    other: Side
    likeness: str = ""
    because: str = ""
    words: tuple[str, ...] = ()
    reasons: str = ""
    saves: str = ""
    shared: tuple[Linked, ...] = ()

    @property
    def sides(self) -> tuple[Side, Side]:
        """Both, in their order."""
        return self.one, self.other


def of_twice(plan: Enterprise, result: Twice) -> dict[str, Any]:
    """The first pairs that look like one thing done twice, and how many more there are."""
    first = result.pairs.head(result.SHOWN_FIRST)
    shown = [_twice(plan, result.on, row) for row in first.iter_rows(named=True)]
    return {"pairs": shown, "more": len(result.pairs) - len(shown)}


def _twice(plan: Enterprise, on: date, row: Mapping[str, Any]) -> PairShown:
    known = offices(plan)
    one, other = (
        Side(
            row[side], plan.name(row[side]), row[beside], cell_in_words(row[f"cost_of_{side}"]),
            office=identity(known, offices_of(plan, row[side], on)),
            ends_from=row[f"{side}_ends_from"],
        )
        for side, beside in (("one", "other"), ("other", "one"))
    )  # fmt: skip
    amounts = [cell_in_words(row[name]) for name in ("saves_least", "saves_most") if row[name]]
    return PairShown(
        one, other, likeness=share(row["likeness"]), words=tuple(row["words"]),
        reasons=cell_in_words(row["reasons"]),
        saves=" to ".join(dict.fromkeys(amounts)), shared=linked(plan, row["shared"]),
    )  # fmt: skip


def of_spellings(plan: Enterprise, result: Spellings) -> dict[str, Any]:
    """The pairs of vendors that look like one."""
    return {"pairs": [_spelling(plan, row) for row in result.pairs.iter_rows(named=True)]}


def _spelling(plan: Enterprise, row: Mapping[str, Any]) -> PairShown:
    one, other = (
        Side(
            row[side], plan.name(row[side]), row[beside], cell_in_words(row[f"annual_of_{side}"]),
            spent=cell_in_words(row[f"spent_with_{side}"]), contracts=row[f"contracts_of_{side}"],
        )
        for side, beside in (("one", "other"), ("other", "one"))
    )  # fmt: skip
    return PairShown(one, other, because=row["because"])
