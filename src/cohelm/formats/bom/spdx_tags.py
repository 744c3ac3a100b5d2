"""SPDX as lines of tags with values, in the shape that its JSON has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cohelm.core.errors import InputError
from cohelm.formats.structured import MOST_BYTES

TOLD = re.compile(rb"^SPDXVersion:[ \t]*SPDX-2", re.MULTILINE)
GLANCE = 20_000
MOST_LINES = 2_000_000
LINE = re.compile(r"^([A-Za-z]\w*):[ \t]*(.*)$")
FIELDS = {
    "PackageVersion": "versionInfo", "PackageSupplier": "supplier",
    "PackageOriginator": "originator", "PackageLicenseConcluded": "licenseConcluded",
    "PackageLicenseDeclared": "licenseDeclared", "PackageDescription": "description",
    "PackageSummary": "summary", "PackageCopyrightText": "copyrightText",
    "PrimaryPackagePurpose": "primaryPackagePurpose", "SPDXID": "SPDXID",
}  # fmt: skip
BEGINS = {"FileName": "files", "SnippetSPDXID": "snippets", "LicenseID": "licenses"}


def is_spdx_tags(content: bytes) -> bool:
    """Whether a file is such lines: one of its first says the version."""
    return TOLD.search(content[:GLANCE]) is not None


def plain_of(name: str, content: bytes, *, accepted: str) -> dict[str, Any]:
    """The document as its JSON would be. Linear. Raises InputError for a file that is too large."""
    if len(content) > MOST_BYTES or content.count(b"\n") > MOST_LINES:
        most = f"at most {MOST_BYTES // 2**20} MB and {MOST_LINES:,} lines"
        raise InputError("the file is too large", where=name, accepted=f"{accepted}, {most}")
    found: dict[str, Any] = {"packages": [], "files": [], "snippets": [], "relationships": []}
    within: dict[str, Any] = found
    for tag, value in _lines(content.decode("utf-8-sig", "replace")):
        if tag == "SPDXVersion":
            found["spdxVersion"] = value
        elif tag == "PackageName":
            within = {"name": value, "externalRefs": [], "checksums": []}
            found["packages"].append(within)
        elif tag in BEGINS:
            within = {}
            found.setdefault(BEGINS[tag], []).append(within)
        elif tag == "Relationship" and len(words := value.split()) == 3:
            found["relationships"].append(
                dict(
                    zip(
                        ("spdxElementId", "relationshipType", "relatedSpdxElement"),
                        words,
                        strict=True,
                    )
                )
            )
        elif tag == "ExternalRef" and len(words := value.split(maxsplit=2)) == 3:
            within.setdefault("externalRefs", []).append(
                {"referenceType": words[1], "referenceLocator": words[2]}
            )
        elif tag == "PackageChecksum":
            within.setdefault("checksums", []).append({})
        elif tag in FIELDS and within is not found:
            within[FIELDS[tag]] = value
    return found


def _lines(content: str) -> Iterator[tuple[str, str]]:
    """Each tag with its value; a value within `<text>` may run over several lines."""
    tag = ""
    longer: list[str] = []
    for line in content.splitlines():
        if longer:
            longer.append(line)
        elif match := LINE.match(line):
            tag, value = match[1], match[2].strip()
            if not value.startswith("<text>"):
                yield tag, value
                continue
            longer = [value.removeprefix("<text>")]
        if longer and "</text>" in longer[-1]:
            yield tag, "\n".join(longer).partition("</text>")[0].strip()
            longer = []
