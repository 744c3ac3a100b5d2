"""What moved among the amounts of a ledger, worked by hand."""

from __future__ import annotations

from cohelm.core.audience import Audience
from cohelm.core.changes import ChangeSet, ItemChange, ObservationChange
from cohelm.core.enterprise import Enterprise
from cohelm.kinds import built_in_schema
from cohelm.reports.moved import moved, with_amounts
from cohelm.reports.movedamounts import amounts_moved

ITEMS = [
    ItemChange("department:works", None, {"name": "Works"}),
    ItemChange("vendor:acme", None, {"name": "Acme"}),
]


def line(item: str, month: int, was: str, is_: str, source: str = "ledger") -> ObservationChange:
    sides = [{"amount": one} if one else None for one in (was, is_)]
    return ObservationChange("actual", item, f"2026-{month:02}-01", source, "651", *sides)


FIRST = [
    line("department:works", 9, "", "100 EUR"), line("department:works", 8, "", "40 EUR"),
    line("vendor:acme", 9, "", "7 EUR"), line("vendor:acme", 9, "", "900 EUR", "invoices"),
]  # fmt: skip
NEXT = [
    line("department:works", 9, "100 EUR", "130.50 EUR"), line("department:works", 8, "40 EUR", ""),
    line("department:works", 10, "", "200 EUR"), line("vendor:acme", 10, "", "5 USD"),
]  # fmt: skip
BEFORE = Enterprise.empty(built_in_schema()).with_changes(ChangeSet.of([*ITEMS, *FIRST]))
AFTER = BEFORE.with_changes(ChangeSet.of(NEXT))


def said(kind: str = "", before: Enterprise = BEFORE, after: Enterprise = AFTER) -> list[str]:
    totals = amounts_moved(before, after, ChangeSet.of(NEXT), kind=kind)
    return [one.sentence.replace("\u00a0", " ").replace("\u2212", "-") for one in totals]


def test_sums_of_the_sources_that_changed_with_what_their_difference_is_made_of() -> None:
    # 147 before; 200 more are new, 30.50 changed, 40 gone; invoices of another source stay out of it
    assert said() == [
        "Actual in all: 147 € → 337.50 € (+190.50 €: +200 € new, +30.50 € changed, "
        "-40 € no longer there)",
        "Actual in all: 0 $ → 5 $ (+5 $)",
    ]


def test_of_a_kind_only_what_stands_at_its_items() -> None:
    assert said("vendor") == ["Actual in all: 0 $ → 5 $ (+5 $)"]


def test_who_does_not_see_amounts_is_told_none() -> None:
    nobody = Audience(frozenset())
    assert said("", BEFORE.seen_by(nobody), AFTER.seen_by(nobody)) == []


def test_they_are_said_before_what_else_moved() -> None:
    found = moved(BEFORE, AFTER, "department", was=["department:works"], now=["department:works"],
                  touched=["department:works"])  # fmt: skip
    totals = tuple(amounts_moved(BEFORE, AFTER, ChangeSet.of(NEXT)))
    more = with_amounts(found, totals)
    assert more.totals == totals
    assert len(more.sentences) == 2
