"""Writes docs/reference/commands: a page for each command, from the commands themselves.

    python tools/commands.py [--check]

With `--check` nothing is written, and pages that are out of date are named.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from cohelm.cli.app import COMMANDS, application
from cohelm.cli.command import PARAGRAPH_AS_IT_STANDS

FOLDER = Path(__file__).parent.parent / "docs" / "reference" / "commands"
NOTICE = "<!-- Written by tools/commands.py; a change here is lost. -->"
EXIT_CODES = """## Exit codes

| code | meaning |
|---|---|
| 0 | done |
| 1 | concerns were raised, or rows were refused |
| 2 | the command cannot be understood |
| 3 | not permitted |
| 4 | a conflict: somebody else changed it first |
| 5 | a file or a database could not be read or written |
"""


def pages() -> dict[str, str]:
    """The text of each page by its file's name."""
    group = application()
    found = {f"{name}.md": page(name, group.get_command(None, name)) for name in COMMANDS}
    lines = [f"- [`cohelm {name}`]({name}.md): {line}" for name, (_, line) in COMMANDS.items()]
    head = f"{NOTICE}\n# Commands\n\nAn organisation is named by `--org` or by `COHELM_ORG`: "
    forms = "a folder of YAML, a workbook, a SQLite file, a database URL, or `sample`.\n\n"
    return {"README.md": head + forms + "\n".join(lines) + f"\n\n{EXIT_CODES}", **found}


def page(name: str, command: Any) -> str:
    """The page of one command; of a group, with a section for each of its commands."""
    parts = [f"{NOTICE}\n# cohelm {name}\n"]
    parts += [f"{COMMANDS[name][1]}\n"]
    if hasattr(command, "commands"):
        for part, inner in command.commands.items():
            parts += [f"## cohelm {name} {part}\n", *_section(f"{name} {part}", inner)]
    else:
        parts += _section(name, command)
    return "\n".join([*parts, "See also: [all commands and their exit codes](README.md).", ""])


def _section(name: str, command: Any) -> list[str]:
    text, _, examples = (command.help or "").partition(PARAGRAPH_AS_IT_STANDS)
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    options = [one for one in command.params if one not in arguments and not one.hidden]
    words = " ".join(
        f"[{_metavar(one)}]" if not one.required else _metavar(one) for one in arguments
    )
    usage = " ".join(filter(None, ["cohelm", name, "[OPTIONS]", words]))
    lines = [f"```\n{usage}\n```\n", text.strip() + "\n"]
    shown = "\n".join(line.strip() for line in examples.strip().splitlines()[1:])
    if shown:
        lines.append(f"```sh\n{shown}\n```\n")
    lines += ["| | |", "|---|---|"]
    lines += [f"| `{_metavar(one)}` | {one.help or ''} |" for one in arguments]
    lines += [f"| `{_spelt(one)}` | {one.help or ''}{_variable(one)} |" for one in options]
    return [*lines, ""]


def _metavar(argument: Any) -> str:
    several = "…" if argument.nargs == -1 else ""
    return f"{argument.metavar or argument.name.upper()}{several}"


def _spelt(option: Any) -> str:
    value = "" if option.is_flag else f" {option.metavar or option.name.upper()}"
    return option.opts[0] + value.replace("|", "\\|")


def _variable(option: Any) -> str:
    return f" (`{option.envvar}`)" if option.envvar else ""


def main() -> int:
    """Writes the pages; with `--check`, 1 where one is out of date."""
    wanted = pages()
    there = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    stale = sorted(
        name for name in wanted.keys() | there.keys() if wanted.get(name) != there.get(name)
    )
    if "--check" in sys.argv:
        print(
            *(f"docs/reference/commands/{name} is out of date" for name in stale), sep="\n", end=""
        )
        return 1 if stale else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in stale:
        if name in wanted:
            (FOLDER / name).write_text(wanted[name], encoding="utf-8")
        else:
            (FOLDER / name).unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
