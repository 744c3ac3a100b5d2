"""`brief`: the pack for the board, in several forms."""

from __future__ import annotations

import shlex
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cohelm.cli.command import WHOLE_PLAN, Asked, command
from cohelm.cli.language import LanguageAsked, documents_in
from cohelm.cli.organisation import open_store, place, read_all_days
from cohelm.cli.output import progress, say, show_json
from cohelm.core.days import day_asked
from cohelm.core.errors import InputError, UsageError
from cohelm.core.prose import Prose
from cohelm.reports.language import ENGLISH

if TYPE_CHECKING:
    from cohelm.core.audience import Audience
    from cohelm.reports.brief.page import Pack


@command(
    takes=WHOLE_PLAN,
    examples=(
        "cohelm brief -o pack.pdf --org sample",
        "cohelm brief -o pack.pptx --on 2026-09-30 --since 2026-06-30",
        "cohelm brief -o pack.md --scenario lean-year --org acme.db",
        "cohelm brief -o pack.pptx --language de --org acme.db",
    ),
)
def _brief(
    asked: Asked,
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="The form by its ending.")
    ] = "",
    since: Annotated[
        str, typer.Option("--since", metavar="DAY", help="Of the last pack [a quarter before].")
    ] = "",
    language: LanguageAsked = "",
) -> None:
    """Makes the pack for the board: ten pages in the same order each time.

    Nothing that is between the two officers is in it until both release it, and no draft. The foot of
    each page says what it is made from, and the last page how every number was counted. A document is
    in the language that is asked for; JSON, which programs read, is English.
    """  # fmt: skip
    from cohelm.reports.brief.pack import since_asked
    from cohelm.reports.brief.written import form_of, pack_document

    if not output and not asked.json:
        raise UsageError("-o is missing: the file to write", mend="cohelm brief -o pack.pdf")
    if output:
        form_of(output)
        if not Path(output).parent.is_dir():
            raise InputError(f"there is no folder '{Path(output).parent}'")
    last = since_asked(day_asked(since, where="--since"), asked.day)
    is_kept = place(asked.org).is_kept
    audience = open_store(asked, "").audience if is_kept else None
    with documents_in(language, output) as spoken:
        with progress("Asking"):
            found = _made(asked, audience, last, Path(output or "pack.pdf").name, spoken.code)
        written = pack_document(found, output, spoken) if output else b""
    if asked.json:
        from cohelm.reports.answers import plain

        show_json(plain(found))
    if output:
        Path(output).write_bytes(written)
        say(f"{output}: {len(found.pages)} pages as of {found.on}, compared with {found.since}.")


def _made(asked: Asked, audience: Audience | None, since: date, name: str, language: str) -> Pack:
    """The pack out of a database, with its history, for an audience; or out of what has none."""
    if audience is not None:
        from cohelm.accounts.board_pack import board_pack

        return board_pack(
            audience, on=asked.day, now=datetime.now(UTC), since=since, known_at=asked.known_at,
            scenario=asked.scenario, output=name, language=language,
        )  # fmt: skip
    from cohelm.reports.brief.pack import pack

    at = place(asked.org)
    sample = Prose("Made from the sample organisation")
    words = ["cohelm", "brief", "-o", name, "--on", str(asked.day), "--since", str(since)]
    words += ["--language", language] if language != ENGLISH.code else []
    return pack(
        read_all_days(asked), on=asked.day, since=since,
        snapshot=sample if at.form == "sample" else Prose("Made from {file}", file=Path(at.text).name),
        again=shlex.join(words),
    )  # fmt: skip


COMMANDS = {"brief": _brief}
