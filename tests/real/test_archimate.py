"""Published models in their three shapes: what each file states is read, and all shapes say as much.

The counts are those of the tags `element` and `relationship` in each model's exchange file; the set's
README says that the tables hold one row more, the model itself.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from cohelm.core.proposal import propose
from cohelm.formats.archimate import read_exchange, write_exchange
from cohelm.formats.detect import read_paths
from cohelm.kinds import built_in_schema
from tests.cli.running import session
from tests.making import enterprise

SCHEMA = built_in_schema()
MODELS = [
    ("archisurance", 120, 176),
    ("data-management-by-design", 334, 418),
    ("esdc-principles-catalog", 147, 143),
    ("gc-business-capability-model", 197, 0),
    ("hiv-case-reporting", 50, 63),
    ("ochro-digital-suite", 137, 211),
    ("rhrrp-reaching-home", 104, 86),
    ("waltz-capability-model", 228, 223),
]
SHAPES = [
    ("model.xml",),
    ("model.archimate",),
    ("csv/elements.csv", "csv/relations.csv", "csv/properties.csv"),
]


@pytest.mark.parametrize(("name", "elements", "relationships"), MODELS)
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape[0])
def test_a_model_has_as_many_parts_as_it_states(
    real_data: Path, name: str, elements: int, relationships: int, shape: tuple[str, ...]
) -> None:
    folder = real_data / "archimate" / name
    found = read_paths([str(folder / one) for one in shape], SCHEMA).contents
    assert found.problems == []
    assert found.records == elements + relationships
    ends = {"begins_at", "ends_at", "provider", "consumer"}
    joining = [one for one in found.documents if ends & one.values.keys()]
    assert len(found.documents) - len(joining) == elements
    said = propose(enterprise(), found)
    assert said.problems == ()
    once = enterprise().with_changes(said.changes)
    assert len(propose(once, found).changes) == 0


@pytest.mark.parametrize(("name", "elements", "relationships"), MODELS)
def test_another_shape_of_a_model_changes_nothing_nor_does_what_was_written(
    real_data: Path, name: str, elements: int, relationships: int
) -> None:
    folder = real_data / "archimate" / name
    shapes = [read_paths([str(folder / one) for one in shape], SCHEMA).contents for shape in SHAPES]
    assert {one.records for one in shapes} == {elements + relationships}
    once = enterprise().with_changes(propose(enterprise(), shapes[0]).changes)
    for other in (*shapes[1:], read_exchange("again", write_exchange(once), SCHEMA)):
        again = propose(once, other)
        assert (len(again.changes), again.problems) == (0, ())


def test_a_map_of_capabilities_without_relationships(real_data: Path) -> None:
    path = real_data / "archimate" / "gc-business-capability-model" / "model.xml"
    kinds = Counter(one.kind for one in read_paths([str(path)], SCHEMA).contents.documents)
    assert kinds == {"capability": 197}


@pytest.mark.slow
def test_a_model_by_the_command_line(real_data: Path, tmp_path: Path) -> None:
    path = str(real_data / "archimate" / "archisurance" / "model.archimate")
    command = ["import", path, "--org", "acme.db", "--json"]
    first, second = session(command, command, folder=tmp_path)
    assert first.code == 0
    assert first.json["problems"] == []
    assert second.json["new"] == second.json["changed"] == 0
