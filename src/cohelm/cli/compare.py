"""`compare`: two plans side by side, with the concerns that appear and disappear."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cohelm.cli.beside import ThanKnownAt, ThanOn, ThanScenario, another
from cohelm.cli.command import WHOLE_PLAN, Asked, command
from cohelm.cli.organisation import open_store, place, read_all_days, read_plan
from cohelm.cli.output import cell, show_json, show_lines

if TYPE_CHECKING:
    from cohelm.core.comparing import Comparison, Difference
    from cohelm.core.concern import Concern


@command(
    takes=WHOLE_PLAN,
    examples=(
        "cohelm compare --scenario one-erp --concerns",
        "cohelm compare --than-on 2026-12-31 --on 2027-12-31",
        "cohelm compare --than-known-at 2026-10-01",
    ),
)
def _compare(
    asked: Asked,
    than_on: ThanOn = "",
    than_known_at: ThanKnownAt = "",
    than_scenario: ThanScenario = "",
    concerns: Annotated[
        bool, typer.Option("--concerns", help="Which appear and disappear as well.")
    ] = False,
) -> None:
    """Compares two plans, item by item and field by field: from the one that --than-… names, today's
    current plan where none does, to the one that --on, --known-at and --scenario name.
    """
    than = another(asked, than_on, than_known_at, than_scenario)
    sides = tuple(replace(one, on=one.day) for one in (than, asked))
    found = _compared(*sides)
    turn = _turned(*sides) if concerns else None
    if asked.json:
        show_json(_plain(found, turn))
    else:
        show_lines([*comparison_lines(found), *_concern_lines(turn)])


def _compared(than: Asked, asked: Asked) -> Comparison:
    if place(asked.org).form == "database":
        audience = open_store(asked, "compare").audience
        from cohelm.store.compare import Side, compare

        before, after = (Side(one.day, one.known_at, one.scenario) for one in (than, asked))
        return compare(before, after, audience)
    from cohelm.core.comparing import compared, turning

    read_all_days(than)  # refuses what only a database has
    plan = read_all_days(asked)
    keys = turning(plan, than.day, asked.day) if than.day != asked.day else ()
    return compared(plan.at(than.day), plan.at(asked.day), keys)


def _turned(than: Asked, asked: Asked) -> tuple[tuple[Concern, ...], tuple[Concern, ...]]:
    from cohelm.analysis.checks import raised
    from cohelm.core.concern import turned

    was, now = (raised(read_plan(one), on=one.day).concerns for one in (than, asked))
    return turned(was, now)


def _plain(found: Comparison, turn: Any) -> dict[str, Any]:
    plain = {part: [plain_difference(one) for one in getattr(found, part)]
             for part in ("new", "gone", "changed")}  # fmt: skip
    if turn is None:
        return plain
    from cohelm.analysis.checks import plain_concern

    appear, disappear = ([plain_concern(one) for one in side] for side in turn)
    return {**plain, "appear": appear, "disappear": disappear}


def plain_difference(one: Difference) -> dict[str, Any]:
    """An item that differs, as JSON."""
    fields = [{"field": name, "was": was, "became": is_} for name, was, is_ in one.fields]
    return {"key": one.key, "name": one.name, "fields": fields}


def comparison_lines(found: Comparison) -> list[str]:
    """A comparison as lines of text."""
    lines = [f"new      {one.key}  {one.name}" for one in found.new]
    lines += [f"gone     {one.key}  {one.name}" for one in found.gone]
    for one in found.changed:
        lines.append(f"changed  {one.key}  {one.name}")
        lines += [
            f"         {name}: {cell(was) or '–'} → {cell(is_) or '–'}"
            for name, was, is_ in one.fields
        ]
    return lines or ["nothing differs"]


def _concern_lines(turn: Any) -> list[str]:
    if turn is None:
        return []
    named = zip(("appears    ", "disappears "), turn, strict=True)
    found = [f"{word}{one.code}  {one.message}" for word, side in named for one in side]
    return found or ["no concern appears or disappears"]


COMMANDS = {"compare": _compare}
