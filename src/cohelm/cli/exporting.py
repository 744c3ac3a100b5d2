"""`export`: the organisation as a folder of YAML, a ZIP file of it, a workbook, a format of others."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cohelm.cli.command import WHOLE_PLAN, Asked, command
from cohelm.cli.organisation import read_plan
from cohelm.cli.output import progress, show_json, show_lines
from cohelm.core.days import day_asked
from cohelm.core.errors import UsageError

if TYPE_CHECKING:
    from cohelm.core.enterprise import Enterprise
    from cohelm.formats.losses import Losses
    from cohelm.formats.writing import Written

Edition = Annotated[
    str, typer.Option("--edition", metavar="DAY", help="Of a radar, the edition of a day.")
]
WORKBOOK, ARCHIVE, FOLDER = ".xlsx", ".zip", ""
OURS = (WORKBOOK, ARCHIVE, FOLDER)
ACCEPTED = "a folder, or a file ending in .xlsx, .zip, "
To = Annotated[
    str, typer.Option("--to", metavar="FORMAT", help="A format of others, such as archimate.")
]
Of = Annotated[
    str, typer.Option("--of", metavar="KEY", help="The item that a file of one item is of.")
]


@command(
    takes=WHOLE_PLAN,
    examples=(
        "cohelm export acme/ --org acme.db",
        "cohelm export acme.xlsx --org sample",
        "cohelm export acme.xml --to archimate --org acme.db",
        "cohelm export crm.cdx.json --to cyclonedx --of application:crm --org acme.db",
        "cohelm export may.radar.csv --edition 2026-05-15 --org sample",
    ),
)
def _export(
    asked: Asked,
    out: Annotated[
        str, typer.Argument(metavar="OUT", help="A folder, or a file; its ending says the format.")
    ],
    to: To = "",
    of: Of = "",
    edition: Edition = "",
) -> None:
    """Writes all that one may see: a folder of YAML, the same in a .zip, or a workbook (.xlsx).

    These come back by `import` with nothing changed. Of a format of others (--to) it is said what
    it has no place for.
    """
    path, form = Path(out), form_of(out, to, of, edition)
    if asked.on and form in (ARCHIVE, FOLDER):
        raise UsageError(
            "a folder holds the links of all days",
            mend="Leave --on out, or export a workbook: cohelm export OUT.xlsx --on DAY",
        )
    plan = _known(read_plan(asked), asked)
    with progress("Writing"):
        files, lost = write_out(plan, path, form)
    answer = {"out": out, "items": len(plan), "files": files, "revision": plan.revision}
    if asked.json:
        show_json(answer if lost is None else {**answer, "lost": lost.plain()})
    else:
        show_lines(written_lines(out, plan, files, lost))


def form_of(out: str, to: str, of: str = "", edition: str = "") -> str | Written:
    """The form to write: one of `OURS` by the ending, else a format of others, of one item or edition
    if asked.

    Raises UsageError, UnknownName.
    """
    from cohelm.formats.writing import WRITTEN, written_as, written_by_ending

    day = day_asked(edition, where="--edition")
    if of and not to:
        raise UsageError("--of needs a format", mend="Add --to cyclonedx.")
    if to:
        return written_as(to).asked(of, day)
    ending = Path(out).suffix.lower()
    if ending in OURS or Path(out).is_dir():
        if day:
            raise UsageError("--edition needs a radar", mend="Add --to radar-csv.")
        return ending if ending in OURS else FOLDER
    found = written_by_ending(out)
    if found is None:
        endings = ", ".join(one.ending for one in WRITTEN)
        raise UsageError(
            f"'{out}' cannot be written",
            accepted=f"{ACCEPTED}{endings}",
            mend="Or name a format by --to.",
        )
    return found.asked(edition=day)


def written_lines(out: str, plan: Enterprise, files: int, lost: Losses | None) -> list[str]:
    """What was written, and a line for each sort of thing that the file has no place for."""
    missing = sum(lost.items.values()) if lost else 0
    lines = [f"{out}: {len(plan) - missing:,} items in {files:,} file{'s' if files != 1 else ''}"]
    return lines + [f"lost: {one}" for one in (lost.sentences() if lost else ())]


def write_out(plan: Enterprise, path: Path, form: str | Written) -> tuple[int, Losses | None]:
    """Writes a plan; the number of files, and of a format of others what it has no place for."""
    if not isinstance(form, str):
        from cohelm.formats.losses import losses

        content = form.write(plan)
        path.write_bytes(content)
        return 1, losses(plan, form, content)
    return _write(plan, path, form), None


def _write(plan: Enterprise, path: Path, form: str) -> int:
    """Writes a plan in a form of ours; the number of files, 1 for a workbook."""
    if form == WORKBOOK:
        from cohelm.formats.workbook import write_workbook

        write_workbook(plan, path)
        return 1
    if form == ARCHIVE:
        from cohelm.formats.archive import write_archive

        return write_archive(plan, path)
    from cohelm.formats.folder import write_folder

    return write_folder(plan, path)


def _known(plan: Enterprise, asked: Asked) -> Enterprise:
    """A plan as it was known is as old as it says, so that newer edits are not taken for its own."""
    if asked.known_at is None:
        return plan
    from cohelm.store.history import batches

    page = batches(scenario=None)
    while page and page[-1].time > asked.known_at:
        page = batches(before=page[-1].id, scenario=None)
    known = next((one for one in page if one.time <= asked.known_at), None)
    return replace(plan, revision=known.id + known.changes - 1 if known else 0)


COMMANDS = {"export": _export}
