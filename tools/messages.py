"""Writes the messages: every text of the templates and the views, and of what the program names.

    .venv/bin/python tools/messages.py messages.pot

What becomes of the file says docs/explanation/languages.md.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import get_type_hints

SOURCE = Path(__file__).parent.parent / "src" / "cohelm"
TEMPLATES = SOURCE / "web" / "templates"


def main() -> int:
    """Writes the file that is named."""
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    found = messages()
    for text in of_columns():
        found.setdefault(text, ["analysis: a column of a table"])
    lines = ['msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n']
    for text, places in sorted(found.items()):
        shown = "\n".join(f"#: {one}" for one in places[:5])
        flag = "\n#, python-format" if "%(" in text else ""
        flag = "\n#, python-brace-format" if "{" in text else flag
        lines.append(f'{shown}{flag}\nmsgid "{_quoted(text)}"\nmsgstr ""\n')
    Path(sys.argv[1]).write_text("\n".join(lines), encoding="utf-8")
    print(f"{len(found)} messages in {sys.argv[1]}")
    return 0


def messages() -> dict[str, list[str]]:
    """Every message, with where it stands."""
    found: dict[str, list[str]] = {}
    for text, place in (
        *of_templates(), *of_views(), *of_sentences(), *of_tables(), *of_names(), *of_answers(),
    ):  # fmt: skip
        found.setdefault(text, []).append(place)
    return found


def of_templates() -> Iterator[tuple[str, str]]:
    """The texts of the templates."""
    from cohelm.web.languages import messages_of, nouns_of

    for path in sorted(TEMPLATES.rglob("*.html")):
        source, place = path.read_text(encoding="utf-8"), path.relative_to(SOURCE).as_posix()
        yield from ((text, place) for text in (*messages_of(source), *nouns_of(source)))


def of_views() -> Iterator[tuple[str, str]]:
    """What the code of the pages marks with `_()`."""
    for path in sorted((SOURCE / "web").rglob("*.py")):
        place = path.relative_to(SOURCE).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "gettext"):
                (text, *_) = node.args
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    yield text.value, f"{place}:{node.lineno}"


def of_sentences() -> Iterator[tuple[str, str]]:
    """The messages of what the library says, and the nouns that it counts."""
    for path in sorted(SOURCE.rglob("*.py")):
        place = path.relative_to(SOURCE).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called, told = getattr(node.func, "id", ""), node.args[-1]
            if not isinstance(told, ast.Constant) or not isinstance(told.value, str):
                continue
            if called == "Said":
                yield told.value, f"{place}:{node.lineno}"
            elif called == "counted":
                yield from (
                    (noun, f"{place}:{node.lineno}") for noun in (told.value, f"{told.value}s")
                )


def of_tables() -> Iterator[tuple[str, str]]:
    """The messages that the library keeps in tables, to be said with the values of an item."""
    from cohelm.analysis.rights.concerns import RULES
    from cohelm.analysis.subjects import AMOUNTS, DAYS
    from cohelm.analysis.wording import MONTHS

    yield from ((rule.business, "analysis/rights/concerns.py") for rule in RULES.values())
    days = (text for both in DAYS.values() for text in both)
    yield from ((text, "analysis/subjects.py") for text in (*AMOUNTS.values(), *days))
    yield from ((month, "analysis/wording.py") for month in MONTHS)


def of_names() -> Iterator[tuple[str, str]]:
    """What the program names: kinds, fields, relations with their help, questions, domains."""
    from cohelm.analysis.catalogue import ANALYSES
    from cohelm.kinds import built_in_schema
    from cohelm.web.navigation import BRINGS, DOMAINS, QUESTIONS

    for kind in built_in_schema().kinds.values():
        place = f"kinds/{kind.domain}.py"
        nouns = (kind.label, kind.name.replace("_", " "), kind.label.lower(), kind.plural)
        yield from ((text, place) for text in (*nouns, kind.help))
        for one in (*kind.fields.values(), *kind.relations.values()):
            yield from ((text, place) for text in (one.label, one.help) if text)
        choices = (text for one in kind.fields.values() for text in one.choices)
        yield from ((text.replace("_", " "), place) for text in choices)
        for inverse in (one.inverse for one in kind.relations.values()):
            yield inverse.replace("_", " ").capitalize(), place
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
    for check in CHECKS:
        yield from ((text, f"analysis: {check.code}") for text in (check.title, check.why))


def of_columns() -> Iterator[str]:
    """The columns of the tables that analyses answer with, as they answer of the sample."""
    import cohelm
    from cohelm.analysis.catalogue import ANALYSES
    from cohelm.core.errors import CohelmError
    from cohelm.reports.answers import answer_of, label_of

    on = datetime.now(UTC).date()
    plan = cohelm.read("sample").at(on)
    for one in ANALYSES:
        try:
            found = answer_of(one.ask(plan, on=on))
        except CohelmError:  # it has to be told something first
            continue
        for table in found.tables:
            yield from map(label_of, table.value.columns)


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


if __name__ == "__main__":
    raise SystemExit(main())
