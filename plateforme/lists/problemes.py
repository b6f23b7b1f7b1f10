"""The messages of files that cannot be read: each names the file and says what to do."""

from __future__ import annotations

from plateforme.domain.texte import NNBSP, entier
from plateforme.errors import FileProblemError

RIEN_LU = "Rien n’a été importé."
REENREGISTRER = (
    "Ouvrez-le dans votre tableur, enregistrez-le au format Excel (.xlsx) ou CSV, puis choisissez le nouveau fichier."
)
CHOISIR = "Choisissez une liste Excel (.xlsx, .xls), LibreOffice (.ods) ou CSV."


def guillemets(nom: str) -> str:
    """Return « nom » with narrow no-break spaces."""
    return f"«{NNBSP}{nom}{NNBSP}»"


def _probleme(nom: str, fait: str, conseil: str) -> FileProblemError:
    return FileProblemError(f"Le fichier {guillemets(nom)} {fait} {RIEN_LU}", conseil)


def introuvable(nom: str) -> FileProblemError:
    """The file is not where it was said to be."""
    return _probleme(
        nom, "est introuvable.", "Vérifiez qu’il n’a pas été déplacé ou renommé, puis choisissez-le à nouveau."
    )


def dossier(nom: str) -> FileProblemError:
    """A folder was given."""
    return FileProblemError(f"{guillemets(nom)} est un dossier, pas une liste. {RIEN_LU}", CHOISIR)


def verrouille(nom: str) -> FileProblemError:
    """Another program holds the file, or the session may not read it."""
    return _probleme(
        nom,
        "est ouvert dans un autre programme, ou vous n’avez pas le droit de le lire.",
        "Fermez-le dans Excel, puis recommencez.",
    )


def illisible(nom: str) -> FileProblemError:
    """The disk or the network drive failed."""
    return _probleme(
        nom, "n’a pas pu être lu sur le disque.", "Copiez-le sur votre ordinateur, puis choisissez la copie."
    )


def vide(nom: str) -> FileProblemError:
    """No byte, or no cell."""
    return _probleme(nom, "est vide.", "Demandez un nouvel envoi de la liste, ou choisissez un autre fichier.")


def trop_gros(nom: str, limite_mo: int) -> FileProblemError:
    """Over the size limit."""
    return _probleme(
        nom,
        f"dépasse {entier(limite_mo)}{NNBSP}Mo, la taille la plus grande que Plateforme accepte.",
        "Gardez seulement la feuille et les colonnes utiles, ou coupez la liste en plusieurs fichiers.",
    )


def trop_de_lignes(nom: str, limite: int) -> FileProblemError:
    """Over the row limit."""
    return _probleme(
        nom,
        f"a plus de {entier(limite)} lignes, le nombre le plus grand que Plateforme accepte.",
        "Coupez la liste en plusieurs fichiers, ou effacez les lignes vides de la fin.",
    )


def cellule_lointaine(nom: str, cellule: str) -> FileProblemError:
    """One value very far from the table makes the sheet immense."""
    return _probleme(
        nom,
        f"a une valeur très loin du tableau, en {cellule}, et la feuille devient trop grande pour être lue.",
        "Effacez cette cellule ou copiez le tableau seul dans un nouveau classeur, puis choisissez le nouveau fichier.",
    )


def trop_lourd(nom: str) -> FileProblemError:
    """The reader ran out of memory or died."""
    return _probleme(
        nom,
        "demande trop de mémoire ou est abîmé : sa lecture a été arrêtée.".replace(" :", f"{NNBSP}:"),
        "Copiez le tableau seul dans un nouveau classeur, enregistrez-le, puis choisissez le nouveau fichier.",
    )


def trop_long(nom: str) -> FileProblemError:
    """The reader did not finish in time."""
    return _probleme(
        nom,
        "demande trop de temps : sa lecture a été arrêtée.".replace(" :", f"{NNBSP}:"),
        "Copiez le tableau seul dans un nouveau classeur, enregistrez-le, puis choisissez le nouveau fichier.",
    )


def mot_de_passe(nom: str) -> FileProblemError:
    """The workbook is encrypted."""
    return _probleme(
        nom,
        "est protégé par un mot de passe.",
        "Ouvrez-le dans votre tableur avec le mot de passe, enregistrez une copie sans protection et choisissez-la.",
    )


def abime(nom: str) -> FileProblemError:
    """The format is right, the content is not."""
    return _probleme(nom, "est abîmé ou incomplet.", f"{REENREGISTRER} S’il ne s’ouvre pas, demandez un nouvel envoi.")


def mauvais_type(nom: str, nature: str) -> FileProblemError:
    """The content is not a list, whatever the extension says. ``nature`` is « un document PDF »."""
    return _probleme(nom, f"est {nature}, pas une liste.", CHOISIR)


def page_web(nom: str) -> FileProblemError:
    """Many web applications export HTML or XML under the name .xls."""
    return _probleme(nom, "est une page web enregistrée sous le nom d’une liste.", REENREGISTRER)


def feuille_absente(nom: str, feuille: str, feuilles: tuple[str, ...]) -> FileProblemError:
    """The sheet asked for does not exist."""
    connues = ", ".join(guillemets(f) for f in feuilles)
    return _probleme(
        nom, f"n’a pas de feuille {guillemets(feuille)}.", f"Choisissez l’une de ses feuilles{NNBSP}: {connues}."
    )


def sans_colonne(nom: str, quoi: str) -> FileProblemError:
    """A column that the crossing cannot do without was not found. ``quoi`` is « de date de naissance »."""
    return _probleme(
        nom,
        f"n’a pas de colonne {quoi} reconnue.",
        "Indiquez cette colonne à l’étape des colonnes, ou ajoutez-la au fichier avec son titre.",
    )


def sans_donnee(nom: str) -> FileProblemError:
    """Titles, and nothing under them."""
    return _probleme(nom, "ne contient aucune personne.", "Vérifiez que c’est la bonne feuille et la bonne liste.")
