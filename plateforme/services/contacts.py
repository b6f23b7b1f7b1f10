"""Recording a contact with everything decided in the same call, and undoing it whole (domaine.md 2.4, 3 and 5)."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import date

from plateforme.db.queries import dossiers, inclusions, liaison
from plateforme.db.queries import suivi as q
from plateforme.domain.campagne import Ecart, Inclusion
from plateforme.domain.changes import ChangeSet, Sujet
from plateforme.domain.contact import MINUTES_MAX, SANS_SUCCES, Contact, SaisieContact, proposer_rappel
from plateforme.domain.difficulte import Difficulte
from plateforme.domain.dossier import DossierPersonne
from plateforme.domain.texte import minuscule
from plateforme.domain.vocabulaire import (
    Accord,
    AvecQui,
    FormeAccord,
    Groupe,
    IssueContact,
    NatureEcart,
    StatutDifficulte,
)
from plateforme.errors import InvalidInputError, RefusedError
from plateforme.services.contexte import Contexte
from plateforme.services.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class _EtatAccord:
    """The agreement as stored on an inclusion; ``le`` in ISO form."""

    accord: str
    le: str | None
    forme: str | None
    representant: bool
    motif: str

    @classmethod
    def de(cls, inclusion: Inclusion) -> _EtatAccord:
        """Take the agreement of an inclusion."""
        le = inclusion.accord_le.isoformat() if inclusion.accord_le else None
        forme = inclusion.accord_forme.value if inclusion.accord_forme else None
        return cls(inclusion.accord.value, le, forme, inclusion.accord_representant, inclusion.accord_motif)

    def sur(self, inclusion: Inclusion) -> Inclusion:
        """Return the inclusion with this agreement."""
        return replace(
            inclusion,
            accord=Accord(self.accord),
            accord_le=date.fromisoformat(self.le) if self.le else None,
            accord_forme=FormeAccord(self.forme) if self.forme else None,
            accord_representant=self.representant,
            accord_motif=self.motif,
        )


@dataclass
class _Suites:
    """What a recording changed besides the contact."""

    inclusion_id: int = 0
    avant: _EtatAccord | None = None
    apres: _EtatAccord | None = None
    ecarts: list[int] = field(default_factory=list[int])
    difficultes: list[int] = field(default_factory=list[int])

    def texte(self) -> str:
        """Return the form kept in the base."""
        return json.dumps(asdict(self))

    @classmethod
    def lire(cls, texte: str | None) -> _Suites:
        """Read what was kept; nothing when the contact changed nothing else."""
        brut = json.loads(texte) if texte else {}
        for cle in ("avant", "apres"):
            brut[cle] = _EtatAccord(**brut[cle]) if brut.get(cle) else None
        return cls(**brut)


def enregistrer_contact(ctx: Contexte, saisie: SaisieContact) -> tuple[int, ChangeSet]:
    """Record a contact and what was decided with it, in one write; return the contact's id.

    An attempt that reached nobody always plans a recall. Raises :class:`InvalidInputError` (``champ`` names the field)
    for a form that does not hold, :class:`RefusedError` when the rules forbid the contact.
    """
    with ctx.store.write() as uow:
        dossier = dossiers.one(uow.cx, saisie.contact.beneficiaire_id)
        contact = _complete(ctx, saisie, dossier)
        contact_id = q.add_contact(uow.cx, contact)
        suites = _Suites()
        _noter_accord(uow, saisie, dossier, suites)
        _noter_ecart(uow, saisie, dossier, suites)
        _ouvrir_difficultes(uow, saisie, suites)
        q.keep_suites(uow.cx, contact_id, suites.texte())
        uow.touch(Sujet.SUIVI, beneficiaire=contact.beneficiaire_id)
        return contact_id, uow.commit()


def annuler_contact(ctx: Contexte, contact_id: int) -> ChangeSet:
    """Undo the recording of a contact: the contact, its recall, the agreement, the deviation, the difficulties.

    Raises :class:`RefusedError`, nothing undone, when a fiche or a later agreement already rests on it.
    """
    with ctx.store.write() as uow:
        contact = q.get_contact(uow.cx, contact_id)
        suites = _Suites.lire(q.suites(uow.cx, contact_id))
        _rendre_accord(uow, suites)
        _retirer_difficultes(uow, contact.beneficiaire_id, suites)
        for ecart_id in suites.ecarts:
            inclusions.delete_ecart(uow.cx, ecart_id)
            uow.touch(Sujet.CAMPAGNE)
        q.delete_contact(uow.cx, contact_id)
        uow.touch(Sujet.SUIVI, beneficiaire=contact.beneficiaire_id)
        return uow.commit()


def _complete(ctx: Contexte, saisie: SaisieContact, dossier: DossierPersonne) -> Contact:
    """Check the form against the rules and return the contact to store."""
    contact = saisie.contact
    if not 0 <= contact.minutes < MINUTES_MAX:
        raise InvalidInputError(
            "La durée doit être comprise entre 0 et 1 439 minutes.", "Corrigez-la.", champ="minutes"
        )
    if contact.quand.replace(second=0) > ctx.now():
        raise InvalidInputError(
            "La date du contact est dans l’avenir.", "Donnez le jour et l’heure de l’appel.", champ="quand"
        )
    _permettre(saisie, dossier)
    _verifier_accord(saisie, dossier)
    return replace(
        contact,
        id=0,
        auteur=contact.auteur or ctx.auteur,
        rappel_le=_rappel(ctx, contact, dossier),
        texte=contact.texte.strip(),
        convenu=contact.convenu.strip(),
    )


def _rappel(ctx: Contexte, contact: Contact, dossier: DossierPersonne) -> date | None:
    if contact.issue is IssueContact.REFUS:
        return None
    if contact.rappel_le is None:
        if contact.issue is IssueContact.A_RAPPELER:
            raise InvalidInputError("La date du rappel manque.", "Dites quel jour rappeler.", champ="rappel_le")
        suivi = not (_temoin(dossier) or _accord_ferme(dossier))
        return proposer_rappel(contact.issue, ctx.today()) if suivi and contact.issue in SANS_SUCCES else None
    if contact.rappel_le < ctx.today():
        raise InvalidInputError(
            "La date du rappel est passée.", "Choisissez aujourd’hui ou un jour à venir.", champ="rappel_le"
        )
    return contact.rappel_le


def _temoin(dossier: DossierPersonne) -> bool:
    return dossier.inclusion is not None and dossier.inclusion.groupe_affiche is Groupe.TEMOIN


def _accord_ferme(dossier: DossierPersonne) -> bool:
    return dossier.inclusion is not None and dossier.inclusion.accord in {Accord.REFUSE, Accord.RETIRE}


def _permettre(saisie: SaisieContact, dossier: DossierPersonne) -> None:
    """Refuse a contact the protocol or the person excludes, unless the form says what it is."""
    if saisie.contact.droit_commun:
        return
    nom = dossier.beneficiaire.nom_complet
    if _temoin(dossier) and not saisie.ecart_confirme:
        raise RefusedError(
            f"{nom} est dans le groupe témoin et n’est pas suivi par la plateforme.",
            "Dites si ce contact répond à sa demande d’aide (droit commun) ; sinon, confirmez-le "
            "comme écart au protocole.".replace(" ;", "\u202f;"),
        )
    redonne = saisie.accord is not None and saisie.accord.accord is Accord.OUI
    if _accord_ferme(dossier) and not redonne:
        raise RefusedError(
            f"{nom} ne souhaite plus être contacté.",
            "Notez ce contact seulement s’il répond à sa propre demande (droit commun).",
        )


def _verifier_accord(saisie: SaisieContact, dossier: DossierPersonne) -> None:
    contact, donne = saisie.contact, saisie.accord
    if donne is not None and contact.issue is not IssueContact.JOINT:
        raise InvalidInputError(
            "Un accord se recueille quand la personne est jointe.", "Choisissez « Joint ».", champ="issue"
        )
    refus = donne is not None and donne.accord is Accord.REFUSE
    if (refus or _retrait(saisie, dossier)) and saisie.motif is None:
        raise InvalidInputError("La raison du refus manque.", "Choisissez-en une dans la liste.", champ="motif")
    if donne is None or donne.accord is not Accord.OUI:
        return
    if donne.forme is None:
        raise InvalidInputError(
            "La forme de l’accord manque.", "Dites s’il est donné à l’oral ou par écrit.", champ="accord_forme"
        )
    if dossier.beneficiaire.mineur(contact.quand.date()) and not donne.representant:
        raise InvalidInputError(
            "L’accord du représentant légal manque, et ce jeune est mineur.",
            "Recueillez-le aussi, ou laissez l’accord en attente.",
            champ="accord_representant",
        )


def _retrait(saisie: SaisieContact, dossier: DossierPersonne) -> bool:
    """True when the outcome ends the agreement: said by the young person, or by the guardian of a minor."""
    contact = saisie.contact
    parle = contact.avec is AvecQui.JEUNE or (
        contact.avec is AvecQui.FAMILLE and dossier.beneficiaire.mineur(contact.quand.date())
    )
    ouvert = dossier.inclusion is not None and dossier.inclusion.accord in {Accord.OUI, Accord.EN_ATTENTE}
    return contact.issue is IssueContact.REFUS and parle and ouvert


def _noter_accord(uow: UnitOfWork, saisie: SaisieContact, dossier: DossierPersonne, suites: _Suites) -> None:
    """Date the agreement given, refused or withdrawn in this contact."""
    inclusion, donne = dossier.inclusion, saisie.accord
    if inclusion is None or _temoin(dossier):
        return
    if _retrait(saisie, dossier):
        accord = Accord.RETIRE if inclusion.accord is Accord.OUI else Accord.REFUSE
    elif donne is not None and donne.accord not in {Accord.EN_ATTENTE, inclusion.accord}:
        accord = donne.accord
    else:
        return
    oui = accord is Accord.OUI
    nouvelle = replace(
        inclusion,
        accord=accord,
        accord_le=saisie.contact.quand.date(),
        accord_forme=donne.forme if donne else FormeAccord.ORAL,
        accord_representant=bool(oui and donne and donne.representant),
        accord_motif="" if oui or saisie.motif is None else saisie.motif.value,
    )
    inclusions.save(uow.cx, nouvelle)
    suites.inclusion_id = inclusion.id
    suites.avant, suites.apres = _EtatAccord.de(inclusion), _EtatAccord.de(nouvelle)
    uow.touch(Sujet.BENEFICIAIRE)


def _noter_ecart(uow: UnitOfWork, saisie: SaisieContact, dossier: DossierPersonne, suites: _Suites) -> None:
    """Record the deviation of a contact that the platform gives to a témoin (domaine.md 4)."""
    contact, inclusion = saisie.contact, dossier.inclusion
    if inclusion is None or not _temoin(dossier) or contact.droit_commun:
        return
    detail = f"{contact.canal.libelle}, {minuscule(contact.issue.libelle)}"
    ecart = Ecart(
        0, contact.beneficiaire_id, inclusion.campagne_id, NatureEcart.TEMOIN_CONTACTE, contact.quand.date(), detail
    )
    suites.ecarts.append(inclusions.add_ecart(uow.cx, ecart))
    uow.touch(Sujet.CAMPAGNE)


def _ouvrir_difficultes(uow: UnitOfWork, saisie: SaisieContact, suites: _Suites) -> None:
    """Open a difficulty for each theme asked, except those already open."""
    contact = saisie.contact
    connues = q.difficultes_of(uow.cx, contact.beneficiaire_id)
    ouvertes = {d.theme for d in connues if d.statut is not StatutDifficulte.CLOSE}
    for theme in saisie.ouvrir:
        if theme in ouvertes:
            continue
        nouvelle = Difficulte(
            beneficiaire_id=contact.beneficiaire_id,
            theme=theme,
            gravite=saisie.gravite,
            ouverte_le=contact.quand.date(),
        )
        suites.difficultes.append(q.add_difficulte(uow.cx, nouvelle))
        uow.touch(Sujet.DIFFICULTE)


def _rendre_accord(uow: UnitOfWork, suites: _Suites) -> None:
    if suites.avant is None:
        return
    inclusion = inclusions.get(uow.cx, suites.inclusion_id)
    if _EtatAccord.de(inclusion) != suites.apres:
        raise RefusedError(
            "L’accord a changé depuis ce contact. Rien n’a été annulé.", "Corrigez-le sur la page de la personne."
        )
    inclusions.save(uow.cx, suites.avant.sur(inclusion))
    uow.touch(Sujet.BENEFICIAIRE)


def _retirer_difficultes(uow: UnitOfWork, beneficiaire_id: int, suites: _Suites) -> None:
    liees = {f.difficulte_id for f in liaison.fiches(uow.cx, beneficiaire_id)}
    if liees & set(suites.difficultes):
        raise RefusedError(
            "Une fiche de liaison porte déjà sur une difficulté ouverte pendant ce contact. Rien n’a été annulé.",
            "Supprimez d’abord cette fiche, si elle n’est pas partie.",
        )
    for difficulte_id in suites.difficultes:
        q.delete_difficulte(uow.cx, difficulte_id)
        uow.touch(Sujet.DIFFICULTE)
