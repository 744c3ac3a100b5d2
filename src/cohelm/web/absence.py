"""What a list may say of items that its next edition lacks, as the pages offer it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cohelm.formats.editions import ABSENT


def absences(*said: str) -> list[tuple[str, str, bool]]:
    """Each meaning with its words, and whether it is what was said; the lists may say several."""
    words = {
        "ask": _("ask what became of them"),
        "kept": _("they are still there"),
        "removed": _("remove them, as a batch that can be undone"),
    }
    return [(one, words[one], [one] == [*said]) for one in ABSENT]
