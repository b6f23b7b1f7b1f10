"""The contacts of one young person, from the first call to the day of the base."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from plateforme.domain.contact import Contact
from plateforme.domain.dates import ajouter_mois
from plateforme.domain.suivi import AVANCE, DERNIERE_FENETRE, MOIS_DE_SUIVI
from plateforme.domain.vocabulaire import AvecQui, Canal, IssueContact, Masse, Risque, Theme
from plateforme.services.demo import trames
from plateforme.services.demo.calendrier import DERNIER_JOUR_TRAVAILLE, JOUR, apres, moment, ouvre
from plateforme.services.demo.fils import Fil
from plateforme.services.demo.plume import rediger, typographie
from plateforme.services.demo.population import Cas, Profil
from plateforme.services.demo.trames import Trame

_SANS_MOIS_COURANT = frozenset({Cas.RETARD, Cas.AUJOURD_HUI, Cas.SEMAINE, Cas.RAPPEL})
PREMIERE_TENTATIVE = date(2010, 12, 28)
"""The first of the attempts made between the holidays."""
_MUETS = frozenset({Cas.PREMIER_APPEL, Cas.TEMOIN})


@dataclass
class Journal:
    """The contacts of one person, and the months of the follow-up they fill (0 for the first call, 7 for the bilan)."""

    profil: Profil
    mots: dict[str, str]
    rng: random.Random
    contacts: list[Contact] = field(default_factory=list)
    mois: dict[int, int] = field(default_factory=dict)

    def ajouter(
        self,
        jour: date,
        texte: str,
        *,
        issue: IssueContact = IssueContact.JOINT,
        avec: AvecQui = AvecQui.JEUNE,
        canal: Canal = Canal.TELEPHONE,
        risque: Risque | None = None,
        themes: tuple[Theme, ...] = (),
        convenu: str = "",
        rappel_le: date | None = None,
        minutes: int = 0,
        masse: Masse = Masse.ACTION,
        heure: time | None = None,
    ) -> int:
        """Write a contact on that day and return its place in the list."""
        sexe = self.profil.civil.sexe
        joint = issue is IssueContact.JOINT
        self.contacts.append(
            Contact(
                quand=datetime.combine(jour, heure) if heure else moment(jour, self.rng),
                canal=canal,
                avec=avec,
                issue=issue,
                rappel_le=rappel_le,
                minutes=minutes or (self.rng.randint(5, 22) if joint else self.rng.randint(1, 3)),
                masse=masse,
                risque=risque,
                themes=themes,
                texte=rediger(texte, self.rng, sexe, self.mots),
                convenu=rediger(convenu, self.rng, sexe, self.mots),
            )
        )
        return len(self.contacts) - 1

    def joints(self) -> list[tuple[int, date]]:
        """Return place and day of each contact that reached the young person, by date."""
        return sorted(((i, c.quand.date()) for i, c in enumerate(self.contacts) if c.joint_jeune), key=lambda p: p[1])


def ecrire(journal: Journal) -> None:
    """Write the whole follow-up of a person who is neither the example nor broken off."""
    profil, rng = journal.profil, journal.rng
    if profil.cas in _MUETS:
        return
    if profil.cas in _ECRITURES:
        _ECRITURES[profil.cas](journal)
        return
    trame = choisir_trame(journal.mots["monde"], rng)
    premier = premier_appel(journal)
    for mois in range(1, MOIS_DE_SUIVI + 1):
        jour = _jour_du_mois(profil, mois, premier, rng)
        if jour is not None:
            _contact_mensuel(journal, jour, trame.notes[mois - 1], mois)
    if profil.cas is Cas.RAPPEL:
        _rappel(journal)
    if profil.cas is Cas.RETRAIT:
        _retrait(journal)
    if profil.cas is Cas.BILAN_FAIT:
        _bilan(journal, trame)


def choisir_trame(monde: str, rng: random.Random) -> Trame:
    """Draw a story that suits the trade; every second person has one of her trade's."""
    propres = [t for t in trames.TRAMES if monde in t.mondes]
    communes = [t for t in trames.TRAMES if not t.mondes]
    return rng.choice(propres if propres and rng.random() < 0.6 else communes)


def premier_appel(journal: Journal) -> date:
    """Write the first call, a few days after the assignment, and return its day (the agreement's)."""
    profil, rng = journal.profil, journal.rng
    jour = min(
        apres(profil.affecte_le, rng.randint(1, 9)), apres(profil.affecte_le, 4) if profil.annee == 2 else date.max
    )
    if rng.random() < 0.3:
        veille = ouvre(jour - timedelta(days=1), -1)
        if veille > profil.affecte_le:
            _tentative(journal, veille, jour)
    masse = Masse.EXPERIMENTATION if rng.random() < 0.4 else Masse.ACTION
    rang = journal.ajouter(
        jour, rng.choice(trames.PREMIERS), risque=Risque.FAIBLE, minutes=rng.randint(12, 30), masse=masse
    )
    journal.mois[0] = rang
    return jour


def _fenetre(debut: date, mois: int) -> tuple[date, date, date]:
    due = ajouter_mois(debut, mois)
    fin = ajouter_mois(debut, mois + 1) - AVANCE if mois < MOIS_DE_SUIVI else due + DERNIERE_FENETRE
    return due - AVANCE, due, fin


def fermeture(profil: Profil) -> date:
    """Return the day from which nothing may be told any more, so that the current month stays open when it must."""
    if profil.cas not in _SANS_MOIS_COURANT:
        return JOUR
    ouvertures = (_fenetre(profil.debut, mois) for mois in range(1, MOIS_DE_SUIVI + 1))
    courant = next((debut for debut, _, fin in ouvertures if debut <= JOUR < fin), JOUR)
    return min(courant, PREMIERE_TENTATIVE) if profil.cas is Cas.RAPPEL else courant


def _jour_du_mois(profil: Profil, mois: int, premier: date, rng: random.Random) -> date | None:
    """Return the day of the monthly contact, None when the month is before the entry, to come, missed or kept open."""
    debut, due, fin = _fenetre(profil.debut, mois)
    courant = debut <= JOUR < fin
    if due < profil.affecte_le or debut > DERNIER_JOUR_TRAVAILLE or debut <= premier < fin:
        return None
    if courant and profil.cas in _SANS_MOIS_COURANT:
        return None
    if profil.cas is Cas.RETRAIT and (fin > date(2010, 11, 20) or (profil.annee == 1 and mois > 3)):
        return None
    if not courant and mois > 1 and rng.random() < 0.04:
        return None
    vise = due + timedelta(days=rng.randint(-5, 5))
    if courant and due + timedelta(days=5) > DERNIER_JOUR_TRAVAILLE:
        vise = min(vise, DERNIER_JOUR_TRAVAILLE)
    jour = ouvre(max(vise, debut, premier + timedelta(days=9)))
    jour = (
        jour
        if jour < fin and jour <= DERNIER_JOUR_TRAVAILLE
        else ouvre(min(fin - timedelta(days=1), DERNIER_JOUR_TRAVAILLE), -1)
    )
    return jour if jour >= debut else None


def _contact_mensuel(journal: Journal, jour: date, texte: str, mois: int) -> None:
    rng = journal.rng
    if rng.random() < 0.28:
        avant = ouvre(jour - timedelta(days=rng.randint(1, 3)), -1)
        dernier = max(c.quand.date() for c in journal.contacts)
        if dernier < avant < jour:
            _tentative(journal, avant, jour)
    canal = rng.choices((Canal.TELEPHONE, Canal.SMS, Canal.VISITE_CFA, Canal.ENTRETIEN), (84, 6, 6, 4))[0]
    risque = rng.choices((Risque.FAIBLE, Risque.MODERE), (9, 1))[0]
    dits = {c.convenu for c in journal.contacts}
    libres = [c for c in trames.CONVENUS if typographie(c) not in dits]
    convenu = rng.choice(libres) if rng.random() < 0.6 else ""
    journal.mois[mois] = journal.ajouter(jour, texte, canal=canal, risque=risque, convenu=convenu)
    if rng.random() < 0.1:
        _autre_voix(journal, jour)


def _tentative(journal: Journal, jour: date, rappel: date) -> None:
    message = journal.rng.random() < 0.5
    modele = journal.rng.choice(trames.MESSAGES if message else trames.SANS_REPONSE)
    issue = IssueContact.MESSAGE if message else IssueContact.SANS_REPONSE
    sms = modele.startswith("SMS")
    journal.ajouter(jour, modele, issue=issue, rappel_le=rappel, canal=Canal.SMS if sms else Canal.TELEPHONE)


def _autre_voix(journal: Journal, jour: date) -> None:
    """A word with someone else, the young person knowing it; it makes no month *fait*."""
    avec, canal, texte, minutes = journal.rng.choice(
        (
            (AvecQui.CFA, Canal.VISITE_CFA, "Point avec le formateur référent : assidu[e], rien à signaler.", 20),
            (
                AvecQui.MAITRE,
                Canal.TELEPHONE,
                "Avec son accord : <maitre> n'a que du bien à en dire, demande les dates d'examen.",
                10,
            ),
            (AvecQui.FAMILLE, Canal.TELEPHONE, "Sa mère rappelle après mon message : tout va bien à la maison.", 6),
            (
                AvecQui.EMPLOYEUR,
                Canal.VISITE_ENTREPRISE,
                "Passage dans l'entreprise, bien accueillie. Poste adapté.",
                55,
            ),
        )
    )
    lendemain = apres(jour, 2)
    if lendemain <= DERNIER_JOUR_TRAVAILLE:
        journal.ajouter(lendemain, texte, avec=avec, canal=canal, minutes=minutes)


def _rappel(journal: Journal) -> None:
    """An attempt between the holidays, to be tried again now."""
    veille, rappel, texte, issue = journal.rng.choice(
        (
            (
                date(2010, 12, 29),
                JOUR,
                "Répond entre deux clients : rappeler lundi, pas avant 10 h.",
                IssueContact.A_RAPPELER,
            ),
            (date(2010, 12, 30), JOUR, "Message laissé, bonne année comprise.", IssueContact.MESSAGE),
            (
                PREMIERE_TENTATIVE,
                date(2010, 12, 31),
                "Sonne dans le vide, fermeture annuelle sans doute.",
                IssueContact.SANS_REPONSE,
            ),
        )
    )
    journal.ajouter(veille, texte, issue=issue, rappel_le=rappel)


def _premier_rappel(journal: Journal) -> None:
    texte = "Message laissé sur le répondeur, avec mon nom et la raison de l'appel."
    journal.ajouter(date(2010, 12, 30), texte, issue=IssueContact.MESSAGE, rappel_le=JOUR, masse=Masse.EXPERIMENTATION)


def _refus(journal: Journal) -> None:
    jour = apres(journal.profil.affecte_le, 3)
    texte = "{N'en voit pas l'utilité|Préfère ne parler qu'à son CFA}, poliment. Pas d'autre appel."
    journal.mois[0] = journal.ajouter(jour, texte, issue=IssueContact.REFUS, masse=Masse.EXPERIMENTATION, minutes=7)


def _retrait(journal: Journal) -> None:
    dernier = max(c.quand.date() for c in journal.contacts)
    texte = "Ne souhaite plus être appelé[e] : tout va bien, et les appels tombent au mauvais moment."
    journal.mois[9] = journal.ajouter(apres(dernier, 26), texte, issue=IssueContact.REFUS, minutes=5)


def _injoignable(journal: Journal) -> None:
    jour = apres(journal.profil.affecte_le, 2)
    for ecart, texte, issue in (
        (0, "Pas de réponse, pas de messagerie.", IssueContact.SANS_REPONSE),
        (8, "Pas de réponse. Courrier envoyé à l'adresse du contrat.", IssueContact.SANS_REPONSE),
        (
            21,
            "« Le numéro que vous demandez n'est plus attribué. » Le CFA n'en a pas d'autre.",
            IssueContact.FAUX_NUMERO,
        ),
    ):
        journal.ajouter(apres(jour, ecart), texte, issue=issue)


def _bilan(journal: Journal, trame: Trame) -> None:
    rng, profil = journal.rng, journal.profil
    jour = apres(ajouter_mois(profil.debut, 12), rng.randint(-4, 14))
    texte = trame.notes[6]
    if journal.mots["dure_un_an"]:
        texte = "Fin de contrat : diplôme obtenu. {Embauché[e] par <patron>|Poursuit en BP dans la même entreprise}."
    journal.mois[7] = journal.ajouter(jour, texte, risque=Risque.FAIBLE, minutes=rng.randint(15, 35))


_ECRITURES = {
    Cas.PREMIER_RAPPEL: _premier_rappel,
    Cas.REFUS: _refus,
    Cas.INJOIGNABLE: _injoignable,
}


def nouer(journal: Journal, fil: Fil, ouverture: int, *, seul: bool = False) -> tuple[int, int | None, int | None]:
    """Weave a difficulty into the story from its contact number ``ouverture`` among those that reached the person.

    With ``seul`` nothing is told after the alert. Return the places of the alert, of the follow-up and of the end among
    the contacts; None when not reached yet.
    """
    places = [rang for rang, _ in journal.joints()][ouverture : ouverture + (1 if seul else 3)]
    for rang, modele in zip(places, (fil.alerte, fil.suite, fil.fin), strict=False):
        _recrire(journal, rang, modele, fil, debut=modele is fil.alerte, fin=modele is fil.fin)
    suite = places[1] if len(places) > 1 else None
    return places[0], suite, places[2] if len(places) > 2 else None


def _recrire(journal: Journal, rang: int, modele: str, fil: Fil, *, debut: bool, fin: bool) -> None:
    sexe = journal.profil.civil.sexe
    ancien = journal.contacts[rang]
    journal.contacts[rang] = replace(
        ancien,
        canal=Canal.TELEPHONE if ancien.canal is Canal.SMS else ancien.canal,
        texte=rediger(modele, journal.rng, sexe, journal.mots),
        convenu=rediger(fil.convenu, journal.rng, sexe, journal.mots) if debut else "",
        themes=(fil.theme,),
        risque=Risque.FAIBLE if fin else fil.risque,
        minutes=ancien.minutes + (12 if debut else 4),
    )
