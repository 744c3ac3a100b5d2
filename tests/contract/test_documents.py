"""The documentation hangs together: each page is in the index, and each link leads to something."""

from __future__ import annotations

import re
from pathlib import Path

TOP = Path(__file__).parents[2]
PAGES = [*TOP.glob("*.md"), *(TOP / "docs").rglob("*.md")]
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def test_the_index_names_every_explanation() -> None:
    index = (TOP / "docs" / "README.md").read_text(encoding="utf-8")
    named = set(LINK.findall(index))
    pages = {f"explanation/{page.name}" for page in (TOP / "docs" / "explanation").glob("*.md")}
    assert pages - named == set()


def test_every_link_leads_to_a_file() -> None:
    broken = [
        f"{page.relative_to(TOP)}: {link}"
        for page in PAGES
        for link in LINK.findall(page.read_text(encoding="utf-8"))
        if not (page.parent / link).exists()
    ]
    assert broken == []
