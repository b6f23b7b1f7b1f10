"""The agreement to be followed, the exclusion from the comparison and the end of a follow-up (domaine.md 2.4, 4, 5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from plateforme.db.queries import beneficiaires
from plateforme.db.queries import inclusions as q
from plateforme.domain.campagne import Inclusion
from plateforme.domain.changes import ChangeSet, Sujet
from plateforme.domain.controles import NIR_REFUSE, contient_nir
from plateforme.domain.vocabulaire import Accord, FormeAccord, Groupe, MotifCloture, MotifRefus
from plateforme.errors import InvalidInputError, RefusedError
from plateforme.services.annulation import Annulation, exiger_inchange
from plateforme.services.contexte import Contexte
from plateforme.services.unit_of_work import UnitOfWork

A_MOTIVER = frozenset({Accord.REFUSE, Accord.RETIRE})
"""Answers that end the calls and need a coded reason."""


def accord(
    ctx: Contexte,
    inclusion_id: int,
    reponse: Accord,
    *,
    le: date,
    forme: FormeAccord | None = None,
    par_representant: bool | None = None,
    motif: MotifRefus | None = None,
) -> tuple[Annulation, ChangeSet]:
    """Record the young person's answer, given on ``le``, and return how to undo it.

    Refused for a témoin and for someone not assigned yet. A yes says its form, and for a minor on that day whether the
    legal guardian agreed too (True or False, not None); a no says why. The group never changes.
    """
    with ctx.store.write() as uow:
        avant = q.get(uow.cx, inclusion_id)
        _exiger_possible(avant, reponse)
        _exiger_passee(ctx, le, "le")
        if reponse is Accord.OUI:
            personne = beneficiaires.get(uow.cx, avant.beneficiaire_id)
            _exiger_oui_complet(forme, par_representant, mineur=personne.mineur(le))
        if reponse in A_MOTIVER and motif is None:
            raise InvalidInputError("La raison manque.", "Choisissez celle qui s’en approche le plus.", champ="motif")
        attente = reponse is Accord.EN_ATTENTE
        apres = replace(
            avant,
            accord=reponse,
            accord_le=None if attente else le,
            accord_forme=None if attente else forme,
            accord_representant=bool(par_representant) and reponse is Accord.OUI,
            accord_motif=motif.value if motif and reponse in A_MOTIVER else "",
        )
        return _enregistrer(ctx, uow, avant, apres)


def hors_evaluation(ctx: Contexte, inclusion_id: int, le: date, motif: str) -> tuple[Annulation, ChangeSet]:
    """Exclude a person from the comparison, on a date and for a reason in words; she can then be followed.

    A témoin's agreement becomes *en attente*: she joins those who are called. Her assigned group stays in the register.
    """
    with ctx.store.write() as uow:
        avant = q.get(uow.cx, inclusion_id)
        if avant.hors_evaluation_le:
            raise RefusedError("Cette personne est déjà hors évaluation.", "Sa raison se lit dans le fil.")
        if not motif.strip():
            raise InvalidInputError("La raison manque.", "Écrivez-la : l’évaluateur la lira.", champ="motif")
        if contient_nir(motif):
            raise InvalidInputError(NIR_REFUSE, champ="motif")
        _exiger_passee(ctx, le, "le")
        suivi = Accord.EN_ATTENTE if avant.accord is Accord.SANS_OBJET else avant.accord
        apres = replace(avant, hors_evaluation_le=le, hors_evaluation_motif=motif.strip(), accord=suivi)
        return _enregistrer(ctx, uow, avant, apres)


def clore_suivi(ctx: Contexte, inclusion_id: int, le: date, motif: MotifCloture) -> tuple[Annulation, ChangeSet]:
    """End the calls before the plan does, for a coded reason; the bilans then come from the lists only."""
    with ctx.store.write() as uow:
        avant = q.get(uow.cx, inclusion_id)
        if avant.suivi_clos_le:
            raise RefusedError("Ce suivi est déjà clos.", "Rouvrez-le si la situation a changé.")
        _exiger_passee(ctx, le, "le")
        return _enregistrer(ctx, uow, avant, replace(avant, suivi_clos_le=le, suivi_clos_motif=motif.value))


def rouvrir_suivi(ctx: Contexte, inclusion_id: int) -> tuple[Annulation, ChangeSet]:
    """Take up again a follow-up that was closed."""
    with ctx.store.write() as uow:
        avant = q.get(uow.cx, inclusion_id)
        if not avant.suivi_clos_le:
            raise RefusedError("Ce suivi n’est pas clos.")
        return _enregistrer(ctx, uow, avant, replace(avant, suivi_clos_le=None, suivi_clos_motif=""))


def _exiger_possible(inclusion: Inclusion, reponse: Accord) -> None:
    groupe = inclusion.groupe_affiche
    if groupe is None:
        raise RefusedError(
            "Cette personne n’est pas encore affectée : l’accord ne peut pas être demandé.",
            "Vérifiez d’abord sa date de naissance.",
        )
    if groupe is Groupe.TEMOIN:
        raise RefusedError(
            "Cette personne est dans le groupe témoin : on ne lui demande pas d’accord.",
            "Si elle demande de l’aide, elle reçoit le service ordinaire.",
        )
    if reponse is Accord.SANS_OBJET:
        raise InvalidInputError("« Sans objet » ne vaut que pour un témoin.", "Choisissez une réponse.", champ="accord")
    if reponse is Accord.RETIRE and inclusion.accord is not Accord.OUI:
        raise RefusedError("L’accord n’a pas été donné : il ne peut pas être retiré.", "Choisissez « Refusé ».")
    if reponse is Accord.REFUSE and inclusion.accord is Accord.OUI:
        raise RefusedError("L’accord avait été donné.", "Choisissez « Retiré ».")


def _exiger_oui_complet(forme: FormeAccord | None, par_representant: bool | None, *, mineur: bool) -> None:  # noqa: FBT001 - told as a pair
    if forme is None:
        raise InvalidInputError("La forme de l’accord manque.", "À l’oral ou par écrit ?", champ="forme")
    if mineur and par_representant is None:
        raise InvalidInputError(
            "Cette personne est mineure.",
            "Dites si son représentant légal a donné son accord lui aussi.",
            champ="par_representant",
        )


def _exiger_passee(ctx: Contexte, le: date, champ: str) -> None:
    if le > ctx.today():
        raise InvalidInputError(
            "Cette date est à venir.", "Donnez une date passée, ou celle d’aujourd’hui.", champ=champ
        )


def _enregistrer(ctx: Contexte, uow: UnitOfWork, avant: Inclusion, apres: Inclusion) -> tuple[Annulation, ChangeSet]:
    def annuler() -> ChangeSet:
        with ctx.store.write() as retour:
            exiger_inchange(apres, q.get(retour.cx, apres.id), "Cette inclusion")
            q.save(retour.cx, avant)
            _toucher(retour, avant)
            return retour.commit()

    q.save(uow.cx, apres)
    _toucher(uow, apres)
    return annuler, uow.commit()


def _toucher(uow: UnitOfWork, inclusion: Inclusion) -> None:
    uow.touch(Sujet.CAMPAGNE, Sujet.BENEFICIAIRE, Sujet.SUIVI, beneficiaire=inclusion.beneficiaire_id)
