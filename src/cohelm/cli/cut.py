"""`cut`: what could stop to save an amount, kept as a scenario where that is asked for."""

from __future__ import annotations

from typing import Annotated

import typer

from cohelm.cli.analyses import show_answer
from cohelm.cli.command import WHOLE_PLAN, Asked, command
from cohelm.cli.organisation import open_store, read_plan
from cohelm.cli.output import say


@command(
    takes=WHOLE_PLAN,
    examples=(
        "cohelm cut 10% --org sample",
        "cohelm cut '500000 EUR' --by 2026-12-15 --org acme.db",
        "cohelm cut 10% --keep ten-per-cent --org acme.db",
    ),
)
def _cut(
    asked: Asked,
    target: Annotated[
        str, typer.Argument(metavar="AMOUNT|PERCENT", help="10% of the budget, or 500000 EUR.")
    ] = "10%",
    by: Annotated[
        str, typer.Option("--by", metavar="DATE", help="The day on which it is said.")
    ] = "",
    keep: Annotated[
        str, typer.Option("--keep", metavar="NAME", help="Keeps the steps as a scenario.")
    ] = "",
) -> int:
    """Names what could stop to save so much within twelve months. Exit 1 where it falls short."""
    from cohelm.analysis.portfolio.cut import cut
    from cohelm.core.days import day_asked

    writer = open_store(asked, "cut --keep") if keep else None
    day = day_asked(by, where="--by")
    plan = read_plan(asked)
    found = cut(plan, on=asked.day, target=target, by=day)
    kept = len(found.changes) > 0
    if writer is not None and kept:
        from cohelm.store import scenarios

        scenarios.keep(keep, found.changes, sentence=found.sentence, by=writer, via="cli")
    show_answer("cut", found, plan, asked)
    if kept and not keep and not asked.json:
        say("To keep these steps as a scenario, in a database: --keep NAME")
    if keep:
        done = f"kept as the scenario {keep}: cohelm scenario compare {keep}"
        say(done if kept else "nothing was kept: there is no step")
    return 0 if found.short.value == 0 else 1


COMMANDS = {"cut": _cut}
