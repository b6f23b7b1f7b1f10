"""The dialogs about who a person is: her whole record, her birth date."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from plateforme.domain.beneficiaire import Beneficiaire
from plateforme.domain.controles import erreurs_beneficiaire, remarques_beneficiaire
from plateforme.domain.personne import PersonnePage
from plateforme.domain.texte import date_courte
from plateforme.services import affectation, beneficiaires
from plateforme.ui.env import UiEnv
from plateforme.ui.screens.personne import champs
from plateforme.ui.screens.personne.dialogue import DialogueEcriture
from plateforme.ui.screens.personne.formulaire import Formulaire, Section
from plateforme.ui.widgets.text import label

Verdict = tuple[Mapping[str, str], Mapping[str, str]]


class DialogueIdentite(DialogueEcriture):
    """Everything about a person. A new birth date says what it changes."""

    def __init__(self, env: UiEnv, page: PersonnePage, parent: QWidget | None = None) -> None:
        self._page, self._today = page, env.ctx.today
        avant = page.beneficiaire
        formulaire = Formulaire(champs.identite(avant.diplome_entree), self._today, self._verifier)
        super().__init__(env, parent, f"Modifier {avant.nom_complet}", "Enregistrer les modifications", formulaire)
        formulaire.charger(avant)
        formulaire.fields["nom_naissance"].control.setFocus()
        self.ajuster()

    def ecriture(self) -> Callable[[], Any] | None:
        """Return the correction."""
        ctx, avant, apres = self._env.ctx, self._page.beneficiaire, self._lue(self.formulaire)
        return lambda: beneficiaires.modifier(ctx, avant, apres)

    def _lue(self, formulaire: Formulaire) -> Beneficiaire:
        valeurs = formulaire.valeurs()
        valeurs["diplome_entree"] = valeurs["diplome_entree"] or ""
        return replace(self._page.beneficiaire, **valeurs)

    def _verifier(self, formulaire: Formulaire) -> Verdict:
        lue = self._lue(formulaire)
        remarques = remarques_beneficiaire(lue, self._today())
        avant = self._page.beneficiaire.date_naissance
        if lue.date_naissance and lue.date_naissance != avant:
            remarques["date_naissance"] = self._consequence(avant, lue.date_naissance)
        return erreurs_beneficiaire(lue, self._today()), remarques

    def _consequence(self, avant: date | None, apres: date) -> str:
        inclusion = self._page.inclusion
        if inclusion and inclusion.groupe:
            return "Le groupe ne changera pas\u202f: la correction sera notée comme un écart au protocole."
        if beneficiaires.changement_de_groupe(avant, apres):
            return "Cette date change le groupe. Donnez sa source pour que l’affectation se fasse."
        return "Donnez la source de cette date, sinon elle restera à vérifier."


class DialogueNaissance(DialogueEcriture):
    """Which birth date is right, and who says so; tells whether it changes the group."""

    def __init__(self, env: UiEnv, page: PersonnePage, parent: QWidget | None = None) -> None:
        self._page, self._today = page, env.ctx.today
        section = Section(
            "",
            (
                replace(champs.NAISSANCE, requis=True),
                replace(champs.SOURCE, requis=True, aide="Par exemple\u202f: carte d’identité, vue le 3 janvier."),
            ),
        )
        self.annonce = label("", role="strong", wrap=True)
        formulaire = Formulaire((section,), self._today, self._verifier)
        super().__init__(env, parent, "Vérifier la date de naissance", "Enregistrer la date", formulaire)
        inclusion = page.inclusion
        if inclusion and inclusion.groupe is None:
            self.intro.addWidget(
                label(
                    "Le groupe attend cette vérification. Il ne dépend que du jour de naissance\u202f: pair, groupe "
                    "test\u202f; impair, groupe témoin. Une fois affectée, la personne ne change plus de groupe.",
                    wrap=True,
                )
            )
        self.body.addWidget(self.annonce)
        formulaire.charger(replace(page.beneficiaire, naissance_source=""))
        self.ajuster()

    def ecriture(self) -> Callable[[], Any] | None:
        """Return the verification; it assigns at once, so nothing can undo it."""
        ctx, vise = self._env.ctx, self._page.beneficiaire.id
        naissance: date = self.formulaire.lire("date_naissance")
        source: str = self.formulaire.lire("naissance_source")
        return lambda: (None, affectation.verifier_naissance(ctx, vise, naissance, source))

    def _verifier(self, formulaire: Formulaire) -> Verdict:
        naissance: date | None = formulaire.lire("date_naissance")
        source: str = formulaire.lire("naissance_source")
        erreurs = erreurs_beneficiaire(
            replace(self._page.beneficiaire, date_naissance=naissance, naissance_source=source), self._today()
        )
        if naissance is None:
            erreurs["date_naissance"] = "La date de naissance manque."
        if not source:
            erreurs["naissance_source"] = "La source manque\u202f: où l’avez-vous lue, qui vous l’a dite\u202f?"
        self.annonce.setText(self._annonce(naissance))
        return erreurs, {}

    def _annonce(self, naissance: date | None) -> str:
        if naissance is None:
            return ""
        inclusion, avant = self._page.inclusion, self._page.beneficiaire.date_naissance
        if inclusion and inclusion.groupe:
            meme = naissance == inclusion.date_naissance_utilisee
            return "" if meme else "Le groupe reste le même. L’écart au protocole sera noté."
        jour = "pair\u202f: groupe test" if naissance.day % 2 == 0 else "impair\u202f: groupe témoin"
        if avant is None or naissance == avant:
            return f"Jour {jour}."
        change = beneficiaires.changement_de_groupe(avant, naissance)
        dit = "l’autre groupe que la date actuelle" if change else "le même groupe que la date actuelle"
        return f"Jour {jour}, {dit} ({date_courte(avant)})."
