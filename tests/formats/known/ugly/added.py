"""What stands in files and plays no role: columns of somebody's own, notes, other tables."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from tests.formats.known.ugly.truth import Column

Make = Callable[[random.Random, int], Any]
COLUMNS: tuple[tuple[tuple[str, ...], Make], ...] = (
    (("lfd. Nr.", "Zeile", "row no"), lambda rng, at: at + 1),
    (("Ampel", "RAG colour", "traffic light"), lambda rng, at: rng.choice(("grün", "gelb", "rot"))),
    (("zuletzt bearbeitet von", "touched by", "saisi par"), lambda rng, at: rng.choice("abcdef") * 3),
    (("letzte Änderung am", "modified at"), 
     lambda rng, at: date(2025, 3, 13) + timedelta(rng.randrange(90))),
    (("Altschlüssel", "legacy key"), lambda rng, at: f"OLD{rng.randrange(10**6):06}"),
    (("ok?", "geprüft", "checked"), lambda rng, at: rng.choice(("x", ""))),
    (("unnamed", "Spalte1", "column1"), lambda rng, at: ""),
    (("Rückfrage an Controlling", "open question"),
     lambda rng, at: rng.choice(("", "", "bitte klären", "siehe Mail"))),
)  # fmt: skip
TITLES = ("Export vom 14.02.2026, ungeprüft", "Stand: Q1", "confidential - for internal use only",
          "made by hand, ask Kim before you change it", "Liste exportée le 3 mars")  # fmt: skip
NOTES = ("Source: exported by hand, with care, in March of this year",
         "Quelle: Auszug aus dem Altsystem, alle Angaben ohne Gewähr",
         "* Zahlen sind vorläufig und werden nach dem Abschluss noch einmal geprüft")  # fmt: skip
LEGEND = (("Kürzel", "Bedeutung"), ("A", "in Ordnung"), ("B", "wird geprüft"), ("C", "verschoben"))
COVER = (("Bitte lesen",), ("Diese Mappe wird jeden Monat überschrieben.",))
TOTAL = ("Total", "Summe", "Gesamt", "TOTAL", "Gesamtsumme", "Somme", "Grand total")
SUBTOTAL = ("Subtotal", "Zwischensumme", "Sub-total", "Sous-total")


def columns(rng: random.Random, count: int) -> list[tuple[Column, list[Any]]]:
    """Up to three columns of no role, each with its values."""
    chosen = rng.sample(COLUMNS, rng.choice((0, 0, 1, 1, 2, 3)))
    return [
        (Column(headers[0], "", headers), [make(rng, at) for at in range(count)])
        for headers, make in chosen
    ]
