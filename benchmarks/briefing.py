"""The pack for the board of the sample, in every form, from the command to the file."""

from __future__ import annotations

import io
import os
import re
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import openpyxl
import pypdf
from lxml import html
from pptx import Presentation

from benchmarks.bar import Measured, Took
from benchmarks.commands import INSTALLED, PROGRAM
from cohelm.reports.brief.written import FORMS

MOST, TOPICS = 5.0, 10
TOPICS_IN: Mapping[str, Callable[[bytes], int]] = {
    ".pdf": lambda made: sum(
        not isinstance(one, list) for one in pypdf.PdfReader(io.BytesIO(made)).outline
    ) - 1,
    ".pptx": lambda made: sum(
        one.shapes.title.text_frame.text != "How the numbers were counted"
        for one in Presentation(io.BytesIO(made)).slides
    ),
    ".html": lambda made: len(html.document_fromstring(made).xpath("//section")) - 1,
    ".md": lambda made: len(re.findall(rb"^## \d+\. ", made, re.M)),
    ".xlsx": lambda made: len(openpyxl.load_workbook(io.BytesIO(made)).worksheets) - 1,
}  # fmt: skip
"""By form, how many of the ten pages a document has, besides how the numbers were counted."""


def measure() -> Iterator[Measured]:
    """Each form by a process of its own, as its user would wait for it; the pages are counted."""
    assert TOPICS_IN.keys() == FORMS.keys()
    with tempfile.TemporaryDirectory(prefix="cohelm-bench-") as folder:
        for form, count in TOPICS_IN.items():
            file = Path(folder) / f"pack{form}"
            took = _ran([PROGRAM, "brief", "-o", str(file), "--org", "sample"])
            pages = count(file.read_bytes())
            assert pages == TOPICS, f"{form}: {pages} pages"
            yield Measured(f"cohelm brief -o pack{form}, the sample", took, MOST)


def _ran(words: list[str]) -> Took:
    """The time of the one process, and that of its processor."""
    began, before = time.perf_counter(), os.times()
    subprocess.run(words, check=True, capture_output=True, env=INSTALLED)
    after = os.times()
    cpu = after.children_user - before.children_user
    return Took(time.perf_counter() - began, cpu + after.children_system - before.children_system)
