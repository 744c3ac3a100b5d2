"""The posts behind the words of a table of authority: `CFO or delegate`, `VP and above`."""

from __future__ import annotations

import re
from typing import Literal

How = Literal["", "both", "either", "two", "delegate", "above"]
"""How holders stand together, or what else is said of one: two of the same post, or who acts for it, or
all ranks above."""

DELEGATE = re.compile(
    r"(?i)[\s,(/]*(?:\b(?:and/or|or|oder|ou)\b|/)\s*"
    r"(?:(?:his|her|their|his/her|an?|any|the|authori[sz]ed|nominated|appointed|dessen|deren|seine?|ihre?|"
    r"son|sa|un)\s+)*"
    r"(?:delegates?|designees?|deput(?:y|ies)|nominees?|alternates?|substitutes?|representatives?|"
    r"stellvertreter(?:in)?|vertreter(?:in)?|beauftragter?|d[ée]l[ée]gu[ée]e?|suppl[ée]ante?)\)?\s*$"
)
ABOVE = re.compile(
    r"(?i)[\s,(]*(?:(?:level|grade)\s+)?(?:\b(?:and|or|und|oder|et|ou)\b|&)\s+"
    r"(?:above|higher|up|upwards?|more senior|h[öo]her|dar[üu]ber|sup[ée]rieure?s?|au-dessus)\)?\s*$"
    r"|(?<=\w)\s*\+\s*$"
)
AT_LEAST = re.compile(
    r"(?i)^\s*(?:at least|minimum(?: of)?|min\.?|mindestens|ab|au moins)\b[\s:]*(?:an?\s+)?(?=[^\W\d])"
)
MEMBERS = re.compile(
    r"(?i)^(?:members?|mitglieder|membres?)\s+(?:of|from|des|der|du|de la)\s+(?:the\s+)?"
)
WORDED: tuple[tuple[re.Pattern[str], How], ...] = (
    (DELEGATE, "delegate"), (ABOVE, "above"), (AT_LEAST, "above"),
)  # fmt: skip


def post_in(text: str) -> tuple[str, How]:
    """The post that a holder is, without what is said besides, and which of both it was.

    >>> post_in("CFO or delegate"), post_in("VP and above"), post_in("at least a director")
    (('CFO', 'delegate'), ('VP', 'above'), ('director', 'above'))
    >>> post_in("Head of R&D")
    ('Head of R&D', '')
    """
    for pattern, how in WORDED:
        bare = pattern.sub("", text).strip()
        if bare and bare != text.strip():
            return bare, how
    return text, ""


def one_of_them(text: str) -> str:
    """The post of which several are meant, as one of them is called.

    >>> one_of_them("directors"), one_of_them("members of the board"), one_of_them("CFO")
    ('Director', 'Board', 'CFO')
    """
    bare = MEMBERS.sub("", text).strip()
    if bare.endswith("s") and not bare.endswith("ss"):
        bare = bare[:-1]
    return bare[:1].upper() + bare[1:]
