"""Third step: the pairs to check, one card at a time, by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from plateforme.domain.texte import NNBSP, date_longue, pluriel
from plateforme.errors import InvalidInputError
from plateforme.services.paires_campagne import PaireCampagne, Sort
from plateforme.typographie import typographie
from plateforme.ui.screens.croisement.carte import CartePaire
from plateforme.ui.screens.croisement.viewmodel import Avis, CroisementModel, Etape
from plateforme.ui.theme import Icon, Space
from plateforme.ui.widgets.a11y import announce
from plateforme.ui.widgets.buttons import button
from plateforme.ui.widgets.card import Card, EmptyState
from plateforme.ui.widgets.chips import ChipGroup
from plateforme.ui.widgets.fields import FormField
from plateforme.ui.widgets.text import label

CHAMBRE, ML, ATTENTE = "chambre", "ml", "attente"


class ChoixDate(Card):
    """Which of the two birth dates is right, and who says so."""

    def __init__(self, valider: Callable[[], None], quitter: Callable[[], None]) -> None:
        super().__init__(typographie("Quelle date de naissance est la bonne ?"))
        self._quitter = quitter
        self.demandee = False
        self.dates = ChipGroup("Date de naissance retenue", exclusive=True, optional=False)
        self.dates.changed.connect(self._choisie)
        self.body.addWidget(self.dates)
        self.source = QLineEdit()
        self.source.setPlaceholderText("carte d’identité vue, appel au CFA, appel à la Mission Locale…")
        self.champ = FormField(typographie("D’où tenez-vous cette date ?"), self.source)
        self.source.returnPressed.connect(valider)
        ligne = QHBoxLayout()
        ligne.addWidget(self.champ, 2)
        ligne.addStretch(1)
        self.body.addLayout(ligne)

    def demander(self, paire: PaireCampagne | None) -> None:
        """Ask for a pair whose lists do not verify the date; hidden otherwise."""
        self.demandee = paire is not None and not paire.naissance_sure
        self.setVisible(self.demandee)
        if paire is None:
            return
        options: dict[date, tuple[str, str]] = {}
        for cle, nom, jour in (
            (CHAMBRE, "Chambre", paire.chambre.naissance),
            (ML, "Mission Locale", paire.ml.naissance),
        ):
            if jour is not None:
                deux = "Les deux listes" if jour in options else nom
                options[jour] = (options.get(jour, (cle, ""))[0], f"{deux}{NNBSP}: {date_longue(jour)}")
        choix = [*options.values(), (ATTENTE, "Je ne sais pas encore")]
        self.dates.set_options(choix, "123"[: len(choix)])
        self.dates.set_values([ATTENTE])
        self.source.clear()
        self._choisie()

    def naissance(self, paire: PaireCampagne) -> date | None:
        """Return the date chosen, None when it is not known yet or not asked."""
        dates = {CHAMBRE: paire.chambre.naissance, ML: paire.ml.naissance}
        return dates.get(str(self.dates.value())) if self.demandee else None

    def dire_erreur(self, message: str) -> None:
        """Tell what is missing and go there."""
        self.champ.set_error(message)
        self.source.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves the question for the card."""
        if event.key() == Qt.Key.Key_Escape:
            self._quitter()
        else:
            super().keyPressEvent(event)

    def _choisie(self) -> None:
        connue = self.dates.value() != ATTENTE
        self.champ.setVisible(connue)
        self.champ.set_error("")
        if connue:
            self.source.setFocus()


class _Contenu(QWidget):
    """Content of a scroll area that is as high as its texts need at the width there is, no more."""

    def minimumSizeHint(self) -> QSize:
        """Leave the height to the width."""
        return QSize(0, 0)


class VuePaires(QWidget):
    """The card, the choice of the birth date when the lists disagree, the verdicts."""

    def __init__(self, model: CroisementModel) -> None:
        super().__init__()
        self._model = model
        self._paire: PaireCampagne | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(Space.M)
        outer.addLayout(self._avancee())
        self._zone = QScrollArea()
        self._zone.setWidgetResizable(True)
        self._zone.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        contenu = _Contenu()
        pile = QVBoxLayout(contenu)
        pile.setContentsMargins(0, 0, 0, 0)
        pile.setSpacing(Space.M)
        self.carte = CartePaire()
        self.date = ChoixDate(self._meme, self.carte.setFocus)
        # Once the layout has made room for the field.
        self.date.dates.changed.connect(lambda: QTimer.singleShot(0, self._zone, self._voir_la_source))
        pile.addWidget(self.carte)
        pile.addWidget(self.date)
        pile.addStretch(1)
        self._zone.setWidget(contenu)
        outer.addWidget(self._zone, 1)
        self.vide = EmptyState(Icon.CHECK_CIRCLE, "Toutes les paires sont vues")
        outer.addWidget(self.vide, 1)
        outer.addLayout(self._boutons())
        # The slot is connected apart: the constructor that takes one ignores the context.
        annuler = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        annuler.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        annuler.activated.connect(self._model.annuler)
        model.changed.connect(self._rafraichir)
        self._rafraichir()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """M same person, P not the same, D already in the base, T later, Z undo; a figure chooses a date."""
        actions = {
            "m": self._meme,
            "p": self._differentes,
            "d": self._connue,
            "t": self._plus_tard,
            "z": self._model.annuler,
        }
        touche = event.text().lower()
        sans = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        if sans and touche in actions:
            actions[touche]()
        elif not (sans and touche and self.date.demandee and self.date.dates.press_key(touche)):
            super().keyPressEvent(event)

    def entrer(self) -> None:
        """Have the keys work at once."""
        (self.carte if self._paire is not None else self.suite).setFocus()

    def _avancee(self) -> QVBoxLayout:
        self.resume = label("", role="muted", wrap=True)
        self.compte = label("", role="strong")
        haut = QHBoxLayout()
        haut.setSpacing(Space.M)
        haut.addWidget(self.resume, 1)
        self.annuler = button("Annuler (Z)", "ghost", Icon.UNDO, tip="Annuler la dernière décision")
        self.annuler.setAccessibleName("Annuler la dernière décision (Z)")
        self.annuler.clicked.connect(self._model.annuler)
        haut.addWidget(self.annuler)
        haut.addWidget(self.compte)
        self._barre = QProgressBar()
        self._barre.setTextVisible(False)
        self._barre.setAccessibleName("Avancement de la vérification")
        colonne = QVBoxLayout()
        colonne.setSpacing(Space.XS)
        colonne.addLayout(haut)
        colonne.addWidget(self._barre)
        return colonne

    def _boutons(self) -> QHBoxLayout:
        self.reprendre = button("Revoir les paires laissées", "", Icon.REFRESH)
        self.plus_tard = button("Plus tard (T)")
        self.pas_la_meme = button("Pas la même (P)")
        self.connue = button("Déjà dans la base (D)")
        self.meme = button("Même personne (M)", "primary", Icon.CHECK)
        self.suite = button("Continuer vers l’affectation", "primary")
        for bouton, geste in (
            (self.reprendre, self._model.reprendre_reportees),
            (self.plus_tard, self._plus_tard),
            (self.pas_la_meme, self._differentes),
            (self.connue, self._connue),
            (self.meme, self._meme),
            (self.suite, lambda: self._model.aller(Etape.AFFECTATION)),
        ):
            bouton.clicked.connect(lambda _c=False, g=geste: g())
        ligne = QHBoxLayout()
        ligne.setSpacing(Space.S)
        ligne.addStretch(1)
        for bouton in (self.reprendre, self.plus_tard, self.pas_la_meme, self.connue, self.meme, self.suite):
            ligne.addWidget(bouton)
        return ligne

    def _meme(self) -> None:
        if self._paire is None:
            return
        try:
            self._model.trancher(Avis.MEME, self.date.naissance(self._paire), self.date.source.text())
        except InvalidInputError as e:
            self.date.dire_erreur(str(e))

    def _differentes(self) -> None:
        self._model.trancher(Avis.DIFFERENTES)

    def _connue(self) -> None:
        if self._paire is not None and self._paire.ressemble:
            self._model.trancher(Avis.CONNUE)

    def _plus_tard(self) -> None:
        self._model.trancher(Avis.PLUS_TARD)

    def _rafraichir(self) -> None:
        paire = self._model.courante()
        total, reste = len(self._model.a_verifier()), self._model.restantes()
        self.resume.setText(self._resumer())
        self.compte.setText(f"Paire {total - reste + 1} sur {total}" if paire else "")
        self._barre.setMaximum(max(1, total))
        self._barre.setValue(total - reste)
        self._barre.setVisible(total > 0)
        for widget in (self._zone, self.meme, self.pas_la_meme, self.plus_tard):
            widget.setVisible(paire is not None)
        self.connue.setVisible(paire is not None and bool(paire.ressemble))
        self.vide.setVisible(paire is None)
        self.reprendre.setVisible(paire is None and any(self._model.reportees()))
        self.suite.setVisible(paire is None)
        self.annuler.setEnabled(bool(self._model.verdicts))
        self.annuler.setVisible(total > 0)
        if paire is None:
            self._dire_fin(total)
        if paire is not self._paire:
            self._paire = paire
            self.date.demander(paire)
            self._montrer(paire)

    def _montrer(self, paire: PaireCampagne | None) -> None:
        if paire is not None:
            self.carte.montrer(paire)
            self._zone.verticalScrollBar().setValue(0)
        if self._model.etape is Etape.PAIRES:
            self.entrer()
            announce(self, f"{self.compte.text()}. {self.carte.accessibleName()}" if paire else self.vide.title.text())

    def _resumer(self) -> str:
        proposition = self._model.proposition
        if proposition is None:
            return ""
        comptes = {sort: len(proposition.de(sort)) for sort in Sort}
        sans_date = sum(not p.naissance_sure for p in proposition.de(Sort.NOUVELLE))
        morceaux = [pluriel(comptes[Sort.NOUVELLE], "nouvelle paire certaine", "nouvelles paires certaines")]
        if not comptes[Sort.NOUVELLE]:
            morceaux = ["Aucune nouvelle paire certaine"]
        if sans_date:
            morceaux[0] += f", dont {sans_date} sans date sûre"
        if comptes[Sort.A_VERIFIER]:
            morceaux.append(f"{comptes[Sort.A_VERIFIER]} à vérifier")
        if comptes[Sort.DEJA_CONNUE]:
            morceaux.append(f"{comptes[Sort.DEJA_CONNUE]} déjà dans la base")
        if comptes[Sort.HORS_FENETRE]:
            morceaux.append(f"{comptes[Sort.HORS_FENETRE]} hors de la fenêtre de la campagne")
        if comptes[Sort.ECARTEE]:
            morceaux.append(pluriel(comptes[Sort.ECARTEE], "écartée un mois précédent", "écartées un mois précédent"))
        return f"{NNBSP}; ".join(morceaux) + "."

    def _voir_la_source(self) -> None:
        self._zone.ensureWidgetVisible(self.date)

    def _dire_fin(self, total: int) -> None:
        paires, dates = self._model.reportees()
        if paires or dates:
            textes: list[str] = []
            if paires:
                suite = "reviendra" if paires == 1 else "reviendront"
                textes.append(f"{pluriel(paires, 'paire')} à vérifier {suite} au prochain croisement.")
            if dates:
                textes.append(f"{pluriel(dates, 'jeune')} sans date vérifiée{NNBSP}: en attente d’affectation.")
            textes.append("Vous pouvez les revoir maintenant.")
            titre = pluriel(paires + dates, "paire laissée pour plus tard", "paires laissées pour plus tard")
            self.vide.set_text(titre, " ".join(textes))
        elif total:
            self.vide.set_text("Toutes les paires sont vues", "Il reste à affecter les jeunes retenus.")
        else:
            self.vide.set_text("Aucune paire à vérifier", "Toutes les paires trouvées sont certaines.")
