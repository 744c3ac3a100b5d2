"""`organisation`: what holds for all of it, and the fields that it added to the kinds."""

from __future__ import annotations

from collections.abc import Mapping
from json import loads
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cohelm.cli.command import WHOLE_PLAN, Asked, command, group
from cohelm.cli.organisation import open_store, place, read_plan
from cohelm.cli.output import cell, say, show_json, show_table
from cohelm.core.errors import UsageError

if TYPE_CHECKING:
    from cohelm.store.apply import Written
    from cohelm.store.history import Entry

REASON = typer.Option("--reason", metavar="TEXT", help="Why; kept in the history.")


@command(
    takes=WHOLE_PLAN,
    examples=("cohelm organisation settings --org acme.db", "cohelm organisation settings --json"),
)
def _settings(asked: Asked) -> None:
    """The settings: what each is now, and in a database who changed it last and when."""
    plan = read_plan(asked)
    from cohelm.kinds.settings import CHANGES

    last, now = _last(asked), plan.organisation
    fields = plan.schema.kind("organisation").fields
    rows = [
        {"setting": name, "now": now.get(name), "help": fields[name].help, "changes": changes,
         "changed": _by(last.get(name))}
        for name, changes in CHANGES.items() if name in fields
    ]  # fmt: skip
    _show(asked, "settings", rows, ("setting", "now", "changed", "help"))


@command(
    examples=(
        "cohelm organisation set decision_lead_days 30 --reason 'as agreed' --org acme.db",
        "cohelm organisation set risk_appetite '2500000 EUR' --org acme.db",
        "cohelm organisation set radar_rings 'use, try, avoid' --org acme.db",
        "cohelm organisation set sector '' --org acme.db",
    ),
)
def _set(
    asked: Asked,
    name: Annotated[str, typer.Argument(metavar="SETTING", help="Such as currency.")],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="Empty takes it away.")],
    reason: Annotated[str, REASON] = "",
) -> None:
    """Changes one setting."""
    writer = open_store(asked, "organisation set")
    from cohelm.core.errors import InputError, UnknownName
    from cohelm.kinds.settings import CHANGES
    from cohelm.store.load import everything
    from cohelm.store.settings import set_settings
    from cohelm.web.typed import value_of

    if name not in CHANGES:
        raise UnknownName.of("setting", name, CHANGES)
    plan = everything().seen_by(writer.audience)
    spec = plan.schema.field("organisation", name)
    try:
        currency = str(plan.organisation.get("currency") or "")
        text = _line_by_line(value) if spec.type == "list" else value
        meant: Any = value_of(spec, text, currency) if value else None
    except ValueError as error:
        raise InputError(str(error), where=name) from error
    _say(asked, set_settings({name: meant}, by=writer, via="cli", reason=reason), name)


def _line_by_line(value: str) -> str:
    """A list as a page has it: a shell writes it with commas, `--json` as JSON. Raises ValueError."""
    if not value.lstrip().startswith("["):
        return "\n".join(value.split(","))
    try:
        said = loads(value)
    except ValueError:
        said = None
    if not isinstance(said, list) or not all(isinstance(one, str) for one in said):
        raise ValueError(
            f"'{value}' is no list. Accepted: words with commas, or a list of them as JSON"
        )
    return "\n".join(said)


@command(takes=WHOLE_PLAN, examples=("cohelm organisation fields --org acme.db",))
def _fields(asked: Asked) -> None:
    """The fields that the organisation added to the kinds, and how many items say something in each."""
    plan = read_plan(asked)
    from cohelm.core.ownvalues import own_fields, values_of

    last = _last(asked)
    rows = [
        {"field": f"{kind}.{name}", "type": about.get("type", "text"),
         "filled": len(values_of(plan, kind, name)), "help": about.get("help", ""),
         "changed": _by(last.get(f"{kind}.{name}"))} | ({} if not asked.json else {"about": about})
        for kind, fields in own_fields(plan).items() for name, about in fields.items()
    ]  # fmt: skip
    _show(asked, "fields", rows, ("field", "type", "filled", "changed", "help"))


@command(
    examples=(
        "cohelm organisation declare application.depot_critical --type boolean --org acme.db",
        "cohelm organisation declare initiative.colour --type scale --choices red,amber,green",
        "cohelm organisation declare contract.rebate --type number --says 'As a share.' --change",
    ),
)
def _declare(
    asked: Asked,
    field: Annotated[str, typer.Argument(metavar="KIND.NAME", help="Such as contract.rebate.")],
    type_: Annotated[
        str, typer.Option("--type", metavar="TYPE", help="text, number, date, choice …")
    ] = "text",
    says: Annotated[str, typer.Option("--says", metavar="TEXT", help="Help of its input.")] = "",
    choices: Annotated[
        str, typer.Option("--choices", metavar="A,B", help="Of a choice or a scale.")
    ] = "",
    unit: Annotated[str, typer.Option("--unit", metavar="UNIT", help="What it counts.")] = "",
    clearance: Annotated[
        str,
        typer.Option("--clearance", metavar="WORD", help="Who sees it: people, money, security."),
    ] = "",
    change: Annotated[bool, typer.Option("--change", help="One that is there.")] = False,
    reason: Annotated[str, REASON] = "",
) -> None:
    """Declares a field of one's own; with --change, changes what is declared of one that is there."""
    kind, name = _parts(field)
    writer = open_store(asked, "organisation declare")
    from cohelm.store.settings import declare

    listed = [one.strip() for one in choices.split(",") if one.strip()]
    about = {"type": type_, "help": says, "choices": listed, "unit": unit, "clearance": clearance}
    written = declare(kind, name, about, by=writer, via="cli", is_new=not change, reason=reason)
    _say(asked, written, field)


@command(examples=("cohelm organisation retire contract.rebate --org acme.db",))
def _retire(
    asked: Asked,
    field: Annotated[str, typer.Argument(metavar="KIND.NAME", help="Such as contract.rebate.")],
    reason: Annotated[str, REASON] = "",
) -> None:
    """Takes an own field away with what items say in it, as one batch; `cohelm undo` brings it back."""
    kind, name = _parts(field)
    writer = open_store(asked, "organisation retire")
    from cohelm.store.settings import retire

    _say(asked, retire(kind, name, by=writer, via="cli", reason=reason), field)


def _parts(field: str) -> tuple[str, str]:
    kind, dot, name = field.partition(".")
    if not dot or not name:
        raise UsageError(f"'{field}' names no field", accepted="KIND.NAME, such as contract.rebate")
    return kind, name


def _last(asked: Asked) -> Mapping[str, Entry]:
    """The last changes, where the organisation is kept in a database."""
    if not place(asked.org).is_kept:
        return {}
    audience = open_store(asked, "").audience
    from cohelm.store.settings import last_changes

    return last_changes(audience)


def _by(entry: Entry | None) -> str:
    return f"{entry.time:%Y-%m-%d} {entry.actor}" if entry else ""


def _show(asked: Asked, word: str, rows: list[dict[str, Any]], shown: tuple[str, ...]) -> None:
    if asked.json:
        show_json({word: rows})
    else:
        show_table(shown, ([cell(row[name]) for name in shown] for row in rows))


def _say(asked: Asked, written: Written, name: str) -> None:
    if asked.json:
        show_json({"batch": written.batch, "changes": written.changes})
    else:
        say(f"{name}: batch {written.batch}." if written.batch else f"{name}: nothing was changed.")


COMMANDS = {
    "organisation": group(
        "Settings and own fields: seen, set, declared, retired.",
        {"settings": _settings, "set": _set, "fields": _fields, "declare": _declare,
         "retire": _retire},
    )
}  # fmt: skip
