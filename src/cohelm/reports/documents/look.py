"""A look at files as a document: a page of its own, a PDF, or the answer as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

from cohelm.analysis.wording import counted, day_in_words, listed
from cohelm.core.errors import UsageError
from cohelm.core.prose import Prose, joined
from cohelm.reports.documents.page import Node, make, whole_page
from cohelm.reports.documents.typeset import typeset
from cohelm.reports.language import ENGLISH, Language
from cohelm.reports.look import Sentence
from cohelm.reports.looked import Excerpt, Looked

FORMS = (".html", ".pdf", ".json")
ROWS = Prose("The rows")
CUT, MOST_ON_PAPER, COLUMNS_ON_PAPER = 120, 12, 6
"""So long is a cell, so many rows of a sentence and so many columns stand on paper."""


def check_form(name: str) -> None:
    """Raises UsageError for a file name by which no document can be made."""
    if PurePath(name).suffix.lower() not in FORMS:
        raise UsageError(f"'{name}' is no document that can be made", accepted=" or ".join(FORMS))


def look_document(looked: Looked, name: str, say: Language = ENGLISH) -> bytes:
    """The document that a file name asks for by its ending, JSON in English. Raises UsageError."""
    check_form(name)
    form = PurePath(name).suffix.lower()
    if form == ".json":
        import orjson

        return orjson.dumps(looked.answer(), default=str, option=orjson.OPT_INDENT_2) + b"\n"
    if form == ".html":
        return _page(looked, say)
    return typeset("look", _on_paper(looked, say))


def title_of(looked: Looked) -> Prose:
    """What the page is headed with."""
    many = len(looked.files)
    named = listed(looked.files) if many < 4 else counted(many, "file")
    if not looked.sentences:
        named = named or Prose("the files")
        return Prose("Nothing with money or a date could be said about {files}", files=named)
    if many == 1:
        return Prose("What {file} says", file=named)
    return Prose("What {files} say", files=named)


def lead_of(looked: Looked) -> Prose:
    """What the files were taken for, and how much of them was understood."""
    rows = Prose(
        "{understood:,} of {many:,} rows understood. As of {day}.",
        understood=looked.understood, many=looked.of, day=day_in_words(looked.on),
    )  # fmt: skip
    if not looked.read_as:
        return rows
    return Prose("Read as {kinds}; {rows}", kinds=looked.read_as, rows=rows)


def _doubts(looked: Looked) -> Iterator[Prose]:
    return (Prose("In doubt: {doubt}", doubt=one.text) for one in looked.doubts)


def _next_file(looked: Looked) -> Prose:
    return Prose("The next file that would add most: {file}", file=looked.next_file)


def _on_paper(looked: Looked, say: Language) -> Mapping[str, Any]:
    """What the PDF says, as plain values."""
    made_from = Prose(
        "Made from {files} as of {day}",
        files=joined(looked.files, ", ") or Prose("no file"), day=day_in_words(looked.on),
    )  # fmt: skip
    return {
        "language": say.code.partition("-")[0],
        "title": say(title_of(looked)),
        "lead": say(lead_of(looked)),
        "foot": say(made_from),
        "doubts": list(map(say, _doubts(looked))),
        "sentences": [
            {
                "number": number,
                "text": say(one.text),
                "where": say(looked.places(one) or Prose("no rows")),
                "tables": [_sheet(part, say) for part in looked.excerpts(one)],
            }
            for number, one in enumerate(looked.sentences, 1)
        ],
        "next_file": say(_next_file(looked)) if looked.next_file else "",
        "rows": say(ROWS),
        "notes": [
            {"title": say(title), "lines": list(map(say, lines))} for title, lines in _notes(looked)
        ],
    }


def _notes(looked: Looked) -> Iterator[tuple[Prose, list[str]]]:
    """What was left out and what was assumed, where there is any."""
    left_out: list[str] = [Prose("{unread}.", unread=one) for one in looked.unread]
    left_out += [one.text for one in looked.left_out]
    assumed = [one.text for one in looked.assumed]
    for title, lines in ((Prose("Left out"), left_out), (Prose("Assumed and noted"), assumed)):
        if lines:
            yield title, lines


def _sheet(part: Excerpt, say: Language) -> Mapping[str, Any]:
    """Rows for paper: the columns that were understood first, so many as there is room for."""
    kept = sorted(part.understood[:COLUMNS_ON_PAPER]) or range(len(part.header))[:COLUMNS_ON_PAPER]
    rows = part.rows[:MOST_ON_PAPER]
    more = part.more + len(part.rows) - len(rows)
    return {
        "place": say(part.place),
        "words": say(part.words),
        "header": [say(Prose("Row")), *(_cut(part.header[at]) for at in kept)],
        "rows": [[str(place), *(_cut(cells[at]) for at in kept)] for place, cells in rows],
        "more": say(Prose("and {more} more", more=more)) if more else "",
    }


def _cut(text: str) -> str:
    return text if len(text) <= CUT else f"{text[: CUT - 1].rstrip()}…"


def _page(looked: Looked, say: Language) -> bytes:
    """The page as one file, with links from every sentence to its rows and back."""
    title = say(title_of(looked))
    parts: list[Node] = [make("h1", title), make("p", say(lead_of(looked)), cls="quiet")]
    parts += [make("p", say(one), cls="doubt") for one in _doubts(looked)]
    numbered = list(enumerate(looked.sentences, 1))
    parts.append(make("ol", *(_said(looked, n, one, say) for n, one in numbered), cls="said"))
    if looked.next_file:
        parts.append(make("p", say(_next_file(looked))))
    for heading, notes in _notes(looked):
        items = (make("li", say(one)) for one in notes)
        parts += [make("h2", say(heading)), make("ul", *items, cls="notes")]
    parts += [make("h2", say(ROWS))] if numbered else []
    for number, one in numbered:
        parts += _rows(looked, number, one, say)
    return whole_page(title, parts, language=say.code)


def _said(looked: Looked, number: int, one: Sentence, say: Language) -> Node:
    places = looked.places(one) or counted(len(one.rows), "row")
    where = make("span", make("a", say(places), href=f"#rows-{number}"), cls="quiet")
    return make("li", say(one.text), make("br"), where, id=f"said-{number}")


def _rows(looked: Looked, number: int, one: Sentence, say: Language) -> Iterator[Node]:
    head = make("a", f"{number}. {say(one.text)}", href=f"#said-{number}")
    yield make("h3", head, id=f"rows-{number}")
    for part in looked.excerpts(one):
        yield make("p", f"{say(part.place)}, {say(part.words)}", cls="quiet")
        names = (say(Prose("Row")), *part.header)
        header = make("tr", *(make("th", name, scope="col") for name in names))
        body = (
            make("tr", make("td", str(place)), *(make("td", _cut(cell)) for cell in cells))
            for place, cells in part.rows
        )
        table = make("table", make("thead", header), make("tbody", *body))
        label = Prose("Rows of {place} behind sentence {number}", place=part.place, number=number)
        yield make("div", table, cls="sheet", tabindex="0", role="region", aria_label=say(label))
        if part.more:
            yield make("p", say(Prose("and {more:,} more", more=part.more)), cls="quiet")
