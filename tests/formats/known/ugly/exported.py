"""Headers as the exports of ERP, purchasing, HR, service, portfolio and architecture tools have them.

Written, in three languages, by somebody who had not seen the words that readers know. By shape and
column; those that readers know as they stand are left out. As everywhere, some were looked at when a
reader was mended, the others only counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def woven(looked_at: Sequence[str], counted: Sequence[str]) -> tuple[str, ...]:
    """Two halves in turns, the shorter over again, so that `half` finds each of them."""
    longer = range(max(len(looked_at), len(counted)))
    pairs = ((looked_at[at % len(looked_at)], counted[at % len(counted)]) for at in longer)
    return tuple(header for pair in pairs for header in pair)


VENDOR = woven(("Vendor Name 1", "Supplier Display Name", "Lieferant Name", "Nom du tiers",
         "Trading Partner", "Supplier Site Name"), ("Supplier - Common Supplier",
         "Vendor/supplying plant", "Name des Kreditors", "Kreditor Name 1", "Libellé fournisseur",
         "Payee Name", "Vendor (Company)"))  # fmt: skip
COST_CENTRE = woven(("Cost Ctr", "Kostenstelle (KST)", "Centre coût"), ("Cost Center ID",
              "Centre analytique", "CC Number"))  # fmt: skip
DEPARTMENT = woven(("Department Name", "Organisationseinheit (Text)", "Service demandeur",
             "Requesting Department"), ("Supervisory Organization",))  # fmt: skip
CURRENCY = woven(("Crcy", "Code devise"), ("Währg", "Monnaie", "Invoice Currency"))  # fmt: skip
CI = woven(("Betroffenes CI", "Primary CI"), ("CI touché", "Affected CI Name"))  # fmt: skip
SERVICE = woven(("Impacted Service",), ("Betroffener Service", "Offre de service",
          "Business Service Name"))  # fmt: skip
GROUP = woven(("Zuweisungsgruppe", "Support Group Name"), ("Groupe affecté",))  # fmt: skip
EXPORTED: Mapping[str, Mapping[str, Sequence[str]]] = {
    "contracts": {
        "vendor": VENDOR,
        "name": woven(("Vertragsbezeichnung", "Betreff des Vertrags", "Libellé du contrat",
                "Title of Agreement"), ("Vertragstitel", "Vertragsgegenstand", "Objet du marché",
                "Scope of Contract")),
        "number": woven(("Outline Agreement", "Vertragsnummer", "N° contrat"), ("N° de marché",)),
        "start": woven(("Validity Start", "Vertragsbeginn", "Date d'effet"), ("Contract Start Date",
                 "Laufzeitbeginn", "Date de notification")),
        "end": woven(("Validity Per. End", "Vertragsende", "Date d'échéance", "Current End Date"),
               ("Contract End Date", "Laufzeitende", "Date de fin", "Term End Date")),
        "notice": woven(("Notice Interval", "Kündigungsfrist"), ("Length of Notice", "Künd.frist",
                  "Délai de résiliation", "Required Notice")),
        "renewal": woven(("Automatically Renews", "Term Type Auto Renew",
                   "Automatische Verlängerung", "Tacite reconduction"), ("Verlängerungsautomatik",
                   "Renouvellement auto")),
        "renewal_months": woven(("Renewal Interval (in months)", "Verlängerung in Monaten",
                          "Durée renouvellement"), ("Auto Renewal Interval", "Verlängerungsdauer",
                          "Reconduction (mois)", "Extension period (months)")),
        "annual": woven(("Jährliche Kosten", "Montant annuel", "Kosten p. a."), ("Coût annuel HT",
                  "Jahresbetrag netto")),
        "owner": woven(("Contract Owner", "Vertragsverantwortlicher", "Gestionnaire du contrat"),
                 ("Owner Login", "Vertragsmanager")),
    },
    "spend": {
        "vendor": (*VENDOR, *woven(("Invoicing Party",), ("Remit-To Supplier", "Zahlungsempfänger"))),
        "vendor_number": woven(("Code fournisseur",), ("Supplier Number", "Lieferantennr.",
                         "Compte auxiliaire")),
        "day": woven(("Doc. Date", "Buchungsdatum", "Date de pièce", "GL Date", "Date facture"),
               ("Rechnungsdatum", "Date comptable")),
        "due": woven(("Nettofälligkeit", "Date d'échéance"), ("Payment Due Date", "Fällig am",
               "Net Due")),
        "amount": woven(("Amount in LC", "Betrag in HW", "Montant HT", "Net Order Value",
                  "Rechnungsbetrag"), ("Betrag in Hauswährung", "Montant TTC", "Bruttobetrag",
                  "Accounting Total")),
        "currency": CURRENCY,
        "invoice": woven(("Rechnungsnummer", "N° facture", "Vendor Invoice Number"),
                   ("Supplier Invoice No.", "Référence pièce", "Invoice Num")),
        "order": woven(("Purch.Doc.", "Purchasing Document", "N° commande"), ("Bon de commande",)),
        "category": woven(("Famille d'achat",), ("Material Group", "Category Name",
                    "Materialgruppe")),
        "cost_centre": COST_CENTRE,
        "department": DEPARTMENT,
        "text": woven(("Item Text", "Positionstext", "Libellé écriture"), ("Short Text",
                "Buchungstext")),
    },
    "ledger": {
        "account": woven(("Natural Account", "Compte général"), ("Account Code", "N° de compte",
                   "Main account")),
        "account_name": woven(("G/L Acct Long Text", "Bezeichnung Sachkonto", "Libellé de compte"),
                        ("Intitulé du compte",)),
        "centre": (*COST_CENTRE, *woven(("Responsibility Center",), ("Cost Centre Code",))),
        "centre_name": woven(("Bezeichnung Kostenstelle", "Libellé centre de coûts"),
                       ("Intitulé section", "Cost Center Text")),
        "document": woven(("N° de pièce",), ("Journal ID", "Belegnr", "N° d'écriture",
                    "DocumentNo")),
    },
    "staff": {
        "name": woven(("Mitarbeitername", "Nom Prénom"), ("Preferred Name", "Full Legal Name",
                "Name, Vorname", "Nom complet")),
        "number": woven(("Employee ID", "Personnel No."), ("Worker ID", "Pers.Nr.", "N° salarié",
                  "Emp ID")),
        "job": woven(("Business Title", "Intitulé du poste"), ("Job Profile", "Planstelle")),
        "team": woven(("Teamzuordnung",), ("Nom de l'équipe",)),
        "unit": DEPARTMENT,
        "manager": woven(("Direct Manager Name", "Responsable hiérarchique"), ("Worker's Manager",
                   "Supervisor Name", "N+1")),
        "since": woven(("Date d'embauche",), ("Original Hire Date", "Date d'entrée",
                 "Continuous Service Date")),
        "fte": woven(("Beschäftigungsgrad",), ("VZÄ", "Taux d'activité", "FTE Percent")),
        "site": woven(("Lieu de travail", "Primary Location"), ("Work Location",)),
    },
    "applications": {
        "name": woven(("Anwendungsname", "Nom de l'application"), ("Libellé application",
                "Fact Sheet Name")),
        "about": woven(("Description fonctionnelle",), ("Application Description",
                 "Business purpose")),
        "criticality": woven(("Business criticality (BIA)", "Geschäftskritikalität",
                       "Mission criticality"), ("Criticité métier", "Schutzbedarf Verfügbarkeit")),
        "cost": woven(("Total Annual Cost", "Jährliche Betriebskosten", "Coût annuel",
                "Run cost (annual)"), ("Application TCO", "Gesamtkosten p.a.", "Coût de possession",
                "Annual IT spend")),
        "users": woven(("Active Users", "Anzahl Benutzer", "Nombre d'utilisateurs"), ("User base",
                 "Named users", "Benutzeranzahl", "Nb utilisateurs", "Anz. User")),
        "hosting": woven(("Hosting Type", "Install type", "Mode d'hébergement"), ("Hosting-Art",)),
        "owner": woven(("IT application owner", "Anwendungsverantwortlicher",
                 "Responsable applicatif"), ("Applikationsverantwortung", "Propriétaire")),
    },
    "initiatives": {
        "name": woven(("Projektname", "Nom du projet", "Demand name"), ("Work Description",
                "Projektbezeichnung", "Intitulé du projet")),
        "number": woven(("Project ID", "Projektnummer", "Code projet"), ("Work ID", "N° projet",
                  "Investment ID")),
        "sponsor": woven(("Business Sponsor",), ("Executive Sponsor", "Project Sponsor",
                   "Sponsor (Bereich)")),
        "lead": woven(("Chef de projet",), ("Work Manager",)),
        "status": woven(("Work Status", "Projektstatus"), ("Lifecycle Step", "Projektphase")),
        "start": woven(("Schedule Start", "Geplanter Start", "Actual/Scheduled Start"),
                 ("Requested Start",)),
        "end": woven(("Schedule Finish", "Date de fin", "Actual/Scheduled Finish"),
               ("Requested Finish", "Endtermin")),
    },
    "authority": {
        "decision": woven(("Type of expenditure", "Nature de la décision", "Delegated matter"),
                    ("Entscheidungsgegenstand", "Type d'engagement")),
        "holder": woven(("Approval authority", "Zeichnungsberechtigter"), ("Authorised position",
                  "Authorised officer")),
        "limit": woven(("Limit of authority",), ("Monetary threshold", "Genehmigungsgrenze")),
        "second": woven(("Co-signataire", "Joint approval with"), ("Gegenzeichnung",
                  "Deuxième signature", "Co-approver")),
    },
    "approvals": {
        "approver": woven(("Assigned approver",), ("Approving User", "Freigebender")),
        "day": woven(("Response Date",), ("Action Date", "Date de validation")),
        "number": woven(("Req Number", "N° demande", "Requisition ID"), ("Requisition #",
                  "Banf-Nr.", "N° DA", "Purchase Req.")),
        "vendor": (*VENDOR, *woven(("Suggested Supplier",), ("Wunschlieferant",))),
        "amount": woven(("Gesamtbetrag", "Montant total"), ("Requisition Total", "Gesamtwert",
                  "Montant de la demande")),
        "requester": woven(("Preparer Name",), ("Créé par",)),
    },
    "issues": {
        "summary": woven(("Issue summary",), ("Work item title",)),
        "status": woven(("Issue status",), ("Current status",)),
        "resolution": woven(("Resolution type",), ("Erledigungsgrund", "Motif de résolution",
                      "Resolved reason")),
        "created": woven(("Creation date",), ("Date de création", "Date created")),
        "due": woven(("Date d'échéance",), ("Due by",)),
        "assignee": woven(("Zugewiesene Person", "Assignee name"), ("Attribué à",)),
        "reporter": woven(("Reported by",), ("Reporter name",)),
        "points": woven(("Custom field (Story Points)", "Story-Punkte", "Points de story"),
                  ("Aufwand (SP)", "Points d'effort")),
        "parent": woven(("Parent (clé)", "Custom field (Epic Link)"), ("Epic-Verknüpfung",
                  "Lien d'epic")),
    },
    "incidents": {
        "resolved": woven(("Last Resolved Date",), ("Date de résolution", "Resolved Time")),
        "ci": CI,
        "service": SERVICE,
        "priority": woven(("Ticket priority",), ("Niveau de priorité",)),
        "group": GROUP,
        "caller": woven(("caller_id", "Anrufer", "Appelant"), ("Customer name",)),
    },
    "changes": {
        "risk": woven(("Risk and impact",), ("Risikostufe", "Niveau de risque")),
        "start": woven(("Début planifié", "Scheduled Start Date+"), ("Geplantes Startdatum",
                 "Date de début planifiée")),
        "end": woven(("Fin planifiée", "Scheduled End Date+"), ("Geplantes Enddatum",
               "Date de fin planifiée")),
        "ci": CI,
        "service": SERVICE,
        "approval": woven(("CAB approval",), ("Statut d'approbation",)),
        "group": GROUP,
        "code": woven(("Status Reason",), ("Schließcode", "Code de fermeture")),
    },
}  # fmt: skip
