"""Files in as one batch, as the page and the command line bring them in."""

from typing import Annotated, Any, Literal

from django.conf import settings
from django.http import HttpRequest
from ninja import File, Query, Router, Schema
from ninja.files import UploadedFile
from pydantic import Field

from cohelm.accounts.absence import Settled
from cohelm.accounts.brought import compare, in_short, write
from cohelm.accounts.lengths import too_large
from cohelm.accounts.permission import asker
from cohelm.api.access import writes
from cohelm.api.plan import Lens, now, refuse_another_time, whole_plan_of
from cohelm.api.texts import Reason
from cohelm.formats.mapping import Mapping
from cohelm.formats.mappings import read_mappings, write_mappings

router = Router(tags=["import"])


class NoLongerListed(Schema):
    """What became of the items that lists no longer have, where the lists say so."""

    kept: int
    removed: int
    batch: int | None = Field(description="The batch of the removed ones.")
    refused: str = Field(description="Why they could not be removed; they are asked about.")


class Imported(Schema):
    """What came in, or with `dry_run` what would: counts, and every value that was refused."""

    batch: int | None
    no_longer_listed: NoLongerListed
    new: int
    changed: int
    same: int
    conflicts: list[str]
    problems: list[dict[str, Any]]
    notes: list[dict[str, Any]]
    mapping: str = Field(
        description="What columns were taken for, as YAML; to be corrected and sent."
    )


@router.post("/import", auth=writes, response=Imported, summary="Bring files in")
def import_files(
    request: HttpRequest,
    lens: Query[Lens],
    files: File[list[UploadedFile]],
    mapping: File[UploadedFile | None] = None,
    as_kind: str = "",
    dry_run: bool = False,
    absent: Annotated[
        Literal["", "ask", "kept", "removed"],
        Query(description="What it means that a list lacks what it had; empty: as it said before."),
    ] = "",
    reason: Reason = "",
) -> Any:
    """Brings files in as one batch. Good rows come in; every one that is refused is reported."""
    refuse_another_time(lens)
    if sum(one.size or 0 for one in files) > settings.UPLOAD_BYTES:
        raise too_large()
    stated: tuple[Mapping, ...] = ()
    if mapping is not None:
        schema = whole_plan_of(request, lens).schema
        stated = read_mappings(mapping.read().decode("utf-8", "replace"), schema)
    sent = [(str(one.name), one.read()) for one in files]
    found = compare(
        sent, asker(request), scenario=lens.scenario, as_kind=as_kind or None, mappings=stated
    )
    batch, settled = None, Settled()
    if (len(found.proposal.changes) or found.lists) and not dry_run:
        said = reason or f"Import of {in_short([name for name, _ in sent])}"
        written, settled = write(
            found, asker(request), via="import", reason=said, now=now(), scenario=lens.scenario,
            absent=absent,
        )  # fmt: skip
        batch = written.batch or None
    return {
        "batch": batch,
        "no_longer_listed": {
            "kept": settled.kept,
            "removed": settled.removed,
            "batch": settled.batch or None,
            "refused": settled.refused,
        },
        "new": len(found.proposal.new),
        "changed": len(found.proposal.changed),
        "same": found.proposal.same,
        "conflicts": list(found.proposal.conflicts),
        "problems": [one.as_dict() for one in found.proposal.problems],
        "notes": [one.as_dict() for one in found.proposal.notes],
        "mapping": write_mappings(found.read.mappings) if found.read.mappings else "",
    }
