"""Patterns of headers that several shapes share: whom a thing is bought from, of which department."""

from __future__ import annotations

SUPPLIER = (
    "Name of the [supplier|contractor]", "Legal name of [supplier|vendor]",
    "Firma des [Lieferanten|Kreditors]",
    "Supplier [company|organisation]", "Bezeichnung des [Lieferanten|Anbieters]", "All vendors",
    "Name des Lieferanten", "Firma ([Lieferant|Anbieter])", "Nom du [fournisseur|prestataire]",
    "Raison sociale fournisseur", "Vendor / supplier", "Lieferant/Dienstleister", "Our supplier",
    "Naam leverancier", "Supplr name", "Nombre del proveedor",
)  # fmt: skip
COST_CENTRE = (
    "[Nr.|Nummer] der Kostenstelle", "KST-Nr.", "Cost centre [ref.|no.]", "CostCtr no.",
    "Belastete Kostenstelle", "Charged cost center", "N° du centre de coûts",
    "Kostenstellen-Schlüssel",
)  # fmt: skip
DEPARTMENT = (
    "[Name|Bezeichnung] der Abteilung", "Dept. name", "Department ([buying|requesting])",
    "Name of org. [unit|entity]", "Zuständiger Bereich", "Organisatorische Einheit",
    "Fachabteilung",
    "Responsible department", "Nom du département", "Our department", "Unit of organisation",
    "Abt.-Bezeichnung",
)  # fmt: skip
CURRENCY = (
    "Währung des [Belegs|Vertrags]", "Currency ISO", "Curr. of amount", "Währungsschlüssel",
    "ISO currency",
    "Currency of [payment|document]", "Devise du montant", "Whg.-Code",
)  # fmt: skip
DESCRIPTION = (
    "Brief description", "Short text", "Kurztext", "Beschreibung in Kürze", "What it is about",
    "Summary in a line", "Title of ticket", "Ticket title", "Courte description", "Résumé court",
)  # fmt: skip
AFFECTED = (
    "Config. item", "Name of the [CI|configuration item]", "[Application|System] affected",
    "CI involved", "Betroffene [Anwendung|Komponente]", "CI betroffen", "Élément concerné",
    "Affected [configuration item|application]", "Impacted CI", "Konfigurationselement (CI)",
)  # fmt: skip
SERVICE = (
    "Service concerned", "Name of service", "Service [impacted|hit]", "Service of IT",
    "Betroffener Service",
    "Geschäftsservice (Name)", "Service (business)", "Affected IT service",
)  # fmt: skip
HANDLED_BY = (
    "Group assigned", "Resolving group", "Group of support", "Zuständige Gruppe", "Team assigned",
    "Assigned support team", "Bearbeitende Gruppe", "Group of assignment",
)  # fmt: skip
