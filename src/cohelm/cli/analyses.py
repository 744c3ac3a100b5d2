"""A command for each analysis, derived from its signature and its result."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cohelm.analysis.catalogue import ANALYSES
from cohelm.cli import beside
from cohelm.cli.beside import OPTIONS
from cohelm.cli.command import WHOLE_PLAN, Asked, command
from cohelm.cli.organisation import read_plan
from cohelm.cli.output import say, show_json, show_lines, show_table
from cohelm.core.errors import UsageError

NAMED = "named"
"""The argument that names the item of an analysis; its option `--item` means the same."""

if TYPE_CHECKING:
    from cohelm.analysis.analysis import Analysis
    from cohelm.analysis.parameters import Parameter
    from cohelm.core.enterprise import Enterprise


def command_of(analysis: Analysis) -> Callable[[], Any]:
    """The command of an analysis. Exit 1 where it found concerns."""

    def build() -> Any:
        def run(asked: Asked, **stated: Any) -> int:
            if named := stated.pop(NAMED, ""):
                if stated["item"] not in ("", named):
                    both = f"{named} and {stated['item']}"
                    raise UsageError(f"two items are named: {both}", accepted="one of them")
                stated["item"] = named
            than = _plan_beside(asked, {name: stated.pop(name, "") for name in OPTIONS})
            told = {name: str(value) for name, value in stated.items() if value not in ("", False)}
            result = analysis.ask(read_plan(asked), on=asked.day, stated=told, than=than)
            show(result, json=asked.json)
            return 1 if len(getattr(result, "concerns", ())) else 0

        parameters = [_option(one) for one in analysis.parameters]
        parameters += [_named(one) for one in analysis.parameters if one.name == "item"]
        parameters += beside.parameters() if analysis.takes_another else ()
        run.__name__ = analysis.word
        run.__doc__ = analysis.question
        run.__annotations__ = {one.name: one.annotation for one in parameters}
        first = inspect.Parameter("asked", inspect.Parameter.POSITIONAL_OR_KEYWORD)
        run.__signature__ = inspect.Signature([first, *parameters])  # type: ignore[attr-defined]
        words = " ".join(analysis.command)
        examples = (f"cohelm {words} --org sample", f"cohelm {words} --json")
        return command(takes=WHOLE_PLAN, examples=examples)(run)()

    return build


def _plan_beside(asked: Asked, stated: Mapping[str, str]) -> Enterprise | None:
    """The plan that the command is set against, on the same day where none is named."""
    if not any(stated.values()):
        return None
    than = beside.another(asked, **stated)
    return read_plan(replace(than, on=than.on or asked.day))


def _named(parameter: Parameter) -> inspect.Parameter:
    """The item as a word of its own, as `cohelm outage` and `around` take it."""
    argument = typer.Argument(metavar="ITEM", help=parameter.help)
    return inspect.Parameter(
        NAMED, inspect.Parameter.KEYWORD_ONLY, default="", annotation=Annotated[str, argument]
    )


def _option(parameter: Parameter) -> inspect.Parameter:
    spelt = "--" + parameter.name.replace("_", "-").strip("-")
    of_type: Any = bool if parameter.type is bool else str
    metavar = "|".join(parameter.choices) or parameter.name.upper()
    default = f" [{parameter.shown}]" if parameter.shown else ""
    said = None if of_type is bool else metavar
    option = typer.Option(spelt, help=parameter.help + default, metavar=said)
    return inspect.Parameter(
        parameter.name,
        inspect.Parameter.KEYWORD_ONLY,
        default=False if of_type is bool else "",
        annotation=Annotated[of_type, option],
    )


def show(result: Any, *, json: bool) -> None:
    """Prints the result of an analysis: as JSON, or the sentence, the figures and the tables."""
    from cohelm.reports.answers import (
        answer_of,
        cell_in_words,
        figure_in_words,
        plain_answer,
        rows_in_words,
    )

    if json:
        show_json(plain_answer(result))
        return
    answer = answer_of(result)
    show_lines([answer.sentence])
    for figure in answer.figures:
        why = f" ({figure.value.reason})" if figure.value.reason else ""
        show_lines([f"{figure.label}: {figure_in_words(figure.value)}{why}"])
    for part in answer.tables:
        if len(part.value):
            show_lines(["", part.label])
            header = [name.replace("_", " ") for name in part.value.columns]
            first = getattr(result, "SHOWN_FIRST", len(part.value))
            show_table(header, rows_in_words(part.value.head(first)))
            if len(part.value) > first:
                show_lines([f"… and {len(part.value) - first:,} more (--json)"])
    for part in answer.lists:
        say(f"{part.label}: {cell_in_words(part.value)}")


COMMANDS = {one.word: command_of(one) for one in ANALYSES if not one.group}
