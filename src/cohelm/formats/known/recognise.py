"""Which known shape a table has and what its columns are, from the words above and the values below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from cohelm.formats.fit import TURNING
from cohelm.formats.known.concepts import concepts
from cohelm.formats.known.evidence import by_cells
from cohelm.formats.known.holding import holds, looks
from cohelm.formats.known.known import Known, Role
from cohelm.formats.known.meant import DAY
from cohelm.formats.known.periods import period_of, without_period
from cohelm.formats.known.saying import HALF_SAYS, SAYS, distinct_headers, half_said, said
from cohelm.formats.known.seeming import seems
from cohelm.formats.profile import Profile, TableProfile

# What values alone count against a header that says the role.
UNSAID = 0.75
# A column that plays a role less well than this plays none.
PLAYS = 0.42
MONEY = "money"
# So many cells must be titles before a column is of holders alone.
CLEARLY = 0.8
# How much a column is drawn to the role that it fits best.
ONLY = 4
# A shape that so much more speaks for than for the best one is what the table is meant to be.
FAR_MORE = 1.5
# So much must the rest speak for a shape that lacks one role that it needs.
ALL_THE_REST = 3.0
# Less than this does not speak enough for any shape.
ENOUGH = 2.0
# What rows are called that have names and numbers of their own.
THINGS = frozenset({"project", "initiative", "application", "contract", "deal", "opportunity"})
# The next shape must be so much less likely, or nobody can tell.
CLOSE = 0.9
# One whose rows the headers name, and not those of the first, may be so much less likely and is meant.
NAMED_CLOSE = 0.75


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
    if (rival := _lacking(table, known, best)) is not None:
        lacks = " or ".join(one.replace("_", " ") for one in rival[1])
        why = f"it looks like '{rival[0].title}', but no column says the {lacks}"
        return Recognised("", sure, reasons=(why,), nearest=rival[0].name)
    if next_ > NAMED_CLOSE * best.weight:
        named = _named(table, best, ranked[1]), _named(table, ranked[1], best)
        if named[0] == named[1] and next_ > CLOSE * best.weight:
            why = f"it may be '{best.known.title}' or '{ranked[1].known.title}': too close to tell"
            return Recognised("", sure, reasons=(why,), nearest=best.known.name)
        close = next_ > CLOSE * best.weight or (best.known.about and not named[0])
        best = ranked[1] if close and named[1] > named[0] else best
    return _recognised(table, best, sure)


def _named(table: TableProfile, one: Casting, other: Casting) -> int:
    """How many headers of a shape say what its rows are, in words that are not the other's too."""
    own = one.known.about - other.known.about
    return sum(not own.isdisjoint(concepts(table.columns[at].header)) for at in one.roles)


def _lacking(
    table: TableProfile, known: Sequence[Known], best: Casting
) -> tuple[Known, tuple[str, ...]] | None:
    """A shape that explains far more of the columns than the best one, and what it lacks to be it."""
    if best.weight >= 2 * ENOUGH:
        return None
    for one in known:
        roles = tuple(replace(role, needed=False) for role in one.roles)
        bare = cast(table, replace(one, roles=roles, one_of=(), sees=None)) if one.roles else None
        if bare and bare.weight > FAR_MORE * best.weight and one.name != best.known.name:
            played = {role.name for role, _ in bare.roles.values()}
            missing = [group for group in needs(one) if played.isdisjoint(group)]
            if missing:
                return one, missing[0]
    return None


def _recognised(table: TableProfile, best: Casting, sure: float) -> Recognised:
    columns: dict[str, tuple[str, ...]] = {}
    scores: dict[str, float] = {}
    for at, (role, score) in sorted(by_cells(table, best.known, best.roles).items()):
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
    plain = distinct_headers([column.header for column in table.columns])
    fits = {
        (column.at, id(role)): _fit(column, plain[column.header], role, known)
        for column in table.columns
        for role in known.roles
    }
    gain = np.array([_gains(column, known, fits) for column in table.columns])
    roles: dict[int, tuple[Role, float]] = {}
    for at, place in best_pairs(gain):
        role = known.roles[place]
        score = fits[int(at), id(role)]
        if score >= PLAYS:
            roles[int(at)] = (role, score)
    roles |= _by_period(table, known, roles, fits)
    roles = with_needs(table, known, roles)
    played = {role.name for role, _ in roles.values()}
    if any(played.isdisjoint(group) for group in needs(known)):
        return None
    return Casting(known, roles, weight_of(roles))


def needs(known: Known) -> list[tuple[str, ...]]:
    """The roles without which the shape is another one; of each group one is enough."""
    return [*((role.name,) for role in known.roles if role.needed), *known.one_of]


def weight_of(roles: Mapping[int, tuple[Role, float]]) -> float:
    """How much the roles that are played speak for their shape."""
    return sum(role.tells * score for role, score in roles.values())


def with_needs(
    table: TableProfile, known: Known, roles: dict[int, tuple[Role, float]]
) -> dict[int, tuple[Role, float]]:
    """The roles with those that the shape needs and that elimination or cells alone tell.

    Only where all the rest speaks for the shape.
    """
    roles = roles | by_elimination(table, known, roles)
    played = {role.name for role, _ in roles.values()}
    if all(not played.isdisjoint(group) for group in needs(known)):
        return roles
    return by_cells(table, known, roles) if weight_of(roles) >= ALL_THE_REST else roles


def by_elimination(
    table: TableProfile, known: Known, roles: Mapping[int, tuple[Role, float]]
) -> dict[int, tuple[Role, float]]:
    """A column for the one need that is missing where all the rest speaks for a shape.

    It must half say the role (a header that is mistyped) and hold what the role holds, or be the only
    day that no header explains; it counts as little as a column can, so that a reader is told that
    its header does not say it clearly.
    """
    played = {role.name for role, _ in roles.values()}
    missing = [group for group in needs(known) if played.isdisjoint(group)]
    if len(missing) != 1 or weight_of(roles) < ALL_THE_REST:
        return {}
    plain = distinct_headers([column.header for column in table.columns])
    free = [
        (half_said(plain[column.header], role, known.about), column, role)
        for column in table.columns
        for role in known.roles
        if column.at not in roles and role.name in missing[0] and holds(column, role) >= SAYS
        if role.needed or role.holds == MONEY
    ]
    best = max(free, key=lambda one: one[0], default=None)
    if best is None or best[0] < HALF_SAYS:
        days = [one for one in free if one[2].holds == DAY and TURNING.isdisjoint(one[1].words)]
        best = days[0] if len(days) == 1 else None
    return {best[1].at: (best[2], PLAYS)} if best else {}


def _gains(column: Profile, known: Known, fits: Fits) -> list[float]:
    """What each role gains by a column: less where the column fits another role better."""
    best = max((fits[column.at, id(role)] for role in known.roles), default=0.0) or 1.0
    of = [(role, fits[column.at, id(role)]) for role in known.roles]
    return [fit * (fit / best) ** ONLY * (0.5 + role.tells) for role, fit in of]


def _seen(known: Known, played: Mapping[int, tuple[str, float]]) -> Casting | None:
    """The columns as the shape sees them itself."""
    by_name = {role.name: role for role in known.roles}
    roles = {at: (by_name[name], score) for at, (name, score) in played.items()}
    return Casting(known, roles, weight_of(roles)) if roles else None


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
    # a twentieth of a second to load, for tables alone
    from ortools.graph.python.linear_sum_assignment import SimpleLinearSumAssignment

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


def _fit(column: Profile, header: str, role: Role, known: Known) -> float:
    """How well a column plays a role, in [0, 1], by its header and its values."""
    if role.holds in ("code", "number", "name") and _counts_up(column):
        return 0.0
    if role.by_period == "must" and period_of(column.header) is None:
        return 0.0
    header = without_period(header) if role.by_period else header
    says = said(header, role, known.about)
    if says >= SAYS and not _are_holders(column, role):
        return says * holds(column, role) * _tells_apart(column, role, known)
    if not (role.needed or role.shown or role.holds == "currency"):
        return 0.0
    if not TURNING.isdisjoint(column.words):
        return 0.0  # `modified at` is a day, and never the one that is meant
    if role.like == "phrase" and not seems(column, role.like):
        return 0.0  # people, firms and lengths of time name no contract
    return UNSAID * looks(column, role)


def _are_holders(column: Profile, role: Role) -> bool:
    """Whether cells are titles of who decides, where the role is what is decided."""
    return (
        role.like == "activity"
        and seems(column, "title") >= CLEARLY
        and not seems(column, "activity")
    )


def _tells_apart(column: Profile, role: Role, known: Known) -> float:
    """How well a column names the rows' own items, in [1/2, 1]: a name that stands again names others.

    So does one whose header says that it is of something else: a project's name is no person's.
    """
    if role.name not in ("name", "number") or not known.kind:
        return 1.0
    said_of = set(concepts(column.header))
    if said_of & THINGS and said_of.isdisjoint(known.about):
        return 0.5
    if role.name == "number" or not column.filled:
        return 1.0
    return 0.5 + 0.5 * column.distinct / column.filled


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
