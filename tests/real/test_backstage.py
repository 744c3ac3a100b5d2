"""A published catalogue: what its README counts, and which owners it names without stating them.

The README: 319 components of type service with 18 owners, 11 group documents of which one name occurs
twice. Eighteen owners are named and ten groups stated, each of which is one of them: eight are not
stated as they are spelled, one of those only for a capital letter.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from cohelm.core.proposal import propose
from cohelm.formats.backstage import read_catalogue, write_catalogue
from cohelm.formats.detect import read_paths
from cohelm.kinds import built_in_schema
from tests.making import enterprise

SCHEMA = built_in_schema()


def test_a_catalogue_has_as_many_entities_as_it_states(real_data: Path) -> None:
    folder = real_data / "backstage-giantswarm"
    found = read_paths([str(folder / f"{one}.yaml") for one in ("components", "groups")], SCHEMA)
    contents = found.contents
    assert contents.records == 319 + 11
    assert contents.problems == []
    assert Counter(one.kind for one in contents.documents) == {"application": 319, "team": 10}
    phases = [one.values["lifecycle"] for one in contents.documents if one.kind == "application"]
    assert phases == [{"stated": "active"}] * 319
    assert all("spec.type=service" in one.values["tags"] for one in contents.documents[:319])
    owners = {end.text for one in contents.documents[:319] for end in one.values["owner"]}
    text = (folder / "components.yaml").read_text(encoding="utf-8")
    spelled = set(re.findall(r"^\s+owner: *(\S+)$", text, re.MULTILINE))
    assert len(spelled) == 18
    assert len(owners) == 17  # two differ by case alone, which says nothing here
    notes = [one.message for one in contents.notes]
    assert sum("stands twice" in one for one in notes) == 1
    assert "8 names are in none of the files as they are spelled" in notes
    said = propose(enterprise(), contents)
    refused = {one.value for one in said.problems}
    assert len(refused) == 7
    assert {one.column for one in said.problems} == {"owner"}
    once = enterprise().with_changes(said.changes)
    assert len(propose(once, contents).changes) == 0
    again = propose(once, read_catalogue("again", write_catalogue(once), SCHEMA))
    assert (len(again.changes), again.problems) == (0, ())
