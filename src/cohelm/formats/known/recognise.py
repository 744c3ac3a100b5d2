"""Which known shape a table has and what its columns are, from the words above and the values below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from ortools.graph.python.linear_sum_assignment import SimpleLinearSumAssignment

from cohelm.formats.fit import TURNING, phrase_in
from cohelm.formats.known.concepts import LENGTHS, concepts
from cohelm.formats.known.holding import holds, looks
from cohelm.formats.known.known import Known, Role
from cohelm.formats.known.periods import period_of, without_period
from cohelm.formats.profile import Profile, TableProfile

# From here on, a header says a role; below, only the values can.
SAYS = 0.6
# What values alone count against a header that says the role.
UNSAID = 0.75
# A column that plays a role less well than this plays none.
PLAYS = 0.42
ANNUAL = frozenset({"annual"})
# What stands behind the word that says who it is.
WHO = frozenset({"person", "name", "party"})
# Words that alone say only what they say: `Number` is not the number of the vendor.
BARE_WORDS = "number name date type amount value status title description text category"
BARE = frozenset(BARE_WORDS.split())
# Less than this does not speak enough for any shape.
ENOUGH = 2.0
# The next shape must be so much less likely, or nobody can tell.
CLOSE = 0.9


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a table was taken for. `shape` is empty where it is unsure; `sure` is in [0, 1].

    `columns` has the headers that play each role, `scores` how well each header does. `nearest` is
    the likeliest shape even where it is unsure.
    """

    shape: str
    sure: float = 0.0
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    scores: Mapping[str, float] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()
    nearest: str = ""


Fits = Mapping[tuple[int, int], float]
"""How well each column, by its place, plays each role, by its identity."""


@dataclass(frozen=True, slots=True)
class Casting:
    """The best assignment of columns to the roles of one shape, and how much it speaks for it."""

    known: Known
    roles: Mapping[int, tuple[Role, float]]
    weight: float


def recognise(table: TableProfile, known: Sequence[Known]) -> Recognised:
    """The shape of a table and the roles of its columns; shape "" where nothing speaks clearly.

    Columns are assigned so that headers and values fit their roles best together. A shape without
    one of its needed roles is none; two that are near each other leave it unsure.
    """
    castings = [cast(table, one) for one in known] if table.columns else []
    ranked = sorted((one for one in castings if one), key=lambda one: -one.weight)
    if not ranked:
        return Recognised("", reasons=("no known shape has all the columns that it needs",))
    best = ranked[0]
    next_ = ranked[1].weight if len(ranked) > 1 else 0.0
    sure = min(1.0, best.weight / (2 * ENOUGH)) * (1 - 0.5 * next_ / best.weight)
    if best.weight < ENOUGH:
        why = f"too little speaks for '{best.known.title}', the nearest shape"
        return Recognised("", sure, reasons=(why,), nearest=best.known.name)
    if next_ > CLOSE * best.weight:
        why = f"it may be '{best.known.title}' or '{ranked[1].known.title}': too close to tell"
        return Recognised("", sure, reasons=(why,), nearest=best.known.name)
    return _recognised(table, best, sure)


def _recognised(table: TableProfile, best: Casting, sure: float) -> Recognised:
    columns: dict[str, tuple[str, ...]] = {}
    scores: dict[str, float] = {}
    for at, (role, score) in sorted(best.roles.items()):
        header = table.columns[at].header
        columns[role.name] = (*columns.get(role.name, ()), header)
        scores[header] = score
    told = sorted(best.roles.values(), key=lambda pair: -pair[0].tells * pair[1])
    names = list(dict.fromkeys(role.name.replace("_", " ") for role, _ in told))
    why = f"its columns are those of '{best.known.title}': {', '.join(names[:4])}"
    return Recognised(best.known.name, sure, columns, scores, (why,), best.known.name)


def cast(table: TableProfile, known: Known) -> Casting | None:
    """The best assignment of a table's columns to the roles of a shape; None where one is missing."""
    if known.sees is not None:
        return _seen(known, known.sees(table))
    fits = {
        (column.at, id(role)): _fit(column, role)
        for column in table.columns
        for role in known.roles
    }
    gain = np.array(
        [
            [fits[column.at, id(role)] * (0.5 + role.tells) for role in known.roles]
            for column in table.columns
        ]
    )
    roles: dict[int, tuple[Role, float]] = {}
    for at, place in best_pairs(gain):
        role = known.roles[place]
        score = fits[int(at), id(role)]
        if score >= PLAYS:
            roles[int(at)] = (role, score)
    roles |= _by_period(table, known, roles, fits)
    played = {role.name for role, _ in roles.values()}
    if any(role.needed and role.name not in played for role in known.roles):
        return None
    if any(played.isdisjoint(group) for group in known.one_of):
        return None
    return Casting(known, roles, sum(role.tells * score for role, score in roles.values()))


def _seen(known: Known, played: Mapping[int, tuple[str, float]]) -> Casting | None:
    """The columns as the shape sees them itself."""
    by_name = {role.name: role for role in known.roles}
    roles = {at: (by_name[name], score) for at, (name, score) in played.items()}
    weight = sum(role.tells * score for role, score in roles.values())
    return Casting(known, roles, weight) if roles else None


def _by_period(
    table: TableProfile, known: Known, roles: Mapping[int, tuple[Role, float]], fits: Fits
) -> dict[int, tuple[Role, float]]:
    """More columns of roles that stand once for each month, quarter or year."""
    found: dict[int, tuple[Role, float]] = {}
    wide = [role for role in known.roles if role.by_period]
    for column in table.columns if wide else ():
        if period_of(column.header) is None:
            continue
        role = max(wide, key=lambda one: fits[column.at, id(one)])
        before = roles[column.at][1] if column.at in roles else PLAYS
        if fits[column.at, id(role)] >= before:
            found[column.at] = (role, fits[column.at, id(role)])
    return found


def best_pairs(gain: np.ndarray) -> list[tuple[int, int]]:
    """Which row goes with which column, each at most once, so that the gains add up to the most.

    Exact to a millionth; the cube of the longer side in the worst case.
    """
    rows, columns = gain.shape
    size = max(rows, columns)
    cost = np.zeros((size, size), dtype=np.int64)
    cost[:rows, :columns] = -np.rint(gain * 1_000_000).astype(np.int64)
    left, right = np.divmod(np.arange(size * size), size)
    solver = SimpleLinearSumAssignment()
    solver.add_arcs_with_cost(left, right, cost.ravel())
    solver.solve()
    mates = ((row, int(solver.right_mate(row))) for row in range(rows))
    return [(row, mate) for row, mate in mates if mate < columns]


def _fit(column: Profile, role: Role) -> float:
    """How well a column plays a role, in [0, 1], by its header and its values."""
    if role.holds in ("code", "number", "name") and _counts_up(column):
        return 0.0
    if role.by_period == "must" and period_of(column.header) is None:
        return 0.0
    said = _said(without_period(column.header) if role.by_period else column.header, role)
    if said >= SAYS:
        return said * holds(column, role)
    if not (role.needed or role.shown or role.holds == "currency"):
        return 0.0
    if not TURNING.isdisjoint(column.words):
        return 0.0  # `modified at` is a day, and never the one that is meant
    return UNSAID * looks(column, role)


def _counts_up(column: Profile) -> bool:
    """Whether a column only numbers the rows, from 1 or 0 on."""
    first = column.sample[:50]
    return (
        len(first) > 2
        and all(one.isdecimal() for one in first)
        and (
            [int(one) for one in first] in (list(range(1, len(first) + 1)), list(range(len(first))))
        )
    )


def heads(header: str, role: Role) -> bool:
    """Whether a header says a role, whatever stands below it."""
    return _said(header, role) >= SAYS


@lru_cache(maxsize=100_000)
def _said(header: str, role: Role) -> float:
    """How much a header says a role, in [0, 1]."""
    words = concepts(header)
    if not words:
        return 0.0
    if len(words) == 1 and words[0] in BARE:
        return float(words in phrases(role))
    readings = [(words, 1.0)]
    for more, weight in ((ANNUAL, 1.0), (LENGTHS, 0.95), (WHO, 0.97)):
        left = tuple(one for one in words if one not in more)
        readings += [(left, weight)] if left and left != words else []
    return max(
        (
            weight * phrase_in(one, phrase)[0]
            for one, weight in readings
            for phrase in phrases(role)
        ),
        default=0.0,
    )


@lru_cache(maxsize=4_000)
def phrases(role: Role) -> tuple[tuple[str, ...], ...]:
    """The phrases of a role as concepts, in which headers are compared."""
    return tuple(dict.fromkeys(one for one in map(concepts, role.says) if one))


@lru_cache(maxsize=8)
def words_of(known: tuple[Known, ...]) -> frozenset[str]:
    """All the words that head columns of known shapes, by which header rows are found."""
    return frozenset(
        word for one in known for role in one.roles for phrase in phrases(role) for word in phrase
    )
