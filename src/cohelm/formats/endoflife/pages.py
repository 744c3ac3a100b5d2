"""A product page: Markdown under a front matter in YAML that lists the cycles."""

from __future__ import annotations

import re
from typing import Any

from cohelm.core.documents import Contents
from cohelm.core.errors import InputError
from cohelm.core.schema import Schema
from cohelm.formats.endoflife.products import LEVELS, Cycle, Product, contents_of
from cohelm.formats.frontmatter import read_front_matter
from cohelm.formats.structured import Node, nodes, text

ACCEPTED = "a product page of endoflife.date: Markdown with `releases` in its front matter"
TOLD = re.compile(rb"^releases:\s*$.{0,2000}?^ *- *releaseCycle:", re.MULTILINE | re.DOTALL)
OLDER = {"support": "eoas", "extendedSupport": "eoes"}
"""Words that older pages use."""
ELSEWHERE = {"releaseCycle", "releaseLabel", "link", *LEVELS, *OLDER}
QUOTE = re.compile(r"^>\s?(.*)$", re.MULTILINE)
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


def is_page(content: bytes) -> bool:
    """Whether a file is such a page."""
    head = content[:200].lstrip(b"\xef\xbb\xbf")
    return head.startswith(b"---") and TOLD.search(content) is not None


def read_page(name: str, content: bytes, schema: Schema) -> Contents:  # noqa: ARG001
    """What a page says. Linear. Raises InputError for a page whose front matter cannot be read."""
    front, body = read_front_matter(name, content, accepted=ACCEPTED)
    called = text(front, "permalink").strip("/") or text(front, "title")
    if not called:
        raise InputError("the page has neither title nor permalink", where=name, accepted=ACCEPTED)
    label = text(front, "releaseLabel")
    said = [("category", one) for one in [text(front, "category")] if one]
    said += [("tag", one) for one in text(front, "tags").split()]
    if policy := text(front, "releasePolicyLink"):
        said.append(("policy", policy))
    packages = []
    for one in nodes(front, "identifiers"):
        packages += [text(one, "purl")] if text(one, "purl") else []
        said += [(key, text(one, key)) for key in ("cpe", "repology") if text(one, key)]
    product = Product(called, text(front, "title") or called, _quoted(body), packages, said)
    product.cycles = [
        _cycle(one, label) for one in nodes(front, "releases") if text(one, "releaseCycle")
    ]
    return contents_of([product], name)


def _cycle(node: Node, label: str) -> Cycle:
    one = Cycle(text(node, "releaseCycle"))
    for key, value in node.items():
        word = OLDER.get(key, key)
        if word in LEVELS:
            one.ends[word] = value
        elif key not in ELSEWHERE and isinstance(value, str | bool | int | float):
            one.said.append(
                (str(key), str(value).lower() if isinstance(value, bool) else str(value))
            )
    one.label = _filled(text(node, "releaseLabel") or label, node)
    return one


def _filled(label: str, node: Node) -> str:
    """A label with the words that the site fills in."""
    said: dict[str, Any] = {
        "__RELEASE_CYCLE__": text(node, "releaseCycle"), "__CODENAME__": text(node, "codename"),
        "__LATEST__": text(node, "latest"),
    }  # fmt: skip
    for word, value in said.items():
        label = label.replace(word, value)
    return label


def _quoted(body: str) -> str:
    """The sentence about the product that stands first, as a quotation, without its links."""
    block = re.split(r"\n\s*\n", body.strip(), maxsplit=1)[0]
    return " ".join(LINK.sub(r"\1", " ".join(QUOTE.findall(block))).split())
