"""Words in place of a number or a day that say that it is not told, why, or where it stands."""

from __future__ import annotations

import re

TELLS_NOT = re.compile(
    r"""
    \b(?:exempt(?:ed|ion|ions)?|withheld|redacted|undisclosed|confidential(?:ity)?|restricted|classified
      |vertraulich|geheim|geschwärzt|gesperrt|confidentiel(?:le)?s?|occult[ée]e?s?
      |non[ -]communiqu[ée]e?s?
      |non[ -]divulgu[ée]e?s?|non[ -]publi[ée]e?s?|non[ -]renseign[ée]e?s?|exempt[ée]e?s?)\b
    |\b(?:commercially|market|security)[ -]sensitive\b
    |\bnot\ (?:yet\ |to\ be\ |being\ |currently\ |publicly\ )?
      (?:disclosed|released|published|public|shared|stated|provided|available|known|agreed|confirmed
        |determined|decided|set|applicable)\b
    |\bnot\ for\ (?:publication|release|disclosure)\b
    |\b(?:noch\ )?nicht\ (?:öffentlich|veröffentlicht|offengelegt|bekannt|verfügbar|freigegeben|festgelegt
      |anwendbar|zutreffend)\b
    |\bkeine\ angaben?\b|\bentfällt\b
    |\bto\ be\ (?:agreed|announced|confirmed|decided|defined|determined|negotiated|published)\b
    |\bunder\ negotiation\b|\bin\ verhandlung\b|\ben\ (?:cours\ de\ )?n[ée]gociation\b
    |\b[àa]\ (?:d[ée]finir|confirmer|d[ée]terminer|n[ée]gocier|pr[ée]ciser)\b|\bsans\ objet\b
    |^\W*(?:see|siehe|s\.|vgl\.?|voir|cf\.?)\s+(?:the\s+|die\s+|der\s+|la\s+|le\s+)?
      (?:\w+\s+)?(?:(?:foot|end)?notes?|comments?|narrative|below|above|annex\w*|appendix|remarks?
        |fu(?:ß|ss)noten?|anmerkung(?:en)?|bemerkung(?:en)?|hinweis\w*|anhang|anlage|unten|oben
        |remarques?|commentaires?|annexes?|ci-dessous|ci-dessus)\b
    |^\W*(?:n/a|n\.\s?a\.|tb[acd]|t\.b\.[acd]\.|k\.\s?a\.|n\.\s?c\.|unknown|unbekannt|inconnue?)(?=\W|$)
    """,
    re.IGNORECASE | re.VERBOSE,
)
A_SUM = re.compile(
    r"[€£$¥]\s*\d|\d[\d.,' ]*\s*(?:[€£$¥%]|[tkm]?(?:eur|usd|gbp|chf)\b|k\b|mn?\b|bn\b|mio\b|mrd\b|million"
    r"|thousand|tsd\b|billion)",
    re.IGNORECASE,
)
A_DAY = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2}\.?\s+[^\W\d]{3,}\.?\s+\d{4}\s*$")
LONGEST = 400
"""A longer text is prose, of which nobody can say what it is about."""


def is_withheld(text: str) -> bool:
    """Whether a text in place of a number or a day says that it is not told, and tells none itself.

    >>> is_withheld("Exempt under Section 43 (Commercial Interests)"), is_withheld("pending review")
    (True, False)
    >>> is_withheld("Confidential, about 3 million")
    False
    """
    if len(text) > LONGEST or not TELLS_NOT.search(text):
        return False
    return not (A_SUM.search(text) or A_DAY.search(text))
