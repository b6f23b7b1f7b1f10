"""The three ruptures of the second year's test group (2010/2011)."""

from __future__ import annotations

from datetime import date

from plateforme.domain.vocabulaire import Initiateur, MotifEntreprise, Risque, SourceRupture, Suite, Theme
from plateforme.services.demo.ruptures import HistoireRupture, Note

_M, _E, _I = Risque.MODERE, Risque.ELEVE, Risque.INEVITABLE
PREMIER = "Premier appel. Accord donné. Coordonnées vérifiées, "

ANNEE_2: tuple[HistoireRupture, ...] = (
    HistoireRupture(
        date(2010, 9, 1),
        date(2010, 10, 15),
        Initiateur.APPRENTI,
        MotifEntreprise.RELATIONNEL,
        Suite.CONTRAT_MEME,
        date(2010, 11, 22),
        "« Il criait tout le temps. »",
        (
            Note(
                date(2010, 9, 29),
                PREMIER + "la voix tremble : <patron> crie sur tout le monde.",
                _E,
                (Theme.EMPLOYEUR,),
                convenu="Tenir jusqu'au CFA lundi, j'appelle le formateur référent.",
            ),
            Note(
                date(2010, 10, 18), "A rompu vendredi, pendant l'essai. Le CFA a deux pistes.", _I, (Theme.RECHERCHE,)
            ),
            Note(date(2010, 11, 24), "Nouveau contrat depuis lundi, même métier. « On me parle normalement. »"),
            Note(date(2010, 12, 21), "Un mois dans la nouvelle maison : tout va bien. Confiance retrouvée."),
        ),
        nouveau=date(2010, 11, 22),
        plan=True,
        theme=Theme.EMPLOYEUR,
    ),
    HistoireRupture(
        date(2010, 8, 30),
        date(2010, 11, 12),
        Initiateur.EMPLOYEUR,
        MotifEntreprise.CONTRAINTES_PRO,
        Suite.RIEN,
        None,
        "« Trois retards et c'était fini. »",
        (
            Note(date(2010, 9, 30), PREMIER + "se couche tard, le reconnaît en riant.", _M),
            Note(
                date(2010, 10, 28),
                "Deuxième retard. <maitre> a prévenu. Réveil acheté, dit-[elle/il].",
                _E,
                (Theme.CONDITIONS,),
            ),
            Note(
                date(2010, 11, 16),
                "Contrat rompu vendredi d'un commun accord. Regrette. Reste au CFA.",
                _I,
                (Theme.RECHERCHE,),
            ),
            Note(
                date(2010, 12, 9),
                "A préparé son CV au CFA. Deux employeurs à relancer en janvier.",
                None,
                (Theme.RECHERCHE,),
            ),
        ),
        previsible=True,
        theme=Theme.RECHERCHE,
    ),
    HistoireRupture(
        date(2010, 9, 20),
        date(2010, 12, 10),
        Initiateur.APPRENTI,
        MotifEntreprise.FAMILLE,
        Suite.MISSION_LOCALE,
        date(2010, 12, 17),
        "« Ma mère a besoin de moi en ce moment. »",
        (
            Note(date(2010, 10, 1), PREMIER + "s'occupe beaucoup de ses petits frères."),
            Note(date(2010, 11, 4), "Sa mère est hospitalisée. Tient, mais dort peu.", _M, (Theme.SOCIAL,)),
            Note(
                date(2010, 12, 2),
                "Veut arrêter pour rester à la maison. Conseillé d'attendre les congés.",
                _E,
                (Theme.SOCIAL,),
            ),
            Note(
                date(2010, 12, 14),
                "A rompu le 10. Souhaite reprendre au printemps, même métier.",
                _I,
                (Theme.RECHERCHE,),
            ),
        ),
        previsible=True,
        theme=Theme.SOCIAL,
        source=SourceRupture.SUIVI,
    ),
)
