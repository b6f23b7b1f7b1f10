"""The dialogs about a contract and its rupture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from plateforme.domain.contrat import Contrat, Rupture, fin_recherche, periode_rupture
from plateforme.domain.controles import NIR_REFUSE, contient_nir, erreurs_contrat, remarques_contrat
from plateforme.domain.personne import PersonnePage
from plateforme.domain.texte import date_courte, minuscule
from plateforme.domain.vocabulaire import Groupe, SourceRupture
from plateforme.services import contrats
from plateforme.ui.env import UiEnv
from plateforme.ui.screens.personne import champs
from plateforme.ui.screens.personne.dialogue import DialogueEcriture
from plateforme.ui.screens.personne.formulaire import Formulaire

Verdict = tuple[Mapping[str, str], Mapping[str, str]]


class DialogueContrat(DialogueEcriture):
    """A contract to correct, or (``contrat`` None) the next one."""

    def __init__(
        self, env: UiEnv, page: PersonnePage, contrat: Contrat | None = None, parent: QWidget | None = None
    ) -> None:
        self._page, self._avant = page, contrat
        self._fiche = contrat or self._suivant(page)
        suivant = contrat is None and bool(page.dossier.contrats)
        sections = champs.contrat(self._fiche.annee_cycle, self._fiche.filiere, suivant=suivant)
        formulaire = Formulaire(sections, env.ctx.today, self._verifier)
        titre = "Modifier le contrat" if contrat else "Nouveau contrat" if suivant else "Contrat d’entrée"
        super().__init__(env, parent, titre, "Enregistrer le contrat", formulaire)
        formulaire.charger(self._fiche)
        formulaire.fields["debut"].control.setFocus()
        self.ajuster()

    def ecriture(self) -> Callable[[], Any] | None:
        """Return the correction, or the addition."""
        ctx, avant, apres = self._env.ctx, self._avant, self._lu(self.formulaire)
        if avant is None:
            return lambda: contrats.nouveau_contrat(ctx, apres)
        return lambda: contrats.modifier(ctx, avant, apres)

    @staticmethod
    def _suivant(page: PersonnePage) -> Contrat:
        """Return the next contract, with what most often stays: the CFA, the diploma, the trade."""
        neuf = Contrat(beneficiaire_id=page.beneficiaire.id)
        precedent = page.dossier.contrat_courant
        if precedent is None:
            return neuf
        return replace(
            neuf,
            cfa=precedent.cfa,
            diplome=precedent.diplome,
            metier=precedent.metier,
            niveau_prepare=precedent.niveau_prepare,
            filiere=precedent.filiere,
        )

    def _lu(self, formulaire: Formulaire) -> Contrat:
        valeurs = formulaire.valeurs()
        valeurs |= {nom: valeurs[nom] or "" for nom in ("annee_cycle", "filiere")}
        return replace(self._fiche, **valeurs | {"debut": valeurs["debut"] or date.min})

    def _verifier(self, formulaire: Formulaire) -> Verdict:
        lu = self._lu(formulaire)
        return erreurs_contrat(lu), remarques_contrat(lu, self._page.beneficiaire.date_naissance)


class DialogueRupture(DialogueEcriture):
    """A rupture to record, or to correct. Says its period and the end of the search as soon as the date is known."""

    def __init__(
        self,
        env: UiEnv,
        page: PersonnePage,
        contrat: Contrat,
        rupture: Rupture | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._contrat, self._avant = contrat, rupture
        temoin = page.inclusion is not None and page.inclusion.groupe_affiche is Groupe.TEMOIN
        source = SourceRupture.LISTE_CHAMBRE if temoin else SourceRupture.SUIVI
        self._fiche = rupture or Rupture(contrat_id=contrat.id, source=source, connue_le=env.ctx.today())
        formulaire = Formulaire(champs.rupture(), env.ctx.today, self._verifier)
        chez = f" ({contrat.employeur})" if contrat.employeur else ""
        titre = "Modifier la rupture" if rupture else f"Rupture du contrat{chez}"
        super().__init__(env, parent, titre, "Enregistrer la rupture", formulaire)
        formulaire.charger(self._fiche)
        formulaire.fields["le"].control.setFocus()
        self.ajuster()

    def ecriture(self) -> Callable[[], Any] | None:
        """Return the record, or its correction."""
        ctx, avant, apres = self._env.ctx, self._avant, self._lue(self.formulaire)
        if avant is None:
            return lambda: contrats.enregistrer_rupture(ctx, apres)
        return lambda: contrats.modifier_rupture(ctx, avant, apres)

    def _lue(self, formulaire: Formulaire) -> Rupture:
        valeurs = formulaire.valeurs()
        return replace(self._fiche, **{n: v or date.min if n in {"le", "connue_le"} else v for n, v in valeurs.items()})

    def _verifier(self, formulaire: Formulaire) -> Verdict:
        lue = self._lue(formulaire)
        erreurs: dict[str, str] = {}
        remarques: dict[str, str] = {}
        if contient_nir(lue.parole_jeune):
            erreurs["parole_jeune"] = NIR_REFUSE
        if lue.le == date.min:
            erreurs["le"] = "La date de la rupture manque."
        elif lue.le < self._contrat.debut:
            erreurs["le"] = f"Le contrat commence le {date_courte(self._contrat.debut)}."
        elif self._contrat.fin_prevue and lue.le >= self._contrat.fin_prevue:
            fin = date_courte(self._contrat.fin_prevue)
            erreurs["le"] = f"Le contrat finit le {fin}\u202f: ce n’est pas une rupture."
        else:
            periode = minuscule(periode_rupture(self._contrat.debut, lue.le).libelle)
            fin = date_courte(fin_recherche(lue.le))
            remarques["le"] = f"Période\u202f: {periode}. Recherche d’un employeur jusqu’au {fin}."
        return erreurs, remarques
