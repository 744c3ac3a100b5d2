"""Business words of other languages, by what they are in English, for reading headers.

Keys are in lower case without accents. A value may be several words, and is empty for words that say
nothing in a header. German compounds are not listed where their parts are.
"""

from __future__ import annotations

GERMAN = """
ab=from abgang=outflow ablauf=expiry abrechnung=billing abschluss=close abteilung=department
abweichung=variance aktiv=active aktuell=current am=on an=to anbieter=provider anderung=change
anfang=start anfangs=start angebot=offer anlage=asset ansprechpartner=contact anwendung=application
anzahl=count arbeit=work arbeitsort=place archiv=archive art=type artikel=item aufgabe=task
auftrag=order auftraggeber=customer auftragnehmer=contractor aufwand=cost ausgabe=spend
ausgaben=spend ausgang=outgoing austritt=leaving autom=automatic automat=automatic
automatisch=automatic automatische=automatic basis=base bedarf=demand beendet=ended
beendigung=termination beginn=start beginndatum=start+date beginnt=start behoben=resolved
beleg=document bemerkung=note benutzer=user bereich=area bericht=report berichtet=reports
berufsbezeichnung=job+title beschaftigung=employment beschreibung=description besitzer=owner
bestand=stock bestell=order bestellt=ordered bestellung=order betrag=amount betrage=amount
betreff=subject betreuer=manager betreut=responsible betrieb=operation bewertung=rating bezahlt=paid
bezeichnung=name bezug=reference bis=until brutto=gross buchhaltung=accounting buchung=posting
buchungskreis=company+code budget=budget cc=cost+center das= datum=date dauer=duration dem= den=
der=of des=of die= dienst=service dienstleister=provider dienstleistung=service dienstort=place
dringlichkeit=urgency durchlauf=run ebene=level eigentumer=owner eigner=owner eingang=receipt
einheit=unit einkauf=purchasing einkaufer=buyer einstellung=hiring eintritt=joining
eintrittsdatum=joining+date einzelpreis=unit+price empfanger=recipient enddatum=end+date ende=end
endet=end erfasst=recorded ergebnis=result erloschen=expired erstellt=created fachbereich=department
fallig=due falligkeit=due fertig=complete fertigstellung=completion firma=company forder=funding
fortschritt=progress frist=period fuhrungskraft=manager funktion=function fur=of gebaude=building
gebuhr=fee gebuhren=fee geburtstag=birthday gegenpartei=counterparty gegenstand=subject
gehalt=salary gekundigt=terminated genehmigt=approved gesamt=total geschaft=business
geschafts=business geschaftsbereich=business+unit gesellschaft=company gestartet=started
getatigt=made gj=fiscal+year gultig=valid gultigkeit=validity gutschrift=credit haben=credit
haupt=main hauptbuch=general+ledger hauswahrung=local+currency hersteller=manufacturer hohe=amount
im= in= inhaber=owner investition=investment ist=actual jahr=year jahre=year jahres=annual
jahrlich=annual jahrliche=annual jahrlicher=annual je= kategorie=category kennung=id klasse=class
kontierung=account konto=account kontobezeichnung=account+name kontonummer=account+number
kost=cost+center kosten=cost kostenart=cost+element kostenstelle=cost+center
kostenstellen=cost+center kostentrager=cost+object kreditor=vendor kreditoren=vendor
kriterium=criterion kritikalitat=criticality kst=cost+center kundbar=terminable kunde=customer
kundigung=notice kundigungs=notice kurz=short kurzel=short+code lage=location land=country
laufend=current laufzeit=term leistung=service leiter=lead leiterin=lead leitung=lead lfd=running
liefer=delivery lieferant=supplier lieferanten=supplier lizenz=licence lizenzgeber=licensor los=lot
mandant=company massnahme=measure menge=quantity mindest=minimum mit=with mitarbeitende=employee
mitarbeiter=employee mitarbeiterin=employee modell=model monat=month monate=month monaten=month
monatlich=monthly mwst=vat nachname=last+name naechste=next name=name netto=net notiz=note nr=number
nummer=number nutzen=benefit nutzer=user nutzung=use ohne=without ordnung=order
organisation=organisational organisationseinheit=business+unit ort=place periode=period pers=person
person=person personal=staff personalnummer=employee+number phase=phase plan=budget planung=planning
planwert=budget posten=item preis=price priorisierung=priority prioritat=priority pro=per
produkt=product projekt=project projektleiter=project+manager projektleitung=project+manager
prozent=percent punkte=points quartal=quarter rabatt=discount rahmen=framework rang=rank
rechnung=invoice rechnungs=invoice rechnungssteller=vendor referenz=reference
reservierung=reservation restlaufzeit=remaining+term risiko=risk rolle=role
sachbearbeiter=clerk sachkonto=general+ledger+account saldo=balance
schluss=final schlussel=key schutzbedarf=protection seit=since sich= soll=debit sollwert=budget
spalte=column sparte=division stadt=city stand=status standort=location start=start status=status
stelle=position stellenbezeichnung=job+title stellvertreter=deputy steuer=tax storniert=cancelled
strategie=strategy summe=total system=system tage=day tagen=day tatsachlich=actual teil=part
teilnehmer=participant termin=date text=text titel=title trager=sponsor typ=type
uberschreitung=overrun um= umfang=scope umsatz=revenue umsetzung=implementation und=
unternehmen=company unterzeichnet=signed ursprung=origin ust=vat verantwortet=responsible
verantwortlich=responsible verantwortliche=responsible verantwortlicher=responsible
verantwortung=responsible verbindlich=binding verbrauch=use verbraucht=spent vereinbart=agreed
verkaufer=seller verlangerbar=renewable verlangert=renewal verlangerung=renewal
veroffentlicht=published verpflichtung=commitment vertrag=contract vertrags=contract
vertragspartner=contract+partner vertragswert=contract+value vertreter=deputy volumen=volume vom=on
von=by vorausgesetzt=required vorgang=transaction vorgesetzte=manager vorgesetzter=manager
vorhaben=project vorjahr=previous+year vorname=first+name wahrung=currency ware=goods waren=goods
warengruppe=commodity+group wartung=maintenance werk=plant wert=value wirtschaft=economic woche=week
wochen=week zahl=number zahlung=payment zahlungs=payment zeit=time ziel=goal zu=to zugang=addition
zugeordnet=assigned zum=of zuname=last+name zuordnung=assignment zur=of zustand=status
zustandig=responsible zustandigkeit=responsible zuweisung=assignment zweck=purpose
"""
FRENCH = """
a= achat=purchase achats=purchase acheteur=buyer actif=active anciennete=seniority annee=year
annuel=annual annuelle=annual annuels=annual application=application attribution=award au=
automatique=automatic aux= avancement=progress avant=before avoir=credit bailleur=sponsor
beneficiaire=payee budget=budget charge=cost chef=lead classe=class client=customer commande=order
comptable=accounting compte=account contrat=contract cout=cost couts=cost creation=creation
credit=credit criticite=criticality d=of de=of debit=debit debut=start delai=period depense=spend
depenses=spend devise=currency domaine=area du=of duree=duration ecart=variance echeance=due
editeur=vendor effectif=headcount effet=effective embauche=hiring emploi=job employe=employee
engagement=commitment entree=entry entreprise=company equipe=team et= etat=status
execution=execution exercice=fiscal+year expiration=expiry facture=invoice factures=invoice
famille=family fin=end fonction=function fournisseur=supplier fournisseurs=supplier grand=general
grandlivre=general+ledger hebergement=hosting hors=without ht=net imputation=account intitule=title
investissement=investment jalon=milestone jour=day journal=journal jours=day jusqu=until l= la= le=
les= libelle=text lieu=place ligne=line livraison=delivery livre=ledger lot=lot marche=contract
matricule=employee+number mensuel=monthly mission=mission mois=month montant=amount nature=type
nom=name numero=number objet=subject ouverture=opening paiement=payment par=per pays=country
periode=period personne=person piece=document poste=position pour=of preavis=notice
prenom=first+name prestataire=provider prestation=service prevision=forecast prevu=budget prix=price
produit=product projet=project projets=project quantite=quantity realise=actual reconduction=renewal
reference=reference remise=discount renouvellement=renewal resiliation=termination
responsable=responsible role=role salarie=employee signature=signature site=site solde=balance
somme=total statut=status superieur=manager sur=on tacite=tacit taux=rate taxe=tax terme=term
titre=title titulaire=holder total=total ttc=gross tva=vat type=type unite=unit utilisateur=user
utilisateurs=user valeur=value validite=validity ville=city
"""
GERMAN_WORK = """
abt=department abgeschlossen=closed erteilt= organisatorisch=organisational zugewiesen=assigned
einfluss=impact wer= wem= wen= was= wie= wo= wofur= welche= welcher= wird= alt=old familie=family
zuletzt=previous anwender=user kritisch=critical laut=per lt=per ubergeordnet=parent zahlbar=payable
zahlungsziel=due eltern=parent etikett=label anforderung=request fehler=error geschatzt=estimated
zeichnend=approving
stufe=level grad=degree software=software ja= nein=
abgelehnt=rejected anforderer=requester antrag=request antragsteller=requester aufwand=effort
bearbeiter=assignee befugnis=authority behoben=resolved berechtigt=authorised betroffen=affected
betroffenes=affected durch= code=code eingriff=change entscheidung=decision
entscheidungen=decision eroffnet=opened eroffnung=opened erledigt=resolved erledigung=resolution
ersteller=reporter autor=reporter freigabe=approval freigeber=approver freigegeben=approved
gelost=resolved gemeldet=reported genehmiger=approver genehmigende=approving
genehmigung=approval genehmigungs=approval geplant=planned geplante=planned geplanter=planned
geplantes=planned geschlossen=closed grenze=limit gruppe=group hochst=maximum
kompetenz=authority komponente=component komponenten=component konfiguration=configuration
konfigurations=configuration losung=resolution losungs=resolution melder=caller ober=upper
problem=problem schweregrad=severity stichwort=label stichworte=label stichworter=label
storung=incident storungs=incident tatsachlicher=actual tatsachliches=actual tatsachliche=actual
uber= verfahren=application bereitstellung=deployment anteil=share tatigkeit=occupation
mailadresse=email adresse=address gestionnaire=manager bausteine=module
schlagworter=keyword schatzung=estimate grund=reason wiederhergestellt=restored erfolg=success
augen=eyes mitunterzeichner=joint+signature einsparung=savings angelegt=created urheber=author
zeitraum=period
umgebung=environment umgesetzt=implemented unterschrift=signature ursache=cause vollmacht=authority
vorfall=transaction zeichnung=signature zeichnungs=signature zusammenfassung=summary zweit=second
"""
FRENCH_WORK = """
attribue=assigned categorie=category court=short cloture=closed comptabilisation=posting
deuxieme=second ecriture=posting
element=element concerne=affected finalite=purpose logiciel=software niveau=level planifie=planned
rapporte=reported demande=request resultat=outcome utilise=used valide=approved validation=approval
approbateur=approver approbation=approval approuve=approved changement=change composant=component
composants=component cree=created createur=creator delegataire=delegate demandeur=requester
etiquette=label etiquettes=label ferme=closed incident=incident ouvert=opened plafond=limit
prevue=planned rapporteur=reporter reel=actual reelle=actual resolu=resolved resolution=resolution
resume=summary risque=risk seuil=threshold ticket=ticket courriel=email metier=occupation
salaire=salary depart=departure arrivee=arrival etp=fte activite=activity hierarchique=hierarchical
retabli=restored racine=root motif=reason valideur=validator contresignature=joint+signature
acte=act gestionnaire=manager installee=installed commanditaire=sponsor cocontractant=cocontractor
auteur=author auxiliaire=auxiliary groupe=group ouvrage=works pilote=lead
possession=ownership priorite=priority signataire=signatory touche=affected maximal=maximum
maximale=maximum
"""
ENGLISH_WORK = (
    "actual affected approval approved approver approving assigned assignee assignment authority "
    "caller category cause change given closed closure code component configuration created custom "
    "decision decided environment group implementation incident issue item jointly label limit "
    "maximum opened outcome outage parent planned priority reported reporter request requested "
    "points requester resolution resolved risk role scheduled second service severity short signature "
    "story summary supplier threshold ticket transaction updated"
)
AS_THEY_STAND = (
    "act acv clause device failed goods issuer landscape live previous process savings shirt "
    "vorstand"
)
"""Words of headers that are spelt like others, and mean themselves."""
OTHERS = """
afdeling=department aviso=notice bedrag=amount begindatum=start+date begroting=budget centro=center
consuntivo=actual conto=account contract=contract contrato=contract contratto=contract coste=cost
costo=cost cuenta=account departamento=department descripcion=description einddatum=end+date
empleado=employee equipo=team factura=invoice factuur=invoice fattura=invoice fecha=date fin=end
fornitore=supplier gasto=spend importe=amount importo=amount inicio=start kosten=cost
leverancier=supplier looptijd=term medewerker=employee moneda=currency munt=currency nombre=name
numero=number omschrijving=description opzegtermijn=notice+period presupuesto=budget
preventivo=budget proveedor=supplier proyecto=project puesto=position rekening=account
renovacion=renewal responsable=responsible scadenza=due valuta=currency vencimiento=due
werkelijk=actual
"""


def _read(*lists: str) -> dict[str, tuple[str, ...]]:
    """The lists as one dictionary; the first that has a word holds."""
    found: dict[str, tuple[str, ...]] = {}
    for text in lists:
        for entry in text.split():
            word, _, meaning = entry.partition("=")
            found.setdefault(word, tuple(filter(None, meaning.split("+"))))
    return found


MEANING = _read(GERMAN, GERMAN_WORK, FRENCH, FRENCH_WORK, OTHERS) | {
    word: (word,)
    for word in (*(one for one in ENGLISH_WORK.split() if len(one) > 4), *AS_THEY_STAND.split())
}
"""What a word means in English, as words."""

ALSO_ENGLISH = (
    "a an am art die des grand in las los person plan position produit service stand start status "
    "team text total type zu l d code date description direction charge journal mission nature"
)
SPELT_ALIKE = frozenset(ALSO_ENGLISH.split())
"""Words that are also English, or too short to tell: near no other word."""

GERMAN_WORDS = frozenset(_read(GERMAN, GERMAN_WORK))
"""Words of which German compounds are made."""
ROMANCE = frozenset(word for word, said in _read(FRENCH, FRENCH_WORK).items() if said) - {
    *GERMAN_WORDS, *ENGLISH_WORK.split(), *ALSO_ENGLISH.split()}  # fmt: skip
"""French words by which a header is known to be French."""
