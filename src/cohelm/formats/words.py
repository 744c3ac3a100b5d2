"""The words of headers and names, brought to one form so that they can be compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz

PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
YEARLY = re.compile(
    r"(?i)(?<![a-z])(?:p\.\s?a\.?|(?:per|in a|for a) (?:year|annum)|a year|par an(?:nee|née)?|"
    r"/\s?(?:year|yr|a))(?![a-z])"
)
PLURAL_SHORT = re.compile(r"\b([A-Z]{2,})s\b")
BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")

# Words that head columns in any file; the kinds' own words are added to them.
COMMON_WORDS = (
    "id name title description owner status state type category kind class date start end begin "
    "finish due from to until since cost budget amount price spend value total sum vendor supplier "
    "department parent code number reference version note comment remark priority criticality "
    "importance lifecycle location site email phone url link manager lead responsible project "
    "application system capability risk contract currency unit source target tag year month "
    "quarter period share percent count rating score region country city company group level "
    "order sequence created updated modified timestamp approved expiry expiration deadline "
    "software server product service user role team person key label item text summary "
    "bezeichnung beschreibung kosten datum nummer verantwortlich nom cout libelle responsable"
)
COMMON = frozenset(COMMON_WORDS.split())
ENDINGS = COMMON | {"no", "nr", "ref"}

# What people write for short in a header.
SHORT = {
    "app": "application", "apps": "application", "appl": "application", "amt": "amount",
    "avg": "average", "cap": "capability", "capa": "capability", "cat": "category",
    "co": "company", "comp": "component", "ctr": "contract", "curr": "currency", "ccy": "currency",
    "cust": "customer", "db": "database", "dep": "department", "dept": "department",
    "depts": "department", "desc": "description", "descr": "description", "dt": "date",
    "env": "environment", "est": "estimated", "fte": "fte", "grp": "group", "hw": "hardware",
    "id": "id", "ids": "id", "identifier": "id", "identification": "id", "uid": "id", "guid": "id",
    "uuid": "id", "info": "information", "infra": "infrastructure", "init": "initiative",
    "lic": "licence", "license": "licence", "loc": "location", "mgr": "manager",
    "mgmt": "management", "mngr": "manager", "nbr": "number", "no": "number", "nr": "number",
    "num": "number", "nos": "number", "org": "organisation", "organization": "organisation",
    "organizational": "organisational", "orga": "organisation", "pct": "percent",
    "perc": "percent", "pm": "manager", "prio": "priority", "prj": "project", "proj": "project",
    "prod": "product", "qty": "quantity", "ref": "reference", "refs": "reference",
    "req": "requirement", "resp": "responsible", "sla": "sla", "srv": "server", "std": "standard",
    "sub": "sub", "supp": "supplier", "svc": "service", "sw": "software", "sys": "system",
    "tech": "technology", "tel": "phone", "ver": "version", "ytd": "ytd", "yr": "year",
    "yrs": "year",
    "wlc": "whole life cost", "yearly": "annual", "programme": "program", "centre": "center",
    "tot": "total",
}  # fmt: skip

# Headers in German and French, in the words that lists of this sort are headed with.
TONGUES = {
    "anwendung": "application", "anwendungen": "application", "applikation": "application",
    "applikationen": "application", "abteilung": "department", "bereich": "department",
    "beginn": "start", "anfang": "start", "beschreibung": "description", "bezeichnung": "name",
    "besitzer": "owner", "dienstleister": "supplier", "ende": "end", "kosten": "cost",
    "kritikalitat": "criticality", "kunde": "customer", "laufzeit": "term", "leiter": "lead",
    "lieferant": "supplier", "lieferanten": "supplier", "massnahme": "measure",
    "mitarbeiter": "employee", "nummer": "number", "nutzer": "user", "projekt": "project",
    "projekte": "project", "risiko": "risk", "risiken": "risk", "standort": "location",
    "verantwortlich": "responsible", "verantwortlicher": "responsible", "vertrag": "contract",
    "vertrage": "contract", "ziel": "goal", "ziele": "goal", "contrat": "contract",
    "contrats": "contract", "cout": "cost", "couts": "cost", "debut": "start", "fin": "end",
    "fournisseur": "supplier", "fournisseurs": "supplier", "libelle": "name", "nom": "name",
    "projet": "project", "projets": "project", "responsable": "responsible", "statut": "status",
}  # fmt: skip
# From here on, two words are taken for the same one in another spelling.
ALIKE = 0.82
# Words that are spelt alike and mean different things.
UNLIKE = (
    {"contact", "contract"},
    {"contract", "contractor"},
    {"office", "officer"},
    {"cause", "clause"},
    {"policy", "police"},
)
# Endings of plurals that are none.
NO_PLURALS = (
    "status process business access analysis basis address class loss focus bus canvas series "
    "news os aws sms success progress consensus less express crisis thesis pros cons is was has "
    "this us as dns gas atlas iris ios sas"
)
SINGULAR = frozenset(NO_PLURALS.split())


@lru_cache(maxsize=100_000)
def tokens(text: str) -> tuple[str, ...]:
    """The words of a header: camelCase and punctuation split, short forms written out, singular.

    >>> tokens("App_Identifier"), tokens("deptNames")
    (('application', 'id'), ('department', 'name'))
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    plain = (
        YEARLY.sub(" annual ", PLURAL_SHORT.sub(r"\1", plain))
        .replace("#", " no ")
        .replace("%", " percent ")
        .replace("'", "")
    )
    parts = (half for part in PART.findall(plain) for half in _halves(part.lower()))
    return tuple(word for part in parts for word in word_of(part).split())


def _halves(word: str) -> tuple[str, ...]:
    """Two words that head columns and were written as one: `PROJECTTITLE`."""
    if len(word) < 7 or word in COMMON:
        return (word,)
    cuts = (at for at in range(3, len(word) - 1) if word[:at] in COMMON and word[at:] in ENDINGS)
    at = next(cuts, 0)
    return (word[:at], word[at:]) if at else (word,)


@lru_cache(maxsize=100_000)
def core_tokens(text: str) -> tuple[str, ...]:
    """The words of a header without what stands in brackets, unless nothing else is there."""
    return tokens(BRACKETS.sub(" ", text)) or tokens(text)


def head_last(words: tuple[str, ...]) -> tuple[str, ...]:
    """A phrase with the word that says what it is at its end: `type of contract`, `end of life`.

    >>> head_last(("number", "of", "user"))
    ('user', 'count')
    """
    if "of" not in words[1:-1]:
        return words
    cut = words.index("of", 1)
    before = ("count",) if words[:cut] == ("number",) else words[:cut]
    return words[cut + 1 :] + before


def word_of(word: str) -> str:
    """One lower-case word in the form in which words are compared.

    >>> word_of("capabilities"), word_of("process"), word_of("dept")
    ('capability', 'process', 'department')
    """
    if word in SHORT or word in TONGUES:
        return SHORT.get(word) or TONGUES[word]
    if word in SINGULAR or len(word) < 4 or not word.endswith("s") or word.endswith("ss"):
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("sses", "shes", "ches", "xes")):
        word = word[:-2]
    else:
        word = word[:-1]
    return SHORT.get(word, word)


@lru_cache(maxsize=500_000)
def likeness(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """How much two phrases say the same, in [0, 1]: 1 for the same words in any order.

    Words that stand in one of the two only cost according to how much they are of it; words that are
    nearly the same (a typing error, a prefix such as "org") count nearly as much.
    """
    # words that are nearly the same begin with one letter
    if {word[0] for word in one}.isdisjoint([word[0] for word in other]):
        return 0.0
    if sorted(one) == sorted(other):
        return 1.0
    shorter, longer = sorted((one, other), key=len)
    left = list(longer)
    shared = 0.0
    for word in shorter:
        if word in left:
            shared += 1.0
            left.remove(word)
            continue
        alike = [one for one in left if one[0] == word[0]]
        near = max(alike, key=lambda other_word: nearness(word, other_word), default="")
        close = nearness(word, near) if near else 0.0
        if close >= ALIKE:
            shared += close
            left.remove(near)
    return 2 * shared / (len(one) + len(other))


@lru_cache(maxsize=500_000)
def nearness(one: str, other: str) -> float:
    """How alike two words are, in [0, 1]."""
    if one == other:
        return 1.0
    if min(len(one), len(other)) < 4 or one[0] != other[0] or {one, other} in UNLIKE:
        return 0.0
    return float(fuzz.ratio(one, other)) / 100


def best(phrases: Iterable[tuple[str, ...]], words: tuple[str, ...]) -> float:
    """The highest likeness of `words` to one of the phrases."""
    return max((likeness(phrase, words) for phrase in phrases), default=0.0)
