"""The plan that another one is set against: `--than-on`, `--than-known-at`, `--than-scenario`."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated

import typer

from cohelm.cli.command import Asked
from cohelm.core.days import day_asked, moment_asked

ThanOn = Annotated[str, typer.Option("--than-on", metavar="DAY", help="From the plan on this day.")]
ThanKnownAt = Annotated[
    str, typer.Option("--than-known-at", metavar="TIME", help="From what was known then.")
]
ThanScenario = Annotated[
    str, typer.Option("--than-scenario", metavar="NAME", help="From a scenario.")
]
OPTIONS = {"than_on": ThanOn, "than_known_at": ThanKnownAt, "than_scenario": ThanScenario}


def parameters() -> Iterator[inspect.Parameter]:
    """The three options, as a command declares them."""
    for name, annotation in OPTIONS.items():
        yield inspect.Parameter(
            name, inspect.Parameter.KEYWORD_ONLY, default="", annotation=annotation
        )


def another(asked: Asked, than_on: str, than_known_at: str, than_scenario: str) -> Asked:
    """The plan that the three options name, of the same organisation. Raises UsageError."""
    return replace(
        asked, on=day_asked(than_on, where="--than-on"), scenario=than_scenario.strip(),
        known_at=moment_asked(than_known_at, where="--than-known-at"),
    )  # fmt: skip
