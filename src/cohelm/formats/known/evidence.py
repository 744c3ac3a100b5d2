"""The columns whose header says no role, cast by what their cells are and by which roles are left.

Only what is alone of its sort is taken: the one column of people where one role of a person is left. It
counts little, so that a reader is told that the header does not say it clearly.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as Map
from collections.abc import Sequence
from datetime import date

from cohelm.formats.dates import Day, day_first, read_day, serial_day
from cohelm.formats.fit import TURNING
from cohelm.formats.known.concepts import concepts
from cohelm.formats.known.holding import holds
from cohelm.formats.known.known import Known, Role
from cohelm.formats.known.meant import DAY
from cohelm.formats.known.saying import HALF_SAYS, SAYS, half_said
from cohelm.formats.known.seeming import LISTS, seems
from cohelm.formats.profile import Profile, TableProfile
from cohelm.formats.sheets import Cell, is_blank
from cohelm.formats.taken import BY_CELLS

Cast = dict[int, tuple[Role, float]]
# How well a column plays a role that it takes from one that its cells cannot play.
INSTEAD = 0.85
# So much of a column must be of a sort; less than that is none of it.
CLEAR, NOT_AT_ALL = 0.8, 0.2
# The next one must fit so much less.
APART = 0.15
# Texts say less of what they are than names, titles and the words of a closed list.
SORTS = {"phrase": 0.0, "sentence": 0.2, "title": 0.3, "length": 0.3}
ANY_OTHER_SORT = 0.4
TEXTS = frozenset({"phrase", "sentence"})
NAMES = frozenset({"person", "company", "given", "surname"})
# Whole names and their parts, which each say what they are: a column of one is none of another.
OF_NAMES = frozenset({"given", "surname"})
# What a header says that is about the row and none of its facts.
ASIDE = TURNING | {"note", "comment", "remark", "birth", "birthday", "review", "next", "baseline"}
IN_ORDER = 0.95
# Fewer different days than these, or than a tenth of the rows, are the file's and not its rows'.
FEWEST_DAYS = 3
LAST_DAY = "2060"
# How a header begins that is cut short or mistyped, and what it then cannot be.
SIDE_OF_PERIOD = re.compile(
    r"(?i)\W*(?:(?P<first>start|begin|anfang|d[ée]but|gültig ab)|(?P<last>end|fin|bis|ablauf|expir))"
)
OTHER = {"first": frozenset({"end"}), "last": frozenset({"start"})}
SIDES = ("debit", "credit")


def by_cells(table: TableProfile, known: Known, roles: Map[int, tuple[Role, float]]) -> Cast:
    """All roles that are played, with those that cells alone tell."""
    cast: Cast = _retold(table, known, _traded(table, known, dict(roles)))
    cast |= _days(table, known, cast)
    cast |= _other_side(table, known, cast)
    while found := _clear_pairs(table, known, cast):
        cast |= found
    return cast


def _open(table: TableProfile, known: Known, cast: Cast) -> tuple[list[Profile], list[Role]]:
    """The columns and the roles that are left."""
    played = {role.name for role, _ in cast.values()}
    columns = [
        one
        for one in table.columns
        if one.at not in cast and (one.distinct > 1 or one.filled < len(one.values))
        and not one.counts_rows
        and ASIDE.isdisjoint((*one.words, *concepts(one.header)))
    ]  # fmt: skip
    return columns, [one for one in known.roles if one.name not in played and not one.by_period]


def _traded(table: TableProfile, known: Known, cast: Cast) -> Cast:
    """The cast with each role that its column cannot be given to the one free column that is of its sort.

    A header `Requested` may stand above what was requested; the people are elsewhere then.
    """
    for at, (role, _) in list(cast.items()):
        if not role.like or not _is_other(table.columns[at], role):
            continue
        free, _left = _open(table, known, cast)
        like = [one for one in free if seems(one, role.like) >= CLEAR]
        if len(like) == 1:
            del cast[at]
            cast[like[0].at] = (role, INSTEAD)
    return cast


def _is_other(column: Profile, role: Role) -> bool:
    """Whether cells are of another sort than their role's; texts may be anything."""
    return role.like not in TEXTS and seems(column, role.like) <= NOT_AT_ALL


def _retold(table: TableProfile, known: Known, cast: Cast) -> Cast:
    """The cast with each column in the role that is left and of its sort, where its own role is not.

    `Last name, first name` is no last name; the `class of a change` is its type where it says `normal`.
    """
    _columns, left = _open(table, known, cast)
    for at, (role, score) in list(cast.items()):
        column = table.columns[at]
        if role.needed or (role.like and not _is_other(column, role)):
            continue
        better = [
            one
            for one in left
            if one.like in (LISTS if not role.like else {*LISTS, *NAMES})
            and seems(column, one.like) >= CLEAR
            and (one.like in OF_NAMES or half_said(column.header, one, known.about) > 0)
        ]  # fmt: skip
        if len(better) == 1:
            left.remove(better[0])
            cast[at] = (better[0], score)
    return cast


def _clear_pairs(table: TableProfile, known: Known, cast: Cast) -> Cast:
    """The columns and roles that fit each other best, each by far."""
    columns, roles = _open(table, known, cast)
    fits = {
        (column.at, role.name): fit
        for column in columns
        for role in roles
        if role.holds != DAY and (fit := _fit(column, role, known)) > 0
    }
    by_name = {role.name: role for role in roles}
    found: Cast = {}
    for (at, name), fit in fits.items():
        rivals = [one for pair, one in fits.items() if (pair[0] == at) != (pair[1] == name)]
        if all(one <= fit - APART for one in rivals):
            found[at] = (by_name[name], BY_CELLS)
    return found


def _fit(column: Profile, role: Role, known: Known) -> float:
    """How well a column fits a role by its cells and by half of its header; 0 where it does not."""
    half = half_said(column.header, role, known.about)
    if role.like and (sort := seems(column, role.like)) >= CLEAR:
        return sort + SORTS.get(role.like, ANY_OTHER_SORT) + half
    if role.holds in ("money", "number", "currency"):
        return 0.0  # no amount is taken for another by half a word
    return half if half >= HALF_SAYS and holds(column, role) >= SAYS else 0.0


def _other_side(table: TableProfile, known: Known, cast: Cast) -> Cast:
    """The debit beside a credit, or the credit beside a debit: each row has one of the two alone."""
    sides = {role.name: role for role in known.roles if role.name in SIDES}
    played = {role.name: at for at, (role, _) in cast.items() if role.name in sides}
    if len(played) != 1 or len(sides) != 2:
        return {}
    one = table.columns[next(iter(played.values()))]
    columns, _roles = _open(table, known, cast)
    other = [
        column
        for column in columns
        if holds(column, sides["debit"]) >= CLEAR
        and all(is_blank(a) != is_blank(b) for a, b in zip(one.values, column.values, strict=True))
    ]
    role = next(role for name, role in sides.items() if name not in played)
    return {other[0].at: (role, BY_CELLS)} if len(other) == 1 else {}


def _days(table: TableProfile, known: Known, cast: Cast) -> Cast:
    """The days that are left, by what comes before what: a contract starts before it ends.

    `known.order` has the roles in the order of their days. Of several that a column may be, the first of
    the shape's roles is meant.
    """
    columns, roles = _open(table, known, cast)
    left = [one for one in roles if one.name in known.order]
    several = (one for one in columns if one.distinct >= max(FEWEST_DAYS, one.filled / 10))
    days = {one.at: read for one in several if (read := _read(one))}
    headers = {one.at: one.header for one in table.columns}
    if not left or not days or len(days) > len(left):
        return {}
    placed = {
        role.name: read
        for at, (role, _) in cast.items()
        if role.name in known.order and (read := _read(table.columns[at]))
    }
    found: Cast = {}
    for at in sorted(days, key=lambda one: _mean(days[one])):
        side = SIDE_OF_PERIOD.match(headers[at])
        fit = (one for one in left if _in_order(one.name, days[at], placed, known.order))
        never = OTHER[side.lastgroup or ""] if side else frozenset()
        role = next((one for one in fit if one.name not in never), None)
        if role is not None:
            left.remove(role)
            placed[role.name] = days[at]
            found[at] = (role, BY_CELLS)
    return found if len(found) == len(days) else {}


def _in_order(
    name: str,
    days: Sequence[date | None],
    placed: Map[str, Sequence[date | None]],
    order: Sequence[str],
) -> bool:
    """Whether the days of a role come after those of the roles before it, and before those after it."""
    for other, theirs in placed.items():
        pairs = [(a, b) for a, b in zip(days, theirs, strict=True) if a and b]
        later = order.index(name) > order.index(other)
        right = sum((a >= b) if later else (a <= b) for a, b in pairs)
        if right < IN_ORDER * len(pairs):
            return False
    return True


def _serial(cell: Cell) -> Day | None:
    """The day that a number is, if it is one of our time: `70001` is the number of a person."""
    found = serial_day(cell)
    return found if found and found.day < LAST_DAY else None


def _mean(days: Sequence[date | None]) -> float:
    known = [one.toordinal() for one in days if one]
    return sum(known) / len(known)


def _read(column: Profile) -> Sequence[date | None]:
    """The days of a column; empty where it holds something else. Read once for all shapes."""
    if column.days is None:
        column.days = _days_of(column)
    return column.days


def _days_of(column: Profile) -> list[date | None]:
    first = day_first(column.cells) is not False
    day_of: dict[Cell, date | None] = {}
    none_yet = 0
    for cell in dict.fromkeys(column.values):
        one = read_day(cell, first=first) or _serial(cell)
        day_of[cell] = date.fromisoformat(one.day[:10]) if one and one.precision == "day" else None
        none_yet += day_of[cell] is None and not is_blank(cell)
        if none_yet > (1 - CLEAR) * column.filled:
            return []  # soon said of a column of something else
    days = [day_of[cell] for cell in column.values]
    filled = sum(one is not None for one in days)
    return days if filled and filled >= CLEAR * column.filled else []
