"""What a header says, in plain English words of one choice, whatever its language and spelling."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from cohelm.formats.known.doings import DAYS, DOERS
from cohelm.formats.known.tongues import GERMAN_WORDS, MEANING, ROMANCE
from cohelm.formats.units import CODES
from cohelm.formats.words import BRACKETS, COMMON, PART, YEARLY, head_last, tokens

# Words for one thing are brought to one of them, so that phrases need not list every other.
SAME = {
    "vendor": "supplier creditor payee provider seller licensor contractor subcontractor",
    "start": "begin begins beginning starts started starting commencement commence commences inception",
    "end": "ends ended ending expiry expire expires expiration expired finish finishes conclusion "
    "closes runs",
    "cost": "costs charge charges fee fees expense expenses price expenditure",
    "annual": "yearly annually annualised annualized",
    "invoice": "bill invoices",
    "document": "doc voucher",
    "responsible": "owner owners owned accountable responsibility holder custodian caretaker",
    "renewal": "renew renews renewed renewing extension extend extends prolongation rollover",
    "automatic": "auto automatically tacit evergreen itself",
    "affected": "impacted concerned hit involved",
    "valid": "force",
    "status": "state",
    "type": "kind sort nature category family",
    "old": "legacy former previous",
    "criticality": "critical importance important",
    "urgency": "urgent",
    "risk": "risky",
    "hosting": "hosted",
    "closed": "close closing closure",
    "group": "team",
    "element": "item",
    "notice": "cancellation",
    "until": "till through thru",
    "actual": "actuals realised realized real really incurred",
    "budget": "budgeted planned plan scheduled",
    "goods": "commodity material",
    "employee": "staff worker colleague personnel",
    "posting": "booking posted booked accounting",
    "title": "heading",
    "description": "text narrative memo details designation",
    "purchase": "procurement purchasing",
    "centre": "center",
    "subject": "matter topic",
    "due": "payable deadline",
    "date": "datum",
    "company": "firm",
    "number": "id identifier key code reference",
    "approved": "authorised authorized released signed sign approval approving",
    "joint": "jointly together",
    "manufacturer": "maker",
    "approver": "authoriser authorizer validator",
    "requester": "requestor applicant originator initiator preparer",
    "resolved": "restored solved fixed",
    "opened": "raised logged",
    "limit": "threshold ceiling",
    "period": "interval",
    "terminate": "termination terminating cancel",
}  # fmt: skip
ONE_FOR = {other: one for one, others in SAME.items() for other in others.split()}
# Words that add nothing to the others of a header.
EMPTY_WORDS = (
    "the a an of is it its by for in on at per as required agreed stated full legal if any our your "
    "field please enter charged master who whom whose which what how where when to be yes no present "
    "current now"
)
EMPTY = frozenset(EMPTY_WORDS.split())
WITH = r"incl\w*|inkl\w*|mit|with"
WITHOUT = r"excl\w*|exkl\w*|ohne|without|w/o|before|zzgl|plus|net of"
TAXES = r"\.?\s*(?:of\s+)?(?:vat|tax|mwst|ust|tva)\b"
GROSS = re.compile(rf"(?i)\b(?:{WITH}){TAXES}")
NET = re.compile(rf"(?i)\b(?:{WITHOUT}){TAXES}")
CAMEL = re.compile(r"(?<=[a-zäöüßé])(?=[A-Z])")
# One word each, although a capital stands within.
CAPEX_OPEX = re.compile(r"(?<![a-z])(Cap|Op)Ex(?![a-z])")
# An umlaut as who has no such key writes it.
UMLAUT = re.compile(r"([aou])e")
# What stands behind a noun and says only that it is so: `resolution given`, `request made by`.
SO_IT_IS = re.compile(r"(?i)(?<=\w)[ _](?:given|taken|covered|made|set|held)(?=[ _]+by\b|[ _:*]*$)")
REPORTS_TO = re.compile(r"(?i)\breport(?:s|ing)?[ _]+to\b|\bn ?\+ ?1\b")
# `Runs to` is until when; `charged to` and `authority delegated to` are to whom.
RUNS_TO = re.compile(
    r"(?i)\b(runs?|valid|validity|up|term|period|contract|effective|date)[ _]to[ _:*]*$"
)
# A word cut short, and the first half of two that share their end: `Best.-Nr.`, `Vor- und Nachname`.
CUT = re.compile(r"(?<![\w.])([^\W\d_]{3,})\.(?=\W|$)")
HALVED = re.compile(r"(?i)(?<!\w)([^\W\d_]+)- (?:und|oder|u\.|&|/) ?([^\W\d_]+)")
MOST_CUT = 6
TOGETHER = re.compile(r"(?i)\bco-(?=\w)|\bcounter-?(?=sign)")
AND = re.compile(r"(?i)(?<=\w) (?:and|und|et) (?=\w)")
IN_CHARGE = re.compile(r"(?i)\bin charge\b")
TO_BE = re.compile(r"(?i)\bto[ _]be[ _]\w+[ _]by\b")
NO_BRACKETS = str.maketrans("()[]", "    ")
SHORT_NAME = re.compile(r"\(([A-Z]{2,4})\)")
LESS_SURE, UNKNOWN_LEFT = 0.9, 0.85
# More words than this in brackets explain a header and are no part of it.
MOST_BESIDE = 3
INITIALS = re.compile(r"\b(?:[A-Za-z]\.){2,}")
COST_CENTRE = re.compile(r"(?i)\bcost[\s_]*(?:ctr|cntr|centre)\b")
UNIT_WORD = re.compile(
    rf"[tkm]?(?:{'|'.join(CODES)})|k|m|mn|mm|mio|tsd|bn|thousands?|millions?|mille|milliers?|tausend",
    re.IGNORECASE,
)
# What a noun without an article may stand behind: `Bezeichnung Konto`, `Nummer Vertrag`.
APPOSED = frozenset({"name", "number", "date", "description"})
LENGTHS = frozenset({"day", "month", "week", "year", "quarter"})
# A word that nobody knows is taken for one that is spelt nearly like it, from so many letters on;
# in long ones, two letters may be wrong.
SHORTEST, LONG = 5, 9
TOGETHER_WITH = "co"
ENDINGS = ("es", "er", "en", "em", "ns", "e", "n", "s", "ly")
STAGES = frozenset(
    {"actual", "planned", "forecast", "baseline", "expected", "estimated", "revised", "approved",
     "target", "original", "current", "ist", "soll", "plan", "geplant", "reel", "réel", "prevu", "prévu"}
)  # fmt: skip
"""What a noun behind a slash is said of on both sides."""
LAST_LETTER = "\U0010ffff"
VOWELS, LONGEST_SHORT = frozenset("aeiouy"), 6
LINKS = ("", "s", "n", "en", "es", "e", "er")


@lru_cache(maxsize=50_000)
def concepts(header: str) -> tuple[str, ...]:
    """The words of a header as concepts: translated, compounds in parts, synonyms brought to one.

    What stands in brackets counts only where it is a length of time, or nothing else is there.

    >>> concepts("Kündigungsfrist (Monate)"), concepts("Supplier no.")
    (('notice', 'period', 'month'), ('vendor', 'number'))
    """
    apart = " ".join(
        word if word.strip(".:;*").lower() in MEANING else CAMEL.sub(" ", word)
        for word in CAPEX_OPEX.sub(r"\1ex", header.replace("_", " ")).split()
    )
    plain = NET.sub(" net ", GROSS.sub(" gross ", YEARLY.sub(" annual ", apart)))
    inside = " ".join(BRACKETS.findall(plain))
    words = _meanings(BRACKETS.sub(" ", plain)) or _meanings(inside)
    said = tuple(word for word in _meanings(inside) if word in LENGTHS and word not in words)
    words = tuple(word for word in (*words, *said) if word not in EMPTY) or words
    words = tuple(word for word in words if not UNIT_WORD.fullmatch(word)) or words
    years = [word for word in words if (word.isdigit() and len(word) == 4) or word == "fy"]
    bare = tuple(word for word in words if not word.isdigit() and word != "fy")
    if years and "annual" not in bare:
        bare = ("annual", *bare)
    return bare or words


@lru_cache(maxsize=50_000)
def readings(header: str) -> tuple[tuple[tuple[str, ...], float], ...]:
    """The ways to read a header as concepts, with how sure each is, the plain one first.

    Words in brackets may belong to it (`Amount (net)`) or be its short name (`(CI)`), a slash or an
    *and* may stand between two names for it, and in French what a thing is stands before its
    adjectives, as in `Bezeichnung Konto`; a French `service` may be a department. A word that is cut
    short may be any that begins so; one that nobody knows may say nothing.
    """
    plain = concepts(header)
    found = {plain: 1.0}
    if BRACKETS.search(header):
        inside = concepts(" ".join(BRACKETS.findall(header)).translate(NO_BRACKETS))
        if 0 < len(inside) <= MOST_BESIDE and all(word in SPOKEN for word in inside):
            found = {plain: LESS_SURE}
            found[concepts(header.translate(NO_BRACKETS))] = 1.0
        for short in SHORT_NAME.findall(header):
            found.setdefault(concepts(short), LESS_SURE)
    for half in _halves(header):
        found.setdefault(concepts(half), LESS_SURE)
    for whole in _written_out(header.replace("_", " ")):
        found.setdefault(concepts(whole), LESS_SURE)
    if spoken := tuple(word for word in plain if word in SPOKEN or word in ENGLISH):
        found.setdefault(spoken, UNKNOWN_LEFT)
    french = is_french(header)
    if len(plain) > 1 and (french or plain[0] in APPOSED):
        found.setdefault((*plain[1:], plain[0]), 1.0)
    if french and "service" in plain:
        found.setdefault(tuple({"service": "department"}.get(one, one) for one in plain), LESS_SURE)
    return tuple((words, sure) for words, sure in found.items() if words)


def _halves(header: str) -> list[str]:
    """What stands on the two sides of a slash or an *and*; `Actual/planned start` shares its noun."""
    first, *rest = AND.sub("/", header.replace("_", " ").strip(" *:")).split("/")
    last = rest[-1].split() if rest else []
    if len(rest) == 1 and len(last) > 1 and first.strip().lower() in STAGES:
        return [f"{first} {last[-1]}", rest[0]]
    return [first, *rest] if rest else []


def _written_out(header: str) -> Iterator[str]:
    """A header with each word that was cut short as those that it may be, one for each meaning."""
    for found in CUT.finditer(header):
        cut = _folded(found[1]).lower()
        if cut in MEANING or len(tokens(cut)) != 1 or tokens(cut) != (cut,):
            continue
        means = {_said(one): one for one in reversed(WHOLE_BY_LENGTH) if one.startswith(cut)}
        for one in list(means.values())[-MOST_CUT:]:
            yield f"{header[: found.start()]}{one} {header[found.end() :]}"


def _halves_joined(text: str) -> str:
    """`Vor- und Nachname` as `Vorname und Nachname`, where that is a word."""

    def joined(found: re.Match[str]) -> str:
        first, second = found[1].lower(), found[2].lower()
        tails = (second[at:] for at in range(1, len(second) - 2))
        whole = next((first + tail for tail in tails if first + tail in MEANING), "")
        return f"{whole} {found[2]}" if whole else found[0]

    return HALVED.sub(joined, text)


def is_french(header: str) -> bool:
    """Whether some word of a header can only be French."""
    words = {one.lower() for one in PART.findall(_folded(header))}
    return not words.isdisjoint(ROMANCE)


def _meanings(text: str) -> tuple[str, ...]:
    if not text.strip():
        return ()  # as in the brackets of most headers
    plain = REPORTS_TO.sub("manager", SO_IT_IS.sub("", _halves_joined(_folded(text))))
    plain = TOGETHER.sub("joint ", TO_BE.sub("due", RUNS_TO.sub(r"\1 until", plain)))
    plain = IN_CHARGE.sub("responsible", plain)
    plain = COST_CENTRE.sub("cost center", INITIALS.sub(lambda one: one[0].replace(".", ""), plain))
    words = tuple(
        word
        for whole in (one.strip(".:;,*?!") for one in plain.split())
        for part in ([whole] if whole.lower() in MEANING else PART.findall(whole))
        for word in meaning(part.lower())
    )
    words = tuple(word for word in words if len(word) > 1) or words
    joined = [ONE_FOR.get(word, word) for word in head_last(words)]
    return tuple(one for at, one in enumerate(joined) if one not in joined[max(at - 1, 0) : at])


def _folded(text: str) -> str:
    """A text in plain letters, with signs as words."""
    plain = (
        text.replace("ß", "ss").replace("°", "o ").replace("#", " no ").replace("%", " percent ")
    )
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return plain.replace("'", " ")


@lru_cache(maxsize=50_000)
def meaning(word: str) -> tuple[str, ...]:
    """What one word of a header means, as English words.

    >>> meaning("vertragsbeginn"), meaning("lieferantn"), meaning("suppl")
    (('contract', 'start'), ('supplier',), ('supplier',))
    """
    if word in MEANING:
        return MEANING[word]
    known = tokens(word)
    if len(word) < SHORTEST and known == (word,) and word not in SPOKEN:
        return _abbreviated(word) or known
    if (
        len(word) < SHORTEST
        or word in SPOKEN
        or word in EMPTY
        or not ENGLISH.isdisjoint(known)
        or len(known) > 1
    ):
        return known
    umlauts = UMLAUT.sub(r"\1", word)
    if umlauts in MEANING:
        return MEANING[umlauts]
    if stem := _stem(word) or _stem(umlauts):
        return MEANING[stem]
    parts = _compound(word) or _compound(umlauts)
    if parts:
        return tuple(one for part in parts for one in _said(part))
    return _near(word) or _abbreviated(word) or _headed(umlauts) or known


def _stem(word: str) -> str:
    """The known word of which this one is a form: `berechtigte`, `Kontos`, `gemeldeter`."""
    for ending in ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 3:
            for one in (stem, f"{stem}e", f"{stem}t", f"{stem.removesuffix('end')}er"):
                if MEANING.get(one):
                    return one
    if word.endswith("t"):  # what was done, by who does it: `bearbeitet`, `Bearbeiter`
        for one in (f"{word[:-1]}r", f"{word[:-1]}er", f"{word.removeprefix('ge')[:-1]}r"):
            if len(one) > SHORTEST and MEANING.get(one):
                return one
    return ""


def _headed(word: str) -> tuple[str, ...]:
    """What a German compound is by its last part, where the parts before it are not known."""
    tails = (word[at:] for at in range(3, len(word) - 4))
    tail = next((one for one in tails if one in GERMAN_PARTS), "")
    return MEANING[tail] if tail else ()


def _abbreviated(word: str) -> tuple[str, ...]:
    """The shortest known word of which this one leaves letters out: `acct`, `mth`, `supplr`."""
    if len(word) < 3 or len(word) > LONGEST_SHORT:
        return ()
    same, most = (1, 2.0) if VOWELS.isdisjoint(word[1:]) else (3, 1.4)
    fits = (
        one for one in _beginning(word[:same])
        if one[-1] == word[-1] and len(one) <= most * len(word) and _stands_in(word, one)
    )  # fmt: skip
    return _said(found) if (found := min(fits, key=len, default="")) else ()


def _beginning(letters: str) -> tuple[str, ...]:
    """The known words that begin so, in their order."""
    return WHOLE[bisect_left(WHOLE, letters) : bisect_left(WHOLE, letters + LAST_LETTER)]


def _stands_in(letters: str, word: str) -> bool:
    """Whether letters stand in a word in their order."""
    left = iter(word)
    return all(letter in left for letter in letters)


def _compound(word: str) -> tuple[str, ...]:
    """The German words of which a compound is made; none where it is not made of known ones."""
    for at in range(len(word) - 2, 2, -1):
        first, rest = word[:at], word[at:]
        stems = (
            first.removesuffix(link) if link else first for link in LINKS if first.endswith(link)
        )
        stem = next((one for one in stems if one in PARTS), "")
        if not stem:
            continue
        if rest in PARTS:
            return stem, rest
        if form := _stem(rest):
            return stem, form
        more = _compound(rest)
        if more:
            return stem, *more
    return ()


def _near(word: str) -> tuple[str, ...]:
    """What a word means that is mistyped or cut short: that of the one known word most like it."""
    if longer := _beginning(word):
        return _said(min(longer, key=len))
    if found := _spelt_like(word) or _spelt_like(word.removesuffix("s")):
        return _said(found)
    if word.startswith(TOGETHER_WITH) and (other := _one_word(word[len(TOGETHER_WITH) :])):
        return ("joint", *other)
    for at in range(4, len(word) - 3):  # a compound of which one half is mistyped
        first, rest = word[:at].removesuffix("s"), word[at:]
        halves = [_like(first), _like(rest)]
        if all(halves):
            return tuple(one for half in halves for one in _said(half))
    return ()


def _one_word(word: str) -> tuple[str, ...]:
    """What a long word means that is known as it stands, or nearly so."""
    found = word if word in WHOLE else _spelt_like(word) if len(word) >= LONG else ""
    return _said(found) if found else ()


@lru_cache(maxsize=50_000)
def _like(half: str) -> str:
    if half in PARTS:
        return half
    if len(half) < SHORTEST:
        return ""
    return _spelt_like(half, half=True)


@lru_cache(maxsize=50_000)
def _spelt_like(word: str, *, half: bool = False) -> str:
    """The word that differs least by letters left out, added, changed or swapped: by one or two.

    Half a compound is like one of `PARTS`, a whole word like one of `WHOLE`.
    """
    most = 2 if len(word) >= LONG else 1
    words = _as_long(range(len(word) - most, len(word) + most + 1), half)
    found = process.extractOne(word, words, scorer=OSA.distance, score_cutoff=most)
    return str(found[0]) if found and found[0][0] == word[0] else ""


@lru_cache(maxsize=200)
def _as_long(lengths: range, half: bool) -> tuple[str, ...]:
    """The words of one of the lengths: none that is longer or shorter is spelt so."""
    return tuple(one for one in (PARTS if half else WHOLE) if len(one) in lengths)


def _said(word: str) -> tuple[str, ...]:
    return MEANING.get(word) or tokens(word)


def _english(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(word for text in phrases for word in text.split())


ENGLISH = (
    _english(word for words in MEANING.values() for word in words)
    | _english(SAME.values())
    | frozenset(SAME)
)
GERMAN_PARTS = frozenset(
    word for word in GERMAN_WORDS if (len(word) > 2 or word == "nr") and MEANING[word]
)
# Words that stand together without a gap in the names of exports: `BILLEDCOST`.
JOINED = (
    "billed effective listed contracted charge host provider publisher billing invoice fiscal list"
)
SPOKEN = frozenset(
    word for word in {*COMMON, *ENGLISH, *JOINED.split(), *DOERS, *DAYS} if len(word) > 3
)
SPOKEN |= {"sub", "id", "end"}
PARTS = GERMAN_PARTS | SPOKEN
WHOLE = tuple(sorted(word for word in {*MEANING, *ENGLISH, *SPOKEN} if len(word) >= SHORTEST))
WHOLE_BY_LENGTH = sorted(WHOLE, key=len)
