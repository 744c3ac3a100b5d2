"""What the page of the scorecard shows: the metrics of each impact, with their lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

from cohelm.analysis.impact.scorecard import NO_SIGNAL, Scorecard
from cohelm.analysis.impact.xmr import GOOD as GOOD_READINGS
from cohelm.core.enterprise import Enterprise
from cohelm.core.prose import Prose, again, joined
from cohelm.reports.sparkline import Sparkline, sparkline
from cohelm.reports.wording import day, number

AGAINST = {"worse": Prose("worse than before"), "better": Prose("better than before")}
"""What a status says on the page: against its own readings, not against a target."""
STATES = {"worse": "act", "changed": "watch", "better": "fine"}
DIGITS, LARGE = 4, 1000
GOOD = {
    "higher": Prose("higher is better"), "lower": Prose("lower is better"),
    "steady": Prose("steady is good"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of the scorecard: `state` is the sign that stands before its status.

    `claim` is what the owner says, with its day; `differs` whether the readings say otherwise. `facts`
    are what it is and by whom, in words; `moves` the targets that it has had.
    """

    key: str
    name: str
    status: str
    state: str
    value: str
    target: str
    met: bool | None
    because: str
    line: Sparkline | None
    said: str
    claim: str
    differs: bool
    facts: tuple[tuple[str, str], ...]
    moves: tuple[str, ...]

    @property
    def id(self) -> str:
        """The metric's id."""
        return self.key.partition(":")[2]

    @property
    def said_status(self) -> str:
        """The status in words that cannot be taken for one against the target."""
        return AGAINST.get(self.status) or again(self.status)

    @property
    def is_noise(self) -> bool:
        """Whether what moved is what the same process brings by itself."""
        return self.status == NO_SIGNAL

    @property
    def rank(self) -> int:
        """The smaller, the more it needs attention: worse, said to be better than it is, changed."""
        if self.state == "act":
            return 0
        return 1 if self.differs else 2 if self.state == "watch" else 3


def of_scorecard(plan: Enterprise, result: Scorecard) -> dict[str, Any]:
    """Of each impact its metrics, those that need attention first; `first` are these of all impacts."""
    groups: dict[str, list[Measured]] = {}
    for row in result.metrics.iter_rows(named=True):
        groups.setdefault(row["impact"], []).append(_measured(plan, result, row))
    for lines in groups.values():
        lines.sort(key=lambda one: one.rank)
    first = sorted((one for of in groups.values() for one in of), key=lambda one: one.rank)
    return {
        "impacts": list(_in_order(groups, result.not_measured)),
        "fewest": GOOD_READINGS,
        "first": [one for one in first if one.rank < 2],
    }


def _in_order(
    groups: dict[str, list[Measured]], missing: tuple[str, ...]
) -> Iterator[tuple[str, list[Measured]]]:
    yield from groups.items()
    yield from ((name, []) for name in missing if name not in groups)


def _measured(plan: Enterprise, result: Scorecard, row: dict[str, Any]) -> Measured:
    history = result.history.filter(pl.col("metric") == row["metric"])
    targets = result.targets.filter(pl.col("metric") == row["metric"])
    line = sparkline(
        history["value"].to_list(), lower=row["lower"], upper=row["upper"], mean=row["mean"],
        target=row["target"], wanted=_wanted(history, targets) if len(targets) > 1 else (),
    )  # fmt: skip
    name, unit = plan.name(row["metric"]), row["unit"]
    value, target = _with_unit(row["value"], unit), _with_unit(row["target"], unit)
    claim = (
        Prose(
            "owner says {claim}, {claimed_on}",
            claim=again(row["claim"] or ""),
            claimed_on=day(row["claimed_on"]),
        )
        if row["claimed_on"]
        else ""
    )
    said = Prose(
        "{metric}: {value}, {status}, {because}",
        metric=name, value=value or Prose("no reading"), status=again(row["status"]),
        because=again(row["because"] or ""),
    )  # fmt: skip
    return Measured(
        row["metric"], name, row["status"], STATES.get(row["status"], ""), value, target,
        row["target_met"], row["because"], line, said, claim, row["claim_agrees"] is False,
        tuple(_facts(plan, row)), tuple(_moves(targets, unit)),
    )  # fmt: skip


def _with_unit(value: float | None, unit: str | None) -> str:
    """As it is read: four digits tell what moves, the others stand in the table."""
    if value is None:
        return ""
    text = number(round(value) if abs(value) >= LARGE else float(f"{value:.{DIGITS}g}"))
    return f"{text} {unit}" if unit else text


def _wanted(history: pl.DataFrame, targets: pl.DataFrame) -> list[float | None]:
    """The target in force at each reading."""
    dated = list(targets.select("since", "target").iter_rows())
    return [
        next((value for since, value in reversed(dated) if since <= time), None)
        for time in history["time"]
    ]


def _facts(plan: Enterprise, row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    stated = plan.plain(row["metric"])
    named = (
        (Prose("What it is"), row["definition"]),
        (Prose("Direction"), GOOD.get(row["better"] or "", "")),
        (Prose("Owner"), ", ".join(map(plan.name, row["owner"]))),
        (Prose("Source"), row["source"]),
        (Prose("Baseline"), _baseline(stated, row)),
        (Prose("The owner says it by"), stated.get("claim_because")),
    )
    yield from ((label, text) for label, text in named if text)


def _baseline(stated: dict[str, Any], row: dict[str, Any]) -> str:
    first, last = stated.get("baseline_from"), stated.get("baseline_until")
    window = Prose(", {first} to {last}", first=first, last=last) if first and last else ""
    value = _with_unit(row["baseline"], row["unit"])
    return joined((value, window), "") if row["baseline"] is not None else ""


def _moves(targets: pl.DataFrame, unit: str | None) -> Iterator[str]:
    for row in targets.iter_rows(named=True):
        easier = Prose(" (easier than before)") if row["easier"] else ""
        note = f": {row['note']}" if row["note"] else ""
        yield Prose(
            "{target} from {since}{easier}{note}",
            target=_with_unit(row["target"], unit),
            since=day(row["since"]),
            easier=easier,
            note=note,
        )
