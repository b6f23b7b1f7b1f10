from dataclasses import replace
from datetime import date

import pytest

from plateforme.domain.changes import Sujet
from plateforme.domain.fiche import Fiche
from plateforme.domain.partenaire import Interlocuteur, Structure
from plateforme.domain.vocabulaire import Accord, StatutFiche, Theme, TypeStructure
from plateforme.errors import InvalidInputError, NotFoundError, RefusedError
from plateforme.services import liaison, partenaires
from tests import fabrique

FOYER = Structure(
    nom=" Foyer des Tilleuls ",
    type=TypeStructure.LOGEMENT,
    telephone="02 43 00 00 01",
    courriel="accueil@exemple.invalid",
    themes=(Theme.LOGEMENT,),
    charte_le=date(2010, 9, 1),
)
MAUD = Interlocuteur(nom="Maud Églantier", courriel="maud@exemple.invalid", designe=True)


def creer(ctx, structure=FOYER, *gens):
    return partenaires.creer(ctx, structure, gens)[0]


def test_a_card_comes_back_with_its_contacts_normalised(ctx):
    carte, changement = partenaires.creer(ctx, FOYER, (MAUD,))
    assert changement.sujets == {Sujet.PARTENAIRE}
    assert partenaires.carte(ctx, carte.structure.id) == carte
    assert (carte.structure.nom, carte.structure.telephone) == ("Foyer des Tilleuls", "+33243000001")
    assert carte.designe == carte.presents[0]
    assert carte.remarques == ()


def test_the_directory_is_sorted_without_accents_and_hides_the_archived(ctx):
    for nom in ("Zone", "École", "Atelier"):
        creer(ctx, Structure(nom=nom))
    visee = creer(ctx, Structure(nom="Foyer"))
    annuler, _ = partenaires.archiver(ctx, visee.structure.id)
    assert [c.structure.nom for c in partenaires.lister(ctx)] == ["Atelier", "École", "Zone"]
    assert len(partenaires.lister(ctx, archivees=True)) == 4
    annuler()
    assert len(partenaires.lister(ctx)) == 4
    partenaires.archiver(ctx, visee.structure.id)
    partenaires.restaurer(ctx, visee.structure.id)
    assert partenaires.carte(ctx, visee.structure.id).structure.archivee_le is None


@pytest.mark.parametrize(
    ("champs", "champ"),
    [
        ({"nom": "  "}, "nom"),
        ({"telephone": "02 43"}, "telephone"),
        ({"courriel": "accueil"}, "courriel"),
        ({"courriel": "a@exemple.invalid\nBcc: b@exemple.invalid"}, "courriel"),
        ({"code_postal": "5300"}, "code_postal"),
        ({"delai_jours": 0}, "delai_jours"),
        ({"delai_jours": 31}, "delai_jours"),
        ({"charte_le": date(2011, 1, 4)}, "charte_le"),
    ],
)
def test_a_field_that_cannot_be_recorded_is_named_and_nothing_is_written(ctx, champs, champ):
    with pytest.raises(InvalidInputError) as refus:
        creer(ctx, replace(FOYER, **champs))
    assert refus.value.champ == champ
    assert partenaires.lister(ctx) == ()


@pytest.mark.parametrize(
    ("gens", "champ"),
    [
        ((MAUD, Interlocuteur(nom=" ")), "interlocuteurs.1.nom"),
        ((replace(MAUD, courriel="maud"),), "interlocuteurs.0.courriel"),
        ((MAUD, Interlocuteur(nom="Yann", telephone="12")), "interlocuteurs.1.telephone"),
        ((MAUD, Interlocuteur(nom="MAUD EGLANTIER")), "interlocuteurs"),
        ((MAUD, Interlocuteur(nom="Yann", designe=True)), "interlocuteurs"),
    ],
)
def test_contacts_are_checked_too(ctx, gens, champ):
    with pytest.raises(InvalidInputError) as refus:
        creer(ctx, FOYER, *gens)
    assert refus.value.champ == champ


def test_the_same_name_is_refused_accents_aside(ctx):
    carte = creer(ctx)
    with pytest.raises(InvalidInputError, match="existe déjà") as refus:
        creer(ctx, Structure(nom="FOYER DES TILLEULS"))
    assert refus.value.champ == "nom"
    partenaires.archiver(ctx, carte.structure.id)
    with pytest.raises(InvalidInputError, match="archivés"):
        creer(ctx)


def test_a_correction_dates_who_left_and_can_be_undone(ctx):
    avant = creer(ctx, FOYER, MAUD)
    yann = Interlocuteur(nom="Yann Mélèze", designe=True)
    annuler, changement = partenaires.modifier(ctx, avant, replace(avant.structure, delai_jours=15), (yann,))
    assert Sujet.FICHE in changement.sujets
    apres = partenaires.carte(ctx, avant.structure.id)
    assert apres.structure.delai_jours == 15
    assert [i.nom for i in apres.presents] == ["Yann Mélèze"]
    assert next(i for i in apres.interlocuteurs if i.nom == MAUD.nom).parti_le == ctx.today()
    with pytest.raises(RefusedError, match="entre-temps"):
        partenaires.modifier(ctx, avant, avant.structure, avant.interlocuteurs)
    annuler()
    rendue = partenaires.carte(ctx, avant.structure.id)
    assert rendue.structure == avant.structure
    assert rendue.presents == avant.presents


def test_a_contact_kept_is_corrected_in_place(ctx):
    avant = creer(ctx, FOYER, MAUD)
    corrigee = replace(avant.presents[0], fonction="Conseillère")
    partenaires.modifier(ctx, avant, avant.structure, (corrigee,))
    assert partenaires.carte(ctx, avant.structure.id).interlocuteurs == (corrigee,)


def test_a_recipient_of_fiches_never_becomes_an_employer(ctx):
    carte = creer(ctx)
    with fabrique.remplir(ctx) as f:
        zoe = f.personne()
        difficulte = f.difficulte(zoe)
        fabrique.liaison.add_fiche(
            f.uow.cx,
            Fiche(
                numero="FL-2011-0001",
                beneficiaire_id=zoe.id,
                difficulte_id=difficulte.id,
                structure_id=carte.structure.id,
                statut=StatutFiche.ENVOYEE,
                signalee_le=ctx.today(),
            ),
        )
    carte = partenaires.carte(ctx, carte.structure.id)
    assert (carte.attendues, carte.total) == (1, 1)
    assert partenaires.lister(ctx) == (carte,)
    with pytest.raises(RefusedError, match="employeur"):
        partenaires.modifier(ctx, carte, replace(carte.structure, type=TypeStructure.EMPLOYEUR), ())


def test_a_card_says_what_it_lacks(ctx):
    cfa = creer(ctx, Structure(nom="CFA du Bocage", type=TypeStructure.CFA))
    assert len(cfa.remarques) == 3
    assert "référent désigné" in cfa.remarques[0]
    patron = creer(ctx, Structure(nom="Boulangerie", type=TypeStructure.EMPLOYEUR))
    assert patron.remarques == ("Un employeur ne reçoit jamais de fiche de liaison.",)


def test_holes_are_where_the_followed_people_live(ctx):
    with fabrique.remplir(ctx) as f:
        campagne = f.campagne()
        f.personne("Genêt", "Zoé", campagne=campagne, debut=date(2010, 9, 1), accord=Accord.OUI, commune="Craon",
                   code_postal="53400")  # fmt: skip
        f.personne("Ortie", "Théo", date(1993, 5, 13), campagne=campagne, debut=date(2010, 9, 1), commune="Mayenne")
        f.structure("Mission Locale", territoire="Laval")
    manques = partenaires.lacunes(ctx)
    mobilite = [t for t in manques if t.theme is Theme.MOBILITE]
    assert [(t.commune, t.jeunes) for t in mobilite] == [("Craon", 1)]
    assert next(t for t in manques if t.theme is Theme.LOGEMENT).commune == ""


def test_a_partner_that_is_gone_is_said(ctx):
    with pytest.raises(NotFoundError):
        partenaires.carte(ctx, 12)


def test_an_undo_never_makes_an_employer_of_a_recipient(ctx):
    carte = creer(ctx, replace(FOYER, type=TypeStructure.EMPLOYEUR))
    annuler, _ = partenaires.modifier(ctx, carte, replace(carte.structure, type=TypeStructure.LOGEMENT), ())
    with fabrique.remplir(ctx) as f:
        zoe = f.personne()
        difficulte = f.difficulte(zoe)
    liaison.nouveau_brouillon(ctx, liaison.preparer(ctx, difficulte.id, carte.structure.id))
    with pytest.raises(RefusedError, match="ne peut pas devenir un employeur"):
        annuler()
    assert partenaires.carte(ctx, carte.structure.id).structure.type is TypeStructure.LOGEMENT


def test_an_undo_does_not_take_back_a_name_given_since(ctx):
    carte = creer(ctx)
    annuler, _ = partenaires.modifier(ctx, carte, replace(carte.structure, nom="Foyer des Ormes"), ())
    creer(ctx)
    with pytest.raises(InvalidInputError, match="existe déjà"):
        annuler()
