"""Markdown under a front matter in YAML."""

from __future__ import annotations

import re

from cohelm.core.errors import InputError
from cohelm.formats.structured import MOST_BYTES, Node
from cohelm.formats.yaml12 import read_yaml

FENCE = re.compile(rb"^---[ \t]*\r?\n(?P<front>.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)


def read_front_matter(name: str, content: bytes, *, accepted: str) -> tuple[Node, str]:
    """The mapping above a text, and the text. Raises InputError where there is no such mapping."""
    if len(content) > MOST_BYTES:
        most = f"at most {MOST_BYTES // 2**20} MB"
        raise InputError("the file is too large", where=name, accepted=f"{accepted}, {most}")
    plain = content.removeprefix(b"\xef\xbb\xbf")
    found = FENCE.match(plain)
    if found is None:
        raise InputError("the front matter has no end", where=name, accepted=accepted)
    front = read_yaml(b"\n" + found["front"], name)
    if not isinstance(front, dict):
        raise InputError("the front matter is no mapping", where=name, accepted=accepted)
    return front, plain[found.end() :].decode("utf-8", "replace")
