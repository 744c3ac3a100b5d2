"""Whether the colours can be told from their grounds: from the tokens, in light and in dark."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

import cohelm.web
from tests.tables import table

STYLES = Path(cohelm.web.__file__).parent / "static" / "web" / "css"
TEXT, MARKS = 4.5, 3.0
GROUNDS = ("paper", "raised")


def schemes() -> dict[str, dict[str, str]]:
    """The colours of each scheme by token; the dark one has what it does not say from the light."""
    text = (STYLES / "tokens.css").read_text(encoding="utf-8")
    light, dark = text.split("@media (prefers-color-scheme: dark)")
    found = {
        name: dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", part))
        for name, part in (("light", light), ("dark", dark))
    }
    return {"light": found["light"], "dark": {**found["light"], **found["dark"]}}


def luminance(colour: str) -> float:
    """Relative luminance. Source: WCAG 2.2, definition of relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio. Source: WCAG 2.2, definition of contrast ratio."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_is_the_published_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


PAIRS = [
    *product(("ink", "quiet", "cio", "cto", "joint", "other", "act", "watch", "fine"), GROUNDS),
    *((f"{tone}", f"{tone}-soft") for tone in ("cio", "cto", "joint", "other")),
    *((f"{tone}", f"{tone}-soft") for tone in ("act", "watch", "fine")),
    *(("ink", f"{tone}-soft") for tone in ("cio", "cto", "joint", "other", "act", "watch", "fine")),
    ("quiet", "other-soft"), ("paper", "ink"), ("paper", "quiet"),
]  # fmt: skip


@table("scheme", ["light", "dark"])
@table("text, ground", PAIRS)
def test_text_stands_out_from_its_ground(scheme: str, text: str, ground: str) -> None:
    colours = schemes()[scheme]
    assert contrast(colours[text], colours[ground]) >= TEXT


@table("scheme", ["light", "dark"])
@table("ground", GROUNDS)
def test_the_edges_of_controls_stand_out_from_their_ground(scheme: str, ground: str) -> None:
    colours = schemes()[scheme]
    assert contrast(colours["line-strong"], colours[ground]) >= MARKS


def test_no_style_sheet_but_the_tokens_names_a_colour() -> None:
    for sheet in STYLES.glob("*.css"):
        if sheet.name != "tokens.css":
            text = re.sub(r"@media print \{.*", "", sheet.read_text(encoding="utf-8"), flags=re.S)
            assert not re.search(r"#[0-9a-f]{3,8}\b|\brgb|\bhsl", text), sheet.name


def test_every_style_sheet_is_linked_and_every_link_is_there() -> None:
    template = (STYLES.parents[2] / "templates/parts/_styles.html").read_text(encoding="utf-8")
    linked = set(re.findall(r"web/css/([a-z]+\.css)", template))
    assert linked == {sheet.name for sheet in STYLES.glob("*.css")}
