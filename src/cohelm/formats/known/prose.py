"""Tables of prose that say who decides what: each row a right, by a mapping that a person reviews."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Map
from typing import Any

from cohelm.core.documents import Contents, Document, Named
from cohelm.core.plural import in_number
from cohelm.core.schema import Schema
from cohelm.formats.cells import text_of
from cohelm.formats.known.activities import VERB_OF, domain_in, kinds_of, words_in
from cohelm.formats.known.figures import Figures
from cohelm.formats.known.known import Known, Role
from cohelm.formats.layout import Table
from cohelm.formats.mapping import Mapping, RowUse
from cohelm.formats.profile import TableProfile

ROLES = (
    Role("number", "code", ("number", "id", "reference", "item"), tells=0.8),
    Role("group", "text", ("under", "area", "section"), tells=0.1),
    Role("label", "text", ("label",), tells=0.1),
    Role("text", "text", ("text", "responsibility", "requirement"), tells=1.6),
)
PARTS = ("accountable", "responsible", "consulted", "informed")
HOLDER = re.compile(
    r"\b(?:(?:[a-z]+ )?C[A-Z]{1,3}O\b|[Cc]hief [A-Za-z]+(?: [A-Za-z]+)? [Oo]fficers?"
    r"|(?:[Aa]gency|[Dd]epartment|[Uu]nit|[Bb]ureau|[Dd]ivision) heads?"
    r"|[Hh]eads? of (?:the )?[A-Z]?[\w]+"
    r"|(?:[A-Za-z]+ )?(?:leadership|managers?|directors?|owners?|boards?|committees?|councils?)\b)"
)
DUTY = re.compile(
    r"(?i)\b(?:shall|must|should|will|may|has to|have to|is to|are to|(?:is|are) responsible for|"
    r"defines?|reviews?|approves?|decides?|conducts?|certif(?:y|ies)|reports?|recommends?|ensures?)\b"
)
MODAL = re.compile(r"(?i)\b(?:shall|must|should|will|may|has to|have to|is to|are to)\b")
HEARD = re.compile(
    r"(?i),?\s*(?:—|-)?\s*in (?:consultation|coordination) with (?P<who>.*?)"
    r"(?:,\s*(?=shall|must|will|should)|$)"
)
TOGETHER = re.compile(
    r"(?i)\bworks?(?: jointly)? with (?P<who>.{0,60})|\bjointly with (?P<also>.{0,60})"
    r"|\bshared responsibility\b"
)
PASSIVE = re.compile(
    r"(?i)^\s*(?:shall|must|should|will)\s+be\s+(?:included|involved|consulted|a member)"
)
TOLD = re.compile(
    r"(?i)\b(?:notif(?:y|ies)|inform|indicate to|reports?(?: directly)? to)\s+"
    r"(?:the )?(?P<who>.{0,50})"
)
SMALL = frozenset(
    [
        "the",
        "and",
        "or",
        "by",
        "of",
        "an",
        "a",
        "any",
        "all",
        "with",
        "when",
        "that",
        "if",
        "such",
        "new",
        "to",
        "as",
        "each",
        "where",
        "for",
    ]
)
SENTENCE = re.compile(r"(?<=[.!?:;])\s+(?=[A-Z(])")
LONG, SHOWN = 60, 120


def sees_prose(table: TableProfile) -> dict[int, tuple[str, float]]:
    """A column of numbers that tell rows apart and one of sentences that lay duties on holders."""
    numbers = [one for one in table.columns if one.is_code_like and one.is_unique]
    texts = [one for one in table.columns if one.length >= LONG and not one.is_code_like]
    if not numbers or not texts:
        return {}
    text = max(texts, key=lambda one: one.length)
    dutiful = sum(bool(HOLDER.search(one) and DUTY.search(one)) for one in text.sample)
    if dutiful < 0.6 * len(text.sample) or len(table.columns) > 6:
        return {}
    played = {numbers[0].at: ("number", 1.0), text.at: ("text", 1.0)}
    for one in table.columns:
        if one.at not in played and one.filled and one.distinct < one.filled:
            role = "group" if "group" not in {name for name, _ in played.values()} else "label"
            played[one.at] = (role, 0.9)
    return played


def draft_rights(table: Table, headers: Map[str, str]) -> tuple[RowUse, ...]:
    """What the words of each row say: who answers, alone or jointly, who is heard and told."""
    number, text = (table.header.index(headers[one]) for one in ("number", "text"))
    group = table.header.index(headers["group"]) if "group" in headers else None
    found = []
    for row in table.rows:
        said = text_of(row[text]) or ""
        under = (text_of(row[group]) or "") if group is not None else ""
        found.append(drafted(text_of(row[number]) or "", said, under))
    return tuple(found)


def drafted(number: str, text: str, under: str = "") -> RowUse:
    """One row by its words.

    >>> drafted("1", "Budget. The CFO and CIO jointly shall define the budget.").accountable
    ('CFO', 'CIO')
    """
    title, *rest = SENTENCE.split(text)
    sentences = rest if rest and len(title) <= SHOWN and not MODAL.search(title) else [title, *rest]
    answering: list[str] = []
    heard: list[str] = []
    told: list[str] = []
    verb = why = ""
    for sentence in sentences:
        duty = MODAL.search(sentence) or DUTY.search(sentence)
        if not duty:
            continue
        before, after = sentence[: duty.start()], sentence[duty.start() :]
        consulted = HEARD.search(sentence)
        if consulted:
            heard += holders_in(consulted["who"])
            before = before[: consulted.start()]
        subject = holders_in(before)
        if PASSIVE.match(after) and not MODAL.search(after, 8):
            heard += subject
        elif subject and not answering:
            answering += subject
            why = sentence[:SHOWN]
            if together := TOGETHER.search(after):
                answering += holders_in(together["who"] or together["also"] or "")
        if notice := TOLD.search(after):
            told += holders_in(notice["who"])
        verb = verb or _verb(after if subject else "")
    accountable = tuple(dict.fromkeys(answering)) or tuple(dict.fromkeys(holders_in(title)))[:1]
    consulted_ = tuple(one for one in dict.fromkeys(heard) if one not in accountable)
    informed = tuple(one for one in dict.fromkeys(told) if one not in (*accountable, *consulted_))
    name = " ".join([number, title.rstrip(".:;")])[:200]
    return RowUse(
        number, name, verb=verb or _titled_verb(title), domain=domain_in(under, title),
            accountable=accountable,
        consulted=consulted_, informed=informed, why=why or "no sentence lays a duty on anybody",
    )  # fmt: skip


def holders_in(text: str) -> list[str]:
    """The holders that a text names, each once, in its order.

    >>> holders_in("The agency head, the bureau CIO and CFO")
    ['Agency head', 'Bureau CIO', 'CFO']
    """
    found = []
    for one in HOLDER.findall(text):
        words = one.split()
        leads = words[0].lower() == "agency" and words[-1].isupper()
        if len(words) > 1 and (words[0].lower() in SMALL or leads):
            words = words[1:]
        name = " ".join(words)
        found.append(name[:1].upper() + name[1:])
    return list(dict.fromkeys(found))


def _verb(text: str) -> str:
    """What a duty is to do: the word behind `shall` and the like, else the word of the duty itself."""
    said = [words_in(text[one.end() :])[:3] for one in MODAL.finditer(text)]
    if not said and (duty := DUTY.match(text)):
        said = [words_in(duty[0])]
    for words in said:
        for word in words[:1] if words[:1] != ("jointly",) else words[1:2]:
            verb = VERB_OF.get(word) or VERB_OF.get(word.removesuffix("s"))
            if verb:
                return verb
    return ""


def _titled_verb(title: str) -> str:
    """What a title says is done; approving goes before all else that it says."""
    verbs = [VERB_OF.get(one) or VERB_OF.get(one.removesuffix("s"), "") for one in words_in(title)]
    return "approve" if "approve" in verbs else next(filter(None, verbs[:3]), "")


def read_prose(table: Table, mapping: Mapping, schema: Schema, home: str) -> Contents:
    """Each row as a right by its part of the mapping, once a person has reviewed it.

    Before that nothing comes in: what sentences lay on whom is for people to judge. A row without a part
    in the mapping is left out and said.
    """
    del schema
    figures = Figures.of(table, mapping, home)
    contents = figures.contents
    if not mapping.reviewed:
        rows = in_number(
            len(table.rows), "row of prose is drafted as a right and not taken in",
            "rows of prose are drafted as rights and none is taken in",
        )  # fmt: skip
        mend = "write the draft with --mapping FILE, correct it, set `reviewed: true`, import again"
        why = f"{rows}: {mend}"
        contents.notes.append(table.note(why))
        return contents
    uses = {one.number: one for one in mapping.rows}
    texts, numbers = figures.texts("text"), figures.texts("number")
    unknown, left, joint = [], [], []
    for row, number in enumerate(numbers):
        use = uses.get(number)
        if use is None:
            unknown.append(number)
        elif not use.take:
            left.append(number)
        else:
            joint += [number] if len(use.accountable) > 1 else []
            contents.documents.append(
                Document("right", "", _values(use, texts[row]), table.where, table.places[row])
            )
    _tell(table, contents, unknown, left, joint)
    _offices(table, contents, uses.values())
    return contents


def _values(use: RowUse, text: str) -> dict[str, Any]:
    values: dict[str, Any] = {"name": use.name or use.number, "statement": text}
    values |= {name: getattr(use, name) for name in ("verb", "domain") if getattr(use, name)}
    for part in PARTS:
        if holders := getattr(use, part):
            values[part] = [
                Named(one, kinds_of(one, accountable=one in use.accountable), make=True)
                for one in holders
            ]
    return values


def _offices(table: Table, contents: Contents, uses: Iterable[RowUse]) -> None:
    """The chief officers that answer for something, each with an office of its own."""
    chiefs = dict.fromkeys(
        one for use in uses if use.take for one in use.accountable
        if re.fullmatch(r"C[A-Z]{1,3}O|Chief .* Officer", one)
    )  # fmt: skip
    for one in chiefs:
        contents.documents.append(Document("office", "", {"name": one}, table.where))
        values = {"name": one, "office": Named(one, ("office",))}
        contents.documents.append(Document("role", "", values, table.where))
    if chiefs:
        contents.notes.append(table.note(f"each chief officer has an office: {', '.join(chiefs)}"))


def _tell(
    table: Table,
    contents: Contents,
    unknown: Sequence[str],
    left: Sequence[str],
    joint: Sequence[str],
) -> None:
    for numbers, one, several in (
        (
            unknown,
            "row stands in no row of the mapping and is left out",
            "rows stand in no row of the mapping and are left out",
        ),
        (
            left,
            "row is left out, as the mapping says",
            "rows are left out, as the mapping says",
        ),
        (
            joint,
            "row is joint: several answer for it, and no forum is named",
            "rows are joint: several answer for each, and no forum is named",
        ),
    ):
        if numbers:
            shown = ", ".join(numbers[:20]) + (", …" if len(numbers) > 20 else "")
            contents.notes.append(table.note(f"{in_number(len(numbers), one, several)}: {shown}"))


PROSE = Known("prose", "Rights in prose", ROLES, read_prose, sees=sees_prose, draft=draft_rights)
