"""Files made to harm: bombs, depth, length, wrong endings and encodings; each with what refuses it."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable

BOM = b'{"bomFormat": "CycloneDX", "specVersion": "1.5", "components": '
XML = b'<bom xmlns="http://cyclonedx.org/schema/bom/1.5" version="1"><components>'
ROW = b'{"name": "a", "version": "1"},'
MILLION = 1_000_000


def packed(name: str, content: bytes, *, times: int = 0) -> bytes:
    """A ZIP file of one file, with so many megabytes of blanks after its content."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made, made.open(name, "w") as file:
        file.write(content)
        for _ in range(times):
            file.write(b" " * 2**20)
    return target.getvalue()


def entities() -> bytes:
    """Entities that stand for ten of the one before, twenty times over."""
    more = b"".join(
        b'<!ENTITY %c "%s">' % (at, b"&%c;" % (at - 1) * 10) for at in range(ord("b"), ord("v"))
    )
    return (
        b'<!DOCTYPE bom [<!ENTITY a "ha">%s]>' % more
        + XML
        + b"<component><name>&u;</name></component>"
    )


def outside() -> bytes:
    return b'<!DOCTYPE bom [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + XML + b"&a;"


def aliases(head: bytes) -> bytes:
    """YAML whose anchors stand for ten of the one before, nine times over."""
    lines = [b"a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [
        b"a%d: &a%d [%s]" % (at, at, b", ".join([b"*a%d" % (at - 1)] * 10)) for at in range(1, 10)
    ]
    return head + b"\n".join(lines) + b"\n"


LANDSCAPE = b"landscape:\n  - category:\n    subcategories:\n      - items: []\n"
PAGE = b"---\ntitle: A\nreleases:\n  - releaseCycle: '1'\n"
RADAR = b"name,ring,quadrant,isNew,status,description\n"

REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "entities that grow": (entities, "brings a document type"),
    "an entity that reaches for a file": (outside, "brings a document type"),
    "deep XML": (lambda: XML + b"<component><components>" * 100_000, "this is not XML"),
    "deep JSON": (lambda: BOM + b'[{"components": ' * 200_000, "this is not JSON"),
    "deep YAML": (lambda: PAGE + b"x: " + b"[" * 200_000 + b"\n---\n", "this is not YAML"),
    "deep YAML of blocks": (
        lambda: LANDSCAPE + b"".join(b" " * at + b"- \n" for at in range(1_500)), "this is not YAML",
    ),
    "deep YAML on one line": (
        lambda: LANDSCAPE + b"    x:\n      " + b"- " * 200_000 + b"a\n", "this is not YAML",
    ),
    "deep YAML in UTF-16": (
        lambda: ("a: " + "[" * 100_000).encode("utf-16"), "this is not YAML|no table|not",
    ),
    "anchors that grow": (lambda: aliases(LANDSCAPE), "once its anchors are written out"),
    "anchors in a front matter": (
        lambda: aliases(PAGE) + b"---\n", "once its anchors are written out",
    ),
    "a million components in JSON": (
        lambda: BOM + b"[" + ROW * MILLION + b'{"name": "b"}]}', "the file holds too many",
    ),
    "a million components in XML": (
        lambda: XML + b"<component><name>a</name></component>" * 2 * MILLION + b"</components></bom>",
        "the file holds too many tags",
    ),
    "a million rows": (
        lambda: b"name,description\n" + b"app,a text\n" * MILLION,
        "the sheet has 1,000,001 rows and 2 columns",
    ),
    "a million rows, one of them quoted": (
        lambda: b'name,description\n"a","b"\n' + b"app,a text\n" * MILLION,
        "the sheet has 300,001 rows and 2 columns",
    ),
    "a million blips": (lambda: RADAR + b"a,hold,tools,FALSE,,\n" * MILLION, "the radar is too long"),
    "a million blips in JSON": (
        lambda: b"[" + b'{"name":"a","ring":"hold","quadrant":"t","isNew":""},' * MILLION + b"{}]",
        "the file holds too many",
    ),
    "three million lines of tags": (
        lambda: b"SPDXVersion: SPDX-2.3\n" + b"PackageName: a\n" * 3 * MILLION, "the file is too large",
    ),
    "a cut JSON": (lambda: (BOM + b"[" + ROW * 1000)[:-20], "this is not JSON"),
    "a cut XML": (lambda: XML + b"<component>", "this is not XML"),
    "JSON in UTF-16 inside": (
        lambda: BOM + json.dumps("ü").encode("utf-16") + b"}", "this is not JSON",
    ),
    "JSON in Latin-1": (lambda: BOM + b'[{"name": "\xfc"}]}', "this is not JSON"),
    "XML that says another encoding": (
        lambda: b'<?xml version="1.0" encoding="UTF-16"?>' + XML + b"<component/>",
        "whatever its ending says",
    ),
    "a ZIP bomb": (
        lambda: packed("model.xml", b"<model>", times=200), "unpacks to too much",
    ),
    "a ZIP bomb, twice the size": (
        lambda: packed("model.xml", b"<model>", times=400), "unpacks to too much",
    ),
    "a ZIP file in place of a bill": (
        lambda: packed("bom.json", BOM + b"[]}"), "no table|not|archive",
    ),
}  # fmt: skip
