"""XML of others, element by element: no entities, network or document type; bounded in depth and size."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator
from functools import lru_cache

from lxml import etree

from cohelm.core.errors import InputError

MOST_BYTES = 100 * 2**20
MOST_TAGS = 2_500_000
"""So many tags a file may open; each takes memory, and a file of millions is no model."""
GLANCE = 4_096
AT_ONCE = 500
"""So many elements that were seen are taken out together, which takes half the time."""


def is_markup(content: bytes) -> bool:
    """Whether a file begins as XML does."""
    return content[:200].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def root_of(content: bytes) -> tuple[str, str]:
    """Namespace and name of the outermost element; both empty where the file is no XML.

    Only the beginning is read, so that files can be told apart at little cost.
    """
    if not is_markup(content):
        return "", ""
    try:
        for _, node in _parser(content[: 16 * GLANCE]):
            return parts(node)
    except etree.XMLSyntaxError:
        pass
    return "", ""


def parts(node: etree._Element) -> tuple[str, str]:
    """Namespace and name of an element.

    >>> parts(etree.fromstring('<a xmlns="urn:b"/>'))
    ('urn:b', 'a')
    """
    return str(node.tag).rpartition("}")[0].lstrip("{"), word_of(node.tag)


@lru_cache(maxsize=4_096)
def word_of(tag: object) -> str:
    """The name that an element's tag is, without its namespace: a file of a million has a dozen.

    >>> word_of("{urn:b}a")
    'a'
    """
    return str(tag).rpartition("}")[2]


def line_of(node: etree._Element) -> int:
    """The line that an element begins on; 0 where the parser does not know."""
    line: int | None = node.sourceline  # type: ignore[assignment]  # the stubs leave its type open
    return line or 0


def forget(node: etree._Element) -> None:
    """Frees an element that was seen, and those before it."""
    node.clear()
    _take_out_before(node)


def _take_out_before(node: etree._Element) -> None:
    above = node.getparent()
    if above is not None:
        del above[: above.index(node)]


def read_markup(
    name: str, content: bytes, *, accepted: str
) -> Iterator[tuple[str, etree._Element, int]]:
    """Each element of a file as (event, element, depth), where it starts and where it ends.

    Whoever reads clears what is no longer needed, so that the whole file is never in memory. Raises
    InputError for a file that is damaged, too large, too deep, or brings a document type.
    """
    depth = 0
    for event, node in _events(name, content, None, accepted):
        if event == "start":
            yield event, node, depth
            depth += 1
        else:
            depth -= 1
            yield event, node, depth


def read_parts(
    name: str,
    content: bytes,
    words: Collection[str],
    *,
    left_out: Collection[str] = (),
    accepted: str,
) -> Iterator[etree._Element]:
    """The elements of these names that lie within no other of them, whole.

    Each is emptied once it was seen, and those that are `left_out` are forgotten; what has neither name
    stays, so that files of many others have to name them. The parser passes over all others by
    itself, which takes a quarter less time than `read_markup`. Raises InputError as that does.
    """
    inside = seen = 0
    for event, node in _events(name, content, (*words, *left_out), accepted):
        if left_out and word_of(node.tag) in left_out:
            if event == "end" and not inside:
                forget(node)
        elif event == "start":
            inside += 1
        else:
            inside -= 1
            if not inside:
                yield node
                node.clear()
                seen += 1
                if seen % AT_ONCE == 0:
                    _take_out_before(node)


def _events(
    name: str, content: bytes, words: Collection[str] | None, accepted: str
) -> Iterator[tuple[str, etree._Element]]:
    """The starts and ends of the elements of these names, or of all."""
    refuse_large(name, content, accepted)
    try:
        _refuse_document_type(name, content, accepted)
        yield from _parser(content, words)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        why = str(error.msg or "it is damaged").partition(", line ")[0]
        where = f"{name}:{line}:{column}"
        raise InputError(f"this is not XML: {why}", where=where, accepted=accepted) from None


def _refuse_document_type(name: str, content: bytes, accepted: str) -> None:
    """Raises InputError where one is there; the file is read up to its outermost element."""
    for _, outermost in _parser(content):
        if outermost.getroottree().docinfo.internalDTD is not None:
            raise InputError(
                "the file brings a document type, which can make a small file grow or reach for"
                " others",
                where=name,
                accepted=f"{accepted}, without <!DOCTYPE>",
            )
        return


def refuse_large(name: str, content: bytes, accepted: str) -> None:
    """Raises InputError for a file of too many bytes or tags, before it is read."""
    if len(content) > MOST_BYTES:
        most = f"at most {MOST_BYTES // 2**20} MB"
        raise InputError("the file is too large", where=name, accepted=f"{accepted}, {most}")
    tags = content.count(b"<")
    if tags > 2 * MOST_TAGS:
        most = f"at most {MOST_TAGS:,} tags"
        raise InputError("the file holds too many tags", where=name, accepted=f"{accepted}, {most}")


def _parser(
    content: bytes, words: Collection[str] | None = None
) -> Iterator[tuple[str, etree._Element]]:
    found: Iterator[tuple[str, etree._Element]] = etree.iterparse(
        io.BytesIO(content),
        events=("start", "end"),
        tag=None if words is None else [f"{{*}}{word}" for word in words],
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    return found
