"""A landscape of technologies: categories, makers and maturity; one item in two places is one."""

from __future__ import annotations

import pytest

from cohelm.core.documents import Contents
from cohelm.core.errors import InputError
from cohelm.core.proposal import propose
from cohelm.formats.detect import read_files
from cohelm.kinds import built_in_schema
from tests.making import enterprise

SCHEMA = built_in_schema()
LANDSCAPE = b"""# a schema
landscape:
  - category:
    name: Harbour
    subcategories:
      - subcategory:
        name: Ropes
        items:
          - item:
            name: Hemp
            description: >-
              It holds.
            homepage_url: https://hemp.example
            project: graduated
            crunchbase: https://www.crunchbase.com/organization/rope-works
            second_path:
              - "Sea / Ships"
            extra:
              accepted: '2019-12-16'
              graduated: '2024-12-11'
          - item:
            name: Nylon
  - category:
    name: Ships
    subcategories:
      - subcategory:
        name: Rigging
        items:
          - item:
            name: hemp
            crunchbase: https://www.crunchbase.com/organization/rope-works
      - subcategory:
        name: Sails
        items: []
"""


def contents(content: bytes) -> Contents:
    return read_files([("a.csv", content)], SCHEMA).contents


def test_items_are_technologies_with_all_their_places() -> None:
    found = contents(LANDSCAPE)
    assert (found.problems, found.records) == ([], 3)
    store = enterprise(technology={"nylon": {"name": "nylon", "ring": "adopt"}})
    store = store.with_changes(propose(store, found).changes)
    assert store.document("technology:hemp") == {
        "name": "Hemp", "description": "It holds.", "made_by": "vendor:rope-works",
        "tags": ["category=Harbour / Ropes", "category=Sea / Ships", "website=https://hemp.example",
                 "maturity=graduated", "accepted=2019-12-16", "graduated=2024-12-11",
                 "category=Ships / Rigging"],
    }  # fmt: skip
    assert store.plain("technology:nylon")["ring"] == "adopt"
    assert store.name("vendor:rope-works") == "Rope Works"
    assert len(propose(store, found).changes) == 0
    assert [one.message for one in found.notes] == [
        "1 item stands in a second place: taken once",
        "1 maker is called as its address at crunchbase calls it",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (LANDSCAPE.replace(b"items:", b"things:"), "the landscape has no items"),
        (LANDSCAPE.replace(b"name: Hemp", b"name: [Hemp"), "this is not YAML"),
    ],
)
def test_a_damaged_landscape_is_refused_with_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        contents(content)
