"""Words and shapes of the screen, made from the domain's facts."""

from __future__ import annotations

from datetime import date

from plateforme.domain.appel import FicheAppel, LigneAppel
from plateforme.domain.beneficiaire import Beneficiaire
from plateforme.domain.contact import Contact
from plateforme.domain.suivi import Action, Voie
from plateforme.domain.texte import NBSP, NNBSP, date_courte, date_proche, heure, minuscule, pluriel, telephone
from plateforme.domain.vocabulaire import AvecQui, Canal, IssueContact, Risque, Sexe, Theme
from plateforme.ui.theme import Icon
from plateforme.ui.widgets.badge import Tone

LOOKS: dict[Voie, tuple[Tone, Icon]] = {
    Voie.PREMIER_APPEL: (Tone.INFO, Icon.PERSON_ADD),
    Voie.EN_RETARD: (Tone.DANGER, Icon.WARNING),
    Voie.AUJOURD_HUI: (Tone.INFO, Icon.TODAY),
    Voie.A_RAPPELER: (Tone.WARNING, Icon.RECALL),
    Voie.CETTE_SEMAINE: (Tone.NEUTRAL, Icon.CALENDAR),
    Voie.REPONSES: (Tone.INFO, Icon.ANSWER),
    Voie.BILANS: (Tone.NEUTRAL, Icon.CALENDAR_CHECK),
    Voie.RECHERCHE: (Tone.WARNING, Icon.EMPLOYER),
    Voie.A_COMPLETER: (Tone.NEUTRAL, Icon.EDIT),
}
"""Tone and shape of each lane; its word is always beside them."""

SHAPES_ISSUE: dict[IssueContact, Icon] = {
    IssueContact.JOINT: Icon.CALL,
    IssueContact.MESSAGE: Icon.VOICEMAIL,
    IssueContact.SANS_REPONSE: Icon.NO_ANSWER,
    IssueContact.FAUX_NUMERO: Icon.WRONG_NUMBER,
    IssueContact.A_RAPPELER: Icon.RECALL,
    IssueContact.REFUS: Icon.AGREEMENT,
}
TONES_ISSUE: dict[IssueContact, Tone] = {
    IssueContact.JOINT: Tone.SUCCESS,
    IssueContact.FAUX_NUMERO: Tone.WARNING,
    IssueContact.REFUS: Tone.WARNING,
}
SHAPES_CANAL: dict[Canal, Icon] = {
    Canal.SMS: Icon.SMS,
    Canal.COURRIEL: Icon.MAIL,
    Canal.COURRIER: Icon.LETTER,
    Canal.VISITE_ENTREPRISE: Icon.EMPLOYER,
    Canal.VISITE_CFA: Icon.SCHOOL,
    Canal.ENTRETIEN: Icon.MEETING,
    Canal.VISIO: Icon.VIDEO,
}
A_SIGNALER = frozenset({Risque.MODERE, Risque.ELEVE, Risque.INEVITABLE})
"""Risks worth telling in the list."""
COURTS_THEME: dict[Theme, str] = {
    Theme.EMPLOYEUR: "Employeur",
    Theme.CONDITIONS: "Conditions",
    Theme.FORMATION: "CFA",
    Theme.RECHERCHE: "Recherche",
    Theme.LANGUE: "Langue",
    Theme.SOCIAL: "Social, famille",
}
"""Words of the themes that fit on a chip; the tooltip says the whole."""
COURTS_RISQUE = {Risque.MODERE: "Risque modéré", Risque.ELEVE: "Risque élevé"}


def capitale(texte: str) -> str:
    """Return ``texte`` with a capital first letter."""
    return texte[:1].upper() + texte[1:]


def ans(age: int | None) -> str:
    """Return « 17 ans », empty when the age is not known."""
    return "" if age is None else pluriel(age, "an")


def derniers_mots(ligne: LigneAppel, aujourd_hui: date) -> str:
    """Return the last words noted with their date, or the last attempt when nothing was noted."""
    if ligne.derniere_date is None or ligne.derniere_issue is None:
        return "Aucun contact noté"
    quand = capitale(date_proche(ligne.derniere_date, aujourd_hui).removeprefix("le "))
    rien_dit = ligne.derniere_issue is IssueContact.JOINT and ligne.dernier_mot
    issue = "" if rien_dit else f", {minuscule(ligne.derniere_issue.libelle)}"
    mots = f"{NNBSP}: {ligne.dernier_mot}" if ligne.dernier_mot else ""
    return f"{quand}{issue}{mots}"


_REDITES = {Voie.PREMIER_APPEL: "premier appel, ", Voie.A_RAPPELER: "à rappeler aujourd’hui – "}
"""What the title of the lane says already."""


def raison_courte(ligne: LigneAppel) -> str:
    """Return why now, without what the title of the lane says already."""
    return capitale(ligne.raison.removeprefix(_REDITES.get(ligne.voie, "") if ligne.voie else ""))


def parole(ligne: LigneAppel, aujourd_hui: date) -> str:
    """Return the row as a screen reader says it."""
    morceaux = [
        ligne.nom,
        ans(ligne.age),
        ligne.raison,
        telephone(ligne.telephone) or "pas de téléphone",
        f"risque {minuscule(ligne.risque.libelle)}" if ligne.risque else "",
        derniers_mots(ligne, aujourd_hui),
    ]
    return ", ".join(m for m in morceaux if m)


def resume(a_appeler: int) -> str:
    """Return how many people are to be called now."""
    return f"{pluriel(a_appeler, 'personne')} à appeler" if a_appeler else "Personne à appeler aujourd’hui"


def prochaine(action: Action, aujourd_hui: date) -> str:
    """Return when the next contact comes, in words; empty when nothing is planned."""
    if action.le is None:
        return ""
    return (
        capitale(action.raison)
        if action.voie
        else f"{capitale(action.raison.split(', ')[0])}, {_le(action.le, aujourd_hui)}"
    )


def _le(jour: date, aujourd_hui: date) -> str:
    return date_proche(jour, aujourd_hui)


def regle_vocale(personne: Beneficiaire) -> str:
    """Return whether a message may be left."""
    if personne.message_vocal is None:
        return f"Message vocal{NNBSP}: à demander"
    return "Message vocal autorisé" if personne.message_vocal else "Ne pas laisser de message vocal"


def titre_contact(contact: Contact) -> str:
    """Return the outcome of a past contact, and with whom when it was not the young person."""
    avec = "" if contact.avec is AvecQui.JEUNE else f", {contact.avec.libelle}"
    return f"{contact.issue.libelle}{avec}"


def quand_contact(contact: Contact, aujourd_hui: date) -> str:
    """Return when a contact took place; the hour for today's and yesterday's."""
    jour = date_proche(contact.quand.date(), aujourd_hui).removeprefix("le ")
    return f"{jour}, {heure(contact.quand)}" if (aujourd_hui - contact.quand.date()).days < 2 else jour


def texte_contact(contact: Contact) -> str:
    """Return what was noted and agreed."""
    convenu = f"Convenu{NNBSP}: {contact.convenu}" if contact.convenu else ""
    return "\n".join(t for t in (contact.texte, convenu) if t)


def identite(fiche: FicheAppel) -> list[tuple[str, str]]:
    """Return the lines of the call sheet: employer, training, guardian."""
    contrat, personne = fiche.contrat, fiche.personne
    lignes: list[tuple[str, str]] = []
    if contrat:
        patron = ", ".join(p for p in (contrat.employeur, telephone(contrat.employeur_telephone)) if p)
        lignes.append(("Employeur", patron))
        lignes.append(("CFA", contrat.cfa))
        if contrat.maitre_apprentissage:
            lignes.append(("Maître", contrat.maitre_apprentissage))
        lignes.append(
            (
                "Contrat",
                ", ".join(p for p in (contrat.diplome, f"depuis le {date_courte(contrat.debut)}") if p),
            )
        )
    lignes.append(("Habite", " ".join(p for p in (personne.code_postal, personne.commune) if p)))
    if fiche.mineur or personne.representant_nom:
        tuteur = ", ".join(p for p in (personne.representant_nom, telephone(personne.representant_telephone)) if p)
        lignes.append(("Représentant", tuteur or "à renseigner"))
    return lignes


def telephones(personne: Beneficiaire) -> list[str]:
    """Return her numbers by pairs, the main one first."""
    return [telephone(n) for n in (personne.telephone, personne.telephone_2) if n]


def age_dit(fiche: FicheAppel) -> str:
    """Return « 17 ans, mineure »."""
    age = ans(fiche.personne.age(fiche.jour))
    if not fiche.mineur:
        return age
    mots_mineur = {Sexe.F: "mineure", Sexe.M: "mineur"}
    return f"{age}, {mots_mineur[fiche.personne.sexe] if fiche.personne.sexe else f'moins de 18{NBSP}ans'}"
