"""A passphrase typed, shown when asked, and told how strong it is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from plateforme.domain.phrase import ECHELLE, Force, Niveau
from plateforme.ui.theme import Icon, Space, colors, icon, set_property
from plateforme.ui.widgets.a11y import announce
from plateforme.ui.widgets.buttons import icon_button
from plateforme.ui.widgets.text import label

MAJUSCULES = "La touche Verr. Maj. semble active."


class _Saisie(QLineEdit):
    """The hidden text. It tells when letters come out the wrong way round, which is how Caps Lock is known."""

    majuscules = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        hints = Qt.InputMethodHint
        self.setInputMethodHints(hints.ImhSensitiveData | hints.ImhNoPredictiveText | hints.ImhNoAutoUppercase)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Compare the letter received with the Shift key."""
        lettre = event.text()
        if event.key() == Qt.Key.Key_CapsLock:
            self.majuscules.emit(False)  # noqa: FBT003 - Qt signals take positional values
        elif len(lettre) == 1 and lettre.lower() != lettre.upper():
            maj = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.majuscules.emit(lettre.isupper() is not maj)
        super().keyPressEvent(event)


class ChampPhrase(QWidget):
    """A passphrase. Nothing of it is kept but in the field, which :meth:`effacer` empties."""

    saisie = Signal()
    """The text changed."""
    validee = Signal()
    """Enter was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(Space.XS)
        rangee = QHBoxLayout()
        rangee.setSpacing(Space.XS)
        self.edit = _Saisie()
        self.oeil = icon_button(Icon.EYE, "Montrer la phrase de passe")
        self.oeil.setCheckable(True)
        rangee.addWidget(self.edit, 1)
        rangee.addWidget(self.oeil)
        colonne.addLayout(rangee)
        self.verrou_maj = label(MAJUSCULES, role="small")
        self.verrou_maj.hide()
        colonne.addWidget(self.verrou_maj)
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(lambda _t: self.saisie.emit())
        self.edit.returnPressed.connect(self.validee)
        self.edit.majuscules.connect(self._majuscules)
        self.oeil.toggled.connect(self._montrer)

    def phrase(self) -> str:
        """Return what is typed."""
        return self.edit.text()

    def effacer(self) -> None:
        """Empty and hide the field."""
        self.edit.clear()
        self.oeil.setChecked(False)
        self.verrou_maj.hide()

    def selectionner(self) -> None:
        """Put the cursor in the field, all selected: typing replaces it."""
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit.selectAll()

    def setAccessibleName(self, name: str) -> None:
        """Name the text field too, which is what has the focus."""
        super().setAccessibleName(name)
        self.edit.setAccessibleName(name)

    def setAccessibleDescription(self, description: str) -> None:
        """Describe the text field too."""
        super().setAccessibleDescription(description)
        self.edit.setAccessibleDescription(description)

    def event(self, event: QEvent) -> bool:
        """Give the text field the red border of an error told under it."""
        if event.type() is QEvent.Type.DynamicPropertyChange and hasattr(self, "edit"):
            set_property(self.edit, "invalid", str(self.property("invalid") or "false"))
        return super().event(event)

    def _montrer(self, montree: bool) -> None:  # noqa: FBT001 - a Qt slot
        mode = QLineEdit.EchoMode.Normal if montree else QLineEdit.EchoMode.Password
        self.edit.setEchoMode(mode)
        nom = "Cacher la phrase de passe" if montree else "Montrer la phrase de passe"
        self.oeil.setIcon(icon(Icon.EYE_OFF if montree else Icon.EYE))
        self.oeil.setAccessibleName(nom)
        self.oeil.setToolTip(nom)

    def _majuscules(self, actives: bool) -> None:  # noqa: FBT001 - a Qt slot
        if actives and self.verrou_maj.isHidden():
            announce(self, MAJUSCULES)
        self.verrou_maj.setVisible(actives)


class Jauge(QWidget):
    """Five segments, as many filled as the level; the word beside tells the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._rang = 0

    def sizeHint(self) -> QSize:
        """Return the room of the five segments."""
        return QSize(160, 8)

    def montrer(self, niveau: Niveau | None) -> None:
        """Fill up to that level; None empties it."""
        self._rang = 0 if niveau is None else ECHELLE.index(niveau) + 1
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the segments."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        palette = colors()
        plein = QColor(
            (palette.danger, palette.danger, palette.warning, palette.success, palette.success)[self._rang - 1]
        )
        largeur = (self.width() - 4 * Space.XS) / len(ECHELLE)
        for i in range(len(ECHELLE)):
            painter.setBrush(plein if i < self._rang else QColor(palette.surface_pressed))
            painter.drawRoundedRect(int(i * (largeur + Space.XS)), 0, int(largeur), self.height(), 3, 3)


class Solidite(QWidget):
    """How strong the phrase being typed is: segments, a word, what would help."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        colonne = QVBoxLayout(self)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(Space.XS)
        rangee = QHBoxLayout()
        rangee.setSpacing(Space.S)
        self.jauge = Jauge()
        self.mot = label("", role="strong")
        rangee.addWidget(self.jauge, 0, Qt.AlignmentFlag.AlignVCenter)
        rangee.addWidget(self.mot)
        rangee.addStretch(1)
        colonne.addLayout(rangee)
        self.conseil = label("", role="small", wrap=True)
        self.conseil.setMinimumHeight(self.conseil.fontMetrics().lineSpacing())
        colonne.addWidget(self.conseil)

    def montrer(self, force: Force | None) -> None:
        """Show a level; None shows nothing."""
        self.jauge.montrer(force.niveau if force else None)
        mot = force.niveau.libelle if force else ""
        if mot != self.mot.text():
            announce(self, mot)
        self.mot.setText(mot)
        self.conseil.setText(force.conseil if force else "")
        self.setAccessibleName(f"Solidité : {mot}" if mot else "Solidité")
