"""The same people in two lists: points, decisions, reasons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plateforme.domain.blocage import paires_candidates
from plateforme.domain.comparaison import Accordance, comparable, comparer, comparer_dates
from plateforme.domain.croisement import Decision, Paire, Parite, croiser, parite
from plateforme.domain.liste import PersonneListe
from plateforme.domain.progress import SilentProgress
from plateforme.domain.vocabulaire import Sexe
from plateforme.errors import CancelledError
from tests.listes import personne

JOUR = date(1992, 6, 14)
COMMUN = {"commune": "Laval", "telephones": ("+33649382716",)}
AILLEURS = {"commune": "Évron", "telephones": ("+33758204913",)}


def une(a: PersonneListe, b: PersonneListe) -> Paire | None:
    paires = croiser([a], [b])
    return paires[0] if paires else None


def decision(a: PersonneListe, b: PersonneListe) -> str:
    paire = une(a, b)
    return str(paire.decision) if paire else "rien"


def deux(
    chambre: tuple[str, str], ml: tuple[str, str], a: dict[str, Any] | None = None, b: dict[str, Any] | None = None
) -> str:
    return decision(personne(*chambre, **(a or {})), personne(*ml, **(b or {})))


@pytest.mark.parametrize(
    ("chambre", "ml"),
    [
        (("INVENTÉ", "Zoé"), ("Invente", "ZOE")),
        (("LE GALL", "Zoé"), ("Legall", "Zoé")),
        (("SAINT-MARTIN", "Jean-Marc"), ("St Martin", "Jean Marc")),
        (("D'ANGELO", "Zoé"), ("D’Angelo", "zoé")),
        (("NAVARRO", "Mohamed"), ("Mohamed", "Navarro")),
        (("INVENTÉ", "Kévin"), ("Inventé", "Kévin Anne")),
    ],
)
def test_apparie_sans_autre_indice(chambre: tuple[str, str], ml: tuple[str, str]) -> None:
    """Names and date alone are enough, in any writing."""
    assert deux(chambre, ml) == "apparie"


def test_nom_d_usage() -> None:
    chambre, ml = personne("BODIN", "Nathalie"), personne("Bodin", "Nathalie", nom_usage="Martin")
    assert decision(chambre, ml) == "apparie"
    marie = une(chambre, personne("Bosquet", "Nathalie", nom_usage="Bodin"))
    assert marie is not None
    assert "nom d’usage et nom de naissance concordants" in marie.motif


@pytest.mark.parametrize(
    ("chambre", "ml", "a", "b", "attendue"),
    [
        # a slip in the surname, the given name being the same: a shared link or commune settles it
        (("HENRION", "Hugues"), ("Henrino", "Hugues"), COMMUN, COMMUN, "apparie"),
        (("HENRION", "Hugues"), ("Henrino", "Hugues"), COMMUN, AILLEURS, "a_verifier"),
        (("PETIT", "Hugues"), ("Pett", "Hugues"), COMMUN, COMMUN, "apparie"),
        (("PETIT", "Hugues"), ("Pett", "Hugues"), {}, {}, "a_verifier"),
        (("GUÉRIN-LEBRETON", "Inès"), ("Lebreton", "Inès"), COMMUN, COMMUN, "apparie"),
        # a slip in the given name
        (("GEORGES", "Monique"), ("Georges", "Monnique"), COMMUN, COMMUN, "apparie"),
        (("GEORGES", "Monique"), ("Georges", "Monnique"), {"commune": "Laval"}, {"commune": "Laval"}, "apparie"),
        (("GEORGES", "Monique"), ("Georges", "Monnique"), {"commune": "Laval"}, {"commune": "Évron"}, "a_verifier"),
        (("GEORGES", "Julie"), ("Georges", "Julia"), {"commune": "Laval"}, {"commune": "Laval"}, "a_verifier"),
        (("GEORGES", "Léa"), ("Georges", "Léo"), COMMUN, COMMUN, "a_verifier"),
        (("GEORGES", "Cloé"), ("Georges", "Chloé"), COMMUN, COMMUN, "a_verifier"),
        (("GEORGES", "Marie Anne"), ("Georges", "Anne"), COMMUN, COMMUN, "a_verifier"),
        # twins, siblings, strangers
        (("GEORGES", "Lucas"), ("Georges", "Hugo"), COMMUN, COMMUN, "rien"),
        (("GEORGES", "Monique"), ("Dupuis", "Monique"), {}, {}, "rien"),
        (("GEORGES", "Monique"), ("Dupuis", "Monique"), COMMUN, COMMUN, "a_verifier"),
        # sexes that contradict
        (("GEORGES", "Camille"), ("Georges", "Camille"), {"sexe": Sexe.F}, {"sexe": Sexe.M}, "a_verifier"),
    ],
)
def test_fautes_de_frappe(
    chambre: tuple[str, str], ml: tuple[str, str], a: dict[str, Any], b: dict[str, Any], attendue: str
) -> None:
    assert deux(chambre, ml, a, b) == attendue


@pytest.mark.parametrize(
    ("autre", "a", "b", "attendue"),
    [
        (date(1992, 6, 15), COMMUN, COMMUN, "apparie"),
        (date(1992, 6, 15), COMMUN, AILLEURS, "a_verifier"),
        (date(1982, 6, 14), {}, {}, "a_verifier"),
        (date(1992, 7, 14), {}, {}, "a_verifier"),
        (date(1992, 6, 29), COMMUN, COMMUN, "a_verifier"),
        (date(1992, 1, 1), COMMUN, COMMUN, "a_verifier"),
        (date(1989, 11, 3), {}, {}, "rien"),
    ],
)
def test_dates_differentes(autre: date, a: dict[str, Any], b: dict[str, Any], attendue: str) -> None:
    assert decision(personne("INVENTÉ", "Alphonse", **a), personne("INVENTÉ", "Alphonse", autre, **b)) == attendue


def test_dates_absentes() -> None:
    paire = une(personne("INVENTÉ", "Alphonse", None, **COMMUN), personne("INVENTÉ", "Alphonse", **COMMUN))
    assert paire is not None
    assert (paire.decision, paire.parite) == (Decision.A_VERIFIER, Parite.INCONNUE)


def test_comparaison_des_dates() -> None:
    assert comparer_dates(date(1992, 3, 5), date(1992, 5, 3)).libelle == "jour et mois inversés"
    assert comparer_dates(JOUR, date(1992, 6, 29)).accord is Accordance.LOINTAIN
    assert comparer_dates(date(1992, 6, 30), date(1992, 7, 1)).accord is Accordance.PROCHE
    assert comparer_dates(None, JOUR).accord is Accordance.INCONNU


def test_le_motif_se_lit() -> None:
    paire = une(
        personne("LABBÉ", "Mathieu", date(1992, 3, 5), ligne=14, commune="LAVAL", sexe=Sexe.M),
        personne("Labbe", "Matthieu", date(1992, 5, 3), ligne=7, commune="Laval", sexe=Sexe.M),
    )
    assert paire is not None
    assert (paire.ligne_chambre, paire.ligne_ml, paire.decision) == (14, 7, Decision.A_VERIFIER)
    assert paire.motif == (
        "nom identique, prénom proche (Mathieu\u202f/ Matthieu), jour et mois inversés, même sexe, même commune"
    )
    assert paire.score == sum(raison.points for raison in paire.raisons)
    assert paire.parite is Parite.IDENTIQUE


def test_nom_et_prenom_inverses_le_disent() -> None:
    paire = une(personne("SIMONET", "Alexandrie", **COMMUN), personne("Alexaadrie", "Simonet", **COMMUN))
    assert paire is not None
    assert "nom identique, nom et prénom inversés, prénom proche" in paire.motif


def test_noms_absents() -> None:
    raisons = comparer(comparable(personne("", "")), comparable(personne("", "Zoé")))
    assert [r.accord for r in raisons[:2]] == [Accordance.INCONNU] * 2
    assert croiser([personne("", "", None)], [personne("", "", None)]) == ()


def test_parite() -> None:
    assert parite(date(1992, 6, 14), date(1992, 6, 16)) is Parite.IDENTIQUE
    assert parite(date(1992, 6, 14), date(1992, 6, 15)) is Parite.DIFFERENTE
    assert parite(None, JOUR) is Parite.INCONNUE


def test_jumeaux_presents_dans_les_deux_listes() -> None:
    """Each finds itself; the cross pairs are not even shown."""
    chambre = [personne("GEORGES", p, ligne=i, **COMMUN) for i, p in enumerate(("Léa", "Léo"), start=2)]
    ml = [personne("Georges", p, ligne=i, **COMMUN) for i, p in enumerate(("Léo", "Léa"), start=2)]
    assert [(p.ligne_chambre, p.ligne_ml, str(p.decision)) for p in croiser(chambre, ml)] == [
        (2, 3, "apparie"),
        (3, 2, "apparie"),
    ]


def test_deux_contrats_d_une_personne() -> None:
    chambre = [personne("PRUVOST", "Alfred", ligne=i, **COMMUN) for i in (2, 9)]
    paires = croiser(chambre, [personne("Pruvost", "Alfred", **COMMUN)])
    assert [(p.ligne_chambre, str(p.decision)) for p in paires] == [(2, "apparie"), (9, "apparie")]


def test_homonymes_parfaits() -> None:
    """Two people with the same names and date: the machine does not choose."""
    chambre = [personne("PRUVOST", "Alfred", ligne=2, **COMMUN), personne("PRUVOST", "Alfred", ligne=3, **AILLEURS)]
    paires = croiser(chambre, [personne("Pruvost", "Alfred", **COMMUN)])
    assert [str(p.decision) for p in paires] == ["a_verifier", "a_verifier"]
    assert all(p.motif.endswith("une autre ligne pourrait correspondre") for p in paires)
    a_l_envers = croiser([personne("Pruvost", "Alfred", **COMMUN)], chambre)
    assert [str(p.decision) for p in a_l_envers] == ["a_verifier", "a_verifier"]


def test_candidat_faible_d_une_personne_deja_trouvee() -> None:
    homonyme = personne("PRUVOST", "Alfred", JOUR + timedelta(days=1), ligne=3, **AILLEURS)
    paires = croiser(
        [personne("PRUVOST", "Alfred", ligne=2, **COMMUN), homonyme], [personne("Pruvost", "Alfred", **COMMUN)]
    )
    assert [(p.ligne_chambre, str(p.decision)) for p in paires] == [(2, "apparie")]


def test_meme_personne_refuse_le_sexe_contraire() -> None:
    chambre = [personne("ESSAI", "Camille", ligne=2, sexe=Sexe.F), personne("ESSAI", "Camille", ligne=3, sexe=Sexe.M)]
    assert {str(p.decision) for p in croiser(chambre, [personne("Essai", "Camille")])} == {"a_verifier"}


def test_telephones_qui_n_identifient_personne() -> None:
    factice = {"telephones": ("+33600000000",)}
    assert deux(("GEORGES", "Monique"), ("Dupuis", "Monique"), factice, factice) == "rien"
    foyer = {"telephones": ("+33243917365",)}
    foule = [personne("HABITANT", f"Prénom{lettre}", ligne=i, **foyer) for i, lettre in enumerate("abcdef", start=3)]
    paires = croiser([personne("GEORGES", "Monique", **foyer), *foule], [personne("Dupuis", "Monique", **foyer)])
    assert paires == ()


def test_courriel_et_adresse_de_part_et_d_autre() -> None:
    courriel = {"courriel": "monique@exemple.invalid"}
    assert deux(("GEORGES", "Monique"), ("Georges", "Monnique"), courriel, courriel) == "apparie"
    autre = {"courriel": "autre@exemple.invalid", "code_postal": "53000"}
    paire = une(
        personne("GEORGES", "Monique", code_postal="53100", **courriel), personne("GEORGES", "Monique", **autre)
    )
    assert paire is not None
    assert paire.motif.endswith("autre commune, autre courriel")


class Impatient(SilentProgress):
    def __init__(self) -> None:
        self.dits: list[tuple[int, int]] = []

    def report(self, done: int, total: int, message: str = "") -> None:
        self.dits.append((done, total))

    def is_cancelled(self) -> bool:
        return len(self.dits) > 1


def test_annulation_et_avancement() -> None:
    gens = [personne("INVENTÉ", f"P{i}") for i in range(1500)]
    with pytest.raises(CancelledError):
        croiser(gens, gens[:1], Impatient())
    suivi = Impatient()
    croiser(gens[:10], gens[:1], suivi)
    assert suivi.dits == [(0, 10), (10, 10)]


def test_le_travail_grandit_comme_les_listes() -> None:
    """Candidate pairs per row stay few when the lists are four times longer: no n² over the whole."""

    def candidates(n: int) -> float:
        gens = [
            comparable(
                personne(
                    f"{'bcdfg'[i % 5]}om{i % 97}",
                    f"{'lmnpr'[i % 7 % 5]}re{i % 89}",
                    date(1985, 1, 1) + timedelta(i % 3600),
                )
            )
            for i in range(n)
        ]
        return sum(1 for _ in paires_candidates(gens, gens, SilentProgress())) / n

    assert candidates(8000) <= 3 * candidates(2000)


def _autrement(p: PersonneListe) -> PersonneListe:
    return PersonneListe(ligne=p.ligne, nom=p.nom.upper(), prenoms=p.prenoms.upper(), naissance=p.naissance)


NOMS = st.sampled_from(["Inventé", "Le Gall", "Saint-Martin", "D'Essai", "Öztürk", "Martin", "Marten"])
PRENOMS = st.sampled_from(["Zoé", "Léa", "Léo", "Jean-Marc", "Kévin", "Alphonse", "Julie", "Julia"])
GENS = st.lists(
    st.builds(personne, NOMS, PRENOMS, st.dates(date(1990, 1, 1), date(1990, 3, 1)), ligne=st.integers(2, 500)),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(GENS, GENS)
def test_proprietes(chambre: Sequence[PersonneListe], ml: Sequence[PersonneListe]) -> None:
    """Writing everything in capitals changes nothing; nobody is paired twice with the same row; automatic is safe."""
    paires = croiser(chambre, ml)
    tout_haut = croiser([_autrement(p) for p in chambre], ml)
    assert [(p.index_chambre, p.index_ml, p.score, p.decision) for p in paires] == [
        (p.index_chambre, p.index_ml, p.score, p.decision) for p in tout_haut
    ]
    assert len({(p.index_chambre, p.index_ml) for p in paires}) == len(paires)
    for p in paires:
        assert p.motif
        if p.decision is Decision.APPARIE:
            assert chambre[p.index_chambre].naissance == ml[p.index_ml].naissance
