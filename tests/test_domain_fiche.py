from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plateforme.domain.fiche import (
    TRANSITIONS,
    AccordPartage,
    Fiche,
    FiltreFiche,
    accord_valable,
    attente,
    delais,
    en_retard,
    exiger_transition,
    filtre,
    relance,
    suite_difficulte,
)
from plateforme.domain.texte import NBSP
from plateforme.domain.vocabulaire import (
    FormeAccord,
    IssueDifficulte,
    ResultatFiche,
    StatutDifficulte,
    StatutFiche,
    Theme,
)
from plateforme.errors import RefusedError

JOUR = date(2011, 1, 3)
MAJEURE = date(1992, 5, 12)
MINEURE = date(1994, 5, 12)


def accord(**champs):
    defaut = {"structure_id": 1, "theme": Theme.LOGEMENT, "donne_le": JOUR}
    return AccordPartage(**(defaut | champs))


def valable(*accords, naissance=MAJEURE, au=JOUR, structure=1, theme=Theme.LOGEMENT, retire=None):
    return accord_valable(accords, structure, theme, naissance=naissance, au=au, suivi_retire_le=retire)


def envoyee(depuis, statut=StatutFiche.ENVOYEE):
    return Fiche(statut=statut, envoyee_le=JOUR - timedelta(days=depuis))


@pytest.mark.parametrize(
    ("ecoules", "retard", "relances", "expiree"),
    [(0, 0, 0, False), (10, 0, 0, False), (11, 1, 1, False), (19, 9, 1, False), (20, 10, 2, False), (30, 20, 2, True)],
)
def test_delays_run_in_calendar_days_from_the_sending(ecoules, retard, relances, expiree):
    ou = delais(JOUR - timedelta(days=ecoules), 10, JOUR)
    assert (ou.retard_jours, ou.relances_dues, ou.expiree) == (retard, relances, expiree)
    assert ou.attendue_le == JOUR - timedelta(days=ecoules) + timedelta(days=10)


@given(st.integers(0, 60), st.integers(1, 30))
def test_an_answer_is_late_only_after_the_partners_own_delay(ecoules, delai):
    fiche = envoyee(ecoules)
    assert en_retard(fiche, delai, JOUR) is (ecoules > delai)
    assert (filtre(fiche, delai, JOUR) is FiltreFiche.EN_RETARD) is (ecoules > delai)


def test_a_fiche_that_waits_for_nothing_is_never_late():
    for statut in set(StatutFiche) - {StatutFiche.ENVOYEE, StatutFiche.RECUE}:
        assert not en_retard(envoyee(90, statut), 10, JOUR)


@pytest.mark.parametrize(
    ("fiche", "pile", "phrase"),
    [
        (Fiche(), FiltreFiche.A_ENVOYER, "à terminer"),
        (Fiche(statut=StatutFiche.PRETE), FiltreFiche.A_ENVOYER, "à envoyer"),
        (envoyee(0), FiltreFiche.EN_ATTENTE, "attendue le 13/01/2011"),
        (envoyee(12, StatutFiche.RECUE), FiltreFiche.EN_RETARD, f"en retard de 2{NBSP}jours"),
        (envoyee(21), FiltreFiche.EN_RETARD, f"en retard de 11{NBSP}jours"),
        (envoyee(31, StatutFiche.EXPIREE), FiltreFiche.EN_RETARD, "sans réponse"),
        (
            Fiche(statut=StatutFiche.REPONSE, resultat=ResultatFiche.RESOLU),
            FiltreFiche.REPONSES,
            "résolu",
        ),
        (Fiche(statut=StatutFiche.CLOSE, resultat=ResultatFiche.REFUSE), FiltreFiche.CLOSES, "refusé"),
        (Fiche(statut=StatutFiche.CLOSE), FiltreFiche.CLOSES, "sans réponse"),
    ],
)
def test_each_fiche_lies_in_one_pile_and_says_where_it_stands(fiche, pile, phrase):
    assert filtre(fiche, 10, JOUR) is pile
    assert attente(fiche, 10, JOUR) == phrase


@pytest.mark.parametrize(
    ("fiche", "due"),
    [
        (envoyee(10), ""),
        (envoyee(11), "à relancer"),
        (envoyee(20, StatutFiche.RECUE), "seconde relance"),
        (envoyee(20, StatutFiche.REPONSE), ""),
        (Fiche(), ""),
    ],
)
def test_which_reminder_is_due(fiche, due):
    assert relance(fiche, 10, JOUR) == due


def test_every_move_is_allowed_or_refused_in_words():
    for statut in StatutFiche:
        for vers in StatutFiche:
            fiche = Fiche(numero="FL-2011-0001", statut=statut)
            if vers in TRANSITIONS[statut]:
                exiger_transition(fiche, vers)
                continue
            with pytest.raises(RefusedError) as refus:
                exiger_transition(fiche, vers)
            assert "FL-2011-0001" in refus.value.message
            assert statut.libelle.lower() in refus.value.message
            assert refus.value.next_step


def test_an_answer_is_accepted_after_expiry_and_a_closed_fiche_moves_no_more():
    assert StatutFiche.REPONSE in TRANSITIONS[StatutFiche.EXPIREE]
    assert not TRANSITIONS[StatutFiche.CLOSE]
    assert StatutFiche.ENVOYEE not in TRANSITIONS[StatutFiche.BROUILLON]


def test_an_agreement_is_for_one_recipient_and_one_theme():
    donne = accord()
    assert valable(donne) == donne
    assert valable(donne, structure=2) is None
    assert valable(donne, theme=Theme.MOBILITE) is None


def test_an_agreement_withdrawn_or_to_come_opens_nothing():
    assert valable(accord(retire_le=JOUR)) is None
    assert valable(accord(donne_le=JOUR + timedelta(days=1))) is None
    encore = accord(id=2)
    assert valable(accord(id=1, retire_le=JOUR), encore) == encore


def test_the_guardian_agrees_too_for_a_minor():
    assert valable(accord(), naissance=MINEURE) is None
    assert valable(accord(par_representant=True), naissance=MINEURE) is not None


def test_at_18_an_agreement_given_as_a_minor_must_be_confirmed():
    anniversaire = date(2011, 1, 3)
    naissance = date(1993, 1, 3)
    veille = accord(donne_le=anniversaire - timedelta(days=1), par_representant=True)
    assert valable(veille, naissance=naissance, au=anniversaire - timedelta(days=1)) is not None
    assert valable(veille, naissance=naissance, au=anniversaire) is None
    assert valable(veille, accord(donne_le=anniversaire), naissance=naissance, au=anniversaire) is not None


def test_without_a_birth_date_the_guardian_is_asked_as_for_a_minor():
    assert valable(accord(), naissance=None) is None
    assert valable(accord(par_representant=True), naissance=None) is not None


def test_health_needs_an_agreement_written_or_explicit():
    assert valable(accord(theme=Theme.SANTE), theme=Theme.SANTE) is None
    assert valable(accord(theme=Theme.SANTE, explicite=True), theme=Theme.SANTE) is not None
    assert valable(accord(theme=Theme.SANTE, forme=FormeAccord.ECRIT), theme=Theme.SANTE) is not None


def test_leaving_the_follow_up_withdraws_what_was_agreed_until_then():
    assert valable(accord(), retire=JOUR) is None
    assert valable(accord(), retire=JOUR - timedelta(days=1)) is not None


def test_what_an_answer_makes_of_the_difficulty():
    assert suite_difficulte(ResultatFiche.RESOLU) == (StatutDifficulte.CLOSE, IssueDifficulte.RESOLUE)
    assert suite_difficulte(ResultatFiche.EN_COURS) == (StatutDifficulte.EN_COURS, None)
    for resultat in (ResultatFiche.REFUSE, ResultatFiche.SANS_SUITE):
        assert suite_difficulte(resultat) == (StatutDifficulte.OUVERTE, None)
