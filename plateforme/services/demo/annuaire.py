"""The directory of the demonstration: invented partners, with holes on purpose (nobody for mobility in the south)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from plateforme.db.queries import liaison
from plateforme.domain.partenaire import Interlocuteur, Structure
from plateforme.domain.vocabulaire import Theme, TypeStructure
from plateforme.services.demo import metiers
from plateforme.services.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Entree:
    """A structure and its people."""

    structure: Structure
    gens: tuple[Interlocuteur, ...]


def _s(
    nom: str,
    type_: TypeStructure,
    territoire: str,
    ville: tuple[str, str, str],
    tel: str,
    boite: str,
    themes: tuple[Theme, ...],
    charte: date | None,
    delai: int = 10,
) -> Structure:
    adresse, code, commune = ville
    return Structure(
        0, nom, type_, territoire, adresse, code, commune, tel, f"{boite}@exemple.invalid", themes, charte, delai
    )


def _i(nom: str, fonction: str, tel: str, *, designe: bool = False, parti: date | None = None) -> Interlocuteur:
    prenom, famille = nom.split(" ", 1)
    boite = f"{prenom[0]}.{famille}".lower().replace(" ", "-").replace("é", "e").replace("ï", "i").replace("ë", "e")
    return Interlocuteur(0, 0, nom, fonction, tel, f"{boite}@exemple.invalid", designe, parti)


ANNUAIRE: tuple[Entree, ...] = (
    Entree(
        _s(
            "Mission Locale de Laval",
            TypeStructure.MISSION_LOCALE,
            "Laval",
            ("4 quai des Indiennes", "53000", "Laval"),
            "0199005301",
            "laval.missionlocale",
            (Theme.SANTE, Theme.MOBILITE, Theme.FINANCES, Theme.ORIENTATION),
            date(2009, 6, 15),
        ),
        (
            _i("Maud Chermandier", "Conseillère, référente apprentissage", "0199005302", designe=True),
            _i("Yannick Fauvillois", "Conseiller", "0199005303"),
        ),
    ),
    Entree(
        _s(
            "Mission Locale de Mayenne",
            TypeStructure.MISSION_LOCALE,
            "Mayenne",
            ("2 place des Halles", "53100", "Mayenne"),
            "0199005304",
            "mayenne.missionlocale",
            (Theme.MOBILITE, Theme.FINANCES, Theme.ORIENTATION),
            date(2009, 6, 15),
        ),
        (_i("Coline Pellandais", "Conseillère", "0199005305", designe=True),),
    ),
    Entree(
        _s(
            "Mission Locale de Château-Gontier",
            TypeStructure.MISSION_LOCALE,
            "Château-Gontier",
            ("1 rue du Vieux Pont", "53200", "Château-Gontier"),
            "0199005306",
            "chateau-gontier.missionlocale",
            (Theme.SANTE, Theme.ORIENTATION),
            date(2010, 2, 9),
        ),
        (
            _i("Denis Rauvinet", "Conseiller, le mardi et le jeudi", "0199005307", designe=True),
            _i("Agathe Claneau", "Conseillère", "0199005308", parti=date(2010, 8, 31)),
        ),
    ),
    Entree(
        _s(
            metiers.CFA_LAVAL,
            TypeStructure.CFA,
            "Laval",
            ("30 boulevard de l’Arsenal", "53000", "Laval"),
            "0199005309",
            "cfa.trois-rivieres",
            (Theme.FORMATION,),
            date(2009, 9, 3),
        ),
        (
            _i("Hervé Drominet", "Référent désigné, vie scolaire", "0199005312", designe=True),
            _i("Sabrina Valmellier", "Formatrice en enseignement général", "0199005313"),
        ),
    ),
    Entree(
        _s(
            metiers.CFA_MAYENNE,
            TypeStructure.CFA,
            "Mayenne",
            ("Zone des Bruyères", "53100", "Mayenne"),
            "0199005314",
            "cfa.haute-mayenne",
            (Theme.FORMATION, Theme.LOGEMENT),
            date(2009, 9, 24),
        ),
        (_i("Martine Urvugeon", "Référente désignée", "0199005315", designe=True),),
    ),
    Entree(
        _s(
            "ADLJ",
            TypeStructure.LOGEMENT,
            "Laval",
            ("17 rue des Blanchisseurs", "53000", "Laval"),
            "0199005316",
            "adlj",
            (Theme.LOGEMENT,),
            date(2009, 7, 1),
        ),
        (
            _i("Karim Sorbemare", "Responsable des résidences", "0199005317", designe=True),
            _i("Odile Jouvonnais", "Conseillère en économie sociale et familiale", "0199005318"),
        ),
    ),
    Entree(
        _s(
            "Foyer Les Tilleuls",
            TypeStructure.LOGEMENT,
            "Château-Gontier",
            ("8 rue des Capucines", "53200", "Château-Gontier"),
            "0199005319",
            "fjt.tilleuls",
            (Theme.LOGEMENT,),
            None,
            15,
        ),
        (_i("Bruno Escostin", "Directeur", "0199005320", designe=True),),
    ),
    Entree(
        _s(
            "Service social, secteur de Laval",
            TypeStructure.SERVICE_SOCIAL,
            "Laval",
            ("39 rue du Général Imaginaire", "53000", "Laval"),
            "0199005321",
            "service-social.laval",
            (Theme.SOCIAL, Theme.SANTE),
            date(2010, 1, 18),
            15,
        ),
        (_i("Nadège Morvivet", "Assistante sociale", "0199005322", designe=True),),
    ),
    Entree(
        _s(
            "Service social, Haut-Maine",
            TypeStructure.SERVICE_SOCIAL,
            "Mayenne",
            ("5 rue du Château", "53100", "Mayenne"),
            "0199005323",
            "service-social.haut-maine",
            (Theme.SOCIAL,),
            None,
            15,
        ),
        (_i("Joël Quinvard", "Assistant social", "0199005324", designe=True),),
    ),
    Entree(
        _s(
            "Médiateur consulaire de la chambre",
            TypeStructure.MEDIATEUR,
            "",
            ("19 rue de la Forge", "53000", "Laval"),
            "0199005325",
            "mediateur",
            (Theme.EMPLOYEUR, Theme.CONDITIONS, Theme.RECHERCHE),
            date(2009, 6, 15),
        ),
        (_i("Paul Lambérault", "Médiateur de l’apprentissage", "0199005326", designe=True),),
    ),
    Entree(
        replace(
            _s(
                "Point écoute La Passerelle",
                TypeStructure.AUTRE,
                "Laval",
                ("11 rue du Lavoir", "53000", "Laval"),
                "0199005327",
                "point-ecoute",
                (Theme.SANTE, Theme.SOCIAL),
                None,
            ),
            archivee_le=date(2010, 6, 30),
        ),
        (),
    ),
)


class Annuaire:
    """The directory once written: finds the partner a difficulty goes to."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._structures: list[Structure] = []
        self._designes: dict[int, tuple[int, str]] = {}
        for entree in ANNUAIRE:
            structure_id = liaison.add_structure(uow.cx, entree.structure)
            self._structures.append(replace(entree.structure, id=structure_id))
            for personne in entree.gens:
                rang = liaison.add_interlocuteur(uow.cx, replace(personne, structure_id=structure_id))
                if personne.designe:
                    self._designes[structure_id] = (rang, personne.nom)

    def pour(self, type_: TypeStructure, theme: Theme, commune: str, cfa: str) -> Structure:
        """Return the partner of that kind: the CFA of the contract, else the nearest, else the first who handles it."""
        vivantes = [s for s in self._structures if s.type is type_ and s.archivee_le is None]
        if type_ is TypeStructure.CFA:
            return next((s for s in vivantes if s.nom == cfa), vivantes[0])
        capables = [s for s in vivantes if theme in s.themes]
        return next((s for s in capables if s.territoire == commune), capables[0])

    def designe(self, structure: Structure) -> int:
        """Return the id of the person who receives the fiches there."""
        return self._designes[structure.id][0]

    def nom_designe(self, structure: Structure) -> str:
        """Return the name of that person."""
        return self._designes[structure.id][1]
