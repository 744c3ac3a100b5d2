"""AOE's radar: a Markdown page for each blip of an edition, in a folder that is called by its day."""

from __future__ import annotations

import re

from cohelm.core.documents import Contents
from cohelm.core.errors import InputError, Problem
from cohelm.core.schema import Schema
from cohelm.formats.frontmatter import read_front_matter
from cohelm.formats.radar.editions import Blip, contents_of, day_in
from cohelm.formats.structured import text, texts

ACCEPTED = "a page with title, ring and quadrant in its front matter"
FRONT = re.compile(
    rb"\A(?:\xef\xbb\xbf)?---[ \t]*\r?\n(.{0,20000}?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE
)
QUADRANT, *BESIDE = (
    re.compile(rb"^%s[ \t]*:" % key, re.MULTILINE) for key in (b"quadrant", b"title", b"ring")
)
"""A page of nothing else has a quadrant; which of the other two it lacks is said."""


def is_blip(content: bytes) -> bool:
    """Whether a file is such a page."""
    found = FRONT.match(content[:25_000])
    if found is None or not QUADRANT.search(found[1]):
        return False
    return any(one.search(found[1]) for one in BESIDE)


def read_blip(name: str, content: bytes, schema: Schema) -> Contents:  # noqa: ARG001
    """A blip on the day of the folder that its page is in. Raises InputError."""
    front, body = read_front_matter(name, content, accepted=ACCEPTED)
    title = text(front, "title")
    if not title:
        raise InputError("the page has no title", where=name, accepted=ACCEPTED)
    said = [("tag", one) for one in texts(front, "tags")]
    blip = Blip(title, text(front, "ring"), text(front, "quadrant"), body.strip(), "", said)
    found = contents_of([blip], day_in(name), name)
    if not blip.ring:
        lacks = "the page has no ring, and the technology comes in without one"
        found.notes.append(Problem(f"{lacks}. Accepted: {ACCEPTED}", name))
    return found
