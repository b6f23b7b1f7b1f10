"""The columns of the table: what each shows, how it sorts."""

from __future__ import annotations

from datetime import date, datetime

from plateforme.domain import texte
from plateforme.domain.suivi import Action, Etat, SansAction
from plateforme.domain.texte import NNBSP
from plateforme.domain.vocabulaire import Code, Groupe, Risque
from plateforme.services.beneficiaires import LigneBeneficiaire
from plateforme.ui.models.table import Column

_RISQUES = list(Risque)
_GROUPES = list(Groupe)


def colonnes() -> tuple[Column[LigneBeneficiaire], ...]:
    """Return the columns, in their first order. The text filter is the screen's: no column is searched by itself."""
    return (
        Column("nom", "Nom", lambda x: x.nom, width=100, tooltip=_resume, searched=False),
        Column("prenoms", "Prénom", lambda x: x.prenoms, width=76, searched=False),
        Column("naissance", "Né(e) le", lambda x: x.naissance, _jour, tooltip=_age, width=80, searched=False),
        Column("groupe", "Groupe", _groupe, _mots, _rang_groupe, tooltip=_pourquoi, width=88, searched=False),
        Column("cfa", "CFA", lambda x: x.cfa, width=96, searched=False),
        Column("employeur", "Employeur", lambda x: x.employeur, width=96, searched=False),
        Column("suivi", "Suivi", _etats, lambda _e: "", _rang_suivi, spoken=_suivi_dit, width=98, searched=False),
        Column("dernier", "Dernier contact", lambda x: x.dernier_contact, _moment, width=106, searched=False),
        Column(
            "action",
            "Prochaine action",
            lambda x: x.action,
            _action,
            _rang_action,
            tooltip=_action_datee,
            width=170,
            stretch=True,
            searched=False,
        ),
        Column("risque", "Risque", lambda x: x.risque, _mots, _RISQUES.index, width=84, searched=False),
        Column("accord", "Accord", lambda x: x.accord, _mots, searched=False, hidden=True, width=90),
        Column("telephone", "Téléphone", lambda x: x.telephone, texte.telephone, searched=False, hidden=True),
        Column("commune", "Commune", lambda x: x.commune, searched=False, hidden=True),
        Column("campagne", "Campagne", lambda x: x.campagne, searched=False, hidden=True, width=90),
    )


def _resume(ligne: LigneBeneficiaire) -> str:
    """Return what a narrow window may not show."""
    numero = texte.telephone(ligne.telephone)
    return "\n".join(
        t for t in (f"{ligne.nom} {ligne.prenoms}", ligne.employeur, ligne.cfa, ligne.commune, numero) if t
    )


def _jour(jour: date) -> str:
    return texte.date_courte(jour)


def _moment(moment: datetime) -> str:
    return texte.date_courte(moment.date())


def _mots(valeur: Code | str) -> str:
    return valeur.libelle if isinstance(valeur, Code) else valeur


def _age(ligne: LigneBeneficiaire) -> str:
    return "Mineur(e)" if ligne.mineur else ""


def _groupe(ligne: LigneBeneficiaire) -> Groupe | str:
    return ligne.groupe or ("En attente" if ligne.campagne else "–")


def _rang_groupe(groupe: Groupe | str) -> int:
    return _GROUPES.index(groupe) if isinstance(groupe, Groupe) else len(_GROUPES)


def _pourquoi(ligne: LigneBeneficiaire) -> str:
    return "" if ligne.groupe else f"En attente{NNBSP}: {ligne.attente}"


def _etats(ligne: LigneBeneficiaire) -> tuple[Etat, ...] | str:
    return tuple(e.etat for e in ligne.plan) or ""


def _rang_suivi(etats: tuple[Etat, ...]) -> tuple[int, int]:
    """The most missed and late months first, then the least done."""
    return -sum(e in {Etat.MANQUE, Etat.EN_RETARD} for e in etats), sum(e is Etat.FAIT for e in etats)


def _suivi_dit(ligne: LigneBeneficiaire) -> str:
    return ", ".join(f"mois {e.mois} {texte.minuscule(e.etat.libelle)}" for e in ligne.plan) or "pas de suivi"


def _action(action: Action) -> str:
    """The group is told beside: a témoin's row does not say twice that nobody calls."""
    if action.motif is SansAction.TEMOIN:
        return "–"
    return action.raison[:1].upper() + action.raison[1:]


def _rang_action(action: Action) -> tuple[date, tuple[str, str]]:
    """By date; those without a date come last, by reason."""
    return action.le or date.max, texte.cle_tri(action.raison)


def _action_datee(ligne: LigneBeneficiaire) -> str:
    action = ligne.action
    return f"{texte.date_moyenne(action.le)}{NNBSP}: {action.raison}" if action.le else _action(action)
