"""How the page says things: the words of a header, a contract, an agreement. No widget here."""

from __future__ import annotations

from datetime import date, datetime

from plateforme.domain.beneficiaire import Beneficiaire
from plateforme.domain.campagne import Campagne, Inclusion
from plateforme.domain.contrat import Contrat, Rupture, periode_rupture
from plateforme.domain.fil import Evenement, NatureEvenement
from plateforme.domain.personne import PersonnePage
from plateforme.domain.texte import (
    NBSP,
    NNBSP,
    date_courte,
    date_moyenne,
    heure,
    jours,
    minuscule,
    telephone,
)
from plateforme.domain.vocabulaire import Accord, MotifCloture, MotifRefus, Risque, Sexe, libelle_de
from plateforme.ui.theme import Icon
from plateforme.ui.widgets.badge import Tone, look
from plateforme.ui.widgets.timeline import TimelineItem

Lignes = tuple[tuple[str, str], ...]

_ICONES = {
    NatureEvenement.CONTACT: (Icon.PHONE, Tone.INFO),
    NatureEvenement.DIFFICULTE: (Icon.DIFFICULTY, Tone.WARNING),
    NatureEvenement.FICHE: (Icon.FICHE, Tone.INFO),
    NatureEvenement.CONTRAT: (Icon.CONTRACT, Tone.SUCCESS),
    NatureEvenement.RUPTURE: (Icon.RUPTURE, Tone.DANGER),
    NatureEvenement.ACCORD: (Icon.AGREEMENT, Tone.SUCCESS),
    NatureEvenement.PARTAGE: (Icon.AGREEMENT, Tone.SUCCESS),
    NatureEvenement.CAMPAGNE: (Icon.CAMPAIGN, Tone.NEUTRAL),
    NatureEvenement.ECART: (Icon.WARNING, Tone.WARNING),
}
ACCORDS = {
    Accord.OUI: (Tone.SUCCESS, Icon.CHECK),
    Accord.EN_ATTENTE: (Tone.WARNING, Icon.CLOCK),
    Accord.REFUSE: (Tone.NEUTRAL, Icon.REFUSED),
    Accord.RETIRE: (Tone.NEUTRAL, Icon.REFUSED),
    Accord.SANS_OBJET: (Tone.NEUTRAL, Icon.REMOVE),
}


def age(page: PersonnePage) -> str:
    """Return « 17 ans, mineur(e) »."""
    ans = page.beneficiaire.age(page.aujourd_hui)
    if ans is None:
        return "âge inconnu"
    return f"{ans}{NBSP}ans, {mineur(page)}" if page.mineur else f"{ans}{NBSP}ans"


def mineur(page: PersonnePage) -> str:
    """Return « mineur », « mineure », or both when the sex is not known."""
    return {Sexe.F: "mineure", Sexe.M: "mineur", None: "mineur(e)"}[page.beneficiaire.sexe]


def risque(valeur: Risque) -> str:
    """Return « Risque modéré », « Rupture inévitable »."""
    return valeur.libelle if valeur is Risque.INEVITABLE else f"Risque {minuscule(valeur.libelle)}"


def mois(page: PersonnePage) -> str:
    """Return « Mois 5 sur 6 », what ended the plan, or nothing."""
    rang = page.mois_de_contrat
    if rang == 0:
        return "Contrat à venir"
    if rang is not None:
        return f"Mois{NBSP}{rang} sur{NBSP}6"
    if page.dossier.rupture_de(page.dossier.contrat_courant):
        return "Contrat rompu"
    if page.dossier.contrat_courant is None:
        return "Sans contrat"
    return "Six premiers mois passés" if page.plan else ""


def contrat_court(page: PersonnePage) -> str:
    """Return « CAP boulanger, Boulangerie de la Halle, CFA du Bocage »."""
    contrat = page.dossier.contrat_courant
    if contrat is None:
        return ""
    return ", ".join(t for t in (contrat.diplome or contrat.metier, contrat.employeur, contrat.cfa) if t)


def voix(personne: Beneficiaire) -> str:
    """Say whether a message may be left."""
    if personne.message_vocal is None:
        return "Message vocal\u202f: pas demandé"
    return "On peut laisser un message vocal" if personne.message_vocal else "Ne pas laisser de message vocal"


def recherche(page: PersonnePage) -> str:
    """Return the countdown of the search for an employer, empty without one."""
    jusque = page.recherche_jusqu_au
    if jusque is None:
        return ""
    restent = (jusque - page.aujourd_hui).days
    fin = date_courte(jusque)
    if restent < 0:
        return f"Recherche d’employeur finie le {fin}, sans solution."
    return f"Recherche d’employeur\u202f: encore {jours(restent)}, jusqu’au {fin}."


def item(evenement: Evenement) -> TimelineItem:
    """Return an event as the thread draws it; those of a fiche open it."""
    forme, ton = _ICONES[evenement.nature]
    quand = date_moyenne(evenement.le) + (
        f", {heure_de(evenement)}" if evenement.a and evenement.nature is NatureEvenement.CONTACT else ""
    )
    badges = ()
    if evenement.risque:
        teinte, icone = look(evenement.risque)
        badges = ((risque(evenement.risque), teinte, icone),)
    cle = evenement.id if evenement.nature is NatureEvenement.FICHE else None
    detail = evenement.detail
    if evenement.nature is not NatureEvenement.CONTACT:  # notes stay as they were typed
        detail = detail[:1].upper() + detail[1:]
    return TimelineItem(quand, evenement.titre, detail, forme, ton, badges, cle)


def heure_de(evenement: Evenement) -> str:
    """Return the hour of an event."""
    return heure(datetime.combine(evenement.le, evenement.a)) if evenement.a else ""


def identite(page: PersonnePage) -> Lignes:
    """Return who she is."""
    p = page.beneficiaire
    naissance = date_courte(p.date_naissance) if p.date_naissance else ""
    if naissance:
        verifiee = f"vérifiée le {date_courte(p.naissance_verifiee_le)}" if p.naissance_verifiee_le else "à vérifier"
        source = f", {p.naissance_source}" if p.naissance_source else ""
        naissance = f"{naissance} ({verifiee}{source})"
    return (
        ("Nom de naissance", p.nom_naissance),
        ("Nom d’usage", p.nom_usage),
        ("Prénom(s)", p.prenoms),
        ("Sexe", p.sexe.libelle if p.sexe else ""),
        ("Date de naissance", naissance),
    )


def coordonnees(p: Beneficiaire) -> Lignes:
    """Return how to reach her."""
    return (
        ("Téléphone", telephone(p.telephone)),
        ("Autre téléphone", telephone(p.telephone_2)),
        ("Message vocal", {True: "Oui", False: "Non", None: "Pas demandé"}[p.message_vocal]),
        ("Courriel", p.courriel),
        ("Canal préféré", p.canal_prefere.libelle if p.canal_prefere else ""),
        ("Adresse", ", ".join(t for t in (p.adresse, f"{p.code_postal} {p.commune}".strip()) if t)),
        ("Pendant le contrat", p.adresse_contrat),
        ("Représentant légal", ", ".join(t for t in (p.representant_nom, telephone(p.representant_telephone)) if t)),
    )


def entree(p: Beneficiaire) -> Lignes:
    """Return her situation at entry."""
    ml = ", ".join(t for t in (p.ml_conseiller, p.ml_identifiant) if t)
    return (
        ("Situation", p.situation_entree.libelle if p.situation_entree else ""),
        ("Diplôme obtenu", p.diplome_entree),
        ("Mission Locale", (f"Oui, {ml}" if ml else "Oui") if p.suivi_ml else "Non"),
        ("Logement ADLJ", "Oui" if p.loge_adlj else "Non"),
    )


def accord(inclusion: Inclusion) -> Lignes:
    """Return the agreement to be followed."""
    lignes = [("Réponse", inclusion.accord.libelle)]
    if inclusion.accord_le:
        comment = f", {minuscule(inclusion.accord_forme.libelle)}" if inclusion.accord_forme else ""
        lignes.append(("Donnée", f"le {date_courte(inclusion.accord_le)}{comment}"))
    if inclusion.accord is Accord.OUI:
        lignes.append(("Représentant légal", "D’accord" if inclusion.accord_representant else "Pas d’accord recueilli"))
    if inclusion.accord_motif:
        lignes.append(("Raison", libelle_de(MotifRefus, inclusion.accord_motif)))
    if inclusion.suivi_clos_le:
        motif = minuscule(libelle_de(MotifCloture, inclusion.suivi_clos_motif))
        lignes.append(("Suivi clos", f"le {date_courte(inclusion.suivi_clos_le)}, {motif}"))
    return tuple(lignes)


def affectation(inclusion: Inclusion, campagne: Campagne) -> Lignes:
    """Return the group, its rule and its date, or why it waits."""
    if inclusion.groupe is None:
        groupe = (("Groupe", f"En attente{NNBSP}: {inclusion.motif_attente}"),)
    else:
        utilisee = inclusion.date_naissance_utilisee
        le = f"le {date_courte(inclusion.affecte_le)}" if inclusion.affecte_le else ""
        groupe = (
            ("Groupe", inclusion.groupe.libelle),
            ("Règle", inclusion.methode.libelle if inclusion.methode else ""),
            ("Date utilisée", date_courte(utilisee) if utilisee else ""),
            ("Affecté", f"{le} par {inclusion.affecte_par}" if inclusion.affecte_par else le),
        )
    hors = (
        (
            (
                "Hors évaluation",
                f"depuis le {date_courte(inclusion.hors_evaluation_le)}, {inclusion.hors_evaluation_motif}",
            ),
        )
        if inclusion.hors_evaluation_le
        else ()
    )
    return (("Campagne", campagne.nom), ("Retenu", f"le {date_courte(inclusion.retenu_le)}"), *groupe, *hors)


def contrat(c: Contrat) -> Lignes:
    """Return a contract."""
    return (
        ("Début", date_moyenne(c.debut)),
        ("Fin prévue", _jour(c.fin_prevue)),
        ("Premier jour", _jour(c.premier_jour)),
        ("Numéro", c.numero),
        ("Employeur", c.employeur),
        ("SIRET", c.siret),
        ("Téléphone", telephone(c.employeur_telephone)),
        ("Maître d’apprentissage", c.maitre_apprentissage),
        ("CFA", c.cfa),
        ("Diplôme préparé", c.diplome),
        ("Métier", c.metier),
        ("Niveau", c.niveau_prepare.libelle if c.niveau_prepare else ""),
        ("Année du cycle", c.annee_cycle),
        ("Filière", c.filiere),
    )


def rupture(r: Rupture, c: Contrat) -> Lignes:
    """Return a rupture."""
    suite = r.suite.libelle if r.suite else "Pas encore connue"
    return (
        ("Rompu le", date_moyenne(r.le)),
        ("Période", periode_rupture(c.debut, r.le).libelle),
        ("À l’initiative de", r.initiateur.libelle if r.initiateur else ""),
        ("Motif dit par l’entreprise", r.motif_entreprise.libelle if r.motif_entreprise else ""),
        ("Prévisible", {True: "Oui", False: "Non", None: ""}[r.previsible]),
        ("Apprise", f"le {date_courte(r.connue_le)}, {minuscule(r.source.libelle)}"),
        ("Suite", f"{suite}, le {date_courte(r.suite_le)}" if r.suite_le else suite),
        ("Ce qu’en dit le jeune", r.parole_jeune),
    )


def _jour(jour: date | None) -> str:
    return date_moyenne(jour) if jour else ""
