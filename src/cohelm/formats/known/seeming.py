"""What the cells of a column seem to be, whatever stands above them: people, titles, levels, lengths."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Mapping as Map

from cohelm.formats.known.activities import is_title, verb_in
from cohelm.formats.known.holding import COMPANY
from cohelm.formats.known.names import GIVEN_NAMES, PLACES, plainly
from cohelm.formats.profile import Profile

WORD = r"[^\W\d_][\w'’.-]*"
PERSON = re.compile(rf"{WORD}(?:,? {WORD}){{1,3}}\Z")
LENGTH = re.compile(
    r"(?i)\d{1,3}(?:[.,]\d)?\s*[- ]?\s*(?:(?:business|working|calendar)\s)?(?:days?|d|tage?n?|jours?"
    r"|weeks?|wochen?|semaines?|months?|mths?|mo|monate?n?|mois|quarters?|quartale?|years?|yrs?|jahre?n?|ans?)\b"
)
VERSION = re.compile(r"(?i)v?\d{1,4}(?:\.\d{1,4}){1,3}\w*\Z")
KEY = re.compile(r"[A-Z][A-Z0-9_]{1,14}-\d+\Z")
SINGLE = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+){0,2}\Z")
EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.\w+\Z")
# The words of closed lists, by what they tell; a cell is one of them, or begins with it.
LISTS = {
    "level": "very high|high|higher|medium|moderate|mid|low|lower|very low|critical|major|minor|none|"
    "severe|urgent|vital|essential|important|significant|normal|negligible|business critical|"
    "mission critical|gold|silver|bronze|platinum|tier|sehr hoch|hoch|mittel|niedrig|gering|kritisch|"
    "tres eleve|eleve|eleve|moyen|moyenne|faible|critique|majeur|mineur",
    "hosting": "saas|paas|iaas|cloud|public cloud|private cloud|hybrid|hybrid cloud|multi cloud|"
    "on premise|on premises|onprem|on prem|hosted|managed|colocation|data center|data centre|in house|"
    "self hosted|vendor hosted|desktop|mainframe|aws|azure|gcp|rechenzentrum|vor ort|eigenbetrieb|"
    "sur site|nuage",
    "answer": "approved|rejected|requested|not yet requested|pending|waiting|declined|accepted|granted|"
    "cancelled|canceled|not required|no longer required|duplicate|genehmigt|abgelehnt|beantragt|"
    "freigegeben|offen|approuve|refuse|en attente|valide",
    "outcome": "successful|unsuccessful|success|failed|failure|partial|partially|partly|backed out|"
    "rolled back|cancelled|canceled|erfolgreich|nicht erfolgreich|fehlgeschlagen|teilweise|"
    "reussi|echec|abandonne",
    "work": "bug|story|user story|task|epic|sub task|subtask|improvement|new feature|feature|spike|"
    "service request|incident|problem|change|defect|initiative|fehler|aufgabe|anforderung|tache|recit",
    "change": "normal|standard|emergency|expedited|routine|notfall|regular|urgent|urgence",
    "resolution": "done|fixed|duplicate|wont do|won t do|won t fix|wont fix|cannot reproduce|"
    "incomplete|invalid|resolved|declined|rejected|works as designed|not a bug|known error|workaround|"
    "abandoned|obsolete|"
    "unresolved|erledigt|behoben|gelost|duplikat|abgelehnt|corrige|resolu|doublon",
    "environment": "production|prod|test|testing|development|dev|staging|acceptance|uat|qa|sandbox|"
    "preproduction|pre prod|integration|produktion|entwicklung|recette",
    "sale": "prospecting|qualification|qualified|discovery|needs analysis|value proposition|proposal|"
    "quote|quoted|negotiation|contract sent|verbal commitment|closed won|closed lost|closedwon|"
    "closedlost|won|lost|stalled|on hold|appointment scheduled|gewonnen|verloren|angebot|"
    "verhandlung|gagne|perdu",
    "progress": "open|closed|done|in progress|new|resolved|backlog|to do|todo|selected|blocked|on hold|"
    "review|in review|cancelled|canceled|completed|proposed|planned|approved|active|scheduled|"
    "implement|assess|authorize|draft|offen|geschlossen|in arbeit|erledigt|abgeschlossen|neu|geplant|"
    "laufend|ouvert|ferme|en cours|termine|nouveau|planifie",
}  # fmt: skip
LISTED = {name: re.compile(rf"(?:{words})(?: \w+){{0,2}}\Z") for name, words in LISTS.items()}
MOST_LISTED = 12
SENTENCE, WORDS_IN_IT = 25, 4


def seems(column: Profile, like: str) -> float:
    """How well the cells of a column are what `like` says, in [0, 1]; 0 where it has none."""
    if not column.filled:
        return 0.0
    if like not in column.shares:
        column.shares[like] = _seems(column, like)
    return column.shares[like]


def _seems(column: Profile, like: str) -> float:
    if like in LISTED:
        few = column.distinct <= MOST_LISTED
        return share(column, lambda text: bool(LISTED[like].match(plainly(text)))) if few else 0.0
    return OF_COLUMN[like](column)


def share(column: Profile, test: Callable[[str], bool]) -> float:
    """The share of the different cells whose text passes a test."""
    sample = column.sample
    return sum(map(test, sample)) / len(sample) if sample else 0.0


def is_person(text: str) -> bool:
    """Whether a text is written as the name of a person is: capitals, no company, no title."""
    if not PERSON.match(text) or COMPANY.search(text) or is_title(text):
        return False
    words: list[str] = re.split(r"[ ,]+", text)
    return sum(word[0].isupper() for word in words) >= 2


def is_given(text: str) -> bool:
    """Whether one of the words of a text is a given name that many people have."""
    return any(word in GIVEN_NAMES for word in plainly(text).split())


def _people(column: Profile) -> float:
    """People where most cells are written as names and some have a given name that many have."""
    named = share(column, is_person)
    return named if share(column, is_given) >= FEW_GIVEN * named else 0.0


def _given(column: Profile) -> float:
    """Single words of which many are given names."""
    return share(column, _is_single) if share(column, is_given) >= 2 * FEW_GIVEN else 0.0


def _surnames(column: Profile) -> float:
    """Single words with a capital that are many and no given names."""
    known = share(column, is_given) >= FEW_GIVEN or column.distinct < MANY
    return 0.0 if known else share(column, _is_single)


def _is_single(text: str) -> bool:
    return (
        bool(re.fullmatch(r"[^\W\d_][^\W\d_'’-]*(?:['’-][^\W\d_]+)?", text)) and text[0].isupper()
    )


def _titles(column: Profile) -> float:
    return share(column, is_title)


def _companies(column: Profile) -> float:
    found = share(column, lambda text: bool(COMPANY.search(text)))
    return min(1.0, 2 * found)  # many firms are known without their legal form


def _places(column: Profile) -> float:
    found = share(
        column, lambda text: not PLACES.isdisjoint((plainly(text), *plainly(text).split()))
    )
    return min(1.0, 2 * found) if column.distinct < column.filled else found


def _sentences(column: Profile) -> float:
    worded = share(column, lambda text: len(text.split()) >= WORDS_IN_IT)
    return worded if column.length >= SENTENCE and 2 * column.distinct >= column.filled else 0.0


def _phrases(column: Profile) -> float:
    """Texts of some words that say many things: no codes, numbers or days, nobody's names or titles."""
    if column.distinct < max(MANY, FEW_AGAIN * column.filled) or _people(column) >= 0.5:
        return 0.0
    several = share(column, lambda text: " " in text)
    worded = column.shapes.get("word", 0.0) + column.shapes.get("prose", 0.0)
    titles, lengths = share(column, is_title), share(column, _is(LENGTH))
    named = max(titles, lengths, share(column, lambda text: bool(COMPANY.search(text))))
    return worded if several >= SEVERAL and named < 0.5 else 0.0


def _counts(column: Profile) -> float:
    whole = share(column, lambda text: text.removesuffix(".0").replace(",", "").isdecimal())
    return whole if column.distinct >= MANY and not _runs(column) else 0.0


def _runs(column: Profile) -> bool:
    """Whether numbers are all of one length and all different, as ids are."""
    lengths = {len(text) for text in column.sample}
    return len(lengths) == 1 and column.distinct == column.filled


def _fractions(column: Profile) -> float:
    """Parts of a full post: 1, 0.8, 50 %."""

    def part(text: str) -> bool:
        try:
            return (
                0
                < float(text.replace(",", ".").removesuffix("%").strip())
                <= (100 if "%" in text else 1)
            )
        except ValueError:
            return False

    return share(column, part) if column.distinct <= MOST_LISTED else 0.0


def _activities(column: Profile) -> float:
    """What is done: phrases of which many begin or end with a verb, and few are titles of holders."""
    done = share(column, lambda text: bool(verb_in(text)))
    titles = share(column, is_title)
    return _phrases(column) if done >= SEVERAL and titles < 0.5 else 0.0


def _matching(pattern: re.Pattern[str]) -> Callable[[Profile], float]:
    return lambda column: share(column, _is(pattern))


def _is(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: bool(pattern.match(text))


# So many of the people of a column have a common given name; so many phrases have several words.
FEW_GIVEN, SEVERAL, MANY, FEW_AGAIN = 0.2, 0.3, 5, 0.3
OF_COLUMN: Map[str, Callable[[Profile], float]] = {
    "person": _people, "title": _titles, "company": _companies, "place": _places,
    "sentence": _sentences, "phrase": _phrases, "count": _counts, "fraction": _fractions,
    "activity": _activities, "length": _matching(LENGTH), "version": _matching(VERSION),
    "email": _matching(EMAIL), "key": _matching(KEY), "given": _given, "surname": _surnames,
}  # fmt: skip
"""The ways in which the cells of a whole column are looked at."""
