"""`--org` as an Enterprise to read, or as an open store to write to."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from cohelm.cli.command import Asked
from cohelm.core.errors import UnknownName, UsageError

if TYPE_CHECKING:
    from cohelm.core.enterprise import Enterprise
    from cohelm.store.access import Writer

Form = Literal["sample", "folder", "workbook", "database", "nothing"]
ACCEPTED = "a folder of YAML, a workbook, a SQLite file, a database URL, or sample"
SQLITE = b"SQLite format 3\0"
ZIP = b"PK\x03\x04"
DATABASES = (".db", ".sqlite", ".sqlite3")


@dataclass(frozen=True, slots=True)
class Place:
    """What `--org` names, told by what is there. `nothing`: a database that can be made."""

    text: str
    form: Form

    @property
    def is_kept(self) -> bool:
        """Whether it is a database, with a history, that can be written to."""
        return self.form == "database"


def place(org: str) -> Place:
    """What `--org` names. Raises UsageError where nothing is said or it is no organisation."""
    if not org:
        raise UsageError(
            "no organisation was named", accepted=ACCEPTED, mend="Name it by --org or COHELM_ORG."
        )
    if org.partition(":")[0] == "sample" and not Path(org).exists():
        return Place(org, "sample")
    if "://" in org:
        return Place(org, "database")
    path = Path(org)
    if path.is_dir():
        return Place(org, "folder")
    if not path.exists():
        return Place(org, "nothing")
    with path.open("rb") as file:
        start = file.read(len(SQLITE))
    if start == SQLITE or not start:  # a SQLite file into which nothing was written yet is empty
        return Place(org, "database")
    if start.startswith(ZIP):
        return Place(org, "workbook")
    raise UsageError(
        f"'{org}' is not an organisation",
        accepted=ACCEPTED,
        mend="To look at any other file: cohelm import FILE --org acme.db",
    )


def read_plan(asked: Asked) -> Enterprise:
    """The plan that is asked for, with what the asker may see, on the day that was named.

    Raises UsageError, UnknownName, InputError.
    """
    whole = read_all_days(asked)
    return whole.at(asked.on) if asked.on else whole


def read_all_days(asked: Asked) -> Enterprise:
    """The plan that is asked for, with the links of all days."""
    at = place(asked.org)
    if at.form == "nothing":
        raise _nothing_there(at)
    if at.form == "database":
        writer = open_store(asked, "")
        from cohelm.store.load import load

        return load(audience=writer.audience, known_at=asked.known_at, scenario=asked.scenario)
    if asked.known_at or asked.scenario:
        raise _no_history(at, "--known-at" if asked.known_at else "--scenario")
    from cohelm.formats.organisation import read_organisation
    from cohelm.store.access import local_administrator

    whole = read_organisation(at.text)
    if not asked.person:
        return whole.seen_by(local_administrator(_user()).audience)
    from cohelm.cli.person import person_of_plan

    return whole.seen_by(person_of_plan(asked.person, whole).audience)


def open_store(asked: Asked, doing: str, *, make: bool = False) -> Writer:
    """Opens the database that is named and answers who writes to it.

    `doing` is the command, for the error: a folder, a workbook or the sample cannot be written to.
    `make`: a database that is not there is made. Raises UsageError, UnknownName, StoreError.
    """
    at = place(asked.org)
    if at.form in ("sample", "folder", "workbook"):
        raise _no_history(at, f"'{doing}'")
    if at.form == "nothing" and not make:
        raise _nothing_there(at)
    from cohelm.server.boot import open_database

    open_database(at.text, make=make)
    from cohelm.store.access import local_administrator

    if not asked.person:
        return local_administrator(_user())
    from cohelm.cli.person import person_of_store

    return person_of_store(asked.person)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container whose user has no name
        return "unknown"


def _no_history(at: Place, doing: str) -> UsageError:
    source = "sample" if at.form == "sample" else at.text
    name = Path(at.text).stem.partition(":")[0] or "acme"
    return UsageError(
        f"{doing} needs a database: a {at.form} is read-only and has no history",
        where=at.text,
        mend=f"Bring it into one: cohelm import {source} --org {name}.db",
    )


def _nothing_there(at: Place) -> UsageError:
    near = [str(one) for one in Path(at.text).parent.glob("*") if not one.name.startswith(".")]
    found = UnknownName.of("organisation", at.text, near[:200])
    mend = found.mend if found.mend.startswith("Did you mean") else ""
    return UnknownName(
        found.message,
        accepted=ACCEPTED,
        mend=mend or f"To make it: cohelm import FILE --org {at.text}",
    )
