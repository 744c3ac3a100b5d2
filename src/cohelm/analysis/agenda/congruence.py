"""Which teams' systems need each other, and which of these teams have no way in which they talk?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Annotated, Any

import polars as pl

from cohelm.analysis.agenda.teams import Teams
from cohelm.analysis.day import Day
from cohelm.analysis.sharing import halves
from cohelm.analysis.wording import counted
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UsageError
from cohelm.core.figure import Figure
from cohelm.core.prose import Prose

NEEDS = ("runs_on", "depends_on", "on_network")
WINDOW = 365
COLUMNS: dict[str, Any] = {
    "team": pl.String, "other": pl.String, "weight": pl.Int64, "offices": pl.List(pl.String),
    "items": pl.List(pl.String),
}  # fmt: skip
IDLE: dict[str, Any] = {"forum": pl.String, "teams": pl.List(pl.String)}
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Congruence:
    """Teams that need to talk beside teams for which a way of talking is on record.

    `missing` has a row for each pair that needs to and has none, that with most reasons first: how many
    pairs of items make it necessary (items that both maintain count as one each), the teams' offices,
    and those items. `idle` are forums that join two teams and more, none of which needs another of
    them. Teams alone are looked at, never persons, and never what was said.
    """

    on: date
    congruence: Figure
    needed: Figure
    between: Figure
    missing: pl.DataFrame
    idle: pl.DataFrame
    called: str

    @property
    def sentence(self) -> str:
        """How many pairs of teams need to talk, and for how many of them nothing shows that they do."""
        if self.congruence.value is None:
            return Prose(
                "Nobody can say which teams need to talk: {reason}", reason=self.congruence.reason
            )
        needed = self.needed.value or 0
        said = Prose(
            "{missing} of {pairs} of teams whose systems need each"
            " other share no forum, decision or meeting on record",
            missing=len(self.missing),
            pairs=counted(int(needed), "pair"),
        )
        return (
            Prose("{said}; first {called}", said=said, called=self.called) if self.called else said
        )


def congruence(
    enterprise: Enterprise,
    *,
    on: date,
    days: Annotated[int, "Decisions and meetings of so many days before count."] = WINDOW,
    shared: Annotated[bool, "Teams that maintain the same item need to talk too."] = True,
) -> Congruence:
    """Socio-technical congruence: of the pairs of teams that need to talk, the share that does.

    Two teams need to talk where one maintains what needs, or sends to, what the other maintains: the
    pairs off the diagonal of TA · TD · TAᵀ, with TA teams × items and TD items × items made symmetric,
    whose own diagonal is 1 only with `shared`. They talk where both sit in a forum (through any role or
    person), take part in a decision, or were in a meeting. No value where no pair needs to. Cost: links
    times the teams of their ends. Raises UsageError for less than one day.

    Source: Cataldo, Herbsleb and Carley 2008; here of teams, unweighted.
    """
    if days < 1:
        raise UsageError(f"{days} days", where="days", accepted="1 and more")
    plan = enterprise.at(on)
    day, teams = Day(plan, on), Teams(plan, on)
    needed = _needed(day, shared=shared)
    forums = {key: teams.behind([key]) for key in sorted(plan.keys("forum"))}
    talking = _talking(day, teams, forums, on - timedelta(days))
    missing = {pair: items for pair, items in needed.items() if pair not in talking}
    frame = _missing(plan, missing)
    figures = _figures(needed, missing, frame, on)
    return Congruence(
        on, *figures, frame, _idle(forums, needed), _called(plan, frame)
    )  # fmt: skip


def _needed(day: Day, *, shared: bool) -> dict[Pair, list[Pair]]:
    """By pair of teams, in the order of their keys, the pairs of items that make them need to talk."""
    plan = day.enterprise
    maintain: dict[str, list[str]] = {}
    source, target, _ = day.links("maintained_by")
    retired = day.retired
    for item, team in zip(source.tolist(), target.tolist(), strict=True):
        if not retired[item] and (key := plan.nodes.key(team)).startswith("team:"):
            maintain.setdefault(plan.nodes.key(item), []).append(key)
    found: dict[Pair, list[Pair]] = {}
    for one, other in _joined(day, maintain):
        for a in maintain[one]:
            for b in maintain[other]:
                if a != b:
                    found.setdefault((min(a, b), max(a, b)), []).append((one, other))
    for item, of in maintain.items() if shared else ():
        for a, b in combinations(sorted(of), 2):
            found.setdefault((a, b), []).append((item, item))
    return {pair: sorted(set(items)) for pair, items in found.items()}


def _joined(day: Day, maintain: Mapping[str, list[str]]) -> Iterator[Pair]:
    """Pairs of maintained items of which one needs or sends to the other, each once."""
    plan, seen = day.enterprise, set[Pair]()
    for name in NEEDS:
        source, target, _ = day.links(name)
        for a, b in zip(source.tolist(), target.tolist(), strict=True):
            pair = plan.nodes.key(a), plan.nodes.key(b)
            seen.add((min(pair), max(pair)))
    for interface in plan.keys("interface"):
        for sender in plan.targets(interface, "provider"):
            for receiver in plan.targets(interface, "consumer"):
                seen.add((min(sender, receiver), max(sender, receiver)))
    yield from (pair for pair in sorted(seen) if pair[0] in maintain and pair[1] in maintain)


def _talking(
    day: Day, teams: Teams, forums: Mapping[str, frozenset[str]], since: date
) -> set[Pair]:
    plan, groups = day.enterprise, list(forums.values())
    for kind, relations, at in (
        ("decision", ("decided_by", "heard", "told"), ("decided_on", "raised_on")),
        ("meeting", ("attended_by",), ("held_on",)),
    ):
        frame = day.live(kind)
        for row in frame.iter_rows(named=True) if len(frame) else ():
            when = next((row[name] for name in at if row[name] is not None), None)
            if when is not None and since <= when <= day.on:
                key = f"{kind}:{row['id']}"
                part = [end for name in relations for end in plan.targets(key, name)]
                groups.append(teams.behind(part))
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def _missing(plan: Enterprise, missing: Mapping[Pair, list[Pair]]) -> pl.DataFrame:
    rows = []
    for (one, other), items in missing.items():
        offices = sorted({end for team in (one, other) for end in plan.targets(team, "office")})
        keys = sorted({key for pair in items for key in pair})
        rows.append((one, other, len(items), offices, keys))
    rows.sort(key=lambda row: (-row[2], row[0], row[1]))
    return pl.DataFrame(rows, schema=COLUMNS, orient="row")


def _idle(forums: Mapping[str, frozenset[str]], needed: Mapping[Pair, list[Pair]]) -> pl.DataFrame:
    rows = [
        (forum, sorted(group))
        for forum, group in forums.items()
        if len(group) > 1 and not any(pair in needed for pair in combinations(sorted(group), 2))
    ]
    return pl.DataFrame(rows, schema=IDLE, orient="row")


def _figures(
    needed: Mapping[Pair, list[Pair]], missing: Mapping[Pair, list[Pair]], frame: pl.DataFrame, on: date
) -> tuple[Figure, Figure, Figure]:  # fmt: skip
    if not needed:
        none = Figure(None, "", Prose("no two teams maintain things that need each other"), on=on)
        return none, none, none
    keys = tuple(sorted({team for pair in needed for team in pair}))
    lacking = tuple(sorted({team for pair in missing for team in pair}))
    talk = len(needed) - len(missing)
    across = frame.filter(pl.col("offices").list.len() > 1)
    return (
        Figure(
            talk / len(needed),
            "share",
            formula=f"{talk} / {len(needed)}",
            counted=keys,
            on=on,
            ratio=(talk, len(needed)),
        ),
        Figure(
            len(needed),
            formula=Prose("pairs of teams whose systems need each other"),
            counted=keys,
            on=on,
            parts=halves(needed),
        ),
        Figure(
            len(across),
            formula=Prose("pairs of two offices with no way of talking on record"),
            counted=lacking,
            on=on,
        ),
    )


def _called(plan: Enterprise, frame: pl.DataFrame) -> str:
    if not len(frame):
        return ""
    row = frame.row(0, named=True)
    return Prose("{team} and {other}", team=plan.name(row["team"]), other=plan.name(row["other"]))
