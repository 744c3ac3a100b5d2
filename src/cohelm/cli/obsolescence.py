"""`obsolescence`: what runs out of support, and what hangs on it; or only how that goes on."""

from __future__ import annotations

from typing import Annotated

import typer

from cohelm.cli.analyses import answer_as_json, show_answer
from cohelm.cli.command import WHOLE_PLAN, Asked, command
from cohelm.cli.organisation import read_plan
from cohelm.cli.output import show_json, show_lines, show_table


@command(
    takes=WHOLE_PLAN,
    examples=(
        "cohelm obsolescence --org sample",
        "cohelm obsolescence --on 2027-12-31 --support extended --org sample",
        "cohelm obsolescence --forecast --quarters 12 --org sample --json",
    ),
)
def _obsolescence(
    asked: Asked,
    support: Annotated[str, typer.Option("--support", metavar="active|security|extended",
                                         help="Which support counts as the end.")] = "security",
    quarters: Annotated[str, typer.Option("--quarters", help="So many quarters ahead.")] = "8",
    forecast: Annotated[bool, typer.Option("--forecast",
                                           help="Only the quarters to come, with what is planned.")]
    = False,
) -> None:  # fmt: skip
    """Says what runs out of support, what hangs on it, and which one upgrade frees most."""
    from cohelm.analysis.catalogue import ANALYSES
    from cohelm.reports.answers import rows_in_words

    analysis = next(one for one in ANALYSES if one.name == "obsolescence")
    told = {"support": support, "quarters": quarters}
    plan = read_plan(asked)
    result = analysis.ask(plan, on=asked.day, stated=told)
    if not forecast:
        show_answer("obsolescence", result, plan, asked)
    elif asked.json:
        answer = answer_as_json("obsolescence", result, plan, asked)
        show_json({name: answer[name] for name in ("forecast", "bring") if name in answer})
    else:
        show_lines([result.sentence, ""])
        header = [name.replace("_", " ") for name in result.forecast.columns]
        show_table(header, rows_in_words(result.forecast))


COMMANDS = {"obsolescence": _obsolescence}
