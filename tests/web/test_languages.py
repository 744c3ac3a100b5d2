"""Every text of a page goes through gettext: none is forgotten, and English stays as it was."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from copy import deepcopy
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.template import engines
from django.template.loader import render_to_string
from django.test import Client
from django.utils.translation import override
from pytest_django.fixtures import Settings

import cohelm.web
from cohelm.analysis.checks import CHECKS
from cohelm.core.audience import EVERYTHING
from cohelm.store.load import load
from cohelm.web.cells import Cell
from cohelm.web.languages import messages_of, translated
from cohelm.web.results import TableShown
from tests.tables import table
from tests.web.conftest import Enter
from tests.web.pseudo import CODE, KEPT, OPEN, messages, offered, pseudo

WEB = Path(cohelm.web.__file__).parent
LIBRARY = WEB.parent
ROOMS = ("analysis/**/*.py", "reports/**/*.py")
"""Of the library, the files in which every sentence keeps its message; the others are English yet."""
NO_SENTENCES = (
    "where ", "exchange_rate {", "live {", "Not the same: {", ", heard", ", decides", "another {",
    ", jointly", "what is shared by", "a new {", "cohelm ",
)  # fmt: skip
"""Conditions, fields, columns, commands, and what things are called that are written into the record."""
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
PAGES = (
    "/", "/items/application/", "/items/application/crm/", "/items/application/crm/edit/",
    "/items/application/crm/history/", "/concerns/", "/history/", "/scenarios/", "/import/", "/look/",
    "/tokens/", "/landing/", "/sign-ins/", "/checks/", "/domains/estate/", "/questions/decides/",
    "/agenda/", "/spend/", "/search/?q=crm", "/between/", "/none/",
)  # fmt: skip


@pytest.mark.parametrize(
    ("source", "becomes", "found"),
    [
        ("<h1>Own fields</h1>", '<h1>{% translate "Own fields" %}</h1>', ["Own fields"]),
        (
            "<p>\n  {{ n|number }} of {{ all.n }}, 5 % more\n</p>",
            "<p>\n  {% blocktranslate trimmed with n=n|number n_2=all.n|prose %}"
            "{{ n }} of {{ n_2 }}, 5 % more{% endblocktranslate %}\n</p>",
            ["%(n)s of %(n_2)s, 5 %% more"],
        ),
        ("<p>{{ a }} · {{ b }}</p>", "<p>{{ a|prose }} · {{ b|prose }}</p>", []),
        ("<code>cohelm export</code>", "<code>cohelm export</code>", []),
        (
            '<a href="x.html" class="wide">Go</a>',
            '<a href="x.html" class="wide">{% translate "Go" %}</a>',
            ["Go"],
        ),
        (
            '<i aria-label="Of {{ a }}" data-title="no">',
            '<i aria-label="{% blocktranslate trimmed with a=a|prose %}Of {{ a }}{% endblocktranslate %}"'
            ' data-title="no">',
            ["Of %(a)s"],
        ),
        (
            "{% if a %}Yes{% else %}No{% endif %}",
            '{% if a %}{% translate "Yes" %}{% else %}{% translate "No" %}{% endif %}',
            ["Yes", "No"],
        ),
        (
            '<p>Say "so"</p>',
            '<p>{% blocktranslate trimmed %}Say "so"{% endblocktranslate %}</p>',
            ['Say "so"'],
        ),
        ("{{ one.label|capfirst }}", "{{ one.label|in_words|capfirst }}", []),
        ('{{ a|default:"nothing" }}', '{{ a|prose|default:_("nothing") }}', []),
        ('<input value="{{ one.verb }}">', '<input value="{{ one.verb }}">', []),
        (
            '{% include "a.html" with what="Bars of it" %}',
            '{% include "a.html" with what=_("Bars of it") %}',
            ["Bars of it"],
        ),
        (
            "{% block page_class %}page-narrow{% endblock %}",
            "{% block page_class %}page-narrow{% endblock %}",
            [],
        ),
        (
            '<a href="{% url "x" %}" title="T">&nbsp;&gt;</a>',
            '<a href="{% url "x" %}" title="{% translate "T" %}">&nbsp;&gt;</a>',
            ["T"],
        ),
    ],
)  # fmt: skip
def test_a_text_becomes_a_message_and_all_else_stays(
    source: str, becomes: str, found: list[str]
) -> None:
    assert translated(source) == becomes
    assert messages_of(source) == found


@pytest.mark.slow
@table("path", TEMPLATES, name=lambda path: path.name)
def test_every_template_can_be_read_so_and_keeps_its_lines(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    found = translated(source)
    engines["django"].from_string(found)
    assert found.count("\n") == source.count("\n")
    assert all(one.strip() == one for one in messages_of(source))


@pytest.mark.slow
def test_no_title_and_no_notice_of_the_views_is_left_unmarked() -> None:
    found = []
    for path in sorted(WEB.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            said: list[ast.AST] = []
            if isinstance(node, ast.Dict):
                pairs = zip(node.keys, node.values, strict=True)
                said = [
                    one for key, one in pairs if getattr(key, "value", "") in ("title", "heading")
                ]
            elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "tell":
                said = [node.args[1]]
            found += [f"{path.name}:{one.lineno}" for whole in said for one in _texts(whole)]  # type: ignore[attr-defined]
    assert found == []


def _texts(node: ast.AST) -> list[ast.AST]:
    """The literal texts that an expression may become."""
    if isinstance(node, ast.IfExp):
        return [*_texts(node.body), *_texts(node.orelse)]
    if isinstance(node, ast.JoinedStr):
        return [node] if any(_texts(part) for part in node.values) else []
    return [node] if isinstance(node, ast.Constant) and re.search("[a-z]", str(node.value)) else []


@pytest.mark.slow
@table("path", sorted(one for room in ROOMS for one in LIBRARY.glob(room)),
       name=lambda path: path.relative_to(LIBRARY).as_posix())  # fmt: skip
def test_no_sentence_of_a_room_that_is_done_has_lost_its_message(path: Path) -> None:
    found = _sentences(ast.parse(path.read_text(encoding="utf-8")))
    assert [f"{path.name}:{one.lineno}: {ast.unparse(one)}" for one in found] == []


def _sentences(node: ast.AST) -> Iterator[ast.expr]:
    """The f-strings with words in them; what is raised is none."""
    if isinstance(node, ast.Raise):
        return
    if isinstance(node, ast.JoinedStr):
        parts = [one.value if isinstance(one, ast.Constant) else "{" for one in node.values]
        text = "".join(map(str, parts))
        is_prose = re.search(r"[A-Za-z]{2}", text) and " " in text
        if is_prose and not any(one in text for one in NO_SENTENCES):
            yield node
    for one in ast.iter_child_nodes(node):
        yield from _sentences(one)


def shown(client: Client, path: str) -> str:
    body = client.get(path).content.decode()
    body = re.sub(r'(csrfmiddlewaretoken" value=)"[^"]+"|Request \w+|\d\d:\d\d', "", body)
    return " ".join(body.split())


def test_in_english_every_page_says_what_its_template_says(
    enter: Enter, settings: Settings
) -> None:
    client = enter("cio")
    plain = deepcopy(django_settings.TEMPLATES)
    plain[0]["OPTIONS"]["loaders"] = ["django.template.loaders.app_directories.Loader"]
    as_messages = {path: shown(client, path) for path in PAGES}
    settings.TEMPLATES = plain
    for path in PAGES:
        assert _loose(shown(client, path)) == _loose(as_messages[path]), path


def _loose(page: str) -> str:
    """A page without the spaces that a message does not keep."""
    return re.sub(r"\s", "", page)


@pytest.fixture
def longer(settings: Settings, tmp_path: Path) -> dict[str, str]:
    """The pseudo-locale is there; the header that asks for it."""
    return offered(settings, tmp_path)


@pytest.mark.slow
def test_a_message_keeps_its_variables_and_is_two_fifths_longer() -> None:
    assert pseudo("%(n)s of &gt; {name:,}").startswith("⟦%(n)s óf &gt; {name:,}")
    for one in list(messages())[::40]:
        said, longer = ("".join(KEPT.sub("", text).split()) for text in (one, pseudo(one)))
        assert len(longer) >= 1.4 * len(said)


def unmarked(page: str) -> list[str]:
    """The texts of labels, buttons, heads, legends and helps that did not go through gettext."""
    found = re.findall(
        r"<(label|button|legend|summary|th scope=\"col\"|p class=\"help\"|h2|nav)\b[^>]*>(.*?)</",
        page,
        re.DOTALL,
    )
    texts = (unescape(re.sub(r"<[^>]+>", " ", inner)).strip() for _, inner in found)
    return [one for one in texts if re.search("[a-z]{2}", one) and OPEN not in one]


DATA = re.compile(r"^(CIO|CTO|CRM|Aldermoor|Nightshade|Wiki|Shop.*|Cio|Cto)")
ANALYSES = ("/agenda/", "/spend/")
"""What an analysis computes is said in English: its sentence, its formulas, its reasons."""


@pytest.mark.slow
def test_in_another_language_nothing_that_one_reads_or_presses_is_english(
    enter: Enter, longer: dict[str, str]
) -> None:
    client, left = enter("cio"), {}
    for path in (one for one in PAGES if one not in ANALYSES):
        page = client.get(path, headers=longer).content.decode()
        assert f'<html lang="{CODE}">' in page, path
        if found := [one for one in unmarked(page) if not DATA.match(one)]:
            left[path] = found[:8]
    assert left == {}, "\n".join(f"{path}: {found}" for path, found in left.items())


@pytest.mark.parametrize(
    ("path", "texts"),
    [
        ("/spend/", ["Budget", "Year end", "Groups"]),  # figures, and a table
        ("/weak-points/", ["Guarded", "Points"]),
        ("/checks/", [check.title for check in CHECKS[:3]]),
    ],
)
def test_what_analyses_and_checks_call_things_is_in_the_language_of_the_reader(
    path: str, texts: list[str], enter: Enter, longer: dict[str, str]
) -> None:
    page = unescape(enter("cio").get(path, headers=longer).content.decode())
    assert [text for text in texts if pseudo(text) not in page] == []


@pytest.mark.slow
def test_a_column_of_an_answer_is_in_the_language_of_the_reader(longer: dict[str, str]) -> None:
    table = TableShown("points", "Points", (("Takes at worst", True),), ((Cell("3"),),), 0)
    with override(CODE):
        page = render_to_string("analyses/_table.html", {"one": table})
    assert f'class="num">{pseudo("Takes at worst")}</th>' in page


def test_what_an_analysis_says_is_in_the_language_of_the_reader(
    enter: Enter, longer: dict[str, str]
) -> None:
    page = unescape(enter("cio").get("/rights-gaps/", headers=longer).content.decode())
    asked, reason = pseudo("gaps in decision rights"), pseudo("no decision right is on record")
    said = pseudo("Nothing can be said about {asked}: {reason}").format(asked=asked, reason=reason)
    assert f">{said}</h1>" in page
    assert f'<span class="figure-note">{reason}</span>' in page


@pytest.mark.parametrize("path", ["/concerns/", "/concerns/OWN001/"])
def test_the_title_of_a_concern_is_in_the_language_of_the_reader(
    path: str, enter: Enter, longer: dict[str, str]
) -> None:
    page = unescape(enter("cio").get(path, headers=longer).content.decode())
    raised = [check.title for check in CHECKS if re.search(rf"<code>{check.code}</code>", page)]
    assert raised
    assert [title for title in raised if pseudo(title) not in page] == []


def test_what_checks_find_is_in_the_language_of_the_reader_to_the_last_word(
    enter: Enter, longer: dict[str, str]
) -> None:
    client, plan = enter("cio"), load(audience=EVERYTHING)
    page = unescape(client.get("/concerns/", headers=longer).content.decode())
    said = re.findall(r'<p class="concern-says"><a[^>]*>(.*?)</a>|</summary>\s*<p>(.*?)</p>', page)
    texts = [business or message for business, message in said]
    assert len(texts) > 20
    names = {name for kind in plan.tables for name in plan.frame(kind)["name"].to_list()}
    left = {text: words for text in texts if (words := _in_english(text, names))}
    assert left == {}


def _in_english(text: str, names: set[str]) -> list[str]:
    """The words that went through no message: all but keys, names of items, amounts and days."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "")
    bare = re.sub(r"[a-z_]+:[\w.-]+|\b[A-Z]{3}\b", "", text)
    return re.findall(r"[a-zA-Z]*[aceginorsuyz][a-zA-Z]*", bare)


def test_whose_language_is_not_there_gets_english(enter: Enter) -> None:
    answer: Any = enter("cio").get("/", headers={"Accept-Language": "de"})
    assert '<html lang="en">' in answer.content.decode()
