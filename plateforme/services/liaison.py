"""The life of a fiche de liaison: draft, ready, sent, received, answered, closed (domaine.md 7).

Each act is refused in words when the rules forbid it, dates a step, and gives back how to undo it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from plateforme.db.queries import dossiers, reglages
from plateforme.db.queries import liaison as q
from plateforme.db.queries import suivi as suivi_q
from plateforme.domain.changes import ChangeSet, Sujet
from plateforme.domain.controles import NIR_REFUSE, contient_nir
from plateforme.domain.difficulte import Difficulte
from plateforme.domain.fiche import (
    ATTENTE_REPONSE,
    MODIFIABLES,
    EtapeFiche,
    Fiche,
    Reponse,
    delais,
    exiger_transition,
    suite_difficulte,
)
from plateforme.domain.partenaire import Structure
from plateforme.domain.proposition import Proposition, Situation, classer, designe, destinataire_possible
from plateforme.domain.texte import date_courte
from plateforme.domain.vocabulaire import IssueDifficulte, ResultatFiche, StatutDifficulte, StatutFiche, Theme
from plateforme.errors import InvalidInputError, RefusedError
from plateforme.services import accords
from plateforme.services.annulation import Annulation, exiger_inchange
from plateforme.services.contexte import Contexte
from plateforme.services.unit_of_work import UnitOfWork
from plateforme.settings import DEPARTEMENT
from plateforme.typographie import typographie

Changement = Callable[[UnitOfWork, Fiche], Fiche]
"""What an act does to a fiche, inside the write; raises to refuse."""


@dataclass(frozen=True)
class _Instantane:
    """A fiche and its difficulty as they were, and the last step recorded."""

    fiche: Fiche
    difficulte: Difficulte
    derniere_etape: int


def proposer(ctx: Contexte, beneficiaire_id: int, theme: Theme) -> tuple[Proposition, ...]:
    """Return which partner to turn to, the right one first, each with its reasons; never an employer."""
    with ctx.store.read() as cx:
        dossier = dossiers.one(cx, beneficiaire_id)
        departement = DEPARTEMENT.lire(reglages.all_values(cx))
        situation = Situation(dossier.beneficiaire, dossier.contrat_courant, theme, departement)
        return classer(situation, q.structures(cx), q.interlocuteurs(cx))


def preparer(ctx: Contexte, difficulte_id: int, structure_id: int) -> Fiche:
    """Return a fiche filled in from a difficulty, not stored: no number yet. Raises RefusedError for an employer."""
    with ctx.store.read() as cx:
        difficulte = suivi_q.get_difficulte(cx, difficulte_id)
        structure = q.get_structure(cx, structure_id)
        contact = designe(q.interlocuteurs(cx, structure_id), structure_id)
    return Fiche(
        beneficiaire_id=difficulte.beneficiaire_id,
        difficulte_id=difficulte_id,
        structure_id=structure.id,
        interlocuteur_id=contact.id if contact else None,
        theme=difficulte.theme,
        besoin=difficulte.description,
        signalee_le=ctx.today(),
    )


def nouveau_brouillon(ctx: Contexte, fiche: Fiche) -> tuple[Fiche, ChangeSet]:
    """Store a draft and give it its number, FL-AAAA-NNNN, once and for all.

    Raises RefusedError for an employer, an archived partner or a closed difficulty; InvalidInputError for a field.
    """
    with ctx.store.write() as uow:
        difficulte = suivi_q.get_difficulte(uow.cx, fiche.difficulte_id)
        if difficulte.statut is StatutDifficulte.CLOSE:
            raise RefusedError("Cette difficulté est close.", "Rouvrez-la avant d’écrire une fiche.")
        propre = replace(
            _propre(fiche),
            id=0,
            beneficiaire_id=difficulte.beneficiaire_id,
            theme=difficulte.theme,
            statut=StatutFiche.BROUILLON,
            signalee_le=ctx.today(),
        )
        _verifier(uow, propre)
        propre = replace(propre, numero=q.take_numero(uow.cx, ctx.today().year))
        propre = replace(propre, id=q.add_fiche(uow.cx, propre))
        _noter(ctx, uow, propre)
        return propre, uow.commit()


def modifier_brouillon(ctx: Contexte, avant: Fiche, apres: Fiche) -> tuple[Annulation, ChangeSet]:
    """Correct a draft (recipient, need, urgency, wished date); ``avant`` is what the user saw."""
    with ctx.store.write() as uow:
        exiger_inchange(avant, q.get_fiche(uow.cx, avant.id), "Cette fiche")
        if avant.statut not in MODIFIABLES:
            raise RefusedError(
                f"La fiche {avant.numero} n’est plus un brouillon.", "Revenez au brouillon si elle n’est pas partie."
            )
        propre = replace(
            avant,
            structure_id=apres.structure_id,
            interlocuteur_id=apres.interlocuteur_id,
            besoin=apres.besoin.strip(),
            urgence=apres.urgence,
            reponse_souhaitee_le=apres.reponse_souhaitee_le,
        )
        _verifier(uow, propre)
        instantane = _instantane(uow, avant)
        q.save_fiche(uow.cx, propre)
        uow.touch(Sujet.FICHE, beneficiaire=propre.beneficiaire_id)
        changement = uow.commit()
    return _retour(ctx, instantane, propre), changement


def marquer_prete(ctx: Contexte, fiche_id: int) -> tuple[Annulation, ChangeSet]:
    """Say that a draft may leave. Refused without a valid agreement, or with no need written."""

    def preparer_depart(uow: UnitOfWork, fiche: Fiche) -> Fiche:
        exiger_accord(ctx, uow.cx, fiche)
        if not fiche.besoin:
            raise RefusedError(
                "Le besoin n’est pas écrit.", "Dites en quelques phrases ce que le partenaire peut faire."
            )
        _verifier(uow, fiche)
        return fiche

    return _passer(ctx, fiche_id, StatutFiche.PRETE, preparer_depart)


def revenir_brouillon(ctx: Contexte, fiche_id: int) -> tuple[Annulation, ChangeSet]:
    """Make a ready fiche a draft again, to correct it; its PDF is forgotten."""

    def oublier(uow: UnitOfWork, fiche: Fiche) -> Fiche:
        q.forget_document(uow.cx, fiche.id)
        return fiche

    return _passer(ctx, fiche_id, StatutFiche.BROUILLON, oublier)


def marquer_envoyee(ctx: Contexte, fiche_id: int, le: date | None = None) -> tuple[Annulation, ChangeSet]:
    """Say that the fiche left, today unless ``le`` says otherwise. Refused without its PDF or without the agreement."""
    jour = le or ctx.today()

    def partir(uow: UnitOfWork, fiche: Fiche) -> Fiche:
        _exiger_date(ctx, jour, fiche.signalee_le, "La date d’envoi", "envoyee_le")
        exiger_accord(ctx, uow.cx, fiche, jour)
        if q.document(uow.cx, fiche.id) is None:
            raise RefusedError(
                f"Le PDF de la fiche {fiche.numero} n’a pas encore été enregistré.",
                "Enregistrez-le ou préparez le courriel, puis marquez la fiche comme envoyée.",
            )
        _etat_difficulte(uow, fiche, StatutDifficulte.EN_COURS)
        return replace(fiche, envoyee_le=jour)

    return _passer(ctx, fiche_id, StatutFiche.ENVOYEE, partir, f"envoyée le {date_courte(jour)}")


def noter_relance(ctx: Contexte, fiche_id: int) -> tuple[Annulation, ChangeSet]:
    """Date a reminder to the partner. Refused unless an answer is awaited."""
    with ctx.store.write() as uow:
        fiche = q.get_fiche(uow.cx, fiche_id)
        if fiche.statut not in ATTENTE_REPONSE:
            raise RefusedError("Aucune réponse n’est attendue pour cette fiche.", "Seule une fiche envoyée se relance.")
        instantane = _instantane(uow, fiche)
        _noter(ctx, uow, fiche, "relance du partenaire")
        changement = uow.commit()
    return _retour(ctx, instantane, fiche), changement


def marquer_recue(ctx: Contexte, fiche_id: int) -> tuple[Annulation, ChangeSet]:
    """Say that the partner has the fiche."""
    return _passer(ctx, fiche_id, StatutFiche.RECUE)


def enregistrer_reponse(
    ctx: Contexte, fiche_id: int, reponse: Reponse, *, difficulte_suit: bool = True
) -> tuple[Annulation, ChangeSet]:
    """Record the partner's answer, late or not; a second one completes the first, and both stay in the history.

    ``difficulte_suit``: « résolu » closes the difficulty, « en cours » says so, the others open it again. Raises
    InvalidInputError for a refusal without its reason or a date out of place.
    """
    propre = _reponse_propre(reponse)

    def repondre(uow: UnitOfWork, fiche: Fiche) -> Fiche:
        _exiger_date(ctx, propre.le, fiche.envoyee_le or fiche.signalee_le, "La date de la réponse", "le")
        if difficulte_suit:
            statut, issue = suite_difficulte(propre.resultat)
            _etat_difficulte(uow, fiche, statut, issue, propre.le)
        return replace(
            fiche,
            resultat=propre.resultat,
            reponse_le=propre.le,
            reponse_texte=propre.texte,
            reponse_par=propre.par,
            rendez_vous_le=propre.rendez_vous_le,
            refus_motif=propre.refus_motif if propre.resultat is ResultatFiche.REFUSE else "",
        )

    suite = propre.refus_motif if propre.resultat is ResultatFiche.REFUSE else propre.texte
    detail = " – ".join(morceau for morceau in (propre.resultat.libelle, suite) if morceau)
    return _passer(ctx, fiche_id, StatutFiche.REPONSE, repondre, detail)


def _reponse_propre(reponse: Reponse) -> Reponse:
    propre = replace(
        reponse, texte=reponse.texte.strip(), par=reponse.par.strip(), refus_motif=reponse.refus_motif.strip()
    )
    if propre.resultat is ResultatFiche.REFUSE and not propre.refus_motif:
        raise InvalidInputError(
            "La raison du refus manque.", "Notez-la telle que le partenaire l’a dite.", champ="refus_motif"
        )
    if contient_nir(f"{propre.texte}\n{propre.refus_motif}"):
        raise InvalidInputError(typographie(NIR_REFUSE), champ="texte")
    return propre


def clore(ctx: Contexte, fiche_id: int, motif: str = "") -> tuple[Annulation, ChangeSet]:
    """Close a fiche: answered, expired, or given up before it left (its number is not used again)."""
    return _passer(ctx, fiche_id, StatutFiche.CLOSE, None, motif.strip())


def expirer_echues(ctx: Contexte) -> ChangeSet:
    """Make *expirée* every fiche sent 30 days ago or more and not answered. Nothing is written when there is none."""
    with ctx.store.read() as cx:
        if not any(_echue(f, ctx.today()) for f in q.fiches(cx)):
            return ChangeSet()
    with ctx.store.write() as uow:
        # Read again inside the write: an answer may have come in between, and must not be erased.
        for fiche in (f for f in q.fiches(uow.cx) if _echue(f, ctx.today())):
            expiree = replace(fiche, statut=StatutFiche.EXPIREE)
            q.save_fiche(uow.cx, expiree)
            _noter(ctx, uow, expiree, "sans réponse au bout de 30 jours")
        return uow.commit()


def exiger_accord(ctx: Contexte, cx: Connection, fiche: Fiche, au: date | None = None) -> None:
    """Raise RefusedError, saying what to do, unless the agreement for this recipient and theme is valid that day.

    An employer is refused here too: a card, or a contract, may have changed since the draft was written.
    """
    structure = q.get_structure(cx, fiche.structure_id)
    _refuser_employeur(cx, fiche, structure)
    ou = accords.etat_au(cx, fiche.beneficiaire_id, fiche.structure_id, fiche.theme, au or ctx.today())
    if ou.valable:
        return
    qui = "au jeune et à son représentant légal" if ou.mineur else "au jeune"
    cause = f" {ou.obstacle}" if ou.obstacle else ""
    raise RefusedError(
        typographie(f"La fiche {fiche.numero} ne peut ni être enregistrée ni partir sans accord.{cause}"),
        typographie(
            f"Demandez {qui} si vous pouvez parler de « {fiche.theme.libelle} » à « {structure.nom} », "
            "puis choisissez « Recueillir l’accord »."
        ),
    )


def _passer(
    ctx: Contexte,
    fiche_id: int,
    vers: StatutFiche,
    changer: Changement | None = None,
    detail: str = "",
) -> tuple[Annulation, ChangeSet]:
    with ctx.store.write() as uow:
        avant = q.get_fiche(uow.cx, fiche_id)
        exiger_transition(avant, vers)
        instantane = _instantane(uow, avant)
        apres = replace(changer(uow, avant) if changer else avant, statut=vers)
        q.save_fiche(uow.cx, apres)
        _noter(ctx, uow, apres, detail)
        difficulte = suivi_q.get_difficulte(uow.cx, apres.difficulte_id)
        changement = uow.commit()
    return _retour(ctx, instantane, apres, difficulte), changement


def _instantane(uow: UnitOfWork, fiche: Fiche) -> _Instantane:
    derniere = max((e.id for e in q.etapes(uow.cx, fiche.id)), default=0)
    return _Instantane(fiche, suivi_q.get_difficulte(uow.cx, fiche.difficulte_id), derniere)


def _retour(ctx: Contexte, avant: _Instantane, apres: Fiche, difficulte: Difficulte | None = None) -> Annulation:
    """Return how to put a fiche back, and its difficulty when the act left it as ``difficulte``."""

    def annuler() -> ChangeSet:
        with ctx.store.write() as uow:
            exiger_inchange(apres, q.get_fiche(uow.cx, apres.id), "Cette fiche")
            if difficulte and difficulte != avant.difficulte:
                actuelle = suivi_q.get_difficulte(uow.cx, difficulte.id)
                exiger_inchange(difficulte, actuelle, "La difficulté de cette fiche")
                suivi_q.save_difficulte(uow.cx, avant.difficulte)
            q.save_fiche(uow.cx, avant.fiche)
            q.delete_etapes_after(uow.cx, apres.id, avant.derniere_etape)
            uow.touch(Sujet.FICHE, Sujet.DIFFICULTE, beneficiaire=apres.beneficiaire_id)
            return uow.commit()

    return annuler


def _noter(ctx: Contexte, uow: UnitOfWork, fiche: Fiche, detail: str = "") -> None:
    q.add_etape(uow.cx, EtapeFiche(0, fiche.id, fiche.statut, ctx.now(), detail))
    uow.touch(Sujet.FICHE, beneficiaire=fiche.beneficiaire_id)


def _etat_difficulte(
    uow: UnitOfWork,
    fiche: Fiche,
    statut: StatutDifficulte,
    issue: IssueDifficulte | None = None,
    le: date | None = None,
) -> None:
    """Make the difficulty follow its fiche; one closed by hand is left alone, one with another fiche on its way too."""
    difficulte = suivi_q.get_difficulte(uow.cx, fiche.difficulte_id)
    autres = any(
        f.id != fiche.id and f.difficulte_id == fiche.difficulte_id and f.statut in ATTENTE_REPONSE
        for f in q.fiches(uow.cx, fiche.beneficiaire_id)
    )
    if difficulte.statut is StatutDifficulte.CLOSE or (statut is StatutDifficulte.OUVERTE and autres):
        return
    close_le = max(le, difficulte.ouverte_le) if le and statut is StatutDifficulte.CLOSE else None
    suivi_q.save_difficulte(uow.cx, replace(difficulte, statut=statut, issue=issue, close_le=close_le))
    uow.touch(Sujet.DIFFICULTE, beneficiaire=fiche.beneficiaire_id)


def _propre(fiche: Fiche) -> Fiche:
    """Return what a draft may hold: nothing of what comes after it left."""
    return Fiche(
        difficulte_id=fiche.difficulte_id,
        structure_id=fiche.structure_id,
        interlocuteur_id=fiche.interlocuteur_id,
        besoin=fiche.besoin.strip(),
        urgence=fiche.urgence,
        reponse_souhaitee_le=fiche.reponse_souhaitee_le,
    )


def _verifier(uow: UnitOfWork, fiche: Fiche) -> None:
    structure = q.get_structure(uow.cx, fiche.structure_id)
    _refuser_employeur(uow.cx, fiche, structure)
    if structure.archivee_le:
        raise RefusedError(
            typographie(f"« {structure.nom} » est archivé."), "Restaurez ce partenaire, ou choisissez-en un autre."
        )
    _verifier_champs(uow, fiche, structure)


def _refuser_employeur(cx: Connection, fiche: Fiche, structure: Structure) -> None:
    if not destinataire_possible(structure, dossiers.one(cx, fiche.beneficiaire_id).contrat_courant):
        raise RefusedError(
            typographie(f"« {structure.nom} » est un employeur : il ne reçoit jamais de fiche de liaison."),
            "Choisissez un autre destinataire.",
        )


def _verifier_champs(uow: UnitOfWork, fiche: Fiche, structure: Structure) -> None:
    gens = {i.id: i for i in q.interlocuteurs(uow.cx, structure.id)}
    if fiche.interlocuteur_id is not None:
        personne = gens.get(fiche.interlocuteur_id)
        if personne is None or personne.parti_le:
            raise InvalidInputError(
                "Cet interlocuteur n’est plus chez ce partenaire.", "Choisissez-en un autre.", champ="interlocuteur_id"
            )
    if fiche.reponse_souhaitee_le and fiche.reponse_souhaitee_le < fiche.signalee_le:
        raise InvalidInputError(
            "La réponse est souhaitée avant le jour de la fiche.", "Corrigez la date.", champ="reponse_souhaitee_le"
        )
    if contient_nir(fiche.besoin):
        raise InvalidInputError(typographie(NIR_REFUSE), champ="besoin")


def _exiger_date(ctx: Contexte, jour: date, depuis: date, quoi: str, champ: str) -> None:
    if not depuis <= jour <= ctx.today():
        raise InvalidInputError(
            f"{quoi} doit être entre le {date_courte(depuis)} et aujourd’hui.", "Corrigez-la.", champ=champ
        )


def _echue(fiche: Fiche, aujourd_hui: date) -> bool:
    attendue = fiche.statut in ATTENTE_REPONSE and fiche.envoyee_le is not None
    return attendue and delais(fiche.envoyee_le or aujourd_hui, 0, aujourd_hui).expiree
