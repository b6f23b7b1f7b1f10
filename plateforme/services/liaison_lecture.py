"""Reading the fiches: the table, and one fiche with all that its screen shows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from plateforme.db.queries import beneficiaires as b
from plateforme.db.queries import dossiers
from plateforme.db.queries import liaison as q
from plateforme.db.queries import suivi as s
from plateforme.domain.beneficiaire import Beneficiaire
from plateforme.domain.difficulte import Difficulte
from plateforme.domain.fiche import A_REMETTRE, EtapeFiche, Fiche, FiltreFiche, attente, delais, filtre, relance
from plateforme.domain.partenaire import DELAI_PAR_DEFAUT, Interlocuteur, Structure
from plateforme.domain.proposition import Proposition, destinataire_possible
from plateforme.domain.texte import cle_tri, fold
from plateforme.domain.vocabulaire import StatutFiche
from plateforme.services import accords, liaison
from plateforme.services.contexte import Contexte


@dataclass(frozen=True)
class LigneFiche:
    """One row of the table. ``attente``: where it stands, in words; ``retard``: days late; ``recherche`` is folded."""

    fiche: Fiche
    jeune: str
    partenaire: str
    filtre: FiltreFiche
    attente: str
    retard: int
    recherche: str


@dataclass(frozen=True)
class DetailFiche:
    """One fiche with its people, its history and where its agreement stands. ``document``: its PDF was produced."""

    fiche: Fiche
    jeune: Beneficiaire
    structure: Structure
    interlocuteur: Interlocuteur | None
    difficulte: Difficulte
    etapes: tuple[EtapeFiche, ...]
    accord: accords.EtatAccord
    document: bool
    attente: str
    filtre: FiltreFiche

    @property
    def a_remettre(self) -> bool:
        """True while the fiche has not left."""
        return self.fiche.statut in A_REMETTRE

    @property
    def courriel(self) -> str:
        """The address the e-mail goes to, '' when none is known."""
        return (self.interlocuteur.courriel if self.interlocuteur else "") or self.structure.courriel


def tableau(ctx: Contexte) -> tuple[LigneFiche, ...]:
    """Return every fiche, the latest first."""
    with ctx.store.read() as cx:
        fiches = q.fiches(cx)
        structures = {x.id: x for x in q.structures(cx, archivees=True)}
        jeunes = b.names(cx, {f.beneficiaire_id for f in fiches})
    return tuple(_ligne(ctx, f, structures.get(f.structure_id), jeunes.get(f.beneficiaire_id, "")) for f in fiches)


def comptes(lignes: tuple[LigneFiche, ...]) -> dict[FiltreFiche, int]:
    """Return how many fiches lie in each pile."""
    nombres = Counter(ligne.filtre for ligne in lignes)
    return {f: nombres[f] if f is not FiltreFiche.TOUTES else len(lignes) for f in FiltreFiche}


def reponses_a_lire(ctx: Contexte) -> int:
    """Return how many answers wait to be read."""
    with ctx.store.read() as cx:
        return sum(f.statut is StatutFiche.REPONSE for f in q.fiches(cx))


def detail(ctx: Contexte, fiche_id: int) -> DetailFiche:
    """Return one fiche. Raises NotFoundError."""
    with ctx.store.read() as cx:
        fiche = q.get_fiche(cx, fiche_id)
        structure = q.get_structure(cx, fiche.structure_id)
        return DetailFiche(
            fiche=fiche,
            jeune=b.get(cx, fiche.beneficiaire_id),
            structure=structure,
            interlocuteur=q.get_interlocuteur(cx, fiche.interlocuteur_id) if fiche.interlocuteur_id else None,
            difficulte=s.get_difficulte(cx, fiche.difficulte_id),
            etapes=q.etapes(cx, fiche_id),
            accord=accords.etat_au(cx, fiche.beneficiaire_id, fiche.structure_id, fiche.theme, ctx.today()),
            document=q.document(cx, fiche_id) is not None,
            attente=", ".join(m for m in _ou(fiche, structure.delai_jours, ctx.today()) if m),
            filtre=filtre(fiche, structure.delai_jours, ctx.today()),
        )


def _ou(fiche: Fiche, delai: int, au: date) -> tuple[str, str]:
    return attente(fiche, delai, au), relance(fiche, delai, au)


def _ligne(ctx: Contexte, fiche: Fiche, structure: Structure | None, jeune: str) -> LigneFiche:
    delai = structure.delai_jours if structure else DELAI_PAR_DEFAUT
    partenaire = structure.nom if structure else ""
    pile = filtre(fiche, delai, ctx.today())
    tard = pile is FiltreFiche.EN_RETARD and fiche.envoyee_le is not None
    return LigneFiche(
        fiche=fiche,
        jeune=jeune,
        partenaire=partenaire,
        filtre=pile,
        attente=attente(fiche, delai, ctx.today()),
        retard=delais(fiche.envoyee_le or ctx.today(), delai, ctx.today()).retard_jours if tard else 0,
        recherche=fold(f"{fiche.numero} {jeune} {partenaire} {fiche.theme.libelle}"),
    )


@dataclass(frozen=True)
class DifficulteOuverte:
    """An open difficulty a fiche can be written about. ``fiches``: how many it already has."""

    difficulte: Difficulte
    jeune: str
    fiches: int


def difficultes_a_traiter(ctx: Contexte, beneficiaire_id: int | None = None) -> tuple[DifficulteOuverte, ...]:
    """Return the open difficulties (of one person), those without a fiche first, then by name."""
    with ctx.store.read() as cx:
        ouvertes = [d for d in s.open_difficultes(cx) if beneficiaire_id in {None, d.beneficiaire_id}]
        noms = b.names(cx, {d.beneficiaire_id for d in ouvertes})
        nombres = Counter(f.difficulte_id for f in q.fiches(cx, beneficiaire_id))
    lignes = (DifficulteOuverte(d, noms[d.beneficiaire_id], nombres[d.id]) for d in ouvertes)
    return tuple(sorted(lignes, key=lambda x: (x.fiches > 0, cle_tri(x.jeune), x.difficulte.id)))


@dataclass(frozen=True)
class Destinations:
    """For one difficulty: the person, the partners proposed, and every other possible recipient with its contacts."""

    difficulte: Difficulte
    jeune: Beneficiaire
    propositions: tuple[Proposition, ...]
    autres: tuple[Structure, ...]
    interlocuteurs: tuple[Interlocuteur, ...]

    def nom(self, structure_id: int) -> str:
        """Return the name of a possible recipient, '' for any other."""
        proposees = (p.structure for p in self.propositions if p.structure)
        return next((x.nom for x in (*proposees, *self.autres) if x.id == structure_id), "")

    def contacts(self, structure_id: int) -> tuple[Interlocuteur, ...]:
        """Return the contacts of a structure who are still there, the designated one first."""
        return tuple(i for i in self.interlocuteurs if i.structure_id == structure_id and i.parti_le is None)


def destinations(ctx: Contexte, difficulte_id: int) -> Destinations:
    """Return to whom a fiche about a difficulty can go. Raises NotFoundError."""
    with ctx.store.read() as cx:
        difficulte = s.get_difficulte(cx, difficulte_id)
        dossier = dossiers.one(cx, difficulte.beneficiaire_id)
        structures, gens = q.structures(cx), q.interlocuteurs(cx)
    proposees = liaison.proposer(ctx, difficulte.beneficiaire_id, difficulte.theme)
    connues = {p.structure.id for p in proposees if p.structure}
    autres = (x for x in structures if x.id not in connues and destinataire_possible(x, dossier.contrat_courant))
    return Destinations(
        difficulte, dossier.beneficiaire, proposees, tuple(sorted(autres, key=lambda x: cle_tri(x.nom))), gens
    )
