"""CycloneDX as XML, in the shape that its JSON has."""

from __future__ import annotations

from typing import Any

from lxml import etree

from cohelm.formats.markup import read_markup, root_of, word_of

NAMESPACE = "http://cyclonedx.org/schema/bom/"
LISTS = (
    "components", "services", "dependencies", "vulnerabilities", "licenses", "hashes",
    "externalReferences", "properties", "ratings", "affects", "endpoints", "data", "authors",
    "compositions", "annotations", "responses", "cwes",
)  # fmt: skip
TRUTH = {"true": True, "false": False}


def is_cyclonedx_xml(content: bytes) -> bool:
    """Whether a file's outermost element is a bill in one of the format's namespaces."""
    space, name = root_of(content)
    return name == "bom" and space.startswith(NAMESPACE)


def plain_of(name: str, content: bytes, *, accepted: str) -> dict[str, Any]:
    """The bill as its JSON would be. Each part is forgotten once it was taken. Raises InputError."""
    version = root_of(content)[0].removeprefix(NAMESPACE)
    found: dict[str, Any] = {"bomFormat": "CycloneDX", "specVersion": version}
    above = ""
    for event, node, depth in read_markup(name, content, accepted=accepted):
        if event == "start":
            above = word_of(node.tag) if depth == 1 else above
            continue
        if depth == 1 and above not in LISTS:
            found[above] = _plain(node)
            node.clear()
        elif depth == 2 and above in LISTS:
            found.setdefault(above, []).append(_plain(node))
            node.clear()
            around = node.getparent()
            while around is not None and node.getprevious() is not None:
                del around[0]
    return found


def _plain(node: etree._Element) -> Any:
    word = word_of(node.tag)
    own = (node.text or "").strip()
    attributes = {str(key).rpartition("}")[2]: str(value) for key, value in node.attrib.items()}
    if word == "dependency":
        return {
            "ref": attributes.get("ref", ""),
            "dependsOn": [str(one.get("ref", "")) for one in node if word_of(one.tag) == word],
        }
    if word in ("property", "classification", "hash"):
        said = {"property": "value", "classification": "classification", "hash": "content"}[word]
        return {**attributes, said: own}
    if word in LISTS and not attributes:
        return [_listed(word, one) for one in node]
    if not len(node) and not attributes:
        return TRUTH.get(own, own)
    inside: dict[str, Any] = {**attributes, **({"": own} if own else {})}
    for one in node:
        inside["response" if word_of(one.tag) == "responses" else word_of(one.tag)] = _plain(one)
    return inside


def _listed(within: str, node: etree._Element) -> Any:
    """A part of a list; licences say what they are, as their JSON does."""
    if within == "licenses":
        return {word_of(node.tag): _plain(node)}
    if within == "cwes":
        own = (node.text or "").strip()
        return int(own) if own.isdecimal() and len(own) < 9 else own
    return _plain(node)
