"""The document of a fiche: preview, PDF saved where the user chose, draft of the e-mail that carries it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from plateforme.db.queries import dossiers, reglages
from plateforme.db.queries import liaison as q
from plateforme.domain.changes import ChangeSet, Sujet
from plateforme.domain.dossier import DossierPersonne
from plateforme.domain.fiche import A_REMETTRE, ATTENTE_REPONSE, AccordPartage, EtapeFiche, Fiche
from plateforme.domain.partenaire import Interlocuteur, Structure
from plateforme.domain.texte import date_courte, date_longue
from plateforme.domain.vocabulaire import FormeAccord, StatutFiche, Theme
from plateforme.errors import FileProblemError, InvalidInputError, RefusedError
from plateforme.exports import courriel, ecriture
from plateforme.fiches import raster
from plateforme.fiches.fiche_liaison import Destinataire, DocumentFiche, Jeune, produire
from plateforme.fiches.identite import Chambre, Referent
from plateforme.services import accords
from plateforme.services.contexte import Contexte
from plateforme.services.liaison import exiger_accord
from plateforme.services.reglages import Valeurs
from plateforme.services.unit_of_work import UnitOfWork
from plateforme.settings import (
    CHAMBRE_ADRESSE,
    CHAMBRE_COURRIEL,
    CHAMBRE_NOM,
    CHAMBRE_TELEPHONE,
    REFERENT_COURRIEL,
    REFERENT_FONCTION,
    REFERENT_NOM,
    REFERENT_TELEPHONE,
)
from plateforme.typographie import typographie

SANS_NUMERO = "à attribuer"
_AVEC_CFA = frozenset({Theme.FORMATION, Theme.ORIENTATION})
_AVEC_EMPLOYEUR = frozenset({Theme.EMPLOYEUR, Theme.CONDITIONS})


@dataclass(frozen=True)
class Brouillon:
    """The draft of the e-mail, written beside its PDF; its parts in words serve when no program opens it."""

    fichier: Path
    pdf: Path
    destinataire: str
    objet: str
    corps: str


def document(ctx: Contexte, fiche: Fiche) -> DocumentFiche:
    """Return what the document says of a fiche, stored or not, on this day: watermarked without a valid agreement."""
    with ctx.store.read() as cx:
        return _composer(ctx, cx, fiche)


def apercu(ctx: Contexte, fiche: Fiche) -> bytes:
    """Return the PDF to show: as it left when it left, else as it would leave today (watermarked without agreement)."""
    with ctx.store.read() as cx:
        garde = q.document(cx, fiche.id) if fiche.statut not in A_REMETTRE else None
        compose = _composer(ctx, cx, fiche)
    return garde or produire(compose)


def apercu_de(ctx: Contexte, fiche_id: int) -> bytes:
    """Return the PDF to show of a stored fiche."""
    with ctx.store.read() as cx:
        fiche = q.get_fiche(cx, fiche_id)
    return apercu(ctx, fiche)


def enregistrer_pdf(ctx: Contexte, fiche_id: int, dossier: Path, *, remplacer: bool = False) -> tuple[Path, ChangeSet]:
    """Write the PDF in ``dossier`` under the fiche's number, whole or not at all, and keep it in the base.

    Refused without a valid agreement that day, sent already or not, and while the fiche is a draft. A file of that name
    that we did not write (the partner's answer, perhaps) is left alone unless ``remplacer``: FileProblemError.
    """
    with ctx.store.write() as uow:
        chemin = _ecrire_pdf(ctx, uow, q.get_fiche(uow.cx, fiche_id), dossier, remplacer=remplacer)
        return chemin, uow.commit()


def brouillon_courriel(
    ctx: Contexte, fiche_id: int, dossier: Path, *, remplacer: bool = False
) -> tuple[Brouillon, ChangeSet]:
    """Write the PDF and a draft of e-mail (.eml) that carries it; a reminder when the answer is awaited.

    Raises InvalidInputError when the recipient has no usable address, and what enregistrer_pdf raises.
    """
    with ctx.store.write() as uow:
        fiche = q.get_fiche(uow.cx, fiche_id)
        structure, personne = _destinataire(uow.cx, fiche)
        if fiche.statut in {StatutFiche.REPONSE, StatutFiche.CLOSE}:
            raise RefusedError(f"La fiche {fiche.numero} a déjà sa réponse ou est close.", "Il n’y a rien à envoyer.")
        exiger_accord(ctx, uow.cx, fiche)
        adresse = _adresse(structure, personne)
        pdf = _ecrire_pdf(ctx, uow, fiche, dossier, remplacer=remplacer)
        valeurs = Valeurs(reglages.all_values(uow.cx))
        objet, corps = _objet(fiche), _corps(fiche, structure, personne, valeurs)
        contenu = courriel.brouillon(
            adresse,
            objet,
            corps,
            nom_destinataire=personne.nom if personne and personne.courriel else structure.nom,
            pieces=((pdf.name, pdf.read_bytes()),),
        )
        fichier = ecriture.ecrire(dossier / f"{fiche.numero}.eml", contenu)
        return Brouillon(fichier, pdf, adresse, objet, corps), uow.commit()


def verifier_depart(ctx: Contexte, fiche_id: int) -> None:
    """Raise what enregistrer_pdf would for want of an agreement or of a ready fiche, before asking for a folder."""
    with ctx.store.read() as cx:
        fiche = q.get_fiche(cx, fiche_id)
        exiger_accord(ctx, cx, fiche)
        _exiger_prete(fiche)


def effacer_courriel(brouillon: Brouillon) -> None:
    """Delete the draft of e-mail once it is of no use: it holds the fiche. Its absence is no error."""
    try:
        brouillon.fichier.unlink(missing_ok=True)
    except OSError as e:
        raise FileProblemError(
            f"Le brouillon « {brouillon.fichier.name} » n’a pas pu être supprimé.",
            "Fermez-le dans votre messagerie, puis supprimez-le vous-même : il contient la fiche.",
        ) from e


def _ecrire_pdf(ctx: Contexte, uow: UnitOfWork, fiche: Fiche, dossier: Path, *, remplacer: bool) -> Path:
    garde = q.document(uow.cx, fiche.id)
    exiger_accord(ctx, uow.cx, fiche)
    if fiche.statut in A_REMETTRE:
        contenu = _produire_pret(ctx, uow, fiche)
    elif garde is None:
        raise RefusedError(
            f"Le PDF de la fiche {fiche.numero} n’est pas dans la base.", "Elle a été envoyée autrement."
        )
    else:
        contenu = garde
    chemin = dossier / f"{fiche.numero}.pdf"
    _exiger_libre(chemin, {contenu, garde}, remplacer=remplacer)
    if garde != contenu:
        q.keep_document(uow.cx, fiche.id, contenu, ctx.now())
        q.add_etape(uow.cx, EtapeFiche(0, fiche.id, fiche.statut, ctx.now(), "PDF enregistré"))
        uow.touch(Sujet.FICHE, beneficiaire=fiche.beneficiaire_id)
    return ecriture.ecrire(chemin, contenu)


def _produire_pret(ctx: Contexte, uow: UnitOfWork, fiche: Fiche) -> bytes:
    _exiger_prete(fiche)
    contenu = produire(_composer(ctx, uow.cx, fiche))
    pages = raster.nombre_pages(contenu)
    if pages > 1:
        raise RefusedError(
            typographie(f"La fiche {fiche.numero} tient sur {pages} pages : une fiche tient sur une seule."),
            "Revenez au brouillon et raccourcissez le besoin.",
        )
    return contenu


def _exiger_prete(fiche: Fiche) -> None:
    if fiche.statut is StatutFiche.BROUILLON:
        raise RefusedError(f"La fiche {fiche.numero} est encore un brouillon.", "Marquez-la prête, puis recommencez.")


def _exiger_libre(chemin: Path, les_notres: set[bytes | None], *, remplacer: bool) -> None:
    try:
        present = chemin.read_bytes() if chemin.exists() else None
    except OSError as e:
        raise FileProblemError(
            f"Le fichier « {chemin.name} » ne peut pas être lu dans « {chemin.parent} ». Rien n’a été enregistré.",
            "Choisissez un autre dossier.",
        ) from e
    if present is not None and present not in les_notres and not remplacer:
        raise FileProblemError(
            f"Un autre fichier « {chemin.name} » est déjà dans « {chemin.parent} » ; il n’a pas été touché.".replace(
                " ;", "\u202f;"
            ),
            "C’est peut-être la réponse du partenaire. Choisissez un autre dossier, ou déplacez ce fichier.",
        )


def _composer(ctx: Contexte, cx: Connection, fiche: Fiche) -> DocumentFiche:
    dossier = dossiers.one(cx, fiche.beneficiaire_id)
    structure, personne = _destinataire(cx, fiche)
    valeurs = Valeurs(reglages.all_values(cx))
    ou = accords.etat_au(cx, fiche.beneficiaire_id, fiche.structure_id, fiche.theme, ctx.today())
    return DocumentFiche(
        numero=fiche.numero or SANS_NUMERO,
        jour=fiche.signalee_le,
        chambre=Chambre(
            valeurs[CHAMBRE_NOM], valeurs[CHAMBRE_ADRESSE], valeurs[CHAMBRE_TELEPHONE], valeurs[CHAMBRE_COURRIEL]
        ),
        referent=Referent(
            valeurs[REFERENT_NOM], valeurs[REFERENT_FONCTION], valeurs[REFERENT_TELEPHONE], valeurs[REFERENT_COURRIEL]
        ),
        destinataire=Destinataire(
            structure.nom,
            personne.nom if personne else "",
            personne.fonction if personne else "",
            (personne.courriel if personne else "") or structure.courriel,
            ", ".join(p for p in (structure.adresse, f"{structure.code_postal} {structure.commune}".strip()) if p),
        ),
        jeune=_jeune(dossier, fiche.theme),
        theme=fiche.theme.libelle,
        urgence=fiche.urgence.libelle,
        besoin=fiche.besoin,
        accord=_phrase_accord(ou.valable, dossier) if ou.valable else "",
        sans_accord=ou.valable is None,
        reponse_souhaitee_le=fiche.reponse_souhaitee_le,
    )


def _jeune(dossier: DossierPersonne, theme: Theme) -> Jeune:
    """Return the contact details, with the school or the employer only when the theme is about them."""
    jeune, contrat = dossier.beneficiaire, dossier.contrat_courant
    return Jeune(
        nom=jeune.nom,
        prenoms=jeune.prenoms,
        naissance=jeune.date_naissance,
        telephone=jeune.telephone or jeune.telephone_2,
        courriel=jeune.courriel,
        adresse=jeune.adresse,
        commune=f"{jeune.code_postal} {jeune.commune}".strip(),
        cfa=contrat.cfa if contrat and theme in _AVEC_CFA else "",
        employeur=contrat.employeur if contrat and theme in _AVEC_EMPLOYEUR else "",
    )


def _phrase_accord(accord: AccordPartage, dossier: DossierPersonne) -> str:
    forme = "par écrit" if accord.forme is FormeAccord.ECRIT else "à l’oral"
    explicite = " explicite" if accord.explicite else ""
    qui = f"{dossier.beneficiaire.prenoms} {dossier.beneficiaire.nom}"
    avec = " et par son représentant légal" if accord.par_representant else ""
    return f"Accord{explicite} donné {forme} le {date_longue(accord.donne_le)} par {qui}{avec}."


def _destinataire(cx: Connection, fiche: Fiche) -> tuple[Structure, Interlocuteur | None]:
    structure = q.get_structure(cx, fiche.structure_id)
    return structure, q.get_interlocuteur(cx, fiche.interlocuteur_id) if fiche.interlocuteur_id else None


def _adresse(structure: Structure, personne: Interlocuteur | None) -> str:
    adresse = (personne.courriel if personne else "") or structure.courriel
    if not adresse:
        raise InvalidInputError(
            typographie(f"Aucune adresse de courriel n’est connue pour « {structure.nom} »."),
            "Ajoutez-la dans Partenaires, ou enregistrez le PDF et remettez-le autrement.",
            champ="courriel",
        )
    return courriel.adresse_sure(adresse)


def _objet(fiche: Fiche) -> str:
    objet = f"Fiche de liaison {fiche.numero}"
    if fiche.statut in ATTENTE_REPONSE:
        return typographie(f"Rappel : {objet[0].lower()}{objet[1:]}")
    souhaitee = fiche.reponse_souhaitee_le
    return f"{objet} – réponse souhaitée le {date_courte(souhaitee)}" if souhaitee else objet


def _corps(fiche: Fiche, structure: Structure, personne: Interlocuteur | None, valeurs: Valeurs) -> str:
    """Return the text of the e-mail: it names nobody but its reader and its sender."""
    salut = f"Bonjour {personne.nom}," if personne else "Bonjour,"
    if fiche.statut in ATTENTE_REPONSE and fiche.envoyee_le:
        debut = f"Je n’ai pas encore reçu votre réponse à la fiche de liaison {fiche.numero}, envoyée le "
        debut += f"{date_longue(fiche.envoyee_le)}. La voici de nouveau, en pièce jointe."
    else:
        debut = f"Vous trouverez en pièce jointe la fiche de liaison {fiche.numero}, adressée à {structure.nom}."
    avant = f" avant le {date_longue(fiche.reponse_souhaitee_le)}" if fiche.reponse_souhaitee_le else ""
    suite = f"Sa seconde partie est à remplir et à me renvoyer{avant}, à cette adresse ou par courrier."
    garde = "Elle contient des données personnelles : ne la transmettez à personne d’autre."
    lignes = (
        valeurs[REFERENT_NOM],
        valeurs[REFERENT_FONCTION],
        valeurs[CHAMBRE_NOM],
        valeurs[REFERENT_TELEPHONE],
    )
    signature = "\n".join(ligne for ligne in lignes if ligne)
    return typographie(f"{salut}\n\n{debut}\n{suite}\n{garde}\n\nJe vous remercie de votre aide.\n\n{signature}\n")
