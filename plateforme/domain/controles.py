"""Checks of what a person types: the form of a field, never its truth.

Two answers, both a French sentence by field name: :func:`erreurs_beneficiaire` and :func:`erreurs_contrat` say what
cannot be recorded; :func:`remarques_beneficiaire` and :func:`remarques_contrat` say what is unusual and is recorded
all the same (domaine.md 11: nothing is refused silently, a contract may be incomplete).
"""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date

import phonenumbers

from plateforme.domain.beneficiaire import Beneficiaire
from plateforme.domain.contrat import Contrat
from plateforme.domain.dates import age, ajouter_mois
from plateforme.domain.texte import date_courte
from plateforme.typographie import typographie

AGE_MIN, AGE_MAX = 15, 29
"""Completed years at the start of the execution of a contract, art. L6222-1 of the Code du travail."""
DUREE_MIN, DUREE_MAX = 6, 54
"""Months of a contract (domaine.md 11)."""
SIREN_LA_POSTE = "356000000"
NIR_REFUSE = "Ce texte ressemble à un numéro de sécurité sociale. La base n’en garde jamais, retirez-le."

_SEP = r"[ .\-\u00a0\u202f]?"
_NIR = re.compile(
    rf"(?<!\d)([1-478]){_SEP}(\d\d){_SEP}(0[1-9]|1[0-2]|[2-9]\d){_SEP}(\d\d|2[AB]){_SEP}(\d{{3}}){_SEP}(\d{{3}})"
    rf"(?:{_SEP}(\d\d))?(?!\d)",
    re.IGNORECASE,
)
_COURRIEL = re.compile(r"[^@\s,;<>\"']+@[^@\s,;<>\"'.]+(?:\.[^@\s,;<>\"'.]+)+")
_CODE_POSTAL = re.compile(r"(?:0[1-9]|[1-8]\d|9[0-8])\d{3}")

Messages = dict[str, str]


def contient_nir(texte: str) -> bool:
    """True when ``texte`` holds a French social-security number: 13 characters, or 15 with a right key.

    Fifteen digits with a wrong key count too when they are written in the groups of the card.
    """
    return any(_est_nir(trouve) for trouve in _NIR.finditer(texte))


def _est_nir(trouve: re.Match[str]) -> bool:
    cle = trouve[7]
    if cle is None:
        return True
    groupe = any(c in trouve[0] for c in " .-\u00a0\u202f")
    corse = {"2A": "19", "2B": "18"}
    numero = "".join(corse.get(g.upper(), g) for g in trouve.groups()[:6])
    return groupe or int(cle) == 97 - int(numero) % 97


def siret_valide(texte: str) -> bool:
    """True for 14 digits whose Luhn key is right; La Poste's establishments add up to a multiple of 5 instead."""
    chiffres = chiffres_de(texte)
    if len(chiffres) != 14:
        return False
    return _luhn(chiffres) or (chiffres.startswith(SIREN_LA_POSTE) and sum(map(int, chiffres)) % 5 == 0)


def _luhn(chiffres: str) -> bool:
    total = 0
    for rang, chiffre in enumerate(reversed(chiffres)):
        double = int(chiffre) * (2 if rang % 2 else 1)
        total += double - 9 if double > 9 else double
    return total % 10 == 0


def chiffres_de(texte: str) -> str:
    """Return the digits of ``texte`` when it holds nothing but digits and separators, else ''."""
    compact = re.sub(r"[\s.\-\u00a0\u202f]", "", texte)
    return compact if compact.isascii() and compact.isdigit() else ""


def telephone_normal(texte: str) -> str:
    """Return a French or international number in its stored form (``+33612345678``), '' when it cannot be one."""
    try:
        numero = phonenumbers.parse(texte, "FR")
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(numero):
        return ""
    return phonenumbers.format_number(numero, phonenumbers.PhoneNumberFormat.E164)


def courriel_valide(texte: str) -> bool:
    """True for something@domain.tld, without spaces nor a second @."""
    return _COURRIEL.fullmatch(texte.strip()) is not None


def code_postal_valide(texte: str) -> bool:
    """True for five digits that start with a department's number."""
    return _CODE_POSTAL.fullmatch(texte.strip()) is not None


def erreurs_beneficiaire(personne: Beneficiaire, aujourd_hui: date) -> Messages:
    """Return what cannot be recorded about a person, by field."""
    erreurs = _nirs(personne)
    if not personne.nom_naissance.strip():
        erreurs["nom_naissance"] = "Le nom de naissance manque."
    if not personne.prenoms.strip():
        erreurs["prenoms"] = "Le prénom manque."
    if personne.date_naissance and not date(1900, 1, 1) <= personne.date_naissance < aujourd_hui:
        erreurs["date_naissance"] = "La date de naissance doit être passée."
    for champ in ("telephone", "telephone_2", "representant_telephone"):
        _telephone(erreurs, champ, getattr(personne, champ))
    if personne.courriel and not courriel_valide(personne.courriel):
        erreurs.setdefault("courriel", "Cette adresse n’est pas complète. Exemple : prenom.nom@exemple.fr")
    if personne.code_postal and not code_postal_valide(personne.code_postal):
        erreurs.setdefault("code_postal", "Un code postal a cinq chiffres, par exemple 53000.")
    return _typographie(erreurs)


def remarques_beneficiaire(personne: Beneficiaire, aujourd_hui: date) -> Messages:
    """Return what is unusual about a person and is recorded all the same, by field."""
    remarques: Messages = {}
    ans = personne.age(aujourd_hui)
    if ans is None:
        remarques["date_naissance"] = "Sans date de naissance, le groupe ne peut pas être déterminé."
    elif not 13 <= ans <= 40:
        remarques["date_naissance"] = f"Âge inhabituel pour un apprenti : {ans} ans. Vérifiez la date."
    elif ans < 18 and not personne.representant_nom.strip():
        remarques["representant_nom"] = "Mineur : le nom du représentant légal est à renseigner."
    return _typographie(remarques)


def erreurs_contrat(contrat: Contrat) -> Messages:
    """Return what cannot be recorded about a contract, by field."""
    erreurs = _nirs(contrat)
    if contrat.debut == date.min:
        erreurs["debut"] = "La date de début manque : tout le suivi en dépend."
    elif contrat.fin_prevue and contrat.fin_prevue <= contrat.debut:
        erreurs["fin_prevue"] = "La fin prévue doit être après le début."
    if contrat.siret and not siret_valide(contrat.siret):
        erreurs.setdefault("siret", "Ce SIRET n’est pas juste : 14 chiffres, dont une clé de contrôle.")
    _telephone(erreurs, "employeur_telephone", contrat.employeur_telephone)
    return _typographie(erreurs)


def remarques_contrat(contrat: Contrat, naissance: date | None) -> Messages:
    """Return what is unusual about a contract and is recorded all the same, by field (domaine.md 11)."""
    remarques: Messages = {}
    if contrat.debut == date.min:
        return remarques
    if naissance and not AGE_MIN <= (ans := age(naissance, contrat.debut)) <= AGE_MAX:
        remarques["debut"] = (
            f"{ans} ans au début du contrat : l’apprentissage va de {AGE_MIN} à {AGE_MAX} ans, sauf exceptions."
        )
    if contrat.fin_prevue:
        plus_tot, plus_tard = ajouter_mois(contrat.debut, DUREE_MIN), ajouter_mois(contrat.debut, DUREE_MAX)
        if not plus_tot <= contrat.fin_prevue <= plus_tard:
            remarques["fin_prevue"] = f"Un contrat dure de {DUREE_MIN} à {DUREE_MAX} mois : vérifiez cette date."
    ecart = abs((contrat.premier_jour - contrat.debut).days) if contrat.premier_jour else 0
    if contrat.premier_jour and (contrat.premier_jour < contrat.debut or ecart > 93):
        remarques["premier_jour"] = f"À vérifier : le contrat commence le {date_courte(contrat.debut)}."
    return _typographie(remarques)


def _nirs(fiche: Beneficiaire | Contrat) -> Messages:
    """Refuse the social-security number in every text of a record, notes included (domaine.md 3)."""
    textes = ((f.name, getattr(fiche, f.name)) for f in fields(fiche))
    return {
        nom: NIR_REFUSE for nom, valeur in textes if type(valeur) is str and nom != "jeton" and contient_nir(valeur)
    }


def _telephone(erreurs: Messages, champ: str, valeur: str) -> None:
    if valeur and not telephone_normal(valeur):
        erreurs.setdefault(champ, "Ce numéro n’est pas complet : dix chiffres, ou + et l’indicatif du pays.")


def _typographie(messages: Messages) -> Messages:
    return {champ: typographie(texte) for champ, texte in messages.items()}
