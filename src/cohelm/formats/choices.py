"""Words of a closed list: yes and no, the choices of a field, the phases of a life."""

from __future__ import annotations

import re
from functools import lru_cache

from cohelm.core.fields import PHASES
from cohelm.formats.sheets import Cell
from cohelm.formats.words import tokens

YES = frozenset({"yes", "y", "true", "t", "1", "x", "✓", "✔", "ja", "j", "oui", "si", "sí", "on"})
NO = frozenset({"no", "n", "false", "f", "0", "✗", "✘", "nein", "non", "off"})

PHASE_WORDS = {
    "plan": "plan planned planning proposed proposal idea future requested draft candidate "
    "evaluation assess submitted approved-for-build pipeline",
    "phase_in": "phase-in development build building pilot trial testing test implementation "
    "implementing onboarding rollout deploying emerging phasing-in in-development introduced",
    "active": "active live production in-production operational in-use current running operation "
    "deployed approved adopted invest maintain mainstream in-service released standard tolerate "
    "preferred productive go-live in-operation supported",
    "phase_out": "phase-out sunset sunsetting retiring deprecated containment phasing-out migrate "
    "contain decommissioning end-of-support legacy divest outgoing to-be-retired",
    "end_of_life": "end-of-life retired decommissioned eol inactive obsolete terminated archived "
    "closed dead removed disposed eliminated discontinued shutdown out-of-service ended",
}
PHASE_OF = {word: phase for phase, words in PHASE_WORDS.items() for word in words.split()}
NUMBERED = re.compile(r"^\s*[\[(]?\w?\d{1,2}[\])]?\s*[-–.:)]?\s+|\s*[\[(]\d{1,2}[\])]\s*$")


def read_boolean(cell: Cell) -> bool | None:
    """Yes or no in a few languages, 1 or 0; None for anything else."""
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, int | float):
        return bool(cell) if cell in (0, 1) else None
    word = cell.strip().lower() if isinstance(cell, str) else ""
    return True if word in YES else False if word in NO else None


def read_choice(cell: Cell, choices: tuple[str, ...]) -> str | None:
    """The choice that a cell names, whatever its case, spaces and numbering; None when it is none.

    >>> read_choice("2 - Very High", ("low", "very_high"))
    'very_high'
    """
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return None if cell is None else _choice(str(cell), choices)


@lru_cache(maxsize=50_000)
def _choice(text: str, choices: tuple[str, ...]) -> str | None:
    by_form = {_form(choice): choice for choice in choices}
    for form in (_form(text), _form(NUMBERED.sub("", text))):
        if form in by_form:
            return by_form[form]
    by_words = {tokens(choice): choice for choice in choices}
    words = tokens(NUMBERED.sub("", text))
    return by_words.get(words)


def _form(text: str) -> str:
    return re.sub(r"[\W_]+", "_", text.strip().lower()).strip("_")


def read_phase(cell: Cell) -> str | None:
    """The phase of a lifecycle that a word names: `In production` is active; None when none."""
    if not isinstance(cell, str):
        return None
    form = _form(NUMBERED.sub("", cell))
    if form in PHASES:
        return form
    return PHASE_OF.get(form.replace("_", "-"))
