"""Who stands in which right, and whose is each field of decisions: the matrix, and the map above it?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from cohelm.analysis.rights.concerns import findings_on
from cohelm.analysis.rights.found import Finding
from cohelm.analysis.rights.gaps import gaps
from cohelm.analysis.rights.held import Rights, rights_on
from cohelm.analysis.rights.overlaps import overlaps
from cohelm.analysis.rights.right import PARTS, Right
from cohelm.analysis.rights.winning import named
from cohelm.analysis.wording import worded
from cohelm.core.enterprise import Enterprise
from cohelm.core.figure import Figure
from cohelm.core.plural import Plural
from cohelm.core.prose import Prose

LETTERS: Mapping[str, str] = {part[0].upper(): part for part in PARTS}
"""A, R, C and I, and the relations that they stand for."""
YEAR = timedelta(days=365)
MOST_HEARD = 3
"""More consulted than these slow a decision down."""
ROWS: dict[str, Any] = {
    "right": pl.String, "domain": pl.String, "verb": pl.String, "margin": pl.List(pl.String),
    "also_named": pl.List(pl.String),
}  # fmt: skip
CELLS: dict[str, Any] = {"right": pl.String, "holder": pl.String, "letters": pl.String}
HOLDERS: dict[str, Any] = {
    "holder": pl.String, "office": pl.String, "accountable": pl.Int64, "responsible": pl.Int64,
    "consulted": pl.Int64, "informed": pl.Int64,
}  # fmt: skip
MAP: dict[str, Any] = {
    "domain": pl.String, "verb": pl.String, "offices": pl.List(pl.String), "state": pl.String,
    "rights": pl.List(pl.String),
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Matrix:
    """The rights as a table, and a map of whose they are.

    `rights` has a row for each right by domain, with what stands in its margin (nobody, two named, many
    heard, stale) and who is `also_named`, by another right, for some of its items; `cells` the letters
    (A, R, C, I) of a holder in a right; `holders` the roles, forums and teams with how much each carries:
    the offices' own in the offices' order, each with the most accountable first, then those of none.
    `map` says by domain and verb whose the rights are: `state` is one office, shared (a forum's), both
    (on different things), two named (with the offices of those who are also named), or nobody.
    """

    on: date
    without: Figure
    twice: Figure
    map: pl.DataFrame
    rights: pl.DataFrame
    cells: pl.DataFrame
    holders: pl.DataFrame
    said: str

    @property
    def sentence(self) -> str:
        """Where most have two who decide, and most have nobody."""
        return self.said


def matrix(enterprise: Enterprise, *, on: date) -> Matrix:
    """Sets rights against who stands in them. Linear in rights, and in who stands in them."""
    rights = rights_on(enterprise, on)
    overlapping = findings_on(enterprise, overlaps, on).findings
    twice = _twice(rights, overlapping)
    frame = rights.live("right")
    about = {f"right:{row['id']}": row for row in frame.iter_rows(named=True)} if len(frame) else {}
    ordered = sorted(rights.all, key=lambda one: (about[one.key]["domain"] or "~", one.key))
    rows = [_row(rights, one, about[one.key], twice) for one in ordered]
    cells = [cell for one in ordered for cell in _cells(one)]
    return Matrix(
        on,
        _counted(
            rights, [one.key for one in ordered if not one.accountable], Prose("nobody accountable")
        ),
        _counted(
            rights, [one.key for one in ordered if one.key in twice], Prose("two who are named")
        ),
        pl.DataFrame(list(_map(rights, ordered, about, twice)), schema=MAP),
        pl.DataFrame(rows, schema=ROWS),
        pl.DataFrame(cells, schema=CELLS, orient="row"),
        pl.DataFrame(_holders(rights, cells), schema=HOLDERS),
        _said(rights, findings_on(enterprise, gaps, on).findings),
    )


def _twice(rights: Rights, overlapping: Sequence[Finding]) -> dict[str, list[str]]:
    """The rights for which two are named, each with those whom another right names for the same items."""
    named_in = {one.key: one.accountable for one in rights.all}
    twice: dict[str, list[str]] = {}
    for found in overlapping:
        if found.code not in ("RGT004", "RGT005"):
            continue
        for right in found.rights:
            also = twice.setdefault(right, [])
            others = (holder for other in found.rights for holder in named_in[other])
            also += dict.fromkeys(one for one in others if one not in (*named_in[right], *also))
    return twice


def _row(
    rights: Rights, one: Right, plain: Mapping[str, Any], twice: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    reviewed = plain["reviewed_on"]
    margin = {
        "nobody": not one.accountable,
        "two named": one.key in twice,
        Prose("many heard"): len(one.consulted) > MOST_HEARD,
        Prose("stale"): reviewed is None or reviewed < rights.on - YEAR,
    }
    said = [word for word, holds in margin.items() if holds]
    return {"right": one.key, "domain": plain["domain"], "verb": one.verb, "margin": said,
            "also_named": list(twice.get(one.key, ()))}  # fmt: skip


def _cells(one: Right) -> Iterator[tuple[str, str, str]]:
    held: dict[str, str] = {}
    for letter, part in LETTERS.items():
        for holder in getattr(one, part):
            held[holder] = held.get(holder, "") + letter
    yield from ((one.key, holder, letters) for holder, letters in held.items())


def _holders(rights: Rights, cells: Sequence[tuple[str, str, str]]) -> list[dict[str, Any]]:
    """The columns, in the offices' order; within one, who is accountable for most first."""
    counts: dict[str, Counter[str]] = {}
    for _, holder, letters in cells:
        counts.setdefault(holder, Counter()).update(letters)
    frame = rights.live("office")
    ids = frame.sort("place", "id", nulls_last=True)["id"].to_list() if len(frame) else []
    place = {f"office:{id_}": at for at, id_ in enumerate(ids)}

    def order(holder: str) -> tuple[int, int, int, str]:
        office = place.get(rights.office(holder), len(place))
        return office, -counts[holder]["A"], -counts[holder]["R"], holder

    return [
        {"holder": holder, "office": rights.office(holder)}
        | {part: counts[holder][letter] for letter, part in LETTERS.items()}
        for holder in sorted(counts, key=order)
    ]


def _map(
    rights: Rights,
    ordered: Sequence[Right],
    about: Mapping[str, Mapping[str, Any]],
    twice: Mapping[str, Sequence[str]],
) -> Iterator[dict[str, Any]]:
    groups: dict[tuple[str, str], list[Right]] = {}
    for one in ordered:
        groups.setdefault((about[one.key]["domain"] or "", one.verb), []).append(one)
    for (domain, verb), of in sorted(groups.items()):
        holders = [key for one in of for key in one.accountable]
        named_too = [key for one in of for key in twice.get(one.key, ())]
        offices = sorted(
            {office for key in (*holders, *named_too) if (office := rights.office(key))}
        )
        state: str
        if any(one.key in twice for one in of):
            state = "two named"
        elif not holders:
            state = "nobody"
        elif any(key.startswith("forum:") for key in holders):
            state = "shared"
        else:
            state = "both" if len(offices) > 1 else "one office"
        yield {"domain": domain, "verb": verb, "offices": offices, "state": state,
               "rights": [one.key for one in of]}  # fmt: skip


def _counted(rights: Rights, keys: Sequence[str], what: str) -> Figure:
    if not rights.all:
        return Figure.unknown(Prose("no decision right is on record"), on=rights.on)
    formula = Prose("of {all} rights, those with {what}", all=len(rights.all), what=what)
    return Figure(len(keys), formula=formula, counted=tuple(keys), on=rights.on)


def _said(rights: Rights, bare: Sequence[Finding]) -> str:
    """In one sentence, the verb and kind of which most items have two who decide, or nobody.

    Each item counts once, however many rights bring it about.
    """
    if not rights.all:
        return Prose(
            "No decision right is on record: bring a matrix of who decides, or write the first right"
        )
    two, nobody = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for found in bare:
        if found.code == "RGT003":
            nobody.update((found.verb, key.partition(":")[0]) for key in found.items)
    for verb, decided in rights.decided.items():
        for winning, items in decided.groups():
            if len(named(winning)) > 1:
                keys = rights.keys(items & rights.concerned)
                two.update((verb, key.partition(":")[0]) for key in keys)
    if not two and not nobody:
        return Prose("Everything that a right is about has one who decides")
    # where some have two and others nobody, the two say more together
    verb, kind = max(sorted(two or nobody), key=lambda at: (bool(nobody[at]), (two or nobody)[at]))
    spec, does = rights.enterprise.schema.kind(kind), worded(verb)
    by_two, none = two[verb, kind], nobody[verb, kind]
    noun = Plural(spec.label.lower(), spec.plural, number=by_two or none)
    if not by_two:
        return Prose(
            "{none} {noun} {has} nobody who may {does}",
            none=none,
            noun=noun,
            has=Plural("has", "have", number=none),
            does=does,
        )
    rest = (
        Prose("; {none} {has} nobody", none=none, has=Plural("has", "have", number=none))
        if none
        else ""
    )
    return Prose(
        "{by_two} {noun} {has} two who {does}{rest}",
        by_two=by_two,
        noun=noun,
        has=Plural("has", "have", number=by_two),
        does=does,
        rest=rest,
    )
