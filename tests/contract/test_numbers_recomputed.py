"""Every number of the sample, recomputed from the items it lists where it is a count, a sum or a share.

The rules stand here by name, so that a new number is put under one of them, or is computed a second time
in `test_numbers_from_rows.py` or `test_numbers_from_yaml.py`. Only what a solver or drawn futures give is
not; where it is checked instead stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
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
from tests.contract.test_numbers_from_rows import RULES as FROM_ROWS
from tests.contract.test_numbers_from_yaml import RULES as FROM_FILES
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
    "obsolescence.building_only",
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
    "roadmap.gates",
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
UNASKED = {
    "around.cost_per_hour", "around.needed", "around.needing", "around.stops_at_least",
    "around.stops_at_most", "around.weak_points", "availability.at_most", "availability.at_worst",
    "availability.measured", "availability.promised", "availability.rolled_up",
    "description.decides", "outage.cost_per_hour", "outage.cost_per_hour_at_worst", "outage.least",
    "outage.most", "outage.users", "outage.users_at_worst",
    "resolve.offered", "scores.change", "trace.reached", "judgements.consistency",
    "judgements.largest", "first_officer.index", "first_officer.sure",
}  # fmt: skip
"""Of a thing to be named first, or of answers and judgements that the sample lacks: no value."""
SOLVED: Mapping[str, str] = {
    "adjustment.bound": "tests/analysis/portfolio/choice/test_engine.py",
    "fund.another": "tests/analysis/portfolio/test_fund.py",
    "evaluate.steady": "tests/analysis/portfolio/worth/test_ranking.py",
    "robust.holds": "tests/analysis/portfolio/test_robust.py",
    "spend.least": "tests/analysis/portfolio/test_yearend.py",
    "spend.most": "tests/analysis/portfolio/test_yearend.py",
}
"""A solver's bound, drawn futures, a range of them: by a checker of their own, in these files."""
OTHERS = (FROM_ROWS.keys() | FROM_FILES.keys()) - COUNTS - SUMS.keys() - SHARES
"""Computed a second time from the rows beside them, or from the sample's files."""


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
    rules = (COUNTS, set(SUMS), SHARES, OTHERS, UNASKED, set(SOLVED))
    known = set[str]().union(*rules)
    assert set(numbers) - known == set(), "a new number: say by which rule it is recomputed"
    assert known - set(numbers) == set(), "a number that is no more"
    assert sum(map(len, rules)) == len(known)


def test_what_each_item_brings_adds_up_to_the_number(numbers: dict[str, Figure]) -> None:
    told = {name: figure for name, figure in numbers.items() if figure.parts}
    assert len(told) > 8
    for name, figure in told.items():
        assert sum(figure.parts.values()) == figure.value, name
        assert tuple(figure.parts) == figure.counted, name


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


@table("name", sorted(UNASKED))
def test_without_a_thing_to_ask_about_there_is_no_value_and_a_reason(
    name: str, numbers: dict[str, Figure]
) -> None:
    assert numbers[name].value is None
    assert numbers[name].reason


@table("name, checked_in", SOLVED.items())
def test_what_a_solver_gives_is_checked_elsewhere(
    name: str, checked_in: str, numbers: dict[str, Figure]
) -> None:
    assert numbers[name].value is not None
    assert (Path(__file__).parents[2] / checked_in).is_file()


def test_every_item_that_a_number_lists_is_there(
    numbers: dict[str, Figure], plan: Enterprise
) -> None:
    for name, figure in numbers.items():
        if name == "draft.used":  # the rights that it draws up are no items yet
            continue
        gone = [key for key in figure.counted if key not in plan]
        assert not gone, f"{name}: {gone[:3]}"
