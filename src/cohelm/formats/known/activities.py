"""What the words of an activity tell: what is done, in which field, and what a holder's title is."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# What activities begin with, or end with as a noun; the verb of a right that it is.
VERBS = {
    "approve": "approve approves approval authorise authorize authorisation authorization sign-off "
               "genehmigen genehmigt genehmigung freigeben freigabe approuver valider validation "
               "sign signs signature zeichnen unterzeichnen signer",
    "decide": "decide decides decision define determine set select choose prioritise prioritize "
              "prioritisation prioritization selection entscheiden festlegen definir fixer",
    "fund": "fund finance funding finanzieren financer",
    "buy": "buy purchase procure order procurement purchasing beschaffen beschaffung einkaufen acheter",
    "pay": "pay payment bezahlen zahlen payer",
    "build": "build develop implement design create write code development implementation "
             "entwickeln umsetzen developper concevoir",
    "change": "change modify update upgrade adapt andern anpassen modifier",
    "deploy": "deploy release rollout install deployment bereitstellen ausrollen deployer",
    "review": "review audit assess evaluate check verify test monitor assessment evaluation "
              "prufen prufung uberprufen bewerten verifier examiner",
    "administer": "administer configure administration configuration verwalten administrer",
    "run": "run operate maintain support operation maintenance betreiben betrieb exploiter",
    "retire": "retire decommission sunset dispose retirement decommissioning abschalten stilllegen",
    "hire": "hire recruit appoint recruitment hiring einstellen recruter",
    "grant": "grant provision gewahren accorder",
    "request": "request submit raise apply beantragen demander",
    "recommend": "recommend advise propose endorse suggest empfehlen vorschlagen recommander proposer",
    "accept_risk": "accept-risk risk-acceptance",
}  # fmt: skip
DOMAINS = {
    "security": "security cyber cybersecurity vulnerability penetration identity firewall threat "
                "sicherheit securite",
    "architecture": "architecture blueprint architektur",
    "infrastructure": "infrastructure network server servers hosting storage hardware datacenter "
                      "datacentre infrastruktur",
    "applications": "application applications software erp crm anwendung anwendungen",
    "investment": "budget budgets investment investments funding capex investition budgetierung",
    "data": "data analytics daten donnees",
    "vendors": "vendor vendors supplier suppliers contract contracts procurement outsourcing licence "
               "licences license licenses lieferant lieferanten vertrag vertrage fournisseur",
    "people": "staff hiring recruitment training headcount personnel personal",
    "product": "product products backlog produkt",
    "research": "research prototype prototypes experiment experiments patent forschung",
    "operations": "operations operation incident incidents outage backup backups betrieb helpdesk",
    "strategy": "strategy strategic vision strategie",
    "portfolio": "portfolio project projects programme programmes",
    "engineering": "engineering repository repositories devops",
}  # fmt: skip
VERB_OF = {word: verb for verb, words in VERBS.items() for word in words.split()}
DOMAIN_OF = {word: domain for domain, words in DOMAINS.items() for word in words.split()}
# Where one of these follows, the word before is a thing and no verb: "Change management".
THINGS = frozenset(
    [
        "management",
        "process",
        "policy",
        "plan",
        "strategy",
        "board",
        "control",
        "advisory",
        "calendar",
        "desk",
        "records",
        "log",
    ]
)
FORUM = re.compile(
    r"(?i)\b(?:board|committee|council|forum|steerco|steering (?:group|committee)|cab|arb|panel|"
    r"beirat|ausschuss|gremium|vorstand|comit[eé]|conseil)\b"
)
TEAM = re.compile(r"(?i)\b(?:teams?|squad|crew|unit|department|helpdesk|service desk|abteilung)\b")
TITLE = re.compile(
    r"(?i)\b(?:c[a-z]{1,2}o|chief|officer|manager|mgr|head|director|lead|leader|owner|board|committee|"
    r"council|forum|architect|engineer|analyst|administrator|admin|developer|sponsor|vice|v\.?p|"
    r"president|team|pmo|controller|specialist|coordinator|auditor|steward|master|unit|department|"
    r"supervisor|executive|counsel|secretary|minister|commissioner|buyer|treasurer|user|users|"
    r"role|consultant|tester|expert|panel|cab|arb|desk|group|chair|partner|principal|"
    r"legal|procurement|finance|hr|operations|security|business|vendor|supplier|"
    r"vorstand|beirat|responsable|directeur|direction|chef|comit[eé])\b|"
    r"(?:leiter|leiterin|leitung|f[uü]hrer|f[uü]hrung|beauftragter?|verantwortlicher?)\b"
)
TITLES = (
    "cio", "cto", "cfo", "ceo", "coo", "ciso", "cdo", "cpo", "cro", "chief officer", "head",
    "director", "manager", "team lead", "board", "committee", "council", "owner", "architect",
    "vice president", "officer", "steward", "sponsor", "leiter", "vorstand",
)  # fmt: skip


def words_in(text: str) -> tuple[str, ...]:
    """The lower-case words of a text without accents, in their order."""
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss")).encode("ascii", "ignore")
    return tuple(re.findall(r"[a-z]+(?:-[a-z]+)*", plain.decode().lower()))


def verb_in(text: str) -> str:
    """What an activity does, as the verb of a right; empty where its words do not tell clearly.

    >>> verb_in("Approve production changes"), verb_in("Budget approval"), verb_in("Change management")
    ('approve', 'approve', '')
    """
    words = words_in(text)
    if not words or (words[-1] in THINGS and len(words) < 4):
        return ""
    if words[0] in ("accept", "accepting") and {"risk", "risks"} & set(words):
        return "accept_risk"
    first = "" if len(words) > 1 and words[1] in THINGS else VERB_OF.get(words[0], "")
    last = VERB_OF.get(words[-1], "")
    if (
        first
        and last
        and first != last
        and words[-1].endswith(("al", "ment", "tion", "ung", "ing"))
    ):
        return "" if words[-1] in ("development", "operation", "implementation") else last
    return first or (last if words[-1].endswith(("al", "ment", "tion", "ung", "ing", "freigabe",
                                                 "review", "audit")) else "")  # fmt: skip


def domain_in(*texts: str) -> str:
    """The field of decisions that the first of the texts names clearly; empty where none does.

    >>> domain_in("", "Approve the security budget"), domain_in("Vendor management", "Sign contracts")
    ('', 'vendors')
    """
    for text in texts:
        found = {DOMAIN_OF[word] for word in words_in(text) if word in DOMAIN_OF}
        if len(found) == 1:
            return found.pop()
        if found:
            return ""
    return ""


def is_title(text: str) -> bool:
    """Whether a text may be called as who holds something: a position, a body, a team."""
    return len(text) <= 60 and _is_titled(text)


@lru_cache(maxsize=20_000)
def _is_titled(text: str) -> bool:
    return bool(TITLE.search(text))


def titled(texts: list[str]) -> float:
    """The share of texts that may be titles of holders."""
    return sum(map(is_title, texts)) / len(texts) if texts else 0.0


def kinds_of(holder: str, *, accountable: bool = True) -> tuple[str, ...]:
    """What a holder is, likeliest first: only roles and forums answer for a right, teams work on it."""
    if FORUM.search(holder):
        return ("forum", "role")
    if TEAM.search(holder) and not accountable:
        return ("team", "role", "forum")
    return ("role", "forum")
