"""A look at files as a document: a page of its own, a PDF, or the answer as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

from cohelm.analysis.wording import counted, day_in_words, listed
from cohelm.core.errors import UsageError
from cohelm.reports.documents.page import Node, make, whole_page
from cohelm.reports.documents.typeset import typeset
from cohelm.reports.look import Sentence
from cohelm.reports.looked import Excerpt, Looked

FORMS = (".html", ".pdf", ".json")
CUT, MOST_ON_PAPER, COLUMNS_ON_PAPER = 120, 12, 6
"""So long is a cell, so many rows of a sentence and so many columns stand on paper."""


def check_form(name: str) -> None:
    """Raises UsageError for a file name by which no document can be made."""
    if PurePath(name).suffix.lower() not in FORMS:
        raise UsageError(f"'{name}' is no document that can be made", accepted=" or ".join(FORMS))


def look_document(looked: Looked, name: str) -> bytes:
    """The document that a file name asks for by its ending. Raises UsageError for another one."""
    check_form(name)
    form = PurePath(name).suffix.lower()
    if form == ".json":
        import orjson

        return orjson.dumps(looked.answer(), default=str, option=orjson.OPT_INDENT_2) + b"\n"
    if form == ".html":
        return _page(looked)
    return typeset("look", _on_paper(looked))


def title_of(looked: Looked) -> str:
    """What the page is headed with."""
    named = listed(looked.files) if len(looked.files) < 4 else f"{len(looked.files)} files"
    if not looked.sentences:
        return f"Nothing with money or a date could be said about {named or 'the files'}"
    return f"What {named} say{'s' if len(looked.files) == 1 else ''}"


def lead_of(looked: Looked) -> str:
    """What the files were taken for, and how much of them was understood."""
    read = f"Read as {looked.read_as}; " if looked.read_as else ""
    rows = f"{looked.understood:,} of {looked.of:,} rows understood"
    return f"{read}{rows}. As of {day_in_words(looked.on)}."


def _on_paper(looked: Looked) -> Mapping[str, Any]:
    """What the PDF says, as plain values."""
    return {
        "title": title_of(looked),
        "lead": lead_of(looked),
        "foot": f"Made from {', '.join(looked.files) or 'no file'} as of {day_in_words(looked.on)}",
        "doubts": [one.text for one in looked.doubts],
        "sentences": [
            {
                "number": number,
                "text": one.text,
                "where": looked.places(one) or "no rows",
                "tables": [_sheet(part) for part in looked.excerpts(one)],
            }
            for number, one in enumerate(looked.sentences, 1)
        ],
        "next_file": looked.next_file,
        "left_out": _left_out(looked),
        "assumed": [str(one) for one in looked.assumed],
    }


def _left_out(looked: Looked) -> list[str]:
    return [*(f"{one}." for one in looked.unread), *(str(one) for one in looked.left_out)]


def _sheet(part: Excerpt) -> Mapping[str, Any]:
    """Rows for paper: the columns that were understood first, so many as there is room for."""
    kept = sorted(part.understood[:COLUMNS_ON_PAPER]) or range(len(part.header))[:COLUMNS_ON_PAPER]
    rows = part.rows[:MOST_ON_PAPER]
    return {
        "place": part.place,
        "words": part.words,
        "header": ["Row", *(_cut(part.header[at]) for at in kept)],
        "rows": [[str(place), *(_cut(cells[at]) for at in kept)] for place, cells in rows],
        "more": part.more + len(part.rows) - len(rows),
    }


def _cut(text: str) -> str:
    return text if len(text) <= CUT else f"{text[: CUT - 1].rstrip()}…"


def _page(looked: Looked) -> bytes:
    """The page as one file, with links from every sentence to its rows and back."""
    parts: list[Node] = [make("h1", title_of(looked)), make("p", lead_of(looked), cls="quiet")]
    parts += [make("p", f"In doubt: {one.text}", cls="doubt") for one in looked.doubts]
    numbered = list(enumerate(looked.sentences, 1))
    parts.append(make("ol", *(_said(looked, n, one) for n, one in numbered), cls="said"))
    if looked.next_file:
        parts.append(make("p", f"The next file that would add most: {looked.next_file}"))
    for title, notes in (("Left out", _left_out(looked)), ("Assumed and noted", looked.assumed)):
        if notes:
            items = (make("li", str(one)) for one in notes)
            parts += [make("h2", title), make("ul", *items, cls="notes")]
    parts += [make("h2", "The rows")] if numbered else []
    for number, one in numbered:
        parts += _rows(looked, number, one)
    return whole_page(title_of(looked), parts)


def _said(looked: Looked, number: int, one: Sentence) -> Node:
    where = make("a", looked.places(one) or counted(len(one.rows), "row"), href=f"#rows-{number}")
    return make("li", one.text, make("br"), make("span", where, cls="quiet"), id=f"said-{number}")


def _rows(looked: Looked, number: int, one: Sentence) -> Iterator[Node]:
    head = make("a", f"{number}. {one.text}", href=f"#said-{number}")
    yield make("h3", head, id=f"rows-{number}")
    for part in looked.excerpts(one):
        yield make("p", f"{part.place}, {part.words}", cls="quiet")
        header = make("tr", *(make("th", name, scope="col") for name in ("Row", *part.header)))
        body = (
            make("tr", make("td", str(place)), *(make("td", _cut(cell)) for cell in cells))
            for place, cells in part.rows
        )
        table = make("table", make("thead", header), make("tbody", *body))
        label = f"Rows of {part.place} behind sentence {number}"
        yield make("div", table, cls="sheet", tabindex="0", role="region", aria_label=label)
        if part.more:
            yield make("p", f"and {part.more:,} more", cls="quiet")
