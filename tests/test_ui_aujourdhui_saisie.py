"""The contact form as a value, its keys, its timer, the words of the screen."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plateforme.domain.appel import LigneAppel
from plateforme.domain.beneficiaire import Beneficiaire
from plateforme.domain.suivi import Action, NatureAction, Voie
from plateforme.domain.vocabulaire import (
    Accord,
    AvecQui,
    Canal,
    FormeAccord,
    Gravite,
    IssueContact,
    Masse,
    MotifRefus,
    Risque,
    Theme,
)
from plateforme.errors import InvalidInputError
from plateforme.ui.screens.aujourdhui import mots
from plateforme.ui.screens.aujourdhui.details import lire_heure
from plateforme.ui.screens.aujourdhui.saisie import (
    KEYS_ACCORD,
    KEYS_ISSUE,
    KEYS_RISQUE,
    KEYS_THEME,
    Cadre,
    Chronometre,
    Formulaire,
    lire,
)

LUNDI = date(2011, 1, 3)
MIDI = datetime(2011, 1, 3, 12, 0, 30)

FORMES = st.builds(
    Formulaire,
    issue=st.none() | st.sampled_from(list(IssueContact)),
    texte=st.text(),
    convenu=st.text(),
    themes=st.lists(st.sampled_from(list(Theme)), unique=True).map(tuple),
    ouvrir=st.booleans(),
    gravite=st.sampled_from(list(Gravite)),
    risque=st.none() | st.sampled_from(list(Risque)),
    rappel_le=st.none() | st.dates(),
    accord=st.none() | st.sampled_from(list(Accord)),
    forme=st.sampled_from(list(FormeAccord)),
    representant=st.booleans(),
    motif=st.none() | st.sampled_from(list(MotifRefus)),
    cadre=st.none() | st.sampled_from(list(Cadre)),
    canal=st.sampled_from(list(Canal)),
    avec=st.sampled_from(list(AvecQui)),
    jour=st.none() | st.dates(),
    heure=st.none() | st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    minutes=st.integers(0, 1439),
    masse=st.sampled_from(list(Masse)),
)


@given(FORMES)
def test_un_brouillon_revient_tel_quel(forme: Formulaire):
    garde = forme.texte_json()
    assert (garde == "") == forme.vide
    if garde:
        assert lire(garde) == forme


@pytest.mark.parametrize("texte", ["", "null", "[1]", '{"issue": "inconnue"}', '{"jour": "hier"}', "{"])
def test_un_brouillon_d_une_autre_version_est_ignore(texte: str):
    assert lire(texte) is None


def test_les_minutes_comptees_seules_ne_font_pas_un_brouillon():
    assert Formulaire(minutes=4).vide
    assert Formulaire(canal=Canal.SMS, avec=AvecQui.CFA).vide
    assert not Formulaire(issue=IssueContact.JOINT).vide


def test_ce_que_l_issue_ne_demande_pas_n_est_pas_enregistre():
    forme = Formulaire(
        issue=IssueContact.SANS_REPONSE,
        themes=(Theme.SANTE,),
        ouvrir=True,
        risque=Risque.ELEVE,
        convenu="rien",
        accord=Accord.OUI,
        rappel_le=LUNDI,
    )
    saisie = forme.saisie(7, MIDI, accord_demande=True)
    assert (saisie.accord, saisie.ouvrir, saisie.contact.themes, saisie.contact.risque) == (None, (), (), None)
    assert (saisie.contact.convenu, saisie.contact.rappel_le) == ("", LUNDI)
    refus = Formulaire(issue=IssueContact.REFUS, rappel_le=LUNDI).saisie(7, MIDI, accord_demande=False)
    assert refus.contact.rappel_le is None


def test_un_contact_est_date_de_maintenant_ou_du_moment_donne():
    joint = Formulaire(issue=IssueContact.JOINT, accord=Accord.OUI)
    assert joint.saisie(7, MIDI, accord_demande=False).contact.quand == datetime(2011, 1, 3, 12, 0)
    assert joint.saisie(7, MIDI, accord_demande=False).accord is None
    hier = Formulaire(issue=IssueContact.JOINT, jour=date(2011, 1, 2), heure=time(9, 15))
    assert hier.saisie(7, MIDI, accord_demande=True).contact.quand == datetime(2011, 1, 2, 9, 15)


def test_sans_issue_il_n_y_a_pas_de_contact():
    with pytest.raises(InvalidInputError) as e:
        Formulaire().saisie(7, MIDI, accord_demande=False)
    assert e.value.champ == "issue"


@pytest.mark.parametrize(
    ("touches", "codes"),
    [
        (KEYS_ISSUE, IssueContact),
        (KEYS_THEME, Theme),
        (KEYS_RISQUE, Risque),
        (KEYS_ACCORD, (Accord.OUI, Accord.REFUSE, Accord.EN_ATTENTE)),
    ],
)
def test_une_lettre_par_choix_et_une_seule(touches: dict[object, str], codes: object):
    assert set(touches) == set(codes)  # type: ignore[call-overload]
    assert len(set(touches.values())) == len(touches)
    assert all(len(t) == 1 and t.isalpha() for t in touches.values())


class Horloge:
    def __init__(self) -> None:
        self.moment = MIDI

    def __call__(self) -> datetime:
        return self.moment

    def passe(self, secondes: int) -> None:
        self.moment += timedelta(seconds=secondes)


def test_le_chronometre_compte_arrondit_et_se_corrige():
    horloge = Horloge()
    chrono = Chronometre(horloge)
    assert (chrono.minutes(), chrono.tourne) == (0, False)
    chrono.lancer()
    assert (chrono.minutes(), chrono.tourne) == (1, True)
    horloge.passe(61)
    chrono.lancer()
    assert chrono.minutes() == 2
    chrono.corriger(15)
    horloge.passe(600)
    assert (chrono.minutes(), chrono.tourne) == (15, False)
    chrono.remettre(3)
    assert chrono.minutes() == 3
    chrono.lancer()
    horloge.passe(30)
    assert chrono.minutes() == 4
    horloge.passe(-3600)
    assert chrono.minutes() == 3


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("14:05", time(14, 5)),
        ("14h05", time(14, 5)),
        ("14 h 05", time(14, 5)),
        ("14h", time(14)),
        ("9", time(9)),
        ("1405", time(14, 5)),
        ("", None),
        ("25h", None),
        ("12:75", None),
        ("midi", None),
    ],
)
def test_lire_une_heure(texte: str, attendu: time | None):
    assert lire_heure(texte) == attendu


def ligne(**champs: object) -> LigneAppel:
    action = Action(NatureAction.ECHEANCE, LUNDI, "mois 3, aujourd’hui", 3, Voie.AUJOURD_HUI)
    valeurs: dict[str, object] = {
        "beneficiaire_id": 1,
        "nom": "GENÊT Zoé",
        "age": 17,
        "raison": action.raison,
        "telephone": "0600000012",
        "commune": "Laval",
        "cfa": "CFA",
        "action": action,
        "voie": Voie.AUJOURD_HUI,
    } | champs
    return LigneAppel(**valeurs)  # type: ignore[arg-type]


def test_les_derniers_mots():
    assert mots.derniers_mots(ligne(), LUNDI) == "Aucun contact noté"
    hier = {"derniere_date": date(2011, 1, 2), "dernier_mot": "Ça va."}
    joint = ligne(derniere_issue=IssueContact.JOINT, **hier)
    assert mots.derniers_mots(joint, LUNDI) == "Hier\u202f: Ça va."
    manque = ligne(derniere_issue=IssueContact.SANS_REPONSE, **hier)
    assert mots.derniers_mots(manque, LUNDI) == "Hier, sans réponse\u202f: Ça va."
    muet = ligne(derniere_issue=IssueContact.JOINT, derniere_date=date(2010, 12, 30))
    assert mots.derniers_mots(muet, LUNDI) == "Jeu.\u00a030\u00a0déc.\u00a02010, joint"


def test_la_ligne_ne_repete_pas_le_titre_de_sa_voie():
    premier = ligne(voie=Voie.PREMIER_APPEL, raison="premier appel, attendu depuis 4 jours")
    assert mots.raison_courte(premier) == "Attendu depuis 4 jours"
    assert mots.raison_courte(ligne(voie=None, raison="premier appel")) == "Premier appel"


def test_la_ligne_parlee_dit_le_risque_et_le_telephone_manquant():
    parole = mots.parole(ligne(telephone="", risque=Risque.ELEVE, age=None), LUNDI)
    assert parole.startswith("GENÊT Zoé, mois 3, aujourd’hui, pas de téléphone, risque élevé")


def test_ce_qui_vient_et_la_regle_du_message():
    sans = Action(NatureAction.AUCUNE, None, "suivi terminé")
    assert mots.prochaine(sans, LUNDI) == ""
    due = Action(NatureAction.ECHEANCE, LUNDI, "mois 3, aujourd’hui", 3, Voie.AUJOURD_HUI)
    assert mots.prochaine(due, LUNDI) == "Mois 3, aujourd’hui"
    assert mots.regle_vocale(Beneficiaire(message_vocal=True)) == "Message vocal autorisé"
    assert mots.resume(0) == "Personne à appeler aujourd’hui"
    assert mots.resume(1) == "1\u00a0personne à appeler"
