"""Columns told by their headers, and by what only their cells can be where no header says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from cohelm.formats.known.known import Known
from cohelm.formats.known.recognise import cast, needs, with_needs
from cohelm.formats.profile import Profile, TableProfile

Test = Callable[[Profile], bool]
# How well a column plays a role that only its cells tell.
BY_CELLS = 0.85


def seen(
    table: TableProfile, known: Known, shows: Mapping[str, Test], never: Mapping[str, Test]
) -> dict[int, tuple[str, float]]:
    """The columns that play the roles of a shape; none where a needed one is missing.

    `shows` tells for a role which cells can be nothing else: the first such column takes it where no
    header says it, from a role that tells less if need be. `never` tells which cells it cannot have.
    """
    roles = tuple(replace(one, needed=False) for one in known.roles)
    found = cast(table, replace(known, roles=roles, one_of=(), sees=None))
    played = {at: (role.name, score) for at, (role, score) in found.roles.items()} if found else {}
    played = {
        at: one
        for at, one in played.items()
        if one[0] not in never or not never[one[0]](table.columns[at])
    }
    sure = {
        at for at, (name, _) in played.items() if name in shows and shows[name](table.columns[at])
    }
    played |= {at: (played[at][0], max(played[at][1], BY_CELLS)) for at in sure}
    tells = {role.name: role.tells for role in known.roles}
    for name, test in shows.items():
        if name in {one for one, _ in played.values()}:
            continue
        free = (
            one.at for one in table.columns
            if (one.at not in played or tells[played[one.at][0]] < tells[name]) and test(one)
        )  # fmt: skip
        at = next(free, None)
        played |= {} if at is None else {at: (name, BY_CELLS)}
    by_name = {role.name: role for role in known.roles}
    cast_so_far = {at: (by_name[name], score) for at, (name, score) in played.items()}
    whole = with_needs(table, known, cast_so_far)
    played = {at: (role.name, score) for at, (role, score) in whole.items()}
    names = {name for name, _ in played.values()}
    return {} if any(names.isdisjoint(group) for group in needs(known)) else played
