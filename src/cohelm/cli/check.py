"""`check`: concerns, as a linter raises them, on a database or on a folder in a pipeline."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cohelm.cli.command import WHOLE_PLAN, Asked, command
from cohelm.cli.organisation import read_plan
from cohelm.cli.output import say, show_json, show_lines
from cohelm.core.errors import UsageError

if TYPE_CHECKING:
    from cohelm.analysis.checks import Raised
    from cohelm.core.concern import Concern
    from cohelm.core.enterprise import Enterprise


@command(
    takes=WHOLE_PLAN,
    examples=(
        "cohelm check acme/",
        "cohelm check acme/ --select OWN,STR002 --format sarif > cohelm.sarif",
        "cohelm check --org acme.db --scenario one-erp --on 2027-01-01",
        'cohelm check acme/ --try "contract where auto_renews = true" --must "owner is not null"',
    ),
)
def _check(
    asked: Asked,
    organisation: Annotated[
        str, typer.Argument(metavar="ORG", help="The organisation, as by --org.")
    ] = "",
    select: Annotated[
        str,
        typer.Option(
            "--select", metavar="CODES", help="Only these, by comma; STR selects all STR…."
        ),
    ] = "",
    form: Annotated[
        str, typer.Option("--format", metavar="text|json|sarif", help="The form of the answer.")
    ] = "text",
    try_: Annotated[
        str,
        typer.Option(
            "--try",
            metavar="CONDITION",
            help="Instead: tries a check that is not kept yet, on these.",
        ),
    ] = "",
    must: Annotated[
        str, typer.Option("--must", metavar="CONDITION", help="What each of them has to meet.")
    ] = "",
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="Exit 0 even when concerns are raised.")
    ] = False,
) -> int:
    """Raises concerns: what is not as it should be. Exit 1 when there are any.

    Accepted concerns are counted and do not fail.
    """
    from cohelm.analysis.checks import raised

    asked = replace(asked, org=organisation) if organisation else asked
    if form not in ("text", "json", "sarif"):
        raise UsageError(f"there is no format '{form}'", accepted="text, json, sarif")
    if asked.json and form == "sarif":
        raise UsageError("--json and --format sarif exclude each other")
    form = "json" if asked.json else form
    codes = tuple(code.strip().upper() for code in select.split(",") if code.strip())
    plan = read_plan(asked)
    if try_ or must:
        return _tried(asked, plan, try_, must)
    found = raised(plan, on=asked.day, codes=codes)
    if form == "json":
        show_json({**found.as_dict(), "total": len(found.concerns)})
    elif form == "sarif":
        show_json(_sarif(found, plan))
    else:
        show_lines(_line(one) for one in found.concerns)
        say(_summary(found))
    return 1 if found.concerns and not exit_zero else 0


def _tried(asked: Asked, plan: Enterprise, condition: str, requirement: str) -> int:
    """What a check would find: exit 1 when anything. Raises UsageError, InputError."""
    from cohelm.analysis.agenda.own import asked_once

    if not condition or not requirement:
        raise UsageError(
            "a check is tried with both conditions", accepted="--try CONDITION --must CONDITION"
        )
    found = asked_once(plan, condition, requirement, on=asked.day)
    items = [one.items[0] for one in found.concerns]
    if asked.json:
        show_json({"items": items, "examined": found.examined, "unknown": found.unknown})
    else:
        show_lines(items)
        say(
            f"{len(items)} of {found.examined} do not meet it; of {found.unknown} it cannot be said."
        )
    return 1 if items else 0


def _line(concern: Concern) -> str:
    item = concern.items[0] if concern.items else "organisation"
    return f"{item}: {concern.code} {concern.severity}: {concern.message}"


def _summary(found: Raised) -> str:
    count = len(found.concerns)
    raised = f"{count} concern{'s' if count != 1 else ''}" if count else "No concerns"
    return raised + (f", {len(found.accepted)} more accepted." if found.accepted else ".")


def _sarif(found: Raised, plan: Enterprise) -> dict[str, Any]:
    from cohelm.formats.sarif import write_sarif

    accepted = [(one.concern, one.reason) for one in found.accepted]
    return write_sarif(found.concerns, found.checks, plan.schema, accepted=accepted)


COMMANDS = {"check": _check}
