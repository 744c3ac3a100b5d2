"""A matrix of responsibilities: activities by roles, with RACI, RASCI, RAPID or DACI letters."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from cohelm.core.documents import Contents, Document, Named
from cohelm.core.errors import Problem
from cohelm.core.plural import in_number
from cohelm.core.schema import Schema
from cohelm.formats.cells import is_unknown, text_of
from cohelm.formats.known.activities import TITLES, domain_in, kinds_of, titled, verb_in
from cohelm.formats.known.figures import Figures
from cohelm.formats.known.known import Known, Role
from cohelm.formats.known.letters import Scheme, letters_in, scheme_of
from cohelm.formats.known.posts import post_in
from cohelm.formats.layout import Table
from cohelm.formats.mapping import Mapping
from cohelm.formats.profile import Profile, TableProfile
from cohelm.formats.sheets import Cell, is_blank

ROLES = (
    Role("activity", "text", ("activity", "task", "process", "decision"), tells=0.5),
    Role("group", "text", ("area", "domain", "phase"), tells=0.1),
    Role("holder", "text", TITLES, tells=1.0),
)
PARTS = ("accountable", "responsible", "consulted", "informed")
# So many cells of a column must be letters; a remark may stand among them.
LETTERED, LOOSELY = 0.85, 0.5
SLIP = 0.05
MOST_SHOWN = 8


def sees_matrix(table: TableProfile) -> dict[int, tuple[str, float]]:
    """The columns of letters, and what stands beside them; nothing where it is no such matrix.

    Marks of a state (red, amber, green) and grades are letters too: the letters must be those of one
    scheme, and either three of them, or words, or titles of holders at one of the edges.
    """
    maybe = [one for one in table.columns if _may_be_lettered(one.values)]
    texts = [one for one in table.columns if one not in maybe and one.filled]
    activity = _activity(texts)
    if activity is None:
        return {}
    rows = [at for at, cell in enumerate(activity.values) if not is_blank(cell)]
    cells = {one.at: [one.values[at] for at in rows] for one in maybe}
    holders = [one for one in maybe if _lettered(cells[one.at]) >= LETTERED]
    if len(holders) < 2 or len(holders) < len(texts) - 1:
        return {}
    said = [cell for one in holders for cell in cells[one.at]]
    scheme = _scheme(table.table, said)
    if scheme is None or not _is_meant(scheme, said, holders, activity):
        return {}
    empty = [one for one in table.columns if not one.filled and titled([one.header])]
    played = {one.at: ("holder", 1.0) for one in (*holders, *empty)}
    for one in texts:
        if _groups(one, activity):
            played[one.at] = ("group", 0.9)
    return played | {activity.at: ("activity", 1.0)}


def _is_meant(
    scheme: Scheme, said: Sequence[Cell], holders: Sequence[Profile], activity: Profile
) -> bool:
    """Whether the letters are those of a matrix, and no marks of a state or grades."""
    found = {letter for cell in said for letter in letters_in(cell) or ()} & scheme.letters.keys()
    worded = any(len(text_of(cell) or "") > 5 for cell in said)
    edge = max(titled([one.header for one in holders]), titled(activity.sample))
    if len(found) < 2:
        return False
    return worded or edge >= 0.5 or (len(found) > 2 and (edge >= 0.2 or "A" in found))


def _lettered(cells: Sequence[Cell]) -> float:
    """The share of the filled cells that hold letters of a scheme; 0 where none is filled."""
    read = [letters_in(cell) for cell in cells]
    said = sum(one is None or bool(one) for one in read)
    return sum(map(bool, read)) / said if said else 0.0


def _may_be_lettered(cells: Sequence[Cell]) -> bool:
    """Whether `LOOSELY` so many of the filled cells hold letters.

    It is soon said of a column that holds none: once as many cells say something else as are left.
    """
    letters = others = 0
    left = len(cells)
    for cell, count in Counter(cells).items():
        if others * LOOSELY > (letters + left) * (1 - LOOSELY):
            return False
        read = letters_in(cell)
        letters += count * bool(read)
        others += count * (read is None)
        left -= count
    return bool(letters) and letters >= LOOSELY * (letters + others)


def _activity(texts: Sequence[Profile]) -> Profile | None:
    """The column that names the rows: the one that tells most of them apart, in words."""
    worded = [one for one in texts if not one.is_code_like or one.length > 4]
    named = [
        one for one in worded if any(any(char.isalpha() for char in text) for text in one.sample)
    ]
    return max(named, key=lambda one: (one.distinct, one.length), default=None)


def _groups(column: Profile, activity: Profile) -> bool:
    """Whether a column of texts parts the activities: each thing it says holds for rows on end."""
    if column is activity or any(any(char.isdigit() for char in text) for text in column.sample):
        return False
    said = [text for cell in column.values if not is_unknown(text := text_of(cell) or "")]
    runs = [one for at, one in enumerate(said) if not at or said[at - 1] != one]
    return 1 < len(runs) == len(set(runs)) < len(column.values)


def _scheme(table: Table, cells: Sequence[Cell]) -> Scheme | None:
    """The scheme of the letters in the cells; a letter that stands there once or twice may be a slip."""
    counts = Counter(letter for cell in cells for letter in letters_in(cell) or ())
    said = [table.title, *table.remarks, table.sheet, *table.header]
    texts = [text_of(cell) or "" for cell in cells]
    usual = {one for one, count in counts.items() if count > 2 or count > SLIP * counts.total()}
    return scheme_of(counts, said, texts) or scheme_of(usual, said, texts)


@dataclass
class Activity:
    """One activity: who holds which letters, in the order of the matrix; where it stands."""

    name: str
    row: int
    group: str = ""
    held: dict[str, frozenset[str]] = field(default_factory=dict)
    odd: list[str] = field(default_factory=list)


def read_matrix(table: Table, mapping: Mapping, schema: Schema, home: str) -> Contents:
    """Each activity as a decision right with the holders of its letters.

    One with nobody or with several accountable is kept as it stands and noted. A letter that the
    scheme does not have is noted with its cell. What a right covers is not in such a matrix: it is
    left open, and said.
    """
    del schema
    figures = Figures.of(table, mapping, home)
    contents = figures.contents
    activities = _activities(figures)
    holders = figures.places.get("holder", [])
    rows = [row for row, name in enumerate(figures.texts("activity")) if name]
    scheme = _scheme(table, [table.rows[row][at] for at in holders for row in rows])
    if scheme is None:
        why = f"the letters are of no one scheme: {len(activities)} activities left out"
        contents.notes.append(table.note(why))
        return contents
    for one in activities:
        _set_aside(one, scheme)
    names = _told_apart(activities)
    answer = {holder for one in activities for holder, held in one.held.items()
              if any(scheme.part(letter) == "accountable" for letter in held)}  # fmt: skip
    for one, name in zip(activities, names, strict=True):
        contents.documents.append(_document(table, one, name, scheme, answer))
    _tell(contents, table, activities, scheme)
    return contents


def _activities(figures: Figures) -> list[Activity]:
    """The activities in the order of the sheet, whichever way the matrix lies."""
    table, places = figures.table, figures.places
    if not places.get("activity") or not places.get("holder"):
        return []
    heads = [table.header[at] for at in places["holder"]]
    names = figures.texts("activity")
    if titled([one for one in names if one]) > titled(heads):
        return _across(figures, heads, _posts(figures, names))
    return _down(figures, _posts(figures, heads), names)


def _posts(figures: Figures, holders: Sequence[str]) -> list[str]:
    """The holders as posts, without who acts for them and who stands above; that is noted."""
    posts = [post_in(one)[0] for one in holders]
    worded = [one for one, post in zip(holders, posts, strict=True) if one != post]
    if worded:
        shown = "; ".join(dict.fromkeys(worded[:MOST_SHOWN]))
        why = f"delegates, and posts above, are not kept with a holder: {shown}"
        figures.contents.notes.append(figures.table.note(why))
    return posts


def _across(figures: Figures, heads: Sequence[str], names: Sequence[str]) -> list[Activity]:
    """The activities of a matrix whose rows are the holders and whose columns are activities."""
    table = figures.table
    found = []
    for at, head in zip(figures.places["holder"], heads, strict=True):
        one = Activity(head, table.columns[at])
        for row, holder in enumerate(names):
            _hold(one, holder, table.rows[row][at])
        found.append(one)
    return found


def _down(figures: Figures, heads: Sequence[str], names: Sequence[str]) -> list[Activity]:
    """The activities of a matrix whose rows they are, under the headings that part it."""
    table = figures.table
    groups = figures.texts("group")
    found: list[Activity] = []
    beside, nameless = "", []
    for row, name in enumerate(names):
        beside = groups[row] or beside
        if not name or letters_in(name):
            nameless.append(table.places[row])  # a legend in the columns of the matrix, mostly
            continue
        one = Activity(name, table.places[row], beside)
        for at, head in zip(figures.places["holder"], heads, strict=True):
            _hold(one, head, table.rows[row][at])
        found.append(one)
    if nameless:
        shown = ", ".join(map(str, nameless[:MOST_SHOWN]))
        why = (
            f"{in_number(len(nameless), 'row', 'rows')} left out, naming no activity (row {shown})"
        )
        figures.contents.notes.append(table.note(why))
    return _under(found, table.headings)


def _under(activities: list[Activity], headings: Sequence[tuple[int, str]]) -> list[Activity]:
    """The activities with the heading above each; of two headings on end, the first is an activity
    of which nobody holds anything."""
    last = max((one.row for one in activities), default=0)
    lone = [(row, text) for row, text in headings if row < last]
    rows = {one.row for one in activities}
    empty = [
        Activity(text, row)
        for (row, text), (next_, _) in itertools.pairwise(lone)
        if not any(row < one < next_ for one in rows)
    ]
    bare = {one.row for one in empty}
    kept = sorted((*activities, *empty), key=lambda one: one.row)
    heads = [(row, text) for row, text in lone if row not in bare]
    for one in kept:
        above = [text for row, text in heads if row < one.row]
        one.group = one.group or (above[-1] if above else "")
    return kept


def _hold(activity: Activity, holder: str, cell: Cell) -> None:
    if not holder or is_blank(cell):
        return
    letters = letters_in(cell)
    if letters is None:
        activity.odd.append(f"{holder}: {str(cell)[:40]}")
    elif letters:
        activity.held[holder] = activity.held.get(holder, frozenset()) | letters


def _set_aside(activity: Activity, scheme: Scheme) -> None:
    """Takes letters that are not of the scheme out of an activity, as odd ones."""
    for holder, letters in activity.held.items():
        strange = letters - scheme.letters.keys()
        activity.odd += [f"{holder}: {', '.join(sorted(strange))}"] if strange else []
        activity.held[holder] = letters - strange


def _told_apart(activities: Sequence[Activity]) -> list[str]:
    """The names, with the group before one that stands under several, and a number behind repeats."""
    counts = Counter(one.name.casefold() for one in activities)
    seen: Counter[str] = Counter()
    names = []
    for one in activities:
        name = (
            f"{one.group}: {one.name}"
            if counts[one.name.casefold()] > 1 and one.group
            else one.name
        )
        seen[name.casefold()] += 1
        names.append(name if seen[name.casefold()] == 1 else f"{name} ({seen[name.casefold()]})")
    return names


def _document(
    table: Table, activity: Activity, name: str, scheme: Scheme, answer: set[str]
) -> Document:
    values: dict[str, Any] = {"name": name[:300], "statement": activity.name}
    if verb := verb_in(activity.name):
        values["verb"] = verb
    if domain := domain_in(activity.group, activity.name):
        values["domain"] = domain
    if activity.group:
        values["tags"] = [activity.group[:100]]
    for part in PARTS:
        named = [
            Named(holder, kinds_of(holder, accountable=holder in answer), make=True)
            for holder, letters in activity.held.items()
            if any(scheme.part(letter) == part for letter in letters)
        ]
        if named:
            values[part] = named
    return Document("right", "", values, table.where, activity.row)


def _tell(contents: Contents, table: Table, activities: Sequence[Activity], scheme: Scheme) -> None:
    """What was read as what, and which activities say too little or too much."""
    letters = {letter for one in activities for held in one.held.values() for letter in held}
    read = "; ".join(
        f"{letter} ({scheme.letters[letter][0]}) as {scheme.part(letter) or 'nothing'}"
        for letter in scheme.letters
        if letter in letters
    )
    contents.notes.append(table.note(f"read as {scheme.name}: {read}"))
    answering: Map[int, int] = {
        one.row: sum(
            any(scheme.part(x) == "accountable" for x in held) for held in one.held.values()
        )
        for one in activities
    }
    working = {
        one.row
        for one in activities
        if any(scheme.part(x) == "responsible" for held in one.held.values() for x in held)
    }
    lists = (
        ("name nobody accountable", [one for one in activities if not answering[one.row]]),
        ("name several accountable", [one for one in activities if answering[one.row] > 1]),
        ("name nobody responsible", [one for one in activities if one.row not in working]),
        ("do not say clearly what is done: their verb is left open",
         [one for one in activities if not verb_in(one.name)]),
    )  # fmt: skip
    for what, of in lists:
        if of:
            shown = "; ".join(one.name[:60] for one in of[:MOST_SHOWN])
            more = "; …" if len(of) > MOST_SHOWN else ""
            contents.notes.append(
                table.note(f"{len(of)} of {len(activities)} activities {what}: {shown}{more}")
            )
    for one in activities:
        for odd in one.odd:
            contents.problems.append(_odd(table, one, odd, scheme))
    if activities:
        said = "what the rights cover is not in a matrix: it is left open until a condition says it"
        contents.notes.append(table.note(said))


def _odd(table: Table, activity: Activity, odd: str, scheme: Scheme) -> Problem:
    holder, _, value = odd.partition(": ")
    known = ", ".join(scheme.letters)
    why = f"'{value}' is no letter of {scheme.name}. Accepted: {known}, or the words they stand for"
    return Problem(why, table.where, activity.row, holder, value)


MATRIX = Known("matrix", "Matrix of responsibilities", ROLES, read_matrix, sees=sees_matrix)
