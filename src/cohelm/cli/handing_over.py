"""`handover`: what an incoming officer finds, on the screen or as a document."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cohelm.cli.analyses import show_answer
from cohelm.cli.command import WHOLE_PLAN, Asked, command
from cohelm.cli.language import LanguageAsked, documents_in
from cohelm.cli.organisation import read_plan
from cohelm.cli.output import say
from cohelm.core.errors import InputError
from cohelm.reports.language import ENGLISH

if TYPE_CHECKING:
    from cohelm.core.enterprise import Enterprise
    from cohelm.reports.language import Language


@command(
    takes=WHOLE_PLAN,
    examples=(
        "cohelm handover --org sample",
        "cohelm handover --office cto -o handover.pdf --org sample",
        "cohelm handover --json",
    ),
)
def _handover(
    asked: Asked,
    office: Annotated[
        str, typer.Option("--office", metavar="OFFICE", help="The office, by id; else the first.")
    ] = "",
    output: Annotated[
        str,
        typer.Option("-o", "--output", metavar="FILE", help="A .pdf, .md, .html, .pptx or .xlsx."),
    ] = "",
    language: LanguageAsked = "",
) -> None:
    """Says what the record holds for who takes an office over: decided, pending, promised, ending."""
    from cohelm.analysis.agenda.handover import handover

    plan = read_plan(asked)
    with documents_in(language, output) as spoken:
        if output:
            _write(plan, asked, office, output, spoken)
        else:
            show_answer("handover", handover(plan, on=asked.day, office=office), plan, asked)


def _write(plan: Enterprise, asked: Asked, office: str, output: str, spoken: Language) -> None:
    from cohelm.reports.brief.written import form_of, pack_document
    from cohelm.reports.handed_over import handover_pack

    form_of(output)
    if not Path(output).parent.is_dir():
        raise InputError(f"there is no folder '{Path(output).parent}'")
    words = ["cohelm", "handover", "-o", Path(output).name, "--on", str(asked.day)]
    words += ["--office", office] if office else []
    words += ["--language", spoken.code] if spoken != ENGLISH else []
    made = handover_pack(plan, on=asked.day, office=office, again=shlex.join(words))
    Path(output).write_bytes(pack_document(made, output, spoken))
    say(f"{output}: {len(made.pages)} pages as of {made.on}.")


COMMANDS = {"handover": _handover}
