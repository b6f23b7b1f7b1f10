"""Labels with a role of the type scale."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from plateforme.ui.theme import Space


def label(text: str = "", *, role: str = "", wrap: bool = False, selectable: bool = False) -> QLabel:
    """Return a plain-text label. ``role``: display, title, subtitle, section, strong, muted, small, error, phone."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    if selectable:
        made.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    if wrap:
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    return made


def show_when(widget: QWidget, shown: bool) -> None:  # noqa: FBT001 - like setVisible
    """Show or hide a widget; one that has no parent yet waits for it, so that no window of its own flashes up."""
    if shown and widget.parentWidget() is None and not widget.isVisible():
        widget.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)  # noqa: FBT003
    else:
        widget.setVisible(shown)


def heading(text: str) -> QLabel:
    """Return the title of a dialog or a panel."""
    return label(text, role="subtitle", wrap=True)


class SectionTitle(QWidget):
    """A section's title, an optional quiet count or remark, and room for actions at the right."""

    def __init__(self, title: str, remark: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(Space.S)
        self.title = label(title, role="section")
        self.remark = label(remark, role="muted")
        self._row.addWidget(self.title)
        self._row.addWidget(self.remark)
        self._row.addStretch(1)

    def set_title(self, title: str, remark: str = "") -> None:
        """Change the words."""
        self.title.setText(title)
        self.remark.setText(remark)

    def add_action(self, widget: QWidget) -> None:
        """Put a widget at the right end."""
        self._row.addWidget(widget)
