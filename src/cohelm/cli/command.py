"""What every command takes: which organisation, on which day, as known when, in which scenario."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated, Any, get_type_hints

import typer

from cohelm.core.days import day_asked, moment_asked
from cohelm.core.errors import UsageError

SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
ON, KNOWN_AT, SCENARIO = "on", "known_at", "scenario"
WHOLE_PLAN = (ON, KNOWN_AT, SCENARIO)
"""What a command takes that reads the plan."""
PARAGRAPH_AS_IT_STANDS = "\n\n\b\n"
"""Before a paragraph of the help whose lines are not filled."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The plan that a command was asked about, and the form of the answer.

    `org` is as it was typed, empty where nothing was said. `on` None: links of all days. `person`
    narrows to what somebody sees, empty: the local administrator. `json`: the answer as JSON.
    """

    org: str = ""
    on: date | None = None
    known_at: datetime | None = None
    scenario: str = ""
    person: str = ""
    json: bool = False

    @property
    def day(self) -> date:
        """The day that is asked about, today where none was said."""
        return self.on or datetime.now(UTC).date()


def command(
    *, takes: Sequence[str] = (), person: bool = True, examples: Sequence[str] = ()
) -> Callable[[Callable[..., int | None]], Callable[[], Any]]:
    """Makes a command of a function `(asked, …)` that answers its exit code (None: 0).

    The options of `Asked` are added to the function's own. Those of `WHOLE_PLAN` that it does not
    take are refused with a reason. `person`: whether `--as` names a person. The help is the
    docstring, then the examples.
    """

    def declare(function: Callable[..., int | None]) -> Callable[[], Any]:
        def run(**stated: Any) -> int:
            org, json, who = stated.pop("org"), stated.pop("json"), stated.pop("person", "")
            on, known_at, scenario = (stated.pop(name) for name in WHOLE_PLAN)
            given = {ON: on, KNOWN_AT: known_at, SCENARIO: scenario}
            _refuse_untaken(function.__name__.strip("_").replace("_", "-"), given, takes)
            on_day = day_asked(on, where="--on")
            moment = moment_asked(known_at, where="--known-at")
            asked = Asked(org, on_day, moment, scenario, who, json)
            return function(asked, **stated) or 0

        run.__name__ = function.__name__
        run.__doc__ = _help(function, examples)
        run.__signature__ = _signature(function, takes, person)  # type: ignore[attr-defined]
        run.__annotations__ = {
            one.name: one.annotation
            for one in run.__signature__.parameters.values()  # type: ignore[attr-defined]
        }
        return lambda: built({function.__name__.strip("_"): run})

    return declare


def built(functions: dict[str, Callable[..., Any]]) -> Any:
    """A command of one function, ready for the group of all commands."""
    app = typer.Typer(rich_markup_mode=None, add_completion=False)
    for name, function in functions.items():
        app.command(name, context_settings=SETTINGS)(function)
    return typer.main.get_command(app)


def group(help: str, commands: dict[str, Callable[[], Any]]) -> Callable[[], Any]:
    """A command that has commands of its own, such as `scenario make`."""
    from typer.core import TyperGroup

    def build() -> Any:
        made = TyperGroup(
            help=help, context_settings=SETTINGS, rich_markup_mode=None, no_args_is_help=True
        )
        for name, command in commands.items():
            made.add_command(command(), name)
        return made

    return build


def _option(name: str, metavar: str, help: str, hidden: bool, **rest: Any) -> Any:
    return Annotated[str, typer.Option(name, metavar=metavar, help=help, hidden=hidden, **rest)]


def _signature(
    function: Callable[..., Any], takes: Sequence[str], person: bool
) -> inspect.Signature:
    """The function's own parameters, then the options of all commands, all by name."""
    hints = get_type_hints(function, include_extras=True)
    own = [
        one.replace(annotation=hints[one.name], kind=inspect.Parameter.KEYWORD_ONLY)
        for one in list(inspect.signature(function).parameters.values())[1:]
    ]
    org = "A folder of YAML, a workbook, a SQLite file, a database URL, or sample."
    shared = {
        "org": _option("--org", "ORG", org, False, envvar="COHELM_ORG"),
        ON: _option("--on", "DAY", "The plan as it stands on a day.", ON not in takes),
        KNOWN_AT: _option(
            "--known-at", "TIME", "As it was known then; a day means its end (UTC).",
            KNOWN_AT not in takes,
        ),
        SCENARIO: _option("--scenario", "NAME", "In a scenario.", SCENARIO not in takes),
    }  # fmt: skip
    if person:
        shared["person"] = _option("--as", "PERSON", "With what a person may see and do.", False)
    parameters = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default="", annotation=annotation)
        for name, annotation in shared.items()
    ]
    as_json = Annotated[bool, typer.Option("--json", help="The answer as JSON.")]
    parameters.append(
        inspect.Parameter("json", inspect.Parameter.KEYWORD_ONLY, default=False, annotation=as_json)
    )
    return inspect.Signature([*own, *parameters])


def _help(function: Callable[..., Any], examples: Sequence[str]) -> str:
    text = inspect.getdoc(function) or ""
    if not examples:
        return text
    shown = "\n".join(f"  {one}" for one in examples)
    return f"{text}{PARAGRAPH_AS_IT_STANDS}Examples:\n{shown}"


REASONS = {
    ON: "it is about edits or whole databases, not about the plan on a day",
    KNOWN_AT: "it is about what is known now",
    SCENARIO: "it is about the whole organisation",
}


def _refuse_untaken(name: str, given: dict[str, str], takes: Sequence[str]) -> None:
    for option, value in given.items():
        if value and option not in takes:
            spelt = "--" + option.replace("_", "-")
            raise UsageError(f"{spelt} does not go with '{name}': {REASONS[option]}")
