"""Blocks every document is made of: they stack, sit side by side, and continue on the next page, no word lost."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.colors import Color
from reportlab.lib.utils import ImageReader
from reportlab.platypus.flowables import Flowable

from plateforme.errors import FileProblemError
from plateforme.fiches.texte import Texte
from plateforme.fiches.theme import ACCENT, FOND_DOUX, INTERTITRE, LIBELLE, TEXTE, TRAIT, Style


class Vide(Flowable):
    """A blank of ``hauteur`` points, cut short at the foot of a page."""

    def __init__(self, hauteur: float) -> None:
        super().__init__()
        self.hauteur = hauteur

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Return the size taken."""
        return aW, self.hauteur

    def split(self, aW: float, aH: float) -> list[Flowable]:
        """Keep what fits: the page break stands for the rest."""
        return [Vide(aH)]

    def draw(self) -> None:
        """Nothing to draw."""


class Filet(Flowable):
    """A rule over the whole width."""

    def __init__(self, epaisseur: float = 0.6, couleur: Color = TRAIT) -> None:
        super().__init__()
        self.epaisseur = epaisseur
        self.couleur = couleur

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Return the size taken."""
        self.width = aW
        return aW, self.epaisseur

    def draw(self) -> None:
        """Draw the rule as a filled rectangle, so that it prints at its exact thickness."""
        self.canv.setFillColor(self.couleur)
        self.canv.rect(0, 0, self.width, self.epaisseur, stroke=0, fill=1)


class Image(Flowable):
    """A picture fitted in ``largeur_max`` by ``hauteur_max`` points, its proportions kept.

    Raises FileProblemError when the file is missing or is not a picture.
    """

    def __init__(self, fichier: Path, largeur_max: float, hauteur_max: float) -> None:
        super().__init__()
        try:
            self.image = ImageReader(str(fichier))
            largeur, hauteur = self.image.getSize()
        except (OSError, ValueError, SyntaxError) as exc:
            raise FileProblemError(
                f"Le logo « {fichier.name} » ne peut pas être lu : le document n’a pas été produit.",
                "Choisissez une image PNG ou JPEG dans les préférences, ou retirez le logo.",
            ) from exc
        echelle = min(largeur_max / largeur, hauteur_max / hauteur)
        self.width, self.height = largeur * echelle, hauteur * echelle

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Return the size taken."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw the picture."""
        self.canv.drawImage(self.image, 0, 0, self.width, self.height, mask="auto")


class Pile(Flowable):
    """Blocks one under the other, ``espace`` points between them."""

    def __init__(self, blocs: Sequence[Flowable], espace: float = 0) -> None:
        super().__init__()
        self.blocs = list(blocs)
        self.espace = espace
        self.hauteurs: list[float] = []

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Return the size taken in the width ``aW``."""
        self.width = aW
        self.hauteurs = [bloc.wrap(aW, aH)[1] for bloc in self.blocs]
        self.height = sum(self.hauteurs) + self.espace * max(0, len(self.blocs) - 1)
        return aW, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:
        """Cut between two blocks, or inside the one that overflows."""
        self.wrap(aW, aH)
        reste = aH
        for rang, (bloc, hauteur) in enumerate(zip(self.blocs, self.hauteurs, strict=True)):
            if hauteur > reste + 1e-6:
                parts = bloc.split(aW, reste)
                tete = [*self.blocs[:rang], *parts[:1]]
                suite = [*(parts[1:] if parts else [bloc]), *self.blocs[rang + 1 :]]
                return [Pile(tete, self.espace), Pile(suite, self.espace)] if tete else []
            reste -= hauteur + self.espace
        return [self]

    def draw(self) -> None:
        """Draw the blocks, first at the top."""
        y = self.height
        for bloc, hauteur in zip(self.blocs, self.hauteurs, strict=True):
            bloc.drawOn(self.canv, 0, y - hauteur)
            y -= hauteur + self.espace


class Colonnes(Flowable):
    """Blocks side by side, tops aligned. ``parts``: their shares of the width; ``gouttiere``: points between them."""

    def __init__(self, blocs: Sequence[Flowable], parts: Sequence[float] = (), gouttiere: float = 14) -> None:
        super().__init__()
        self.blocs = list(blocs)
        self.parts = tuple(parts) or (1.0,) * len(self.blocs)
        self.gouttiere = gouttiere
        self.tailles: list[tuple[float, float]] = []

    def _largeurs(self, totale: float) -> list[float]:
        utile = totale - self.gouttiere * (len(self.blocs) - 1)
        return [utile * part / sum(self.parts) for part in self.parts]

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Return the size taken in the width ``aW``."""
        self.width = aW
        largeurs = self._largeurs(aW)
        self.tailles = [(lg, bloc.wrap(lg, aH)[1]) for lg, bloc in zip(largeurs, self.blocs, strict=True)]
        self.height = max((hauteur for _, hauteur in self.tailles), default=0)
        return aW, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:
        """Cut each column at the same height."""
        self.wrap(aW, aH)
        if self.height <= aH + 1e-6:
            return [self]
        tetes, suites = zip(*(self._couper(rang, aH) for rang in range(len(self.blocs))), strict=True)
        if all(isinstance(tete, Vide) for tete in tetes):
            return []
        return [Colonnes(bas, self.parts, self.gouttiere) for bas in (tetes, suites)]

    def _couper(self, rang: int, hauteur: float) -> tuple[Flowable, Flowable]:
        bloc, (largeur, taille) = self.blocs[rang], self.tailles[rang]
        if taille <= hauteur + 1e-6:
            return bloc, Vide(0)
        parts = bloc.split(largeur, hauteur)
        return (parts[0], parts[1]) if len(parts) > 1 else (Vide(0), bloc)

    def draw(self) -> None:
        """Draw the columns, first at the left."""
        x = 0.0
        for bloc, (largeur, hauteur) in zip(self.blocs, self.tailles, strict=True):
            bloc.drawOn(self.canv, x, self.height - hauteur)
            x += largeur + self.gouttiere


class Encadre(Flowable):
    """A block on a soft ground, an accent bar at its left; both stay readable in black and white."""

    def __init__(
        self, contenu: Flowable, *, marge: float = 8, fond: Color | None = FOND_DOUX, barre: float = 2
    ) -> None:
        super().__init__()
        self.contenu = contenu
        self.marge = marge
        self.fond = fond
        self.barre = barre

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """Return the size taken in the width ``aW``."""
        self.width = aW
        self.height = self.contenu.wrap(self._interieur(aW), aH)[1] + 2 * self.marge
        return aW, self.height

    def _interieur(self, totale: float) -> float:
        return totale - 2 * self.marge - self.barre

    def split(self, aW: float, aH: float) -> list[Flowable]:
        """Cut the content; each part keeps ground and bar."""
        parts = self.contenu.split(self._interieur(aW), aH - 2 * self.marge) if aH > 2 * self.marge else []
        return [Encadre(part, marge=self.marge, fond=self.fond, barre=self.barre) for part in parts]

    def draw(self) -> None:
        """Draw ground, bar, then content."""
        if self.fond is not None:
            self.canv.setFillColor(self.fond)
            self.canv.rect(0, 0, self.width, self.height, stroke=0, fill=1)
        if self.barre:
            self.canv.setFillColor(ACCENT)
            self.canv.rect(0, 0, self.barre, self.height, stroke=0, fill=1)
        self.contenu.drawOn(self.canv, self.barre + self.marge, self.marge)


def cle_valeur(libelle: str, valeur: str, style: Style = TEXTE) -> Flowable:
    """Return a small label above its value; « – » stands for an unknown value."""
    return Pile([Texte(libelle, LIBELLE), Texte(valeur.strip() or "–", style)])


def grille(
    paires: Sequence[tuple[str, str]], parts: Sequence[float] = (1, 1), style: Style = TEXTE, espace: float = 4
) -> Flowable:
    """Return label-value pairs row by row, in as many columns as there are shares of the width."""
    colonnes = len(parts)
    cellules: list[Flowable] = [cle_valeur(libelle, valeur, style) for libelle, valeur in paires]
    cellules += [Vide(0)] * (-len(cellules) % colonnes)
    rangees = [cellules[debut : debut + colonnes] for debut in range(0, len(cellules), colonnes)]
    return Pile([Colonnes(rangee, parts) for rangee in rangees], espace)


def section(titre: str, *blocs: Flowable, espace: float = 3) -> Flowable:
    """Return a heading, its thin rule and its content; the heading never stays alone at the foot of a page."""
    return Section([Pile([Texte(titre, INTERTITRE), Filet()], 1), *blocs], espace)


class Section(Pile):
    """A pile whose first block, the heading, stays with at least the beginning of the second."""

    def split(self, aW: float, aH: float) -> list[Flowable]:
        """Cut as a pile does, unless only the heading would stay."""
        parts = super().split(aW, aH)
        tete = parts[0] if parts else None
        seule = isinstance(tete, Pile) and tete is not self and len(tete.blocs) < 2
        return [] if seule else parts
