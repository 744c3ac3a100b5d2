"""A command for each analysis, derived from its signature and its result."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cohelm.analysis.catalogue import ANALYSES
from cohelm.cli import beside
from cohelm.cli.beside import OPTIONS
from cohelm.cli.command import WHOLE_PLAN, Asked, command
from cohelm.cli.organisation import place, read_plan
from cohelm.cli.output import say, show_json, show_lines, show_table
from cohelm.core.errors import UsageError
from cohelm.core.figure import AN_ITEM, NO_ITEM
from cohelm.core.prose import Prose

NAMED = "named"
"""The argument that names the item of an analysis; its option `--item` means the same."""

if TYPE_CHECKING:
    from cohelm.analysis.analysis import Analysis
    from cohelm.analysis.parameters import Parameter
    from cohelm.core.enterprise import Enterprise
    from cohelm.reports.answers import Part


MOST_REASONS = 4
"""So many reasons are named for which something was left out; JSON has all."""


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
            plan = read_plan(asked)
            result = analysis.ask(plan, on=asked.day, stated=told, than=than)
            show_answer(analysis.name, result, plan, asked)
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


def show_answer(name: str, result: Any, plan: Enterprise, asked: Asked) -> None:
    """Prints what an analysis of that name said of a plan, what is in doubt of it and what to bring."""
    if not asked.json:
        show(result, plan, json=False, remarks=remarks(name, result, plan, asked))
        return
    answer = answer_as_json(name, result, plan, asked)
    show_json(answer)
    if isinstance(answer, list):  # which has no place for it
        for line in remarks(name, result, plan, asked):
            say(line)


def answer_as_json(name: str, result: Any, plan: Enterprise, asked: Asked) -> Any:
    """The same for JSON."""
    from cohelm.reports.answers import plain_answer

    return plain_answer(result, plan, name=name, command=_import(asked))


def remarks(name: str, result: Any, plan: Enterprise, asked: Asked) -> list[str]:
    """A line for each doubt about amounts of a result, and one for the list that it lacks."""
    from cohelm.analysis.bringing import lacking
    from cohelm.analysis.portfolio.doubted import MEND, doubts_about

    lines = [f"? {one} {MEND}" for one in doubts_about(plan, result)]
    if brings := lacking(plan, name):
        lines.append(f"To have it answered, bring {brings}: {_import(asked)}")
    return lines


def _import(asked: Asked) -> str:
    """How a file is brought. The address of a database may hold a secret, and is left out."""
    from cohelm.analysis.bringing import IMPORT

    if "://" in asked.org:
        return IMPORT
    return f"{IMPORT} --org {asked.org if place(asked.org).form == 'database' else 'acme.db'}"


def show(
    result: Any, plan: Enterprise | None = None, *, json: bool, remarks: Iterable[str] = ()
) -> None:
    """Prints the result of an analysis: as JSON, or the sentence, the figures and the tables.

    `plan`: what it was asked of. `remarks` stand below the sentence.
    """
    from cohelm.reports.answers import (
        answer_of,
        cell_in_words,
        figure_in_words,
        plain_answer,
        rows_in_words,
    )

    if json:
        show_json(plain_answer(result, plan))
        return
    answer = answer_of(result)
    show_lines([answer.sentence, *remarks])
    for figure in answer.figures:
        if figure.value.reason in (NO_ITEM, AN_ITEM):
            continue
        why = f" ({figure.value.reason})" if figure.value.reason else ""
        show_lines([f"{figure.label}: {figure_in_words(figure.value)}{why}"])
    show_lines(_left_out(answer.figures))
    for part in answer.tables:
        if len(part.value):
            show_lines(["", part.label])
            header = [name.replace("_", " ") for name in part.value.columns]
            first = getattr(result, "SHOWN_FIRST", len(part.value))
            show_table(header, rows_in_words(part.value.head(first)))
            if len(part.value) > first:
                show_lines([f"… and {len(part.value) - first:,} more (--json)"])
    for part in answer.lists:
        if part.value and all(isinstance(one, Prose) for one in part.value):  # sentences
            show_lines(["", part.label, *(f"{one}." for one in part.value)])
        else:
            show_lines([f"{part.label}: {cell_in_words(part.value)}"])


def _left_out(figures: Iterable[Part]) -> list[str]:
    """What the figures could not count, by reason, those of most items first."""
    reasons: dict[str, frozenset[str]] = {}
    for figure in figures:
        for reason, keys in figure.value.left_out.items():
            reasons[reason] = reasons.get(reason, frozenset()) | frozenset(keys)
    most = sorted(reasons.items(), key=lambda one: -len(one[1]))[:MOST_REASONS]
    return [f"Left out: {len(keys):,} ({reason})" for reason, keys in most if keys]


COMMANDS = {one.word: command_of(one) for one in ANALYSES if not one.group}
