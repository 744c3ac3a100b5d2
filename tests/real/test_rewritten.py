"""Each writer on each published set that it can hold: read again, nothing changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from cohelm.core.errors import InputError
from cohelm.core.proposal import propose
from cohelm.formats.detect import read_paths
from cohelm.formats.writing import WRITTEN
from cohelm.kinds import built_in_schema
from tests.making import enterprise

SCHEMA = built_in_schema()
HELD = {
    "archimate/archisurance/model.xml": {"archimate", "backstage", "cyclonedx"},
    "backstage-giantswarm": {"archimate", "backstage", "cyclonedx"},
    "netbox-demo": {"archimate", "backstage"},
    "sbom-cyclonedx/SBOM/dropwizard-1.3.15": {"archimate", "backstage", "cyclonedx"},
    "sbom-cyclonedx/SaaSBOM": {"archimate", "backstage", "cyclonedx"},
    "endoflife/products": {"archimate"},
    "gsa-it-standards/it-standards-2018-01-31.csv": {"archimate", "radar-csv", "radar-json"},
    "tech-radar-zalando": {"archimate", "radar-csv", "radar-json"},
    "cncf-landscape": {"archimate"},
}
"""By set the formats that have a place for anything of it; the others refuse."""


@pytest.mark.slow
@pytest.mark.parametrize("name", HELD)
def test_written_and_read_again_nothing_changes(real_data: Path, name: str) -> None:
    path = real_data / name
    files = [path] if path.is_file() else sorted(path.rglob("*.*"))
    files = [
        one for one in files if one.is_file() and not one.name.startswith(("README", "LICENSE"))
    ]
    found = read_paths([str(one) for one in files], SCHEMA).contents
    plan = enterprise().with_changes(propose(enterprise(), found).changes)
    applications = sorted(plan.keys("application"))
    held = set()
    for form in WRITTEN:
        if form.write_of:
            form = form.of(applications[0]) if applications else form
        try:
            written = form.write(plan)
        except InputError:
            continue
        again = propose(plan, form.read("again", written, SCHEMA))
        assert (form.word, again.changes.changes, again.problems) == (form.word, (), ())
        held.add(form.word)
    assert held == HELD[name]
