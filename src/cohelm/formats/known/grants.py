"""How far somebody may go, as delegations of authority write it: up to, above, unlimited, jointly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from cohelm.formats.amounts import Manner, money_reader
from cohelm.formats.cells import is_unknown, text_of
from cohelm.formats.sheets import Cell

UP_TO = re.compile(
    r"(?i)^\s*(?:up to(?: and including)?|to|until|max(?:imum)?\.?(?: of)?|≤|<=|=<|<|not exceeding|"
    r"not more than|below|under|less than|bis(?: zu)?|höchstens|maximal|jusqu['’]?[aà])\s*"
)
ABOVE = re.compile(
    r"(?i)^\s*(?:>=?|≥|over|above|more than|exceeding|from|in excess of|über|ueber|ab|mehr als|"
    r"au[- ]del[aà] de|plus de|à partir de)\s*"
)
AND_ABOVE = re.compile(r"(?i)\s*(?:and above|and over|and more|or more|\+|und mehr|et plus)\s*$")
UNLIMITED = re.compile(
    r"(?i)^\s*(?:unlimited|no limit|without limit|any amount|full(?: authority)?|all amounts|"
    r"unbegrenzt|unbeschränkt|ohne (?:limit|begrenzung)|illimité|sans limite|∞)\s*$"
)
NONE = re.compile(
    r"(?i)^\s*(?:nil|no authority|not authori[sz]ed|not delegated|0|keine?|aucune?)\s*$"
)
JOINT = re.compile(
    r"(?i)[\s,;(]*\b(?:jointly(?: with)?|joint(?: with)?|together with|with|plus|and|gemeinsam mit|"
    r"zusammen mit|mit|avec|conjointement avec)\s+(?P<who>[^\d()]{2,60}?)\s*\)?\s*$"
)
# No words at the end of a cell that say who signs as well, or that there is no end, are longer.
LONGEST_END = 200
# Up to the first digit, not to any: a narrative without a range would be gone through over and over.
RANGE = re.compile(
    r"^\s*(?P<low>[^\d\n]*\d.*?)\s*(?:-|–|—|\bto\b|\bbis\b|\.\.\.?)\s*(?P<high>[^\d\n]*\d.*)$"
)


@dataclass(frozen=True, slots=True)
class Grant:
    """`limit` is money (`250000 EUR`), None where the grant has no upper end. `above`: it begins at an
    amount, which is told and not kept. `none`: nothing is granted. `jointly` names who signs as well.
    """

    limit: str | None = None
    above: bool = False
    none: bool = False
    jointly: str = ""
    worded: bool = False


def grants_in(
    cells: Sequence[Cell], header: str, manner: Manner
) -> tuple[list[Grant | None], list[str], str]:
    """Each cell as a grant, None for a blank one or one that says something else; notes; why not.

    The decimal mark and the currency are those of the column, as for amounts.
    """
    split = [_split(text_of(cell) or "") for cell in cells]
    amounts: list[Cell] = [
        one.amount if one and one.worded else cell for one, cell in zip(split, cells, strict=True)
    ]
    read, notes, refused = money_reader(
        [one for one in amounts if one not in (None, "")], header, manner
    )
    found: list[Grant | None] = []
    for one, amount in zip(split, amounts, strict=True):
        if one is None:
            found.append(None)
        elif one.none or one.unlimited:
            found.append(Grant(none=one.none, jointly=one.jointly, worded=True))
        else:
            limit = read(amount)
            grant = Grant(
                None if one.above else limit, one.above, jointly=one.jointly, worded=one.worded
            )
            found.append(grant if limit is not None else None)
    return found, notes, refused


@dataclass(frozen=True, slots=True)
class _Split:
    amount: str = ""
    above: bool = False
    none: bool = False
    unlimited: bool = False
    jointly: str = ""
    worded: bool = False


@lru_cache(maxsize=20_000)
def _split(text: str) -> _Split | None:
    """The words of a grant and the text of its amount; None for a blank cell."""
    if is_unknown(text):
        return None
    joint = JOINT.search(text, max(0, len(text) - LONGEST_END))
    jointly = " ".join(joint["who"].split()) if joint else ""
    if joint:
        text = text[: joint.start()]
    if NONE.match(text):
        return _Split(none=True, worded=True)
    if UNLIMITED.match(text):
        return _Split(unlimited=True, jointly=jointly, worded=True)
    for pattern, above in ((UP_TO, False), (ABOVE, True)):
        if found := pattern.match(text):
            rest = text[found.end() :]
            return _Split(rest, above=above, jointly=jointly, worded=True)
    if found := AND_ABOVE.search(text, max(0, len(text) - LONGEST_END)):
        return _Split(text[: found.start()], above=True, jointly=jointly, worded=True)
    if (found := RANGE.match(text)) and not re.match(r"\s*\d{4}-\d\d-\d\d", text):
        return _Split(found["high"], jointly=jointly, worded=True)
    return _Split(text, jointly=jointly, worded=bool(jointly))


def says_grant(cell: Cell) -> bool:
    """Whether a cell says in words how far somebody may go: `up to 50k`, `unlimited`, `> 1 Mio`."""
    return _grants(text_of(cell) or "")


@lru_cache(maxsize=20_000)
def _grants(text: str) -> bool:
    one = _split(text)
    if one is None or not one.worded:
        return False
    return one.none or one.unlimited or any(char.isdigit() for char in one.amount)
