"""The dialogs about the follow-up: the agreement, the exclusion from the comparison, its end, a difficulty."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from plateforme.domain.campagne import Inclusion
from plateforme.domain.controles import NIR_REFUSE, contient_nir
from plateforme.domain.difficulte import Difficulte
from plateforme.domain.personne import PersonnePage
from plateforme.domain.vocabulaire import (
    Accord,
    FormeAccord,
    Gravite,
    IssueDifficulte,
    MotifCloture,
    MotifRefus,
    Origine,
    Theme,
)
from plateforme.services import difficultes, inclusions
from plateforme.services.inclusions import A_MOTIVER
from plateforme.ui.env import UiEnv
from plateforme.ui.screens.personne.dialogue import DialogueEcriture
from plateforme.ui.screens.personne.formulaire import Champ, Formulaire, Genre, Section, codes
from plateforme.ui.widgets.fields import Choice
from plateforme.ui.widgets.text import label

Verdict = tuple[Mapping[str, str], Mapping[str, str]]
LE = Champ("le", "Le", Genre.DATE, requis=True)


@dataclass(frozen=True)
class SaisieAccord:
    """What the form of the agreement holds."""

    reponse: Accord | None = None
    le: date | None = None
    forme: FormeAccord | None = None
    par_representant: bool | None = None
    motif: MotifRefus | None = None


def _champs_accord(inclusion: Inclusion) -> tuple[Champ, ...]:
    non = Accord.RETIRE if inclusion.accord in {Accord.OUI, Accord.RETIRE} else Accord.REFUSE
    reponses = tuple((r, r.libelle) for r in (Accord.OUI, non, Accord.EN_ATTENTE))
    return (
        Champ("reponse", "Réponse", Genre.CHOIX, options=reponses, vide="Choisir", requis=True),
        LE,
        Champ("forme", "Comment", Genre.CHOIX, options=codes(FormeAccord), vide=None),
        Champ("par_representant", "Le représentant légal est-il d’accord\u202f?", Genre.OUI_NON, vide="Choisir"),
        Champ("motif", "Raison", Genre.CHOIX, options=codes(MotifRefus), vide="Choisir", large=True),
    )


def _saisie_accord(inclusion: Inclusion, aujourd_hui: date) -> SaisieAccord:
    """Return what is recorded, to correct or to follow."""
    return SaisieAccord(
        None if inclusion.accord is Accord.EN_ATTENTE else inclusion.accord,
        inclusion.accord_le or aujourd_hui,
        inclusion.accord_forme or FormeAccord.ORAL,
        inclusion.accord_representant if inclusion.accord_le else None,
        next((m for m in MotifRefus if m.value == inclusion.accord_motif), None),
    )


class DialogueAccord(DialogueEcriture):
    """The young person's answer. Only the fields its answer needs are shown."""

    def __init__(self, env: UiEnv, page: PersonnePage, inclusion: Inclusion, parent: QWidget | None = None) -> None:
        self._page, self._inclusion = page, inclusion
        formulaire = Formulaire((Section("", _champs_accord(inclusion)),), env.ctx.today, self._verifier)
        super().__init__(env, parent, "Accord pour le suivi", "Enregistrer la réponse", formulaire, width=560)
        self.intro.addWidget(
            label(
                f"La réponse de {page.beneficiaire.nom_complet} à la proposition de suivi pendant les six premiers "
                "mois du contrat. Un refus ou un retrait arrête les appels, et ne change pas le groupe.",
                wrap=True,
            )
        )
        formulaire.charger(_saisie_accord(inclusion, env.ctx.today()))
        reponse = formulaire.fields["reponse"].control
        if isinstance(reponse, Choice):
            reponse.chosen.connect(self._autre_reponse)
        reponse.setFocus()
        self.ajuster()

    def _autre_reponse(self) -> None:
        """Another answer is of today, until another day is said."""
        if self.formulaire.lire("reponse") is not self._inclusion.accord:
            self.formulaire.ecrire("le", self._env.ctx.today())
            self.formulaire.verifier()

    def ecriture(self) -> Callable[[], Any] | None:
        """Return the record of the answer."""
        ctx, vise = self._env.ctx, self._inclusion.id
        v = self.formulaire.valeurs()
        oui = v["reponse"] is Accord.OUI
        return lambda: inclusions.accord(
            ctx,
            vise,
            v["reponse"],
            le=v["le"],
            forme=v["forme"] if oui else None,
            par_representant=v["par_representant"] if oui else None,
            motif=v["motif"],
        )

    def _verifier(self, formulaire: Formulaire) -> Verdict:
        v = formulaire.valeurs()
        oui, non = v["reponse"] is Accord.OUI, v["reponse"] in A_MOTIVER
        mineur = oui and v["le"] is not None and self._page.beneficiaire.mineur(v["le"])
        for nom, montre in (("forme", oui), ("par_representant", mineur), ("motif", non)):
            formulaire.fields[nom].setVisible(montre)
        erreurs: dict[str, str] = {}
        if v["reponse"] is None:
            erreurs["reponse"] = "Choisissez la réponse."
        if v["le"] is None:
            erreurs["le"] = "La date manque."
        if mineur and v["par_representant"] is None:
            erreurs["par_representant"] = "Cette personne est mineure\u202f: dites ce qu’il en est."
        if non and v["motif"] is None:
            erreurs["motif"] = "Choisissez la raison qui s’en approche le plus."
        remarques = {"par_representant": "Son accord reste à recueillir."} if v["par_representant"] is False else {}
        return erreurs, remarques


@dataclass(frozen=True)
class SaisieDatee:
    """A day and a reason."""

    le: date | None
    motif: Any = None


class DialogueHorsEvaluation(DialogueEcriture):
    """Excludes a person from the comparison: dated, reasoned."""

    def __init__(self, env: UiEnv, inclusion: Inclusion, parent: QWidget | None = None) -> None:
        self._inclusion = inclusion
        motif = Champ(
            "motif",
            "Raison",
            Genre.LONG,
            "L’évaluateur la lira\u202f: ni nom, ni détail privé.",
            requis=True,
            large=True,
        )
        formulaire = Formulaire((Section("", (LE, motif)),), env.ctx.today, self._verifier)
        super().__init__(env, parent, "Placer hors évaluation", "Placer hors évaluation", formulaire, width=560)
        self.intro.addWidget(
            label(
                "La personne pourra être suivie et comptera dans le tableau du financeur, mais plus dans la "
                "comparaison des groupes. Le registre garde son affectation.",
                wrap=True,
            )
        )
        formulaire.charger(SaisieDatee(env.ctx.today(), ""))
        formulaire.fields["motif"].control.setFocus()
        self.ajuster()

    def ecriture(self) -> Callable[[], Any] | None:
        """Return the exclusion."""
        ctx, vise, v = self._env.ctx, self._inclusion.id, self.formulaire.valeurs()
        return lambda: inclusions.hors_evaluation(ctx, vise, v["le"], v["motif"])

    def _verifier(self, formulaire: Formulaire) -> Verdict:
        v = formulaire.valeurs()
        erreurs = {} if v["le"] else {"le": "La date manque."}
        if not v["motif"]:
            erreurs["motif"] = "La raison manque."
        elif contient_nir(v["motif"]):
            erreurs["motif"] = NIR_REFUSE
        return erreurs, {}


class DialogueCloture(DialogueEcriture):
    """Ends the calls before the plan does."""

    def __init__(self, env: UiEnv, inclusion: Inclusion, parent: QWidget | None = None) -> None:
        self._inclusion = inclusion
        motif = Champ("motif", "Raison", Genre.CHOIX, options=codes(MotifCloture), vide="Choisir", requis=True)
        formulaire = Formulaire((Section("", (LE, motif)),), env.ctx.today, self._verifier)
        super().__init__(env, parent, "Clore le suivi", "Clore le suivi", formulaire, width=560)
        self.intro.addWidget(
            label("Il n’y aura plus d’appel. Les bilans viendront des listes. Le suivi peut être rouvert.", wrap=True)
        )
        formulaire.charger(SaisieDatee(env.ctx.today()))
        formulaire.fields["motif"].control.setFocus()
        self.ajuster()

    def ecriture(self) -> Callable[[], Any] | None:
        """Return the closing."""
        ctx, vise, v = self._env.ctx, self._inclusion.id, self.formulaire.valeurs()
        return lambda: inclusions.clore_suivi(ctx, vise, v["le"], v["motif"])

    def _verifier(self, formulaire: Formulaire) -> Verdict:
        v = formulaire.valeurs()
        erreurs = {} if v["le"] else {"le": "La date manque."}
        if v["motif"] is None:
            erreurs["motif"] = "Choisissez la raison qui s’en approche le plus."
        return erreurs, {}


class DialogueDifficulte(DialogueEcriture):
    """A difficulty to open, or to correct."""

    def __init__(
        self, env: UiEnv, page: PersonnePage, difficulte: Difficulte | None = None, parent: QWidget | None = None
    ) -> None:
        self._avant = difficulte
        self._fiche = difficulte or Difficulte(beneficiaire_id=page.beneficiaire.id, ouverte_le=env.ctx.today())
        champs = (
            Champ("theme", "Thème", Genre.CHOIX, options=codes(Theme), vide=None),
            Champ("gravite", "Gravité", Genre.CHOIX, options=codes(Gravite), vide=None),
            Champ("origine", "Origine", Genre.CHOIX, options=codes(Origine), vide=None),
            Champ("ouverte_le", "Depuis le", Genre.DATE, requis=True),
            Champ("description", "Ce qui se passe", Genre.LONG, large=True),
        )
        formulaire = Formulaire((Section("", champs),), env.ctx.today, self._verifier)
        titre, verbe = (
            ("Modifier la difficulté", "Enregistrer la difficulté")
            if difficulte
            else ("Nouvelle difficulté", "Ouvrir la difficulté")
        )
        super().__init__(env, parent, titre, verbe, formulaire, width=560)
        formulaire.charger(self._fiche if difficulte else replace(self._fiche, theme=Theme.LOGEMENT))
        formulaire.fields["theme"].control.setFocus()
        self.ajuster()

    def ecriture(self) -> Callable[[], Any] | None:
        """Return the opening, or the correction."""
        ctx, avant = self._env.ctx, self._avant
        apres = replace(self._fiche, **self.formulaire.valeurs())
        if avant is None:
            return lambda: difficultes.ouvrir(ctx, apres)
        return lambda: difficultes.modifier(ctx, avant, apres)

    def _verifier(self, formulaire: Formulaire) -> Verdict:
        v = formulaire.valeurs()
        erreurs = {} if v["ouverte_le"] else {"ouverte_le": "La date manque."}
        if contient_nir(v["description"]):
            erreurs["description"] = NIR_REFUSE
        return erreurs, {}


@dataclass(frozen=True)
class SaisieCloture:
    """How a difficulty ends."""

    issue: IssueDifficulte | None = None
    close_le: date | None = None


class DialogueClotureDifficulte(DialogueEcriture):
    """Closes a difficulty with its outcome."""

    def __init__(self, env: UiEnv, difficulte: Difficulte, parent: QWidget | None = None) -> None:
        self._difficulte = difficulte
        champs = (
            Champ("issue", "Issue", Genre.CHOIX, options=codes(IssueDifficulte), vide="Choisir", requis=True),
            Champ("close_le", "Le", Genre.DATE, requis=True),
        )
        formulaire = Formulaire((Section("", champs),), env.ctx.today, self._verifier)
        titre = f"Clore la difficulté «\u00a0{difficulte.theme.libelle}\u00a0»"
        super().__init__(env, parent, titre, "Clore la difficulté", formulaire, width=520)
        formulaire.charger(SaisieCloture(None, env.ctx.today()))
        formulaire.fields["issue"].control.setFocus()
        self.ajuster()

    def ecriture(self) -> Callable[[], Any] | None:
        """Return the closing."""
        ctx, vise, v = self._env.ctx, self._difficulte.id, self.formulaire.valeurs()
        return lambda: difficultes.clore(ctx, vise, v["issue"], v["close_le"])

    def _verifier(self, formulaire: Formulaire) -> Verdict:
        v = formulaire.valeurs()
        erreurs = {} if v["close_le"] else {"close_le": "La date manque."}
        if v["issue"] is None:
            erreurs["issue"] = "Choisissez l’issue."
        return erreurs, {}
