"""Creating a person by hand: who she is, her contract, her campaign."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from plateforme.domain.beneficiaire import Beneficiaire
from plateforme.domain.campagne import Campagne, groupe_par_parite
from plateforme.domain.contrat import Contrat
from plateforme.domain.controles import erreurs_beneficiaire, erreurs_contrat, remarques_beneficiaire, remarques_contrat
from plateforme.domain.texte import NNBSP, minuscule
from plateforme.domain.vocabulaire import Methode
from plateforme.errors import AppError
from plateforme.services import beneficiaires
from plateforme.services.beneficiaires import DoublonError
from plateforme.ui.env import UiEnv
from plateforme.ui.screens.personne import champs
from plateforme.ui.screens.personne.dialogue import DialogueEcriture
from plateforme.ui.screens.personne.formulaire import Champ, Formulaire, Genre, Section

MINEUR = "Représentant légal"
_CONTRAT = ("employeur", "cfa", "diplome", "metier", "debut", "fin_prevue")


@dataclass(frozen=True)
class Saisie:
    """What the form shows at first."""

    nom_naissance: str = ""
    prenoms: str = ""
    sexe: None = None
    date_naissance: date | None = None
    naissance_source: str = ""
    telephone: str = ""
    courriel: str = ""
    code_postal: str = ""
    commune: str = ""
    representant_nom: str = ""
    representant_telephone: str = ""
    debut: date | None = None
    fin_prevue: date | None = None
    employeur: str = ""
    cfa: str = ""
    diplome: str = ""
    metier: str = ""
    campagne: Campagne | None = None


def _sections(ouvertes: tuple[Campagne, ...]) -> tuple[Section, ...]:
    options = tuple((c, c.nom) for c in ouvertes)
    campagne = Champ("campagne", "Retenir dans la campagne", Genre.CHOIX, options=options, vide="Aucune")
    debut = Champ("debut", "Début du contrat", Genre.DATE, "Le suivi de 6 mois se compte depuis ce jour.")
    return (
        Section("Identité", (champs.NOM, champs.PRENOMS, champs.NAISSANCE, champs.SOURCE, champs.SEXE, campagne)),
        Section("Coordonnées", (champs.TELEPHONE, champs.COURRIEL, champs.CODE_POSTAL, champs.COMMUNE)),
        Section(MINEUR, (champs.REPRESENTANT, champs.REPRESENTANT_TELEPHONE)),
        Section("Contrat", (debut, champs.FIN, champs.EMPLOYEUR, champs.CFA, champs.DIPLOME, champs.METIER)),
    )


class DialogueCreation(DialogueEcriture):
    """« Nouveau bénéficiaire ». A namesake born the same day is announced; creating all the same is then offered."""

    def __init__(self, env: UiEnv, ouvertes: tuple[Campagne, ...], parent: QWidget | None = None) -> None:
        self._today = env.ctx.today
        formulaire = Formulaire(_sections(ouvertes), self._today, self._verifier)
        super().__init__(env, parent, "Nouveau bénéficiaire", "Créer le bénéficiaire", formulaire)
        self._malgre_homonyme = False
        self.doublon: int | None = None
        self.ouvrir_choisi = False
        self.ouvrir_autre = self.alerte.add_action("Ouvrir sa page", self._ouvrir_autre)
        self.creer_quand_meme = self.alerte.add_action("Créer quand même", self._forcer)
        self._montrer_choix(montrer=False)
        formulaire.charger(Saisie(campagne=ouvertes[0] if ouvertes else None))
        formulaire.fields["nom_naissance"].control.setFocus()
        self.ajuster()

    def ecriture(self) -> Callable[[], Any] | None:
        """Return the creation."""
        personne, contrat = self._personne(self.formulaire), self._contrat(self.formulaire)
        campagne: Campagne | None = self.formulaire.lire("campagne")
        ctx, malgre = self._env.ctx, self._malgre_homonyme
        return lambda: beneficiaires.creer(ctx, personne, contrat, campagne, malgre_homonyme=malgre)

    def refuse(self, erreur: AppError) -> None:
        """Offer the two ways out of a namesake; anything else is told as usual."""
        if isinstance(erreur, DoublonError):
            self.doublon = erreur.beneficiaire_id
            self.alerte.set_text(erreur.message)
            self._montrer_choix(montrer=True)
            self.ouvrir_autre.setFocus()
            return
        self._montrer_choix(montrer=False)
        super().refuse(erreur)

    def _verifier(self, formulaire: Formulaire) -> tuple[Mapping[str, str], Mapping[str, str]]:
        today = self._today()
        personne, contrat = self._personne(formulaire), self._contrat(formulaire)
        erreurs = erreurs_beneficiaire(personne, today)
        remarques = {c: m for c, m in remarques_beneficiaire(personne, today).items() if personne.date_naissance}
        if contrat:
            erreurs |= erreurs_contrat(contrat)
            remarques |= remarques_contrat(contrat, personne.date_naissance)
        formulaire.montrer_section(MINEUR, montree=personne.mineur(today) or bool(personne.representant_nom))
        if personne.date_naissance and "date_naissance" not in remarques:
            remarques["date_naissance"] = self._groupe(formulaire, personne.date_naissance)
        return erreurs, remarques

    def _groupe(self, formulaire: Formulaire, naissance: date) -> str:
        """Say which group parity gives: nothing here is a choice."""
        campagne: Campagne | None = formulaire.lire("campagne")
        if campagne is None or campagne.methode is not Methode.PARITE:
            return ""
        jour = "pair" if naissance.day % 2 == 0 else "impair"
        return (
            f"Jour {jour}{NNBSP}: groupe {minuscule(groupe_par_parite(naissance).libelle)}, une fois la date vérifiée."
        )

    def _personne(self, formulaire: Formulaire) -> Beneficiaire:
        connus = {f.name for f in fields(Beneficiaire)}
        return Beneficiaire(**{nom: v for nom, v in formulaire.valeurs().items() if nom in connus})

    def _contrat(self, formulaire: Formulaire) -> Contrat | None:
        """Return the contract as soon as one of its fields is filled."""
        valeurs: dict[str, Any] = {nom: formulaire.lire(nom) for nom in _CONTRAT}
        if not any(valeurs.values()):
            return None
        valeurs["debut"] = valeurs["debut"] or date.min
        return Contrat(**valeurs)

    def _montrer_choix(self, *, montrer: bool) -> None:
        self.ouvrir_autre.setVisible(montrer)
        self.creer_quand_meme.setVisible(montrer)

    def _ouvrir_autre(self) -> None:
        self.ouvrir_choisi = True
        self.reject()

    def _forcer(self) -> None:
        self._malgre_homonyme = True
        self.enregistrer()


def creer_personne(env: UiEnv, campagnes: tuple[Campagne, ...], parent: QWidget | None) -> int | None:
    """Ask for a new person. Return her id, that of the namesake the user prefers to open, None when she gave up."""
    dialogue = DialogueCreation(env, tuple(c for c in campagnes if not c.close_le), parent)
    if env.messages.run(dialogue):
        creee: Beneficiaire = dialogue.resultat
        env.messages.toast(f"{creee.nom_complet} figure parmi les bénéficiaires.")
        return creee.id
    return dialogue.doublon if dialogue.ouvrir_choisi else None
