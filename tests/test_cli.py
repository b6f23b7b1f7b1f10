"""The command line as it is called: exit statuses, what goes where, no traceback, in French."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import fabrique
import pytest
from conftest import LUNDI, PHRASE

from plateforme import bootstrap, cli, paths
from plateforme.cli import analyse, entree, sortie, verbes
from plateforme.services import coffre, demo
from plateforme.services.contexte import horloge_figee
from plateforme.services.verification import SQLITE_EN_CLAIR

CHAMBRE = """Nom;Prénom;Sexe;Date de naissance;Commune;Début du contrat;Fin du contrat;Diplôme
Genêt;Zoé;F;12/05/1993;Laval;01/09/2010;31/08/2012;CAP boulanger
Ortie;Théo;M;07/03/1992;Craon;01/09/2010;31/08/2012;CAP menuisier
Rabot;Émile;M;01/01/1992;Laval;01/09/2010;31/08/2012;CAP plombier
Quartz;Noël;M;09/03/1993;Ernée;01/03/2010;31/08/2012;CAP coiffure
Sureau;Lou;F;31/02/1992;Ernée;01/09/2010;31/08/2012;CAP coiffure
Bruyère;Inès;F;14/06/1993;Laval;01/09/2010;31/08/2012;CAP coiffure
"""
ML = """Nom;Prénom;Date de naissance;Commune;Téléphone
GENET;Zoe;12/05/1993;Laval;0600000011
ORTIE;Théo;07/03/1992;Craon;0600000012
RABOT;Emile;01/01/1992;Laval;0600000013
QUARTZ;Noël;09/03/1993;Ernée;0600000014
"""


class Fenetres(list):
    """Records the windows that were asked for."""

    def __call__(self, base):
        self.append(base)
        return 0


@pytest.fixture
def fenetres():
    return Fenetres()


@pytest.fixture
def appeler(fenetres, capsys, monkeypatch):
    """Call the command line in this process: (status, standard output, standard error)."""

    def appel(*argv, phrase=PHRASE, stdin=None):
        if phrase is not None:
            monkeypatch.setenv("PLATEFORME_PHRASE", phrase)
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin or ""))
        statut = cli.main([str(a) for a in argv], fenetres)
        capture = capsys.readouterr()
        return SimpleNamespace(statut=statut, sortie=capture.out, erreurs=capture.err)

    return appel


@pytest.fixture
def listes(tmp_path):
    chambre, ml = tmp_path / "chambre.csv", tmp_path / "ml.csv"
    chambre.write_text(CHAMBRE, encoding="utf-8")
    ml.write_text(ML, encoding="cp1252")
    return chambre, ml


@pytest.fixture
def fermee(tmp_path):
    """A base with forty people, closed."""
    ouverte = coffre.creer(tmp_path / "b.plateforme", PHRASE, horloge_figee(LUNDI))
    fabrique.population(ouverte.ctx)
    ouverte.close()
    return ouverte.chemin


# --- usage ---


def test_no_argument_opens_the_window(appeler, fenetres):
    assert appeler().statut == 0
    assert fenetres == [None]


@pytest.mark.parametrize(
    ("argv", "dit"),
    [
        (["fiches"], "valeur inconnue 'fiches'"),
        (["base"], "il manque\u202f: ACTION"),
        (["base", "creer"], "il manque\u202f: --base"),
        (["base", "info", "--base"], "--base\u202f: il manque une valeur"),
        (["base", "info", "--base", "x", "--zut"], "argument inconnu\u202f: --zut"),
        (["base", "info", "--base", "x", "--js"], "argument inconnu\u202f: --js"),
        (["base", "info", "--base", "x", "--json=3"], "cette option ne prend pas de valeur"),
        (["indicateurs", "--base", "x", "--horizon", "0"], "il faut un nombre de jours"),
        (["croiser", "a", "b"], "il manque\u202f: --sortie"),
    ],
)
def test_wrong_usage_exits_with_two_in_french(appeler, argv, dit):
    resultat = appeler(*argv)
    assert resultat.statut == 2
    assert dit in resultat.erreurs
    assert "Utilisation\u202f:" in resultat.erreurs
    assert not resultat.sortie
    for anglais in ("usage:", "error", "required", "invalid", "expected", "argument:"):
        assert anglais not in resultat.erreurs


def test_help_and_version(appeler):
    aide = appeler("--help")
    assert aide.statut == 0
    assert "Verbes\u202f:" in aide.sortie
    assert appeler("indicateurs", "--help").statut == 0
    assert appeler("--version").sortie.strip().count(".") >= 1


def test_translations_of_errors_that_no_verb_raises_yet():
    dites = {
        "one of the arguments --a --b is required": "il manque l’un de\u202f: --a --b",
        "argument --a: not allowed with argument --b": "--a\u202f: incompatible avec --b",
        "ambiguous option: --x could match --xa, --xb": "option ambiguë\u202f: --x peut vouloir dire --xa, --xb",
        "argument --n: invalid int value: 'z'": "--n\u202f: valeur impossible 'z'",
    }
    assert {analyse.en_francais(anglais) for anglais in dites} == set(dites.values())


def test_an_option_alone_before_any_verb_is_not_a_verb(appeler, fenetres, monkeypatch):
    monkeypatch.setattr(
        analyse, "construire", lambda: SimpleNamespace(parse_args=lambda _: SimpleNamespace(verbe=None))
    )
    assert appeler("--").statut == 0
    assert fenetres == [None]


# --- the passphrase ---


def test_the_phrase_leaves_the_environment(appeler, fermee):
    assert appeler("base", "info", "--base", fermee).statut == 0
    assert "PLATEFORME_PHRASE" not in os.environ


def test_the_phrase_from_standard_input_wins(appeler, fermee):
    assert (
        appeler("base", "info", "--base", fermee, "--phrase-stdin", phrase="fausse", stdin=f"{PHRASE}\r\n").statut == 0
    )
    vide = appeler("base", "info", "--base", fermee, "--phrase-stdin", stdin="")
    assert (vide.statut, "phrase de passe est vide" in vide.erreurs) == (1, True)


def test_no_phrase_and_no_keyboard(appeler, fermee, monkeypatch):
    monkeypatch.delenv("PLATEFORME_PHRASE", raising=False)
    resultat = appeler("base", "info", "--base", fermee, phrase=None)
    assert resultat.statut == 1
    assert "--phrase-stdin" in resultat.erreurs


def test_the_keyboard_is_asked_without_echo(monkeypatch, tmp_path):
    reponses = iter(["une longue phrase", "une longue phrase", "une longue phrase", "une autre"])
    monkeypatch.delenv("PLATEFORME_PHRASE", raising=False)
    monkeypatch.setattr(entree.getpass, "getpass", lambda _: next(reponses))
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: True))
    phrase = entree.Phrase()
    assert phrase.lire(stdin=False, deux_fois=True) == "une longue phrase"
    with pytest.raises(entree.InvalidInputError, match="différentes"):
        phrase.lire(stdin=False, deux_fois=True)


def test_a_wrong_phrase_is_a_message(appeler, fermee):
    resultat = appeler("base", "info", "--base", fermee, phrase="ce n’est pas la bonne")
    assert (resultat.statut, resultat.sortie) == (1, "")
    assert "n’ouvre pas la base" in resultat.erreurs


# --- base ---


def test_create_describe_and_check(appeler, tmp_path):
    chemin = tmp_path / "neuve.plateforme"
    creation = appeler("base", "creer", "--base", chemin, "--chambre", "Chambre des Haies", "--departement", "53",
                       "--referent", "Prune Mirabelle", "--json")  # fmt: skip
    assert creation.statut == 0
    assert json.loads(creation.sortie) == {"base": str(chemin), "cle": str(paths.header_of(chemin))}
    assert not creation.erreurs
    info = json.loads(appeler("base", "info", "--base", chemin, "--json").sortie)
    assert (info["chambre"], info["departement"], info["referent"]) == ("Chambre des Haies", "53", "Prune Mirabelle")
    assert (info["campagnes"], info["test"]) == ([], 0)
    assert "Référent\u202f: Prune Mirabelle" in appeler("base", "info", "--base", chemin).sortie
    verification = json.loads(appeler("base", "verifier", "--base", chemin, "--json").sortie)
    assert verification["intacte"] is True
    assert set(verification["controles"]) == {"chiffrement", "pages", "registre", "suivi"}


def test_creating_over_a_base_is_refused(appeler, fermee):
    avant = fermee.read_bytes()
    resultat = appeler("base", "creer", "--base", fermee)
    assert (resultat.statut, "existe déjà" in resultat.erreurs) == (1, True)
    assert fermee.read_bytes() == avant


def test_a_short_phrase_is_refused(appeler, tmp_path):
    assert "au moins 12" in appeler("base", "creer", "--base", tmp_path / "n.plateforme", phrase="court").erreurs


@pytest.mark.parametrize("contenu", [None, b"", b"pas une base"])
def test_a_file_that_is_no_base(appeler, tmp_path, contenu):
    chemin = tmp_path / "rien.plateforme"
    if contenu is not None:
        chemin.write_bytes(contenu)
    for action in ("info", "verifier"):
        resultat = appeler("base", action, "--base", chemin, "--json")
        assert (resultat.statut, resultat.sortie) == (1, "")
        assert "Traceback" not in resultat.erreurs


def test_a_damaged_base_fails_its_check(appeler, fermee):
    brut = bytearray(fermee.read_bytes())
    brut[len(brut) // 2] ^= 1
    fermee.write_bytes(brut)
    resultat = appeler("base", "verifier", "--base", fermee)
    assert resultat.statut == 1
    assert "Traceback" not in resultat.erreurs
    assert resultat.erreurs


def test_a_failed_check_says_which(appeler, fermee, monkeypatch):
    monkeypatch.setattr("plateforme.services.verification.SQLITE_EN_CLAIR", fermee.read_bytes()[: len(SQLITE_EN_CLAIR)])
    resultat = appeler("base", "verifier", "--base", fermee)
    assert resultat.statut == 1
    assert "FAUX  Chiffrement\u202f: en clair\n      le fichier de la base est en clair" in resultat.sortie
    assert "restaurez la dernière sauvegarde" in resultat.erreurs


# --- lists ---


def test_cross_two_files(appeler, listes, tmp_path):
    resultat = appeler("croiser", *listes, "--sortie", tmp_path / "paires.csv", "--json", phrase=None)
    assert resultat.statut == 0
    objet = json.loads(resultat.sortie)
    assert objet["lignes"] == {"chambre": 6, "ml": 4}
    assert objet["lignes_refusees"] == 1
    assert "ligne 6" in resultat.erreurs
    lignes = (tmp_path / "paires.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lignes[0] == "ligne_chambre;ligne_ml;score;decision;motif;parite"
    assert len(lignes) - 1 == objet["apparies"] + objet["a_verifier"]
    texte = appeler("croiser", *listes, "--sortie", tmp_path / "paires.csv", phrase=None)
    assert f"Fichier écrit\u202f: {tmp_path / 'paires.csv'}" in texte.sortie


@pytest.mark.parametrize("rang", [0, 1])
def test_a_list_that_cannot_be_read_names_its_file_and_writes_nothing(appeler, listes, tmp_path, rang):
    listes[rang].write_bytes(b"")
    resultat = appeler("croiser", *listes, "--sortie", tmp_path / "p.csv", "--json", phrase=None)
    assert (resultat.statut, resultat.sortie) == (1, "")
    assert listes[rang].name in resultat.erreurs
    assert not (tmp_path / "p.csv").exists()


def test_import_counts_then_finds_everybody_known(appeler, fermee, listes, tmp_path):
    chemin = tmp_path / "c.plateforme"
    appeler("base", "creer", "--base", chemin)
    premier = json.loads(appeler("importer", "--base", chemin, "--campagne", "2010/2011", *listes, "--json").sortie)
    assert set(premier) == {
        "lignes", "lignes_refusees", "apparies", "a_verifier", "hors_fenetre", "retenus", "test", "temoin",
        "en_attente", "deja_connus",
    }  # fmt: skip
    assert (premier["lignes"], premier["lignes_refusees"]) == ({"chambre": 6, "ml": 4}, 1)
    assert premier["hors_fenetre"] == 1
    assert premier["retenus"] == premier["test"] + premier["temoin"] + premier["en_attente"]
    assert (premier["test"], premier["temoin"]) == (1, 1)
    second = json.loads(appeler("importer", "--base", chemin, "--campagne", "2010/2011", *listes, "--json").sortie)
    assert (second["retenus"], second["deja_connus"]) == (0, premier["retenus"])
    texte = appeler("importer", "--base", chemin, "--campagne", "2010/2011", *listes).sortie
    assert "Retenus\u202f: 0" in texte


def test_import_into_an_unknown_campaign_is_refused(appeler, fermee, listes):
    resultat = appeler("importer", "--base", fermee, "--campagne", "rentrée", *listes, "--json")
    assert (resultat.statut, resultat.sortie) == (1, "")
    assert "rentrée" in resultat.erreurs


def test_writing_is_refused_while_a_window_is_open_and_reading_is_not(appeler, fermee, listes):
    fenetre = coffre.ouvrir(fermee, PHRASE)
    try:
        refus = appeler("importer", "--base", fermee, "--campagne", "2010/2011", *listes)
        assert (refus.statut, "déjà ouverte" in refus.erreurs) == (1, True)
        assert appeler("indicateurs", "--base", fermee, "--json").statut == 0
        assert appeler("base", "verifier", "--base", fermee).statut == 0
    finally:
        fenetre.close()


# --- indicators ---


def test_indicators_as_json_and_as_text(appeler, fermee):
    objet = json.loads(appeler("indicateurs", "--base", fermee, "--campagne", "2010/2011", "--json").sortie)
    test = objet["test"]
    assert test["effectif"] + objet["temoin"]["effectif"] == 37
    assert list(objet["par_campagne"]) == ["2010/2011"]
    texte = appeler("indicateurs", "--base", fermee, "--horizon", "60").sortie
    assert "Ruptures des 60 premiers jours" in texte
    assert f"Test\u202f: {test['effectif']} affectés" in texte
    assert "Campagne 2010/2011" in texte


def test_indicators_of_an_unknown_campaign(appeler, fermee):
    resultat = appeler("indicateurs", "--base", fermee, "--campagne", "1999/2000", "--json")
    assert (resultat.statut, resultat.sortie) == (1, "")
    assert "Campagnes de la base\u202f: 2010/2011" in resultat.erreurs


# --- demonstration ---


def test_demonstration_is_built_opened_and_found_again(appeler, fenetres, tmp_path):
    resultat = appeler("demo", "--dossier", tmp_path / "d", phrase=None)
    chemin = tmp_path / "d" / "demo.plateforme"
    assert resultat.statut == 0
    assert f"Phrase de passe : {demo.PHRASE}\n" in resultat.sortie
    assert fenetres == [chemin]
    avant = chemin.read_bytes()
    assert appeler("demo", "--dossier", tmp_path / "d", phrase=None).statut == 0
    assert chemin.read_bytes() == avant
    objet = json.loads(appeler("indicateurs", "--base", chemin, "--json", phrase=demo.PHRASE).sortie)
    assert [(g["ruptures_brutes"], g["denominateur"]) for g in (objet["test"], objet["temoin"])] == [
        (14, 104),
        (21, 104),
    ]
    assert objet["arrete_au"] == "2011-01-03"
    assert objet["tableau1"]["age"] == {"16-18": 24, "18-25": 80}


def test_without_a_display_the_base_is_new_and_the_tour_is_played(appeler, fenetres, tmp_path, monkeypatch):
    tours = []
    module = SimpleNamespace(main=tours.append)
    monkeypatch.setattr(verbes.importlib, "import_module", lambda nom: module if nom == "plateforme.ui.tour" else None)
    bootstrap.demonstration(tmp_path)
    avant = (tmp_path / "demo.plateforme").read_bytes()
    assert appeler("demo", "--dossier", tmp_path, "--sans-ecran", phrase=None).statut == 0
    assert (tmp_path / "demo.plateforme").read_bytes() != avant
    assert (tours, fenetres) == ([tmp_path], [])


def test_somebodys_own_base_is_never_taken_for_the_demonstration(appeler, tmp_path):
    sienne = coffre.creer(tmp_path / "demo.plateforme", demo.PHRASE, horloge_figee(LUNDI))
    sienne.close()
    avant = sienne.chemin.read_bytes()
    for options in ([], ["--sans-ecran"]):
        resultat = appeler("demo", "--dossier", tmp_path, *options, phrase=None)
        assert (resultat.statut, "n’a pas été touché" in resultat.erreurs) == (1, True)
    autre = tmp_path / "autre"
    autre.mkdir()
    (autre / "demo.plateforme").write_text("un fichier à moi")
    assert appeler("demo", "--dossier", autre, phrase=None).statut == 1
    assert sienne.chemin.read_bytes() == avant


# --- what goes wrong ---


def test_a_bug_is_one_sentence_and_its_frames_are_in_the_log(appeler, fermee, monkeypatch):
    def bogue(*_, **__):
        raise ValueError("un nom de jeune")

    monkeypatch.setattr(verbes.indicateurs, "calculer", bogue)
    resultat = appeler("indicateurs", "--base", fermee, "--json")
    assert (resultat.statut, resultat.sortie) == (1, "")
    assert "ValueError" in resultat.erreurs
    assert "un nom de jeune" not in resultat.erreurs


def test_an_interruption_is_one_sentence(appeler, fermee, monkeypatch):
    def interruption(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(verbes.indicateurs, "calculer", interruption)
    assert appeler("indicateurs", "--base", fermee).erreurs == "Commande interrompue.\n"


def test_progress_only_on_a_terminal(monkeypatch):
    terminal = io.StringIO()
    monkeypatch.setattr(sys, "stderr", terminal)
    muet = sortie.TerminalProgress()
    muet.report(1, 2, "Lecture")
    muet.close()
    assert terminal.getvalue() == ""
    terminal.isatty = lambda: True
    bavard = sortie.TerminalProgress()
    bavard.report(1, 2, "Lecture")
    bavard.report(1, 2, "Lecture")
    bavard.report(0, 0, "Écriture")
    assert not bavard.is_cancelled()
    bavard.close()
    assert terminal.getvalue() == "\r\x1b[KLecture  50 %\r\x1b[KÉcriture\r\x1b[K"


def test_consoles_are_told_to_speak_utf8(monkeypatch):
    flux = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", flux)
    sortie.prepare()
    assert flux.encoding == "utf-8"


def test_the_log_is_written_once_where_it_can_be(tmp_path, monkeypatch):
    journal = bootstrap.logging.getLogger("plateforme")
    avant, journal.handlers = journal.handlers, []
    try:
        monkeypatch.setattr(paths, "log_file", lambda: tmp_path / "journal" / "p.log")
        bootstrap.start_log()
        bootstrap.start_log()
        journal.error("essai")
        assert (tmp_path / "journal" / "p.log").read_text(encoding="utf-8").count("essai") == 1
        journal.handlers.pop().close()
        (tmp_path / "fichier").write_text("")
        monkeypatch.setattr(paths, "log_file", lambda: tmp_path / "fichier" / "p.log")
        bootstrap.start_log()
        assert isinstance(journal.handlers[0], bootstrap.logging.NullHandler)
    finally:
        journal.handlers = avant
        journal.propagate = True


# --- a real process ---


def processus(*argv, **environnement):
    commande = [sys.executable, "-X", "importtime", "-m", "plateforme", *map(str, argv)]
    env = os.environ | {"PYTHONPATH": str(Path(cli.__file__).parents[2])} | environnement
    return subprocess.run(commande, env=env, capture_output=True, timeout=100, check=False)


def test_a_process_prints_one_object_in_utf8_and_never_loads_qt(fermee):
    fini = processus("base", "info", "--base", fermee, "--json", PLATEFORME_PHRASE=PHRASE, PYTHONIOENCODING="ascii")
    assert fini.returncode == 0
    assert json.loads(fini.stdout.decode("utf-8"))["campagnes"] == ["2010/2011"]
    assert b"PySide6" not in fini.stderr


def test_a_process_that_fails_says_so_without_traceback(tmp_path):
    fini = processus("indicateurs", "--base", tmp_path / "absente.plateforme", "--json", PLATEFORME_PHRASE=PHRASE)
    assert (fini.returncode, fini.stdout) == (1, b"")
    assert "n’est pas dans" in fini.stderr.decode("utf-8")
    assert b"Traceback" not in fini.stderr


def test_the_result_never_replaces_one_of_the_lists(appeler, tmp_path):
    chambre, ml = tmp_path / "chambre.csv", tmp_path / "ml é.csv"
    chambre.write_text(CHAMBRE, encoding="utf-8")
    ml.write_text(ML, encoding="utf-8")
    lien = tmp_path / "lien.csv"
    lien.symlink_to(ml)
    for sortie_ in (chambre, ml, lien):
        retour = appeler("croiser", chambre, ml, "--sortie", sortie_)
        assert (retour.statut, retour.sortie) == (1, "")
        assert "l’une des deux listes" in retour.erreurs
    assert (chambre.read_text(encoding="utf-8"), ml.read_text(encoding="utf-8")) == (CHAMBRE, ML)
