"""Every number that a README of the published sets states is one that the test of its set holds."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.tables import each

HERE = Path(__file__).parent
TESTS = {
    "archimate": "test_archimate.py",
    "backstage-giantswarm": "test_backstage.py",
    "netbox-demo": "test_netbox.py",
    "sbom-cyclonedx": "test_bills.py",
    "endoflife": "test_endoflife.py",
    "gsa-it-standards": "test_registers.py",
    "tech-radar-zalando": "test_radars.py",
    "cncf-landscape": "test_registers.py",
}
COUNT = re.compile(r"(?<![\w.:/-])\d[\d,]*(?![\w.:/-]*\d)")
"""A number that is no part of a version, a day, a range or a name."""
FLAGS = {"tech-radar-zalando": {0, 1, 2}}
"""What the set writes for a movement is no count."""


def stated(readme: str) -> set[int]:
    """The counts of what is in the set: those of the text below the lines on where it is from."""
    said = readme.rpartition("\n- ")[2].partition("\n\n")[2]
    return {int(one.rstrip(",").replace(",", "")) for one in COUNT.findall(said)}


def test_a_count_is_told_from_what_only_looks_like_one() -> None:
    said = "# A\n\n- Source: b @ 12\n- Changes: 3\n\n5,517 objects (63, 1.4) of 2017-10, 0-3 and x-7: 9."
    assert stated(said) == {5517, 63, 9}


def test_each_count_of_a_readme_stands_in_the_test_of_its_set(real_data: Path) -> None:
    def holds(set_: str) -> None:
        tree = ast.parse((HERE / TESTS[set_]).read_text(encoding="utf-8"))
        held = {one.value for one in ast.walk(tree) if isinstance(one, ast.Constant)}
        readme = (real_data / set_ / "README.md").read_text(encoding="utf-8")
        assert stated(readme) - FLAGS.get(set_, set()) <= held

    each(TESTS, holds)
