"""How do two offices differ in what they decide, and what do they share?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

import polars as pl

from cohelm.analysis.rights.held import Rights, rights_on
from cohelm.analysis.rights.roles import roles
from cohelm.analysis.wording import counted
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName, UsageError
from cohelm.core.figure import Figure
from cohelm.core.said import Said

FIELDS: dict[str, Any] = {
    "domain": pl.String, "verb": pl.String, "first": pl.Int64, "second": pl.Int64, "shared": pl.Int64,
    "rights": pl.List(pl.String),
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Compare:
    """Two offices beside each other.

    `offices` has remit, lead, focus and goals of both. `decides` counts the rights by domain and verb:
    those that the first answers for alone, the second alone, and those in which both answer or do the
    work. `shared` are these last.
    """

    on: date
    first: str
    second: str
    both: Figure
    offices: pl.DataFrame
    decides: pl.DataFrame
    shared: tuple[str, ...]
    said: str

    @property
    def sentence(self) -> str:
        """How many rights each answers for alone, and how many both have a part in."""
        return self.said


def compare(
    enterprise: Enterprise,
    *,
    on: date,
    first: Annotated[str, "An office, by its id; the first on the screen."] = "",
    second: Annotated[str, "Another office, by its id; the second on the screen."] = "",
) -> Compare:
    """Sets two offices side by side by the rights of their roles and teams; a forum is nobody's.

    Raises UnknownName for an office that is not there, UsageError for twice the same.
    """
    found, rights = roles(enterprise, on=on), rights_on(enterprise, on)
    known = found.offices["office"].to_list()
    one, other = _chosen(known, first, 0), _chosen(known, second, 1)
    if not one or not other:
        none = Figure.unknown(Said("fewer than two offices are on record"), on=on)
        return Compare(
            on,
            one,
            other,
            none,
            found.offices,
            pl.DataFrame(schema=FIELDS),
            (),
            Said("Fewer than two offices are on record"),
        )
    if one == other:
        raise UsageError(f"'{one}' is named twice", accepted="two offices")
    rows, shared = _decides(rights, one, other)
    name = rights.enterprise.name
    alone = [sum(row[side] for row in rows) for side in ("first", "second")]
    said = Said(
        "The {name} answers alone for {rights}, the {other} for "
        "{alone}, and both have a part in {shared}",
        name=name(one),
        rights=counted(alone[0], "right"),
        other=name(other),
        alone=alone[1],
        shared=len(shared),
    )
    formula = Said(
        "of {rights}, those in which both answer or do the work",
        rights=counted(len(rights.all), "right"),
    )
    number = Figure(len(shared), formula=formula, counted=shared, on=on)
    beside = found.offices.filter(pl.col("office").is_in([one, other]))
    return Compare(on, one, other, number, beside, pl.DataFrame(rows, schema=FIELDS), shared, said)


def _chosen(known: list[str], stated: str, at: int) -> str:
    if not stated:
        return known[at] if at < len(known) else ""
    key = stated if stated.startswith("office:") else f"office:{stated}"
    if key not in known:
        raise UnknownName.of("office", stated, [one.partition(":")[2] for one in known])
    return key


def _decides(rights: Rights, one: str, other: str) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    frame = rights.live("right")
    domain = (
        {f"right:{r['id']}": r["domain"] for r in frame.iter_rows(named=True)} if len(frame) else {}
    )
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    shared = []
    for right in rights.all:
        answers = {rights.office(key) for key in right.accountable}
        parts = answers | {rights.office(key) for key in right.responsible}
        side = (
            "shared" if {one, other} <= parts
            else "first" if one in answers else "second" if other in answers else ""
        )  # fmt: skip
        if not side:
            continue
        place = (domain[right.key] or "", right.verb)
        row = rows.setdefault(place, {"domain": domain[right.key], "verb": right.verb, "first": 0,
                                      "second": 0, "shared": 0, "rights": []})  # fmt: skip
        row[side] += 1
        row["rights"].append(right.key)
        shared += [right.key] if side == "shared" else []
    return [rows[place] for place in sorted(rows)], tuple(shared)
