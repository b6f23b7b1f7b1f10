"""The thread of a person: one line of dated events, all derived from facts (nothing is stored for it)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from plateforme.domain.campagne import Campagne, Inclusion
from plateforme.domain.contact import Contact
from plateforme.domain.contrat import Contrat, Rupture
from plateforme.domain.personne import PersonnePage
from plateforme.domain.texte import NNBSP, date_courte, minuscule
from plateforme.domain.vocabulaire import (
    Accord,
    AvecQui,
    Code,
    MotifCloture,
    MotifRefus,
    Risque,
    libelle_de,
)


class NatureEvenement(Code):
    """Kinds of events of the thread."""

    CONTACT = "contact", "Contact"
    DIFFICULTE = "difficulte", "Difficulté"
    FICHE = "fiche", "Fiche de liaison"
    CONTRAT = "contrat", "Contrat"
    RUPTURE = "rupture", "Rupture"
    ACCORD = "accord", "Accord"
    PARTAGE = "partage", "Accord de partage"
    CAMPAGNE = "campagne", "Campagne"
    ECART = "ecart", "Écart au protocole"


@dataclass(frozen=True)
class Evenement:
    """What happened on ``le`` (at ``a`` when the hour is known). ``id`` is that of the contact, the fiche..."""

    nature: NatureEvenement
    le: date
    titre: str
    detail: str = ""
    a: time | None = None
    id: int = 0
    risque: Risque | None = None


def timeline(page: PersonnePage) -> tuple[Evenement, ...]:
    """Return the events of a person, the latest first."""
    evenements = [
        *_contacts(page.dossier.contacts),
        *_difficultes(page),
        *_fiches(page),
        *_partages(page),
        *_contrats(page),
        *_campagnes(page),
        *(Evenement(NatureEvenement.ECART, e.le, e.nature.libelle, e.detail, id=e.id) for e in page.ecarts),
    ]
    return tuple(sorted(evenements, key=_ordre, reverse=True))


def _ordre(evenement: Evenement) -> datetime:
    return datetime.combine(evenement.le, evenement.a or time.min)


def _contacts(contacts: tuple[Contact, ...]) -> Iterator[Evenement]:
    for contact in contacts:
        avec = "" if contact.avec is AvecQui.JEUNE else f" avec{NNBSP}: {minuscule(contact.avec.libelle)}"
        details = [contact.texte, f"Convenu{NNBSP}: {contact.convenu}" if contact.convenu else ""]
        if contact.rappel_le:
            details.append(f"À rappeler le {date_courte(contact.rappel_le)}")
        if contact.themes:
            details.append(", ".join(t.libelle for t in contact.themes))
        yield Evenement(
            NatureEvenement.CONTACT,
            contact.quand.date(),
            f"{contact.canal.libelle}{avec}, {minuscule(contact.issue.libelle)}",
            "\n".join(d for d in details if d),
            contact.quand.time(),
            contact.id,
            contact.risque,
        )


def _difficultes(page: PersonnePage) -> Iterator[Evenement]:
    for d in page.difficultes:
        nom = minuscule(d.theme.libelle)
        titre = f"Difficulté ouverte{NNBSP}: {nom}, {minuscule(d.gravite.libelle)}"
        yield Evenement(NatureEvenement.DIFFICULTE, d.ouverte_le, titre, d.description, id=d.id)
        if d.close_le:
            issue = d.issue.libelle if d.issue else ""
            yield Evenement(NatureEvenement.DIFFICULTE, d.close_le, f"Difficulté close{NNBSP}: {nom}", issue, id=d.id)


def _fiches(page: PersonnePage) -> Iterator[Evenement]:
    fiches = {f.id: f for f in page.fiches}
    for etape in page.etapes:
        fiche = fiches.get(etape.fiche_id)
        if fiche is None:
            continue
        a_qui = page.structures.get(fiche.structure_id, "")
        titre = f"Fiche {fiche.numero}, {minuscule(etape.statut.libelle)}"
        detail = " – ".join(t for t in (a_qui, etape.detail) if t)
        yield Evenement(NatureEvenement.FICHE, etape.quand.date(), titre, detail, etape.quand.time(), fiche.id)


def _partages(page: PersonnePage) -> Iterator[Evenement]:
    for accord in page.accords_partage:
        quoi = f"{accord.theme.libelle}, {page.structures.get(accord.structure_id, '')}".rstrip(", ")
        comment = minuscule(accord.forme.libelle) + (", avec le représentant légal" if accord.par_representant else "")
        yield Evenement(NatureEvenement.PARTAGE, accord.donne_le, "Accord de partage donné", f"{quoi}, {comment}")
        if accord.retire_le:
            yield Evenement(NatureEvenement.PARTAGE, accord.retire_le, "Accord de partage retiré", quoi)


def _contrats(page: PersonnePage) -> Iterator[Evenement]:
    for contrat in page.dossier.contrats:
        titre = "Début du contrat" if contrat.rang == 1 else "Début d’un nouveau contrat"
        detail = " – ".join(t for t in (contrat.diplome or contrat.metier, contrat.employeur, contrat.cfa) if t)
        yield Evenement(NatureEvenement.CONTRAT, contrat.debut, titre, detail, id=contrat.id)
        rupture = page.dossier.rupture_de(contrat)
        if rupture:
            yield _rupture(rupture, contrat)


def _rupture(rupture: Rupture, contrat: Contrat) -> Evenement:
    details = [
        f"À l’initiative de{NNBSP}: {minuscule(rupture.initiateur.libelle)}" if rupture.initiateur else "",
        rupture.motif_entreprise.libelle if rupture.motif_entreprise else "",
        f"Le jeune dit{NNBSP}: {rupture.parole_jeune}" if rupture.parole_jeune else "",
        f"Suite{NNBSP}: {minuscule(rupture.suite.libelle)}" if rupture.suite else "",
    ]
    chez = f" ({contrat.employeur})" if contrat.employeur else ""
    return Evenement(
        NatureEvenement.RUPTURE,
        rupture.le,
        f"Rupture du contrat{chez}",
        "\n".join(d for d in details if d),
        id=contrat.id,
    )


def _campagnes(page: PersonnePage) -> Iterator[Evenement]:
    for inclusion, campagne in page.inclusions:
        yield from _campagne(inclusion, campagne)


def _campagne(inclusion: Inclusion, campagne: Campagne) -> Iterator[Evenement]:
    nature = NatureEvenement.CAMPAGNE
    yield Evenement(nature, inclusion.retenu_le, f"Retenu dans la campagne {campagne.nom}", inclusion.motif_attente)
    if inclusion.affecte_le and inclusion.groupe:
        regle = inclusion.methode.libelle if inclusion.methode else ""
        yield Evenement(
            nature, inclusion.affecte_le, f"Affectation{NNBSP}: groupe {minuscule(inclusion.groupe.libelle)}", regle
        )
    if inclusion.hors_evaluation_le:
        yield Evenement(nature, inclusion.hors_evaluation_le, "Placé hors évaluation", inclusion.hors_evaluation_motif)
    if inclusion.suivi_clos_le:
        yield Evenement(
            nature, inclusion.suivi_clos_le, "Suivi clos", libelle_de(MotifCloture, inclusion.suivi_clos_motif)
        )
    if inclusion.accord_le:
        yield _accord(inclusion, inclusion.accord_le)


def _accord(inclusion: Inclusion, le: date) -> Evenement:
    titres = {Accord.OUI: "Accord pour le suivi", Accord.REFUSE: "Suivi refusé", Accord.RETIRE: "Accord retiré"}
    details = [
        inclusion.accord_forme.libelle if inclusion.accord_forme else "",
        "avec le représentant légal" if inclusion.accord_representant else "",
        libelle_de(MotifRefus, inclusion.accord_motif),
    ]
    titre = titres.get(inclusion.accord, inclusion.accord.libelle)
    return Evenement(NatureEvenement.ACCORD, le, titre, ", ".join(d for d in details if d))
