"""Third step: the pairs to check, one card at a time, by keyboard."""

from __future__ import annotations

from datetime import date
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from plateforme.domain.campagne import groupe_par_parite
from plateforme.domain.liste import PersonneListe
from plateforme.domain.texte import NNBSP, date_longue, fold, pluriel, telephone
from plateforme.errors import InvalidInputError
from plateforme.services.importation import PaireCampagne, Sort
from plateforme.ui.env import UiEnv
from plateforme.ui.screens.croisement.differences import marquer
from plateforme.ui.screens.croisement.viewmodel import Avis, CroisementModel, Etape
from plateforme.ui.theme import Icon, Space
from plateforme.ui.widgets.buttons import button
from plateforme.ui.widgets.card import Banner, Card, EmptyState
from plateforme.ui.widgets.chips import ChipGroup
from plateforme.ui.widgets.fields import FormField
from plateforme.ui.widgets.text import label

CHAMBRE, ML, ATTENTE = "chambre", "ml", "attente"


def champs(ligne: PersonneListe) -> list[tuple[str, str]]:
    """Return what a card shows of a row, in the order of the card."""
    return [
        ("Nom de naissance", ligne.nom),
        ("Nom d’usage", ligne.nom_usage),
        ("Prénom", ligne.prenoms),
        ("Né(e) le", date_longue(ligne.naissance) if ligne.naissance else ""),
        ("Sexe", ligne.sexe.libelle if ligne.sexe else ""),
        ("Commune", f"{ligne.code_postal} {ligne.commune}".strip()),
        ("Téléphone", " · ".join(telephone(t) for t in ligne.telephones)),
        ("Courriel", ligne.courriel),
    ]


def consequence(paire: PaireCampagne) -> str:
    """Say what the birth dates of a pair mean for the group, empty when they agree."""
    a, b = paire.chambre.naissance, paire.ml.naissance
    if a is None or b is None:
        return "Il manque une date de naissance : la personne restera en attente de vérification."
    if a == b:
        if paire.naissance_sure:
            return ""
        return f"Un 1er janvier cache souvent une date inconnue{NNBSP}: vérifiez-la avant l’affectation."
    if groupe_par_parite(a) is groupe_par_parite(b):
        return "Les deux dates diffèrent mais donnent le même groupe."
    return "Les deux dates diffèrent et ne donnent pas le même groupe : dites laquelle est la bonne."


class CartePaire(Card):
    """Two rows side by side, the differences marked, the reasons in words."""

    def __init__(self) -> None:
        super().__init__()
        self._grille = QGridLayout()
        self._grille.setHorizontalSpacing(Space.L)
        self._grille.setVerticalSpacing(Space.S)
        self._grille.setColumnStretch(1, 1)
        self._grille.setColumnStretch(2, 1)
        self._titres = [label(""), label("Chambre", role="section"), label("Mission Locale", role="section")]
        for colonne, titre in enumerate(self._titres):
            self._grille.addWidget(titre, 0, colonne)
        self._lignes: list[tuple[QLabel, QLabel, QLabel]] = []
        for rang in range(8):
            nom, gauche, droite = label("", role="muted"), label("", wrap=True), label("", wrap=True)
            for cote in (gauche, droite):
                cote.setTextFormat(Qt.TextFormat.RichText)
            for colonne, etiquette in enumerate((nom, gauche, droite)):
                self._grille.addWidget(etiquette, rang + 1, colonne)
            self._lignes.append((nom, gauche, droite))
        self.body.addLayout(self._grille)
        self.body.addSpacing(Space.S)
        self._motif = label("", wrap=True)
        self.body.addWidget(self._motif)
        self._parite = Banner("", "warning", Icon.WARNING)
        self.body.addWidget(self._parite)

    def montrer(self, paire: PaireCampagne) -> None:
        """Show a pair."""
        self._titres[1].setText(f"Chambre, ligne {paire.chambre.ligne}")
        self._titres[2].setText(f"Mission Locale, ligne {paire.ml.ligne}")
        cotes = zip(self._lignes, champs(paire.chambre), champs(paire.ml), strict=True)
        for (nom, gauche, droite), (titre, a), (_, b) in cotes:
            visible = bool(a or b)
            for etiquette in (nom, gauche, droite):
                etiquette.setVisible(visible)
            nom.setText(titre)
            differe = bool(a and b) and fold(a) != fold(b)
            marque_a, marque_b = marquer(a, b) if differe else (escape(a), escape(b))
            gauche.setText(marque_a or "–")
            droite.setText(marque_b or "–")
            for etiquette, texte in ((gauche, a), (droite, b)):
                etiquette.setAccessibleName(f"{titre} : {texte or 'absent'}{', différent' if differe else ''}")
        self._motif.setText(f"Pourquoi{NNBSP}: {paire.paire.motif}.")
        self._parite.set_text(consequence(paire))


class VuePaires(QWidget):
    """The card, the choice of the birth date when the lists disagree, the verdicts."""

    def __init__(self, env: UiEnv, model: CroisementModel) -> None:
        super().__init__()
        self._env, self._model = env, model
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(Space.M)
        self._resume = label("", wrap=True)
        outer.addWidget(self._resume)
        self._avancement = QProgressBar()
        self._avancement.setTextVisible(False)
        self._avancement.setMaximumHeight(6)
        self._avancement.setAccessibleName("Avancement de la vérification")
        outer.addWidget(self._avancement)
        self.carte = CartePaire()
        outer.addWidget(self.carte)
        self._date = self._choix_de_date()
        outer.addWidget(self._date)
        self._vide = EmptyState(Icon.CHECK_CIRCLE, "Toutes les paires sont vues")
        outer.addWidget(self._vide, 1)
        outer.addStretch(1)
        outer.addLayout(self._boutons())
        annuler = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self, self._model.annuler)
        annuler.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._paire: PaireCampagne | None = None
        model.changed.connect(self._rafraichir)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """M same person, P not the same, T later, Z undo."""
        actions = {"m": self._meme, "p": self._differentes, "t": self._plus_tard, "z": self._model.annuler}
        action = actions.get(event.text().lower())
        if action and not event.modifiers():
            action()
        else:
            super().keyPressEvent(event)

    def _choix_de_date(self) -> QWidget:
        boite = Card("Quelle date de naissance est la bonne ?")
        self.dates = ChipGroup("Date de naissance retenue", exclusive=True, optional=False)
        self.dates.changed.connect(self._date_choisie)
        boite.body.addWidget(self.dates)
        self.source = QLineEdit()
        self.source.setPlaceholderText("carte d’identité, appel au CFA…")
        self._champ_source = FormField("Source de cette date", self.source)
        self.source.returnPressed.connect(self._meme)
        boite.body.addWidget(self._champ_source)
        return boite

    def _boutons(self) -> QHBoxLayout:
        ligne = QHBoxLayout()
        ligne.setSpacing(Space.S)
        self.annuler = button("Annuler la dernière décision", "ghost", Icon.UNDO, tip="Touche Z")
        self.annuler.clicked.connect(self._model.annuler)
        ligne.addWidget(self.annuler)
        self.reprendre = button("Revoir les paires laissées", "", Icon.REFRESH)
        self.reprendre.clicked.connect(self._model.reprendre_reportees)
        ligne.addWidget(self.reprendre)
        ligne.addStretch(1)
        self.plus_tard = button("Plus tard  T", "", tip="Touche T")
        self.plus_tard.clicked.connect(self._plus_tard)
        self.pas_la_meme = button("Pas la même personne  P", "", Icon.CLOSE, tip="Touche P")
        self.pas_la_meme.clicked.connect(self._differentes)
        self.meme = button("Même personne  M", "primary", Icon.CHECK, tip="Touche M")
        self.meme.clicked.connect(self._meme)
        self.suite = button("Continuer vers l’affectation", "primary")
        self.suite.clicked.connect(lambda: self._model.aller(Etape.AFFECTATION))
        for bouton in (self.plus_tard, self.pas_la_meme, self.meme, self.suite):
            ligne.addWidget(bouton)
        return ligne

    def _meme(self) -> None:
        if self._paire is None:
            return
        choisie: date | None = None
        if self._date.isVisible():
            choix = self.dates.value()
            choisie = {CHAMBRE: self._paire.chambre.naissance, ML: self._paire.ml.naissance}.get(str(choix))
        try:
            self._model.trancher(Avis.MEME, choisie, self.source.text())
        except InvalidInputError as e:
            self._champ_source.set_error(str(e))
            self.source.setFocus()

    def _differentes(self) -> None:
        self._model.trancher(Avis.DIFFERENTES)

    def _plus_tard(self) -> None:
        self._model.trancher(Avis.PLUS_TARD)

    def _date_choisie(self) -> None:
        self._champ_source.setVisible(self.dates.value() != ATTENTE)
        self._champ_source.set_error("")

    def _rafraichir(self) -> None:
        paire = self._model.courante()
        total = len(self._model.a_verifier())
        reste = self._model.indecises()
        self._resume.setText(self._resumer())
        self._avancement.setMaximum(max(1, total))
        self._avancement.setValue(total - reste)
        self._avancement.setVisible(total > 0)
        for widget in (self.carte, self.meme, self.pas_la_meme, self.plus_tard):
            widget.setVisible(paire is not None)
        self._vide.setVisible(paire is None)
        self.reprendre.setVisible(paire is None and reste > 0)
        self.suite.setVisible(paire is None)
        self.annuler.setEnabled(bool(self._model.verdicts))
        if paire is not self._paire:
            self._paire = paire
            self._montrer(paire)
        if paire is None:
            self._dire_fin(total, reste)

    def _montrer(self, paire: PaireCampagne | None) -> None:
        self._date.setVisible(paire is not None and not paire.naissance_sure)
        if paire is None:
            self.suite.setFocus()
            return
        self.carte.montrer(paire)
        self.dates.set_options(self._dates(paire))
        self.dates.set_values([ATTENTE])
        self.source.clear()
        self._date_choisie()
        self.setFocus()

    def _dates(self, paire: PaireCampagne) -> list[tuple[str, str]]:
        options: list[tuple[str, str]] = []
        vues: set[date] = set()
        for cle, nom, jour in (
            (CHAMBRE, "Chambre", paire.chambre.naissance),
            (ML, "Mission Locale", paire.ml.naissance),
        ):
            if jour is not None and jour not in vues:
                vues.add(jour)
                options.append((cle, f"{nom}{NNBSP}: {date_longue(jour)}"))
        return [*options, (ATTENTE, "Je ne sais pas encore (en attente)")]

    def _resumer(self) -> str:
        proposition = self._model.proposition
        if proposition is None:
            return ""
        comptes = {sort: len(proposition.de(sort)) for sort in Sort}
        morceaux = [pluriel(comptes[Sort.NOUVELLE], "paire certaine", "paires certaines")]
        morceaux.append(f"{pluriel(comptes[Sort.A_VERIFIER], 'paire')} à vérifier")
        if comptes[Sort.DEJA_CONNUE]:
            morceaux.append(f"{comptes[Sort.DEJA_CONNUE]} déjà dans la base")
        if comptes[Sort.HORS_FENETRE]:
            morceaux.append(f"{comptes[Sort.HORS_FENETRE]} hors de la fenêtre de la campagne")
        if comptes[Sort.ECARTEE]:
            morceaux.append(f"{comptes[Sort.ECARTEE]} écartées un mois précédent")
        return ", ".join(morceaux) + f". Il reste {pluriel(self._model.indecises(), 'paire')} à voir."

    def _dire_fin(self, total: int, reste: int) -> None:
        if reste:
            texte = (
                f"{pluriel(reste, 'paire laissée', 'paires laissées')} pour plus tard : elles ne seront pas retenues."
            )
            self._vide.set_text("Vous avez vu toutes les paires", texte)
        elif total:
            self._vide.set_text("Toutes les paires sont vues", "Vous pouvez passer à l’affectation.")
        else:
            self._vide.set_text("Aucune paire à vérifier", "Toutes les paires trouvées sont certaines.")
