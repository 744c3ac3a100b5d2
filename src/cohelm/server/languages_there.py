"""The languages that the pages are in: English, and those whose catalogue is there."""

from __future__ import annotations

from pathlib import Path

from django.conf.locale import LANG_INFO


def languages_in(folder: Path) -> list[tuple[str, str]]:
    """The code of each language, with what it calls itself: `locale/<code>/LC_MESSAGES/django.mo`."""
    codes = sorted(
        one.parts[-3].lower().replace("_", "-") for one in folder.glob("*/LC_MESSAGES/django.mo")
    )
    named = [(code, str(LANG_INFO.get(code, {}).get("name_local", code))) for code in codes]
    return [("en", "English"), *(one for one in named if one[0] != "en")]
