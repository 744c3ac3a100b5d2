"""Numbers of the sample by a second computation: from the rows that stand beside them on their page.

Plain sums, counts and quotients, written here alone; nothing of the program computes them. A number that
its own table does not give would show. The same names stand in `test_numbers_recomputed.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from statistics import median
from typing import Any

import pytest

from cohelm.analysis.analysis import Analysis
from cohelm.analysis.catalogue import ANALYSES
from tests.contract.test_numbers_from_yaml import SAMPLE, Files
from tests.tables import table

Row = Mapping[str, Any]
Of = Callable[[str], Any]
"""The result of an analysis by its name."""
KNOWN = {one.name: one for one in ANALYSES}
INITIATIVES = Files(SAMPLE).of("initiative")


def money(cell: Row | None) -> float:
    return float(cell["amount"]) if cell and cell["amount"] is not None else 0.0


def rows(of: Of, name: str, table: str) -> list[Row]:
    return getattr(of(name), table).to_dicts()  # type: ignore[no-any-return]


def total(of: Of, name: str, table: str, column: str, **where: Any) -> float:
    """The sum of a column of amounts, over the rows that say so."""
    return sum(money(row[column]) for row in rows(of, name, table)
               if all(row[key] == value for key, value in where.items()))  # fmt: skip


def both(chosen: Iterable[Row]) -> float:
    """Points as two offices that weigh the same count them, and what pairs gain on top."""
    by = {row["initiative"].partition(":")[2]: row for row in chosen}
    alone = sum(0.5 * row["cio"] + 0.5 * row["cto"] for row in by.values())
    return alone + sum(gained(by, one) for one in by)


def gained(by: Mapping[str, Row], one: str) -> float:
    """What an initiative and those that it boosts gain, as a share of what they bring a year alone."""
    found = 0.0
    for link in INITIATIVES[one].get("boosts", ()):
        if link["to"] in by:
            pair = (one, link["to"])
            share = euros(link["value"]) / sum(
                euros(INITIATIVES[id_]["annual_benefit"]) for id_ in pair
            )
            for office in ("cio", "cto"):
                found += 0.5 * round(share * sum(by[id_][office] for id_ in pair), 2)
    return found


def euros(text: str) -> float:
    amount, currency = text.split(" ")
    assert currency == "EUR"
    return float(amount)


def kept(of: Of) -> list[Row]:
    return [
        row for row in rows(of, "adjustment", "plan") if row["change"] in ("stays in", "comes in")
    ]


def said(of: Of, state: str) -> int:
    return sum(row["state"] == state for row in rows(of, "informed", "people"))


def concerns(name: str) -> Callable[[Of], float]:
    return lambda of: len(rows(of, name, "concerns"))


def organisation(field: str) -> float:
    for line in (SAMPLE / "_organisation.yaml").read_text(encoding="utf-8").splitlines():
        name, _, value = line.partition(": ")
        if name == field:
            return float(value.split(" ")[0])
    raise AssertionError(field)


def unit_costs(of: Of) -> tuple[float, float, float, float]:
    (row,) = rows(of, "unit_costs", "units")
    before, now = money(row["cost_before"]), money(row["cost"])
    return before / row["volume_before"], now / row["volume"], row["volume_before"], row["volume"]


def apart(of: Of) -> float:
    """One less half of what priority and money differ by, money for no goal beside a priority of none."""
    goals = rows(of, "alignment", "goals")
    differ = sum(abs((row["priority"] or 0) - (row["money_share"] or 0)) for row in goals)
    return 1 - 0.5 * (differ + 1 - sum(row["money_share"] or 0 for row in goals))


def savings(of: Of) -> list[Row]:
    """Savings, to which neither what was avoided nor revenue is added."""
    return [row for row in rows(of, "follow_up", "benefits") if row["type"] == "saving"]


def used(of: Of) -> list[Row]:
    return [row for row in rows(of, "rationalise", "applications")
            if row["annual_cost"] is not None and row["users"]]  # fmt: skip


RULES: Mapping[str, Callable[[Of], float | None]] = {
    "adjustment.budget": lambda _: organisation("initiative_budget"),
    "adjustment.spent": lambda of: sum(money(row["cost"]) for row in kept(of)),
    "adjustment.value": lambda of: both(kept(of)),
    "adjustment.change": lambda of: 0.5 * sum(
        row["change"] for row in rows(of, "adjustment", "offices")
    ),
    "adjustment.gap": lambda of: of("adjustment").bound.value - both(kept(of)),
    **{f"{one}.alignment": apart for one in ("alignment", "strategy_map")},
    "agenda.at_stake": lambda of: total(of, "agenda", "topics", "amount"),
    "ask_for.worth_asking": lambda of: len(rows(of, "ask_for", "questions")),
    "ask_for.missing": lambda of: len(rows(of, "ask_for", "questions")),
    "calendar.committed": lambda of: total(of, "calendar", "months", "committed"),
    "collisions.number": lambda of: len(rows(of, "collisions", "collisions")),
    "collisions.grave": lambda of: sum(
        row["severity"] == "act" for row in rows(of, "collisions", "collisions")
    ),
    "collisions.between": lambda of: sum(
        len(row["offices"]) > 1 for row in rows(of, "collisions", "collisions")
    ),
    "conflicts.number": concerns("conflicts"),
    "congruence.between": lambda of: sum(
        len(row["offices"]) > 1 for row in rows(of, "congruence", "missing")
    ),
    "congruence.congruence": lambda of: 1 - len(rows(of, "congruence", "missing"))
    / of("congruence").needed.value,
    "credits.credit": lambda of: total(of, "credits", "due", "credit", state="due"),
    "credits.late": lambda of: total(of, "credits", "due", "credit", state="too late"),
    "cut.this_year": lambda of: total(of, "cut", "steps", "this_year"),
    "cut.next_year": lambda of: total(of, "cut", "steps", "next_year"),
    "cut.saved": lambda of: total(of, "cut", "steps", "twelve_months"),
    "cut.target": lambda of: 0.1 * total(of, "spend", "groups", "budget"),
    "cut.short": lambda of: max(
        0.0, 0.1 * total(of, "spend", "groups", "budget") - total(of, "cut", "steps", "twelve_months")
    ),
    "desk.ahead": lambda of: len(rows(of, "desk", "coming")),
    "desk.waiting": lambda of: len(rows(of, "desk", "waits")),
    "draft.used": lambda of: sum(row["approvals"] for row in rows(of, "draft", "drafts")),
    "evaluate.worth": lambda of: total(of, "evaluate", "initiatives", "npv"),
    "evaluate.rate": lambda _: organisation("discount_rate"),
    "first_officer.evidence": lambda of: sum(
        0.5 if row["from"] == "the model" else 1.0 for row in rows(of, "first_officer", "criteria")
    ) / (len(rows(of, "first_officer", "criteria")) + len(of("first_officer").unanswered)),
    "follow_up.measured": lambda of: sum(
        money(row["measured_to_date"]) for row in savings(of)
    ) / sum(money(row["promised_to_date"]) for row in savings(of)),
    "follow_up.overrun": lambda of: sum(
        money(row["at_completion"]) - money(row["planned"])
        for row in rows(of, "follow_up", "work") if row["at_completion"] and row["planned"]
    ),
    **{
        f"free.{one}": lambda of, one=one: total(of, "free", "quarters", one)  # type: ignore[misc]
        for one in ("budget", "run", "mandatory", "spent", "committed", "planned", "free")
    },
    "fund.spent": lambda of: total(of, "fund", "selected", "cost"),
    "fund.value": lambda of: both(rows(of, "fund", "selected")),
    "gaps.number": concerns("gaps"),
    "handover.cost": lambda of: total(
        of, "spend", "groups", "year_end", office=of("handover").office
    ),
    "informed.required": lambda of: len(rows(of, "informed", "people")),
    "informed.acknowledged": lambda of: said(of, "acknowledged") + said(of, "took part"),
    "informed.told": lambda of: said(of, "told"),
    "informed.no_record": lambda of: said(of, "no record"),
    "kraljic.cut_impact": lambda of: median(row["impact"] for row in rows(of, "kraljic", "vendors")),
    "kraljic.cut_risk": lambda of: median(row["risk"] for row in rows(of, "kraljic", "vendors")),
    "limits.number": concerns("limits"),
    "load.number": concerns("load"),
    "managed_spend.managed": lambda of: total(of, "managed_spend", "vendors", "spent", managed=True),
    "managed_spend.without": lambda of: total(of, "managed_spend", "vendors", "spent", managed=False),
    "managed_spend.share": lambda of: total(of, "managed_spend", "vendors", "spent", managed=True)
    / total(of, "managed_spend", "vendors", "spent"),
    "margins.thinnest": lambda of: min(
        abs(row["change"]) / row["score"] for row in rows(of, "margins", "margins") if row["score"]
    ),
    "overlaps.number": concerns("overlaps"),
    "practice.number": concerns("practice"),
    "rationalise.cost_per_user": lambda of: sum(money(row["annual_cost"]) for row in used(of))
    / sum(row["users"] for row in used(of)),
    "rationalise.debt_hours": lambda of: sum(
        row["debt_hours"] or 0 for row in rows(of, "rationalise", "applications")
    ),
    "roadmap.short": lambda of: sum(
        row["wanted"] is not None and row["there"] is not None and row["wanted"] > row["there"]
        for row in rows(of, "roadmap", "load")
    ),
    "roadmap.short_of_skill": lambda of: sum(
        row["there"] is not None and row["wanted"] > row["there"]
        for row in rows(of, "roadmap", "skills")
    ),
    "robust.budget": lambda _: organisation("initiative_budget"),
    "same.number": concerns("same"),
    "skills.to_hire": lambda of: sum(
        row["state"] == "to hire for" for row in rows(of, "skills", "profile")
    ),
    "spend.year_end": lambda of: total(of, "spend", "groups", "year_end"),
    "spend.over": lambda of: total(of, "spend", "groups", "year_end")
    - total(of, "spend", "groups", "budget"),
    "tradeoff.number": lambda of: len(rows(of, "tradeoff", "points")),
    "trends.tested": lambda of: len(rows(of, "trends", "series")),
    "trends.shown": lambda of: sum(
        row["trend"] in ("rises", "falls") for row in rows(of, "trends", "series")
    ),
    "twice.least": lambda of: total(of, "twice", "pairs", "saves_least"),
    "twice.most": lambda of: total(of, "twice", "pairs", "saves_most"),
    "unit_costs.by_price": lambda of: (unit_costs(of)[1] - unit_costs(of)[0]) * unit_costs(of)[2],
    "unit_costs.by_volume": lambda of: (unit_costs(of)[3] - unit_costs(of)[2]) * unit_costs(of)[1],
    "unit_costs.change": lambda of: total(of, "unit_costs", "units", "cost")
    - total(of, "unit_costs", "units", "cost_before"),
}  # fmt: skip


@pytest.fixture(scope="module")
def of(answered: Callable[[Analysis], Any]) -> Of:
    return lambda name: answered(KNOWN[name])


@table("name", sorted(RULES))
def test_a_number_is_what_the_rows_beside_it_give(name: str, of: Of) -> None:
    analysis, _, figure = name.partition(".")
    shown = getattr(of(analysis), figure).value
    assert float(shown) == pytest.approx(float(RULES[name](of) or 0), abs=0.006, rel=1e-9)
