"""What is read from a stranger's spreadsheet: its cells, its columns, its people (domaine.md 2.2)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from plateforme.domain.texte import nom_complet
from plateforme.domain.vocabulaire import Code, Niveau, Sexe

Cellule = str | int | float | date
Ligne = tuple[Cellule, ...]


class RoleColonne(Code):
    """What a column of a list holds. ``IGNORER`` is every column the tool has no use for."""

    IGNORER = "ignorer", "Ne pas lire"
    NOM = "nom_naissance", "Nom de naissance"
    NOM_USAGE = "nom_usage", "Nom d’usage"
    PRENOM = "prenom", "Prénom"
    NOM_PRENOM = "nom_prenom", "Nom et prénom ensemble"
    CIVILITE = "civilite", "Civilité"
    SEXE = "sexe", "Sexe"
    NAISSANCE = "date_naissance", "Date de naissance"
    TELEPHONE = "telephone", "Téléphone"
    TELEPHONE_2 = "telephone_2", "Autre téléphone"
    COURRIEL = "courriel", "Courriel"
    ADRESSE = "adresse", "Adresse"
    CODE_POSTAL = "code_postal", "Code postal"
    COMMUNE = "commune", "Commune"
    IDENTIFIANT = "identifiant", "Identifiant"
    CONSEILLER = "conseiller", "Conseiller"
    EMPLOYEUR = "employeur", "Employeur"
    SIRET = "siret", "SIRET"
    EMPLOYEUR_TELEPHONE = "employeur_telephone", "Téléphone de l’employeur"
    MAITRE = "maitre_apprentissage", "Maître d’apprentissage"
    CFA = "cfa", "CFA"
    DIPLOME = "diplome", "Diplôme préparé"
    METIER = "metier", "Métier"
    NIVEAU = "niveau", "Niveau préparé"
    ANNEE_CYCLE = "annee_cycle", "Année du cycle"
    FILIERE = "filiere", "Filière"
    NUMERO = "numero_contrat", "Numéro de contrat"
    DEBUT = "date_debut", "Début du contrat"
    FIN = "date_fin", "Fin prévue du contrat"
    SIGNATURE = "date_signature", "Date de signature"
    RUPTURE = "rupture_le", "Date de rupture"


@dataclass(frozen=True)
class ListeLue:
    """The cells of one sheet. ``lignes[0]`` is row 1 as a spreadsheet shows it, title rows and empty rows included.

    ``ligne_titres`` is the row number of the column titles, None when the list has none.
    """

    nom: str
    feuilles: tuple[str, ...]
    feuille: str
    lignes: tuple[Ligne, ...]
    ligne_titres: int | None = None

    @property
    def largeur(self) -> int:
        """Number of columns."""
        return max((len(ligne) for ligne in self.lignes), default=0)

    @property
    def titres(self) -> Ligne:
        """The cells of the row of titles; empty when the list has none."""
        return self.lignes[self.ligne_titres - 1] if self.ligne_titres else ()

    @property
    def donnees(self) -> tuple[tuple[int, Ligne], ...]:
        """(row number, cells) of every row below the titles that is not empty."""
        depart = self.ligne_titres or 0
        return tuple(
            (numero, ligne)
            for numero, ligne in enumerate(self.lignes[depart:], start=depart + 1)
            if any(cellule != "" for cellule in ligne)
        )


@dataclass(frozen=True)
class ColonneReconnue:
    """What column ``index`` (0 = column A) seems to hold. ``confiance`` goes from 0 (a guess) to 1."""

    index: int
    titre: str
    role: RoleColonne
    confiance: float
    exemples: tuple[str, ...] = ()


@dataclass(frozen=True)
class PersonneListe:
    """One person of a list, cleaned. ``ligne`` is the row number as a spreadsheet shows it.

    Phones are in international form (+33…). ``remarques`` says in French which optional values could not be read.
    """

    ligne: int
    nom: str = ""
    prenoms: str = ""
    naissance: date | None = None
    nom_usage: str = ""
    sexe: Sexe | None = None
    telephones: tuple[str, ...] = ()
    courriel: str = ""
    adresse: str = ""
    code_postal: str = ""
    commune: str = ""
    identifiant: str = ""
    conseiller: str = ""
    employeur: str = ""
    siret: str = ""
    employeur_telephone: str = ""
    maitre_apprentissage: str = ""
    cfa: str = ""
    diplome: str = ""
    metier: str = ""
    niveau: Niveau | None = None
    annee_cycle: str = ""
    filiere: str = ""
    numero: str = ""
    debut: date | None = None
    fin_prevue: date | None = None
    signature: date | None = None
    rupture_le: date | None = None
    remarques: tuple[str, ...] = ()

    @property
    def nom_complet(self) -> str:
        """« NOM Prénoms », usage name first when there is one."""
        return nom_complet(self.nom_usage or self.nom, self.prenoms)

    @property
    def naissance_douteuse(self) -> bool:
        """True for 1 January, the date that is typed when the real one is unknown (domaine.md 4)."""
        return self.naissance is not None and (self.naissance.month, self.naissance.day) == (1, 1)


@dataclass(frozen=True)
class LigneRefusee:
    """A row that cannot be used, and why, in French."""

    ligne: int
    motif: str


@dataclass(frozen=True)
class ListePersonnes:
    """The people of a list and the rows that could not be read."""

    nom: str = ""
    personnes: tuple[PersonneListe, ...] = ()
    refusees: tuple[LigneRefusee, ...] = field(default=())
