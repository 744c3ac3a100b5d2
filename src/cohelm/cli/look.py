"""`look`: what files say at once, without an account, a mapping or an organisation to keep."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cohelm.cli.amounts import Currency, Unit
from cohelm.cli.command import ON, Asked, command
from cohelm.cli.language import LanguageAsked, documents_in
from cohelm.cli.output import progress, say, show_json, show_lines
from cohelm.core.errors import InputError, UsageError

if TYPE_CHECKING:
    from cohelm.core.schema import Schema
    from cohelm.formats.detect import ReadFiles
    from cohelm.reports.language import Language
    from cohelm.reports.looked import Looked

SHOWN = 10
"""So many of what was left out are shown as text; JSON has all."""

KEEP = "Nothing was kept. To keep it: --keep acme.db"


@command(
    takes=(ON,),
    person=False,
    examples=(
        "cohelm look contracts.xlsx",
        "cohelm look contracts.csv invoices.csv --json",
        "cohelm look projects.csv --currency CAD --on 2026-06-30 -o page.pdf",
    ),
)
def _look(
    asked: Asked,
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="Files as they are.")],
    currency: Currency = "",
    unit: Unit = "",
    as_: Annotated[str, typer.Option("--as", metavar="KIND", help="What the rows are.")] = "",
    keep: Annotated[
        str,
        typer.Option("--keep", metavar="ORG", help="Keeps it too: as import does, in acme.db."),
    ] = "",
    output: Annotated[
        str,
        typer.Option(
            "-o", "--output", metavar="FILE", help="As a page.html, page.pdf or page.json."
        ),
    ] = "",
    language: LanguageAsked = "",
) -> int:
    """Says what is in files: at most five sentences with money or dates, the most urgent first.

    Each names the rows that it is computed from. Nothing leaves the machine and nothing is kept.
    Exit 1 where nothing could be said.
    """
    from cohelm.formats.detect import read_paths
    from cohelm.reports.amounts_asked import currency_asked, unit_asked
    from cohelm.reports.looked import look_at

    if output:
        _check_place(output)
    if language and keep:  # a process opens one database, and messages are read without any
        raise UsageError(
            "--language does not go with --keep", mend="Keep it by itself: --keep ORG."
        )
    code, factor = currency_asked(currency, where="--currency"), unit_asked(unit, where="--unit")
    answered = {"currency": currency, "unit": unit, "on": asked.on, "as": as_}

    def read(schema: Schema) -> ReadFiles:
        return read_paths(files, schema, as_kind=as_ or None, currency=code, factor=factor)

    with documents_in(language, output) as spoken:
        with progress("Reading"):
            settled = frozenset(name for name, answer in answered.items() if answer)
            looked = look_at(read, on=asked.day, settled=settled)
        if output:
            _write(looked, output, spoken)
        elif asked.json:
            show_json(looked.answer())
        else:
            show_lines(_lines(looked, kept=bool(keep)))
    if keep:
        _keep(files, keep, as_, code, factor)
    return 0 if looked.sentences else 1


def _check_place(output: str) -> None:
    """Before anything is read: whether a document can be written there."""
    from cohelm.reports.documents.look import check_form

    check_form(output)
    folder = Path(output).parent
    if not folder.is_dir():
        raise InputError(f"there is no folder '{folder}'", accepted="a folder that is there")


def _write(looked: Looked, output: str, spoken: Language) -> None:
    from cohelm.reports.documents.look import look_document

    Path(output).write_bytes(look_document(looked, output, spoken))
    say(f"{output}: {len(looked.sentences)} sentences.")


def _keep(files: list[str], org: str, kind: str, currency: str, factor: int) -> None:
    """The organisation made from the files, or told by them what is new, as one batch."""
    from cohelm.cli.importing import Told, bring

    done = bring(Asked(org), files, Told(kind or None, currency=currency, factor=factor))
    new, changed = len(done.proposal.new), len(done.proposal.changed)
    written = f"batch {done.batch}" if done.batch else "nothing to write"
    say(f"{org}: {written}: {new:,} new, {changed:,} changed, {done.proposal.same:,} the same.")
    if changed:
        say(f"What moved since the list came before: cohelm moved --org {org}")


def _lines(looked: Looked, *, kept: bool) -> list[str]:
    read = f"Read as {looked.read_as}; " if looked.read_as else ""
    lines = [f"{read}{looked.understood:,} of {looked.of:,} rows understood."]
    lines += [f"? {one.text} {one.mend}: --{one.asks} {one.answer}" for one in looked.doubts]
    lines.append("")
    for n, one in enumerate(looked.sentences, 1):
        lines += [f"{n}. {one.text}", f"   {looked.places(one)}"]
    if not looked.sentences:
        lines.append("Nothing with money or a date could be said about it.")
    lines += [f"! {one}." for one in looked.unread]
    for title, found in (("Left out", looked.left_out), ("Assumed and noted", looked.assumed)):
        if found:
            lines += ["", f"{title}:", *(f"  {one}" for one in found[:SHOWN])]
            lines += [f"  … and {len(found) - SHOWN} more (--json)"] if len(found) > SHOWN else []
    if looked.next_file:
        lines += ["", f"The next file that would add most: {looked.next_file}"]
    return lines if kept else [*lines, "", KEEP]


COMMANDS = {"look": _look}
