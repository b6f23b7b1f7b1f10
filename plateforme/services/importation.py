"""From two crossed lists to people retained in a campaign (domaine.md 2.2, 2.3 and 4).

Rows that nobody retained are never stored: what crossing remembers of them is a keyed hash. Everything of one
import is written in one transaction, so that an import happens whole or not at all.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

from plateforme.db.queries import beneficiaires, contrats, inclusions, reglages
from plateforme.domain.beneficiaire import Beneficiaire
from plateforme.domain.campagne import Campagne, Inclusion, groupe_par_parite
from plateforme.domain.changes import ChangeSet
from plateforme.domain.contrat import Contrat, Rupture
from plateforme.domain.croisement import Decision, Paire
from plateforme.domain.liste import PersonneListe
from plateforme.domain.progress import Progress, SilentProgress, check_cancelled
from plateforme.domain.texte import fold
from plateforme.domain.vocabulaire import Code, Groupe, SourceRupture
from plateforme.services import campagnes as services_campagnes
from plateforme.services.affectation import nouveau_jeton, retenir, verifiable_par_listes
from plateforme.services.contexte import Contexte
from plateforme.services.croisement_listes import ResultatCroisement, croiser_fichiers
from plateforme.services.unit_of_work import UnitOfWork
from plateforme.settings import SECRET_CROISEMENT

SOURCE_LISTES = "identique dans les deux listes"


class Sort(Code):
    """What becomes of a pair in a campaign."""

    NOUVELLE = "nouvelle", "Nouvelle personne"
    A_VERIFIER = "a_verifier", "À vérifier"
    DEJA_CONNUE = "deja_connue", "Déjà dans la base"
    HORS_FENETRE = "hors_fenetre", "Contrat hors de la fenêtre"
    ECARTEE = "ecartee", "Écartée lors d’un croisement précédent"


@dataclass(frozen=True)
class PaireCampagne:
    """A pair, its two rows and what becomes of it in the campaign."""

    paire: Paire
    chambre: PersonneListe
    ml: PersonneListe
    sort: Sort
    beneficiaire_id: int | None = None

    @property
    def naissance_sure(self) -> bool:
        """True when the lists alone verify the birth date (domaine.md 4)."""
        return verifiable_par_listes(self.chambre.naissance, self.ml.naissance)

    @property
    def groupe(self) -> Groupe | None:
        """The group parity gives, None while the birth date is not sure."""
        naissance = self.chambre.naissance
        return groupe_par_parite(naissance) if self.naissance_sure and naissance else None


@dataclass(frozen=True)
class Retenue:
    """A pair that is kept: ``naissance`` verified with its ``source``, or None to wait for it."""

    paire: PaireCampagne
    naissance: date | None = None
    source: str = ""


@dataclass(frozen=True)
class Proposition:
    """The crossing of two lists, seen from a campaign."""

    campagne: Campagne
    resultat: ResultatCroisement
    paires: tuple[PaireCampagne, ...]

    def de(self, sort: Sort) -> tuple[PaireCampagne, ...]:
        """Return the pairs of one sort."""
        return tuple(p for p in self.paires if p.sort is sort)


@dataclass(frozen=True)
class BilanImport:
    """Counts of an import; ``retenus`` = ``test + temoin + en_attente`` are the new people."""

    lignes_chambre: int = 0
    lignes_ml: int = 0
    lignes_refusees: int = 0
    apparies: int = 0
    a_verifier: int = 0
    hors_fenetre: int = 0
    retenus: int = 0
    test: int = 0
    temoin: int = 0
    en_attente: int = 0
    deja_connus: int = 0

    def as_json(self) -> dict[str, object]:
        """Return the object the command line prints."""
        valeurs: dict[str, object] = asdict(self)
        lignes = {"chambre": valeurs.pop("lignes_chambre"), "ml": valeurs.pop("lignes_ml")}
        return {"lignes": lignes, **valeurs}


def proposer(ctx: Contexte, campagne: Campagne, resultat: ResultatCroisement) -> Proposition:
    """Say what becomes of each pair in ``campagne``, which may not be stored yet. Nothing is written."""
    with ctx.store.read() as cx:
        empreinte = _empreinteur(reglages.all_values(cx)[SECRET_CROISEMENT.cle])
        connues = inclusions.decisions(cx, campagne.id) if campagne.id else {}
        chambre = {p.ligne: p for p in resultat.chambre.personnes}
        ml = {p.ligne: p for p in resultat.ml.personnes}
        paires: list[PaireCampagne] = []
        for paire in resultat.paires:
            cote = PaireCampagne(paire, chambre[paire.ligne_chambre], ml[paire.ligne_ml], Sort.NOUVELLE)
            sort, connu = _sort(cote, campagne, connues, empreinte)
            if sort in {Sort.NOUVELLE, Sort.A_VERIFIER}:
                deja = _deja_en_base(beneficiaires.namesakes(cx, cote.chambre.nom, cote.chambre.prenoms), cote)
                sort, connu = (Sort.DEJA_CONNUE, deja) if deja else (sort, connu)
            paires.append(replace(cote, sort=sort, beneficiaire_id=connu))
    return Proposition(campagne, resultat, tuple(paires))


def enregistrer(
    ctx: Contexte,
    proposition: Proposition,
    retenues: Sequence[Retenue],
    ecartees: Sequence[PaireCampagne] = (),
    progress: Progress | None = None,
) -> tuple[BilanImport, ChangeSet]:
    """Retain the chosen pairs, remember the refused ones, log the import: all or nothing.

    The campaign is created when it is not stored yet. A pair whose birth date is neither verified by the lists nor
    given with its source is retained *en attente*.
    """
    progress = progress or SilentProgress()
    lot = f"{ctx.now():%Y-%m-%d %H:%M}"
    with ctx.store.write() as uow:
        campagne = proposition.campagne
        if not campagne.id:
            campagne = services_campagnes.ajouter(uow, campagne)
        empreinte = _empreinteur(reglages.all_values(uow.cx)[SECRET_CROISEMENT.cle])
        deja = set(inclusions.decisions(uow.cx, campagne.id))
        nouvelles: list[Inclusion] = []
        groupes = _par_personne(empreinte, retenues)
        for i, groupe in enumerate(groupes):
            check_cancelled(progress)
            progress.report(i, len(groupes), "Enregistrement des jeunes retenus")
            inclusion = _retenir(uow, ctx, campagne, groupe, lot)
            for retenue in groupe:
                _se_souvenir(uow, ctx, campagne, _empreintes(empreinte, retenue.paire), "retenue", inclusion, deja)
            nouvelles.append(inclusion)
        for paire in ecartees:
            _se_souvenir(uow, ctx, campagne, _empreintes(empreinte, paire)[:1], "ecartee", None, deja)
        tranchees = {_lignes(r.paire) for r in retenues} | {_lignes(p) for p in ecartees}
        bilan = _bilan(proposition, nouvelles, tranchees)
        resultat = proposition.resultat
        inclusions.add_import(
            uow.cx,
            campagne_id=campagne.id,
            quand=ctx.now(),
            auteur=ctx.auteur,
            fichier_chambre=resultat.chambre.nom,
            fichier_ml=resultat.ml.nom,
            bilan=json.dumps(bilan.as_json()),
        )
        return bilan, uow.commit()


def automatiques(proposition: Proposition) -> tuple[Retenue, ...]:
    """Return what the automatic rule retains: every new ``apparie`` pair, its date verified when the lists agree."""
    return tuple(
        Retenue(p, p.chambre.naissance, SOURCE_LISTES) if p.naissance_sure else Retenue(p)
        for p in proposition.de(Sort.NOUVELLE)
    )


def importer(
    ctx: Contexte, nom_campagne: str, chambre: Path, ml: Path, progress: Progress | None = None
) -> tuple[BilanImport, ChangeSet]:
    """Cross two files, retain the ``apparie`` pairs, assign those whose birth date is verified.

    A campaign that does not exist is created when its name is two years that follow (« 2010/2011 »).
    """
    campagne = next((c for c in services_campagnes.lister(ctx) if c.nom == nom_campagne), None)
    campagne = campagne or services_campagnes.annuelle(nom_campagne)
    resultat = croiser_fichiers(chambre, ml, progress=progress or SilentProgress())
    proposition = proposer(ctx, campagne, resultat)
    return enregistrer(ctx, proposition, automatiques(proposition), progress=progress)


def _sort(
    paire: PaireCampagne,
    campagne: Campagne,
    connues: dict[str, tuple[str, int | None]],
    empreinte: Callable[..., str],
) -> tuple[Sort, int | None]:
    hash_paire, hash_chambre = _empreintes(empreinte, paire)
    for cle in (hash_paire, hash_chambre):
        decision, personne = connues.get(cle, ("", None))
        if decision == "retenue":
            return Sort.DEJA_CONNUE, personne
        if decision == "ecartee":
            return Sort.ECARTEE, None
    debut = paire.chambre.debut
    if debut is not None and not campagne.dans_fenetre(debut):
        return Sort.HORS_FENETRE, None
    return (Sort.NOUVELLE if paire.paire.decision is Decision.APPARIE else Sort.A_VERIFIER), None


def _deja_en_base(namesakes: Sequence[Beneficiaire], paire: PaireCampagne) -> int | None:
    dates = {paire.chambre.naissance, paire.ml.naissance} - {None}
    return next((b.id for b in namesakes if b.date_naissance in dates), None)


def _par_personne(empreinte: Callable[..., str], retenues: Sequence[Retenue]) -> list[list[Retenue]]:
    """Group the rows of one person (several contracts of one list), the earliest contract first."""
    groupes: dict[str, list[Retenue]] = {}
    for retenue in retenues:
        groupes.setdefault(_empreintes(empreinte, retenue.paire)[1], []).append(retenue)
    return [sorted(g, key=lambda r: r.paire.chambre.debut or date.max) for g in groupes.values()]


def _retenir(uow: UnitOfWork, ctx: Contexte, campagne: Campagne, groupe: Sequence[Retenue], lot: str) -> Inclusion:
    """Store one person with every contract of the list, then retain her."""
    verifiee = next((r for r in groupe if r.naissance), groupe[0])
    personne = _beneficiaire(ctx, verifiee)
    personne = replace(personne, id=beneficiaires.add(uow.cx, personne))
    lignes = {(r.paire.chambre.numero, r.paire.chambre.debut): r.paire.chambre for r in groupe}
    for ligne in lignes.values():
        _ajouter_contrat(uow, ctx, ligne, personne.id)
    return retenir(uow, ctx, personne, campagne, lot)


def _ajouter_contrat(uow: UnitOfWork, ctx: Contexte, ligne: PersonneListe, beneficiaire_id: int) -> None:
    contrat = _contrat(ligne, beneficiaire_id)
    if contrat is None:
        return
    contrat = replace(contrat, rang=contrats.next_rank(uow.cx, beneficiaire_id))
    contrat_id = contrats.add(uow.cx, contrat)
    if ligne.rupture_le is not None and ligne.rupture_le != contrat.fin_prevue:
        rupture = Rupture(0, contrat_id, ligne.rupture_le, source=SourceRupture.LISTE_CHAMBRE, connue_le=ctx.today())
        contrats.add_rupture(uow.cx, rupture)


def _beneficiaire(ctx: Contexte, retenue: Retenue) -> Beneficiaire:
    """Merge the two rows: the chamber's identity and contract, what the Mission Locale adds."""
    chambre, ml = retenue.paire.chambre, retenue.paire.ml
    telephones = list(dict.fromkeys((*chambre.telephones, *ml.telephones)))
    return Beneficiaire(
        jeton=nouveau_jeton(),
        nom_naissance=chambre.nom,
        nom_usage=chambre.nom_usage or ml.nom_usage,
        prenoms=chambre.prenoms,
        sexe=chambre.sexe or ml.sexe,
        date_naissance=retenue.naissance or chambre.naissance,
        naissance_verifiee_le=ctx.today() if retenue.naissance else None,
        naissance_source=retenue.source if retenue.naissance else "",
        adresse=chambre.adresse or ml.adresse,
        code_postal=chambre.code_postal or ml.code_postal,
        commune=chambre.commune or ml.commune,
        telephone=telephones[0] if telephones else "",
        telephone_2=telephones[1] if len(telephones) > 1 else "",
        courriel=ml.courriel or chambre.courriel,
        suivi_ml=True,
        ml_conseiller=ml.conseiller,
        ml_identifiant=ml.identifiant,
    )


def _contrat(ligne: PersonneListe, beneficiaire_id: int) -> Contrat | None:
    """Return the entry contract of the chamber's row, None when it gives no start: to be filled in by hand."""
    if ligne.debut is None:
        return None
    fin = ligne.fin_prevue if ligne.fin_prevue and ligne.fin_prevue > ligne.debut else None
    return Contrat(
        beneficiaire_id=beneficiaire_id,
        employeur=ligne.employeur,
        siret=ligne.siret,
        employeur_telephone=ligne.employeur_telephone,
        maitre_apprentissage=ligne.maitre_apprentissage,
        cfa=ligne.cfa,
        diplome=ligne.diplome,
        metier=ligne.metier,
        niveau_prepare=ligne.niveau,
        annee_cycle=ligne.annee_cycle,
        filiere=ligne.filiere,
        numero=ligne.numero,
        debut=ligne.debut,
        fin_prevue=fin,
    )


def _se_souvenir(
    uow: UnitOfWork,
    ctx: Contexte,
    campagne: Campagne,
    empreintes: Sequence[str],
    decision: str,
    inclusion: Inclusion | None,
    deja: set[str],
) -> None:
    for empreinte in empreintes:
        if empreinte in deja:
            continue
        deja.add(empreinte)
        inclusions.remember_decision(
            uow.cx,
            campagne_id=campagne.id,
            empreinte=empreinte,
            decision=decision,
            beneficiaire_id=inclusion.beneficiaire_id if inclusion else None,
            le=ctx.today(),
        )


def _empreinteur(secret: str) -> Callable[..., str]:
    cle = bytes.fromhex(secret)

    def empreinte(*parts: str) -> str:
        return hmac.new(cle, "\x1f".join(parts).encode(), hashlib.sha256).hexdigest()

    return empreinte


def _empreintes(empreinte: Callable[..., str], paire: PaireCampagne) -> tuple[str, str]:
    """Return the keyed hashes of the pair and of the chamber's person: names and birth date, nothing else."""
    chambre, ml = _identite(paire.chambre), _identite(paire.ml)
    return empreinte("paire", *chambre, *ml), empreinte("chambre", *chambre)


def _identite(ligne: PersonneListe) -> tuple[str, str, str]:
    return fold(ligne.nom), fold(ligne.prenoms), ligne.naissance.isoformat() if ligne.naissance else ""


def _lignes(paire: PaireCampagne) -> tuple[int, int]:
    return paire.chambre.ligne, paire.ml.ligne


def _bilan(proposition: Proposition, nouvelles: Sequence[Inclusion], tranchees: set[tuple[int, int]]) -> BilanImport:
    resultat = proposition.resultat
    groupes = [i.groupe for i in nouvelles]
    return BilanImport(
        lignes_chambre=len(resultat.chambre.personnes) + len(resultat.chambre.refusees),
        lignes_ml=len(resultat.ml.personnes) + len(resultat.ml.refusees),
        lignes_refusees=len(resultat.chambre.refusees) + len(resultat.ml.refusees),
        apparies=sum(p.paire.decision is Decision.APPARIE for p in proposition.paires),
        a_verifier=sum(_lignes(p) not in tranchees for p in proposition.de(Sort.A_VERIFIER)),
        hors_fenetre=len(proposition.de(Sort.HORS_FENETRE)),
        retenus=len(nouvelles),
        test=groupes.count(Groupe.TEST),
        temoin=groupes.count(Groupe.TEMOIN),
        en_attente=groupes.count(None),
        deja_connus=len(proposition.de(Sort.DEJA_CONNUE)),
    )
