"""Published life cycles: 44 products, of 36 of which the releases are dated too, as the README says."""

from __future__ import annotations

import re
import time
from collections import Counter
from datetime import date
from pathlib import Path

from cohelm.analysis.technology.obsolescence import obsolescence
from cohelm.core.documents import Contents
from cohelm.core.proposal import propose
from cohelm.formats.detect import read_paths
from cohelm.kinds import built_in_schema
from tests.making import enterprise

SCHEMA = built_in_schema()
CYCLES = re.compile(r"^ *- *releaseCycle:", re.MULTILINE)


def read(folder: Path) -> Contents:
    return read_paths([str(folder)], SCHEMA).contents


def test_every_page_gives_its_product_and_its_cycles(real_data: Path) -> None:
    folder = real_data / "endoflife" / "products"
    begun = time.process_time()
    found = read(folder)
    assert time.process_time() - begun < 30  # the bar is three, on a machine of its own
    stated = sum(len(CYCLES.findall(one.read_text())) for one in folder.glob("*.md"))
    products = [one for one in found.documents if "release_of" not in one.values]
    assert (len(products), len(found.documents) - len(products)) == (44, stated)
    assert found.problems == []
    said = propose(enterprise(), found)
    assert said.problems == ()
    assert len(propose(enterprise().with_changes(said.changes), found).changes) == 0


def test_a_truth_in_the_place_of_a_day_is_kept_and_said(real_data: Path) -> None:
    folder = real_data / "endoflife" / "products"
    found = read(folder)
    text = "".join(one.read_text() for one in folder.glob("*.md"))
    for word in ("eol", "eoas", "eoes"):
        stated = Counter(re.findall(rf"^ +{word}: *(true|false)\b", text, re.MULTILINE))
        tags = [tag for one in found.documents for tag in one.values.get("tags", ())]
        assert stated == Counter(
            tag.partition("=")[2] for tag in tags if tag.startswith(f"{word}=")
        )


def test_every_list_of_releases_belongs_to_a_product(real_data: Path) -> None:
    store = enterprise()
    store = store.with_changes(propose(store, read(real_data / "endoflife" / "products")).changes)
    found = read(real_data / "endoflife" / "releases")
    products = {one.values["external_ids"]["endoflife"] for one in found.documents
                if one.kind == "technology" and "release_of" not in one.values}  # fmt: skip
    assert len(products) == 36
    before = len(list(store.keys("technology")))
    said = propose(store, found)
    assert said.problems == ()
    assert len(list(store.with_changes(said.changes).keys("technology"))) == before


def test_what_is_in_use_ends_as_its_page_says(real_data: Path) -> None:
    uses = {"uses": [{"to": "technology:python", "version": "3.8.10"}]}
    store = enterprise(application={"crm": uses}, technology={"python": {"name": "Python"}})
    found = read(real_data / "endoflife" / "products")
    store = store.with_changes(propose(store, found).changes)
    (row,) = obsolescence(store, on=date(2026, 11, 29)).exposed.iter_rows(named=True)
    assert (row["technology"], row["ended"]) == ("technology:python-3.8", date(2024, 10, 7))
