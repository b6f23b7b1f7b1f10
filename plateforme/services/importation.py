"""From two crossed lists to people retained in a campaign (domaine.md 2.2, 2.3 and 4).

Everything of one import is written in one transaction, so that an import happens whole or not at all. Rows that
nobody retained are never stored.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from plateforme.db.queries import beneficiaires, campagnes, contrats, inclusions
from plateforme.domain.beneficiaire import Beneficiaire
from plateforme.domain.campagne import Campagne, Inclusion
from plateforme.domain.changes import ChangeSet, Sujet
from plateforme.domain.contrat import Contrat, Rupture
from plateforme.domain.croisement import Decision
from plateforme.domain.liste import PersonneListe
from plateforme.domain.progress import Progress, SilentProgress, check_cancelled
from plateforme.domain.texte import fold
from plateforme.domain.vocabulaire import Groupe, SourceRupture
from plateforme.errors import RefusedError
from plateforme.services import campagnes as services_campagnes
from plateforme.services.affectation import nouveau_jeton, retenir
from plateforme.services.contexte import Contexte
from plateforme.services.croisement_listes import ResultatCroisement, croiser_fichiers
from plateforme.services.paires_campagne import Lignes, Memoire, PaireCampagne, Sort, par_personne, trier
from plateforme.services.unit_of_work import UnitOfWork

SOURCE_LISTES = "identique dans les deux listes"
MEME_CONTRAT = timedelta(days=31)
"""Two starts this close are one contract when a number is missing."""


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
class Choix:
    """What the référent decided: pairs kept, pairs that are two people, pairs that are someone of the base."""

    retenues: tuple[Retenue, ...] = ()
    ecartees: tuple[PaireCampagne, ...] = ()
    connues: tuple[PaireCampagne, ...] = ()


@dataclass(frozen=True)
class BilanImport:
    """Counts of an import; ``retenus`` = ``test + temoin + en_attente`` are the new people.

    ``contrats_ajoutes`` and ``ruptures_apprises`` are what the list taught of people already in the base.
    """

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
    contrats_ajoutes: int = 0
    ruptures_apprises: int = 0

    def as_json(self) -> dict[str, object]:
        """Return the object the command line prints."""
        valeurs: dict[str, object] = asdict(self)
        lignes = {"chambre": valeurs.pop("lignes_chambre"), "ml": valeurs.pop("lignes_ml")}
        return {"lignes": lignes, **{k: v for k, v in valeurs.items() if k not in _APPRIS}}


_APPRIS = ("contrats_ajoutes", "ruptures_apprises")


def proposer(ctx: Contexte, campagne: Campagne, resultat: ResultatCroisement) -> Proposition:
    """Say what becomes of each pair in ``campagne``, which may not be stored yet. Nothing is written."""
    with ctx.store.read() as cx:
        return Proposition(campagne, resultat, trier(cx, campagne, resultat))


def automatiques(proposition: Proposition) -> tuple[Retenue, ...]:
    """Return what the automatic rule retains: every new ``apparie`` pair, its date verified when the lists agree."""
    return tuple(
        Retenue(p, p.chambre.naissance, SOURCE_LISTES) if p.naissance_sure else Retenue(p)
        for p in proposition.de(Sort.NOUVELLE)
    )


def jeunes(retenues: Sequence[Retenue]) -> tuple[Retenue, ...]:
    """Return one entry per person: several contracts of one list are one person, retained once."""
    connues = {r.paire.cle: r for r in retenues}
    groupes = par_personne(r.paire for r in retenues)
    return tuple(_une([connues[p.cle] for p in groupe]) for groupe in groupes)


def importer(
    ctx: Contexte, nom_campagne: str, chambre: Path, ml: Path, progress: Progress | None = None
) -> tuple[BilanImport, ChangeSet]:
    """Cross two files, retain the ``apparie`` pairs, assign those whose birth date is verified.

    A campaign that does not exist is created when its name is two years that follow (« 2010/2011 »).
    """
    nom = nom_campagne.strip()
    campagne = next((c for c in services_campagnes.lister(ctx) if c.nom == nom), None)
    campagne = campagne or services_campagnes.annuelle(nom)
    _exiger_ouverte(campagne)
    resultat = croiser_fichiers(chambre, ml, progress=progress or SilentProgress())
    proposition = proposer(ctx, campagne, resultat)
    return enregistrer(ctx, proposition, Choix(automatiques(proposition)), progress=progress)


def enregistrer(
    ctx: Contexte, proposition: Proposition, choix: Choix, progress: Progress | None = None
) -> tuple[BilanImport, ChangeSet]:
    """Retain the chosen pairs, remember the refused ones, log the import: all or nothing.

    The campaign is created when it is not stored yet. A pair whose birth date is neither verified by the lists nor
    given with its source is retained *en attente*. Someone who entered the base since ``proposition`` is left alone.
    Raises RefusedError when the campaign is closed, CancelledError.
    """
    with ctx.store.write() as uow:
        campagne = _campagne(uow, proposition.campagne)
        # Sorted again inside the write: the base may have changed since the pairs were shown.
        paires = trier(uow.cx, campagne, proposition.resultat)
        atelier = _Import(uow, ctx, campagne, choix, progress or SilentProgress())
        nouvelles = atelier.executer(paires)
        bilan = _bilan(proposition.resultat, paires, choix, nouvelles, atelier)
        inclusions.add_import(
            uow.cx,
            campagne_id=campagne.id,
            quand=ctx.now(),
            auteur=ctx.auteur,
            fichier_chambre=proposition.resultat.chambre.nom,
            fichier_ml=proposition.resultat.ml.nom,
            bilan=json.dumps(asdict(bilan)),
        )
        return bilan, uow.commit()


def _exiger_ouverte(campagne: Campagne) -> None:
    if campagne.close_le:
        raise RefusedError(
            f"La campagne {campagne.nom} est close : personne ne peut plus y entrer. Rien n’a été importé.",
            "Choisissez une campagne ouverte.",
        )


def _campagne(uow: UnitOfWork, voulue: Campagne) -> Campagne:
    """Return the campaign as it is stored now; it is added when it is not there yet."""
    if not voulue.id:
        return campagnes.by_name(uow.cx, voulue.nom) or services_campagnes.ajouter(uow, voulue)
    stockee = campagnes.get(uow.cx, voulue.id)
    _exiger_ouverte(stockee)
    return stockee


class _Import:
    """One import inside its write."""

    def __init__(self, uow: UnitOfWork, ctx: Contexte, campagne: Campagne, choix: Choix, progress: Progress) -> None:
        self._uow, self._ctx, self._campagne, self._progress = uow, ctx, campagne, progress
        self._memoire = Memoire(uow.cx, campagne.id)
        self._retenues = {r.paire.cle: r for r in choix.retenues}
        self._choix = choix
        self._lot = f"{ctx.now():%Y-%m-%d %H:%M}"
        self.connus: set[int] = set()
        self.contrats_ajoutes = 0
        self.ruptures_apprises = 0

    def executer(self, paires: Sequence[PaireCampagne]) -> list[Inclusion]:
        """Write everything and return the new inclusions."""
        nouvelles: list[Inclusion] = []
        groupes = par_personne(self._utiles(paires))
        for rang, groupe in enumerate(groupes):
            check_cancelled(self._progress)
            self._progress.report(rang, len(groupes), "Enregistrement des jeunes retenus")
            connue = self._connue(groupe)
            if connue is not None:
                self._completer(connue, groupe)
            elif any(p.cle in self._retenues for p in groupe):
                nouvelles.append(self._retenir(groupe))
        for paire in self._choix.ecartees:
            self._memoire.ecarter(self._uow, paire, self._ctx.today())
        check_cancelled(self._progress)
        return nouvelles

    def _utiles(self, paires: Sequence[PaireCampagne]) -> list[PaireCampagne]:
        """Return the pairs kept, those of people already known, and the other contracts of either."""
        ids = {p.cle: p.beneficiaire_id for p in self._choix.connues}
        utiles: list[PaireCampagne] = []
        for p in paires:
            if p.cle in ids:
                utiles.append(replace(p, sort=Sort.DEJA_CONNUE, beneficiaire_id=ids[p.cle]))
            elif p.cle in self._retenues:
                # Someone like her entered the base since the pair was shown: it will be shown again.
                if p.sort is Sort.DEJA_CONNUE or p.ressemble == self._retenues[p.cle].paire.ressemble:
                    utiles.append(p)
            elif p.sort is Sort.DEJA_CONNUE or (p.sort is Sort.HORS_FENETRE and p.certaine):
                utiles.append(p)
        return utiles

    @staticmethod
    def _connue(groupe: Sequence[PaireCampagne]) -> int | None:
        connues = (p.beneficiaire_id for p in groupe if p.sort in {Sort.DEJA_CONNUE, Sort.HORS_FENETRE})
        return next((b for b in connues if b is not None), None)

    def _completer(self, beneficiaire_id: int, groupe: Sequence[PaireCampagne]) -> None:
        """Learn what the list says of someone of the base: another contract, the end of one."""
        if any(p.sort is Sort.DEJA_CONNUE for p in groupe):
            self.connus.add(beneficiaire_id)
        for paire in groupe:
            if paire.sort is not Sort.HORS_FENETRE:
                self._memoire.retenir(self._uow, paire, beneficiaire_id, self._ctx.today())
        avant = self.contrats_ajoutes + self.ruptures_apprises
        self._ajouter_contrats(beneficiaire_id, groupe)
        if self.contrats_ajoutes + self.ruptures_apprises > avant:
            self._uow.touch(Sujet.BENEFICIAIRE, Sujet.SUIVI, beneficiaire=beneficiaire_id)

    def _retenir(self, groupe: Sequence[PaireCampagne]) -> Inclusion:
        """Store one person with the contracts of the list, then retain her."""
        gardees = [self._retenues[p.cle] for p in groupe if p.cle in self._retenues]
        personne = _beneficiaire(self._ctx, _une(gardees))
        personne = replace(personne, id=beneficiaires.add(self._uow.cx, personne))
        appris = self.contrats_ajoutes, self.ruptures_apprises
        self._ajouter_contrats(personne.id, groupe)
        self.contrats_ajoutes, self.ruptures_apprises = appris
        for retenue in gardees:
            self._memoire.retenir(self._uow, retenue.paire, personne.id, self._ctx.today())
        return retenir(self._uow, self._ctx, personne, self._campagne, self._lot)

    def _ajouter_contrats(self, beneficiaire_id: int, groupe: Sequence[PaireCampagne]) -> None:
        """Add the contracts that are not in the base, the entry contract first.

        The entry contract starts in the window; a contract before it belongs to another story. Those that follow it
        carry no follow-up plan until the référent says so (domaine.md 5).
        """
        lignes = sorted(
            {p.chambre.ligne: p for p in groupe if p.chambre.debut}.values(), key=lambda p: p.chambre.debut or date.max
        )
        for paire in lignes:
            ligne = paire.chambre
            connus = contrats.of(self._uow.cx, beneficiaire_id)
            meme = next((c for c in connus if _meme_contrat(c, ligne)), None)
            if meme is None:
                entree = connus[0].debut if connus else None
                if entree is None and paire.sort is Sort.HORS_FENETRE:
                    continue
                if entree is not None and ligne.debut is not None and ligne.debut <= entree:
                    continue
                contrat = _contrat(ligne, beneficiaire_id, contrats.next_rank(self._uow.cx, beneficiaire_id))
                meme = replace(contrat, id=contrats.add(self._uow.cx, contrat))
                self.contrats_ajoutes += 1
            self._apprendre_rupture(meme, ligne)

    def _apprendre_rupture(self, contrat: Contrat, ligne: PersonneListe) -> None:
        le = ligne.rupture_le
        if le is None or le == contrat.fin_prevue or le < contrat.debut:
            return
        if contrats.rupture_of(self._uow.cx, contrat.id) is None:
            rupture = Rupture(0, contrat.id, le, source=SourceRupture.LISTE_CHAMBRE, connue_le=self._ctx.today())
            contrats.add_rupture(self._uow.cx, rupture)
            self.ruptures_apprises += 1


def _naissance(retenues: Sequence[Retenue]) -> tuple[date | None, str]:
    """Return the verified birth date of one person and its source, (None, "") when she must wait.

    What the référent chose comes before what the lists say; two different dates are no verified date.
    """
    choisies = {r.naissance: r.source for r in retenues if r.naissance and r.source != SOURCE_LISTES}
    if len(choisies) == 1:
        return next(iter(choisies.items()))
    dates = {r.naissance for r in retenues}
    seule = next(iter(dates)) if len(dates) == 1 else None
    return (seule, SOURCE_LISTES) if seule else (None, "")


def _une(retenues: Sequence[Retenue]) -> Retenue:
    """Return one person's entry: the pair of her earliest contract, her verified birth date if she has one."""
    premiere = min(retenues, key=lambda r: r.paire.chambre.debut or date.max)
    return Retenue(premiere.paire, *_naissance(retenues))


def _beneficiaire(ctx: Contexte, retenue: Retenue) -> Beneficiaire:
    """Merge the two rows: the chamber's identity, what the Mission Locale adds."""
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
        naissance_source=retenue.source,
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


def _meme_contrat(contrat: Contrat, ligne: PersonneListe) -> bool:
    """True when a row speaks of that contract: same number, or same start give or take a month without numbers."""
    if contrat.numero and ligne.numero:
        return fold(contrat.numero) == fold(ligne.numero)
    return ligne.debut is not None and abs(contrat.debut - ligne.debut) <= MEME_CONTRAT


def _contrat(ligne: PersonneListe, beneficiaire_id: int, rang: int) -> Contrat:
    debut = ligne.debut or date.min
    return Contrat(
        beneficiaire_id=beneficiaire_id,
        rang=rang,
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
        debut=debut,
        fin_prevue=ligne.fin_prevue if ligne.fin_prevue and ligne.fin_prevue > debut else None,
        plan_suivi=rang == 1,
    )


def _bilan(
    resultat: ResultatCroisement,
    paires: Sequence[PaireCampagne],
    choix: Choix,
    nouvelles: Sequence[Inclusion],
    atelier: _Import,
) -> BilanImport:
    groupes = [i.groupe for i in nouvelles]
    tranchees: Collection[Lignes] = {
        *(r.paire.cle for r in choix.retenues),
        *(p.cle for p in choix.ecartees),
        *(p.cle for p in choix.connues),
    }
    return BilanImport(
        lignes_chambre=len(resultat.chambre.personnes) + len(resultat.chambre.refusees),
        lignes_ml=len(resultat.ml.personnes) + len(resultat.ml.refusees),
        lignes_refusees=len(resultat.chambre.refusees) + len(resultat.ml.refusees),
        apparies=sum(p.paire.decision is Decision.APPARIE for p in paires),
        a_verifier=sum(p.sort is Sort.A_VERIFIER and p.cle not in tranchees for p in paires),
        hors_fenetre=len({p.chambre.ligne for p in paires if p.sort is Sort.HORS_FENETRE}),
        retenus=len(nouvelles),
        test=groupes.count(Groupe.TEST),
        temoin=groupes.count(Groupe.TEMOIN),
        en_attente=groupes.count(None),
        deja_connus=len(atelier.connus),
        contrats_ajoutes=atelier.contrats_ajoutes,
        ruptures_apprises=atelier.ruptures_apprises,
    )
