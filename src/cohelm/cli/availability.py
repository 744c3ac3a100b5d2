"""`availability`: how available an item is, and what may be promised of it."""

from __future__ import annotations

from typing import Annotated

import typer

from cohelm.cli.analyses import show_answer
from cohelm.cli.command import WHOLE_PLAN, Asked, command
from cohelm.cli.organisation import read_plan


@command(
    takes=WHOLE_PLAN,
    examples=(
        "cohelm availability --org sample",
        "cohelm availability service:dispatch --org sample --json",
        "cohelm availability application:web-shop --by measured --days 180",
    ),
)
def _availability(
    asked: Asked,
    item: Annotated[
        str, typer.Argument(metavar="ITEM", help="What is meant, as kind:id or by name.")
    ] = "",
    by: Annotated[str, typer.Option("--by", help="What counts of the parts.",
                                    metavar="promised|measured")] = "promised",
    days: Annotated[str, typer.Option("--days", help="So many days back incidents count.")] = "365",
) -> None:  # fmt: skip
    """Says how available an item is, and what its parts allow to promise; all promises without one."""
    from cohelm.analysis.catalogue import ANALYSES

    analysis = next(one for one in ANALYSES if one.name == "availability")
    told = {"item": item, "by": by, "days": days}
    plan = read_plan(asked)
    show_answer("availability", analysis.ask(plan, on=asked.day, stated=told), plan, asked)


COMMANDS = {"availability": _availability}
