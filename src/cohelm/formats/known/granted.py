"""Rights out of delegations of authority: a decision, who holds it, alone or with others, how far."""

from __future__ import annotations

import re
from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cohelm.core.documents import Document, Named
from cohelm.formats.amounts import Manner
from cohelm.formats.cells import is_unknown, text_of
from cohelm.formats.known.activities import domain_in, is_title, kinds_of, verb_in
from cohelm.formats.known.figures import Figures
from cohelm.formats.known.grants import Grant, grants_in, says_grant
from cohelm.formats.known.posts import How, one_of_them, post_in
from cohelm.formats.numbers import read_number
from cohelm.formats.profile import ID_WORDS, Profile
from cohelm.formats.sheets import Cell

EITHER = re.compile(r"(?i)\s+(?:or|oder|ou)\s+|\s*/\s*")
BOTH = re.compile(r"(?i)\s*(?:,|;|&|\+|\band\b|\bund\b|\bet\b|\bjointly with\b)\s*")
TWO_OF = re.compile(
    r"(?i)^\s*(?:any\s+)?(?:two|2|both|zwei|deux)(?:\s+(?:of|from|von|de))?\s*:?\s*(?P<who>.*)$"
)
TOLD = {
    "from": "begin at an amount: only upper ends are kept, so each holds from nought, and where lower "
            "limits hold, these go before it",
    "both": "need two who sign together: both are kept as accountable, and no forum is named",
    "two": "need two of one post: the post is kept as accountable, that two have to sign is not",
    "either": "name several of whom one will do: all are kept as accountable",
    "delegate": "may be taken by a delegate too: the post is kept, a delegation is a right of its own",
    "above": "belong to all posts above as well: the lowest is kept, since no order of posts is known",
    "unsaid": "do not say what is done: they are read as approving",
}  # fmt: skip
"""What is noted of rights that the table says otherwise than they are kept, by how it does."""
# So many cells of a column must be limits, where few words say that they are.
MOSTLY = 0.8


@dataclass(frozen=True, slots=True)
class Granted:
    """One right of a table: what it is about, who holds it, how far, and where it stands."""

    decision: str
    holder: str
    grant: Grant
    row: int


def holds_grants(column: Profile) -> bool:
    """Whether the cells of a column are limits, or amounts that may be; codes, as headed, are none.

    `11-1011.00` is a range only where nothing calls it a code.
    """
    if not ID_WORDS.isdisjoint(column.words):
        return False
    worded = sum(map(says_grant, column.cells))
    fit = sum(says_grant(cell) or is_amount(cell) for cell in column.cells)
    # where words say that they are limits, a legend below may take as many rows
    return bool(column.cells) and fit >= (0.5 if worded > 1 else MOSTLY) * len(column.cells)


def is_amount(cell: Cell) -> bool:
    """Whether a cell is an amount and nothing else."""
    number = read_number(cell)
    return number is not None and not number.unit.percent and number.value >= 0


def read_grants(
    figures: Figures, cells: Sequence[Cell], at: int, manner: Manner
) -> list[Grant | None]:
    """The grants of a column; what cannot be read is among the problems."""
    table = figures.table
    grants, notes, refused = grants_in(cells, table.header[at], manner)
    figures.contents.notes += [table.note(one, at) for one in notes]
    for row, (cell, grant) in enumerate(zip(cells, grants, strict=True)):
        if grant is None and not is_unknown(text_of(cell) or ""):
            why = refused or "Accepted: up to 250,000; > 1 Mio; unlimited; an amount"
            figures.contents.problems.append(
                table.problem(row, at, f"'{cell}' is no limit. {why}", cell)
            )
    return grants


def take_rights(figures: Figures, found: Sequence[Granted]) -> None:
    """The rights as documents; a right that stands twice is told apart by a number."""
    contents, table = figures.contents, figures.table
    times: dict[str, int] = {}
    told: dict[str, list[str]] = {one: [] for one in TOLD}
    for one in found:
        if one.grant.none:
            continue
        holders, how = holders_in(one.holder, one.grant.jointly)
        if not holders:
            continue
        name = f"{one.decision}: {' and '.join(holders)}"[:280]
        times[name.casefold()] = times.get(name.casefold(), 0) + 1
        if times[name.casefold()] > 1:
            name = f"{name} ({times[name.casefold()]})"
        verb = verb_in(one.decision)
        for said in (how, "from" if one.grant.above else "", "" if verb else "unsaid"):
            if said:
                told[said].append(name)
        values: dict[str, Any] = {
            "name": name, "statement": one.decision, "verb": verb or "approve",
            "accountable": [Named(holder, kinds_of(holder), make=True) for holder in holders],
        }  # fmt: skip
        if domain := domain_in(one.decision):
            values["domain"] = domain
        if one.grant.limit:
            values["limit"] = one.grant.limit
        contents.documents.append(Document("right", "", values, table.where, one.row))
    _tell(figures, told)


def _tell(figures: Figures, told: Map[str, Sequence[str]]) -> None:
    """What a right cannot say as the table does."""
    for said, names in told.items():
        if names:
            shown = "; ".join(name[:60] for name in names[:6]) + ("; …" if len(names) > 6 else "")
            figures.contents.notes.append(
                figures.table.note(f"{len(names)} rights {TOLD[said]}: {shown}")
            )
    if figures.contents.documents:
        why = "what the rights cover is not in such a table: it is left open until a condition says it"
        figures.contents.notes.append(figures.table.note(why))


def _bare(name: str) -> str:
    """A name without brackets around all of it or one that a cut has left open."""
    around = name.startswith("(") and name.endswith(")")
    return name.strip(" :()") if around or name.count("(") != name.count(")") else name


def holders_in(text: str, jointly: str = "") -> tuple[list[str], How]:
    """Who is named, and how several stand together, or what else is said of one (see `posts`).

    >>> holders_in("two of: CFO, CIO"), holders_in("CIO or CFO"), holders_in("CFO (group)")
    ((['CFO', 'CIO'], 'both'), (['CIO', 'CFO'], 'either'), (['CFO (group)'], ''))
    >>> holders_in("any two directors"), holders_in("CFO or delegate"), holders_in("VP and above")
    ((['Director'], 'two'), (['CFO'], 'delegate'), (['VP'], 'above'))
    """
    two = TWO_OF.match(text)
    said, besides = post_in(two["who"] if two else text)
    parts = [one for one in BOTH.split(said) if one]
    if not two and len(parts) > 1 and not all(is_title(one) for one in parts):
        parts = [said]
    how: How = "both" if len(parts) > 1 or two else besides
    if how != "both" and len(EITHER.split(said)) > 1 and all(map(is_title, EITHER.split(said))):
        parts, how = EITHER.split(said), "either"
    if jointly:
        parts, how = [*parts, jointly], "both"
    bare = dict.fromkeys(post_in(_bare(" ".join(one.split()).strip(" :")))[0] for one in parts)
    names = [one for one in bare if one]
    if two and len(names) == 1:
        return [one_of_them(names[0])], "two"
    return names, how if len(names) > 1 or how == besides else ""
