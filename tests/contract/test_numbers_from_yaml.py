"""Numbers of the sample by a second reading: from its YAML and CSV, by rules written down here alone.

Nothing of the program reads the files here: a count that was only recorded, or a list that lacks an item,
would show. The same names stand in `test_numbers_recomputed.py` under the rule by which the list that a
number shows gives its value.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations
from math import sqrt
from pathlib import Path
from statistics import median
from typing import Any

import pytest
import yaml

import cohelm
from cohelm.analysis.analysis import Analysis
from cohelm.analysis.catalogue import ANALYSES
from cohelm.reports.answers import answer_of
from tests.tables import table

ON = date(2026, 11, 29)
SAMPLE = Path(cohelm.__file__).parent / "sample" / "main"
Says = Mapping[str, Any]


class Files:
    """The sample as its files have it; all values are texts, lists and mappings."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._known: dict[str, dict[str, Says]] = {}

    def of(self, kind: str) -> dict[str, Says]:
        """The items of a kind by id."""
        if kind not in self._known:
            self._known[kind] = self._read(kind)
        return self._known[kind]

    def _read(self, kind: str) -> dict[str, Says]:
        return {
            one.stem: yaml.load(one.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
            for one in sorted((self.folder / kind).glob("*.yaml"))
        }

    def observed(self, metric: str) -> list[Says]:
        """The observations of a metric."""
        with (self.folder / "observations" / f"{metric}.csv").open(encoding="utf-8") as file:
            return list(csv.DictReader(file))

    def metrics(self) -> set[str]:
        """The metrics of which there are observations."""
        return {one.stem for one in (self.folder / "observations").glob("*.csv")}


def day(text: str) -> date:
    return date.fromisoformat(text)


def euros(text: str) -> float:
    amount, currency = text.split(" ")
    assert currency == "EUR"
    return float(amount)


def ends(value: str | Iterable[Any] | None) -> list[str]:
    """The ids at the other end of a relation."""
    many = [value] if isinstance(value, str | Mapping) else value or ()
    found = [one["to"] if isinstance(one, Mapping) else one for one in many]
    return [one.rpartition(":")[2] for one in found]


def median_waited(days: Iterable[tuple[int, bool]], still: float = 0.5) -> int | None:
    """Kaplan–Meier: the first day on which so few wait still; those that wait count up to today."""
    known, left = sorted(days), 1.0
    for at in sorted({waited for waited, done in known if done}):
        risk = sum(waited >= at for waited, _ in known)
        left *= 1 - sum(waited == at and done for waited, done in known) / risk
        if left <= still:
            return at
    return None


def waits(rows: Iterable[Says], begun: str, *, until: str) -> Iterator[tuple[int, bool]]:
    for one in rows:
        if one.get(begun):
            last = day(one[until]) if one.get(until) else ON
            yield (last - day(one[begun])).days, bool(one.get(until))


def booked(of: Files, metric: str, until: date) -> float:
    inside = (one for one in of.observed(metric) if date(2026, 1, 1) <= day(one["time"]) <= until)
    return sum(euros(one["amount"]) for one in inside)


def contracted(of: Files) -> dict[str, float]:
    """What live contracts cost a year, by vendor."""
    by: dict[str, float] = defaultdict(float)
    for one in of.of("contract").values():
        begun = not one.get("start") or day(one["start"]) <= ON
        lasts = not one.get("end") or day(one["end"]) >= ON or one.get("renewal") == "tacit"
        if one.get("annual_cost") and begun and lasts:
            by[ends(one["vendor"])[0]] += euros(one["annual_cost"])
    return by


def works(of: Files) -> list[Says]:
    """Initiatives with money behind them: approved or under way."""
    wanted = ("approved", "in_progress")
    return [one for one in of.of("initiative").values() if one["status"] in wanted]


def part_of_work(of: Files, name: str, wanted: str) -> float:
    """The share of the money of that work which has a value in a field."""
    money = [(euros(one["total_cost"]), one[name]) for one in works(of)]
    return sum(cost for cost, value in money if value == wanted) / sum(cost for cost, _ in money)


def ranks(of: Files) -> list[tuple[float, float]]:
    """The two offices' ranks of what both rank."""
    found = []
    for one in of.of("initiative").values():
        by = {ends([end])[0]: float(end["rank"]) for end in one.get("ranked_by", ())}
        if by.keys() >= {"cio", "cto"}:
            found.append((by["cio"], by["cto"]))
    return found


def tau_b(pairs: list[tuple[float, float]]) -> float:
    """Kendall's tau-b by its definition, over all pairs of pairs."""
    score, first, second = 0, 0, 0
    for (a, b), (c, d) in combinations(pairs, 2):
        score += (a > c) - (a < c) if b > d else (a < c) - (a > c) if b < d else 0
        first += a != c
        second += b != d
    return score / sqrt(first * second)


def top(pairs: list[tuple[float, float]], *, of: int) -> int:
    first, second = (set(sorted(range(len(pairs)), key=lambda at: pairs[at][side])[:of])
                     for side in (0, 1))  # fmt: skip
    return len(first & second)


def open_ones(of: Files, kind: str, *over: str) -> list[Says]:
    return [one for one in of.of(kind).values() if one.get("status") not in over]


def largest(shares: Iterable[float]) -> float:
    known = list(shares)
    return max(known) / sum(known)


def index(shares: Iterable[float]) -> float:
    known = list(shares)
    return sum((100 * one / sum(known)) ** 2 for one in known)


def for_no_goal(of: Files) -> float:
    """The money of work under way or approved that is for no goal."""
    free = 0.0
    for one in works(of):
        stated = one.get("contributes_to", ())
        shares = sum(float(end["share"]) for end in stated)
        free += euros(one["total_cost"]) * max(0.0, 1 - shares)
    return free


def weight_of_goals_with_work(of: Files) -> float:
    goals = {id_: float(one.get("weight", 0)) for id_, one in of.of("goal").items()}
    served = {goal for one in works(of) for goal in ends(one.get("contributes_to"))}
    return sum(goals[one] for one in served) / sum(goals.values())


def pairs_in_need(of: Files) -> int:
    """Pairs of teams of which one maintains what needs, or sends to, what the other maintains."""
    every = {f"{one.name}:{id_}": says for one in sorted(of.folder.iterdir()) if one.is_dir()
             for id_, says in of.of(one.name).items()}  # fmt: skip
    teams = {
        key: set(ends(says.get("maintained_by"))) for key, says in every.items()
        if day((says.get("lifecycle") or {}).get("end_of_life", "2999-12-31")) > ON
    }  # fmt: skip
    joined = {(key, key) for key in every}
    for key, says in every.items():
        for name in ("depends_on", "runs_on", "on_network"):
            joined |= {(key, end) for end in keyed(says.get(name), every)}
        if key.startswith("interface:"):
            joined |= {(one, other) for one in keyed(says.get("provider"), every)
                       for other in keyed(says.get("consumer"), every)}  # fmt: skip
    return len({
        frozenset((one, other)) for a, b in joined
        for one in teams.get(a, ()) for other in teams.get(b, ()) if one != other
    })  # fmt: skip


def keyed(value: Any, every: Mapping[str, Says]) -> list[str]:
    """The keys at the other end of a relation on the day; an id alone is of the one kind that has it."""
    many = [value] if isinstance(value, str | Mapping) else value or ()
    stated = [one for one in many if not isinstance(one, Mapping) or holds(one)]
    found = []
    for one in stated:
        text = one["to"] if isinstance(one, Mapping) else one
        found += [text] if ":" in text else [k for k in every if k.partition(":")[2] == text]
    return found


def holds(end: Says) -> bool:
    """Whether a dated link is there on the day."""
    return day(end.get("start", "1900-01-01")) <= ON <= day(end.get("until", "2999-12-31"))


def cost_over_plan(of: Files) -> float:
    """The middle of what was spent on done work against what was planned for it."""
    done = [one for one in of.of("initiative").values()
            if one["status"] == "done" and "spent" in one and "total_cost" in one]  # fmt: skip
    return median(euros(one["spent"]) / euros(one["total_cost"]) for one in done)


def days_over_plan(of: Files) -> float:
    """The middle of the days that done work took, first and last day included, against its plan."""
    done = [one for one in of.of("initiative").values()
            if one["status"] == "done" and "done_on" in one]  # fmt: skip
    return median(
        ((day(one["done_on"]) - day(one["start"])).days + 1)
        / ((day(one["end"]) - day(one["start"])).days + 1)
        for one in done
    )


OVER = ("declined", "done", "withdrawn")
RULES: Mapping[str, Callable[[Files], float | None]] = {
    "decisions.open": lambda of: sum(
        one["status"] == "proposed" for one in of.of("decision").values()
    ),
    "decisions.late": lambda of: sum(
        one["status"] == "proposed" and "due" in one and day(one["due"]) < ON
        for one in of.of("decision").values()
    ),
    "decisions.median": lambda of: median_waited(
        waits(of.of("decision").values(), "raised_on", until="decided_on")
    ),
    "requests.open": lambda of: len(open_ones(of, "request", *OVER)),
    "requests.unanswered": lambda of: sum(
        not one.get("answered_on") for one in open_ones(of, "request", *OVER)
    ),
    "requests.to_answer": lambda of: median_waited(
        waits(of.of("request").values(), "asked_on", until="answered_on")
    ),
    "promises.open": lambda of: sum(
        one.get("status", "open") == "open" for one in of.of("commitment").values()
    )
    + sum("promised_for" in one for one in open_ones(of, "deal", "lost")),
    "spend.budget": lambda of: booked(of, "budget", date(2026, 12, 31)),
    "spend.actual": lambda of: booked(of, "actual", ON),
    "fund.budget": lambda of: euros(
        yaml.load((of.folder / "_organisation.yaml").read_text(), yaml.CBaseLoader)
        ["initiative_budget"]
    ),
    "concentration.largest": lambda of: largest(contracted(of).values()),
    "concentration.index": lambda of: index(contracted(of).values()),
    "concentration.effective": lambda of: 10_000 / index(contracted(of).values()),
    "scorecard.measured": lambda of: len(of.of("metric").keys() & of.metrics()),
    "priorities.agreement": lambda of: tau_b(ranks(of)),
    "priorities.shared_first": lambda of: top(ranks(of), of=10),
    "standards.in_force": lambda of: sum(
        day(one["start"]) <= ON and not ("end" in one and day(one["end"]) < ON)
        for one in of.of("standard").values()
    ),
    "balance.run": lambda of: part_of_work(of, "nature", "run"),
    "balance.inward": lambda of: part_of_work(of, "direction", "inward"),
    "balance.first_horizon": lambda of: part_of_work(of, "horizon", "H1"),
    "requests.to_done": lambda of: median_waited(
        waits(open_ones(of, "request", "withdrawn", "declined"), "asked_on", until="done_on")
    ),
    "alignment.unaligned": for_no_goal,
    "alignment.weighted_coverage": weight_of_goals_with_work,
    "robust.overrun": cost_over_plan,
    "roadmap.takes": days_over_plan,
    "congruence.needed": pairs_in_need,
    "balance.untagged": lambda of: sum(
        euros(one["total_cost"]) for one in works(of) if not (one.get("nature") and one.get("direction"))
    ),
    "decisions.p85": lambda of: median_waited(
        waits(of.of("decision").values(), "raised_on", until="decided_on"), 0.15
    ),
    "strategy_map.agreement": lambda of: tau_b(ranks(of)),
    "strategy_map.unaligned": for_no_goal,
    "deals.lost": lambda of: sum(
        one["status"] == "lost" and "wants" in one for one in of.of("deal").values()
    ),
    "deals.lost_amount": lambda of: sum(
        euros(one["amount"]) for one in of.of("deal").values()
        if one["status"] == "lost" and "wants" in one
    ),
    "requests.revenue_lost": lambda of: sum(
        euros(one["revenue_lost"]) for one in of.of("demand").values() if "revenue_lost" in one
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def files() -> Files:
    return Files(SAMPLE)


@pytest.fixture(scope="module")
def shown(answered: Callable[[Analysis], Any]) -> dict[str, Any]:
    wanted = {name.partition(".")[0] for name in RULES}
    return {
        f"{one.name}.{part.name}": part.value.value
        for one in ANALYSES if one.name in wanted
        for part in answer_of(answered(one)).figures
    }  # fmt: skip


@pytest.mark.slow
@table("name", RULES)
def test_the_number_shown_is_that_of_the_files(
    name: str, shown: dict[str, Any], files: Files
) -> None:
    found = RULES[name](files)
    assert (shown[name] is None) == (found is None)
    assert float(shown[name] or 0) == pytest.approx(found or 0)
