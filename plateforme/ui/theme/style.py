"""The stylesheet made from the tokens.

Dynamic properties that widgets may carry: ``kind`` on buttons (``primary``, ``danger``, ``ghost``, ``link``),
``role`` on labels (``display``, ``title``, ``subtitle``, ``section``, ``muted``, ``small``, ``error``) and ``surface`` on
plain widgets (``sunken``, ``base``, ``raised``, ``card``). Surfaces are told apart by tone, not by lines.
"""

from __future__ import annotations

from dataclasses import asdict

from PySide6.QtWidgets import QWidget

from plateforme.ui.theme.tokens import RADIUS, RADIUS_CARD, Colors, TypeSize

_SHEET = """
QWidget {{ color: {text}; }}
QMainWindow, QDialog {{ background: {surface}; }}
QWidget[surface="sunken"] {{ background: {surface_sunken}; }}
QWidget[surface="base"] {{ background: {surface}; }}
QWidget[surface="raised"] {{ background: {surface_raised}; }}
QWidget[surface="card"] {{ background: {surface_raised}; border-radius: {radius_card}px; }}
QWidget[surface="quiet"] {{ background: {surface_sunken}; border-radius: {radius_card}px; }}
QScrollArea, QScrollArea > QWidget#qt_scrollarea_viewport {{ background: transparent; border: none; }}
QToolTip {{ background: {toast}; color: {toast_text}; border: none; padding: 4px 8px; }}

QLabel {{ background: transparent; }}
QLabel[role="display"] {{ font-size: {display}pt; font-weight: 600; }}
QLabel[role="title"] {{ font-size: {title}pt; font-weight: 600; }}
QLabel[role="subtitle"] {{ font-size: {large}pt; font-weight: 600; }}
QLabel[role="section"] {{ font-weight: 600; }}
QLabel[role="field"] {{ color: {text_muted}; }}
QLabel[role="toast"] {{ color: {toast_text}; }}
QLabel[role="strong"] {{ font-weight: 600; }}
QLabel[role="muted"] {{ color: {text_muted}; }}
QLabel[role="small"] {{ color: {text_muted}; font-size: {small}pt; }}
QLabel[role="error"] {{ color: {danger}; }}
QLabel[role="phone"] {{ font-size: {title}pt; font-weight: 600; }}

QFrame[banner="info"] {{ background: {info_soft}; }}
QFrame[banner="warning"] {{ background: {warning_soft}; }}
QFrame[banner="danger"] {{ background: {danger_soft}; }}
QFrame[banner="success"] {{ background: {success_soft}; }}

QPushButton, QToolButton {{
  background: {surface_raised}; border: 1px solid {border}; border-radius: {radius}px; padding: 5px 12px; min-height: 18px;
}}
QToolButton {{ padding: 5px 7px; }}
QPushButton:hover, QToolButton:hover {{ background: {surface_hover}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {surface_pressed}; }}
QPushButton:checked, QToolButton:checked {{ background: {accent_soft}; border-color: {accent}; color: {accent}; }}
QPushButton:disabled, QToolButton:disabled {{ color: {text_disabled}; background: {surface}; border-color: {border}; }}
QPushButton:focus, QToolButton:focus {{ border: 2px solid {focus}; padding: 4px 11px; }}
QToolButton:focus {{ padding: 4px 6px; }}
QLineEdit > QToolButton {{ background: transparent; border: none; padding: 0; min-height: 0; }}
QPushButton[kind="primary"] {{ background: {accent}; color: {accent_text}; border-color: {accent}; font-weight: 600; }}
QPushButton[kind="primary"]:hover {{ background: {accent_hover}; border-color: {accent_hover}; }}
QPushButton[kind="primary"]:pressed {{ background: {accent_hover}; }}
QPushButton[kind="primary"]:disabled {{ background: {surface_pressed}; color: {text_disabled}; border-color: {surface_pressed}; }}
QPushButton[kind="primary"]:focus {{ border: 2px solid {text}; }}
QPushButton[kind="danger"] {{ background: {danger}; color: {surface_raised}; border-color: {danger}; font-weight: 600; }}
QPushButton[kind="danger"]:focus {{ border: 2px solid {text}; }}
QPushButton[kind="ghost"], QToolButton[kind="ghost"] {{ background: transparent; border-color: transparent; }}
QPushButton[kind="ghost"]:hover, QToolButton[kind="ghost"]:hover {{ background: {surface_hover}; }}
QPushButton[kind="ghost"]:pressed, QToolButton[kind="ghost"]:pressed {{ background: {surface_pressed}; }}
QPushButton[kind="ghost"]:focus, QToolButton[kind="ghost"]:focus {{ border-color: {focus}; }}
QPushButton[kind="link"] {{ background: transparent; border-color: transparent; color: {accent}; padding: 2px 4px; text-align: left; }}
QPushButton[kind="link"]:hover {{ text-decoration: underline; }}
QPushButton[kind="link"]:focus {{ border: 2px solid {focus}; padding: 1px 3px; }}
QPushButton[kind="chip"] {{ background: {surface_raised}; border: 1px solid {border}; border-radius: 13px; padding: 3px 11px; }}
QPushButton[kind="chip"]:hover {{ background: {surface_hover}; }}
QPushButton[kind="chip"]:checked {{ background: {accent_soft}; border-color: {accent}; color: {accent}; }}
QPushButton[keyed="true"] {{ text-align: left; padding-right: 30px; }}
QPushButton[keyed="true"]:focus {{ padding-right: 29px; }}
QPushButton[kind="chip"]:focus {{ border: 2px solid {focus}; padding: 2px 10px; }}
QPushButton[kind="chip"]:disabled {{ color: {text_disabled}; background: {surface}; }}
QPushButton[kind="toast"] {{ background: transparent; border: 2px solid transparent; color: {toast_action}; font-weight: 600; padding: 2px 8px; }}
QPushButton[kind="toast"]:focus {{ border-color: {toast_action}; }}
QPushButton[shape="square"] {{ padding: 5px 6px; }}
QPushButton[shape="square"]:focus {{ padding: 4px 5px; }}
QToolButton::menu-indicator, QPushButton::menu-indicator {{ image: none; width: 0; }}

QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox {{
  background: {surface_raised}; border: 1px solid {border_field}; border-radius: {radius}px; padding: 4px 7px;
  selection-background-color: {accent}; selection-color: {accent_text};
}}
QLineEdit, QComboBox, QAbstractSpinBox {{ min-height: 20px; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QAbstractSpinBox:focus, QComboBox:focus {{
  border: 2px solid {focus}; padding: 3px 6px;
}}
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QComboBox[invalid="true"] {{ border: 2px solid {danger}; padding: 3px 6px; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {{
  background: {surface}; color: {text_disabled}; border-color: {border};
}}
QLineEdit:read-only, QPlainTextEdit:read-only {{ background: {surface}; }}
QComboBox::drop-down {{ border: none; width: 22px; }}
QComboBox::down-arrow {{ image: url("{images}/fleche-{shade}.svg"); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{ background: {surface_raised}; border: 1px solid {border}; padding: 4px; outline: none; }}
QComboBox QAbstractItemView::item {{ min-height: 26px; padding: 0 6px; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0; border: none; }}

QCheckBox, QRadioButton {{ spacing: 8px; background: transparent; padding: 2px 4px; border: 2px solid transparent; border-radius: {radius}px; }}
QCheckBox:focus, QRadioButton:focus {{ border-color: {focus}; }}
QCheckBox::indicator, QRadioButton::indicator, QListView::indicator, QMenu::indicator, QGroupBox::indicator {{
  width: 14px; height: 14px; border: 1px solid {border_field}; border-radius: 3px; background: {surface_raised};
}}
QRadioButton::indicator {{ border-radius: 8px; }}
QCheckBox::indicator:hover, QRadioButton::indicator:hover {{ border-color: {accent}; }}
QCheckBox::indicator:checked, QListView::indicator:checked, QMenu::indicator:checked, QGroupBox::indicator:checked {{
  background: {accent}; border-color: {accent}; image: url("{images}/coche-{shade}.svg");
}}
QRadioButton::indicator:checked {{ width: 6px; height: 6px; border: 5px solid {accent}; background: {accent_text}; }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ border-color: {border}; background: {surface}; }}
QMenu::indicator {{ margin-left: 6px; }}

QTabBar {{ background: transparent; qproperty-expanding: 0; qproperty-drawBase: 0; }}
QTabBar::tab {{ background: transparent; color: {text_muted}; padding: 7px 12px; margin-right: 4px; border: 2px solid transparent; border-bottom: 3px solid transparent; }}
QTabBar::tab:hover {{ color: {text}; background: {surface_hover}; }}
QTabBar::tab:selected {{ color: {accent}; border-bottom-color: {accent}; font-weight: 600; }}
QTabBar::tab:focus {{ border: 2px solid {focus}; border-radius: {radius}px; }}
QTabWidget::pane {{ border: none; background: transparent; }}

QAbstractItemView {{
  background: {surface_raised}; border: none; outline: none; alternate-background-color: {surface};
  selection-background-color: {accent_soft}; selection-color: {text};
}}
QListView::item, QTreeView::item {{ padding: 4px 8px; border-radius: {radius}px; }}
QListView::item:hover, QTreeView::item:hover, QTableView::item:hover {{ background: {surface_hover}; }}
QListView::item:selected, QTreeView::item:selected, QTableView::item:selected {{ background: {accent_soft}; color: {text}; }}
QTableView {{ gridline-color: transparent; }}
QTableView::item {{ padding: 0 5px; border: none; }}
QHeaderView {{ background: {surface_raised}; border: none; }}
QHeaderView::section {{
  background: {surface_raised}; color: {text_muted}; border: none; border-bottom: 1px solid {border};
  padding: 7px 8px; font-weight: 600;
}}
QHeaderView::section:hover {{ background: {surface_hover}; color: {text}; }}
QHeaderView::up-arrow, QHeaderView::down-arrow {{ width: 0; height: 0; image: none; }}

QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {border_field}; border-radius: 4px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {text_muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QSplitter::handle {{ background: transparent; }}
QSplitter::handle:hover {{ background: {border}; }}

QMenu {{ background: {surface_raised}; border: 1px solid {border}; padding: 4px; }}
QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: {radius}px; }}
QMenu::item:selected {{ background: {accent_soft}; color: {text}; }}
QMenu::item:disabled {{ color: {text_disabled}; }}
QMenu::separator {{ height: 1px; background: {border}; margin: 4px 8px; }}
QProgressBar {{ background: {surface_pressed}; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; text-align: center; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}
QGroupBox {{ border: none; margin-top: 20px; font-weight: 600; }}
QGroupBox::title {{ subcontrol-origin: margin; left: 0; color: {text}; }}
"""


def stylesheet(colors: Colors, base: float, images: str, shade: str) -> str:
    """Return the stylesheet of one appearance.

    ``base`` is the base text in points, ``images`` the folder of the small pictures, ``shade`` the end of their names.
    """
    sizes = {size.name.lower(): base + size for size in TypeSize}
    return _SHEET.format(**asdict(colors), **sizes, radius=RADIUS, radius_card=RADIUS_CARD, images=images, shade=shade)


def set_property(widget: QWidget, name: str, value: str) -> None:
    """Set a dynamic property used by the stylesheet and refresh the widget's look."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
