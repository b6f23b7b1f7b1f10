"""The lanes in one list: headers with their count, rows of three lines, painted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from plateforme.domain.appel import LigneAppel
from plateforme.domain.suivi import Voie
from plateforme.domain.texte import telephone
from plateforme.ui.screens.aujourdhui.mots import (
    A_SIGNALER,
    COURTS_RISQUE,
    LOOKS,
    ans,
    derniers_mots,
    parole,
    raison_courte,
)
from plateforme.ui.screens.aujourdhui.viewmodel import Cle
from plateforme.ui.theme import Icon, Space, colors, paint_icon
from plateforme.ui.widgets.badge import look

Index = QModelIndex | QPersistentModelIndex
ROLE_ITEM = Qt.ItemDataRole.UserRole
NO_INDEX = QModelIndex()
_LEFT, _CENTRE = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignVCenter
_ICON = 15


@dataclass(frozen=True)
class Entete:
    """The header of a lane."""

    voie: Voie
    nombre: int


@dataclass(frozen=True)
class Rang:
    """A row with what the screen adds to it."""

    ligne: LigneAppel
    brouillon: bool
    jour: date


class ModeleVoies(QAbstractListModel):
    """Headers and rows, flattened. Headers cannot be selected."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._items: list[Entete | Rang] = []

    def set_items(self, items: list[Entete | Rang]) -> None:
        """Replace everything."""
        self.beginResetModel()
        self._items = items
        self.endResetModel()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """Return the number of headers and rows."""
        return 0 if parent.isValid() else len(self._items)

    def item(self, index: Index) -> Entete | Rang:
        """Return the header or row of an index."""
        return self._items[index.row()]

    def row_of(self, cle: Cle | None) -> int:
        """Return where the row of ``cle`` is, -1 when it is not in a lane."""
        return next((i for i, x in enumerate(self._items) if isinstance(x, Rang) and x.ligne.cle == cle), -1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be selected, headers cannot."""
        rang = isinstance(self._items[index.row()], Rang) if index.isValid() else False
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if rang else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a row or a header."""
        if not index.isValid():
            return None
        item = self._items[index.row()]
        if role == ROLE_ITEM:
            return item
        if role == Qt.ItemDataRole.DisplayRole:
            return item.voie.libelle if isinstance(item, Entete) else item.ligne.nom
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if isinstance(item, Entete):
                return f"{item.voie.libelle}, {item.nombre}"
            return parole(item.ligne, item.jour) + (", saisie commencée" if item.brouillon else "")
        return None


class ListeVoies(QListView):
    """Arrows or J and K move, Enter opens the call, typing a name goes to it."""

    chosen = Signal(object)
    """The key of the row that became current, by the user."""
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Personnes à appeler")
        self.setAccessibleDescription("Flèches ou J et K pour changer de personne, Entrée pour noter l’appel.")
        self.modele = ModeleVoies(self)
        self.setModel(self.modele)
        self.setItemDelegate(_Delegue(self))
        self.setProperty("surface", "lanes")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.verticalScrollBar().setSingleStep(24)
        self.selectionModel().currentChanged.connect(self._told)
        self.doubleClicked.connect(lambda _i: self.opened.emit())
        self._silent = False

    def set_lanes(
        self, voies: tuple[tuple[Voie, tuple[LigneAppel, ...]], ...], jour: date, brouillon: Callable[[int], bool]
    ) -> None:
        """Show the lanes, keeping what is scrolled to."""
        place = self.verticalScrollBar().value()
        items: list[Entete | Rang] = []
        for voie, lignes in voies:
            items.append(Entete(voie, len(lignes)))
            items += [Rang(ligne, brouillon(ligne.beneficiaire_id), jour) for ligne in lignes]
        self._silent = True
        self.modele.set_items(items)
        self._silent = False
        self.verticalScrollBar().setValue(place)

    def show_current(self, cle: Cle | None) -> None:
        """Select the row of ``cle`` without telling it; none when it is in no lane."""
        row = self.modele.row_of(cle)
        self._silent = True
        if row < 0:
            self.selectionModel().clear()
        else:
            index = self.modele.index(row)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            entete = self.modele.index(row - 1)
            if isinstance(self.modele.item(entete), Entete):
                self.scrollTo(entete)
            self.scrollTo(index)
        self._silent = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """J and K as the arrows; Enter opens the call."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.currentIndex().isValid():
                self.opened.emit()
        elif event.key() in {Qt.Key.Key_J, Qt.Key.Key_K}:
            self._step(1 if event.key() == Qt.Key.Key_J else -1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the rows out again at the new width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _step(self, sens: int) -> None:
        row = self.currentIndex().row() + sens
        while 0 <= row < self.modele.rowCount():
            index = self.modele.index(row)
            if isinstance(self.modele.item(index), Rang):
                self.setCurrentIndex(index)
                return
            row += sens

    def _told(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if self._silent or not current.isValid():
            return
        item = self.modele.item(current)
        if isinstance(item, Rang):
            self.chosen.emit(item.ligne.cle)


class _Delegue(QStyledItemDelegate):
    """Paints a header as a quiet title, a row on three lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a header or a row in the view's font."""
        hauteur = QFontMetrics(option.font).height()
        if isinstance(index.data(ROLE_ITEM), Entete):
            return QSize(0, hauteur + Space.L + (Space.S if index.row() else 0))
        return QSize(0, 3 * hauteur + 2 * Space.S + 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a header or a row."""
        item = index.data(ROLE_ITEM)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(item, Entete):
            _peindre_entete(painter, option, item)
        else:
            _peindre_fond(painter, option)
            _peindre_rang(painter, option, item)
        painter.restore()

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """Show the whole row when it may be cut."""
        item = index.data(ROLE_ITEM) if index.isValid() else None
        if event.type() is not QEvent.Type.ToolTip or not isinstance(item, Rang):
            return super().helpEvent(event, view, option, index)
        ligne = item.ligne
        lieu = ", ".join(t for t in (ligne.commune, ligne.cfa) if t)
        lignes = (f"{ligne.nom}, {lieu}" if lieu else ligne.nom, ligne.raison, derniers_mots(ligne, item.jour))
        QToolTip.showText(event.globalPos(), "\n".join(lignes), view)
        return True


def _peindre_entete(painter: QPainter, option: QStyleOptionViewItem, item: Entete) -> None:
    tone, shape = LOOKS[item.voie]
    metrics = QFontMetrics(_gras(option.font))
    ligne = option.rect.adjusted(Space.M, 0, -Space.M, -Space.XS)
    ligne.setTop(ligne.bottom() - metrics.height() - 2)
    encre = getattr(colors(), tone.value)
    paint_icon(painter, QRect(ligne.left(), ligne.center().y() - _ICON // 2, _ICON, _ICON), shape, encre, filled=True)
    painter.setFont(_gras(option.font))
    painter.setPen(QColor(colors().text))
    titre = ligne.adjusted(_ICON + Space.S - 2, 0, 0, 0)
    painter.drawText(titre, _LEFT | _CENTRE, item.voie.libelle)
    painter.setFont(option.font)
    painter.setPen(QColor(colors().text_muted))
    titre.setLeft(titre.left() + metrics.horizontalAdvance(item.voie.libelle) + Space.S)
    painter.drawText(titre, _LEFT | _CENTRE, str(item.nombre))


def _peindre_fond(painter: QPainter, option: QStyleOptionViewItem) -> None:
    palette = colors()
    boite = option.rect.adjusted(Space.XS, 1, -Space.XS, -1)
    etat = option.state
    painter.setPen(Qt.PenStyle.NoPen)
    if etat & QStyle.StateFlag.State_Selected:
        painter.setBrush(QColor(palette.accent_soft))
        painter.drawRoundedRect(boite, 5, 5)
        painter.setBrush(QColor(palette.accent))
        painter.drawRoundedRect(QRect(boite.left(), boite.top() + 6, 3, boite.height() - 12), 1.5, 1.5)
    elif etat & QStyle.StateFlag.State_MouseOver:
        painter.setBrush(QColor(palette.surface_hover))
        painter.drawRoundedRect(boite, 5, 5)
    if etat & QStyle.StateFlag.State_HasFocus:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(palette.focus), 2))
        painter.drawRoundedRect(boite.adjusted(1, 1, -1, -1), 5, 5)


def _peindre_rang(painter: QPainter, option: QStyleOptionViewItem, item: Rang) -> None:
    ligne, palette = item.ligne, colors()
    metrics = QFontMetrics(option.font)
    dedans = option.rect.adjusted(Space.L, Space.S, -Space.L, -Space.S)
    haut = QRect(dedans.left(), dedans.top(), dedans.width(), metrics.height())
    numero = telephone(ligne.telephone) or "pas de téléphone"
    painter.setFont(option.font)
    painter.setPen(QColor(palette.text if ligne.telephone else palette.text_muted))
    painter.drawText(haut, Qt.AlignmentFlag.AlignRight | _CENTRE, numero)
    _nom(painter, option.font, haut.adjusted(0, 0, -metrics.horizontalAdvance(numero) - Space.M, 0), item)
    milieu = haut.translated(0, metrics.height() + 2)
    milieu = _risque(painter, option.font, milieu, ligne)
    tone = LOOKS[ligne.voie][0].value if ligne.voie else "text_muted"
    painter.setPen(QColor(getattr(palette, tone)))
    _elide(painter, option.font, milieu, raison_courte(ligne))
    painter.setPen(QColor(palette.text_muted))
    _elide(painter, option.font, haut.translated(0, 2 * metrics.height() + 4), derniers_mots(ligne, item.jour))


def _nom(painter: QPainter, fonte: QFont, place: QRect, item: Rang) -> None:
    """Write the name, then the age; the name is what is kept when the row is narrow."""
    gras = _gras(fonte)
    painter.setPen(QColor(colors().text))
    suite = ans(item.ligne.age)
    largeur = QFontMetrics(gras).horizontalAdvance(item.ligne.nom)
    _elide(painter, gras, place, item.ligne.nom)
    reste = place.adjusted(largeur + Space.S, 0, 0, 0)
    if reste.width() > QFontMetrics(fonte).horizontalAdvance(suite):
        painter.setFont(fonte)
        painter.setPen(QColor(colors().text_muted))
        painter.drawText(reste, _LEFT | _CENTRE, suite)
        reste.setLeft(reste.left() + QFontMetrics(fonte).horizontalAdvance(suite) + Space.S)
    if item.brouillon and reste.width() > _ICON:
        boite = QRect(reste.left(), reste.center().y() - _ICON // 2, _ICON, _ICON)
        paint_icon(painter, boite, Icon.EDIT, colors().accent)


def _risque(painter: QPainter, fonte: QFont, place: QRect, ligne: LigneAppel) -> QRect:
    """Write the risk worth telling at the right, with its shape, and return the room that is left."""
    if ligne.risque not in A_SIGNALER or ligne.risque is None:
        return place
    tone, shape = look(ligne.risque)
    encre = QColor(getattr(colors(), tone.value))
    mots = COURTS_RISQUE.get(ligne.risque, ligne.risque.libelle)
    largeur = QFontMetrics(fonte).horizontalAdvance(mots)
    painter.setFont(fonte)
    painter.setPen(encre)
    painter.drawText(place, Qt.AlignmentFlag.AlignRight | _CENTRE, mots)
    gauche = place.right() - largeur - _ICON - 3
    if shape is not None:
        paint_icon(painter, QRect(gauche, place.center().y() - _ICON // 2, _ICON, _ICON), shape, encre)
    return place.adjusted(0, 0, -largeur - _ICON - Space.M, 0)


def _elide(painter: QPainter, fonte: QFont, place: QRect, texte: str) -> None:
    painter.setFont(fonte)
    court = QFontMetrics(fonte).elidedText(texte.replace("\n", " "), Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, _LEFT | _CENTRE, court)


def _gras(fonte: QFont) -> QFont:
    gras = QFont(fonte)
    gras.setWeight(QFont.Weight.DemiBold)
    return gras
