"""Files that come near to what is read, and are not: what each is, and what whoever brings it can do."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cohelm.core.errors import InputError
from cohelm.formats.markup import is_markup, root_of

GLANCE = 20_000
XML = "a model exchange file of ArchiMate 2 or 3, a model that Archi saved, CycloneDX 1.1 to 1.6"
EXCHANGE = "http://www.opengroup.org/xsd/archimate"


@dataclass(frozen=True, slots=True)
class Foreign:
    """Files of one sort. `says` may name what the pattern found, by its groups."""

    tells: re.Pattern[bytes]
    says: str
    accepted: str
    mend: str


FOREIGN: tuple[Foreign, ...] = (
    Foreign(
        re.compile(rb"\Aversion https://git-lfs\."),
        "this is what Git LFS keeps in place of a file, not the file",
        "the file itself", "Fetch it with `git lfs pull`.",
    ),
    Foreign(
        re.compile(
            rb'\A\W*ID"?[,;\t]"?(?:Type"?[,;\t]"?Name"?[,;\t]"?Documentation"?[,;\t]"?Source"?[,;\t]'
            rb'"?Target|Key"?[,;\t]"?Value)\b'
        ),
        "this is a part of a model that Archi wrote as tables, without its elements",
        "the tables of elements, relations and properties together",
        "Bring elements.csv of the same export with it.",
    ),
    Foreign(
        re.compile(rb'"specFormat"\s*:\s*"CycloneDX".*?"specVersion"\s*:\s*"([^"]{1,20})"', re.DOTALL),
        "the file says that it is CycloneDX {0}, which is built in another way",
        "CycloneDX 1.1 to 1.6, as JSON or XML", "Export it as CycloneDX 1.6.",
    ),
    Foreign(
        re.compile(rb"""^[ \t{]{0,40}["']?spdxVersion["']?\s*:\s*["']?SPDX-([\w.]{1,20})""", re.I | re.M),
        "the file says that it is SPDX {0}", "SPDX 2.0 to 2.3, or 3.0 as JSON-LD",
        "Export it as SPDX 2.3 or 3.0, or as CycloneDX.",
    ),
    Foreign(
        re.compile(rb'"@context"\s*:\s*"https?://spdx\.org/rdf/(\d[\w.]{0,20})'),
        "the file says that it is SPDX {0}", "SPDX 2.0 to 2.3, or 3.0 as JSON-LD",
        "Export it as SPDX 2.3 or 3.0, or as CycloneDX.",
    ),
    Foreign(
        re.compile(rb'"uri"\s*:\s*"https://endoflife\.date/api/'),
        "this is a list of products without their releases",
        "the answer of endoflife.date's API for one product, or for all in full",
        "Ask for products/NAME, or for products/full.",
    ),
    Foreign(
        re.compile(
            rb"\A\W*apiVersion:\s*[\"']?(?!(?:[\w-]+\.)?backstage\.io/)([\w./-]{1,60})[^:]*?"
            rb"^kind:\s*(\w{1,40})",
            re.MULTILINE,
        ),
        "this states a {1} of {0}, which is no entity of a Backstage catalogue",
        "entities whose apiVersion is backstage.io/v1alpha1",
        "Bring catalog-info.yaml, which states what this runs.",
    ),
    Foreign(
        re.compile(
            rb'\A\s*\{\s*"(?:detail|message|error)"\s*:\s*(?:\{\s*"(?:message|detail)"\s*:\s*)?'
            rb'"([^"]{1,200})"[^\[]{0,400}\}\s*\Z'
        ),
        "this is an error that a server answered, and no list: {0}",
        "what the server answers to whoever may ask it",
        "Ask it again, signed in, and look at the answer before bringing it.",
    ),
)  # fmt: skip
"""In the order in which they are tried."""


def foreign(name: str, content: bytes) -> InputError | None:
    """What is to be said of a file that comes near to what is read; None where nothing is known of it."""
    if is_markup(content):
        return _markup(name, content)
    for one in FOREIGN:
        if found := one.tells.search(content[:GLANCE]):
            said = [group.decode("utf-8", "replace") for group in found.groups()]
            return InputError(
                one.says.format(*said), where=name, accepted=one.accepted, mend=one.mend
            )
    return None


def _markup(name: str, content: bytes) -> InputError | None:
    """What an XML file is that no format reads, by its outermost element; None for a page of tables."""
    space, root = root_of(content)
    if root.lower() == "html" and b"<table" not in content.lower():
        return InputError(
            "the file is a web page without a table in it, whatever its ending says",
            where=name,
            accepted="the file that the page leads to",
            mend="If it is the page of a sign-in, sign in and save the file again.",
        )
    if not root or root.lower() == "html":
        return None
    why = f"this is XML whose outermost element is '{root}'"
    mend = "Open a table in a spreadsheet program and save it as XLSX."
    if space.startswith(EXCHANGE) and root == "model":
        version = space.removeprefix(EXCHANGE).strip("/")
        why, mend = f"the model says that it is ArchiMate {version}", "Export it as ArchiMate 3."
    elif root == "model":
        why = f"{why}, of no namespace that is read ({space or 'it states none'})"
        mend = "Export the model again as an exchange file of ArchiMate 3."
    elif space.startswith(EXCHANGE):
        why = f"{why}, where an exchange file has 'model'"
        mend = "Export the model again as an exchange file of ArchiMate 3."
    elif "archimate" in space:
        why = f"this is one part of a model ({root}), as a repository of models keeps them"
        mend = "Open the model in Archi, and bring the file that it saves."
    elif "spdx.org" in content[:GLANCE].decode("utf-8", "replace") and root == "RDF":
        why, mend = "this is SPDX as RDF", "Export it as JSON or as tags with values."
        return InputError(why, where=name, accepted="SPDX as JSON, YAML or tags", mend=mend)
    elif space.startswith("http://cyclonedx.org/"):
        why = f"{why}, where a bill of materials has 'bom'"
        mend = "Export the bill again as CycloneDX 1.6."
    return InputError(why, where=name, accepted=XML, mend=mend)
