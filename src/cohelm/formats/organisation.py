"""A whole organisation out of files, as an Enterprise: a folder of YAML, a workbook, the sample."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import cohelm
from cohelm.core.documents import Contents
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError
from cohelm.core.proposal import propose
from cohelm.core.schema import Schema
from cohelm.formats.folder import is_folder, read_folder
from cohelm.kinds import built_in_schema

SAMPLES = {"sample": "main", "sample:second": "second"}


def sample_folder(name: str) -> Path:
    """The folder of a sample organisation: `sample` or `sample:second`."""
    return Path(cohelm.__file__).parent / "sample" / SAMPLES[name]


def read_organisation(source: str | Path) -> Enterprise:
    """Opens a folder, our own workbook or a sample. Raises InputError with all that is wrong in it."""
    if str(source) in SAMPLES:
        return _sample(str(source))
    path = Path(source)
    schema = built_in_schema()
    if path.is_file():
        return enterprise_of(_read_file(path, schema), schema)
    if not is_folder(path):
        raise _no_organisation(str(source))
    return enterprise_of(read_folder(path, schema), schema)


@cache
def _sample(name: str) -> Enterprise:
    """A sample, read once: its files come with the program and stay as they are."""
    schema = built_in_schema()
    return enterprise_of(read_folder(sample_folder(name), schema), schema)


def _read_file(path: Path, schema: Schema) -> Contents:
    from cohelm.formats.workbook import is_workbook, read_workbook  # late: a folder needs no XLSX

    content = path.read_bytes()
    if not is_workbook(content):
        raise _no_organisation(str(path))
    return read_workbook(content, path.name, schema)


def _no_organisation(source: str) -> InputError:
    return InputError(
        f"'{source}' is not an organisation",
        accepted="a folder of YAML, a workbook that `cohelm export` wrote, or the word sample",
        mend="To look at any other file: cohelm import FILE --org acme.db",
    )


def enterprise_of(contents: Contents, schema: Schema) -> Enterprise:
    """The Enterprise that files hold on their own. Raises InputError with all that is wrong."""
    empty = Enterprise.empty(schema)
    proposal = propose(empty, contents)
    if proposal.problems:
        first = "\n  ".join(str(problem) for problem in proposal.problems[:20])
        more = len(proposal.problems) - 20
        tail = f"\n  … and {more} more" if more > 0 else ""
        raise InputError(f"{len(proposal.problems)} problems:\n  {first}{tail}")
    return empty.with_changes(proposal.changes)
