"""State of the crossing: the two lists, the pairs, what was decided of each, the outcome."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from plateforme.domain.campagne import Campagne
from plateforme.domain.changes import ChangeSet
from plateforme.domain.liste import RoleColonne
from plateforme.domain.progress import Progress
from plateforme.domain.texte import cle_tri
from plateforme.errors import AppError, CancelledError, InvalidInputError
from plateforme.services import campagnes, etapes_croisement, importation, reglages
from plateforme.services.etapes_croisement import ListeOuverte
from plateforme.services.importation import BilanImport, Choix, Proposition, Retenue
from plateforme.services.paires_campagne import Lignes, PaireCampagne, Sort
from plateforme.settings import CAMPAGNE_COURANTE
from plateforme.ui.env import UiEnv


class Etape(IntEnum):
    """The four steps."""

    FICHIERS = 0
    COLONNES = 1
    PAIRES = 2
    AFFECTATION = 3


class Cote(StrEnum):
    """The two lists."""

    CHAMBRE = "chambre"
    ML = "ml"


class Avis(StrEnum):
    """What the référent says of a pair."""

    MEME = "meme"
    DIFFERENTES = "differentes"
    CONNUE = "connue"
    PLUS_TARD = "plus_tard"


@dataclass(frozen=True)
class Verdict:
    """A decision on one pair; ``naissance`` and ``source`` when she knows which of two dates is right."""

    paire: PaireCampagne
    avis: Avis
    naissance: date | None = None
    source: str = ""


class CroisementModel(QObject):
    """Walks the four steps. Everything slow runs in the task runner; nothing is written before :meth:`affecter`."""

    changed = Signal()
    etape_changed = Signal(int)

    def __init__(self, env: UiEnv, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._env = env
        self._travaux: set[str] = set()
        self.etape = Etape.FICHIERS
        self.campagnes: tuple[Campagne, ...] | None = None
        self.campagne: Campagne | None = None
        self.listes: dict[Cote, ListeOuverte] = {}
        self.problemes: dict[Cote, AppError] = {}
        self.proposition: Proposition | None = None
        self.verdicts: dict[Lignes, Verdict] = {}
        self.bilan: BilanImport | None = None

    @property
    def en_cours(self) -> bool:
        """True while something is read, crossed or written."""
        return bool(self._travaux)

    def lit(self, cote: Cote) -> bool:
        """Return True while the file of that side is read."""
        return f"croisement.{cote}" in self._travaux

    # Campaign and files

    def charger(self) -> None:
        """Read the open campaigns; the current one is proposed, else the latest."""
        ctx = self._env.ctx

        def lire() -> tuple[tuple[Campagne, ...], object]:
            return campagnes.lister(ctx), reglages.lire(ctx)[CAMPAGNE_COURANTE]

        self._env.tasks.run(lire, self._campagnes_lues, owner=self, key="croisement.campagnes")

    def _campagnes_lues(self, lues: tuple[tuple[Campagne, ...], object]) -> None:
        toutes, courante = lues
        self.campagnes = tuple(c for c in toutes if not c.close_le)
        avant = self.campagne
        voulue = avant.id if avant else courante
        premiere = next(iter(self.campagnes), None)
        self.campagne = next((c for c in self.campagnes if c.id == voulue), premiere)
        if self.campagne != avant and self.bilan is None:
            self._oublier_paires()
        self.changed.emit()

    def choisir_campagne(self, campagne_id: int) -> None:
        """Cross for another campaign: pairs already shown must be crossed again."""
        self.campagne = next(c for c in self.campagnes or () if c.id == campagne_id)
        self._oublier_paires()
        self.changed.emit()

    def choisir_fichier(self, cote: Cote, chemin: Path, feuille: str | None = None) -> None:
        """Read a file; on a problem the list is empty and the problem is shown beside it."""
        self.listes.pop(cote, None)
        self.problemes.pop(cote, None)
        self._oublier_paires()

        def lue(liste: ListeOuverte) -> None:
            self.listes[cote] = liste
            self._lire_personnes()

        def refusee(probleme: AppError) -> None:
            if not isinstance(probleme, CancelledError):
                self.problemes[cote] = probleme

        def lire(progress: Progress) -> ListeOuverte:
            return etapes_croisement.ouvrir(chemin, progress, feuille)

        self._suivre(f"croisement.{cote}", lire, lue, refusee, title=f"Lecture de « {chemin.name} »")

    def fichiers_prets(self) -> bool:
        """Return True when both lists were read and a campaign is chosen."""
        return self.campagne is not None and len(self.listes) == len(Cote)

    # Columns

    def corriger(self, cote: Cote, index: int, role: RoleColonne) -> None:
        """Give a column another role and read the rows again."""
        self.listes[cote] = etapes_croisement.corriger(self.listes[cote], index, role)
        self._oublier_paires()
        self._lire_personnes()

    def _lire_personnes(self) -> None:
        """Read the people of both lists again: each helps to date the other."""
        chambre, ml = self.listes.get(Cote.CHAMBRE), self.listes.get(Cote.ML)
        repere = self.campagne.fenetre_debut if self.campagne else self._env.ctx.today()

        def lire(progress: Progress) -> tuple[ListeOuverte | None, ListeOuverte | None]:
            del progress
            return etapes_croisement.accorder(chambre, ml, repere)

        def lues(listes: tuple[ListeOuverte | None, ListeOuverte | None]) -> None:
            for cote, lue in zip(Cote, listes, strict=True):
                if lue is not None and cote in self.listes:
                    self.listes[cote] = lue

        self._suivre("croisement.personnes", lire, lues, title="Lecture des personnes")

    def colonnes_pretes(self) -> bool:
        """Return True when both lists give people."""
        return self.fichiers_prets() and all(liste.prete for liste in self.listes.values())

    def croiser(self) -> None:
        """Cross the two lists and go to the pairs."""
        campagne = self.campagne
        if campagne is None or not self.colonnes_pretes() or self.en_cours:
            return
        ctx, chambre, ml = self._env.ctx, self.listes[Cote.CHAMBRE], self.listes[Cote.ML]

        def travail(progress: Progress) -> Proposition:
            resultat = etapes_croisement.croiser(chambre, ml, progress)
            return importation.proposer(ctx, campagne, resultat)

        def croise(proposition: Proposition) -> None:
            self.proposition, self.verdicts = proposition, {}
            self.aller(Etape.PAIRES)

        self._suivre("croisement.croiser", travail, croise, title="Croisement des deux listes")

    # Pairs

    def a_verifier(self) -> tuple[PaireCampagne, ...]:
        """Return every pair the référent must look at: who is it, then which birth date is right."""
        if self.proposition is None:
            return ()
        sans_date = tuple(p for p in self.proposition.de(Sort.NOUVELLE) if not p.naissance_sure)
        return (*self.proposition.de(Sort.A_VERIFIER), *sans_date)

    def courante(self) -> PaireCampagne | None:
        """Return the pair to look at now, None when every one has a verdict or was put off."""
        return next((p for p in self.a_verifier() if p.cle not in self.verdicts), None)

    def reportees(self) -> tuple[int, int]:
        """Return how many were put off: pairs to check (they come back), people whose date is missing (they wait)."""
        sorts = [v.paire.sort for v in self.verdicts.values() if v.avis is Avis.PLUS_TARD]
        return sorts.count(Sort.A_VERIFIER), sorts.count(Sort.NOUVELLE)

    def restantes(self) -> int:
        """Return how many pairs have no verdict at all."""
        return len(self.a_verifier()) - len(self.verdicts)

    def trancher(self, avis: Avis, naissance: date | None = None, source: str = "") -> None:
        """Give a verdict on the current pair.

        Raises InvalidInputError when a date was chosen among two that differ without saying where it comes from.
        """
        paire = self.courante()
        if paire is None:
            return
        if avis is Avis.MEME and naissance and not source.strip():
            raise InvalidInputError(
                "La source de la date de naissance manque.",
                "Dites où vous l’avez lue ou qui vous l’a dite, ou choisissez « Je ne sais pas encore ».",
                champ="source",
            )
        self.verdicts[paire.cle] = Verdict(paire, avis, naissance, source.strip())
        self.changed.emit()

    def annuler(self) -> None:
        """Take the last verdict back."""
        if self.verdicts:
            self.verdicts.popitem()
            self.changed.emit()

    def reprendre_reportees(self) -> None:
        """Look again at the pairs put off."""
        self.verdicts = {cle: v for cle, v in self.verdicts.items() if v.avis is not Avis.PLUS_TARD}
        self.changed.emit()

    # Assignment

    def choix(self) -> Choix:
        """Return what will be written: the sure pairs, then those the référent said are one person."""
        if self.proposition is None:
            return Choix()
        dits = {avis: [v for v in self.verdicts.values() if v.avis is avis] for avis in Avis}
        jugees = [_retenue(v) for v in dits[Avis.MEME]]
        sans = {v.paire.cle for avis in Avis if avis is not Avis.PLUS_TARD for v in dits[avis]}
        sures = [r for r in importation.automatiques(self.proposition) if r.paire.cle not in sans]
        return Choix(
            (*sures, *jugees),
            tuple(v.paire for v in dits[Avis.DIFFERENTES]),
            tuple(v.paire for v in dits[Avis.CONNUE]),
        )

    def jeunes(self) -> list[Retenue]:
        """Return one entry per person to retain, those who will wait first, then by name."""
        retenues = importation.jeunes(self.choix().retenues)
        return sorted(retenues, key=lambda r: (r.naissance is not None, cle_tri(r.paire.chambre.nom_complet)))

    def affecter(self) -> None:
        """Retain and assign, all at once."""
        proposition, choix = self.proposition, self.choix()
        if proposition is None or self.en_cours:
            return
        ctx = self._env.ctx

        def travail(progress: Progress) -> tuple[BilanImport, ChangeSet]:
            return importation.enregistrer(ctx, proposition, choix, progress)

        def fait(bilan: BilanImport) -> None:
            self.bilan = bilan

        self._travaux.add("affecter")
        self.changed.emit()
        self._env.tasks.write(
            travail, fait, owner=self, progress=True, title="Affectation", on_end=lambda: self._fini("affecter")
        )

    def recommencer(self) -> None:
        """Forget the files and start another crossing."""
        self.listes, self.problemes = {}, {}
        self._oublier_paires()
        self.aller(Etape.FICHIERS)

    # Steps

    def aller(self, etape: Etape) -> None:
        """Show another step."""
        self.etape = etape
        self.changed.emit()
        self.etape_changed.emit(int(etape))

    def accessible(self, etape: Etape) -> bool:
        """Return True when the step can be shown now."""
        if self.bilan is not None:
            return etape is Etape.AFFECTATION
        return {
            Etape.FICHIERS: True,
            Etape.COLONNES: self.fichiers_prets(),
            Etape.PAIRES: self.proposition is not None,
            Etape.AFFECTATION: self.proposition is not None,
        }[etape]

    def _oublier_paires(self) -> None:
        self.proposition, self.verdicts, self.bilan = None, {}, None
        if self.etape > Etape.COLONNES:
            self.aller(Etape.COLONNES)

    def _suivre(
        self,
        cle: str,
        travail: Callable[[Progress], object],
        fait: Callable[..., None],
        refus: Callable[[AppError], None] | None = None,
        *,
        title: str,
    ) -> None:
        self._travaux.add(cle)
        self.changed.emit()
        self._env.tasks.run(
            travail, fait, refus, owner=self, key=cle, progress=True, title=title, on_end=lambda: self._fini(cle)
        )

    def _fini(self, cle: str) -> None:
        self._travaux.discard(cle)
        self.changed.emit()


def _retenue(verdict: Verdict) -> Retenue:
    paire = verdict.paire
    if verdict.naissance:
        return Retenue(paire, verdict.naissance, verdict.source)
    if paire.naissance_sure:
        return Retenue(paire, paire.chambre.naissance, importation.SOURCE_LISTES)
    return Retenue(paire)


def fenetre(campagne: Campagne) -> str:
    """Return the window of a campaign in words."""
    return f"contrats commençant du {campagne.fenetre_debut:%d/%m/%Y} au {campagne.fenetre_fin:%d/%m/%Y}"
