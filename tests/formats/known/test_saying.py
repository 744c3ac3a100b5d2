"""How much headers say roles: no shorter way leads elsewhere."""

from __future__ import annotations

import pytest

from cohelm.formats.fit import phrase_in
from cohelm.formats.known.catalogue import KNOWN
from cohelm.formats.known.concepts import readings
from cohelm.formats.known.meant import meant
from cohelm.formats.known.saying import BARE, meant_phrases, phrases, said

HEADERS = (
    "Contract end date", "Suplier name", "Aprover", "Cost (net)", "Lieferant", "Created on", "Status",
    "Departmental narrative on budgeted whole life costs", "Actual/planned start", "Zebra crossing",
)  # fmt: skip


@pytest.mark.parametrize("header", HEADERS)
def test_a_header_says_what_it_says_of_each_phrase(header: str) -> None:
    found = []
    for one in KNOWN:
        for role in one.roles:
            every = [
                sure * more * _alone(words, phrase, phrases(role))
                for words_of, sure in readings(header)
                for words, more in meant(words_of, role.holds, one.about)
                for phrase in meant_phrases(role)
            ]
            found.append(said(header, role, one.about))
            assert found[-1] == max(every, default=0.0)
    assert len(set(found)) > 1 or header == "Zebra crossing"


def _alone(
    words: tuple[str, ...], phrase: tuple[str, ...], plain: tuple[tuple[str, ...], ...]
) -> float:
    if len(words) == 1 and words[0] in BARE:
        return float(words in plain)
    return phrase_in(words, phrase)[0]
