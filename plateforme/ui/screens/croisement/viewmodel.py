"""State of the crossing: the two lists, the pairs, what was decided of each, the outcome."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from plateforme.domain.campagne import Campagne, groupe_par_parite
from plateforme.domain.liste import RoleColonne
from plateforme.domain.progress import Progress
from plateforme.domain.vocabulaire import Groupe
from plateforme.errors import AppError, InvalidInputError
from plateforme.services import campagnes, etapes_croisement, importation
from plateforme.services.etapes_croisement import ListeOuverte
from plateforme.services.importation import BilanImport, PaireCampagne, Proposition, Retenue, Sort
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
        self.etape = Etape.FICHIERS
        self.campagnes: tuple[Campagne, ...] = ()
        self.campagne: Campagne | None = None
        self.listes: dict[Cote, ListeOuverte] = {}
        self.problemes: dict[Cote, AppError] = {}
        self.proposition: Proposition | None = None
        self.verdicts: list[Verdict] = []
        self.bilan: BilanImport | None = None
        self.en_cours = False

    # Files

    def charger(self) -> None:
        """Read the campaigns; the latest open one is proposed."""
        ctx = self._env.ctx
        self._env.tasks.run(lambda: campagnes.lister(ctx), self._campagnes_lues, owner=self, key="croisement.campagnes")

    def _campagnes_lues(self, lues: tuple[Campagne, ...]) -> None:
        self.campagnes = lues
        courante = self.campagne.id if self.campagne else None
        ouvertes = [c for c in lues if not c.close_le]
        self.campagne = next((c for c in lues if c.id == courante), ouvertes[0] if ouvertes else None)
        self.changed.emit()

    def choisir_campagne(self, campagne_id: int) -> None:
        """Cross for another campaign; pairs already crossed are crossed again."""
        self.campagne = next(c for c in self.campagnes if c.id == campagne_id)
        self._oublier_paires()
        self.changed.emit()

    def choisir_fichier(self, cote: Cote, chemin: Path, feuille: str | None = None) -> None:
        """Read a file; on a problem the list is empty and the problem is shown beside it."""
        self.listes.pop(cote, None)
        self.problemes.pop(cote, None)
        self._oublier_paires()

        def lue(liste: ListeOuverte) -> None:
            self.listes[cote] = liste
            self.changed.emit()

        def refusee(probleme: AppError) -> None:
            self.problemes[cote] = probleme
            self.changed.emit()

        repere = self.campagne.fenetre_debut if self.campagne else self._env.ctx.today()

        def lire(progress: Progress) -> ListeOuverte:
            return etapes_croisement.ouvrir(chemin, repere, progress, feuille)

        titre = f"Lecture de « {chemin.name} »"
        self._lancer()
        self._env.tasks.run(
            lire, lue, refusee, owner=self, key=f"croisement.{cote}", progress=True, title=titre, on_end=self._fini
        )

    def fichiers_prets(self) -> bool:
        """Return True when both lists were read and a campaign is chosen."""
        return self.campagne is not None and len(self.listes) == len(Cote)

    # Columns

    def corriger(self, cote: Cote, index: int, role: RoleColonne) -> None:
        """Give a column another role and read the rows again."""
        ouverte = self.listes[cote]
        self._oublier_paires()

        def relue(liste: ListeOuverte) -> None:
            self.listes[cote] = liste
            self.changed.emit()

        def relire() -> ListeOuverte:
            return etapes_croisement.corriger(ouverte, index, role)

        self._env.tasks.run(relire, relue, owner=self, key=f"croisement.colonnes.{cote}")

    def colonnes_pretes(self) -> bool:
        """Return True when both lists give people."""
        return self.fichiers_prets() and all(liste.personnes for liste in self.listes.values())

    def croiser(self) -> None:
        """Cross the two lists and go to the pairs."""
        campagne = self.campagne
        if campagne is None or not self.colonnes_pretes():
            return
        ctx, chambre, ml = self._env.ctx, self.listes[Cote.CHAMBRE], self.listes[Cote.ML]

        def travail(progress: Progress) -> Proposition:
            resultat = etapes_croisement.croiser(chambre, ml, progress)
            return importation.proposer(ctx, campagne, resultat)

        self._lancer()
        self._env.tasks.run(
            travail,
            self._croise,
            owner=self,
            key="croisement.croiser",
            progress=True,
            title="Croisement des deux listes",
            on_end=self._fini,
        )

    def _croise(self, proposition: Proposition) -> None:
        self.proposition = proposition
        self.verdicts = []
        self.aller(Etape.PAIRES)

    # Pairs

    def a_verifier(self) -> tuple[PaireCampagne, ...]:
        """Return every pair the référent must look at."""
        return self.proposition.de(Sort.A_VERIFIER) if self.proposition else ()

    def restantes(self) -> list[PaireCampagne]:
        """Return the pairs without a verdict, those put off last."""
        rendus = {v.paire: v.avis for v in self.verdicts}
        sans = [p for p in self.a_verifier() if p not in rendus]
        return sans + [p for p in self.a_verifier() if rendus.get(p) is Avis.PLUS_TARD]

    def indecises(self) -> int:
        """Return how many pairs have neither « même personne » nor « pas la même »."""
        return len(self.restantes())

    def courante(self) -> PaireCampagne | None:
        """Return the pair to look at now, None when every one has a verdict or was put off."""
        rendus = {v.paire for v in self.verdicts}
        return next((p for p in self.a_verifier() if p not in rendus), None)

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
        self.verdicts.append(Verdict(paire, avis, naissance, source.strip()))
        self.changed.emit()

    def annuler(self) -> None:
        """Take the last verdict back."""
        if self.verdicts:
            self.verdicts.pop()
            self.changed.emit()

    def reprendre_reportees(self) -> None:
        """Look again at the pairs put off."""
        self.verdicts = [v for v in self.verdicts if v.avis is not Avis.PLUS_TARD]
        self.changed.emit()

    # Assignment

    def retenues(self) -> list[Retenue]:
        """Return the people that will be retained: the sure pairs, then those the référent said are one person."""
        if self.proposition is None:
            return []
        jugees = [self._retenue(v) for v in self.verdicts if v.avis is Avis.MEME]
        return [*importation.automatiques(self.proposition), *jugees]

    def groupe_prevu(self, retenue: Retenue) -> Groupe | None:
        """Return the group parity will give, None when the person will wait."""
        return groupe_par_parite(retenue.naissance) if retenue.naissance else None

    def affecter(self) -> None:
        """Retain and assign, all at once."""
        proposition = self.proposition
        if proposition is None:
            return
        ctx, retenues = self._env.ctx, self.retenues()
        ecartees = [v.paire for v in self.verdicts if v.avis is Avis.DIFFERENTES]

        def travail(progress: Progress) -> object:
            return importation.enregistrer(ctx, proposition, retenues, ecartees, progress)

        self._lancer()
        self._env.tasks.write(
            travail,  # type: ignore[arg-type]
            self._affecte,
            owner=self,
            progress=True,
            title="Affectation",
            on_end=self._fini,
        )

    def _affecte(self, bilan: BilanImport) -> None:
        self.bilan = bilan
        self.changed.emit()

    def recommencer(self) -> None:
        """Forget the files and start another crossing."""
        self.listes, self.problemes = {}, {}
        self._oublier_paires()
        self.aller(Etape.FICHIERS)

    def aller(self, etape: Etape) -> None:
        """Show another step."""
        self.etape = etape
        self.etape_changed.emit(int(etape))
        self.changed.emit()

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

    def _retenue(self, verdict: Verdict) -> Retenue:
        paire = verdict.paire
        if verdict.naissance:
            return Retenue(paire, verdict.naissance, verdict.source)
        if paire.naissance_sure:
            return Retenue(paire, paire.chambre.naissance, importation.SOURCE_LISTES)
        return Retenue(paire)

    def _oublier_paires(self) -> None:
        self.proposition, self.verdicts, self.bilan = None, [], None

    def _lancer(self) -> None:
        self.en_cours = True
        self.changed.emit()

    def _fini(self) -> None:
        self.en_cours = False
        self.changed.emit()


def fenetre(campagne: Campagne) -> str:
    """Return the window of a campaign in words."""
    return f"contrats commençant du {campagne.fenetre_debut:%d/%m/%Y} au {campagne.fenetre_fin:%d/%m/%Y}"
