"""The form of an item, from its kind: an input for each field, in groups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from cohelm.core.fields import PHASES, FieldSpec
from cohelm.core.kind import Kind
from cohelm.core.kindspec import KindSpec
from cohelm.core.prose import Prose
from cohelm.core.validation import accepted
from cohelm.reports.wording import word
from cohelm.store.access import BETWEEN
from cohelm.web.sheet import article

Option = tuple[str, str]
WIDGETS = {
    "long_text": "lines", "list": "lines", "map": "lines", "structure": "lines", "date": "date",
    "choice": "select", "scale": "select", "boolean": "select",
}  # fmt: skip
HINTS = {
    "list": Prose("one a line"), "map": Prose("one a line, such as cmdb: A-17"), "structure": "YAML",
}  # fmt: skip
UNKNOWN: Option = ("", Prose("not known"))
FIRST = ("name", "description", "tags")
LAST = ("external_ids", "source", "reviewed_on", "clearance")


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it is filled in, by input: what it shows, and what stood there when it was opened.

    `wrong` says why what was typed cannot be taken, `theirs` what somebody made it meanwhile, `base`
    what it was before, and `who` who made it so, in words.
    """

    shown: Mapping[str, str]
    was: Mapping[str, str]
    wrong: Mapping[str, str] = field(default_factory=dict)
    theirs: Mapping[str, str] = field(default_factory=dict)
    base: Mapping[str, str] = field(default_factory=dict)
    who: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Input:
    """One input, with all that its place in the form shows."""

    name: str
    label: str
    help: str
    widget: str
    text: str = ""
    was: str = ""
    options: tuple[Option, ...] = ()
    required: bool = False
    accepted: str = ""
    theirs: str | None = None
    wrong: str = ""
    base: str = ""
    who: str = ""

    @property
    def is_part(self) -> bool:
        """Whether it is a part of the input above: a day of a life."""
        return "." in self.name and self.widget == "date"


def groups(
    kind: KindSpec, filled: Filled, clearances: Iterable[str]
) -> list[tuple[str, list[Input]]]:
    """The inputs of a form in groups; `clearances` are those that the writer may give."""
    common = set(Kind.model_fields)
    own = [name for name, spec in kind.fields.items() if spec.own]
    particular = [name for name in kind.fields if name not in common and name not in own]
    named: tuple[tuple[str, Sequence[str]], ...] = (
        (_("What it is"), FIRST),
        (Prose("As {kind}", kind=article(kind)), particular),
        (_("The organisation’s own fields"), own),
        (_("Its life"), ("lifecycle",)),
        (_("Where this comes from, and who may see it"), LAST),
    )
    given = _given(clearances)
    found = []
    for title, names in named:
        specs = [kind.fields[name] for name in names if name in kind.fields]
        made = [one for spec in specs for one in _inputs(spec, filled, given)]
        if made:
            found.append((title, made))
    return found


def field_inputs(spec: FieldSpec, filled: Filled, clearances: Iterable[str]) -> list[Input]:
    """The inputs of one field: one, or those of the days of a life."""
    return _inputs(spec, filled, _given(clearances))


def _given(clearances: Iterable[str]) -> tuple[Option, ...]:
    return ("", Prose("open: everybody with access")), *((one, _seen_by(one)) for one in clearances)


def _seen_by(clearance: str) -> str:
    """A clearance in words."""
    if clearance.startswith("draft:"):
        return Prose("draft: only you, until you submit it")
    return (
        Prose("between the two: the office leads, until both release it")
        if clearance == BETWEEN
        else clearance
    )


def asked_input(spec: FieldSpec, name: str, filled: Filled) -> Input:
    """The one input of a field that is asked for by itself, under a name of its own."""
    options = options_of(spec)
    hint = accepted(spec) if spec.type in ("integer", "number", "money", "time") else ""
    widget = "select" if options else WIDGETS.get(spec.type, "line")
    return _input(name, spec.label, spec.help, widget, filled, options, hint=hint)


def _inputs(spec: FieldSpec, filled: Filled, given: tuple[Option, ...]) -> list[Input]:
    if spec.type == "lifecycle":
        return [_phase(spec, part, filled) for part in ("stated", *PHASES)]
    options = given if spec.name == "clearance" else options_of(spec)
    hint = HINTS.get(spec.type, "")
    if spec.type in ("integer", "number", "money", "time"):
        hint = accepted(spec)
    widget = "select" if options else WIDGETS.get(spec.type, "line")
    return [_input(spec.name, spec.label, spec.help, widget, filled, options, spec.required, hint)]


def _phase(spec: FieldSpec, part: str, filled: Filled) -> Input:
    name = f"{spec.name}.{part}"
    if part == "stated":
        phases = (UNKNOWN, *((one, word(one)) for one in PHASES))
        return _input(name, _("Phase"), _("The phase it is in, where no days are known."), "select",
                      filled, phases)  # fmt: skip
    return _input(name, Prose("First day of {phase}", phase=word(part)), "", "date", filled)


def _input(
    name: str, label: str, help: str, widget: str, filled: Filled,
    options: tuple[Option, ...] = (), required: bool = False, hint: str = "",
) -> Input:  # fmt: skip
    return Input(
        name, label, help, widget, filled.shown.get(name, ""), filled.was.get(name, ""), options,
        required, hint, filled.theirs.get(name), filled.wrong.get(name, ""),
        filled.base.get(name, ""), filled.who.get(name, ""),
    )  # fmt: skip


def options_of(spec: FieldSpec) -> tuple[Option, ...]:
    """What can be chosen of a field that holds one of a few words; empty for any other."""
    if spec.type == "boolean":
        return UNKNOWN, ("yes", Prose("yes")), ("no", Prose("no"))
    if spec.choices:
        return UNKNOWN, *((one, one.replace("_", " ")) for one in spec.choices)
    return ()
