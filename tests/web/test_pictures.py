"""Pictures as those read them who do not see them."""

from __future__ import annotations

import re
from pathlib import Path

import cohelm.web

TEMPLATES = Path(cohelm.web.__file__).parent / "templates"
PICTURE = re.compile(r"<svg [^>]*>.*?</svg>", re.DOTALL)


def test_a_picture_with_links_in_it_is_no_image_whose_parts_are_not_read() -> None:
    pictures = [
        (path.name, picture)
        for path in TEMPLATES.rglob("*.html")
        for picture in PICTURE.findall(path.read_text(encoding="utf-8"))
    ]
    linked = [(name, picture) for name, picture in pictures if "<a " in picture]
    assert len(linked) > 5
    assert [name for name, picture in linked if 'role="img"' in picture] == []
