"""The tabs of a person's page that are made of cards: contracts, difficulties and fiches, identity and agreement."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from plateforme.domain.campagne import Campagne, Inclusion
from plateforme.domain.contrat import Contrat
from plateforme.domain.controles import remarques_contrat
from plateforme.domain.difficulte import Difficulte
from plateforme.domain.fiche import AccordPartage, Fiche
from plateforme.domain.personne import PersonnePage
from plateforme.domain.texte import date_courte, minuscule
from plateforme.domain.vocabulaire import Groupe, StatutDifficulte
from plateforme.ui.screens.personne import mots
from plateforme.ui.screens.personne.actions import Actions
from plateforme.ui.theme import Icon, Space
from plateforme.ui.widgets.badge import Badge
from plateforme.ui.widgets.buttons import button
from plateforme.ui.widgets.card import Banner, Card, EmptyState, KeyValue
from plateforme.ui.widgets.flow import FlowLayout
from plateforme.ui.widgets.text import SectionTitle, label


class Colonne(QWidget):
    """Widgets one under the other, replaced whole when the page changes; the focus goes back to the same button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colonne = QVBoxLayout(self)
        self._colonne.setContentsMargins(0, Space.M, 0, Space.M)
        self._colonne.setSpacing(Space.M)

    def remplacer(self, widgets: Sequence[QWidget]) -> None:
        """Show other widgets."""
        tenu = QApplication.focusWidget()
        nom = tenu.accessibleName() or tenu.property("text") if tenu and self.isAncestorOf(tenu) else ""
        while (item := self._colonne.takeAt(0)) is not None:
            if (ancien := item.widget()) is not None:
                ancien.hide()
                ancien.deleteLater()
        for widget in widgets:
            self._colonne.addWidget(widget)
            widget.show()
        self._colonne.addStretch(1)
        boutons = (made for widget in widgets for made in widget.findChildren(QPushButton))
        meme = next((made for made in boutons if nom and (made.accessibleName() or made.text()) == nom), None)
        if meme is not None:
            meme.setFocus()


def _ligne(boutons: Sequence[QPushButton]) -> QWidget:
    """Return buttons on lines that wrap."""
    made = QWidget()
    flow = FlowLayout(made, Space.S)
    for bouton in boutons:
        flow.addWidget(bouton)
    return made


def _bouton(texte: str, forme: Icon, action: Callable[[], object], quoi: str = "") -> QPushButton:
    """Return a quiet button; ``quoi`` completes its accessible name."""
    made = button(texte, "", forme)
    made.clicked.connect(lambda _checked=False: action())
    if quoi:
        made.setAccessibleName(f"{texte}, {quoi}")
    return made


class OngletContrats(Colonne):
    """The contracts, the latest first, each with its rupture."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions

    def montrer(self, page: PersonnePage) -> None:
        """Show a person."""
        contrats = page.dossier.contrats
        if not contrats:
            vide = EmptyState(
                Icon.CONTRACT,
                "Aucun contrat",
                "Le suivi mensuel se compte depuis le début du contrat.",
                "Enregistrer le contrat",
                lambda: self._actions.contrat(None),
            )
            self.remplacer([vide])
            return
        nouveau = _bouton("Nouveau contrat", Icon.ADD, lambda: self._actions.contrat(None))
        self.remplacer([*(self._carte(page, c) for c in reversed(contrats)), _ligne([nouveau])])

    def _carte(self, page: PersonnePage, contrat: Contrat) -> QWidget:
        carte = Card()
        rang = "Contrat d’entrée" if contrat.rang == 1 else f"Contrat n° {contrat.rang}"
        suivi = "avec suivi de 6 mois" if contrat.plan_suivi else "sans suivi"
        rupture = page.dossier.rupture_de(contrat)
        carte.set_title(rang, f"depuis le {date_courte(contrat.debut)}, {suivi}" + (", rompu" if rupture else ""))
        for message in remarques_contrat(contrat, page.beneficiaire.date_naissance).values():
            carte.body.addWidget(Banner(f"À vérifier\u202f: {message}", "warning", Icon.WARNING))
        carte.body.addWidget(KeyValue(mots.contrat(contrat), columns=2))
        boutons = [_bouton("Modifier le contrat", Icon.EDIT, lambda: self._actions.contrat(contrat), rang)]
        if rupture:
            carte.body.addSpacing(Space.S)
            carte.body.addWidget(SectionTitle("Rupture"))
            carte.body.addWidget(KeyValue(mots.rupture(rupture, contrat), columns=2))
            boutons += [
                _bouton("Modifier la rupture", Icon.EDIT, lambda: self._actions.rupture_de(contrat, rupture), rang),
                _bouton("Supprimer la rupture", Icon.DELETE, lambda: self._actions.supprimer_rupture(rupture), rang),
            ]
        else:
            boutons.append(
                _bouton("Enregistrer une rupture", Icon.RUPTURE, lambda: self._actions.rupture_de(contrat, None), rang)
            )
        carte.body.addWidget(_ligne(boutons))
        return carte


class OngletDifficultes(Colonne):
    """Difficulties, the open ones first, each with the fiches about it; then the agreements to share."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions

    def montrer(self, page: PersonnePage) -> None:
        """Show a person."""
        if not page.difficultes:
            vide = EmptyState(
                Icon.DIFFICULTY,
                "Aucune difficulté notée",
                "Une difficulté s’ouvre ici ou pendant un appel. Une fiche de liaison la confie ensuite au bon "
                "partenaire.",
                "Ouvrir une difficulté",
                self._actions.difficulte,
            )
            self.remplacer([vide])
            return
        triees = sorted(page.difficultes, key=lambda d: d.statut is StatutDifficulte.CLOSE)
        nouvelle = _bouton("Nouvelle difficulté", Icon.ADD, self._actions.difficulte)
        partages = [self._partages(page)] if page.accords_partage else []
        self.remplacer([_ligne([nouvelle]), *(self._carte(page, d) for d in triees), *partages])

    def _carte(self, page: PersonnePage, difficulte: Difficulte) -> QWidget:
        carte = Card()
        theme = difficulte.theme.libelle
        carte.set_title(
            theme, f"depuis le {date_courte(difficulte.ouverte_le)}, {minuscule(difficulte.origine.libelle)}"
        )
        carte.header.add_action(Badge.of(difficulte.gravite))
        carte.header.add_action(Badge.of(difficulte.statut))
        if difficulte.description:
            carte.body.addWidget(label(difficulte.description, wrap=True, selectable=True))
        if difficulte.close_le:
            issue = f", {minuscule(difficulte.issue.libelle)}" if difficulte.issue else ""
            carte.body.addWidget(label(f"Close le {date_courte(difficulte.close_le)}{issue}.", role="muted"))
        for fiche in (f for f in page.fiches if f.difficulte_id == difficulte.id):
            carte.body.addWidget(self._fiche(page, fiche))
        carte.body.addWidget(_ligne(self._boutons(difficulte, theme)))
        return carte

    def _boutons(self, difficulte: Difficulte, theme: str) -> list[QPushButton]:
        modifier = _bouton("Modifier", Icon.EDIT, lambda: self._actions.modifier_difficulte(difficulte), theme)
        if difficulte.statut is StatutDifficulte.CLOSE:
            return [
                modifier,
                _bouton("Rouvrir", Icon.UNDO, lambda: self._actions.rouvrir_difficulte(difficulte), theme),
            ]
        return [
            _bouton("Préparer une fiche", Icon.FICHE, lambda: self._actions.fiche(difficulte), theme),
            modifier,
            _bouton("Clore", Icon.CHECK, lambda: self._actions.clore_difficulte(difficulte), theme),
        ]

    def _fiche(self, page: PersonnePage, fiche: Fiche) -> QWidget:
        ligne = QWidget()
        row = QHBoxLayout(ligne)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        ouvrir = button(f"Fiche {fiche.numero}", "link", Icon.FICHE)
        ouvrir.clicked.connect(lambda _c=False: self._actions.ouvrir_fiche(fiche.id))
        row.addWidget(ouvrir)
        row.addWidget(label(page.structures.get(fiche.structure_id, ""), role="muted"), 1)
        row.addWidget(Badge.of(fiche.statut))
        return ligne

    def _partages(self, page: PersonnePage) -> QWidget:
        carte = Card("Accords de partage")
        carte.body.addWidget(KeyValue([_partage(page, accord) for accord in page.accords_partage]))
        return carte


def _partage(page: PersonnePage, accord: AccordPartage) -> tuple[str, str]:
    comment = f"le {date_courte(accord.donne_le)}, {minuscule(accord.forme.libelle)}"
    retire = f" – retiré le {date_courte(accord.retire_le)}" if accord.retire_le else ""
    return f"{accord.theme.libelle}, {page.structures.get(accord.structure_id, '')}", f"{comment}{retire}"


class OngletIdentite(Colonne):
    """Who she is, how to reach her, her group, her agreement, the private notes."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions

    def montrer(self, page: PersonnePage) -> None:
        """Show a person."""
        a, p = self._actions, page.beneficiaire
        gauche = [_carte("Identité", mots.identite(page)), _carte("À l’entrée", mots.entree(p))]
        gauche[0].body.addWidget(
            _ligne(
                [
                    _bouton("Modifier l’identité et les coordonnées", Icon.EDIT, a.identite),
                    _bouton("Vérifier la date de naissance", Icon.CALENDAR_CHECK, a.naissance),
                ]
            )
        )
        notes = Card("Notes privées")
        notes.set_title("Notes privées", "sur aucun document")
        notes.body.addWidget(label(p.notes_privees or "–", wrap=True, selectable=bool(p.notes_privees)))
        droite = [
            _carte("Coordonnées", mots.coordonnees(p)),
            *(self._inclusion(i, c) for i, c in page.inclusions),
            notes,
        ]
        deux = QWidget()
        row = QHBoxLayout(deux)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        for cartes in (gauche, droite):
            column = QVBoxLayout()
            column.setSpacing(Space.M)
            for carte in cartes:
                column.addWidget(carte)
            column.addStretch(1)
            row.addLayout(column, 1)
        affectee = any(i.groupe for i, _campagne in page.inclusions)
        supprimer = [] if affectee else [_ligne([_bouton("Supprimer ce bénéficiaire", Icon.DELETE, a.supprimer)])]
        self.remplacer([deux, *supprimer])

    def _inclusion(self, inclusion: Inclusion, campagne: Campagne) -> Card:
        a = self._actions
        groupe = inclusion.groupe_affiche
        lignes = mots.affectation(inclusion, campagne)
        suivie = groupe in {Groupe.TEST, Groupe.HORS_EVALUATION}
        carte = _carte("Campagne et accord", (*lignes, *(mots.accord(inclusion) if suivie else ())))
        boutons: list[QPushButton] = []
        if suivie:
            boutons.append(_bouton("Noter l’accord", Icon.AGREEMENT, lambda: a.accord(inclusion), campagne.nom))
            if inclusion.suivi_clos_le:
                boutons.append(_bouton("Rouvrir le suivi", Icon.UNDO, lambda: a.rouvrir_suivi(inclusion), campagne.nom))
            else:
                boutons.append(_bouton("Clore le suivi", Icon.CLOSE, lambda: a.clore_suivi(inclusion), campagne.nom))
        if not inclusion.hors_evaluation_le:
            hors = _bouton("Placer hors évaluation", Icon.SHAPE_OUT, lambda: a.hors_evaluation(inclusion), campagne.nom)
            boutons.append(hors)
        carte.body.addWidget(_ligne(boutons))
        return carte


def _carte(titre: str, lignes: mots.Lignes) -> Card:
    carte = Card(titre)
    carte.body.addWidget(KeyValue(lignes))
    return carte
