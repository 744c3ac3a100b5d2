"""Which columns tell the items of a table apart, also where rows repeat an item."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cohelm.core.keys import slug
from cohelm.formats.cells import is_unknown, text_of
from cohelm.formats.mapping import ColumnUse
from cohelm.formats.profile import ID_WORDS, SAMPLE, Profile, TableProfile
from cohelm.formats.vocabulary import Vocabulary, without
from cohelm.formats.words import tokens

# Of the rows that share a key, so many groups must say the same amount: they repeat one item.
AGREE = 0.7
# A key that repeats must still tell most rows apart.
APART = 0.5
# Ids are ours when so many of them are the slugs of their names.
OURS = 0.6


@dataclass(frozen=True, slots=True)
class Keys:
    """`unique` numbers the rows, `repeated` (one or two columns) the items that rows repeat."""

    unique: Profile | None
    repeated: tuple[Profile, ...] = ()


def system_of(table: TableProfile, *columns: Profile) -> str:
    """The name under which a column's ids are kept: its header; with the table's name where it is bare.

    A bare `ID` would be the same for every list there is.
    """
    parts = []
    for column in columns:
        words = tokens(column.header)
        if set(words) <= ID_WORDS and len(words) == 1:
            words = (*tokens(table.name), *words)
        parts.append("-".join(words))
    return "+".join(parts)[:100] or "id"


def find_keys(
    table: TableProfile,
    kind: str,
    vocabulary: Vocabulary,
    uses: Mapping[int, ColumnUse],
    money: Sequence[int],
) -> Keys:
    """The key columns of a table whose rows are of a kind.

    `uses` are the columns that are mapped already, by place; `money` those of them with amounts.
    """
    free = [one for one in table.columns if _may_be_id(one, kind, vocabulary, uses)]
    scored = [(_uniqueness(one, kind, vocabulary, one.at in uses), one) for one in free]
    score, unique = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    found = unique if score > 0 else None
    amounts = [table.columns[at] for at in money]
    for column in free:
        if column is found or not amounts or not _is_business_key(column, kind, vocabulary):
            continue
        kind_words = {word for phrase in vocabulary.kinds[kind] for word in phrase}
        second = _second(column, table, kind_words, uses, amounts)
        columns = (column, second) if second else (column,)
        if _repeats_amounts(_groups(*columns), amounts):
            return Keys(found, columns)
    return Keys(found)


def _may_be_id(
    column: Profile, kind: str, vocabulary: Vocabulary, uses: Mapping[int, ColumnUse]
) -> bool:
    """Whether a column is free, or a field of text that may be an id too, such as a number."""
    use = uses.get(column.at)
    if use is None:
        return True
    if use.use != "field" or "." in use.name or use.name == "description":
        return False
    return vocabulary.schema.field(kind, use.name).type == "text"


def own_ids(table: TableProfile, kind: str, uses: Mapping[int, ColumnUse]) -> Profile | None:
    """The column with our own ids, as lists that we wrote have one; None where the ids are others'.

    They are keys (`application:crm`), or slugs of the names beside them.
    """
    names = next((table.columns[at] for at, use in uses.items() if use.name == "name"), None)
    for column in table.columns:
        if not is_bare(column.header) or not column.is_unique:
            continue
        if all(text.startswith(f"{kind}:") for text in column.sample):
            return column
        if names is not None:
            pairs = list(zip(column.values, names.values, strict=True))[:SAMPLE]
            same = sum(slug(text_of(name) or "") == id_ for id_, name in pairs)
            if same >= OURS * len(pairs):
                return column
    return None


def is_bare(header: str) -> bool:
    """Whether a header says that its column has ids, and not whose."""
    return tokens(header) in (("id",), ("key",))


def key_text(cells: Sequence[object]) -> str:
    """What a key of one or two cells says; empty where the first is no key (TBD, none)."""
    texts = [text_of(cell) or "" for cell in cells]  # type: ignore[arg-type]
    if not texts or is_unknown(texts[0]):
        return ""
    return " ".join(text for text in texts if not is_unknown(text))


def _uniqueness(column: Profile, kind: str, vocabulary: Vocabulary, used: bool) -> float:
    """How much a column is the rows' own id; 0 when it is none. One that a field takes must say so."""
    if not column.is_unique or column.counts_rows or column.shapes.get("date", 0) > 0.5:
        return 0.0
    words = set(column.words)
    named = bool(words & ID_WORDS)
    codes = column.is_code_like and column.shapes.get("code", 0) >= 0.8
    if not named and (used or not codes):
        return 0.0
    if column.length > 60:
        return 0.0
    own = any(without(column.words, phrase) is not None for phrase in vocabulary.kinds[kind])
    whole = column.filled == len(column.values)
    return named + 0.5 * own + 0.5 * whole + 0.3 * ("id" in words) - 0.01 * column.at


def _is_business_key(column: Profile, kind: str, vocabulary: Vocabulary) -> bool:
    """Whether a header calls it the number or id of the kind itself, though it repeats."""
    if column.is_unique or not set(column.words) & ID_WORDS:
        return False
    if column.distinct < APART * column.filled or column.filled < 0.5 * len(column.values):
        return False
    own = any(without(column.words, phrase) is not None for phrase in vocabulary.kinds[kind])
    return own and column.length <= 60


def _groups(*columns: Profile) -> dict[tuple[str, ...], list[int]]:
    """The rows that share a key, by key; rows without one are left out."""
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for row, cells in enumerate(zip(*(one.values for one in columns), strict=True)):
        texts = tuple(text_of(cell) or "" for cell in cells)
        if not is_unknown(texts[0]):
            groups[texts].append(row)
    return groups


def _said(column: Profile, rows: Sequence[int]) -> set[str]:
    texts = (text_of(column.values[row]) or "" for row in rows)
    return {text for text in texts if not is_unknown(text)}


def _repeats_amounts(groups: Mapping[tuple[str, ...], list[int]], amounts: list[Profile]) -> bool:
    """Whether rows with one key mostly say one amount: then they repeat an item, not parts of it."""
    several = [rows for rows in groups.values() if len(rows) > 1]
    stated = [rows for rows in several if any(_said(one, rows) for one in amounts)]
    agree = sum(all(len(_said(one, rows)) <= 1 for one in amounts) for rows in stated)
    return bool(stated) and agree >= AGREE * len(stated)


def _second(
    first: Profile,
    table: TableProfile,
    kind_words: set[str],
    uses: Mapping[int, ColumnUse],
    amounts: Sequence[Profile],
) -> Profile | None:
    """A second column of the key, where the first is only unique within something.

    It parts rows that say different amounts of different things, and leaves together those that
    repeat one amount. One whose header shares a word with the first (`Order PIID`, `Frame PIID`) goes
    before others.
    """
    several = [rows for rows in _groups(first).values() if len(rows) > 1]
    witnesses = [
        one
        for one in table.columns
        if one.at in uses and one not in amounts and uses[one.at].name not in ("name", "number")
    ]
    torn = [rows for rows in several if _contradicts(rows, witnesses, amounts)]
    whole = [[row for row in rows if _said(amounts[0], [row])] for rows in several]
    whole = [rows for rows in whole if len(_said(amounts[0], rows)) == 1 and len(rows) > 1]
    shared = set(tokens(first.header)) - kind_words - {"number", "id"}
    best, most = None, 0.0
    for column in table.columns:
        if column is first or column.is_unique or column.at in uses or not column.is_code_like:
            continue
        words = set(tokens(column.header))
        if not words & (ID_WORDS | shared):
            continue
        parted = sum(len(_parts(column, rows)) > 1 for rows in torn)
        harmed = sum(len(_parts(column, rows)) > 1 for rows in whole)
        score = parted - 2 * harmed + 0.5 * bool(words & shared) + column.shapes.get("code", 0) / 4
        if parted and score > most:
            best, most = column, score
    return best


def _parts(column: Profile, rows: Sequence[int]) -> set[str]:
    return {text_of(column.values[row]) or "" for row in rows}


def _contradicts(
    rows: Sequence[int], witnesses: Sequence[Profile], amounts: Sequence[Profile]
) -> bool:
    """Whether rows with one key say different amounts, and differ in something else as well."""
    differ = any(len(_said(one, rows)) > 1 for one in amounts)
    return differ and any(len(_said(one, rows)) > 1 for one in witnesses)
