"""A plain table: a heading row, thin rules, figures ranged right."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus.flowables import Flowable

from plateforme.fiches.blocks import Colonnes, Filet, Pile, Vide
from plateforme.fiches.texte import Texte
from plateforme.fiches.theme import ENCRE_DOUCE, LIBELLE, TEXTE, Style


def tableau(
    entetes: Sequence[str],
    lignes: Sequence[Sequence[str]],
    parts: Sequence[float],
    *,
    a_droite: Sequence[int] = (),
    en_gras: Sequence[int] = (),
) -> Flowable:
    """Return a table that continues on the next page between two rows.

    ``parts``: shares of the width; ``a_droite``: columns ranged right; ``en_gras``: rows in bold (both from 0).
    """
    contenu: list[Flowable] = [_rangee(entetes, parts, a_droite, LIBELLE.en_gras()), Filet(0.9, ENCRE_DOUCE)]
    for rang, ligne in enumerate(lignes):
        style = TEXTE.en_gras() if rang in en_gras else TEXTE
        contenu.append(Pile([Vide(3), _rangee(ligne, parts, a_droite, style), Vide(3), Filet()]))
    return Pile(contenu)


def _rangee(textes: Sequence[str], parts: Sequence[float], a_droite: Sequence[int], style: Style) -> Flowable:
    return Colonnes([Texte(t, style, droite=rang in a_droite) for rang, t in enumerate(textes)], parts)
