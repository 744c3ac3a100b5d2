"""How is a change of rights written down: who stands in one, a new one, what two of them share?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cohelm.analysis.rights.covered import Covered
from cohelm.analysis.rights.held import Rights
from cohelm.analysis.rights.right import Right
from cohelm.core.changes import ChangeSet
from cohelm.core.documents import Contents, Document
from cohelm.core.errors import InputError
from cohelm.core.proposal import propose

MOST_IDS = 500
"""So many single items can stand in a condition."""


def drafted(rights: Rights, documents: Sequence[Document]) -> ChangeSet:
    """The change set that documents amount to. Raises InputError with what is wrong in them."""
    proposal = propose(rights.enterprise, Contents(documents=list(documents)))
    if proposal.problems:
        raise InputError(proposal.problems[0].message)
    return proposal.changes


def given(right: Right, to: str, *, also: Mapping[str, Sequence[str]] | None = None) -> Document:
    """A right with one accountable; who was accountable before is heard. `also` sets other parts."""
    heard = [one for one in (*right.consulted, *right.accountable) if one != to]
    parts: dict[str, Any] = {"accountable": [to], "consulted": list(dict.fromkeys(heard))}
    parts |= {name: list(ends) for name, ends in (also or {}).items()}
    return Document("right", right.key.partition(":")[2], parts, covers=frozenset(parts))


def fields_of(right: Right, **fields: Any) -> Document:
    """A right with some of its fields written anew."""
    return Document("right", right.key.partition(":")[2], fields)


def new_right(
    rights: Rights, like: Right, name: str, covers: str, to: str, *, heard: Sequence[str] = (),
    limit: str | None = None, responsible: Sequence[str] = (),
) -> Document:  # fmt: skip
    """A new right of the same verb and domain as another, looked at on the day."""
    domain = rights.enterprise.plain(like.key).get("domain")
    stated = {
        "name": name, "verb": like.verb, "covers": covers, "accountable": [to], "limit": limit,
        "domain": domain, "consulted": [one for one in heard if one != to],
        "responsible": list(responsible), "reviewed_on": rights.on.isoformat(),
    }  # fmt: skip
    values = {field: value for field, value in stated.items() if value}
    return Document("right", "", values, matches_name=False)


def narrowed_lines(covers: str, further: str) -> str:
    """Conditions, one a line, with one more in each."""
    lines = (line.strip() for line in covers.splitlines())
    return "\n".join(_joined(line, further) for line in lines if line)


def _joined(line: str, further: str) -> str:
    kind, _, expression = line.partition(" where ")
    return f"{kind} where ({expression}) and {further}" if expression else f"{kind} where {further}"


def in_common(rights: Rights, several: Sequence[Right], items: Covered) -> str | None:
    """A condition for what several rights cover and no more; None where they are too many to name.

    The rights' own conditions together, where each has one and they select just that; else the items.
    """
    lines = [one.covers.strip() for one in several]
    kinds = {line.partition(" where ")[0] for line in lines}
    if len(kinds) == 1 and not any("\n" in line for line in lines):
        expressions = [f"({line.partition(' where ')[2]})" for line in lines if " where " in line]
        joined = " and ".join(dict.fromkeys(expressions))
        condition = f"{kinds.pop()} where {joined}" if joined else lines[0]
        if rights.selected(condition) == items:
            return condition
    if len(items) > MOST_IDS:
        return None
    by_kind: dict[str, list[str]] = {}
    for key in rights.keys(items):
        kind, _, id_ = key.partition(":")
        by_kind.setdefault(kind, []).append(f"'{id_}'")
    return "\n".join(f"{kind} where id in ({', '.join(ids)})" for kind, ids in by_kind.items())
