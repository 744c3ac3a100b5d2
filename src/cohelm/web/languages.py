"""Every text of a template as a message of gettext, without a template saying so.

A template is written in English, as text. When it is loaded, each run of text between two tags, with the
variables in it, becomes `{% translate %}` or `{% blocktranslate %}`, and so do the attributes that people
read. So no text of a page can be forgotten; `tools/messages.py` finds the messages by the same reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.template.base import Lexer, Token, TokenType
from django.template.loaders.app_directories import Loader

READ = ("aria-label", "placeholder", "title", "alt", "label", "data-says")
"""The attributes that people read, or hear; the last is what a script says."""
SKIPPED = ("code", "kbd", "q", "script", "style")
"""Elements whose text is no language, or a word of somebody's."""
TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)|<!--|<!DOCTYPE")
ATTRIBUTE = re.compile(rf'(?<![\w-])({"|".join(READ)})="')
LETTER = re.compile(r"[^\W\d_]")
ENTITY = re.compile(r"&\w+;|&#\d+;")
SAYS = re.compile(r"^([\w.]*\.)?(label|help|asks|words)(?=\||$)")
"""Variables that hold a text of the program: the label of a field, the question of an analysis."""
LOST = re.compile(
    r"^([\w.]*\.)?(accepted|because|claim|could_change|error|guard|how|mend|message|movement|part|problem"
    r"|question|reason|ring|said|state|status|topic|verb|verdict|why|wrong)(?=\||$)"
)
"""Variables with a text of the program that came through an error or a frame: its message is found."""
SENTENCE = re.compile(r"^[\w.]+(?=$|\|(capfirst|default|join|lower|truncatechars|upper)\b)")
"""Variables that may hold a sentence of the library; a text of somebody's stays as it is."""
COUNTED = re.compile(r'\|(?:counted|in_number):"([^"]+)"')
CLASS = re.compile(r"block \w+_class$")
"""A block that holds the class of an element."""
GIVEN = re.compile(r'(?<=[a-z]=)"([A-Z][^"|]* [^"|]*)"')
"""A sentence that a template gives to one that it includes."""
DEFAULT = re.compile(r'\|default:("[^"]*[A-Za-z][^"]*")')


@dataclass(slots=True)
class Reading:
    """A template on its way: what came out so far, the run of text that is open, and where it stands.

    `messages` are those found, as gettext knows them.
    """

    out: list[str] = field(default_factory=list)
    run: list[tuple[str, bool]] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    is_in_tag: bool = False
    attribute: bool = False
    skipping: str = ""
    is_class: bool = False

    @property
    def reads(self) -> bool:
        """Whether what comes next is text for people."""
        return self.attribute or not (self.is_in_tag or self.skipping)

    def flush(self) -> None:
        """Ends the run: as a message where it has a word in it, else as it stands."""
        parts, self.run = self.run, []
        whole = "".join(part for part, is_variable in parts if not is_variable)
        if self.is_class or not LETTER.search(ENTITY.sub("", whole)):
            self.out += [
                f"{{{{ {part} }}}}" if is_variable else part for part, is_variable in parts
            ]
            return
        before = after = ""
        if not parts[0][1]:
            before = parts[0][0][: len(parts[0][0]) - len(parts[0][0].lstrip())]
            parts[0] = (parts[0][0].lstrip(), False)
        if not parts[-1][1]:
            kept = parts[-1][0].rstrip()
            after = parts[-1][0][len(kept) :]
            parts[-1] = (kept, False)
        self.out += [before, self._message([part for part in parts if part[0]]), after]

    def _message(self, parts: list[tuple[str, bool]]) -> str:
        names: dict[str, str] = {}
        text, msgid = "", ""
        for part, is_variable in parts:
            if is_variable:
                name = name_of(part, names)
                text, msgid = f"{text}{{{{ {name} }}}}", f"{msgid}%({name})s"
            else:
                text, msgid = (
                    text + part,
                    msgid + " ".join(f".{part}.".split())[1:-1].replace("%", "%%"),
                )
        self.messages.append(msgid)
        if not names and '"' not in text and "\n" not in text and "\\" not in text:
            return f'{{% translate "{text}" %}}'
        told = "".join(f" {name}={part}" for name, part in names.items())
        opening = f"blocktranslate trimmed{' with' + told if told else ''}"
        return f"{{% {opening} %}}{text}{{% endblocktranslate %}}"


def translated(source: str) -> str:
    """The source of a template with its texts as messages; line breaks stay where they are."""
    return "".join(_read(source).out)


def messages_of(source: str) -> list[str]:
    """The messages of a template, in their order, as gettext knows them."""
    return _read(source).messages


def counted_of(source: str) -> list[tuple[str, str]]:
    """What a template counts, in the singular and the plural."""
    parts = (noun.partition(",") for noun in COUNTED.findall(source))
    return [(one, several or f"{one}s") for one, _, several in parts]


def defaults_of(source: str) -> list[str]:
    """What stands in a template for an empty value."""
    return [text.strip('"') for text in DEFAULT.findall(source)]


def _read(source: str) -> Reading:
    reading = Reading()
    if "{% translate" in source or "{% blocktranslate" in source:  # it says so itself
        return Reading(out=[source])
    for token in Lexer(source).tokenize():
        _take(reading, token)
    reading.flush()
    return reading


def _take(reading: Reading, token: Token) -> None:
    if token.token_type == TokenType.TEXT:
        for piece, is_text in _pieces(reading, token.contents):
            if is_text:
                reading.run.append((piece, False))
            else:
                reading.flush()
                reading.out.append(piece)
    elif token.token_type == TokenType.VAR:
        if reading.reads:
            says = SAYS.sub(r"\g<0>|in_words", LOST.sub(r"\g<0>|recognised", token.contents))
            says = DEFAULT.sub(r"|default:_(\1)", says)
            reading.run.append((SENTENCE.sub(r"\g<0>|prose", says), True))
        else:
            reading.out.append(f"{{{{ {token.contents} }}}}")
    else:
        reading.flush()
        reading.is_class = CLASS.match(token.contents) is not None
        mark, says = "#" if token.token_type == TokenType.COMMENT else "%", token.contents
        if says.startswith("include "):
            reading.messages += GIVEN.findall(says)
            says = GIVEN.sub(r'_("\1")', says)
        reading.out.append(f"{{{mark} {says} {mark}}}")


def _pieces(reading: Reading, text: str) -> Iterator[tuple[str, bool]]:
    """A text in pieces, each with whether it is for people; keeps where it stands between calls."""
    at = 0
    while at < len(text):
        if reading.attribute:
            end = text.find('"', at)
            end = len(text) if end < 0 else end
            reading.attribute = end == len(text)
            yield text[at:end], True
        elif reading.is_in_tag:
            found, close = ATTRIBUTE.search(text, at), _tag_end(text, at)
            if found and found.end() <= close:
                end, reading.attribute = found.end(), True
            else:
                end, reading.is_in_tag = min(close + 1, len(text)), close == len(text)
            yield text[at:end], False
        else:
            tag = TAG.search(text, at)
            end = tag.start() if tag else len(text)
            yield text[at:end], not reading.skipping
            if tag:
                _enter(reading, tag)
                yield tag.group(0), False
                end = tag.end()
        at = end


def _enter(reading: Reading, tag: re.Match[str]) -> None:
    reading.is_in_tag = True
    closes, name = tag.group(1), (tag.group(2) or "").lower()
    if not closes and name in SKIPPED and not reading.skipping:
        reading.skipping = name
    elif closes and name == reading.skipping:
        reading.skipping = ""


def _tag_end(text: str, at: int) -> int:
    end = text.find(">", at)
    return len(text) if end < 0 else end


def name_of(expression: str, names: dict[str, str]) -> str:
    """A name for a variable of a message, for whoever translates it: the last part of what it is."""
    base = re.sub(r"\W", "_", expression.partition("|")[0].split(".")[-1]).strip("_") or "value"
    base = base if not base[0].isdigit() else f"part_{base}"
    name, number = base, 1
    while names.get(name, expression) != expression:
        number += 1
        name = f"{base}_{number}"
    names[name] = expression
    return name


class Translated(Loader):
    """Loads the templates of this program as their translation; allauth's say themselves what is one."""

    def get_contents(self, origin: object) -> str:
        """The source of a template."""
        source: str = super().get_contents(origin)  # type: ignore[arg-type]
        is_ours = "/cohelm/web/templates/" in str(origin).replace("\\", "/")
        return translated(source) if is_ours else source
