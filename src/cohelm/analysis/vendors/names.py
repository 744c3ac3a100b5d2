"""Do two names mean one company, and by which sign?

What is compared is the core of a name: small letters without accents and punctuation, words written out
that are commonly shortened, the legal form left off.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from cohelm.analysis.thesaurus import PLACES, bare, word_set
from cohelm.core.prose import Prose

LEGAL = word_set("""
ab abp ag aps as asa bv bvba co corp corporation cv doo eg ev eeig eirl eurl gbr gesmbh ggmbh gmbh
hf inc incorporated kdv kft kg kgaa kk lda limited llc llp lp ltd ltda mbh nv ohg oo ou oy oyj plc
pte pty pvt sa sab sarl sas scop se sia sl slu snc sp spa spz spzoo srl sro ug uab vof zrt
""")
"""Legal forms, as they stand when their dots are gone."""
WRITTEN_OUT = """
international=intl int | services=svc svcs serv service | systems=sys system
technologies=tech technology techn | management=mgmt | group=grp gruppe | brothers=bros
manufacturing=mfg | associates=assoc | solutions=sol solution | software=sw | department=dept
national=natl | university=univ | and=und et y u | consulting=consult
communications=comm communication | labs=lab laboratories
"""
SHORT: Mapping[str, str] = {
    short: whole.strip()
    for group in re.split(r"[|\n]", WRITTEN_OUT) if group.strip()
    for whole, _, shorts in [group.partition("=")]
    for short in shorts.split()
}  # fmt: skip
"""By a word that is cut short, or written in another language, the word that it stands for."""
FILLERS = frozenset(("and", "the", "der", "die", "das", "le", "la", "of"))
REGIONAL = PLACES | word_set("""
deutschland osterreich schweiz suisse nederland belgie belgique italia espana polska sverige norge
danmark suomi uk us usa eu emea apac dach nordics nordic benelux europe european north south west
east central america americas asia global international worldwide holding holdings group
operations
""")
"""What companies of one group put behind the group's name."""
SHORTEST, LONG = 6, 10
"""Of shorter words a slip is another name; of long ones two letters may differ."""


@dataclass(frozen=True, slots=True)
class Core:
    """A name as it is compared: the words of its core and the legal form that it had."""

    words: tuple[str, ...]
    form: str

    @property
    def squeezed(self) -> str:
        """The words as one; what stands for an umlaut (ue) as the letter without its dots."""
        return re.sub(r"([aou])e", r"\1", "".join(self.words))

    @property
    def letters(self) -> str:
        """The first letters of its words."""
        return "".join(word[0] for word in self.words)


@cache
def core(name: str) -> Core:
    """The core of a name; of a name that is all legal form, the name itself.

    >>> core("Brückner & Saal Systemhaus GmbH & Co. KG").words
    ('bruckner', 'saal', 'systemhaus')
    >>> core("S.A.P. SE").squeezed
    'sap'
    """
    plain = name.replace("&", " and ").replace("+", " and ")
    words = _spelled(bare(plain.replace(".", "") if _is_dotted(name) else plain).split())
    written = [SHORT.get(word, word) for word in words]
    kept = [word for word in written if word not in FILLERS]
    end = _without_form(kept)
    return Core(tuple(kept[:end]) or tuple(words), " ".join(kept[end:]))


def _without_form(words: list[str]) -> int:
    """How many words are left without the legal forms at the end, one of which may be up to three."""
    end = len(words)
    while True:
        size = next((n for n in (3, 2, 1) if end > n and "".join(words[end - n : end]) in LEGAL), 0)
        if not size:
            return end
        end -= size


def _is_dotted(name: str) -> bool:
    """Whether dots stand within words, as in S.A. and B.V., rather than apart them."""
    return any(
        one and name[at + 1 : at + 2].strip() for at, one in enumerate(name) if one == "."
    ) or (name.rstrip().endswith("."))


def _spelled(words: list[str]) -> list[str]:
    """The words, with letters that stand alone one after the other as one word."""
    found: list[str] = []
    alone = False
    for word in words:
        if len(word) == 1 and alone:
            found[-1] += word
        else:
            found.append(word)
        alone = len(word) == 1
    return found


def sign(one: str, other: str) -> str:
    """Why two names may mean one company, the strongest sign; empty where there is none.

    >>> sign("Kundrel Software AG", "KUNDREL-SOFTWARE")
    'the same but for the legal form'
    >>> sign("International Business Machines Corp.", "I.B.M.")
    'the first letters of the other'
    >>> sign("Northwind Traders", "Northwind Traders Deutschland GmbH")
    'the same with a region or a group behind it'
    """
    first, second = core(one), core(other)
    if first.squeezed == second.squeezed:
        if bare(one).replace(" ", "") == bare(other).replace(" ", ""):
            return Prose("the same but for case, spaces and punctuation")
        same_words = (
            bare(one).split()[: len(first.words)] == bare(other).split()[: len(second.words)]
        )
        return (
            Prose("the same but for the legal form")
            if same_words
            else Prose("the same with words written out")
        )
    if sorted(first.words) == sorted(second.words):
        return Prose("the same words in another order")
    if _is_regional(first, second) or _is_regional(second, first):
        return Prose("the same with a region or a group behind it")
    if _is_short(first, second) or _is_short(second, first):
        return Prose("the first letters of the other")
    return Prose("the same but for a letter or two") if _is_slip(first, second) else ""


def _is_regional(one: Core, other: Core) -> bool:
    size = len(one.words)
    rest = other.words[size:]
    return other.words[:size] == one.words and bool(rest) and REGIONAL.issuperset(rest)


def _is_short(one: Core, other: Core) -> bool:
    return len(one.words) == 1 and len(other.words) > 2 and one.words[0] == other.letters


def _is_slip(one: Core, other: Core) -> bool:
    """Words that differ by a letter or two, each long enough; names of other words as a whole."""
    if len(one.words) == len(other.words):
        pairs = [pair for pair in zip(one.words, other.words, strict=True) if pair[0] != pair[1]]
        return all(_is_near(first, second) for first, second in pairs)
    return _is_near(one.squeezed, other.squeezed)


def _is_near(one: str, other: str) -> bool:
    from rapidfuzz.distance import OSA

    shortest = min(len(one), len(other))
    if shortest < SHORTEST or any(letter.isdigit() for letter in one + other):
        return False
    most = 1 if shortest < LONG else 2
    return OSA.distance(one, other, score_cutoff=most) <= most
