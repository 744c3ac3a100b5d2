"""The languages that the pages are in: English, and those whose catalogue is there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.conf.locale import LANG_INFO

from cohelm.core.errors import UsageError


def languages_in(folder: Path) -> list[tuple[str, str]]:
    """The code of each language, with what it calls itself: `locale/<code>/LC_MESSAGES/django.mo`."""
    codes = sorted(
        one.parts[-3].lower().replace("_", "-") for one in folder.glob("*/LC_MESSAGES/django.mo")
    )
    named = [(code, str(LANG_INFO.get(code, {}).get("name_local", code))) for code in codes]
    return [("en", "English"), *(one for one in named if one[0] != "en")]


def language_among(code: str, languages: Sequence[tuple[str, str]]) -> str:
    """The installation's language by its code, as those that are there have it. Raises UsageError."""
    found, codes = code.lower().replace("_", "-"), [one for one, _name in languages]
    if found not in codes:
        raise UsageError(
            f"COHELM_LANGUAGE is '{code}', of which no catalogue is there", accepted=", ".join(codes),
            mend="docs/explanation/languages.md says how a language is added.",
        )  # fmt: skip
    return found
