"""`backup` and `restore`: a database out into one file, and back into a new database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cohelm.cli.command import Asked, command
from cohelm.cli.organisation import open_store, place
from cohelm.cli.output import progress, show_json, show_lines
from cohelm.core.errors import UsageError


@command(person=False, examples=("cohelm backup acme-friday.cohelm --org acme.db",))
def _backup(
    asked: Asked,
    out: Annotated[str, typer.Argument(metavar="OUT", help="The file to write.")],
) -> None:
    """Writes a backup of a database, history and all, while it is in use."""
    open_store(asked, "backup")
    from cohelm.store.backup import backup

    with progress("Writing"):
        manifest = backup(Path(out))
    if asked.json:
        show_json({"out": out, "manifest": manifest})
    else:
        show_lines([f"{out}: {manifest.changes:,} changes, {Path(out).stat().st_size:,} bytes"])


@command(person=False, examples=("cohelm restore acme-friday.cohelm --org new.db",))
def _restore(
    asked: Asked,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A backup.")],
) -> None:
    """Makes a new database out of a backup. One that is there is never overwritten."""
    at = place(asked.org)
    if at.form in ("sample", "folder", "workbook"):
        raise UsageError(f"'{asked.org}' is a {at.form}", accepted="a new database, such as new.db")
    from cohelm.server.restore import restore
    from cohelm.store.manifest import read_manifest

    manifest = read_manifest(Path(file))
    with progress("Reading"):
        restore(Path(file), asked.org)
    if asked.json:
        show_json({"file": file, "org": asked.org, "manifest": manifest})
    else:
        show_lines([f"{asked.org}: {manifest.changes:,} changes restored from {file}"])


COMMANDS = {"backup": _backup, "restore": _restore}
