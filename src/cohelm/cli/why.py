"""`why`: what a number was counted from, and what moved it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cohelm.cli.command import WHOLE_PLAN, Asked, command
from cohelm.cli.organisation import place, read_plan
from cohelm.cli.output import show_json, show_lines
from cohelm.core.days import day_asked
from cohelm.core.errors import UnknownName, UsageError

if TYPE_CHECKING:
    from cohelm.analysis.analysis import Analysis
    from cohelm.core.enterprise import Enterprise
    from cohelm.core.figure import Figure
    from cohelm.reports.figure_change import FigureChange

SHOWN = 20
"""So many items are listed as text; JSON has all."""


@command(
    takes=WHOLE_PLAN,
    examples=(
        "cohelm why spend.over --org sample",
        "cohelm why obsolescence.share --since 2026-06-30 --json",
        "cohelm why rights-gaps",
    ),
)
def _why(
    asked: Asked,
    number: Annotated[
        str, typer.Argument(metavar="NUMBER", help="A question and its figure: spend.over.")
    ],
    since: Annotated[
        str, typer.Option("--since", metavar="DAY", help="What moved it since a day.")
    ] = "",
) -> None:
    """Says how a number was counted: formula, items, what was left out and assumed, its sources.

    With --since: which items are new, no longer counted or changed since, and whether it is counted
    in another way. The question alone lists its figures.
    """
    from cohelm.reports.answers import plain

    word, _, name = number.partition(".")
    analysis, since_day = _analysis(word), day_asked(since, where="--since")
    if since_day and since_day >= asked.day:
        raise UsageError(f"{since_day} is not before {asked.day}", where="--since")
    plan = read_plan(asked)
    figures = _figures(analysis, plan, asked.day)
    if not name:
        show_json(list(figures)) if asked.json else show_lines(_listed(analysis, figures))
        return
    if name not in figures:
        raise UnknownName.of("figure", name, figures)
    moved, before = None, plan
    if since_day:
        from cohelm.reports.figure_change import figure_change

        before = _before(asked, since_day)
        then = _figures(analysis, before, since_day)[name]
        moved = figure_change(then, figures[name], before, plan)
    if asked.json:
        change = {part: getattr(moved, part) for part in PARTS} if moved else {}
        show_json({"number": number, **plain(figures[name].as_dict()), **plain(change)})
    else:
        show_lines(_lines(plan, name, figures[name]))
        show_lines(_moved_lines(moved, before, plan) if moved else [])


PARTS = ("then", "new", "removed", "changed", "redefined", "split")


def _analysis(word: str) -> Analysis:
    from cohelm.analysis.catalogue import ANALYSES

    named = {one.word: one for one in ANALYSES}
    asked = word.replace("_", "-")
    if asked not in named:
        raise UnknownName.of("question", word, named)
    return named[asked]


def _figures(analysis: Analysis, plan: Enterprise, on: date) -> dict[str, Figure]:
    from cohelm.reports.answers import answer_of

    return {one.name: one.value for one in answer_of(analysis.ask(plan, on=on)).figures}


def _before(asked: Asked, since: date) -> Enterprise:
    """The plan as known at the end of a day, where a history is kept and reaches so far back."""
    from dataclasses import replace

    if place(asked.org).form == "database":
        known_at = datetime.combine(since, time.max, tzinfo=UTC)
        then = read_plan(replace(asked, on=since, known_at=known_at, scenario=""))
        if len(then):
            return then
    return read_plan(replace(asked, on=since))


def _listed(analysis: Analysis, figures: dict[str, Figure]) -> list[str]:
    from cohelm.reports.answers import figure_in_words

    lines = [f"{analysis.word}.{name}: {figure_in_words(one)}" for name, one in figures.items()]
    return [analysis.question, *(lines or ["It has no figures."])]


def _lines(plan: Enterprise, name: str, figure: Figure) -> list[str]:
    from cohelm.reports.answers import figure_in_words

    lines = [f"{name.replace('_', ' ').capitalize()}: {figure_in_words(figure)}"]
    lines += [figure.reason] if figure.reason else []
    lines += [f"Counted as: {figure.formula}"] if figure.formula else []
    lines += [f"On {figure.on}"] if figure.on else []
    groups: list[tuple[str, Any]] = [("Counted", figure.counted)]
    groups += [(f"Left out, {reason}", keys) for reason, keys in figure.left_out.items()]
    groups += [(f"Assumed: {gap.sentence}", gap.items) for gap in figure.assumed]
    for title, keys in groups:
        if keys or title != "Counted":
            lines.append(f"{title}{f' ({len(keys):,})' if keys else ''}")
        lines += [f"  {key}  {plan.name(key)}" for key in keys[:SHOWN]]
        lines += [f"  … and {len(keys) - SHOWN:,} more (--json)"] if len(keys) > SHOWN else []
    return lines + ([f"Sources: {', '.join(figure.sources)}"] if figure.sources else [])


def _moved_lines(moved: FigureChange, before: Enterprise, plan: Enterprise) -> list[str]:
    lines = ["", moved.sentence("Since then", before, plan)]
    for title, keys, of in (
        ("New", moved.new, plan),
        ("No longer counted", moved.removed, before),
        ("Changed", moved.changed, plan),
    ):
        lines += [f"{title} ({len(keys):,})"] if keys else []
        lines += [f"  {key}  {of.name(key)}" for key in keys[:SHOWN]]
        lines += [f"  … and {len(keys) - SHOWN:,} more (--json)"] if len(keys) > SHOWN else []
    return lines


COMMANDS = {"why": _why}
