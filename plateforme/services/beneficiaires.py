"""The people: the rows of the table, one person's page, creation, correction, removal of a mistake."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime

from plateforme.db.queries import beneficiaires as q
from plateforme.db.queries import campagnes, contrats, dossiers, inclusions, liaison, reglages, suivi
from plateforme.domain.beneficiaire import Beneficiaire
from plateforme.domain.campagne import Campagne, groupe_par_parite
from plateforme.domain.changes import ChangeSet, Sujet
from plateforme.domain.contrat import Contrat
from plateforme.domain.controles import erreurs_beneficiaire, telephone_normal
from plateforme.domain.dossier import DossierPersonne
from plateforme.domain.personne import PersonnePage, plan_suivi
from plateforme.domain.suivi import Action, Echeance, Voie
from plateforme.domain.texte import date_courte, fold, pluriel, telephone
from plateforme.domain.vocabulaire import Accord, Groupe, Risque
from plateforme.errors import InvalidInputError, RefusedError
from plateforme.services import contrats as services_contrats
from plateforme.services.affectation import affecter_en_attente, noter_correction, nouveau_jeton, retenir
from plateforme.services.annulation import Annulation, exiger_inchange
from plateforme.services.contexte import Contexte
from plateforme.services.unit_of_work import UnitOfWork
from plateforme.settings import CRIP_TELEPHONE


class DoublonError(InvalidInputError):
    """Someone of the same name and birth date is already in the base: ``beneficiaire_id``."""

    def __init__(self, personne: Beneficiaire, naissance: date) -> None:
        super().__init__(
            f"{personne.nom_complet}, né(e) le {date_courte(naissance)}, est déjà dans la base.",
            "Ouvrez sa page. S’il s’agit bien d’une autre personne, confirmez la création.",
            champ="nom_naissance",
        )
        self.beneficiaire_id = personne.id


@dataclass(frozen=True)
class LigneBeneficiaire:
    """One row of the table. ``groupe`` None is *en attente*, for the reason ``attente``. ``recherche`` is folded.

    ``risque`` is the latest reading of the risk of a rupture, None once the contract is broken (``rompu``).
    """

    id: int
    nom: str
    prenoms: str
    naissance: date | None
    mineur: bool
    telephone: str
    commune: str
    campagne: str
    groupe: Groupe | None
    attente: str
    accord: Accord | None
    employeur: str
    cfa: str
    plan: tuple[Echeance, ...]
    dernier_contact: datetime | None
    action: Action
    risque: Risque | None
    rompu: bool
    recherche: str

    @property
    def en_retard(self) -> bool:
        """True when the next action is late, or is a first call that waits."""
        return self.action.voie in {Voie.EN_RETARD, Voie.PREMIER_APPEL}


def lignes(ctx: Contexte, campagne_id: int | None = None) -> tuple[LigneBeneficiaire, ...]:
    """Return the people of a campaign, of the whole base without one, by name (É sorts with E)."""
    with ctx.store.read() as cx:
        tous = dossiers.all_people(cx, campagne_id)
    return tuple(_ligne(dossier, ctx.today()) for dossier in tous)


def personne(ctx: Contexte, beneficiaire_id: int) -> PersonnePage:
    """Return everything known of one person. Raises :class:`NotFoundError`."""
    with ctx.store.read() as cx:
        dossier = dossiers.one(cx, beneficiaire_id)
        fiches = liaison.fiches(cx, beneficiaire_id)
        return PersonnePage(
            dossier=dossier,
            aujourd_hui=ctx.today(),
            inclusions=tuple(
                (inclusion, campagnes.get(cx, inclusion.campagne_id))
                for inclusion in inclusions.of(cx, beneficiaire_id)
            ),
            difficultes=suivi.difficultes_of(cx, beneficiaire_id),
            fiches=fiches,
            etapes=tuple(etape for fiche in fiches for etape in liaison.etapes(cx, fiche.id)),
            accords_partage=liaison.accords(cx, beneficiaire_id),
            ecarts=tuple(e for e in inclusions.ecarts(cx) if e.beneficiaire_id == beneficiaire_id),
            structures={s.id: s.nom for s in liaison.structures(cx, archivees=True)},
            crip=CRIP_TELEPHONE.lire(reglages.all_values(cx)),
        )


def creer(
    ctx: Contexte,
    personne: Beneficiaire,
    contrat: Contrat | None = None,
    campagne: Campagne | None = None,
    *,
    malgre_homonyme: bool = False,
) -> tuple[Beneficiaire, ChangeSet]:
    """Create a person, with her entry contract and retained in a campaign when given.

    Her birth date is verified only when ``naissance_source`` says how; otherwise she waits for her group. Raises
    :class:`DoublonError` for a namesake born the same day, unless ``malgre_homonyme``; :class:`InvalidInputError` for a
    field.
    """
    propre = normaliser(personne)
    exiger_valide(ctx, propre)
    with ctx.store.write() as uow:
        if not malgre_homonyme:
            _exiger_unique(uow, propre)
        verifiee = ctx.today() if propre.naissance_source and propre.date_naissance else None
        propre = replace(propre, jeton=nouveau_jeton(), naissance_verifiee_le=verifiee)
        creee = replace(propre, id=q.add(uow.cx, propre))
        uow.touch(Sujet.BENEFICIAIRE, beneficiaire=creee.id)
        if contrat:
            services_contrats.ajouter(uow, replace(contrat, beneficiaire_id=creee.id))
        if campagne:
            retenir(uow, ctx, creee, campagne)
        return creee, uow.commit()


def modifier(ctx: Contexte, avant: Beneficiaire, apres: Beneficiaire) -> tuple[Annulation | None, ChangeSet]:
    """Correct a person; ``avant`` is what the user saw. Refused when she changed meanwhile.

    A new birth date is verified only with a new ``naissance_source``; on someone assigned it is noted as a deviation
    and her group stays. Returns how to undo, None when the correction has consequences that remain.
    """
    propre = normaliser(apres)
    exiger_valide(ctx, propre)
    with ctx.store.write() as uow:
        exiger_inchange(avant, q.get(uow.cx, avant.id), "La page de cette personne")
        propre = _naissance(ctx, avant, propre)
        q.save(uow.cx, propre)
        uow.touch(Sujet.BENEFICIAIRE, Sujet.SUIVI, beneficiaire=propre.id)
        autre_date = propre.date_naissance != avant.date_naissance
        if autre_date:
            noter_correction(uow, ctx, avant, propre)
            if propre.naissance_verifiee_le:
                affecter_en_attente(uow, ctx, propre)
        affectee = any(i.groupe for i in inclusions.of(uow.cx, propre.id))
        annulation = None if autre_date and affectee else _retour(ctx, avant, propre)
        return annulation, uow.commit()


def supprimer(ctx: Contexte, beneficiaire_id: int) -> ChangeSet:
    """Delete a person created by mistake, with her contracts. Raises :class:`RefusedError` saying what is attached."""
    with ctx.store.write() as uow:
        cx = uow.cx
        visee = q.get(cx, beneficiaire_id)
        retenues = inclusions.of(cx, beneficiaire_id)
        if any(i.groupe for i in retenues):
            raise RefusedError(
                f"{visee.nom_complet} est affecté(e) : le registre garde sa ligne, sa page ne se supprime pas.",
                "Placez cette personne hors évaluation, ou clôturez son suivi.",
            )
        attaches = _attaches(uow, beneficiaire_id)
        if attaches:
            raise RefusedError(
                f"{visee.nom_complet} a {attaches} : sa page ne se supprime pas.",
                "La suppression est réservée à une page créée par erreur.",
            )
        for inclusion in retenues:
            inclusions.delete(cx, inclusion.id)
        for contrat in contrats.of(cx, beneficiaire_id):
            contrats.delete(cx, contrat.id)
        q.delete(cx, beneficiaire_id)
        uow.touch(Sujet.BENEFICIAIRE, Sujet.CAMPAGNE, Sujet.SUIVI, beneficiaire=beneficiaire_id)
        return uow.commit()


def normaliser(personne: Beneficiaire) -> Beneficiaire:
    """Return the person as she is stored: texts trimmed, telephones in their international form."""
    propre = replace(personne, **{n: v.strip() for n, v in vars(personne).items() if type(v) is str})
    return replace(
        propre,
        telephone=telephone_normal(propre.telephone) or propre.telephone,
        telephone_2=telephone_normal(propre.telephone_2) or propre.telephone_2,
        representant_telephone=telephone_normal(propre.representant_telephone) or propre.representant_telephone,
    )


def exiger_valide(ctx: Contexte, personne: Beneficiaire) -> None:
    """Raise :class:`InvalidInputError` on the first field that cannot be recorded."""
    for champ, message in erreurs_beneficiaire(personne, ctx.today()).items():
        raise InvalidInputError(message, champ=champ)


def changement_de_groupe(avant: date | None, apres: date) -> bool:
    """True when choosing ``apres`` instead of ``avant`` gives the other group by parity."""
    return avant is not None and groupe_par_parite(avant) is not groupe_par_parite(apres)


def _ligne(dossier: DossierPersonne, aujourd_hui: date) -> LigneBeneficiaire:
    jeune, inclusion, contrat = dossier.beneficiaire, dossier.inclusion, dossier.contrat_courant
    dernier, rompu = dossier.dernier_contact, dossier.rupture_de(contrat) is not None
    employeur, cfa = (contrat.employeur, contrat.cfa) if contrat else ("", "")
    mots = (jeune.nom_naissance, jeune.nom_usage, jeune.prenoms, jeune.commune, employeur, cfa)
    numeros = (telephone(n).replace("\u00a0", "") for n in (jeune.telephone, jeune.telephone_2))
    return LigneBeneficiaire(
        id=jeune.id,
        nom=jeune.nom,
        prenoms=jeune.prenoms,
        naissance=jeune.date_naissance,
        mineur=jeune.mineur(aujourd_hui),
        telephone=jeune.telephone or jeune.telephone_2,
        commune=jeune.commune,
        campagne=dossier.campagne.nom if dossier.campagne else "",
        groupe=inclusion.groupe_affiche if inclusion else None,
        attente=inclusion.motif_attente if inclusion else "retenu dans aucune campagne",
        accord=inclusion.accord if inclusion else None,
        employeur=employeur,
        cfa=cfa,
        plan=plan_suivi(dossier, aujourd_hui),
        dernier_contact=dernier.quand if dernier else None,
        action=dossier.prochaine_action(aujourd_hui),
        risque=None if rompu else dossier.risque,
        rompu=rompu,
        recherche=fold(" ".join((*mots, *numeros))),
    )


def _naissance(ctx: Contexte, avant: Beneficiaire, apres: Beneficiaire) -> Beneficiaire:
    """Keep the verification of an unchanged birth date; a new one is verified only by a new source."""
    if apres.date_naissance == avant.date_naissance:
        return replace(
            apres, naissance_verifiee_le=avant.naissance_verifiee_le, naissance_source=avant.naissance_source
        )
    if apres.date_naissance and apres.naissance_source and apres.naissance_source != avant.naissance_source:
        return replace(apres, naissance_verifiee_le=ctx.today())
    return replace(apres, naissance_verifiee_le=None, naissance_source="")


def _retour(ctx: Contexte, avant: Beneficiaire, apres: Beneficiaire) -> Annulation:
    def annuler() -> ChangeSet:
        with ctx.store.write() as uow:
            exiger_inchange(apres, q.get(uow.cx, apres.id), "La page de cette personne")
            q.save(uow.cx, avant)
            uow.touch(Sujet.BENEFICIAIRE, Sujet.SUIVI, beneficiaire=avant.id)
            return uow.commit()

    return annuler


def _exiger_unique(uow: UnitOfWork, nouvelle: Beneficiaire) -> None:
    naissance = nouvelle.date_naissance
    for nom in {nouvelle.nom_naissance, nouvelle.nom_usage} - {""}:
        for homonyme in q.namesakes(uow.cx, nom, nouvelle.prenoms):
            if naissance and homonyme.date_naissance == naissance:
                raise DoublonError(homonyme, naissance)


def _attaches(uow: UnitOfWork, beneficiaire_id: int) -> str:
    """Return what is attached to a person, in words: « 2 contacts, 1 fiche »."""
    cx = uow.cx
    ruptures = sum(contrats.rupture_of(cx, c.id) is not None for c in contrats.of(cx, beneficiaire_id))
    nombres = Counter(
        {
            "contact": len(suivi.contacts_of(cx, beneficiaire_id)),
            "difficulté": len(suivi.difficultes_of(cx, beneficiaire_id)),
            "fiche": len(liaison.fiches(cx, beneficiaire_id)),
            "rupture": ruptures,
        }
    )
    return ", ".join(pluriel(nombre, quoi) for quoi, nombre in nombres.items() if nombre)
