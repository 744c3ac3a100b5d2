"""PDF by Typst: a template beside this module, and what it is to say as plain values."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def typeset(template: str, said: Mapping[str, Any]) -> bytes:
    """A PDF of `<template>.typ` with what is to be said: tagged, with bookmarks and fonts of its own.

    Texts reach the template as values, never as markup: what somebody wrote cannot run. The same
    input gives the same bytes on every machine: no day, no font of the system.
    """
    import typst  # 80 MB of library: only where a PDF is asked for

    return bytes(
        typst.compile(
            HERE / f"{template}.typ",
            root=HERE,
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"said": json.dumps(said, ensure_ascii=False)},
            pdf_standards=["ua-1"],
            timestamp=0,
        )
    )
