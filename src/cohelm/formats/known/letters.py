"""The letters and words in the cells of a matrix of responsibilities: RACI, RASCI, RAPID, DACI."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from cohelm.formats.cells import is_unknown, text_of
from cohelm.formats.known.activities import words_in
from cohelm.formats.sheets import Cell

Part = str
"""`accountable`, `responsible`, `consulted`, `informed`; empty for a letter that gives no part."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """A way to write who does what: what each letter stands for, and the part of a right that it is."""

    name: str
    letters: Mapping[str, tuple[str, Part]]

    def part(self, letter: str) -> Part:
        """The part that a letter gives."""
        return self.letters[letter][1]


RACI = Scheme(
    "RACI",
    {
        "R": ("responsible", "responsible"), "A": ("accountable", "accountable"),
        "C": ("consulted", "consulted"), "I": ("informed", "informed"),
        "S": ("supports", "responsible"), "V": ("verifies", "consulted"), "O": ("left out", ""),
    },
)  # fmt: skip
RAPID = Scheme(
    "RAPID",
    {
        "R": ("recommends", "consulted"), "A": ("agrees", "consulted"),
        "P": ("performs", "responsible"), "I": ("gives input", "consulted"),
        "D": ("decides", "accountable"),
    },
)  # fmt: skip
DACI = Scheme(
    "DACI",
    {
        "D": ("drives", "responsible"), "A": ("approves", "accountable"),
        "C": ("contributes", "consulted"), "I": ("is informed", "informed"),
    },
)  # fmt: skip
SCHEMES = (RACI, RAPID, DACI)
ALL = frozenset(letter for one in SCHEMES for letter in one.letters)
# Words that people write instead of letters. The scheme they belong to settles what a letter means.
WORDS = {
    "responsible": "R", "accountable": "A", "consulted": "C", "consult": "C", "informed": "I",
    "inform": "I", "support": "S", "supports": "S", "supportive": "S", "verify": "V",
    "recommend": "R", "recommends": "R", "agree": "A", "agrees": "A", "perform": "P",
    "performs": "P", "input": "I", "decide": "D", "decides": "D", "driver": "D", "approver": "A",
    "contributor": "C", "omitted": "O",
}  # fmt: skip
TELLS = {
    "RAPID": frozenset({"recommend", "recommends", "agree", "agrees", "perform", "performs", "input",
                        "decide", "decides", "rapid"}),
    "DACI": frozenset({"driver", "approver", "contributor", "contributors", "daci"}),
    "RACI": frozenset({"responsible", "accountable", "consulted", "raci", "rasci", "raci-vs"}),
}  # fmt: skip
NUMBERED = re.compile(r"\d\d")
"""What stands in codes; the mark of a footnote has one digit."""
MARKS = re.compile(r"[*†‡¹²³()\[\]\d]+")


def letters_in(cell: Cell) -> frozenset[str] | None:
    """The letters that a cell holds; none for a blank one, None where it says something else.

    >>> sorted(letters_in("A/R")), sorted(letters_in("R, C*")), letters_in("Payroll")
    (['A', 'R'], ['C', 'R'], None)
    >>> letters_in("APP-001")
    """
    return _letters(text_of(cell) or "")


@lru_cache(maxsize=10_000)
def _letters(text: str) -> frozenset[str] | None:
    if is_unknown(text) or text in {"/", "x", "X"}:
        return None if text in {"x", "X"} else frozenset()
    if NUMBERED.search(text):
        return None
    found: set[str] = set()
    for part in re.split(r"[\s,;/+&|\-]+|\band\b", MARKS.sub("", text)):
        if not part:
            continue
        if (part.isupper() and len(part) <= 4 and set(part) <= ALL) or (
            len(part) == 1 and part.upper() in ALL
        ):
            found |= set(part.upper())
        elif part.lower() in WORDS:
            found.add(WORDS[part.lower()])
        else:
            return None
    return frozenset(found) if found else None


def scheme_of(letters: Iterable[str], said: Iterable[str], cells: Iterable[str]) -> Scheme | None:
    """The scheme of a matrix: by what legend, title or cells say, else by its letters alone.

    None where no scheme has all the letters. R, A and I alone are read as RACI, D, A and I as DACI.
    """
    letters = frozenset(letters)
    fitting = [one for one in SCHEMES if letters <= one.letters.keys()]
    for texts in (said, cells):
        words = {word for text in texts for word in words_in(text)}
        told = {one.name: len(words & TELLS[one.name]) for one in fitting}
        most = max(told.values(), default=0)
        best = [one for one in fitting if told[one.name] == most]
        if most and len(best) == 1:
            return best[0]
    order = (RACI, DACI, RAPID) if "P" not in letters else (RAPID,)
    return next((one for one in order if one in fitting), None)
