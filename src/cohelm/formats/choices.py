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
# Other words for choices that many fields share. A word that could mean two of them is not here.
CHOICE_WORDS = {
    "low": "low; minor; l; niedrig; gering; faible; not critical; non critical",
    "medium": "medium; moderate; med; m; normal; mittel; moyen; average",
    "high": "high; major; h; important; hoch; haut; significant; business important",
    "critical": "critical; very high; mission critical; business critical; vital; severe; kritisch",
    "proposal": "proposal; proposed; requested; draft; submitted; idea; candidate",
    "approved": "approved; authorised; authorized; accepted; funded",
    "in_progress": "in progress; ongoing; started; active; running; in execution; execution; "
    "implementation; in flight; in delivery; underway; work in progress; wip",
    "on_hold": "on hold; paused; suspended; deferred; hold; postponed",
    "done": "done; completed; complete; finished; closed; delivered; implemented",
    "stopped": "stopped; cancelled; canceled; terminated; abandoned; rejected; killed",
    "open": "open; new; outstanding; active",
    "adopt": "adopt; approved preferred; preferred; strategic; recommended; standard; mainstream",
    "trial": "trial; pilot; piloting; emerging",
    "assess": "assess; proposed; evaluate; evaluation; under evaluation; under review; watch",
    "hold": "hold; denied; prohibited; forbidden; sunset; sunsetting; contain; containment; "
    "deprecated; retired; approved maintain; maintain; avoid; rejected; not allowed",
    "on_premises": "on premise; on premises; on prem; onprem; in house; own data center; local",
    "private_cloud": "private cloud; hosted",
    "public_cloud": "public cloud; cloud; aws; azure; gcp; iaas; paas",
    "saas": "saas; software as a service",
    "built": "built; build; make; custom; in house; custom built; bespoke; self developed",
    "bought": "bought; buy; cots; off the shelf; package; packaged; licensed; commercial",
    "rented": "rented; rent; saas; subscription; service",
    "production": "production; prod; prd; live; productive",
    "acceptance": "acceptance; uat; staging; pre production; preprod; qa",
    "test": "test; testing; tst; sit",
    "development": "development; dev; sandbox",
    "tacit": "tacit; auto; automatic; auto renew; automatic renewal; evergreen; yes",
    "by_agreement": "by agreement; manual; option; optional; on request; negotiated",
    "none": "none; no; no renewal; expires; fixed term",
}
OTHER_WORDS = {
    choice: frozenset(tokens(word) for word in words.split(";"))
    for choice, words in CHOICE_WORDS.items()
}
DAYS = re.compile(rf"(stated|{'|'.join(PHASES)})=([\w-]+)")
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
    bare = NUMBERED.sub("", text)
    by_form = {_form(choice): choice for choice in choices}
    for form in (_form(text), _form(bare)):
        if form in by_form:
            return by_form[form]
    words = tokens(bare)
    by_words = {tokens(choice): choice for choice in choices}
    if words in by_words:
        return by_words[words]
    return next((one for one in choices if words in OTHER_WORDS.get(one, ())), None)


def _form(text: str) -> str:
    return re.sub(r"[\W_]+", "_", text.strip().lower()).strip("_")


def read_phase(cell: Cell) -> str | dict[str, str] | None:
    """The phase of a lifecycle that a word names: `In production` is active; None when none.

    A cell of a list that we wrote may hold the days as well: `stated=active; end_of_life=2030-01-01`.
    """
    if not isinstance(cell, str):
        return None
    days = dict(DAYS.findall(cell))
    if days:
        return days
    # "Approved - preferred" is approved, whatever else it is.
    for text in (cell, cell.split(" - ")[0]):
        form = _form(NUMBERED.sub("", text))
        if form in PHASES:
            return form
        if form.replace("_", "-") in PHASE_OF:
            return PHASE_OF[form.replace("_", "-")]
    return None
