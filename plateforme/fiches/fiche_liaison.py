"""The fiche de liaison: one sheet to one partner about one difficulty of one young person.

It shows what that partner needs and nothing else: private notes, other difficulties and the evaluation group have no
field here, so that no mistake elsewhere can print them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reportlab.platypus.flowables import Flowable

from plateforme.domain.texte import NBSP, NNBSP, date_longue, nom_complet
from plateforme.fiches.blocks import Colonnes, Encadre, Pile, Vide, grille, section
from plateforme.fiches.identite import Chambre, Referent, appel, en_ligne, en_tete, titre
from plateforme.fiches.page import HAUTEUR_UTILE, RAPPEL, Feuille, assembler, hauteur
from plateforme.fiches.partie_partenaire import Champ, PartiePartenaire
from plateforme.fiches.texte import Texte, sans_jour
from plateforme.fiches.theme import CORPS_MINIMAL, GRAND, LARGEUR_UTILE, TEXTE, Style

TITRE = "Fiche de liaison"
SANS_ACCORD = "accord non recueilli"
CONFIDENTIEL = (
    "Données personnelles, transmises avec l’accord de la personne au seul destinataire et pour cette seule démarche. "
    "Ne les diffusez pas, supprimez-les une fois la démarche close."
)
BROUILLON = (
    "Données personnelles\u202f: brouillon réservé à son auteur, à ne pas transmettre sans l’accord de la personne."
)
FACTEURS = (1.0, 0.95, 0.9, CORPS_MINIMAL / TEXTE.corps)
"""Sizes tried, largest first, to keep a long fiche on one page, else on two."""
TIERS = (1.2, 0.95, 1.45)
"""Shares of the columns of details; the widest holds e-mail addresses."""
COUPURE = 30.0
"""Points that a page break may leave unused."""


@dataclass(frozen=True)
class Destinataire:
    """The partner who receives the fiche."""

    structure: str
    interlocuteur: str = ""
    fonction: str = ""
    courriel: str = ""
    adresse: str = ""


@dataclass(frozen=True)
class Jeune:
    """The young person: contact details only. ``employeur`` and ``cfa`` are printed only when given."""

    nom: str
    prenoms: str
    naissance: date | None = None
    telephone: str = ""
    courriel: str = ""
    adresse: str = ""
    commune: str = ""
    cfa: str = ""
    employeur: str = ""


@dataclass(frozen=True)
class DocumentFiche:
    """All that a fiche shows.

    ``jour``: date of the report; ``accord``: the sentence on the agreement (« Accord donné à l’oral le 12 novembre
    2010 par le jeune »); ``sans_accord`` puts the watermark on every page, and such a document must not leave.
    """

    numero: str
    jour: date
    chambre: Chambre
    referent: Referent
    destinataire: Destinataire
    jeune: Jeune
    theme: str
    urgence: str
    besoin: str
    accord: str = ""
    sans_accord: bool = False
    reponse_souhaitee_le: date | None = None


@dataclass(frozen=True)
class FicheComposee:
    """The PDF and where each field of the partner's part was printed on it."""

    pdf: bytes
    champs: tuple[Champ, ...]


def produire(doc: DocumentFiche) -> bytes:
    """Return the PDF of a fiche; same fiche, same bytes. One page, unless the need is too long for 8 points."""
    return composer(doc).pdf


def composer(doc: DocumentFiche) -> FicheComposee:
    """Return the PDF of a fiche and the position of its fields."""
    facteur = _facteur(doc)
    derniere: list[PartiePartenaire] = []

    def fabrique() -> list[Flowable]:
        derniere[:] = [_partie(doc)]
        return [*_corps(doc, facteur), *derniere]

    pdf = assembler(_feuille(doc), fabrique)
    return FicheComposee(pdf, derniere[0].places)


def _facteur(doc: DocumentFiche) -> float:
    """Return the largest scale of text that keeps the fiche on one page, or on two; 1 when none does."""
    partie = _partie(doc).minimum(LARGEUR_UTILE)
    besoins = [(f, hauteur(_corps(doc, f)) + partie) for f in FACTEURS]
    une, deux = HAUTEUR_UTILE, 2 * HAUTEUR_UTILE - RAPPEL - COUPURE
    tiennent = (f for place in (une, deux) for f, besoin in besoins if besoin <= place)
    return next(tiennent, 1.0)


def _feuille(doc: DocumentFiche) -> Feuille:
    contact = doc.referent.courriel or doc.chambre.courriel
    droits = f" Accès, rectification, effacement{NNBSP}: {contact}." if contact else ""
    return Feuille(
        titre=f"{TITRE} {doc.numero}",
        auteur=doc.chambre.nom,
        reference=f"{TITRE} {doc.numero}",
        jour=doc.jour,
        confidentialite=(BROUILLON if doc.sans_accord else CONFIDENTIEL) + droits,
        filigrane=SANS_ACCORD if doc.sans_accord else "",
    )


def _corps(doc: DocumentFiche, facteur: float) -> list[Flowable]:
    style, grand = TEXTE.reduit(facteur), GRAND.reduit(facteur)
    espace = 11 * facteur
    return [
        *en_tete(doc.chambre),
        Vide(espace),
        titre(TITRE, f"N°{NBSP}{doc.numero}", f"Établie le {sans_jour(doc.jour)}"),
        Vide(espace),
        _correspondants(doc, style, grand),
        Vide(espace),
        section("Le jeune", _jeune(doc.jeune, style, grand), espace=4),
        Vide(espace),
        section("Le besoin", _demande(doc, style), Texte(doc.besoin, style), espace=5),
        Vide(espace * 0.8),
        _accord(doc, style),
        Vide(espace),
    ]


def _correspondants(doc: DocumentFiche, style: Style, grand: Style) -> Flowable:
    referent, destinataire = doc.referent, doc.destinataire
    emetteur = (
        doc.referent.nom,
        (en_ligne(referent.fonction), doc.chambre.nom, en_ligne(appel(referent.telephone), referent.courriel)),
    )
    recepteur = (
        destinataire.structure,
        (
            en_ligne(destinataire.interlocuteur, destinataire.fonction),
            en_ligne(destinataire.adresse),
            destinataire.courriel,
        ),
    )
    return Colonnes([_bloc_adresse("De", *emetteur, style, grand), _bloc_adresse("À", *recepteur, style, grand)])


def _bloc_adresse(quoi: str, nom: str, lignes: tuple[str, ...], style: Style, grand: Style) -> Flowable:
    return section(quoi, Pile([Texte(nom, grand), *(Texte(ligne, style) for ligne in lignes)]), espace=4)


def _jeune(jeune: Jeune, style: Style, grand: Style) -> Flowable:
    naissance = sans_jour(jeune.naissance) if jeune.naissance else ""
    adresse = "\n".join(ligne for ligne in (jeune.adresse.strip(), jeune.commune.strip()) if ligne)
    facultatifs = [("CFA", jeune.cfa), ("Employeur", jeune.employeur)]
    paires = [
        ("Date de naissance", naissance),
        ("Téléphone", appel(jeune.telephone)),
        ("Courriel", jeune.courriel),
        ("Adresse", adresse),
        *(paire for paire in facultatifs if paire[1]),
    ]
    return Pile([Texte(nom_complet(jeune.nom, jeune.prenoms), grand), grille(paires, TIERS, style)], 2)


def _demande(doc: DocumentFiche, style: Style) -> Flowable:
    souhaitee = date_longue(doc.reponse_souhaitee_le) if doc.reponse_souhaitee_le else "Dès que possible"
    paires = (("Thème", doc.theme), ("Urgence", doc.urgence), ("Réponse souhaitée", souhaitee))
    return grille(paires, TIERS, style.en_gras())


def _accord(doc: DocumentFiche, style: Style) -> Flowable:
    if not doc.sans_accord:
        return Encadre(Texte(doc.accord, style), marge=6)
    mention = f"Accord non recueilli{NNBSP}: ce document est un brouillon, il ne peut être ni remis ni envoyé."
    return Encadre(Texte(mention, style.en_gras()), marge=6)


def _partie(doc: DocumentFiche) -> PartiePartenaire:
    postale = ", ".join((doc.chambre.nom, en_ligne(doc.chambre.adresse))).strip(", ")
    par_courriel = f"par courriel à {doc.referent.courriel}, ou " if doc.referent.courriel else ""
    avant = f" avant le {date_longue(doc.reponse_souhaitee_le)}" if doc.reponse_souhaitee_le else ""
    renvoi = f"À renvoyer{avant} à {doc.referent.nom}, {par_courriel}par courrier{NNBSP}: {postale}."
    return PartiePartenaire("À remplir par le destinataire", renvoi)
