"""One file in, one page out: what files say at once, in sentences with money or dates in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Any

from cohelm.core.money import Money
from cohelm.core.prose import Prose
from cohelm.reports.says.answering import of_answering
from cohelm.reports.says.applications import of_applications
from cohelm.reports.says.approvals import of_approvals, of_approvals_and_limits
from cohelm.reports.says.budgets import of_budgets
from cohelm.reports.says.cloud import of_cloud
from cohelm.reports.says.contracts import of_contracts
from cohelm.reports.says.deals import of_deals
from cohelm.reports.says.doubled import of_doubled
from cohelm.reports.says.events import of_changes, of_incidents
from cohelm.reports.says.initiatives import of_initiatives
from cohelm.reports.says.ledger import of_ledger
from cohelm.reports.says.names import of_names
from cohelm.reports.says.requests import of_requests
from cohelm.reports.says.rights import of_limits, of_rights
from cohelm.reports.says.saying import Lists, Rows, Said, Urgency
from cohelm.reports.says.shared import of_shared
from cohelm.reports.says.spend import of_spend
from cohelm.reports.says.staff import of_staff
from cohelm.reports.says.structure import of_structure
from cohelm.reports.says.together import (
    of_contracts_and_applications,
    of_initiatives_and_applications,
    of_initiatives_and_contracts,
)

MOST = 5
"""So many sentences are said, the most urgent first."""
MOST_OF_A_TOPIC = 3
"""So many of them are of one topic, while another has something to say."""

SAYS: tuple[Callable[[Lists], Iterator[Said]], ...] = (
    of_contracts,
    of_contracts_and_applications,
    of_initiatives_and_applications,
    of_initiatives_and_contracts,
    of_answering,
    of_approvals_and_limits,
    of_budgets,
    of_doubled,
    of_shared,
    of_initiatives,
    of_applications,
    of_ledger,
    of_spend,
    of_cloud,
    of_names,
    of_incidents,
    of_changes,
    of_requests,
    of_deals,
    of_approvals,
    of_rights,
    of_limits,
    of_structure,
    of_staff,
)
"""Who has something to say, one a topic. Of two that are as urgent, the first goes first."""


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
    "contract": Prose(
        "A contract list: it tells what renews itself and when, and what is paid without one."
    ),
    "actual": Prose(
        "A list of invoices or orders: it tells what is paid without a contract on the list."
    ),
    "budget": Prose(
        "A budget against what is booked: it tells what is over, and with contracts what is free."
    ),
    "initiative": Prose(
        "A list of initiatives: it tells what the money is meant for, and until when."
    ),
    "application": Prose(
        "A list of applications: it tells what the contracts and initiatives are for."
    ),
}
"""What a file of each kind would add, that of most use first."""


BESIDE = (
    ("right", "application", Prose("A list of applications: it tells on which of them nobody decides.")),
    ("incident", "deployment",
     Prose("A list of changes: it tells which incidents followed a change of the same item.")),
    ("deployment", "incident",
     Prose("A list of incidents: it tells which changes an incident of the same item followed.")),
    ("approval", "right",
     Prose("A list of limits of authority: it tells which approvals went beyond the limits of who"
           " gave them.")),
    ("request", "person",
     Prose("A list of people: it tells which open requests are with somebody who has left or leaves.")),
    ("person", "application",
     Prose("A list of applications and their owners: it tells which answer to somebody who has left.")),
    ("application", "contract",
     Prose("A contract list: it tells which contracts run on after the end of their application.")),
    ("initiative", "application",
     Prose("A list of applications: it tells which of them end before the initiative that"
           " changes them.")),
    ("initiative", "contract",
     Prose("A contract list: it tells what of the initiatives' cost contracts bind already.")),
    ("deal", "initiative",
     Prose("A list of initiatives: it tells whether what deals were lost for is on its way.")),
    ("budget", "contract", Prose("A contract list: it tells what of the budget contracts bind.")),
    ("capability", "application",
     Prose("A list of applications, with what each is for: it tells which capabilities none serves.")),
)  # fmt: skip
"""What a file of the second kind says together with one of the first, the sentence of most use first."""
LISTED = (
    "contract",
    "initiative",
    "application",
    "right",
    "request",
    "person",
    "deal",
    "capability",
)
OBSERVED = ("actual", "budget", "incident", "deployment", "approval")


def next_file(lists: Lists) -> str:
    """The file that would add most to what these say, and why; empty where all are there.

    First one that says something together with what is there (`BESIDE`), then the one of most use.
    """
    there = {kind: lists.has(kind) for kind in LISTED}
    there |= {metric: bool(len(lists.enterprise.observations(metric))) for metric in OBSERVED}
    together = (said for here, other, said in BESIDE if there[here] and not there[other])
    alone = (said for name, said in NEXT.items() if not there[name])
    return next(chain(together, alone), "")


def look(lists: Lists) -> tuple[Sentence, ...]:
    """At most five sentences about what files hold, the most urgent first (see `Urgency`).

    Of those as urgent, the one with the nearest day goes first where a day is to come; then the one
    with more money, where all are of one currency; then as the topics stand. Of one topic three are
    said while another waits, and what several files say together is among the five. A sentence is
    said where the files hold what it is about; sums of two currencies stand side by side. Linear in
    rows.
    """
    found = [(topic, said) for topic, says in enumerate(SAYS) for said in says(lists)]
    currencies = {said.amount.currency for _, said in found if said.amount}
    ordered = sorted(found, key=lambda one: _order(one[1], len(currencies) == 1))
    return tuple(_sentence(lists, said) for said in _chosen(ordered))


def _order(said: Said, comparable: bool) -> tuple[int, date, Decimal]:
    to_come = said.urgency in (Urgency.SOON, Urgency.YEAR) and said.day
    money = said.amount.amount if said.amount and comparable else Decimal(0)
    return said.urgency, said.day if to_come and said.day else date.max, -money


def _chosen(ordered: Sequence[tuple[int, Said]]) -> list[Said]:
    """The five to say, in order: no topic too often, and one at least of several files together."""
    counts: Counter[int] = Counter()
    first: list[int] = []
    later: list[int] = []
    for at, (topic, _) in enumerate(ordered):
        counts[topic] += 1
        (first if counts[topic] <= MOST_OF_A_TOPIC else later).append(at)
    chosen = [*first, *later][:MOST]
    both = [at for at in first if ordered[at][1].together]
    if both and not any(ordered[at][1].together for at in chosen):
        chosen[-1] = both[0]
    return [ordered[at][1] for at in sorted(chosen)]


def _sentence(lists: Lists, said: Said) -> Sentence:
    return Sentence(said.text, said.amount, said.day, lists.rows(said))
