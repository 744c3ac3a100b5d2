"""Every number of the sample, recomputed from the items it lists where it is a count, a sum or a share.

The rules stand here by name, so that a new number is put under one of them or under those that no list
of items recomputes (they rest on observations, on a solver, on pairs or on days).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cohelm.analysis.analysis import Analysis
from cohelm.analysis.catalogue import ANALYSES
from cohelm.core.enterprise import Enterprise
from cohelm.core.figure import Figure
from cohelm.core.money import Money
from cohelm.reports.answers import answer_of
from cohelm.reports.brief.pack import pack
from tests.contract.conftest import ON
from tests.tables import table

COUNTS = {
    "agenda.joint",
    "archetypes.known",
    "brief.asked",
    "brief.asked_late",
    "availability.cannot_be_kept",
    "capacity.full",
    "capacity.perhaps_within_a_year",
    "capacity.unread",
    "capacity.within_a_year",
    "compare.both",
    "conflicts.touched",
    "deals.lost",
    "deals.stalled",
    "deals.unexplained",
    "decisions.late",
    "decisions.open",
    "evaluate.positive",
    "follow_up.to_stop",
    "follow_up.without_evidence",
    "gaps.touched",
    "handover.urgent",
    "kraljic.near",
    "limits.touched",
    "load.touched",
    "margins.thin",
    "matrix.twice",
    "matrix.without",
    "obsolescence.count",
    "overlaps.touched",
    "practice.touched",
    "priorities.shared_first",
    "promises.broken",
    "promises.open",
    "promises.unfunded",
    "radar.off_radar",
    "radar.spread",
    "radar.spreading",
    "radar.undecided",
    "radar.unowned",
    "radar.unreviewed",
    "radar.unexplained",
    "radar.unused",
    "rationalise.disagreeing",
    "rationalise.on_the_line",
    "rationalise.outdone",
    "rationalise.rated",
    "rationalise.without_purpose",
    "relationships.critical",
    "relationships.unreviewed",
    "requests.open",
    "requests.unanswered",
    "roadmap.critical",
    "roadmap.late",
    "roadmap.past",
    "robust.certain",
    "roles.shared_rights",
    "same.touched",
    "scorecard.measured",
    "scorecard.signals",
    "scores.scored",
    "scorecard.rosier",
    "scorecard.eased",
    "data_products.joint",
    "data_products.doubled",
    "data_products.feeding_nothing",
    "desk.overdue",
    "effects.compared",
    "effects.associated",
    "skills.on_one",
    "strategy_map.shared_first",
    "weak_points.examined",
    "weak_points.guarded",
    "standards.departing",
    "standards.ending",
    "standards.endless",
    "standards.exempt",
    "standards.in_force",
}
"""So many as are listed."""
SUMS: Mapping[str, str] = {
    "promises.at_stake": "amount", "contracts.renewing": "annual_cost",
    "contracts.missed": "annual_cost", "obsolescence.cost": "annual_cost",
    "spellings.annual": "annual_cost", "brief.asked_amount": "amount",
    "handover.brought": "realised", "rationalise.to_eliminate": "annual_cost",
    "requests.revenue_lost": "revenue_lost", "deals.lost_amount": "amount",
    "deals.stalled_amount": "amount",
}  # fmt: skip
"""The sum of a field of those listed; what states none is left out."""
SHARES = {
    "obsolescence.share", "alignment.coverage", "strategy_map.coverage", "standards.coverage",
    "trace.carried", "trace.serving",
}  # fmt: skip
"""Those listed by as many as the formula names."""
PARTS = re.compile(r"^(\d+)[^/]* / (\d+)")
OTHERS = {
    "adjustment.bound",
    "adjustment.budget",
    "adjustment.change",
    "adjustment.gap",
    "adjustment.spent",
    "adjustment.value",
    "desk.ahead",
    "desk.waiting",
    "agenda.at_stake",
    "alignment.alignment",
    "alignment.unaligned",
    "alignment.weighted_coverage",
    "around.cost_per_hour",
    "around.needed",
    "around.needing",
    "around.stops_at_least",
    "around.stops_at_most",
    "around.weak_points",
    "ask_for.missing",
    "ask_for.worth_asking",
    "availability.at_most",
    "availability.at_worst",
    "availability.measured",
    "availability.promised",
    "availability.rolled_up",
    "balance.first_horizon",
    "balance.inward",
    "balance.run",
    "balance.untagged",
    "calendar.committed",
    "collisions.between",
    "collisions.grave",
    "collisions.number",
    "concentration.effective",
    "concentration.index",
    "concentration.largest",
    "conflicts.number",
    "congruence.between",
    "congruence.congruence",
    "congruence.needed",
    "credits.credit",
    "credits.late",
    "cut.next_year",
    "cut.saved",
    "cut.short",
    "cut.target",
    "cut.this_year",
    "decisions.median",
    "decisions.p85",
    "description.decides",
    "draft.used",
    "evaluate.rate",
    "evaluate.steady",
    "evaluate.worth",
    "first_officer.evidence",
    "first_officer.index",
    "first_officer.sure",
    "follow_up.measured",
    "follow_up.overrun",
    "free.budget",
    "free.committed",
    "free.free",
    "free.mandatory",
    "free.planned",
    "free.run",
    "free.spent",
    "fund.another",
    "fund.budget",
    "fund.spent",
    "fund.value",
    "gaps.number",
    "handover.cost",
    "informed.acknowledged",
    "informed.no_record",
    "informed.required",
    "informed.told",
    "judgements.consistency",
    "judgements.largest",
    "kraljic.cut_impact",
    "kraljic.cut_risk",
    "limits.number",
    "load.number",
    "managed_spend.managed",
    "managed_spend.share",
    "managed_spend.without",
    "margins.thinnest",
    "outage.cost_per_hour",
    "outage.cost_per_hour_at_worst",
    "outage.least",
    "outage.most",
    "overlaps.number",
    "practice.number",
    "priorities.agreement",
    "requests.to_answer",
    "requests.to_done",
    "resolve.offered",
    "roadmap.short",
    "roadmap.short_of_skill",
    "rationalise.cost_per_user",
    "rationalise.debt_hours",
    "robust.budget",
    "robust.holds",
    "robust.overrun",
    "same.number",
    "scores.change",
    "skills.to_hire",
    "spend.actual",
    "spend.budget",
    "spend.least",
    "spend.most",
    "spend.over",
    "spend.year_end",
    "strategy_map.agreement",
    "strategy_map.alignment",
    "strategy_map.unaligned",
    "trace.reached",
    "tradeoff.number",
    "trends.shown",
    "trends.tested",
    "twice.least",
    "twice.most",
    "unit_costs.by_price",
    "unit_costs.by_volume",
    "unit_costs.change",
}


@pytest.fixture(scope="module")
def numbers(plan: Enterprise, answered: Callable[[Analysis], Any]) -> dict[str, Figure]:
    return dict(_numbers(plan, answered))


def _numbers(plan: Enterprise, answered: Callable[[Analysis], Any]) -> Iterator[tuple[str, Figure]]:
    for analysis in ANALYSES:
        for part in answer_of(answered(analysis)).figures:
            yield f"{analysis.name}.{part.name}", part.value
    for one in pack(plan, on=ON, since=date(2026, 8, 29)).numbers:
        if one.why.startswith("brief."):
            yield one.why, one.figure


def test_every_number_stands_under_one_rule(numbers: dict[str, Figure]) -> None:
    rules = (COUNTS, set(SUMS), SHARES, OTHERS)
    known = set[str]().union(*rules)
    assert set(numbers) - known == set(), "a new number: say by which rule it is recomputed"
    assert known - set(numbers) == set(), "a number that is no more"
    assert sum(map(len, rules)) == len(known)


@table("name", sorted(COUNTS))
def test_a_count_is_as_many_as_are_listed(name: str, numbers: dict[str, Figure]) -> None:
    figure = numbers[name]
    assert figure.value == len(figure.counted) == len(set(figure.counted))


@table("name, field", SUMS.items())
def test_a_sum_is_that_of_the_items_listed(
    name: str, field: str, numbers: dict[str, Figure], plan: Enterprise
) -> None:
    figure = numbers[name]
    stated = [plan.plain(key).get(field) for key in figure.counted]
    amounts = [Money.parse(one) for one in stated if one]
    assert {one.currency for one in amounts} == {figure.unit}
    assert figure.value == sum((one.amount for one in amounts), Decimal(0))


@table("name", sorted(SHARES))
def test_a_share_is_those_listed_by_all(name: str, numbers: dict[str, Figure]) -> None:
    figure = numbers[name]
    found = PARTS.match(figure.formula)
    assert found
    assert len(figure.counted) == int(found[1])
    assert figure.value == pytest.approx(len(figure.counted) / int(found[2]))


def test_every_item_that_a_number_lists_is_there(
    numbers: dict[str, Figure], plan: Enterprise
) -> None:
    for name, figure in numbers.items():
        if name == "draft.used":  # the rights that it draws up are no items yet
            continue
        gone = [key for key in figure.counted if key not in plan]
        assert not gone, f"{name}: {gone[:3]}"
