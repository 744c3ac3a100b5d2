"""Decision records and enhancement proposals among the files that somebody brings: one decision each."""

from __future__ import annotations

import re

from cohelm.core.documents import Contents, Document
from cohelm.core.errors import Problem
from cohelm.formats.kep import read_kep
from cohelm.formats.madr import SECTIONS, read_madr

TITLE = re.compile(r"^# \S", re.MULTILINE)
SECTION = re.compile(r"^## +(.+?)\s*$", re.MULTILINE)
TELLING = frozenset({"decision", "decision outcome", "status"})
"""A text with a title, one of these sections and another that records have is a record."""
PROPOSAL = re.compile(r"^(?:kep-number|owning-sig):", re.MULTILINE)
NAMED = re.compile(r"^title:", re.MULTILINE)
LOOKED_AT = 400_000


def is_decision_record(content: bytes) -> bool:
    """Whether a file is one decision: a record in Markdown, or a proposal in YAML."""
    text = content[:LOOKED_AT].decode("utf-8", "replace")
    if _is_proposal(text):
        return True
    headings = {one.lower() for one in SECTION.findall(text)}
    return bool(TITLE.search(text) and headings & TELLING and len(headings & SECTIONS.keys()) > 1)


def read_decision_record(name: str, content: bytes) -> Contents:
    """The decision in a file; one of the same name, or of the same number, is the same.

    What the record says and a decision has no place for is noted. Raises InputError.
    """
    text = content.decode("utf-8", "replace")
    record = read_kep(content, name) if _is_proposal(text) else read_madr(text, name)
    found = Contents(documents=[Document("decision", "", record.values, name)], records=1)
    if record.left_out:
        found.notes.append(Problem(f"left out: {'; '.join(record.left_out)}", name))
    return found


def _is_proposal(text: str) -> bool:
    """Whether a text is a proposal: what begins with `# ` in it is a comment and no title."""
    return len(set(PROPOSAL.findall(text))) > 1 and bool(NAMED.search(text))
