"""Retaining a person in a campaign and assigning her group, once and for all (domaine.md 4)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import date

from plateforme.db.queries import beneficiaires, campagnes, inclusions
from plateforme.domain import registre
from plateforme.domain.beneficiaire import Beneficiaire
from plateforme.domain.campagne import (
    Campagne,
    Ecart,
    Inclusion,
    LigneRegistre,
    groupe_par_parite,
    parite,
    premier_janvier,
)
from plateforme.domain.changes import ChangeSet, Sujet
from plateforme.domain.texte import date_courte
from plateforme.domain.vocabulaire import Accord, Groupe, Methode, NatureEcart
from plateforme.errors import RefusedError
from plateforme.services.contexte import Contexte
from plateforme.services.unit_of_work import UnitOfWork

DATE_A_VERIFIER = "date de naissance à vérifier"
TIRAGE_A_FAIRE = "tirage au sort à faire"


@dataclass(frozen=True)
class EtatRegistre:
    """Result of a check of the register: number of rows, anomalies in French (none when whole)."""

    lignes: int
    anomalies: tuple[str, ...]
    ecarts: tuple[Ecart, ...]


def nouveau_jeton() -> str:
    """Return a random identifier of a person (128 bits, hex)."""
    return secrets.token_hex(16)


def retenir(uow: UnitOfWork, ctx: Contexte, personne: Beneficiaire, campagne: Campagne, lot: str = "") -> Inclusion:
    """Retain a stored person in a campaign; assign her at once when the rule and her birth date allow.

    Otherwise she stays *en attente* with the reason. In a campaign by draw nothing is assigned here.
    """
    attente = TIRAGE_A_FAIRE if campagne.methode is Methode.TIRAGE else DATE_A_VERIFIER
    inclusion = Inclusion(
        beneficiaire_id=personne.id, campagne_id=campagne.id, retenu_le=ctx.today(), motif_attente=attente
    )
    inclusion = replace(inclusion, id=inclusions.add(uow.cx, inclusion))
    uow.touch(Sujet.CAMPAGNE, Sujet.BENEFICIAIRE, Sujet.SUIVI, beneficiaire=personne.id)
    if campagne.methode is Methode.PARITE and personne.naissance_verifiee_le and personne.date_naissance:
        groupe = groupe_par_parite(personne.date_naissance)
        return affecter(uow, ctx, inclusion, personne, campagne, groupe, lot=lot)
    return inclusion


def affecter(
    uow: UnitOfWork,
    ctx: Contexte,
    inclusion: Inclusion,
    personne: Beneficiaire,
    campagne: Campagne,
    groupe: Groupe,
    *,
    lot: str = "",
    le: date | None = None,
) -> Inclusion:
    """Freeze a person's group and append it to the register. Refused when she already has one, in any campaign."""
    naissance = personne.date_naissance
    if inclusion.groupe is not None or any(i.groupe is not None for i in inclusions.of(uow.cx, personne.id)):
        raise RefusedError(f"{personne.nom_complet} est déjà affecté.", "Le groupe d’une personne ne change jamais.")
    if naissance is None or not personne.naissance_verifiee_le:
        raise RefusedError(
            f"La date de naissance de {personne.nom_complet} n’est pas vérifiée.", "Vérifiez-la avant l’affectation."
        )
    jour = le or ctx.today()
    affectee = replace(
        inclusion,
        groupe=groupe,
        methode=campagne.methode,
        motif_attente="",
        date_naissance_utilisee=naissance,
        sel=secrets.token_hex(16),
        affecte_le=jour,
        affecte_par=ctx.auteur,
        accord=Accord.SANS_OBJET if groupe is Groupe.TEMOIN else Accord.EN_ATTENTE,
    )
    inclusions.save(uow.cx, affectee)
    _inscrire(uow, affectee, personne, campagne, lot or jour.isoformat())
    uow.touch(Sujet.CAMPAGNE, Sujet.BENEFICIAIRE, Sujet.SUIVI, beneficiaire=personne.id)
    return affectee


def _inscrire(uow: UnitOfWork, affectee: Inclusion, personne: Beneficiaire, campagne: Campagne, lot: str) -> None:
    """Append an assignment to the register, chained to the row before."""
    naissance, groupe, le = affectee.date_naissance_utilisee, affectee.groupe, affectee.affecte_le
    if naissance is None or groupe is None or le is None:
        raise ValueError(affectee.id)
    ligne = LigneRegistre(
        rang=0,
        jeton=personne.jeton,
        campagne=campagne.nom,
        parite=parite(naissance),
        groupe=groupe,
        regle=campagne.methode,
        lot=lot,
        le=le,
        auteur=affectee.affecte_par,
        engagement=registre.engagement(affectee.sel, naissance),
        precedente="",
        empreinte="",
    )
    inclusions.registre_append(uow.cx, registre.chainer(ligne, inclusions.registre_last(uow.cx)))


def verifier_naissance(ctx: Contexte, beneficiaire_id: int, naissance: date, source: str) -> ChangeSet:
    """Record the verified birth date chosen by the référent with its source, then assign whoever was waiting for it.

    01/01 is accepted here only because someone says she checked it. After the assignment the group does not move:
    a different date is recorded as a protocol deviation.
    """
    if not source.strip():
        raise RefusedError(
            "La source de la date de naissance manque.", "Dites où vous l’avez lue ou qui vous l’a dite."
        )
    with ctx.store.write() as uow:
        avant = beneficiaires.get(uow.cx, beneficiaire_id)
        personne = replace(
            avant, date_naissance=naissance, naissance_verifiee_le=ctx.today(), naissance_source=source.strip()
        )
        beneficiaires.save(uow.cx, personne)
        noter_correction(uow, ctx, avant, personne)
        affecter_en_attente(uow, ctx, personne)
        uow.touch(Sujet.BENEFICIAIRE, Sujet.SUIVI, beneficiaire=beneficiaire_id)
        return uow.commit()


def affecter_en_attente(uow: UnitOfWork, ctx: Contexte, personne: Beneficiaire) -> None:
    """Assign by parity, wherever she is *en attente*, a person whose birth date has just been verified."""
    for inclusion in inclusions.of(uow.cx, personne.id):
        campagne = campagnes.get(uow.cx, inclusion.campagne_id)
        if inclusion.groupe is None and campagne.methode is Methode.PARITE and personne.date_naissance:
            affecter(uow, ctx, inclusion, personne, campagne, groupe_par_parite(personne.date_naissance))


def noter_correction(uow: UnitOfWork, ctx: Contexte, avant: Beneficiaire, apres: Beneficiaire) -> None:
    """Record a deviation when the birth date of an assigned person changes; her group stays (domaine.md 4)."""
    for inclusion in inclusions.of(uow.cx, apres.id):
        utilisee = inclusion.date_naissance_utilisee
        if inclusion.groupe is None or utilisee is None or apres.date_naissance in {avant.date_naissance, None}:
            continue
        nouvelle = apres.date_naissance
        change = groupe_par_parite(nouvelle) is not groupe_par_parite(utilisee) if nouvelle else False
        suite = "la parité change, le groupe reste" if change else "la parité ne change pas"
        detail = f"date utilisée {date_courte(utilisee)}, corrigée en {date_courte(nouvelle or utilisee)} : {suite}"
        ecart = Ecart(0, apres.id, inclusion.campagne_id, NatureEcart.DATE_CORRIGEE, ctx.today(), detail)
        inclusions.add_ecart(uow.cx, ecart)
        uow.touch(Sujet.CAMPAGNE)


def verifiable_par_listes(chambre: date | None, ml: date | None) -> bool:
    """True when both lists give the same birth date and it is not 01/01: verified without asking anyone."""
    return chambre is not None and chambre == ml and not premier_janvier(chambre)


def verifier_registre(ctx: Contexte) -> EtatRegistre:
    """Check the chain of the register and the commitments of the people who are still in the base."""
    with ctx.store.read() as cx:
        lignes = inclusions.registre_rows(cx)
        ecarts = inclusions.ecarts(cx)
        affectees = inclusions.committed(cx)
    problemes = registre.anomalies(lignes)
    connus = {ligne.jeton: ligne for ligne in lignes}
    for jeton, inclusion in affectees:
        ligne = connus.get(jeton)
        naissance = inclusion.date_naissance_utilisee
        if ligne is None or naissance is None:
            problemes.append(f"une personne affectée le {inclusion.affecte_le} n’est pas au registre")
        elif ligne.groupe is not inclusion.groupe or ligne.engagement != registre.engagement(inclusion.sel, naissance):
            problemes.append(f"ligne {ligne.rang} du registre : elle ne correspond plus à la personne")
    return EtatRegistre(len(lignes), tuple(problemes), ecarts)
