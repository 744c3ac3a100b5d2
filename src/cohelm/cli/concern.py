"""`concern`: one concern shown, accepted until a day, given to somebody; and how many stood when."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from cohelm.cli.command import WHOLE_PLAN, Asked, command, group
from cohelm.cli.organisation import open_store, read_plan
from cohelm.cli.output import show_json, show_lines, show_table

if TYPE_CHECKING:
    from cohelm.core.concern import Concern
    from cohelm.core.enterprise import Enterprise
    from cohelm.store.access import Writer
    from cohelm.store.apply import Written

Code = Annotated[str, typer.Argument(metavar="CODE", help="The code of the check, as RGT003.")]
Item = Annotated[str, typer.Argument(metavar="ITEM", help="The item that it is about, kind:id.")]


def _found(plan: Enterprise, code: str, item: str, on: date) -> Concern:
    from cohelm.analysis.checks import raised
    from cohelm.store.concerns import concern_of

    code = code.strip().upper()
    return concern_of(raised(plan, on=on, codes=[code]).concerns, code, item)


@command(takes=WHOLE_PLAN, examples=("cohelm concern show OWN001 application:wiki --org acme.db",))
def _show(asked: Asked, code: Code, item: Item = "") -> None:
    """One concern that stands: in business words, in engineers' words, its evidence and items."""
    plan = read_plan(asked)
    from cohelm.analysis.checks import check_by_code, plain_concern

    concern = _found(plan, code, item, asked.day)
    if asked.json:
        show_json(plain_concern(concern))
        return
    evidence = [f"  {name}: {value}" for name, value in concern.evidence.items() if value]
    show_lines([
        f"{concern.code} {concern.severity}: {concern.business}", concern.message, *evidence,
        "about " + ", ".join(concern.items), check_by_code(concern.code).why,
    ])  # fmt: skip


@command(
    examples=("cohelm concern accept OWN001 application:wiki --until 2027-03-31 --reason 'goes'",)
)
def _accept(
    asked: Asked,
    code: Code,
    item: Item = "",
    until: Annotated[str, typer.Option(metavar="DAY", help="The last day of it.")] = "",
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why it can wait.")] = "",
) -> None:
    """Accepts a concern until a day, that included: until then it is not raised."""
    from cohelm.core.days import day_asked
    from cohelm.core.errors import UsageError

    day = day_asked(until, where="--until")
    if day is None:
        raise UsageError("--until is missing", accepted="a day to come, such as 2027-03-31")
    writer, plan = _opened(asked, "concern accept")
    from cohelm.store.apply import apply
    from cohelm.store.concerns import acceptance

    today = datetime.now(UTC).date()
    concern = _found(plan.at(today), code, item, today)
    changes = acceptance(plan, concern, until=day, reason=reason.strip(), on=today, person="")
    written = apply(changes, by=writer, via="cli", reason=f"accepts {concern.code} until {day}")
    _told(asked, written, f"{concern.code} is accepted until {day}")


@command(examples=("cohelm concern assign OWN001 application:wiki --to role:cio --due 2027-01-31",))
def _assign(
    asked: Asked,
    code: Code,
    item: Item = "",
    to: Annotated[str, typer.Option(metavar="KEY", help="A role, a team or a person.")] = "",
    due: Annotated[str, typer.Option(metavar="DAY", help="By when.")] = "",
    why: Annotated[str, typer.Option(metavar="TEXT", help="What you want to tell them.")] = "",
) -> None:
    """Gives a concern to somebody, as an action; whoever it reaches is told by mail."""
    from cohelm.core.days import day_asked

    day = day_asked(due, where="--due")
    writer, plan = _opened(asked, "concern assign")
    from django.contrib.auth.models import User

    from cohelm.accounts.assigning import assign

    now = datetime.now(UTC)
    concern = _found(plan.at(now.date()), code, item, now.date())
    sender = User.objects.filter(username=writer.actor).first()
    written = assign(
        plan, concern, to=to, due=day, why=why.strip(), by=writer, sender=sender, now=now
    )
    _told(asked, written, f"{concern.code} was given to {plan.name(to)}")


@command(examples=("cohelm concern trend --org acme.db",))
def _trend(asked: Asked) -> None:
    """How many concerns stood at past moments, each as the plan was known then."""
    writer = open_store(asked, "concern trend")
    from cohelm.store.trend import trend

    found = trend(writer.audience, now=datetime.now(UTC))
    if asked.json:
        points = [{"time": one.time, "severities": dict(one.severities)} for one in found.points]
        show_json({"known_since": found.known_since, "points": points})
        return
    rows = (
        (one.time.date().isoformat(), *(str(one.severities[word]) for word in ("act", "watch", "info")))
        for one in found.points
    )  # fmt: skip
    show_table(("end of", "act", "watch", "info"), rows)
    show_lines([f"known since {found.known_since or 'never: nothing was written yet'}"])


def _opened(asked: Asked, doing: str) -> tuple[Writer, Enterprise]:
    writer = open_store(asked, doing)
    from cohelm.store.load import load

    return writer, load(audience=writer.audience)


def _told(asked: Asked, written: Written, words: str) -> None:
    if asked.json:
        show_json({"batch": written.batch or None, "changes": written.changes})
    else:
        show_lines([f"batch {written.batch}: {words}"])


PARTS = {"show": _show, "accept": _accept, "assign": _assign, "trend": _trend}
COMMANDS = {"concern": group("One concern: shown, accepted until a day, given to somebody.", PARTS)}
