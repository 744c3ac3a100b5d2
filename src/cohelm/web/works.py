"""Work that takes longer than a page may: what the worker does, by the name of the job."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from cohelm.accounts.brought import COMPARED, compare, write
from cohelm.accounts.person import person_of
from cohelm.core.errors import UnknownName
from cohelm.formats.mappings import read_mappings
from cohelm.store.jobs import Progress, Work
from cohelm.store.load import load
from cohelm.web.models import Upload
from cohelm.web.packing import PACK, make_pack
from cohelm.web.proving import PROVE, prove

IMPORT = "import"


def import_upload(arguments: Mapping[str, Any], progress: Progress) -> Mapping[str, Any]:
    """Writes files that somebody brought, as one batch, as that person may by now.

    Takes `upload`, `user`, `scenario`, `reason`, `absent`. Raises UnknownName, NotPermitted, Conflict.
    """
    upload = Upload.objects.filter(pk=arguments["upload"], user_id=arguments["user"]).first()
    user = User.objects.filter(pk=arguments["user"]).first()
    if upload is None or user is None:
        raise UnknownName("the files are not there any more")
    person, scenario = person_of(user), str(arguments["scenario"])

    def step(name: str, percent: int) -> None:
        progress.step(name, percent, 100)

    schema = load(audience=person.audience).schema
    found = compare(
        upload.contents(),
        person,
        scenario=scenario,
        as_kind=upload.kind or None,
        mappings=read_mappings(upload.mappings, schema) if upload.mappings else (),
        step=step,
    )
    step("Writing", COMPARED)
    written, settled = write(
        found, person, via="import", reason=str(arguments["reason"]), now=timezone.now(),
        scenario=scenario, absent=str(arguments.get("absent", "")),
    )  # fmt: skip
    upload.delete()
    return {
        "batch": written.batch,
        "changes": written.changes,
        "settled": list(settled.sentences),
        "refused": len(found.proposal.problems),
        "again": any(one.earlier for one in found.lists),
    }


WORKS: Mapping[str, Work] = {IMPORT: import_upload, PROVE: prove, PACK: make_pack}
