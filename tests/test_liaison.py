"""The life of a fiche on a real base: drafted, agreed, saved, sent, answered, closed, expired, undone."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from plateforme.db.queries import contrats, inclusions
from plateforme.db.queries import liaison as q
from plateforme.domain.changes import ChangeSet, Sujet
from plateforme.domain.fiche import AccordPartage, Fiche, FiltreFiche, Reponse
from plateforme.domain.proposition import Nature
from plateforme.domain.vocabulaire import (
    Accord,
    FormeAccord,
    IssueDifficulte,
    ResultatFiche,
    StatutDifficulte,
    StatutFiche,
    Theme,
    TypeStructure,
    Urgence,
)
from plateforme.errors import InvalidInputError, NotFoundError, RefusedError
from plateforme.services import accords, difficultes, liaison, liaison_documents, partenaires
from plateforme.services import contrats as services_contrats
from plateforme.services.contexte import Contexte, horloge_figee
from plateforme.services.liaison_lecture import comptes, detail, reponses_a_lire, tableau
from tests import fabrique

LUNDI = date(2011, 1, 3)


@dataclass
class Cas:
    """A young person, a difficulty and the partner for it."""

    ctx: Contexte
    zoe: int
    difficulte: int
    foyer: int

    def fiche(self, **champs) -> Fiche:
        preparee = liaison.preparer(self.ctx, self.difficulte, self.foyer)
        return liaison.nouveau_brouillon(self.ctx, replace(preparee, **champs))[0]

    def accord(self, **champs) -> AccordPartage:
        defaut = {"beneficiaire_id": self.zoe, "structure_id": self.foyer, "theme": Theme.LOGEMENT, "donne_le": LUNDI}
        return accords.recueillir(self.ctx, AccordPartage(**(defaut | champs)))[0]

    def envoyee(self, dossier) -> Fiche:
        fiche = self.fiche()
        self.accord()
        liaison.marquer_prete(self.ctx, fiche.id)
        liaison_documents.enregistrer_pdf(self.ctx, fiche.id, dossier)
        liaison.marquer_envoyee(self.ctx, fiche.id)
        return self.lire(fiche)

    def lire(self, fiche: Fiche) -> Fiche:
        return detail(self.ctx, fiche.id).fiche

    def etat(self) -> StatutDifficulte:
        return difficultes.une(self.ctx, self.difficulte).statut

    def plus_tard(self, jours: int) -> Contexte:
        return replace(self.ctx, horloge=horloge_figee(LUNDI + timedelta(days=jours)))


@pytest.fixture
def cas(ctx) -> Cas:
    with fabrique.remplir(ctx) as f:
        zoe = f.personne(
            "Genêt", "Zoé", date(1991, 5, 12), campagne=f.campagne(), debut=date(2010, 9, 1), accord=Accord.OUI
        )
        difficulte = f.difficulte(zoe, description="Cherche une chambre près du fournil.")
        foyer = f.structure("Foyer des Tilleuls", TypeStructure.LOGEMENT, courriel="foyer@exemple.invalid")
        f.interlocuteur(foyer, "Prune Mirabelle", courriel="prune@exemple.invalid", fonction="Conseillère")
    return Cas(ctx, zoe.id, difficulte.id, foyer.id)


def test_the_right_partner_is_proposed_with_its_reasons(cas):
    premiere = liaison.proposer(cas.ctx, cas.zoe, Theme.LOGEMENT)[0]
    assert premiere.structure.nom == "Foyer des Tilleuls"
    assert premiere.interlocuteur.nom == "Prune Mirabelle"
    assert premiere.raisons
    assert liaison.proposer(cas.ctx, cas.zoe, Theme.RECHERCHE)[0].nature is Nature.VOUS_MEME


def test_a_draft_takes_its_text_from_the_difficulty_and_its_number_once(cas):
    fiche = cas.fiche(urgence=Urgence.RAPIDE)
    assert (fiche.numero, fiche.statut, fiche.signalee_le) == ("FL-2011-0001", StatutFiche.BROUILLON, LUNDI)
    assert (fiche.besoin, fiche.theme) == ("Cherche une chambre près du fournil.", Theme.LOGEMENT)
    vue = detail(cas.ctx, fiche.id)
    assert vue.fiche == fiche
    assert vue.interlocuteur.nom == "Prune Mirabelle"
    assert vue.courriel == "prune@exemple.invalid"
    assert [e.statut for e in vue.etapes] == [StatutFiche.BROUILLON]
    assert vue.a_remettre
    assert cas.fiche().numero == "FL-2011-0002"


def test_a_number_is_not_given_again_even_when_its_fiche_is_erased(cas):
    cas.fiche()
    effacee = cas.fiche()
    with cas.ctx.store.write() as uow:
        uow.cx.execute(q.fiche.delete().where(q.fiche.c.id == effacee.id))
        uow.commit()
    assert cas.fiche().numero == "FL-2011-0003"
    suivante = replace(cas, ctx=cas.plus_tard(365)).fiche()
    assert suivante.numero == "FL-2012-0001"


def test_numbers_go_on_after_9999(cas):
    fiche = cas.fiche()
    with cas.ctx.store.write() as uow:
        q.save_fiche(uow.cx, replace(fiche, numero="FL-2011-10000"))
        uow.commit()
    assert cas.fiche().numero == "FL-2011-10001"


def test_an_employer_never_receives(cas):
    with fabrique.remplir(cas.ctx) as f:
        patron = f.structure("Fournil Quartz", TypeStructure.EMPLOYEUR)
        deguise = f.structure("Boulangerie de la Halle", TypeStructure.AUTRE)
    for structure in (patron, deguise):
        with pytest.raises(RefusedError, match="employeur"):
            liaison.nouveau_brouillon(cas.ctx, liaison.preparer(cas.ctx, cas.difficulte, structure.id))
        with pytest.raises(RefusedError, match="employeur"):
            cas.accord(structure_id=structure.id)
    fiche = cas.fiche()
    with pytest.raises(RefusedError, match="employeur"):
        liaison.modifier_brouillon(cas.ctx, fiche, replace(fiche, structure_id=patron.id, interlocuteur_id=None))
    assert len(tableau(cas.ctx)) == 1


def test_an_archived_partner_or_a_closed_difficulty_takes_no_fiche(cas):
    annuler, _ = partenaires.archiver(cas.ctx, cas.foyer)
    with pytest.raises(RefusedError, match="archivé"):
        cas.fiche()
    annuler()
    difficultes.clore(cas.ctx, cas.difficulte, IssueDifficulte.RESOLUE)
    with pytest.raises(RefusedError, match="close"):
        cas.fiche()


@pytest.mark.parametrize(
    ("champs", "champ"),
    [
        ({"besoin": "2 93 05 53 130 001 42"}, "besoin"),
        ({"reponse_souhaitee_le": LUNDI - timedelta(days=1)}, "reponse_souhaitee_le"),
        ({"interlocuteur_id": 99}, "interlocuteur_id"),
    ],
)
def test_a_field_that_cannot_be_recorded_is_named(cas, champs, champ):
    with pytest.raises(InvalidInputError) as refus:
        cas.fiche(**champs)
    assert refus.value.champ == champ
    assert tableau(cas.ctx) == ()


def test_a_draft_is_corrected_and_the_correction_undone(cas):
    fiche = cas.fiche()
    voulue = replace(fiche, besoin=" Une chambre. ", urgence=Urgence.URGENTE, statut=StatutFiche.CLOSE, numero="X")
    annuler, changement = liaison.modifier_brouillon(cas.ctx, fiche, voulue)
    assert changement == ChangeSet(frozenset({Sujet.FICHE}), frozenset({cas.zoe}))
    assert cas.lire(fiche) == replace(fiche, besoin="Une chambre.", urgence=Urgence.URGENTE)
    with pytest.raises(RefusedError, match="entre-temps"):
        liaison.modifier_brouillon(cas.ctx, fiche, voulue)
    annuler()
    assert cas.lire(fiche) == fiche


def test_nothing_leaves_without_an_agreement_and_the_refusal_says_what_to_do(cas):
    fiche = cas.fiche()
    with pytest.raises(RefusedError) as refus:
        liaison.marquer_prete(cas.ctx, fiche.id)
    assert fiche.numero in refus.value.message
    assert "Foyer des Tilleuls" in refus.value.next_step
    assert "Recueillir l’accord" in refus.value.next_step
    with pytest.raises(RefusedError):
        liaison.marquer_envoyee(cas.ctx, fiche.id)
    assert cas.lire(fiche) == fiche
    cas.accord()
    liaison.marquer_prete(cas.ctx, fiche.id)
    assert cas.lire(fiche).statut is StatutFiche.PRETE
    with pytest.raises(RefusedError, match="plus un brouillon"):
        liaison.modifier_brouillon(cas.ctx, cas.lire(fiche), fiche)


def test_an_empty_need_is_not_ready(cas):
    fiche = cas.fiche(besoin="  ")
    cas.accord()
    with pytest.raises(RefusedError, match="besoin"):
        liaison.marquer_prete(cas.ctx, fiche.id)


def test_a_minor_needs_the_guardian_and_confirms_at_18(ctx):
    with fabrique.remplir(ctx) as f:
        theo = f.personne("Ortie", "Théo", date(1993, 1, 4))
        difficulte = f.difficulte(theo)
        foyer = f.structure("Foyer", TypeStructure.LOGEMENT)
    cas = Cas(ctx, theo.id, difficulte.id, foyer.id)
    fiche = cas.fiche()
    with pytest.raises(RefusedError) as refus:
        liaison.marquer_prete(ctx, fiche.id)
    assert "représentant légal" in refus.value.next_step
    with pytest.raises(InvalidInputError) as manque:
        cas.accord()
    assert manque.value.champ == "par_representant"
    cas.accord(par_representant=True)
    annuler, _ = liaison.marquer_prete(ctx, fiche.id)
    annuler()
    majeur = cas.plus_tard(1)
    with pytest.raises(RefusedError, match="18 ans"):
        liaison.marquer_prete(majeur, fiche.id)


def test_health_needs_an_explicit_or_written_agreement(cas):
    difficulte = fabrique.Difficulte(beneficiaire_id=cas.zoe, theme=Theme.SANTE, description="Voir un médecin.")
    sante = difficultes.ouvrir(cas.ctx, difficulte)[0].difficulte
    fiche = replace(cas, difficulte=sante.id).fiche()
    with pytest.raises(InvalidInputError) as manque:
        cas.accord(theme=Theme.SANTE)
    assert manque.value.champ == "explicite"
    cas.accord(theme=Theme.SANTE, explicite=True)
    liaison.marquer_prete(cas.ctx, fiche.id)
    assert accords.etat(cas.ctx, cas.zoe, cas.foyer, Theme.SANTE).explicite


def test_an_agreement_is_not_dated_tomorrow(cas):
    with pytest.raises(InvalidInputError) as refus:
        cas.accord(donne_le=LUNDI + timedelta(days=1))
    assert refus.value.champ == "donne_le"


def test_a_withdrawn_agreement_brings_ready_fiches_back_to_drafts(cas, tmp_path):
    fiche = cas.fiche()
    donne = cas.accord()
    assert accords.lister(cas.ctx, cas.zoe) == (donne,)
    liaison.marquer_prete(cas.ctx, fiche.id)
    liaison_documents.enregistrer_pdf(cas.ctx, fiche.id, tmp_path)
    accords.retirer(cas.ctx, donne.id)
    vue = detail(cas.ctx, fiche.id)
    assert vue.fiche.statut is StatutFiche.BROUILLON
    assert not vue.document
    assert vue.etapes[-1].detail == "accord retiré le 03/01/2011"
    assert "retiré" in vue.accord.obstacle
    with pytest.raises(RefusedError, match="déjà été retiré"):
        accords.retirer(cas.ctx, donne.id)


def test_another_valid_agreement_keeps_the_fiche_ready(cas):
    fiche = cas.fiche()
    donne, _ = cas.accord(), cas.accord(forme=FormeAccord.ECRIT)
    liaison.marquer_prete(cas.ctx, fiche.id)
    accords.retirer(cas.ctx, donne.id)
    assert cas.lire(fiche).statut is StatutFiche.PRETE


def test_leaving_the_follow_up_withdraws_the_agreements(cas):
    fiche = cas.fiche()
    cas.accord()
    with cas.ctx.store.write() as uow:
        (inclusion,) = inclusions.of(uow.cx, cas.zoe)
        inclusions.save(uow.cx, replace(inclusion, accord=Accord.RETIRE, accord_le=LUNDI))
        uow.commit()
    with pytest.raises(RefusedError, match="mis fin à son suivi"):
        liaison.marquer_prete(cas.ctx, fiche.id)


def test_a_sending_needs_its_pdf_and_a_date_in_its_life(cas, tmp_path):
    fiche = cas.fiche()
    cas.accord(donne_le=LUNDI)
    liaison.marquer_prete(cas.ctx, fiche.id)
    with pytest.raises(RefusedError, match="PDF"):
        liaison.marquer_envoyee(cas.ctx, fiche.id)
    liaison_documents.enregistrer_pdf(cas.ctx, fiche.id, tmp_path)
    for jour in (LUNDI - timedelta(days=1), LUNDI + timedelta(days=1)):
        with pytest.raises(InvalidInputError):
            liaison.marquer_envoyee(cas.ctx, fiche.id, jour)
    annuler, changement = liaison.marquer_envoyee(cas.ctx, fiche.id)
    assert changement.sujets == {Sujet.FICHE, Sujet.DIFFICULTE}
    assert (cas.lire(fiche).envoyee_le, cas.etat()) == (LUNDI, StatutDifficulte.EN_COURS)
    annuler()
    vue = detail(cas.ctx, fiche.id)
    assert (vue.fiche.statut, vue.fiche.envoyee_le, cas.etat()) == (StatutFiche.PRETE, None, StatutDifficulte.OUVERTE)
    assert [e.statut for e in vue.etapes] == [StatutFiche.BROUILLON, StatutFiche.PRETE, StatutFiche.PRETE]


def test_an_undo_is_refused_when_the_difficulty_moved_since(cas, tmp_path):
    fiche = cas.fiche()
    cas.accord()
    liaison.marquer_prete(cas.ctx, fiche.id)
    liaison_documents.enregistrer_pdf(cas.ctx, fiche.id, tmp_path)
    annuler, _ = liaison.marquer_envoyee(cas.ctx, fiche.id)
    difficultes.clore(cas.ctx, cas.difficulte, IssueDifficulte.SANS_SUITE)
    with pytest.raises(RefusedError, match="difficulté"):
        annuler()
    assert cas.lire(fiche).statut is StatutFiche.ENVOYEE


def test_back_to_the_draft_forgets_the_pdf(cas, tmp_path):
    fiche = cas.fiche()
    cas.accord()
    liaison.marquer_prete(cas.ctx, fiche.id)
    liaison_documents.enregistrer_pdf(cas.ctx, fiche.id, tmp_path)
    liaison.revenir_brouillon(cas.ctx, fiche.id)
    assert not detail(cas.ctx, fiche.id).document
    with pytest.raises(RefusedError, match="brouillon"):
        liaison.revenir_brouillon(cas.ctx, fiche.id)


def test_received_answered_closed_each_step_dated(cas, tmp_path):
    fiche = cas.envoyee(tmp_path)
    liaison.marquer_recue(cas.ctx, fiche.id)
    reponse = Reponse(ResultatFiche.RESOLU, LUNDI, " Chambre trouvée. ", "P. Mirabelle", LUNDI)
    annuler, _ = liaison.enregistrer_reponse(cas.ctx, fiche.id, reponse)
    assert reponses_a_lire(cas.ctx) == 1
    lue = cas.lire(fiche)
    assert (lue.statut, lue.resultat, lue.reponse_texte) == (
        StatutFiche.REPONSE,
        ResultatFiche.RESOLU,
        "Chambre trouvée.",
    )
    close = difficultes.une(cas.ctx, cas.difficulte)
    assert (close.statut, close.issue, close.close_le) == (StatutDifficulte.CLOSE, IssueDifficulte.RESOLUE, LUNDI)
    annuler()
    assert cas.etat() is StatutDifficulte.EN_COURS
    liaison.enregistrer_reponse(cas.ctx, fiche.id, reponse)
    liaison.clore(cas.ctx, fiche.id)
    etapes = detail(cas.ctx, fiche.id).etapes
    assert [e.statut.value for e in etapes] == ["brouillon", "prete", "prete", "envoyee", "recue", "reponse", "close"]
    assert etapes[-2].detail == "Résolu – Chambre trouvée."
    assert reponses_a_lire(cas.ctx) == 0
    with pytest.raises(RefusedError):
        liaison.enregistrer_reponse(cas.ctx, fiche.id, reponse)


@pytest.mark.parametrize(
    ("resultat", "etat"),
    [
        (ResultatFiche.EN_COURS, StatutDifficulte.EN_COURS),
        (ResultatFiche.SANS_SUITE, StatutDifficulte.OUVERTE),
        (ResultatFiche.REFUSE, StatutDifficulte.OUVERTE),
    ],
)
def test_an_answer_moves_the_difficulty(cas, tmp_path, resultat, etat):
    fiche = cas.envoyee(tmp_path)
    liaison.enregistrer_reponse(cas.ctx, fiche.id, Reponse(resultat, LUNDI, refus_motif="Complet"))
    assert cas.etat() is etat
    assert cas.lire(fiche).refus_motif == ("Complet" if resultat is ResultatFiche.REFUSE else "")


def test_the_difficulty_is_left_alone_when_asked_when_closed_and_when_another_fiche_is_on_its_way(cas, tmp_path):
    fiche = cas.envoyee(tmp_path)
    autre = cas.envoyee(tmp_path)
    liaison.enregistrer_reponse(cas.ctx, fiche.id, Reponse(ResultatFiche.SANS_SUITE, LUNDI))
    assert cas.etat() is StatutDifficulte.EN_COURS
    liaison.enregistrer_reponse(cas.ctx, autre.id, Reponse(ResultatFiche.RESOLU, LUNDI), difficulte_suit=False)
    assert cas.etat() is StatutDifficulte.EN_COURS
    difficultes.clore(cas.ctx, cas.difficulte, IssueDifficulte.OBSTACLE)
    liaison.enregistrer_reponse(cas.ctx, autre.id, Reponse(ResultatFiche.EN_COURS, LUNDI))
    assert cas.etat() is StatutDifficulte.CLOSE


def test_a_second_answer_completes_the_first(cas, tmp_path):
    fiche = cas.envoyee(tmp_path)
    liaison.enregistrer_reponse(cas.ctx, fiche.id, Reponse(ResultatFiche.EN_COURS, LUNDI, "Dossier déposé"))
    liaison.enregistrer_reponse(cas.ctx, fiche.id, Reponse(ResultatFiche.RESOLU, LUNDI, "Chambre obtenue"))
    vue = detail(cas.ctx, fiche.id)
    assert vue.fiche.reponse_texte == "Chambre obtenue"
    assert [e.detail for e in vue.etapes[-2:]] == ["En cours – Dossier déposé", "Résolu – Chambre obtenue"]


@pytest.mark.parametrize(
    ("reponse", "champ"),
    [
        (Reponse(ResultatFiche.REFUSE, LUNDI, refus_motif=" "), "refus_motif"),
        (Reponse(ResultatFiche.RESOLU, LUNDI + timedelta(days=1)), "le"),
        (Reponse(ResultatFiche.RESOLU, LUNDI - timedelta(days=1)), "le"),
        (Reponse(ResultatFiche.RESOLU, LUNDI, "2 93 05 53 130 001 42"), "texte"),
    ],
)
def test_an_answer_that_cannot_be_recorded_names_its_field(cas, tmp_path, reponse, champ):
    fiche = cas.envoyee(tmp_path)
    with pytest.raises(InvalidInputError) as refus:
        liaison.enregistrer_reponse(cas.ctx, fiche.id, reponse)
    assert refus.value.champ == champ
    assert cas.lire(fiche) == fiche


def test_reminders_are_dated_and_only_while_an_answer_is_awaited(cas, tmp_path):
    with pytest.raises(RefusedError, match="attendue"):
        liaison.noter_relance(cas.ctx, cas.fiche().id)
    fiche = cas.envoyee(tmp_path)
    annuler, _ = liaison.noter_relance(cas.plus_tard(11), fiche.id)
    assert detail(cas.ctx, fiche.id).etapes[-1].detail == "relance du partenaire"
    annuler()
    assert detail(cas.ctx, fiche.id).etapes[-1].statut is StatutFiche.ENVOYEE


def test_delays_follow_the_days_and_expiry_accepts_a_late_answer(cas, tmp_path):
    fiche = cas.envoyee(tmp_path)
    assert tableau(cas.plus_tard(10))[0].filtre is FiltreFiche.EN_ATTENTE
    (ligne,) = tableau(cas.plus_tard(12))
    assert (ligne.filtre, ligne.retard) == (FiltreFiche.EN_RETARD, 2)
    assert detail(cas.plus_tard(12), fiche.id).attente.endswith("jours, à relancer")
    assert liaison.expirer_echues(cas.plus_tard(29)) == ChangeSet()
    tard = cas.plus_tard(30)
    assert liaison.expirer_echues(tard).sujets == {Sujet.FICHE}
    assert liaison.expirer_echues(tard) == ChangeSet()
    assert detail(tard, fiche.id).attente == "sans réponse"
    liaison.enregistrer_reponse(tard, fiche.id, Reponse(ResultatFiche.RESOLU, LUNDI + timedelta(days=30)))
    assert cas.etat() is StatutDifficulte.CLOSE


def test_a_draft_given_up_is_closed_not_deleted(cas):
    fiche = cas.fiche()
    annuler, _ = liaison.clore(cas.ctx, fiche.id, "le jeune a trouvé seul")
    assert detail(cas.ctx, fiche.id).etapes[-1].detail == "le jeune a trouvé seul"
    annuler()
    assert cas.lire(fiche) == fiche


def test_the_table_counts_searches_and_sorts(cas, tmp_path):
    envoyee, brouillon = cas.envoyee(tmp_path), cas.fiche()
    lignes = tableau(cas.ctx)
    assert [ligne.fiche.id for ligne in lignes] == [brouillon.id, envoyee.id]
    assert lignes[0].jeune == "GENÊT Zoé"
    assert "genet zoe foyer des tilleuls logement" in lignes[0].recherche
    nombres = comptes(lignes)
    assert nombres[FiltreFiche.TOUTES] == 2
    assert nombres[FiltreFiche.A_ENVOYER] == nombres[FiltreFiche.EN_ATTENTE] == 1
    assert nombres[FiltreFiche.CLOSES] == 0


def test_what_is_gone_is_said(cas):
    for appel in (liaison.marquer_prete, liaison.clore, detail):
        with pytest.raises(NotFoundError):
            appel(cas.ctx, 99)


def test_a_recipient_who_becomes_the_employer_receives_nothing(cas, tmp_path):
    fiche = cas.fiche()
    cas.accord()
    liaison.marquer_prete(cas.ctx, fiche.id)
    with cas.ctx.store.read() as cx:
        contrat = contrats.of(cx, cas.zoe)[0]
    services_contrats.modifier(cas.ctx, contrat, replace(contrat, employeur="FOYER DES TILLEULS"))
    for sortir in (liaison_documents.enregistrer_pdf, liaison_documents.brouillon_courriel):
        with pytest.raises(RefusedError, match="est un employeur"):
            sortir(cas.ctx, fiche.id, tmp_path / "sortie")
    assert not (tmp_path / "sortie").exists()


def test_expiring_reads_again_inside_its_write(cas, tmp_path, monkeypatch):
    """An answer recorded between the look and the write is not erased by it."""
    fiche = cas.envoyee(tmp_path)
    tard = cas.plus_tard(40)
    ecrire = tard.store.write

    def apres_la_reponse():
        monkeypatch.undo()
        liaison.enregistrer_reponse(tard, fiche.id, Reponse(ResultatFiche.RESOLU, LUNDI + timedelta(days=2)))
        return ecrire()

    monkeypatch.setattr(tard.store, "write", apres_la_reponse)
    liaison.expirer_echues(tard)
    assert cas.lire(fiche).statut is StatutFiche.REPONSE


def test_without_a_birth_date_the_guardian_agrees_too(cas):
    """Whoever may be a minor is protected as one."""
    with fabrique.remplir(cas.ctx) as f:
        lou = f.personne("Rabot", "Lou", None)
        difficulte = f.difficulte(lou, description="Cherche une chambre.")
    autre = replace(cas, zoe=lou.id, difficulte=difficulte.id)
    fiche = autre.fiche()
    with pytest.raises(InvalidInputError, match="date de naissance n’est pas connue"):
        autre.accord()
    with pytest.raises(RefusedError, match="sans accord") as refus:
        liaison.marquer_prete(cas.ctx, fiche.id)
    assert "au jeune et à son représentant légal" in refus.value.next_step
    autre.accord(par_representant=True)
    liaison.marquer_prete(cas.ctx, fiche.id)
    assert autre.lire(fiche).statut is StatutFiche.PRETE
