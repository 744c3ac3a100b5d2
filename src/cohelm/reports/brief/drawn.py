"""A chart of the pack as SVG: the same picture on the page and on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, floor, log10
from textwrap import wrap

from cohelm.core.prose import Prose
from cohelm.reports import wording
from cohelm.reports.brief.page import Chart, Series
from cohelm.reports.documents.page import Node, make
from cohelm.reports.language import ENGLISH, Language

HUES = {
    "cio": "#1f5fa8", "cto": "#b85c00", "joint": "#5b4a8a", "act": "#a3202a",
    "watch": "#b08a1e", "fine": "#2d6a45", "plain": "#4a5568", "quiet": "#a9adb4",
}  # fmt: skip
INK, QUIET, LINE = "#1c1e22", "#5d626b", "#dcd9d0"
WIDTH, HEIGHT = 480, 350
TOP, BOTTOM, LEFT, RIGHT = 34, 30, 48, 16
LABEL = 176
"""So wide are the names beside bars."""
FIT = 30
"""So many letters of a name stand beside a bar."""
TICKS = 4
LETTER = 5.2
"""So wide is a letter of the small type."""


def draw_chart(chart: Chart, say: Language = ENGLISH) -> Node:
    """The chart with its legend; what it shows is said in its title."""
    chart = chart.through(say)
    parts = {"bars": _bars, "columns": _columns, "stacked": _columns, "points": _points}[chart.form]
    return make(
        "svg",
        make("title", f"{chart.title}. {chart.said}"),
        *(_legend(chart.series) if chart.form != "points" and len(chart.series) > 1 else ()),
        *parts(chart, say),
        xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {WIDTH} {HEIGHT}", role="img",
    )  # fmt: skip


def _text(
    x: float, y: float, text: str, anchor: str = "start", fill: str = INK, size: str = "11"
) -> Node:
    hue = {QUIET: "quiet-text", HUES["cio"]: "named-cio", HUES["cto"]: "named-cto"}.get(fill, "ink")
    return make(
        "text", text, x=f"{x:.1f}", y=f"{y:.1f}", text_anchor=anchor, fill=fill, cls=hue,
        font_size=size,
    )  # fmt: skip


def _rule(x1: float, y1: float, x2: float, y2: float, colour: str = LINE) -> Node:
    hue = "line" if colour == LINE else "axis"
    return make(
        "line", x1=f"{x1:.1f}", y1=f"{y1:.1f}", x2=f"{x2:.1f}", y2=f"{y2:.1f}", stroke=colour,
        cls=hue,
    )  # fmt: skip


def _box(x: float, y: float, width: float, height: float, hue: str, said: str = "") -> Node:
    titled = (make("title", said),) if said else ()
    return make(
        "rect", *titled, x=f"{x:.1f}", y=f"{y:.1f}", width=f"{max(width, 0):.1f}",
        height=f"{max(height, 0):.1f}", fill=HUES[hue], cls=hue,
    )  # fmt: skip


def _legend(series: Sequence[Series]) -> Iterator[Node]:
    x = 0.0
    for one in series:
        yield _box(x, 4, 10, 10, one.hue)
        yield _text(x + 14, 13, one.name, fill=QUIET, size="10")
        x += 28 + LETTER * len(one.name)


def _bars(chart: Chart, _say: Language) -> Iterator[Node]:
    """Bars across, those of one name on the other's end; the value stands behind."""
    rows = list(zip(*(one.values for one in chart.series), strict=True))
    totals = [sum(value or 0 for value in row) for row in rows]
    most = max([*totals, 0]) or 1
    least = min([*totals, 0])
    top = TOP if len(chart.series) > 1 else 10
    step = (HEIGHT - top - 6) / max(len(rows), 1)
    room = WIDTH - LABEL - 52
    zero = LABEL + room * -least / (most - least)
    for at, (name, row, total) in enumerate(zip(chart.categories, rows, totals, strict=True)):
        y, x = top + at * step, zero
        yield from _label(name, LABEL - 8, y + step / 2 + 4)
        for value, one in zip(row, chart.series, strict=True):
            wide = room * (value or 0) / (most - least)
            said = f"{name}, {one.name}: {wording.number(value or 0)}"
            yield _box(min(x, x + wide), y + step * 0.2, abs(wide), step * 0.6, one.hue, said)
            x += wide
        end = max(x, zero) + 5
        yield _text(end, y + step / 2 + 4, wording.number(total), fill=QUIET)
    yield _rule(zero, top, zero, HEIGHT - 6, QUIET)


def _label(name: str, x: float, y: float) -> Iterator[Node]:
    """A name before its bar, in two lines where one is too short for it; what two do not hold is cut."""
    lines = wrap(name, FIT, max_lines=2, placeholder="…")
    for at, line in enumerate(lines):
        yield _text(x, y + 11 * (at - (len(lines) - 1) / 2), line, "end")


def _columns(chart: Chart, _say: Language) -> Iterator[Node]:
    stacked = chart.form == "stacked"
    rows = list(zip(*(one.values for one in chart.series), strict=True))
    tops = [sum(v or 0 for v in row) if stacked else max(v or 0 for v in row) for row in rows]
    ticks = round_ticks(0, max([*tops, 0]) or 1)
    high, wide = ticks[-1], WIDTH - LEFT - RIGHT
    step = wide / max(len(rows), 1)

    def y(value: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / high

    for tick in ticks:
        yield _rule(LEFT, y(tick), WIDTH - RIGHT, y(tick), LINE if tick else QUIET)
        yield _text(LEFT - 6, y(tick) + 4, wording.number(tick), "end", QUIET)
    longest = max(map(len, chart.categories), default=0)
    skip = ceil(len(rows) * max(40, LETTER * longest + 6) / wide)
    for at, (name, row) in enumerate(zip(chart.categories, rows, strict=True)):
        x, floor_ = LEFT + at * step, 0.0
        if at % skip == 0:
            yield _text(x + step / 2, HEIGHT - BOTTOM + 16, name, "middle", QUIET, "10")
        each = step * 0.72 / (1 if stacked else len(chart.series))
        for n, (value, one) in enumerate(zip(row, chart.series, strict=True)):
            left = x + step * 0.14 + (0 if stacked else n * each)
            said = f"{name}, {one.name}: {wording.number(value or 0)}"
            top = y(floor_ + (value or 0))
            yield _box(left, top, each - 1, y(floor_) - top, one.hue, said)
            floor_ += (value or 0) if stacked else 0


def _points(chart: Chart, say: Language) -> Iterator[Node]:
    """The points joined by a line, the first measure across and the second up."""
    across, up = chart.series
    xs, ys = [v or 0 for v in across.values], [v or 0 for v in up.values]
    x_ticks, y_ticks = round_ticks(min(xs), max(xs)), round_ticks(min(ys), max(ys))

    def place(x: float, y: float) -> tuple[float, float]:
        share = (x - x_ticks[0]) / (x_ticks[-1] - x_ticks[0])
        rise = (y - y_ticks[0]) / (y_ticks[-1] - y_ticks[0])
        floor_ = HEIGHT - BOTTOM - 16
        return LEFT + share * (WIDTH - LEFT - RIGHT - 20), floor_ - rise * (floor_ - TOP)

    left, floor_ = place(x_ticks[0], y_ticks[0])
    for tick in x_ticks:
        yield _text(place(tick, 0)[0], floor_ + 15, wording.number(tick), "middle", QUIET, "10")
    for tick in y_ticks:
        height = place(0, tick)[1]
        yield _rule(left, height, WIDTH - RIGHT, height)
        yield _text(left - 6, height + 4, wording.number(tick), "end", QUIET, "10")
    yield _rule(left, floor_, WIDTH - RIGHT, floor_, QUIET)
    yield _text(WIDTH - RIGHT, HEIGHT - 6, f"{across.name} →", "end", HUES["cio"])
    yield _text(0, 14, f"↑ {up.name}", "start", HUES["cto"])
    places = [place(x, y) for x, y in zip(xs, ys, strict=True)]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    yield make("polyline", points=line, fill="none", stroke=QUIET, cls="axis")
    lift = 0
    for (x, y), name, u, v in zip(places, chart.categories, xs, ys, strict=True):
        both = Prose("{first} and {last}", first=wording.number(u), last=wording.number(v))
        said = f"{name + ': ' if name else ''}{say(both)}"
        hue, radius = ("joint", "6") if name else ("quiet", "3.5")
        yield make("circle", make("title", said), cx=f"{x:.1f}", cy=f"{y:.1f}", r=radius,
                   fill=HUES[hue], cls=hue)  # fmt: skip
        if name:
            yield _text(x - 10, y + 4 + 15 * (lift % 2), name, "end")
            lift += 1


def round_ticks(low: float, high: float) -> list[float]:
    """Round numbers from at most the least to at least the most."""
    span = (high - low) or abs(high) or 1
    rough = span / TICKS
    unit = 10 ** floor(log10(rough))
    step = next(unit * one for one in (1, 2, 2.5, 5, 10) if unit * one >= rough)
    first, last = floor(low / step), ceil(high / step)
    return [round(step * at, 10) for at in range(first, max(last, first + 1) + 1)]
