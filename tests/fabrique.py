"""Invented people and files for tests, on a real base. Every name is a plant, a stone or a tool: nobody is real.

    with fabrique.remplir(ctx) as f:
        campagne = f.campagne()
        zoe = f.personne("Genêt", "Zoé", date(1993, 5, 12), campagne=campagne, debut=date(2010, 9, 1))
        f.contact(zoe, datetime(2010, 10, 4, 9, 30))

One write, committed at the end. ``population(ctx)`` fills a base with forty people in every state.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from plateforme.db.queries import beneficiaires, campagnes, contrats, inclusions, liaison, suivi
from plateforme.domain.beneficiaire import Beneficiaire
from plateforme.domain.campagne import Campagne, Inclusion, groupe_par_parite
from plateforme.domain.contact import Contact
from plateforme.domain.contrat import Contrat, Rupture
from plateforme.domain.dates import ajouter_mois
from plateforme.domain.difficulte import Difficulte
from plateforme.domain.partenaire import Interlocuteur, Structure
from plateforme.domain.vocabulaire import (
    Accord,
    FormeAccord,
    Groupe,
    Initiateur,
    IssueContact,
    Methode,
    Niveau,
    Risque,
    Sexe,
    Situation,
    Suite,
    Theme,
    TypeStructure,
)
from plateforme.services.affectation import affecter, nouveau_jeton
from plateforme.services.contexte import Contexte
from plateforme.services.unit_of_work import UnitOfWork

NOMS = (
    "Aubépine", "Bruyère", "Chardon", "Églantier", "Fougère", "Genêt", "Houblon", "Lavande", "Mélèze", "Néflier",
    "Ortie", "Pervenche", "Quartz", "Rabot", "Sureau", "Truelle", "Varlope", "Érable", "Cytise", "Œillet",
)  # fmt: skip
FILLES = ("Zoé", "Élodie", "Maëlle", "Inès", "Chloé", "Noémie", "Lou-Anne", "Çağla")
GARCONS = ("Théo", "Łukasz", "Émile", "Hugo", "Gaël", "Noël", "Jean-Loup", "Ömer")
CFAS = ("CFA des Trois Moulins", "CFA du Bocage", "MFR de la Haie")
COMMUNES = (
    ("53000", "Laval"),
    ("53100", "Mayenne"),
    ("53200", "Château-Gontier"),
    ("53400", "Craon"),
    ("53500", "Ernée"),
)
METIERS = ("boulangerie", "menuiserie", "plomberie", "coiffure", "mécanique", "maçonnerie")
FILIERES = ("alimentation", "bois", "fluides", "services", "métaux", "gros œuvre")


class Fabrique:
    """Adds things inside one write. Every method returns what it stored."""

    def __init__(self, ctx: Contexte, uow: UnitOfWork) -> None:
        self.ctx = ctx
        self.uow = uow

    def campagne(self, nom: str = "2010/2011", **champs: Any) -> Campagne:
        annee = int(nom[:4])
        defaut: dict[str, Any] = {
            "fenetre_debut": date(annee, 7, 1),
            "fenetre_fin": date(annee, 12, 31),
            "effectif_prevu": 40,
        }
        return campagnes.get(self.uow.cx, campagnes.add(self.uow.cx, Campagne(nom=nom, **(defaut | champs))))

    def personne(
        self,
        nom: str = "Genêt",
        prenoms: str = "Zoé",
        naissance: date | None = date(1993, 5, 12),
        *,
        campagne: Campagne | None = None,
        debut: date | None = None,
        accord: Accord | None = None,
        verifiee: bool = True,
        affecte_le: date | None = None,
        contrat: dict[str, Any] | None = None,
        **champs: Any,
    ) -> Beneficiaire:
        """A person; with ``debut``, her entry contract; with ``campagne``, retained (and assigned when verified)."""
        defaut: dict[str, Any] = {
            "telephone": "0600000012",
            "commune": "Laval",
            "code_postal": "53000",
            "naissance_verifiee_le": self.ctx.today() if verifiee and naissance else None,
            "naissance_source": "identique dans les deux listes" if verifiee and naissance else "",
        }
        fiche = Beneficiaire(
            jeton=nouveau_jeton(), nom_naissance=nom, prenoms=prenoms, date_naissance=naissance, **(defaut | champs)
        )
        stockee = beneficiaires.get(self.uow.cx, beneficiaires.add(self.uow.cx, fiche))
        if debut:
            self.contrat(stockee, debut, **(contrat or {}))
        if campagne:
            self.retenir(stockee, campagne, le=affecte_le or debut or self.ctx.today(), accord=accord)
        return stockee

    def retenir(
        self,
        personne: Beneficiaire,
        campagne: Campagne,
        *,
        le: date,
        accord: Accord | None = None,
        groupe: Groupe | None = None,
    ) -> Inclusion:
        """Retain on ``le``; assigned by parity (or to ``groupe``, for a draw) when the birth date is verified."""
        inclusion = Inclusion(beneficiaire_id=personne.id, campagne_id=campagne.id, retenu_le=le)
        if not personne.naissance_verifiee_le or not personne.date_naissance:
            inclusion = replace(inclusion, motif_attente="date de naissance à vérifier")
            return replace(inclusion, id=inclusions.add(self.uow.cx, inclusion))
        if campagne.methode is Methode.TIRAGE and groupe is None:
            inclusion = replace(inclusion, motif_attente="tirage au sort à faire")
            return replace(inclusion, id=inclusions.add(self.uow.cx, inclusion))
        inclusion = replace(inclusion, id=inclusions.add(self.uow.cx, inclusion))
        bras = groupe or groupe_par_parite(personne.date_naissance)
        inclusion = affecter(self.uow, self.ctx, inclusion, personne, campagne, bras, le=le)
        if accord is not None and inclusion.accord is not Accord.SANS_OBJET:
            donne = accord is not Accord.EN_ATTENTE
            inclusion = replace(
                inclusion,
                accord=accord,
                accord_le=le if donne else None,
                accord_forme=FormeAccord.ORAL if donne else None,
                accord_representant=donne and personne.mineur(le),
            )
            inclusions.save(self.uow.cx, inclusion)
        return inclusion

    def contrat(self, personne: Beneficiaire, debut: date, **champs: Any) -> Contrat:
        defaut: dict[str, Any] = {
            "employeur": "Boulangerie de la Halle",
            "cfa": CFAS[0],
            "diplome": "CAP boulanger",
            "metier": "boulangerie",
            "niveau_prepare": Niveau.N3,
            "fin_prevue": ajouter_mois(debut, 24),
        }
        rang = contrats.next_rank(self.uow.cx, personne.id)
        nouveau = Contrat(beneficiaire_id=personne.id, rang=rang, debut=debut, **(defaut | champs))
        return contrats.get(self.uow.cx, contrats.add(self.uow.cx, nouveau))

    def rupture(self, contrat: Contrat, le: date, **champs: Any) -> Rupture:
        defaut: dict[str, Any] = {"initiateur": Initiateur.COMMUN_ACCORD, "connue_le": le}
        nouvelle = Rupture(contrat_id=contrat.id, le=le, **(defaut | champs))
        return replace(nouvelle, id=contrats.add_rupture(self.uow.cx, nouvelle))

    def contact(self, personne: Beneficiaire, quand: datetime, **champs: Any) -> Contact:
        defaut: dict[str, Any] = {"minutes": 10, "auteur": "Référente d’essai"}
        nouveau = Contact(beneficiaire_id=personne.id, quand=quand, **(defaut | champs))
        return replace(nouveau, id=suivi.add_contact(self.uow.cx, nouveau))

    def difficulte(self, personne: Beneficiaire, theme: Theme = Theme.LOGEMENT, **champs: Any) -> Difficulte:
        defaut: dict[str, Any] = {"ouverte_le": self.ctx.today(), "description": "À voir ensemble."}
        nouvelle = Difficulte(beneficiaire_id=personne.id, theme=theme, **(defaut | champs))
        return replace(nouvelle, id=suivi.add_difficulte(self.uow.cx, nouvelle))

    def structure(
        self, nom: str = "Mission Locale des Haies", type_: TypeStructure = TypeStructure.MISSION_LOCALE, **champs: Any
    ) -> Structure:
        nouvelle = Structure(nom=nom, type=type_, **champs)
        return replace(nouvelle, id=liaison.add_structure(self.uow.cx, nouvelle))

    def interlocuteur(self, structure: Structure, nom: str = "Prune Mirabelle", **champs: Any) -> Interlocuteur:
        nouveau = Interlocuteur(structure_id=structure.id, nom=nom, **({"designe": True} | champs))
        return replace(nouveau, id=liaison.add_interlocuteur(self.uow.cx, nouveau))

    def contrats_de(self, personne: Beneficiaire) -> tuple[Contrat, ...]:
        return contrats.of(self.uow.cx, personne.id)


@contextmanager
def remplir(ctx: Contexte) -> Iterator[Fabrique]:
    """Open one write, committed at the end of the block."""
    with ctx.store.write() as uow:
        yield Fabrique(ctx, uow)
        uow.commit()


def population(ctx: Contexte, nombre: int = 40, graine: int = 7) -> Campagne:
    """Fill the base with ``nombre`` people of one campaign, in every state of the follow-up. Same seed, same people."""
    alea = random.Random(graine)
    with remplir(ctx) as f:
        campagne = f.campagne()
        for rang in range(nombre):
            _quelqu_un(f, campagne, rang, alea)
    return campagne


def _quelqu_un(f: Fabrique, campagne: Campagne, rang: int, alea: random.Random) -> None:
    fille = rang % 5 < 2
    code_postal, commune = alea.choice(COMMUNES)
    metier = rang % len(METIERS)
    debut = date(2010, 7, 5) + timedelta(days=alea.randrange(0, 150))
    accord = alea.choices([Accord.OUI, Accord.EN_ATTENTE, Accord.REFUSE, Accord.RETIRE], [12, 3, 1, 1])[0]
    personne = f.personne(
        NOMS[rang % len(NOMS)],
        alea.choice(FILLES if fille else GARCONS),
        date(alea.choice([1990, 1991, 1992, 1993, 1994]), alea.randrange(1, 13), alea.randrange(2, 29)),
        campagne=campagne,
        debut=debut,
        affecte_le=debut + timedelta(days=10),
        accord=accord,
        verifiee=rang % 13 != 12,
        sexe=Sexe.F if fille else Sexe.M,
        telephone=f"06000000{rang:02d}",
        code_postal=code_postal,
        commune=commune,
        situation_entree=Situation.APPRENTI_CFA,
        contrat={
            "employeur": f"{METIERS[metier].capitalize()} {NOMS[-1 - rang % len(NOMS)]} et fils",
            "cfa": CFAS[rang % len(CFAS)],
            "diplome": f"CAP {METIERS[metier]}",
            "metier": METIERS[metier],
            "filiere": FILIERES[metier],
        },
    )
    inclusion = inclusions.of(f.uow.cx, personne.id)[0]
    if inclusion.groupe is Groupe.TEST and accord is Accord.OUI:
        _suivi(f, personne, debut, alea)


def _suivi(f: Fabrique, personne: Beneficiaire, debut: date, alea: random.Random) -> None:
    aujourd_hui = f.ctx.today()
    for mois in range(1, 7):
        jour = ajouter_mois(debut, mois) + timedelta(days=alea.randrange(-6, 5))
        if jour >= aujourd_hui or alea.random() < 0.15:
            continue
        issue = IssueContact.JOINT if alea.random() < 0.85 else IssueContact.SANS_REPONSE
        f.contact(
            personne,
            datetime(jour.year, jour.month, jour.day, alea.randrange(9, 18), alea.choice([0, 15, 40])),
            issue=issue,
            risque=alea.choice(list(Risque)[:3]) if issue is IssueContact.JOINT else None,
            texte="Tout va bien au fournil, le trajet du matin est long." if issue is IssueContact.JOINT else "",
        )
    if alea.random() < 0.35:
        f.difficulte(personne, alea.choice(list(Theme)), ouverte_le=min(ajouter_mois(debut, 2), aujourd_hui))
    if alea.random() < 0.15:
        jour = debut + timedelta(days=alea.randrange(20, 60))
        suite = alea.choice([None, Suite.RIEN, Suite.CONTRAT_MEME])
        f.rupture(f.contrats_de(personne)[0], min(jour, aujourd_hui), suite=suite)
