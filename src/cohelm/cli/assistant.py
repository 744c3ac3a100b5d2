"""`mcp`: the organisation for an assistant that speaks the Model Context Protocol."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from cohelm.cli.command import Asked, command
from cohelm.cli.organisation import open_store, place, read_all_days
from cohelm.core.errors import NotPermitted, UsageError

if TYPE_CHECKING:
    from cohelm.api.assistant.caller import Caller
    from cohelm.core.enterprise import Enterprise
    from cohelm.store.access import Writer


@command(examples=(
    "cohelm mcp --org sample", "cohelm mcp --org acme.db --as ada.lind --write",
))  # fmt: skip
def _mcp(
    asked: Asked,
    write: Annotated[
        bool, typer.Option("--write", help="Lets the assistant propose changes; you confirm them.")
    ] = False,
    site: Annotated[
        str, typer.Option("--site", metavar="URL", help="Where the pages are, for links.")
    ] = "",
) -> None:
    """Answers an assistant by standard input and output until it hangs up. Reads only, unless --write.

    It sees what the person named by --as sees, or, with a database, the person of the token in
    COHELM_TOKEN; never what is between the two offices, a draft, or an assessment of somebody.
    """
    caller = _caller(asked, (site or _site()).rstrip("/"), write=write)
    from cohelm.api.assistant.server import assistant

    assistant(caller).run("stdio")


def _site() -> str:
    from cohelm.server.environment import number, text
    from cohelm.server.serve import address

    return address(text("COHELM_HOST"), number("COHELM_PORT"))


def _caller(asked: Asked, site: str, *, write: bool) -> Caller:
    """Whom the assistant asks for. Raises UsageError, UnknownName, NotPermitted."""
    from cohelm.api.assistant.caller import Caller

    if not place(asked.org).is_kept:
        if write:
            raise UsageError("--write needs a database", where=asked.org)
        whole = read_all_days(asked)
        return Caller(
            lambda known_at, scenario: _as_it_stands(whole, known_at, scenario), _today, site
        )
    writer, may_write = _writer(asked)
    if write and not may_write:
        raise NotPermitted("this person or token reads and does not write")
    from cohelm.store.load import load

    return Caller(
        lambda known_at, scenario: load(
            audience=writer.audience, known_at=known_at, scenario=scenario
        ),
        _today,
        site,
        writer if write else None,
    )


def _today() -> date:
    return datetime.now(UTC).date()


def _writer(asked: Asked) -> tuple[Writer, bool]:
    """Who is asked for, by token or by --as, and whether they may write."""
    writer = open_store(asked, "mcp")
    from cohelm.store.access import Level, Writer

    text = os.environ.get("COHELM_TOKEN", "")
    if not text:
        return writer, writer.level >= Level.CONTRIBUTOR
    if asked.person:
        raise UsageError("--as and COHELM_TOKEN both name a person", mend="Unset one of them.")
    from django.utils import timezone

    from cohelm.accounts.secrets import person_by_token

    person = person_by_token(text.strip(), now=timezone.now())
    if person.level is None:
        raise NotPermitted("the token in COHELM_TOKEN is not valid, or not any more")
    return Writer(person.username, person.level, person.audience), person.may_write


def _as_it_stands(whole: Enterprise, known_at: datetime | None, scenario: str) -> Enterprise:
    """A folder, which has neither scenarios nor a past. Raises UsageError."""
    if known_at or scenario:
        raise UsageError("scenarios and the past need a database")
    return whole


COMMANDS = {"mcp": _mcp}
