"""One file in, one page out: what files say at once, in sentences with money or dates in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cohelm.analysis.vendors.contracts import FURTHEST, contracts
from cohelm.core.enterprise import Enterprise
from cohelm.core.money import Money
from cohelm.reports.says.applications import of_applications
from cohelm.reports.says.contracts import of_contracts, of_ended, of_undated, of_vendors
from cohelm.reports.says.initiatives import of_initiatives
from cohelm.reports.says.spend import of_both, of_spend

MOST = 5
"""So many sentences are said, the most urgent first."""
Rows = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing that files say. `rows` are the (file, row) that it is computed from, in order."""

    text: str
    amount: Money | None
    day: date | None
    rows: Rows

    def answer(self) -> dict[str, Any]:
        """As `cohelm look --json` shows it."""
        amount = self.amount and {"amount": self.amount.amount, "currency": self.amount.currency}
        rows = [{"file": file, "row": row} for file, row in self.rows]
        return {"text": self.text, "amount": amount, "date": self.day, "rows": rows}


NEXT = {
    "contract": "A contract list: it tells what renews itself and when, and what is paid without one.",
    "actual": "A list of invoices or orders: it tells what is paid without a contract on the list.",
    "initiative": "A list of initiatives: it tells what the money is meant for, and until when.",
    "application": "A list of applications: it tells what the contracts and initiatives are for.",
}
"""What a file of each kind would add, that of most use first."""


def next_file(enterprise: Enterprise) -> str:
    """The file that would add most to what these say, and why; empty where all are there."""
    there = {
        kind: len(enterprise.frame(kind)) for kind in ("contract", "initiative", "application")
    }
    there["actual"] = len(enterprise.observations("actual"))
    return next((said for name, said in NEXT.items() if not there[name]), "")


def look(enterprise: Enterprise, places: Mapping[str, Rows], *, on: date) -> tuple[Sentence, ...]:
    """At most five sentences about an organisation made of files alone, the most urgent first.

    `places` are the rows of each item, as `Proposal.places` has them. A sentence is said where the
    files hold what it is about; sums of two currencies stand side by side. Linear in rows.
    """
    found = contracts(enterprise, on=on, within=FURTHEST)
    said = [
        *of_contracts(enterprise, found.due, on),
        *of_both(enterprise),
        *of_initiatives(enterprise, on),
        *of_applications(enterprise, on),
        *of_spend(enterprise),
        *of_vendors(enterprise, found),
        *of_ended(enterprise, found, on),
        *of_undated(enterprise),
    ]
    return tuple(
        Sentence(
            text, amount, day, tuple(sorted(row for key in keys for row in places.get(key, ())))
        )
        for text, amount, day, keys in said[:MOST]
    )
