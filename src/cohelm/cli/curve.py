"""A trade-off curve in the terminal: its points, and what comes and goes from one to the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap
from typing import TYPE_CHECKING

from cohelm.cli.output import show_json, show_lines, show_table

if TYPE_CHECKING:
    from cohelm.analysis.portfolio.tradeoff import TradeOff

WIDTH = 100


def show_curve(found: TradeOff, *, json: bool, remarks: Iterable[str] = ()) -> None:
    """Prints the points as a table, then each by what comes and goes against the one before it."""
    from cohelm.reports.answers import plain_answer, rows_in_words

    if json:
        show_json(plain_answer(found))
        return
    show_lines([found.sentence, *remarks])
    if not found.portfolios:
        return
    show_lines([""])
    points = found.points.drop("comes", "goes")
    show_table(points.columns, rows_in_words(points))
    show_lines(["", *_steps(found.portfolios)])
    if len(found.moves):
        show_lines(["", "Goals whose money changes from a point to the next"])
        show_table(found.moves.columns, rows_in_words(found.moves))


def _steps(portfolios: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    """What all points have, what the first has besides, and what each later one has otherwise."""
    always = set.intersection(*map(set, portfolios))
    yield from _named("in all", always)
    before = always
    for number, chosen in enumerate(map(set, portfolios), 1):
        place = f"point {number}"
        yield from _named(f"{place} comes", chosen - before) or [f"{place} the same"]
        yield from _named(f"{' ' * len(place)}  goes", before - chosen)
        before = chosen


def _named(what: str, ids: Iterable[str]) -> list[str]:
    """Ids after what they are, in as many lines as they take; nothing where there are none."""
    text = ", ".join(sorted(ids))
    indent = " " * (len(what) + 2)
    return wrap(
        f"{what}: {text}", WIDTH, subsequent_indent=indent, break_long_words=False,
        break_on_hyphens=False,
    ) if text else []  # fmt: skip
