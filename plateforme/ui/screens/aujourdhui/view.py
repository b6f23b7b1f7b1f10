"""*Aujourd'hui*: the lanes at the left, the call of the person chosen at the right."""

from __future__ import annotations

import json
from datetime import datetime
from typing import cast

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from plateforme.domain.texte import date_longue
from plateforme.errors import InvalidInputError
from plateforme.ui.env import UiEnv
from plateforme.ui.screens.aujourdhui import mots
from plateforme.ui.screens.aujourdhui.champs import raccourci
from plateforme.ui.screens.aujourdhui.fiche import Contexte, EnTete
from plateforme.ui.screens.aujourdhui.formulaire import FormulaireContact
from plateforme.ui.screens.aujourdhui.liste import ListeVoies
from plateforme.ui.screens.aujourdhui.saisie import Formulaire
from plateforme.ui.screens.aujourdhui.viewmodel import AujourdhuiModel, Cle
from plateforme.ui.theme import Icon, Space, scaled
from plateforme.ui.widgets.card import EmptyState
from plateforme.ui.widgets.fields import SearchField
from plateforme.ui.widgets.text import label

_GARDE_MS = 600
"""A draft is kept this long after the last key."""
DEUX_COLONNES = 90
"""Characters of average width that the form and what is known need side by side."""
_ACTION = "Croiser les listes"


class AujourdhuiView(QWidget):
    """Bindings between the view-model and the widgets. ``activate`` opens a call or the search of a person."""

    badge_count = Signal(int)
    """Number of people to call now, for the rail."""

    def __init__(self, env: UiEnv) -> None:
        super().__init__()
        self._env = env
        self.setAccessibleName("Aujourd’hui")
        self.vm = AujourdhuiModel(lambda: env.ctx, env.tasks, env.messages, self)
        self._forme_de: int | None = None
        self._ouvrir_a_l_arrivee = False
        self._garde = QTimer(self, singleShot=True, interval=_GARDE_MS)
        self._garde.timeout.connect(self.flush)
        self._build(env)
        self._connect()
        self.vm.refresh()

    # Building

    def _build(self, env: UiEnv) -> None:
        self.titre = label("Aujourd’hui", role="title")
        self.jour = label(role="muted")
        self.resume = label(role="section")
        self.recherche = SearchField("Noter un contact avec…")
        self.recherche.setToolTip(
            "Un nom, un prénom, une commune, un téléphone, même de quelqu’un qui n’est pas à appeler"
        )
        self.liste = ListeVoies()
        self.trouves = QListView()
        self.trouves.setAccessibleName("Personnes trouvées")
        self.trouves.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._noms = QStringListModel(self)
        self.trouves.setModel(self._noms)
        self.rien = label("Personne ne porte ce nom.", role="muted")
        self.piles = QStackedWidget()
        for page in (self.liste, self.trouves):
            self.piles.addWidget(page)
        self.entete = EnTete(env.messages, self._open_page)
        self.formulaire = FormulaireContact(self._maintenant)
        self.contexte = Contexte()
        self.vide = EmptyState(Icon.TODAY, "", "", _ACTION, lambda: env.navigate("croisement"))
        self.droite = QStackedWidget()
        self.droite.addWidget(self.vide)
        self.droite.addWidget(self._appel())
        self.separation = QSplitter(Qt.Orientation.Horizontal)
        self.separation.addWidget(self._gauche())
        self.separation.addWidget(self.droite)
        self.separation.setStretchFactor(0, 0)
        self.separation.setStretchFactor(1, 1)
        self.separation.setSizes([350, 800])
        self.separation.setChildrenCollapsible(False)
        self.separation.setHandleWidth(Space.M)
        dehors = QVBoxLayout(self)
        dehors.setContentsMargins(Space.L, Space.M, Space.L, Space.L)
        dehors.addWidget(self.separation)

    def _maintenant(self) -> datetime:
        return self._env.ctx.now()

    def _gauche(self) -> QWidget:
        colonne = QWidget()
        colonne.setMinimumWidth(max(300, scaled(240)))
        pile = QVBoxLayout(colonne)
        pile.setContentsMargins(0, 0, 0, 0)
        pile.setSpacing(Space.S)
        tete = QHBoxLayout()
        tete.addWidget(self.titre)
        tete.addWidget(self.jour, 0, Qt.AlignmentFlag.AlignBottom)
        tete.addStretch(1)
        pile.addLayout(tete)
        pile.addWidget(self.resume)
        pile.addWidget(self.recherche)
        pile.addWidget(self.rien)
        pile.addWidget(self.piles, 1)
        self.rien.hide()
        return colonne

    def _appel(self) -> QWidget:
        appel = _Appel()
        appel.etroit.connect(self._fold)
        pile = QVBoxLayout(appel)
        pile.setContentsMargins(0, 0, 0, 0)
        pile.setSpacing(Space.M)
        bas = QHBoxLayout()
        bas.setSpacing(Space.L)
        bas.addWidget(self.formulaire, 10)
        bas.addWidget(self.contexte, 5)
        pile.addWidget(self.entete)
        pile.addLayout(bas, 1)
        return appel

    def _fold(self, etroit: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Put what is known under the form where there is no room beside it."""
        self.entete.set_compact(compact=etroit)
        self.contexte.setVisible(not etroit)
        if etroit:
            self.formulaire.accueillir(self.contexte.takeWidget())
        else:
            self.contexte.rendre()

    def _connect(self) -> None:
        self.vm.tableau_changed.connect(self._show_lanes)
        self.vm.selection_changed.connect(self._selection_changed)
        self.vm.fiche_changed.connect(self._show_fiche)
        self.vm.found_changed.connect(self._show_found)
        self.vm.saved.connect(self._saved)
        self.vm.refused.connect(self._refused)
        self.vm.draft_restored.connect(self._restored)
        self.liste.chosen.connect(self.vm.select)
        self.liste.opened.connect(self._open)
        self.formulaire.submitted.connect(self._submit)
        self.formulaire.changed.connect(self._garde.start)
        self.formulaire.left.connect(self._back_to_list)
        self.recherche.searched.connect(self.vm.search)
        self.recherche.leave_down.connect(self._into_found)
        self.recherche.returnPressed.connect(self._first_found)
        self.trouves.activated.connect(lambda index: self._found(index.row()))
        raccourci("Esc", self.trouves, self._leave_search)

    # Screen protocol

    def activate(self, argument: object = None) -> None:
        """Show the lanes; ``("contact", id)`` opens the call of a person, ``"nouveau_contact"`` searches one."""
        if isinstance(argument, tuple) and len(argument) == 2 and argument[0] == "contact":
            self._call(cast(int, argument[1]))
        elif argument == "nouveau_contact":
            self.recherche.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.recherche.selectAll()
        else:
            self.liste.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, _changes: object = None) -> None:
        """Read everything again: any subject that changes may show here."""
        self.vm.refresh()

    def save_state(self) -> str:
        """Return the width given to the lanes."""
        return json.dumps({"separation": self.separation.sizes()})

    def restore_state(self, texte: str) -> None:
        """Put back what :meth:`save_state` returned; what is not understood is ignored."""
        try:
            tailles = [int(t) for t in json.loads(texte)["separation"]]
        except (ValueError, TypeError, KeyError):
            return
        self.separation.setSizes(tailles)

    def flush(self) -> None:
        """Keep the unfinished form now (the window closes, the base is locked, another person is chosen)."""
        self._garde.stop()
        if self._forme_de is not None:
            self.vm.keep_draft(self._forme_de, self.formulaire.form())

    def clear(self) -> None:
        """Forget what is shown."""
        self._garde.stop()
        self._forme_de = None
        self.vm.clear()
        self.formulaire.set_form(Formulaire())
        self.recherche.clear()
        self._noms.setStringList([])
        self.liste.set_lanes((), self._env.ctx.today(), self.vm.has_brouillon)
        self.droite.setCurrentIndex(0)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep the draft when another screen is shown."""
        self.flush()
        super().hideEvent(event)

    # Lanes

    def _show_lanes(self) -> None:
        tableau = self.vm.tableau
        if tableau is None:
            return
        self.jour.setText(date_longue(tableau.jour))
        self.resume.setText(mots.resume(tableau.a_appeler))
        self.resume.setVisible(bool(tableau.suivis))
        self.liste.set_lanes(tableau.voies, tableau.jour, self.vm.has_brouillon)
        self.liste.show_current(self.vm.cle)
        self.liste.setVisible(bool(tableau.voies))
        self._show_empty()
        self.badge_count.emit(tableau.a_appeler)

    def _show_empty(self) -> None:
        """Say what will be here, and the first thing to do."""
        tableau = self.vm.tableau
        if tableau is None:
            return
        croiser = not tableau.suivis
        self.vide.button.setVisible(croiser)
        if not tableau.campagnes:
            self.vide.set_text("Aucune campagne ouverte", "Ici viendront les jeunes à appeler, jour après jour.")
        elif croiser:
            self.vide.set_text(
                "Personne à suivre pour l’instant",
                "Croisez la liste des contrats et celle de la Mission Locale : les jeunes retenus dans le groupe test "
                "apparaîtront ici.".replace(" :", "\u202f:"),
            )
        else:
            self.vide.set_text("Personne à appeler aujourd’hui", self._next_words())

    def _next_words(self) -> str:
        tableau = self.vm.tableau
        if tableau is None or not tableau.prochaines:
            return ""
        lignes = [f"{x.nom}\u202f: {mots.prochaine(x.action, tableau.jour)}" for x in tableau.prochaines[:3]]
        return "Prochains contacts\n" + "\n".join(lignes)

    # The person

    def _selection_changed(self) -> None:
        self.flush()
        self._forme_de = None
        self.liste.show_current(self.vm.cle)
        if self.vm.cle is None:
            self.droite.setCurrentIndex(0)

    def _show_fiche(self) -> None:
        fiche = self.vm.fiche
        if fiche is None:
            self._forme_de = None
            self.droite.setCurrentIndex(0)
            return
        self.entete.set_fiche(fiche)
        self.contexte.set_fiche(fiche)
        self.formulaire.set_fiche(fiche)
        if self._forme_de != fiche.personne.id:
            self._forme_de = fiche.personne.id
            self.formulaire.set_form(self.vm.brouillon(fiche.personne.id) or Formulaire())
        self.droite.setCurrentIndex(1)
        if self._ouvrir_a_l_arrivee:
            self._ouvrir_a_l_arrivee = False
            self.formulaire.open()

    def _open(self) -> None:
        """Open the call of the current person, now or as soon as her sheet is there."""
        if self.vm.fiche is not None and self.vm.cle and self.vm.fiche.personne.id == self.vm.cle[0]:
            self.formulaire.open()
        else:
            self._ouvrir_a_l_arrivee = True

    def _call(self, beneficiaire_id: int) -> None:
        self._leave_search()
        self._ouvrir_a_l_arrivee = True
        cle: Cle = (beneficiaire_id, 0)
        self.vm.select(cle)

    def _open_page(self) -> None:
        if self.vm.fiche is not None:
            self._env.navigate("beneficiaires", self.vm.fiche.personne.id)

    def _back_to_list(self) -> None:
        self.flush()
        self.liste.setFocus(Qt.FocusReason.OtherFocusReason)

    # The form

    def _submit(self) -> None:
        self._garde.stop()
        self.vm.save(self.formulaire.form())

    def _saved(self, beneficiaire_id: int) -> None:
        if self._forme_de == beneficiaire_id:
            self._forme_de = None
            self.formulaire.set_form(Formulaire())
        self.liste.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refused(self, erreur: InvalidInputError) -> None:
        if not self.formulaire.show_error(erreur):
            self._env.messages.error(erreur)

    def _restored(self, beneficiaire_id: int) -> None:
        if self._forme_de == beneficiaire_id:
            self._forme_de = None

    # Search

    def _show_found(self) -> None:
        cherche = bool(self.vm.recherche)
        self._noms.setStringList([", ".join(t for t in (b.nom_complet, b.commune) if t) for b in self.vm.trouves])
        self.rien.setVisible(cherche and not self.vm.trouves)
        self.piles.setVisible(not (cherche and not self.vm.trouves))
        self.piles.setCurrentWidget(self.trouves if cherche else self.liste)

    def _into_found(self) -> None:
        if self.piles.currentWidget() is self.trouves:
            self.trouves.setFocus()
            self.trouves.setCurrentIndex(self._noms.index(0))
        else:
            self.liste.setFocus(Qt.FocusReason.TabFocusReason)

    def _first_found(self) -> None:
        if self.piles.currentWidget() is self.trouves and self.vm.trouves:
            self._found(0)

    def _found(self, rang: int) -> None:
        self._call(self.vm.trouves[rang].id)

    def _leave_search(self) -> None:
        self.recherche.clear()
        if self.trouves.hasFocus():
            self.recherche.setFocus(Qt.FocusReason.OtherFocusReason)


class _Appel(QWidget):
    """The call; tells when it becomes too narrow for two columns, or wide enough again."""

    etroit = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._etroit = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Compare the width with what two columns need in the text size of the moment."""
        super().resizeEvent(event)
        etroit = self.width() < DEUX_COLONNES * self.fontMetrics().averageCharWidth()
        if etroit != self._etroit:
            self._etroit = etroit
            self.etroit.emit(etroit)


def factory(env: UiEnv) -> QWidget:
    """Return the screen."""
    return AujourdhuiView(env)
