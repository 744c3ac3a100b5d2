"""The words of a page in pseudo that went through no message, and are not the organisation's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from typing import Any

import polars as pl
from django.utils import timezone

from cohelm.analysis.portfolio.twice import twice
from cohelm.core.enterprise import Enterprise
from cohelm.core.fields import FieldSpec
from cohelm.store.history import batches
from cohelm.web.languages import READ, SKIPPED
from cohelm.web.visitors import VISITORS

TYPED = (*SKIPPED, "textarea", "pre", "samp")
"""Elements whose text is no language, or what somebody wrote."""
VOID = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
KEY = re.compile(r"(?<!\w)[A-Za-z][a-z_]+:[a-z\d][\w.-]*")
NO_LANGUAGE = re.compile(
    r"<\w+>|https?://\S+|[\w.+-]+@[\w.-]+"  # addresses
    r"|(?<!\w)\w*[\w-]*(?:[_:@=/](?=\w)|[.](?=\w))[\w:.@=/-]*"  # keys, paths, files, names of fields
    r"|\b\w*[A-Z\d]\w*[A-Z\d]\w*\b|\b[A-Z]\b|\b\w*\d\w*\b"  # codes, currencies, abbreviations
)
ENGLISH = re.compile(r"(?<![^\W\d_])[A-Za-z]*[aceginorsuyzACEIOU][A-Za-z]*(?![^\W\d_])")
"""A word that the pseudo-locale would have given an accent."""
WORD = re.compile(r"\w+")
BRACES = re.compile(r"\{[^}]*\}")


@dataclass(frozen=True)
class Own:
    """What an organisation wrote itself: names, descriptions, tags, its own words for its own fields."""

    texts: frozenset[str]

    @cached_property
    def begun(self) -> dict[str, list[str]]:
        """The texts by their first word, the longest first."""
        found: dict[str, list[str]] = {}
        for text in sorted(self.texts, key=len, reverse=True):
            if first := WORD.search(text):
                found.setdefault(first.group(0), []).append(text)
        return found

    def without(self, text: str) -> str:
        """The text without those in it that the organisation wrote."""
        out, at = [], 0
        for word in WORD.finditer(text):
            if word.start() < at:
                continue
            for one in self.begun.get(word.group(0), ()):
                start = word.start() - one.index(word.group(0))
                end = start + len(one)
                if start >= at and text.startswith(one, start) and _ends(text, end):
                    out.append(text[at:start])
                    at = end
                    break
                cut = text.find("…", start)
                if at <= start < cut <= end and one.startswith(text[start:cut].rstrip()):
                    out.append(text[at:start])
                    at = cut
                    break
        return "".join((*out, text[at:]))


def _ends(text: str, at: int) -> bool:
    return not (at < len(text) and text[at].isalnum() and text[at - 1].isalnum())


def own_texts(plan: Enterprise) -> Own:
    """What of an organisation's plan is text of its own; words to choose from are the program's.

    Its people, what the log says of them, and words that two descriptions share are its own too.
    """
    found = {one.title for one in VISITORS} | {one.username for one in VISITORS}
    for kind in plan.schema.kinds.values():
        ours = set(_chosen(kind.fields))
        for one in kind.fields.values():
            found |= {one.help, one.label, one.label.lower(), *one.choices} if one.own else set()
        for id_ in plan.table(kind.name).ids:
            document = plan.document(f"{kind.name}:{id_}")
            found |= {
                id_,
                *_texts({name: said for name, said in document.items() if name not in ours}),
            }
    for table in plan.observed.values():
        frame = table.frame.select(pl.selectors.string())
        for column in set(frame.columns) - set(_chosen(table.spec.fields)):
            found |= set(frame[column].drop_nulls().unique())
    for batch in batches(limit=100, scenario=None):
        found |= {batch.actor, batch.via, batch.reason}
    found |= set(twice(plan, on=timezone.now().date()).pairs["words"].explode().drop_nulls())
    parts = (
        part for text in found for part in (text, *BRACES.split(text))
    )  # a check names its item
    return Own(
        frozenset(one for text in parts for one in (text, " ".join(text.split())) if len(one) > 1)
    )


def _chosen(fields: Mapping[str, FieldSpec]) -> Iterator[str]:
    """The fields whose values are words of the program."""
    return (one.name for one in fields.values() if one.type in ("choice", "scale") and not one.own)


def _texts(said: Any) -> Iterator[str]:
    """All texts within a value, the names of what is in a mapping included."""
    if isinstance(said, dict):
        yield from said
        said = list(said.values())
    if isinstance(said, list):
        for value in said:
            yield from _texts(value)
    elif isinstance(said, str):
        yield said


class _Reader(HTMLParser):
    """Collects what people read of a page: its texts, and the attributes that are read."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.within: list[tuple[str, bool]] = []
        """The elements that are open, each with whether it says itself which language it is in."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.within.append((tag, tag != "html" and "lang" in dict(attrs)))
        self.texts += [value for name, value in attrs if name in READ and value]

    def handle_endtag(self, tag: str) -> None:
        tags = [one for one, _is_other in self.within]
        if tag in tags:
            del self.within[len(tags) - 1 - tags[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        if not any(one in TYPED or is_other for one, is_other in self.within):
            self.texts.append(data)


def unsaid(page: str, own: Own) -> dict[str, str]:
    """The texts of a page that hold an English word, each with those words."""
    reader = _Reader()
    reader.feed(page)
    found = {}
    for text in {" ".join(text.split()) for text in reader.texts}:
        if ENGLISH.search(text):
            left = NO_LANGUAGE.sub(" ", own.without(KEY.sub(" ", text)))
            if words := ENGLISH.findall(left):
                found[text] = " ".join(words)
    return found
