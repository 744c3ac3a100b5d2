"""Where do the orders of priority of two offices agree, and where are they furthest apart?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.wording import counted, listed
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName, UsageError
from cohelm.core.figure import Figure
from cohelm.core.prose import Prose

Ranked = Literal["initiative", "goal", "demand"]
Places = dict[str, int]
ENDS = {1: "st", 2: "nd", 3: "rd"}
NUMBERS = (
    Prose("none"), Prose("one"), Prose("two"), Prose("three"), Prose("four"), Prose("five"),
    Prose("six"), Prose("seven"), Prose("eight"), Prose("nine"), Prose("ten"), Prose("eleven"),
    Prose("twelve"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Priorities:
    """Two orders of priority side by side.

    `items` has what both offices rank, those furthest apart first: its place in each order (1 first,
    equals share the better place) and how far these are apart. `shared` is what stands among the first
    of both, `one_sided` what only one of the two ranks. `agreement` is Kendall's tau-b.
    """

    on: date
    first: int
    offices: tuple[str, ...]
    shared_first: Figure
    agreement: Figure
    items: pl.DataFrame
    shared: tuple[str, ...]
    one_sided: tuple[str, ...]
    furthest: str

    @property
    def sentence(self) -> str:
        """How many of the first they share, and which item is furthest apart."""
        if self.shared_first.value is None:
            return Prose(
                "Nobody can say where priorities agree: {reason}", reason=self.shared_first.reason
            )
        shared, first = in_words(int(self.shared_first.value)), in_words(self.first)
        said = Prose("You share {shared} of your first {first}", shared=shared, first=first)
        return (
            Prose("{said}; furthest apart: {furthest}", said=said, furthest=self.furthest)
            if self.furthest
            else said
        )


def priorities(
    enterprise: Enterprise,
    *,
    on: date,
    of: Annotated[Ranked, "What the offices rank."] = "initiative",
    first: Annotated[int, "How many of the first are compared."] = 10,
    offices: Annotated[tuple[str, ...], "Two offices; the first two by place otherwise."] = (),
) -> Priorities:
    """The orders in which two offices put what is live on the day.

    An office's order is that of its ranks where it states any, else that of its values, the highest
    first. What has ended leaves the order, and those behind it move up. Raises UsageError for a
    `first` below 1 or a number of offices other than two, UnknownName for an office that is not there.
    Cost: n log n.

    Source: Kendall, Rank Correlation Methods (1970), for tau-b, which allows for ties.
    """
    if first < 1:
        raise UsageError(f"the first {first} cannot be compared", where="first", accepted="1, 2, …")
    day = Day(enterprise, on)
    pair = _pair(day, offices)
    if len(pair) < 2:
        why = Figure.unknown(Prose("fewer than two offices are on record"), on=on)
        return Priorities(on, first, tuple(pair), why, why, pl.DataFrame(), (), (), "")
    one, other = (_places(day, of, office) for office in pair)
    shared = sorted(
        (key for key in one.keys() & other.keys() if max(one[key], other[key]) <= first),
        key=lambda key: (one[key] + other[key], key),
    )
    frame = _side_by_side(pair, one, other)
    return Priorities(
        on, first, tuple(pair), _shared_first(day, pair, one, other, shared, first),
        _agreement(day, pair, one, other), frame, tuple(shared),
        tuple(sorted(one.keys() ^ other.keys())), _furthest(enterprise, frame),
    )  # fmt: skip


def _pair(day: Day, stated: tuple[str, ...]) -> list[str]:
    """The keys of the two offices, as stated or by their places on the screen."""
    frame = day.live("office")
    ids = frame.sort("place", "id", nulls_last=True)["id"].to_list() if len(frame) else []
    if not stated:
        return [f"office:{one}" for one in ids[:2]]
    wanted = [one.removeprefix("office:") for one in stated]
    for one in wanted:
        if one not in ids:
            raise UnknownName.of("office", one, ids)
    if len(set(wanted)) != 2:
        raise UsageError("two offices are compared", where="offices", accepted="such as cio,cto")
    return [f"office:{one}" for one in wanted]


def _places(day: Day, kind: str, office: str) -> Places:
    """By item, its place in an office's order; equals share the better place."""
    node, nodes = day.enterprise.nodes.number(office), day.enterprise.nodes
    live = set(day.live(kind)["node"].to_list())
    source, target, rows = day.links("ranked_by")
    says: dict[str, dict[str, Any]] = {
        nodes.key(here): dict(day.enterprise.links["ranked_by"].edges.says(row))
        for here, end, row in zip(source.tolist(), target.tolist(), rows.tolist(), strict=True)
        if end == node and here in live
    }
    ranks = {key: one["rank"] for key, one in says.items() if one.get("rank") is not None}
    values = {key: -one["value"] for key, one in says.items() if one.get("value") is not None}
    stated = ranks or values
    ordered = sorted(stated.values())
    return {key: ordered.index(one) + 1 for key, one in stated.items()}


def _side_by_side(pair: list[str], one: Places, other: Places) -> pl.DataFrame:
    names = [f"place_{office.partition(':')[2]}" for office in pair]
    both = sorted(one.keys() & other.keys(), key=lambda key: (-abs(one[key] - other[key]), key))
    columns = {
        "item": both,
        names[0]: [one[key] for key in both],
        names[1]: [other[key] for key in both],
        "apart": [abs(one[key] - other[key]) for key in both],
    }
    types = {name: pl.String if name == "item" else pl.Int64 for name in columns}
    return pl.DataFrame(columns, schema=types)


def _left_out(day: Day, pair: list[str], one: Places, other: Places) -> dict[str, tuple[str, ...]]:
    names = [day.enterprise.name(office) for office in pair]
    said = {
        Prose("not ranked by {names}", names=names[1]): sorted(one.keys() - other.keys()),
        Prose("not ranked by {names}", names=names[0]): sorted(other.keys() - one.keys()),
    }
    return {why: tuple(keys) for why, keys in said.items() if keys}


def _shared_first(
    day: Day, pair: list[str], one: Places, other: Places, shared: list[str], first: int
) -> Figure:
    silent = [day.enterprise.name(at) for at, of in zip(pair, (one, other), strict=True) if not of]
    if silent:
        reason = Prose("{silent}: no order of priority is on record", silent=listed(silent))
        return Figure(None, "", reason, on=day.on)
    return Figure(
        len(shared),
        "",
        on=day.on,
        counted=tuple(shared),
        formula=Prose(
            "{shared} stand among the first {first} of {one} and among the first "
            "{first} of {other}",
            shared=len(shared),
            first=first,
            one=len(one),
            other=len(other),
        ),
        left_out=_left_out(day, pair, one, other),
    )


def _agreement(day: Day, pair: list[str], one: Places, other: Places) -> Figure:
    both = sorted(one.keys() & other.keys())
    left_out = _left_out(day, pair, one, other)
    pairs = [(one[key], other[key]) for key in both]
    if len({a for a, _ in pairs}) < 2 or len({b for _, b in pairs}) < 2:
        reason = Prose("fewer than two places are told apart by both")
        return Figure(None, "tau-b", reason, left_out=left_out, on=day.on)
    from scipy.stats import kendalltau  # late: it is dear, and a server imports every question

    value = float(kendalltau(*zip(*pairs, strict=True), variant="b").statistic)
    return Figure(
        value,
        "tau-b",
        counted=tuple(both),
        left_out=left_out,
        on=day.on,
        formula=Prose(
            "Kendall's tau-b over {items} that both rank: 1 the same "
            "order, 0 no agreement, −1 the opposite order",
            items=counted(len(both), "item"),
        ),
    )


def _furthest(enterprise: Enterprise, frame: pl.DataFrame) -> str:
    if not len(frame) or not frame["apart"][0]:
        return ""
    key, one, other, _ = frame.row(0)
    return Prose(
        "{name}, {ordinal} and {other}",
        name=enterprise.name(key),
        ordinal=ordinal(one),
        other=ordinal(other),
    )


def in_words(number: int) -> str:
    """A small number as a word, a larger one in digits."""
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


def ordinal(number: int) -> str:
    """A place in an order.

    >>> [ordinal(one) for one in (1, 2, 3, 11, 31, 112)]
    ['1st', '2nd', '3rd', '11th', '31st', '112th']
    """
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ENDS.get(number % 10, 'th')}"
