"""Which words of business and of its technology mean the same, say little, or tell two things apart?

English, as dictionaries and the usual capability maps have it; words that people of one trade tell
apart and of others do not (invoice and receipt) are left apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache


def word_set(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


SAME = """
invoice bill invoicing | employee staff personnel workforce worker colleague
vehicle car automobile truck fleet | supplier vendor creditor | customer client buyer
contract agreement | building facility premise property | visitor guest
leave vacation holiday absence | payroll wage salary pay | travel trip journey
training course learning education | incident outage disruption disturbance | ticket request
password credential | laptop notebook | stock inventory | parcel shipment consignment package
complaint grievance | project undertaking | risk hazard | audit inspection examination
specimen sample | meeting conference | newsletter mailing | donation gift | loan lending borrowing
tax duty levy | waste refuse garbage | energy electricity | recipe formula | drawing blueprint
tender bid rfp | cash liquidity treasury | video film movie | photograph photo picture image
telephone phone telephony | badge keycard | survey questionnaire poll | archive archival retention
approve approval | plan planning schedule scheduling | forecast prediction outlook predict
report reporting dashboard bi analytics analysis | scan scanning capture digitisation ocr
search lookup retrieval find | print printing printer | translate translation localisation
monitor surveillance watch observability | protection security secure protect | share exchange
booking reservation reserve | price pricing quotation quote rate | compare comparison benchmark
deduplication cleanse cleansing | esignature signature | notification alert reminder notify alarm
map geographic gis | insurance insure | lease leasing hire rent rental
disposal scrap scrapping dispose | migrate migration conversion | testing test qa
backup recovery restore | recruit recruiting recruitment applicant | expense reimbursement
chat messenger | wiki handbook | repository git | deploy deployment pipeline | warehouse depot
purchase procurement buying sourcing purchasing | sale selling sell sold
marketing campaign advertising | delivery dispatch shipping | repair upkeep servicing
machine equipment | website homepage | shop store ecommerce | payment settlement
receivable dunning debtor | ledger bookkeeping accounting | timesheet attendance
shift roster rota | telematic tracking gps | emission carbon co2 | board supervisory
utilisation occupancy | churn attrition | vulnerability weakness
virus malware endpoint antivirus | log logging siem | permit authorisation
freight carrier haulage | crm relationship | identity iam authentication sso | document dms
portal selfservice
"""
"""A bar or a line's end ends a group. Terms of several words stand in `PHRASES`."""
PHRASES = """
account holder=customer | real estate=building | service request=ticket | end user device=laptop
good hand=stock | motor fleet=vehicle | business trip=travel | journey of staff=travel
intellectual property=patent | metering point=meter | spare part=sparepart
replacement part=sparepart | spending plan=budget | fixed asset=fixedasset
capital good=fixedasset | access card=badge | long term storage=archive | sign off=approve
release workflow=approve | business intelligence=report | hard copy=print | file transfer=share
data quality=cleanse | electronic signature=esignature | digital signing=esignature
digital signature=esignature | quality assurance=test | recovery copy=backup
customer relationship management=crm | customer relationship=crm | human resource=hr
enterprise resource planning=erp | content management=cms | document management=dms
identity management=iam | sign in=iam | single sign=iam | master data=mdm
talent acquisition=recruit | instant message=chat | knowledge base=wiki | service desk=helpdesk
support desk=helpdesk | version control=repository | source code=repository
continuous integration=deployment | web site=website | web shop=shop | good hand=stock
general ledger=ledger | time sheet=timesheet | about to leave=churn | second hand=used
pre owned=used | self service=selfservice | call for bid=tender | phone line=telephone
end point=endpoint | e mail=mail | e invoice=electronic invoice | media statement=press
press release=press | gift received=donation | business trip=travel | laboratory sample=specimen
geographic display=map | point of sale=pos | accounts payable=payable
accounts receivable=receivable | programme of work=project | project portfolio=portfolio
"""
STOP = word_set("""
a an and any are as at be by do for from go how if in into is it its itself of on or other our out
own so that the their them they this to up what when where which who whose with within all each
more per than
""")
"""Words that say nothing."""
GENERIC = word_set("""
new old one two three first second third system tool application app platform suite software
solution service module product programme program central global group local corporate company
management mgmt manager administration admin handling process pro plus lite enterprise standard
classic next cloud saas online data it digital basic premium edition version licence license
subscription seat user frame framework contract agreement order renewal maintenance support fee
annual yearly document record office branch site country term end renew renewed phase work use
used using well make made get
""")
"""Words that say little of what a thing is for: they count for a quarter."""
LITTLE = 0.25
PLACES = word_set("""
albania argentina australia austria belgium brazil bulgaria canada chile china croatia cyprus
czechia denmark estonia finland france germany greece hungary iceland india ireland israel italy
japan korea latvia lithuania luxembourg malta mexico netherlands norway poland portugal romania
russia serbia singapore slovakia slovenia spain sweden switzerland turkey ukraine england scotland
wales britain usa
""")
STAGES = (
    frozenset({"licence", "license", "subscription"}),
    frozenset({"maintenance", "support"}),
    frozenset({"implementation", "consulting", "introduction"}),
)
"""What one buys one after the other of one thing: contracts of two stages complete each other."""


def bare(text: str) -> str:
    """A text in small letters and digits, without accents, its words apart by one space.

    >>> bare("Zeiterfassung (Süd)_2")
    'zeiterfassung sud 2'
    """
    letters = text.casefold()
    if not letters.isascii():
        plain = unicodedata.normalize("NFKD", letters)
        letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[^\W_]+", letters))


@cache
def stem(word: str) -> str:
    """A word without what a plural, an -ing or the spelling of a country adds to it.

    >>> stem("invoices"), stem("scheduling"), stem("policies"), stem("digitization")
    ('invoic', 'schedul', 'policy', 'digitisation')
    """
    word = re.sub(r"iz(e|ed|ing|ation)", r"is\1", word)
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("xes", "ches", "shes", "sses")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if len(word) > 5 and word.endswith("ing"):
        word = word[:-3]
        word = word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] != "l" else word
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


@cache
def _heads() -> Mapping[str, str]:
    """By stem, the stem of the first word of its group."""
    found: dict[str, str] = {}
    for group in re.split(r"[|\n]", SAME):
        words = [stem(word) for word in group.split()]
        for word in words:
            found.setdefault(word, words[0])
    return found


@cache
def _parts() -> frozenset[str]:
    """The stems that terms of several words are made of."""
    return frozenset(word for of in _phrases().values() for phrase, _ in of for word in phrase)


@cache
def _phrases() -> Mapping[str, list[tuple[tuple[str, ...], str]]]:
    """By first stem, the terms of several words, the longest first, with what they stand for."""
    pairs = (one.split("=") for one in re.split(r"[|\n]", PHRASES) if one.strip())
    stated = [(tuple(stems(said)), " ".join(stems(for_))) for said, for_ in pairs]
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, for_ in sorted(stated, key=lambda one: (-len(one[0]), one)):
        found.setdefault(phrase[0], []).append((phrase, for_))
    return found


def concept(word: str) -> str:
    """What a stem means: the first of the words that mean the same, or itself."""
    return _heads().get(word, word)


def is_known(word: str) -> bool:
    """Whether a word is among those that have others of the same meaning."""
    return stem(word) in _heads() or stem(word) in _parts()


def words_of(text: str) -> list[str]:
    """The words of a text in small letters, without those that say nothing, in their order.

    >>> words_of("Archives for the Invoices")
    ['archives', 'invoices']
    """
    return [word for word in bare(text).split() if word not in STOP]


def stems(text: str) -> list[str]:
    """The stems of the words of a text, in their order."""
    return [stem(word) for word in words_of(text)]


def terms(words: Sequence[str]) -> list[str]:
    """Stems in which a term of several words became the one that it stands for.

    >>> terms(stems("Long-term storage of invoices"))
    ['archiv', 'invoic']
    """
    found: list[str] = []
    at = 0
    while at < len(words):
        size, said = _term_at(words, at)
        found.append(said)
        at += size
    return found


def _term_at(words: Sequence[str], at: int) -> tuple[int, str]:
    """How many stems from a place on are one term, and what it stands for."""
    for phrase, for_ in _phrases().get(words[at], ()):
        if tuple(words[at : at + len(phrase)]) == phrase:
            return len(phrase), for_
    return 1, words[at]


@cache
def little_said() -> frozenset[str]:
    """The concepts of the words that say little."""
    return frozenset(concept(stem(word)) for word in GENERIC)


def apart(one: Iterable[str], other: Iterable[str], places: frozenset[str]) -> str:
    """What tells two sets of stems apart though the rest agree; empty where nothing does.

    Both name places, or both numbers, and none in common; or each names another stage of buying.
    """
    first, second = frozenset(one), frozenset(other)
    for said, known in (
        ("place", places),
        ("number", frozenset(w for w in first | second if w.isdigit())),
    ):
        if first & known and second & known and not first & second & known:
            return f"another {said}"
    stages = [
        {at for at, words in enumerate(_stages()) if side & words} for side in (first, second)
    ]
    return "another stage" if all(stages) and not stages[0] & stages[1] else ""


@cache
def _stages() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(stem(word) for word in words) for words in STAGES)
