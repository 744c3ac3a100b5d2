"""Writes the messages: every text of the templates and the views, and of what the program names.

    .venv/bin/python tools/messages.py messages.pot

What becomes of the file says docs/explanation/languages.md.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import get_args, get_type_hints

SOURCE = Path(__file__).parent.parent / "src" / "cohelm"
TEMPLATES = SOURCE / "web" / "templates"
TYPE = re.compile(r"pl\.[A-Z]|[A-Z_]+$")
"""What stands behind the name of a column in a schema."""
NOTED = ("Problem", "InputError", "UsageError")
"""What is made to be raised, or to be shown beside a value."""
COUNTING = ("Plural", "in_number", "counted", "count", "wording.count")
"""What says something in number."""
NUMBER = re.compile(
    r"(len|int|sum|max|min|abs|round)\(.*\)$|[\w.]+\.(value|height)$|[a-z_]*(days|number|many)$"
)
"""What is a number by the look of it."""
BEFORE_A_WORD = re.compile(r"\{(\w+)[^}]*\} [a-z]{2}")
HEAD = (
    'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
)
WORDS = re.compile(r"[A-Za-z][a-z]+(?:[ ,'’-]+[A-Za-z]+)*[.…]?")
"""A word, or several, and nothing that is written for a machine."""
READ = (ast.Call, ast.Dict, ast.Raise, ast.IfExp, ast.Return, ast.Assign, ast.AnnAssign)
MACHINES = re.compile(r" where |^attachment|^inline|\{%|^[A-Z]{4,} ")
NAME = re.compile(r"[A-Za-z_]\w*")
SPOKEN = re.compile(r"[a-z]{2}.* |[a-z] [a-z]")
"""A text with more than one word in it."""


def main() -> int:
    """Writes the file that is named."""
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    found, counted = messages(), plurals()
    lines = [HEAD]
    for text, (several, places) in sorted(counted.items()):
        shown = "\n".join(f"#: {one}" for one in places[:5])
        flag = "\n#, python-brace-format" if "{" in text + several else ""
        lines.append(
            f'{shown}{flag}\nmsgid "{_quoted(text)}"\nmsgid_plural "{_quoted(several)}"\n'
            'msgstr[0] ""\nmsgstr[1] ""\n'
        )
    for text, places in sorted(found.items()):
        shown = "\n".join(f"#: {one}" for one in places[:5])
        flag = "\n#, python-format" if "%(" in text else ""
        flag = "\n#, python-brace-format" if "{" in text else flag
        lines.append(f'{shown}{flag}\nmsgid "{_quoted(text)}"\nmsgstr ""\n')
    Path(sys.argv[1]).write_text("\n".join(lines), encoding="utf-8")
    print(f"{len(found) + len(counted)} messages in {sys.argv[1]}")
    return 0


def messages() -> dict[str, list[str]]:
    """Every message but those that are counted, with where it stands."""
    found, counted = dict[str, list[str]](), plurals()
    for text, place in (
        *of_templates(), *of_views(), *of_sentences(), *of_tables(), *of_names(), *of_answers(),
        *of_columns(), *of_evidence(), *of_errors(), *of_words(),
    ):  # fmt: skip
        if text not in counted:
            found.setdefault(text, []).append(place)
    return found


@cache
def plurals() -> dict[str, tuple[str, list[str]]]:
    """What is said of one, with what is said of several and where it stands.

    The same word for one has the plural that was found first: gettext knows a message by the first.
    """
    found: dict[str, tuple[str, list[str]]] = {}
    for one, several, place in (
        *of_counts(), *of_counting_templates(), *of_counted_kinds(), *of_numbers(),
    ):  # fmt: skip
        found.setdefault(one, (several, []))[1].append(place)
    return found


def of_counts() -> Iterator[tuple[str, str, str]]:
    """What the code says in number: the last two texts of a call, or one, whose plural has an s."""
    for place, node in _nodes():
        if isinstance(node, ast.Call) and _called(node.func) in COUNTING:
            texts = [one.value for one in map(_literal, node.args) if one is not None]
            said = [one for one in texts if isinstance(one, str)]
            if said:
                yield said[0], said[1] if len(said) > 1 else f"{said[0]}s", place


def of_numbers() -> Iterator[tuple[str, str, str]]:
    """Sentences that English has in one form, with a number and a word behind it: both forms alike."""
    for place, node in _nodes():
        if isinstance(node, ast.Call) and _called(node.func) == "Prose" and len(node.args) == 1:
            text = node.args[0]
            if isinstance(text, ast.Constant) and isinstance(text.value, str) and text.value:
                numbers = {one.arg for one in node.keywords if NUMBER.match(ast.unparse(one.value))}
                if any(name in numbers for name in BEFORE_A_WORD.findall(text.value)):
                    yield text.value, text.value, place


def _literal(node: ast.expr) -> ast.Constant | None:
    """The text of an argument, of one that is a sentence itself too."""
    if isinstance(node, ast.Call) and _called(node.func) == "Prose" and node.args:
        node = node.args[0]
    return node if isinstance(node, ast.Constant) else None


def of_counting_templates() -> Iterator[tuple[str, str, str]]:
    """What templates count."""
    from cohelm.web.languages import counted_of

    for path in sorted(TEMPLATES.rglob("*.html")):
        source, place = path.read_text(encoding="utf-8"), path.relative_to(SOURCE).as_posix()
        yield from ((one, several, place) for one, several in counted_of(source))


def of_counted_kinds() -> Iterator[tuple[str, str, str]]:
    """Kinds in both numbers, and what is counted in tables of words."""
    from cohelm.analysis.portfolio.replanned import DIFFERS
    from cohelm.kinds import built_in_schema
    from cohelm.reports.answers import ONE_OF
    from cohelm.reports.moved import MISSING, REMOVED
    from cohelm.reports.says.events import FAILED, FORCED

    for kind in built_in_schema().kinds.values():
        place = f"kinds/{kind.domain}.py"
        yield kind.label.lower(), kind.plural.replace("_", " "), place
        yield kind.name.replace("_", " "), f"{kind.name.replace('_', ' ')}s", place
    yield from ((one, several, "reports/answers.py") for several, one in ONE_OF.items())
    yield from ((*both, "reports/moved.py") for both in (MISSING, REMOVED))
    yield from ((*both, "reports/says/events.py") for both in (FAILED, FORCED))
    yield from ((one, many, "analysis/portfolio/replanned.py") for _word, one, many in DIFFERS)


def of_templates() -> Iterator[tuple[str, str]]:
    """The texts of the templates."""
    from cohelm.web.languages import defaults_of, messages_of

    for path in sorted(TEMPLATES.rglob("*.html")):
        source, place = path.read_text(encoding="utf-8"), path.relative_to(SOURCE).as_posix()
        yield from ((text, place) for text in (*messages_of(source), *defaults_of(source)))


def of_views() -> Iterator[tuple[str, str]]:
    """What the code of the pages marks with `_()`."""
    for place, node in _nodes():
        if place.startswith("web/") and isinstance(node, ast.Call) and node.args:
            text = node.args[0]
            is_marked = getattr(node.func, "id", "") in ("_", "gettext")
            if is_marked and isinstance(text, ast.Constant) and isinstance(text.value, str):
                yield text.value, place


def of_sentences() -> Iterator[tuple[str, str]]:
    """The messages of what the library says."""
    for place, node in _nodes():
        if not isinstance(node, ast.Call) or not node.args:
            continue
        called, told = _called(node.func), node.args[-1]
        if called == "UnknownName.of":
            called, told = "Prose", node.args[0]
        elif called == "sheet_of" and isinstance(node.args[1], ast.Tuple):
            yield from ((str(ast.literal_eval(one)), place) for one in node.args[1].elts)
        elif called in ("Figure", "Figure.unknown"):
            units = [
                *node.args[1:2],
                *(one.value for one in node.keywords if one.arg == "unit"),
            ]
            called, told = ("Prose", units[0]) if units else (called, told)
        if not isinstance(told, ast.Constant) or not isinstance(told.value, str):
            continue
        if called == "Prose" and told.value:
            yield told.value, place


def of_tables() -> Iterator[tuple[str, str]]:
    """The messages that the library keeps in tables, to be said with the values of an item."""
    from cohelm.analysis.agenda.collisions import PAIRS
    from cohelm.analysis.portfolio.spend import FORMULAS
    from cohelm.analysis.rights.concerns import RULES
    from cohelm.analysis.subjects import AMOUNTS, DAYS
    from cohelm.analysis.wording import MONTHS
    from cohelm.core.fields import PHASES
    from cohelm.core.prose import NUMBER
    from cohelm.formats.known.catalogue import KNOWN
    from cohelm.kinds.rings import MOVEMENTS
    from cohelm.kinds.settings import CHANGES, GROUPS
    from cohelm.kinds.vendors import KraljicSegment
    from cohelm.reports.doubts import UNITS
    from cohelm.reports.moved import NEW
    from cohelm.reports.wording import MONTHS as SHORT
    from cohelm.server.environment import SETTINGS

    yield NUMBER, "core/prose.py"
    settings = (*CHANGES.values(), *(title for title, _names in GROUPS))
    yield from ((text, "kinds/settings.py") for text in settings)
    yield from ((one.meaning, "server/environment.py") for one in SETTINGS)
    yield from ((rule.business, "analysis/rights/concerns.py") for rule in RULES.values())
    days = (text for both in DAYS.values() for text in both)
    yield from ((text, "analysis/subjects.py") for text in (*AMOUNTS.values(), *days))
    yield from ((text, "analysis/portfolio/spend.py") for text in FORMULAS.values())
    yield from ((month, "analysis/wording.py") for month in MONTHS)
    yield from ((month, "reports/wording.py") for month in SHORT)
    yield from ((phase.replace("_", " "), "core/fields.py") for phase in PHASES)
    yield from ((unit, "reports/doubts.py") for unit in UNITS)
    yield from ((text, "reports/moved.py") for text in NEW)
    yield from ((one.title, "formats/known/catalogue.py") for one in KNOWN)
    yield from ((one, "kinds/rings.py") for one in MOVEMENTS)
    yield from ((why, "analysis/agenda/collisions.py") for _, why in PAIRS.values())
    cells = get_args(KraljicSegment)
    yield from ((one.replace("_", "-"), "kinds/vendors.py") for one in cells)


def of_names() -> Iterator[tuple[str, str]]:
    """What the program names: kinds, fields, relations with their help, questions, domains."""
    from cohelm.analysis.catalogue import ANALYSES
    from cohelm.core.enterprise import Enterprise
    from cohelm.core.sql.tables import tables_of
    from cohelm.kinds import built_in_schema
    from cohelm.store.access import Level
    from cohelm.web.navigation import BRINGS, DOMAINS, QUESTIONS
    from cohelm.web.sheet import article

    for kind in built_in_schema().kinds.values():
        place = f"kinds/{kind.domain}.py"
        nouns = (kind.label, kind.name.replace("_", " "), kind.label.lower(), kind.plural)
        yield from ((text, place) for text in (*nouns, kind.help, article(kind)))
        for one in (*kind.fields.values(), *kind.relations.values()):
            yield from ((text, place) for text in (one.label, one.help) if text)
        for one in (said for link in kind.relations.values() for said in link.attributes):
            words = (one.name, *one.choices)
            yield from ((text.replace("_", " "), place) for text in words)
            yield from ((text, place) for text in (one.label, one.help) if text)
        yield from ((one.unit, place) for one in kind.fields.values() if one.unit)
        choices = (text for one in kind.fields.values() for text in one.choices)
        yield from ((text.replace("_", " "), place) for text in choices)
        for inverse in (one.inverse for one in kind.relations.values()):
            yield inverse.replace("_", " ").capitalize(), place
    for observed in built_in_schema().observations.values():
        yield from ((one.replace("_", " "), "kinds") for one in (observed.name, *observed.metrics))
        for field in observed.fields.values():
            yield from ((text, "kinds") for text in (field.label, field.help) if text)
            yield from ((text.replace("_", " "), "kinds") for text in field.choices)
    for column in (
        one for of in tables_of(Enterprise.empty(built_in_schema())).values() for one in of
    ):
        help_ = column.help
        yield getattr(help_, "message", help_), "core/sql/tables.py"
    yield from ((one.name.lower().replace("_", " "), "store/access.py") for one in Level)
    yield from ((one.question, "analysis/catalogue.py") for one in ANALYSES)
    place = "web/navigation.py"
    yield from ((text, place) for text in (*DOMAINS.values(), *BRINGS.values()))
    yield from ((text, place) for one in QUESTIONS for text in (one.words, one.asks))


def of_answers() -> Iterator[tuple[str, str]]:
    """What analyses call the parts of their results, and checks what they raise."""
    from cohelm.analysis.catalogue import ANALYSES
    from cohelm.analysis.checks import CHECKS
    from cohelm.reports.answers import label_of

    for one in ANALYSES:
        result = get_type_hints(one.function)["return"]
        place = f"analysis/{one.domain}/{one.name}.py"
        yield from ((label_of(part.name), place) for part in fields(result))
        for part in one.parameters:
            yield from ((text.replace("_", " "), place) for text in (part.name, *part.choices))
            yield part.help, place
    for check in CHECKS:
        yield from ((text, f"analysis: {check.code}") for text in (check.title, check.why))


def of_columns() -> Iterator[tuple[str, str]]:
    """The columns of the tables that analyses answer with: the keys of their schemas."""
    from cohelm.reports.answers import label_of

    for place, node in _nodes():
        if isinstance(node, ast.Dict) and place.startswith("analysis/"):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and TYPE.match(ast.unparse(value)):
                    yield label_of(str(key.value)), place
        elif isinstance(node, ast.Call) and _called(node.func) == "pl.Series":
            names = (one for one in node.args[:1] if isinstance(one, ast.Constant))
            yield from ((label_of(str(one.value)), place) for one in names)


def of_evidence() -> Iterator[tuple[str, str]]:
    """What checks call the evidence of a concern."""
    for place, node in _nodes():
        names: list[object] = []
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "concern":
            names = [one.arg for one in node.keywords]
        elif isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Dict):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if getattr(target, "id", "") == "evidence":
                names = [getattr(one, "value", None) for one in node.value.keys]
        yield from ((str(name).replace("_", " "), place) for name in names if name)


def of_errors() -> Iterator[tuple[str, str]]:
    """What is raised or noted about a value: pages find the message again (`web/recognised.py`)."""
    for place, node in _nodes():
        if isinstance(node, ast.Raise) or _called(getattr(node, "func", None)) in NOTED:
            yield from ((text, place) for text in _said(node))


def _called(node: ast.AST | None) -> str:
    """`name` or `Class.name` of what is called."""
    owner = getattr(getattr(node, "value", None), "id", "")
    return f"{owner}.{getattr(node, 'attr', '')}" if owner else getattr(node, "id", "")


def of_words() -> Iterator[tuple[str, str]]:
    """The words that results hold: what is answered, chosen between, or kept in a table of words."""
    for place, node in _nodes():
        if place.startswith(("analysis/", "reports/", "web/", "core/")):
            for one in _worded(node):
                said = str(one.value).replace("_", " ") if isinstance(one, ast.Constant) else ""
                if WORDS.fullmatch(said):
                    yield said, place
                elif isinstance(one, ast.JoinedStr):
                    yield from ((text, place) for text in _said(one))


def _worded(node: ast.AST) -> list[ast.expr]:
    """The expressions of which one may be a word."""
    match node:
        case ast.IfExp():
            return [node.body, node.orelse]
        case ast.Return(value=ast.expr()) | ast.Assign() | ast.AnnAssign(value=ast.expr()):
            value = node.value
            return value.elts if isinstance(value, ast.Tuple | ast.List) else [value]
        case ast.Dict():
            return [
                part
                for value in node.values
                for part in (value.elts if isinstance(value, ast.Tuple) else [value])
            ]
        case ast.Assign(value=ast.Subscript(value=ast.Name(id="Literal"), slice=ast.Tuple())):
            return node.value.slice.elts
        case ast.Call() if _called(node.func) in ("pl.lit", "dict"):
            return [*node.args, *(one.value for one in node.keywords)]
        case _:
            return []


def _said(node: ast.AST) -> Iterator[str]:
    """The texts within; the values of an f-string by their last name, as a message has them."""
    from cohelm.web.languages import name_of

    if isinstance(node, ast.JoinedStr):
        names: dict[str, str] = {}
        text = ""
        for one in node.values:
            if isinstance(one, ast.Constant):
                text += str(one.value)
            elif isinstance(one, ast.FormattedValue):
                value = NAME.findall(ast.unparse(one.value))[-1:]
                text += f"{{{name_of(''.join(value), names)}}}"
        if SPOKEN.search(text) and not MACHINES.search(text):
            yield text
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and SPOKEN.search(node.value):
        yield node.value
    for one in ast.iter_child_nodes(node):
        yield from _said(one)


@cache
def _nodes() -> list[tuple[str, ast.AST]]:
    """Every call, dictionary and raised error of the program, with where it stands."""
    return [
        (f"{place}:{node.lineno}", node)
        for path in sorted(SOURCE.rglob("*.py"))
        for place in [path.relative_to(SOURCE).as_posix()]
        for node in _within(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, READ)
    ]


def _within(tree: ast.AST) -> list[ast.AST]:
    """All nodes, as `ast.walk` has them, in half the time."""
    found = [tree]
    for node in found:  # which grows as it is gone through
        for value in vars(node).values():
            if isinstance(value, ast.AST):
                found.append(value)
            elif isinstance(value, list):
                found += [one for one in value if isinstance(one, ast.AST)]
    return found


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


if __name__ == "__main__":
    raise SystemExit(main())
