"""The directory of partners: cards, contacts, holes. A partner is archived, never deleted: its fiches keep its name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from plateforme.db.queries import dossiers, reglages
from plateforme.db.queries import liaison as q
from plateforme.domain.changes import ChangeSet, Sujet
from plateforme.domain.controles import code_postal_valide, courriel_valide, telephone_normal
from plateforme.domain.fiche import ATTENTE_REPONSE
from plateforme.domain.partenaire import DELAI_MAX, Interlocuteur, Structure
from plateforme.domain.proposition import Trou, trous
from plateforme.domain.texte import cle_tri, fold
from plateforme.domain.vocabulaire import TypeStructure
from plateforme.errors import InvalidInputError, RefusedError
from plateforme.services.annulation import Annulation, exiger_inchange
from plateforme.services.contexte import Contexte
from plateforme.services.unit_of_work import UnitOfWork
from plateforme.settings import DEPARTEMENT
from plateforme.typographie import typographie


@dataclass(frozen=True)
class Carte:
    """A partner as the directory shows it. ``attendues``: fiches whose answer is awaited; ``total``: all its fiches."""

    structure: Structure
    interlocuteurs: tuple[Interlocuteur, ...] = ()
    attendues: int = 0
    total: int = 0

    @property
    def presents(self) -> tuple[Interlocuteur, ...]:
        """The contacts who are still there."""
        return tuple(i for i in self.interlocuteurs if i.parti_le is None)

    @property
    def designe(self) -> Interlocuteur | None:
        """The référent désigné."""
        return next((i for i in self.presents if i.designe), None)

    @property
    def remarques(self) -> tuple[str, ...]:
        """What is missing for this partner to be of use, in words."""
        manques: list[str] = []
        if self.structure.type is TypeStructure.EMPLOYEUR:
            return ("Un employeur ne reçoit jamais de fiche de liaison.",)
        if self.structure.type is TypeStructure.CFA and self.designe is None:
            manques.append("Aucun référent désigné dans ce CFA.")
        if not self.structure.courriel and not any(i.courriel for i in self.presents):
            manques.append("Aucune adresse de courriel : une fiche ne peut pas lui être envoyée.")
        if self.structure.charte_le is None:
            manques.append("La charte de bonnes pratiques n’est pas signée.")
        return tuple(typographie(m) for m in manques)


def lister(ctx: Contexte, *, archivees: bool = False) -> tuple[Carte, ...]:
    """Return the directory by name (É sorts with E), the archived partners too when asked."""
    with ctx.store.read() as cx:
        structures = q.structures(cx, archivees=archivees)
        gens = q.interlocuteurs(cx)
        fiches = q.fiches(cx)
    total = Counter(f.structure_id for f in fiches)
    attendues = Counter(f.structure_id for f in fiches if f.statut in ATTENTE_REPONSE)
    cartes = [
        Carte(s, tuple(i for i in gens if i.structure_id == s.id), attendues[s.id], total[s.id]) for s in structures
    ]
    return tuple(sorted(cartes, key=lambda c: cle_tri(c.structure.nom)))


def carte(ctx: Contexte, structure_id: int) -> Carte:
    """Return one partner. Raises NotFoundError."""
    with ctx.store.read() as cx:
        structure = q.get_structure(cx, structure_id)
        fiches = [f for f in q.fiches(cx) if f.structure_id == structure_id]
        attendues = sum(f.statut in ATTENTE_REPONSE for f in fiches)
        return Carte(structure, q.interlocuteurs(cx, structure_id), attendues, len(fiches))


def lacunes(ctx: Contexte) -> tuple[Trou, ...]:
    """Return the holes of the directory: themes nobody handles, or not where the followed young people live."""
    with ctx.store.read() as cx:
        structures = q.structures(cx)
        jeunes = {d.beneficiaire.id: d.beneficiaire for d in dossiers.to_follow(cx)}
        departement = DEPARTEMENT.lire(reglages.all_values(cx))
    lieux = Counter((j.commune, j.code_postal) for j in jeunes.values() if j.commune)
    return trous(structures, dict(lieux), departement)


def creer(
    ctx: Contexte, structure: Structure, interlocuteurs: tuple[Interlocuteur, ...] = ()
) -> tuple[Carte, ChangeSet]:
    """Create a partner with its contacts. Raises InvalidInputError, ``champ`` naming the field."""
    propre = _verifier(ctx, structure)
    gens = _verifier_gens(propre, interlocuteurs)
    with ctx.store.write() as uow:
        _exiger_unique(uow, propre)
        propre = replace(propre, id=q.add_structure(uow.cx, replace(propre, archivee_le=None)), archivee_le=None)
        for personne in gens:
            q.add_interlocuteur(uow.cx, replace(personne, id=0, structure_id=propre.id))
        uow.touch(Sujet.PARTENAIRE)
        return Carte(propre, q.interlocuteurs(uow.cx, propre.id)), uow.commit()


def modifier(
    ctx: Contexte, avant: Carte, structure: Structure, interlocuteurs: tuple[Interlocuteur, ...]
) -> tuple[Annulation, ChangeSet]:
    """Correct a partner; ``avant`` is what the user saw. A contact left out is dated as gone, never deleted.

    Raises InvalidInputError for a field; RefusedError when the card changed meanwhile, or when a partner who received
    fiches would become an employer.
    """
    propre = replace(_verifier(ctx, structure), id=avant.structure.id, archivee_le=avant.structure.archivee_le)
    gens = _verifier_gens(propre, interlocuteurs)
    with ctx.store.write() as uow:
        _exiger_meme(uow, avant)
        _exiger_unique(uow, propre)
        _exiger_sans_fiche(uow, propre)
        q.save_structure(uow.cx, propre)
        _enregistrer_gens(ctx, uow, avant, gens)
        uow.touch(Sujet.PARTENAIRE, Sujet.FICHE)
        apres = Carte(propre, q.interlocuteurs(uow.cx, propre.id))
        return _retour(ctx, avant, apres), uow.commit()


def archiver(ctx: Contexte, structure_id: int) -> tuple[Annulation, ChangeSet]:
    """Take a partner out of the directory; its fiches stay, answers are still accepted."""
    return _dater(ctx, structure_id, archiver_=True)


def restaurer(ctx: Contexte, structure_id: int) -> tuple[Annulation, ChangeSet]:
    """Put an archived partner back."""
    return _dater(ctx, structure_id, archiver_=False)


def _dater(ctx: Contexte, structure_id: int, *, archiver_: bool) -> tuple[Annulation, ChangeSet]:
    with ctx.store.write() as uow:
        avant = q.get_structure(uow.cx, structure_id)
        q.save_structure(uow.cx, replace(avant, archivee_le=ctx.today() if archiver_ else None))
        uow.touch(Sujet.PARTENAIRE)
        changement = uow.commit()

    def annuler() -> ChangeSet:
        with ctx.store.write() as uow:
            q.save_structure(uow.cx, replace(q.get_structure(uow.cx, structure_id), archivee_le=avant.archivee_le))
            uow.touch(Sujet.PARTENAIRE)
            return uow.commit()

    return annuler, changement


def _verifier(ctx: Contexte, structure: Structure) -> Structure:
    """Return the structure as it is stored: texts trimmed, telephone in its international form."""
    propre = replace(structure, **{n: v.strip() for n, v in vars(structure).items() if type(v) is str})
    if not propre.nom:
        raise InvalidInputError("Le partenaire n’a pas de nom.", "Donnez-lui un nom.", champ="nom")
    if propre.code_postal and not code_postal_valide(propre.code_postal):
        raise InvalidInputError("Un code postal a cinq chiffres, par exemple 53000.", champ="code_postal")
    if not 1 <= propre.delai_jours <= DELAI_MAX:
        raise InvalidInputError(
            f"Le délai de réponse va de 1 à {DELAI_MAX} jours.", "Une fiche expire au 30e jour.", champ="delai_jours"
        )
    if propre.charte_le and propre.charte_le > ctx.today():
        raise InvalidInputError(
            "La date de signature de la charte est dans l’avenir.", "Corrigez-la.", champ="charte_le"
        )
    return replace(propre, telephone=_telephone(propre.telephone), courriel=_courriel(propre.courriel))


def _telephone(numero: str, champ: str = "telephone") -> str:
    normal = telephone_normal(numero) if numero else ""
    if numero and not normal:
        message = typographie("Ce numéro n’est pas complet : dix chiffres, ou + et l’indicatif du pays.")
        raise InvalidInputError(message, champ=champ)
    return normal


def _courriel(adresse: str, champ: str = "courriel") -> str:
    if adresse and not courriel_valide(adresse):
        message = typographie("Cette adresse n’est pas complète. Exemple : prenom.nom@exemple.fr")
        raise InvalidInputError(message, champ=champ)
    return adresse


def _verifier_gens(structure: Structure, gens: tuple[Interlocuteur, ...]) -> tuple[Interlocuteur, ...]:
    """Return the contacts as they are stored; ``champ`` is ``interlocuteurs.RANG.CHAMP`` when one cannot be."""
    propres: list[Interlocuteur] = []
    for rang, personne in enumerate(gens):
        ou = f"interlocuteurs.{rang}"
        nom = personne.nom.strip()
        if not nom:
            raise InvalidInputError("Un interlocuteur n’a pas de nom.", "Nommez-le ou retirez-le.", champ=f"{ou}.nom")
        propres.append(
            replace(
                personne,
                nom=nom,
                fonction=personne.fonction.strip(),
                telephone=_telephone(personne.telephone.strip(), f"{ou}.telephone"),
                courriel=_courriel(personne.courriel.strip(), f"{ou}.courriel"),
            )
        )
    noms = Counter(fold(p.nom) for p in propres if p.parti_le is None)
    if double := next((p.nom for p in propres if noms[fold(p.nom)] > 1), ""):
        raise InvalidInputError(
            f"« {double} » figure deux fois.", "Retirez une des deux lignes.", champ="interlocuteurs"
        )
    if sum(p.designe and p.parti_le is None for p in propres) > 1:
        raise InvalidInputError(
            typographie(f"« {structure.nom} » ne peut avoir qu’un référent désigné : il reçoit les fiches."),
            "Laissez la case cochée pour une seule personne.",
            champ="interlocuteurs",
        )
    return tuple(propres)


def _exiger_unique(uow: UnitOfWork, structure: Structure) -> None:
    for autre in q.structures(uow.cx, archivees=True):
        if autre.id != structure.id and fold(autre.nom) == fold(structure.nom):
            suite = "Restaurez-le plutôt." if autre.archivee_le else "Ouvrez sa carte, ou précisez le nom."
            etat = " parmi les partenaires archivés" if autre.archivee_le else ""
            raise InvalidInputError(f"« {autre.nom} » existe déjà{etat}.", suite, champ="nom")


def _exiger_sans_fiche(uow: UnitOfWork, structure: Structure) -> None:
    if structure.type is TypeStructure.EMPLOYEUR and any(f.structure_id == structure.id for f in q.fiches(uow.cx)):
        raise RefusedError(
            f"Des fiches ont été adressées à « {structure.nom} » : ce partenaire ne peut pas devenir un employeur.",
            "Un employeur ne reçoit jamais de fiche. Archivez ce partenaire et créez-en un autre.",
        )


def _exiger_meme(uow: UnitOfWork, carte_vue: Carte) -> None:
    stockee = q.get_structure(uow.cx, carte_vue.structure.id), q.interlocuteurs(uow.cx, carte_vue.structure.id)
    exiger_inchange((carte_vue.structure, carte_vue.interlocuteurs), stockee, "La carte de ce partenaire")


def _enregistrer_gens(ctx: Contexte, uow: UnitOfWork, avant: Carte, gens: tuple[Interlocuteur, ...]) -> None:
    connus = {i.id: i for i in avant.interlocuteurs}
    gardes = {p.id for p in gens}
    for ancien in avant.presents:
        if ancien.id not in gardes:
            q.save_interlocuteur(uow.cx, replace(ancien, parti_le=ctx.today(), designe=False))
    for personne in gens:
        if personne.id in connus:
            q.save_interlocuteur(uow.cx, replace(personne, structure_id=avant.structure.id))
        else:
            q.add_interlocuteur(uow.cx, replace(personne, id=0, structure_id=avant.structure.id))


def _retour(ctx: Contexte, avant: Carte, apres: Carte) -> Annulation:
    """Put a card back; contacts added since are dated as gone, for a fiche may already name them."""

    def annuler() -> ChangeSet:
        with ctx.store.write() as uow:
            _exiger_meme(uow, apres)
            _exiger_unique(uow, avant.structure)
            _exiger_sans_fiche(uow, avant.structure)
            q.save_structure(uow.cx, avant.structure)
            _enregistrer_gens(ctx, uow, apres, avant.interlocuteurs)
            uow.touch(Sujet.PARTENAIRE, Sujet.FICHE)
            return uow.commit()

    return annuler
