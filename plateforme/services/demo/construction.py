"""Writing the demonstration base: real rules for the assignment and its register, one transaction for the rest."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from plateforme import paths
from plateforme.db.queries import beneficiaires, contrats, inclusions, reglages, suivi
from plateforme.domain.beneficiaire import Beneficiaire
from plateforme.domain.campagne import Campagne, Ecart, Inclusion
from plateforme.domain.contrat import Contrat, Rupture
from plateforme.domain.dates import ajouter_mois
from plateforme.domain.progress import Progress, SilentProgress, check_cancelled
from plateforme.domain.vocabulaire import (
    Accord,
    FormeAccord,
    Groupe,
    IssueContact,
    Methode,
    MotifCloture,
    MotifRefus,
    NatureEcart,
    Niveau,
    Situation,
)
from plateforme.services import affectation, campagnes, coffre
from plateforme.services.contexte import Contexte, horloge_figee
from plateforme.services.demo import exemple, liaison, lieux, metiers, suivis
from plateforme.services.demo.affaires import Affaires, difficulte_de_rupture
from plateforme.services.demo.annuaire import Annuaire
from plateforme.services.demo.archives import garder_documents
from plateforme.services.demo.calendrier import DERNIER_JOUR_TRAVAILLE, JOUR
from plateforme.services.demo.liaison import Personne
from plateforme.services.demo.noms import Registre
from plateforme.services.demo.population import Cas, Profil, profils
from plateforme.services.demo.suivis import Journal
from plateforme.services.unit_of_work import UnitOfWork
from plateforme.settings import (
    CHAMBRE_ADRESSE,
    CHAMBRE_COURRIEL,
    CHAMBRE_NOM,
    CHAMBRE_TELEPHONE,
    CRIP_TELEPHONE,
    DATE_DEMONSTRATION,
    DEPARTEMENT,
    REFERENT_COURRIEL,
    REFERENT_FONCTION,
    REFERENT_NOM,
    REFERENT_TELEPHONE,
    Reglage,
)

GRAINE = 2011
REFERENTE = "Solène Kervadoux"
PHRASE = "quatre saisons en Mayenne"
"""The passphrase proposed for a demonstration base: it protects nobody, and is shown."""

REGLAGES: Mapping[Reglage[Any], object] = {
    CHAMBRE_NOM: "Chambre de métiers et de l’artisanat de la Mayenne (démonstration)",
    CHAMBRE_ADRESSE: "19 rue de la Forge, 53000 Laval",
    CHAMBRE_TELEPHONE: "0199005300",
    CHAMBRE_COURRIEL: "apprentissage@exemple.invalid",
    DEPARTEMENT: "53",
    REFERENT_NOM: REFERENTE,
    REFERENT_FONCTION: "Référente apprentissage",
    REFERENT_TELEPHONE: "0199005330",
    REFERENT_COURRIEL: "solene.kervadoux@exemple.invalid",
    CRIP_TELEPHONE: "0199005353",
    DATE_DEMONSTRATION: JOUR,
}
ETAPES = 5
CAMPAGNES = (
    Campagne(0, "2009/2010", date(2009, 7, 1), date(2009, 12, 31), Methode.TIRAGE, 60, 180, date(2009, 6, 15)),
    Campagne(0, "2010/2011", date(2010, 7, 1), date(2010, 12, 31), Methode.PARITE, 60, 180, date(2010, 6, 21)),
)
"""120 young people were planned, 64 then 40 entered (domaine.md 9)."""


def construire(chemin: Path, phrase: str, progress: Progress | None = None) -> coffre.BaseOuverte:
    """Create the demonstration base and return it open.

    Everything but the random ids, salts and keys is the same each time. Raises what :func:`coffre.creer` raises, and
    CancelledError; nothing is then left on the disk.
    """
    suivi_de = progress or SilentProgress()
    suivi_de.report(0, ETAPES, "Chiffrement de la base")
    base = coffre.creer(chemin, phrase, horloge_figee(JOUR))
    try:
        _remplir(replace(base.ctx, auteur=REFERENTE), suivi_de)
        base.relire_contexte()
        garder_documents(base.ctx, suivi_de, 4, ETAPES)
    except BaseException:
        base.close()
        effacer(chemin)
        raise
    suivi_de.report(ETAPES, ETAPES, "La base d’exemple est prête")
    return base


def effacer(chemin: Path) -> None:
    """Remove a base and the files beside it."""
    voisins = (chemin.with_name(chemin.name + s) for s in ("-wal", "-shm", ".verrou"))
    for reste in (chemin, paths.header_of(chemin), *voisins):
        reste.unlink(missing_ok=True)


def _remplir(ctx: Contexte, progress: Progress) -> None:
    rng = random.Random(GRAINE)  # noqa: S311 - an invented population, the same each time
    with ctx.store.write() as uow:
        for reglage, valeur in REGLAGES.items():
            reglages.put(uow.cx, reglage.cle, reglage.ecrire(valeur))
        par_annee = {annee: campagnes.ajouter(uow, c) for annee, c in enumerate(CAMPAGNES, 1)}
        progress.report(1, ETAPES, "Jeunes, contrats et affectations")
        check_cancelled(progress)
        chantier = _Chantier(uow, ctx, rng, par_annee)
        gens = [chantier.installer(profil) for profil in profils(rng)]
        progress.report(2, ETAPES, "Contacts, difficultés et partenaires")
        check_cancelled(progress)
        chantier.raconter(gens)
        progress.report(3, ETAPES, "Enregistrement")
        check_cancelled(progress)
        uow.commit()


class _Chantier:
    """The base being filled: hands out names, numbers and places, and writes people one after the other."""

    def __init__(self, uow: UnitOfWork, ctx: Contexte, rng: random.Random, par_annee: dict[int, Campagne]) -> None:
        self._uow, self._ctx, self._rng, self._campagnes = uow, ctx, rng, par_annee
        self._coordonnees = lieux.Coordonnees(rng)
        self._enseignes = Registre(random.Random(GRAINE + 1))  # noqa: S311 - employers' names
        self._rang = 0

    def installer(self, profil: Profil) -> tuple[Personne, Journal, Inclusion]:
        """Store a person, her contract, her assignment; return what her story needs."""
        self._rang += 1
        ebauche = self._beneficiaire(profil)
        personne = replace(ebauche, id=beneficiaires.add(self._uow.cx, ebauche))
        contrat = self._contrat(profil, personne)
        contrat = replace(contrat, id=contrats.add(self._uow.cx, contrat))
        inclusion = self._affecter(profil, personne)
        self._rupture(profil, contrat)
        journal = Journal(profil, _mots(contrat), self._rng)
        majorite = ajouter_mois(profil.naissance, 18 * 12)
        return Personne(personne.id, majorite, personne.commune, contrat.cfa), journal, inclusion

    def _beneficiaire(self, profil: Profil) -> Beneficiaire:
        rng, civil, ou = self._rng, profil.civil, self._coordonnees
        commune = ou.commune()
        mineur = ajouter_mois(profil.naissance, 18 * 12) > profil.affecte_le
        ml = rng.random() < 0.7
        ebauche = Beneficiaire(
            jeton=affectation.nouveau_jeton(),
            nom_naissance=civil.naissance,
            nom_usage=civil.usage,
            prenoms=civil.prenoms,
            sexe=civil.sexe,
            date_naissance=profil.naissance,
            naissance_verifiee_le=profil.affecte_le,
            naissance_source="identique dans les deux listes",
            adresse=ou.adresse(),
            code_postal=commune.code_postal,
            commune=commune.nom,
            telephone=ou.mobile(),
            telephone_2=ou.fixe() if rng.random() < 0.4 else "",
            courriel=lieux.courriel(civil.prenoms, civil.naissance) if rng.random() < 0.6 else "",
            message_vocal=rng.choice((True, True, False, None)),
            representant_nom=f"{rng.choice(('Mme', 'M.'))} {civil.naissance}" if mineur else "",
            representant_telephone=ou.mobile() if mineur else "",
            adresse_contrat="ADLJ, 17 rue des Blanchisseurs, 53000 Laval" if profil.loge else "",
            suivi_ml=ml,
            ml_identifiant=f"LA-{profil.annee + 2008}-{self._rang:04d}" if ml else "",
            loge_adlj=profil.loge,
            situation_entree=Situation.ETUDIANT_SUPERIEUR if profil.niveau is Niveau.N5 else Situation.APPRENTI_CFA,
            diplome_entree=rng.choice(_DIPLOMES[profil.niveau]),
        )
        return exemple.personne(ebauche) if profil.cas is Cas.EXEMPLE else ebauche

    def _contrat(self, profil: Profil, personne: Beneficiaire) -> Contrat:
        rng = self._rng
        metier = metiers.choisir(profil.niveau, profil.civil.sexe, rng)
        famille = self._enseignes.famille()
        maitre = f"{rng.choice(('Mme', 'M.'))} {famille}"
        ebauche = Contrat(
            beneficiaire_id=personne.id,
            employeur=rng.choice(metier.enseignes).format(famille),
            siret=metiers.siret(self._rang),
            employeur_telephone=self._coordonnees.fixe(),
            maitre_apprentissage=maitre,
            cfa=metier.cfa,
            diplome=metier.diplome,
            metier=metiers.au_genre(metier.nom, profil.civil.sexe),
            niveau_prepare=metier.niveau,
            annee_cycle=metier.annee_cycle,
            filiere=metier.filiere,
            numero=f"053-{profil.debut:%y%m}-{self._rang:04d}",
            debut=profil.debut,
            fin_prevue=ajouter_mois(profil.debut, metier.mois) - timedelta(days=1),
            premier_jour=profil.debut,
        )
        return exemple.contrat(ebauche) if profil.cas is Cas.EXEMPLE else ebauche

    def _affecter(self, profil: Profil, personne: Beneficiaire) -> Inclusion:
        """Retain and assign by the application's own rule, on the day of the batch."""
        campagne = self._campagnes[profil.annee]
        ctx = replace(self._ctx, horloge=horloge_figee(profil.affecte_le))
        inclusion = affectation.retenir(self._uow, ctx, personne, campagne, lot=profil.lot)
        if campagne.methode is Methode.TIRAGE:
            inclusion = affectation.affecter(
                self._uow, ctx, inclusion, personne, campagne, profil.groupe, lot=profil.lot
            )
        return inclusion

    def _rupture(self, profil: Profil, contrat: Contrat) -> None:
        histoire = profil.histoire
        if histoire is None:
            return
        connue = min(histoire.le + timedelta(days=4 if histoire.notes else 30), DERNIER_JOUR_TRAVAILLE)
        contrats.add_rupture(
            self._uow.cx,
            Rupture(
                contrat_id=contrat.id,
                le=histoire.le,
                initiateur=histoire.initiateur,
                motif_entreprise=histoire.motif,
                parole_jeune=suivis.rediger(histoire.parole, self._rng, profil.civil.sexe),
                previsible=histoire.previsible if histoire.notes else None,
                suite=histoire.suite,
                suite_le=histoire.suite_le,
                source=histoire.source,
                connue_le=connue,
            ),
        )
        if histoire.nouveau is not None:
            self._nouveau_contrat(profil, contrat, histoire.nouveau, plan=histoire.plan)

    def _nouveau_contrat(self, profil: Profil, ancien: Contrat, debut: date, *, plan: bool) -> None:
        famille = self._enseignes.famille()
        metier = metiers.choisir(profil.niveau, profil.civil.sexe, self._rng)
        meme = profil.histoire is not None and profil.histoire.meme_metier
        nouveau = replace(
            ancien,
            id=0,
            rang=2,
            employeur=f"Maison {famille}",
            siret=metiers.siret(500 + self._rang),
            employeur_telephone=self._coordonnees.fixe(),
            maitre_apprentissage=f"M. {famille}",
            numero=f"{ancien.numero}-2",
            debut=debut,
            premier_jour=debut,
            fin_prevue=max(ancien.fin_prevue or debut, ajouter_mois(debut, 12)),
            plan_suivi=plan,
        )
        if not meme:
            libelle = metiers.au_genre(metier.nom, profil.civil.sexe)
            nouveau = replace(nouveau, metier=libelle, diplome=metier.diplome, filiere=metier.filiere, cfa=metier.cfa)
        contrats.add(self._uow.cx, nouveau)

    def raconter(self, gens: list[tuple[Personne, Journal, Inclusion]]) -> None:
        """Write contacts, agreements, difficulties, fiches and deviations."""
        annuaire = Annuaire(self._uow)
        affaires = Affaires(self._uow, self._rng)
        for personne, journal, _ in gens:
            _conter(journal)
            if journal.profil.cas is Cas.EXEMPLE:
                affaires.projets += exemple.projets(self._uow, personne)
            elif journal.profil.groupe is Groupe.TEST:
                difficulte_de_rupture(self._uow, personne, journal.profil)
        for annee in self._campagnes:
            affaires.distribuer(annee, [(p, j) for p, j, _ in gens])
        liaison.ecrire_fiches(self._uow, annuaire, affaires.projets)
        for personne, journal, inclusion in gens:
            self._conclure(personne, journal, inclusion)
        self._ecarts(gens)

    def _conclure(self, personne: Personne, journal: Journal, inclusion: Inclusion) -> None:
        """Store the contacts in the order of time, then the agreement that the first call gave or refused."""
        for contact in sorted(journal.contacts, key=lambda c: c.quand):
            suivi.add_contact(self._uow.cx, replace(contact, beneficiaire_id=personne.id, auteur=REFERENTE))
        apres = _accord(inclusion, journal, personne)
        if apres is not inclusion:
            inclusions.save(self._uow.cx, apres)

    def _ecarts(self, gens: list[tuple[Personne, Journal, Inclusion]]) -> None:
        """Three deviations, each recorded as the protocol asks (domaine.md 4)."""
        cx = self._uow.cx
        temoin = next(g for g in gens if g[1].profil.cas is Cas.TEMOIN and g[1].profil.annee == 1)
        temoin[1].contacts.clear()
        temoin[1].ajouter(
            date(2010, 2, 11), "Appelé[e] par erreur : un homonyme du groupe test. Conversation écourtée.", minutes=4
        )
        erreur = replace(temoin[1].contacts[0], beneficiaire_id=temoin[0].id, auteur=REFERENTE)
        suivi.add_contact(cx, erreur)
        _ecart(
            cx, temoin, NatureEcart.TEMOIN_CONTACTE, date(2010, 2, 11), "appel passé à un homonyme, une conversation"
        )
        jamais = next(g for g in gens if g[1].profil.cas is Cas.INJOIGNABLE)
        _ecart(
            cx, jamais, NatureEcart.JAMAIS_CONTACTE, date(2010, 6, 30), "trois tentatives et un courrier sans réponse"
        )
        self._corriger(next(g for g in gens if g[1].profil.cas is Cas.A_JOUR and 10 <= g[1].profil.naissance.day <= 18))

    def _corriger(self, qui: tuple[Personne, Journal, Inclusion]) -> None:
        """A birth date read on the identity card after the assignment: the group does not move."""
        avant = beneficiaires.get(self._uow.cx, qui[0].id)
        apres = replace(
            avant,
            date_naissance=qui[1].profil.naissance + timedelta(days=10),
            naissance_source="carte d’identité, lors de la visite au CFA",
            naissance_verifiee_le=date(2010, 12, 8),
        )
        beneficiaires.save(self._uow.cx, apres)
        affectation.noter_correction(
            self._uow, replace(self._ctx, horloge=horloge_figee(date(2010, 12, 8))), avant, apres
        )


def _ecart(cx: Any, qui: tuple[Personne, Journal, Inclusion], nature: NatureEcart, le: date, detail: str) -> None:
    inclusions.add_ecart(cx, Ecart(0, qui[0].id, qui[2].campagne_id, nature, le, detail))


def _conter(journal: Journal) -> None:
    profil = journal.profil
    if profil.cas is Cas.EXEMPLE:
        exemple.ecrire(journal)
    elif profil.histoire is not None:
        for n in profil.histoire.notes:
            journal.ajouter(n.le, n.texte, issue=n.issue, risque=n.risque, themes=n.themes, convenu=n.convenu)
    elif profil.groupe is Groupe.TEST:
        suivis.ecrire(journal)


def _mots(contrat: Contrat) -> dict[str, str]:
    duree = (contrat.fin_prevue - contrat.debut).days if contrat.fin_prevue else 0
    return {
        "patron": contrat.maitre_apprentissage,
        "maitre": contrat.maitre_apprentissage,
        "cfa": "CFA",
        "monde": metiers.monde(contrat.metier, contrat.filiere),
        "dure_un_an": "oui" if duree < 400 else "",
    }


def _accord(inclusion: Inclusion, journal: Journal, personne: Personne) -> Inclusion:
    """Return the inclusion with the agreement that the story tells."""
    cas = journal.profil.cas
    premier = min((c for c in journal.contacts if c.joint_jeune), key=lambda c: c.quand, default=None)
    if cas is Cas.REFUS:
        le = journal.contacts[-1].quand.date()
        return replace(inclusion, accord=Accord.REFUSE, accord_le=le, accord_motif=MotifRefus.SANS_BESOIN.value)
    if cas is Cas.INJOIGNABLE:
        return replace(inclusion, suivi_clos_le=date(2010, 6, 30), suivi_clos_motif=MotifCloture.INJOIGNABLE.value)
    if inclusion.groupe is not Groupe.TEST or premier is None:
        return inclusion
    le = premier.quand.date()
    donne = replace(
        inclusion,
        accord=Accord.OUI,
        accord_le=le,
        accord_forme=FormeAccord.ORAL,
        accord_representant=le < personne.majorite,
    )
    if cas is Cas.RETRAIT:
        fin = max(c.quand for c in journal.contacts if c.issue is IssueContact.REFUS).date()
        return replace(donne, accord=Accord.RETIRE, accord_le=fin, accord_motif=MotifRefus.MANQUE_DE_TEMPS.value)
    if cas is Cas.BILAN_FAIT and journal.mots["dure_un_an"]:
        fin = max(c.quand for c in journal.contacts).date()
        return replace(donne, suivi_clos_le=fin, suivi_clos_motif=MotifCloture.FIN.value)
    return donne


_DIPLOMES = {
    Niveau.N3: ("aucun", "brevet", "brevet", "brevet", "CFG", "BEP"),
    Niveau.N4: ("CAP", "CAP", "BEP", "brevet"),
    Niveau.N5: ("bac pro", "bac général"),
}
