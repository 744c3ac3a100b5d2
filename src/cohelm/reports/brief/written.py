"""The pack as the document that a file name asks for by its ending."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePath

from cohelm.core.errors import UsageError
from cohelm.reports.brief.as_html import pack_html
from cohelm.reports.brief.as_markdown import pack_markdown
from cohelm.reports.brief.as_pdf import pack_pdf
from cohelm.reports.brief.as_xlsx import pack_xlsx
from cohelm.reports.brief.page import Pack
from cohelm.reports.language import ENGLISH, Language


def _slides(pack: Pack, say: Language) -> bytes:
    from cohelm.reports.brief.as_pptx import pack_pptx  # late: a library that only slides need

    return pack_pptx(pack, say)


FORMS: Mapping[str, Callable[[Pack, Language], bytes]] = {
    ".pdf": pack_pdf,
    ".html": pack_html,
    ".md": pack_markdown,
    ".pptx": _slides,
    ".xlsx": pack_xlsx,
}


def form_of(name: str) -> str:
    """The form that a file name asks for by its ending. Raises UsageError for another one."""
    form = PurePath(name).suffix.lower()
    if form not in FORMS:
        raise UsageError(f"'{name}' is no form of the pack", accepted=", ".join(FORMS))
    return form


def pack_document(pack: Pack, name: str, say: Language = ENGLISH) -> bytes:
    """The document, in a language. Raises UsageError for a name whose ending is no form."""
    return FORMS[form_of(name)](pack, say)
