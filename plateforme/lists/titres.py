"""What a column's title says it holds. Works on folded text (no case, accents or punctuation)."""

from __future__ import annotations

import re
from functools import lru_cache

from plateforme.domain.liste import RoleColonne as R
from plateforme.domain.texte import fold

# The social-security number is never read (domaine.md 3), nor the nationality or the handicap.
INTERDITS = re.compile(r"\b(nir|nirpp|nss|secu|securite sociale|numero insee|n insee)\b")

# Columns about somebody else: (who, what the words mean then). The first that matches decides.
_TIERS: tuple[tuple[str, tuple[tuple[str, R], ...]], ...] = (
    (r"representant|responsable legal|tuteur legal|\bpere\b|\bmere\b|\bparents?\b|urgence", ()),
    (
        r"\b(maitre|tuteur|ma)\b",
        ((r"naissance|tel|mail|courriel|diplome|prenom (?!nom)", R.IGNORER), (r"", R.MAITRE)),
    ),
    (
        r"\b(employeurs?|entreprise|etablissement employeur|societe|patron)\b",
        (
            (r"\bsiret\b", R.SIRET),
            (r"tel|portable|mobile", R.EMPLOYEUR_TELEPHONE),
            (
                r"mail|courriel|adresse|rue|\bcp\b|postal|commune|ville|siren|naf|ape|idcc|opco|contact|effectif",
                R.IGNORER,
            ),
            (r"date|jour", R.IGNORER),
            (r"", R.EMPLOYEUR),
        ),
    ),
    (
        r"\b(cfa|ufa|centre de formation|organisme de formation|of)\b",
        (
            (r"tel|mail|courriel|adresse|\bcp\b|postal|commune|ville|siret|uai|date|debut|fin|contact", R.IGNORER),
            (r"", R.CFA),
        ),
    ),
    (r"\b(conseiller|conseillere|referente?)\b", ((r"tel|mail|courriel", R.IGNORER), (r"", R.CONSEILLER))),
)

_SIMPLES: tuple[tuple[str, R, float], ...] = (
    (r"^(nom|noms) (et |)(prenoms?)\b|^prenoms? (et |)noms?$|^nom complet$|^identite$", R.NOM_PRENOM, 0.95),
    (r"^(apprentie?|jeune|beneficiaire|salariee?|alternante?|stagiaire|personne)s?$", R.NOM_PRENOM, 0.6),
    (r"^nom (de )?(naissance|jeune fille|patronymique|famille)\b|^nom naiss|^nomn?$|^patronyme$", R.NOM, 0.97),
    (r"^nom d (usage|epouse|epoux)\b|^nom (usage|usuel|marital|epouse)\b", R.NOM_USAGE, 0.97),
    (r"^noms?\b(?!.*(voie|rue|commune|ville|fichier|formation|diplome))", R.NOM, 0.85),
    (r"^(1er )?prenoms?\b", R.PRENOM, 0.95),
    (r"^(civilite|civ|titre|qualite)$", R.CIVILITE, 0.95),
    (r"^(sexe|genre|sexe .*)$", R.SEXE, 0.95),
    (
        r"(date|jour) (de )?(la )?naissance|^date naiss|naiss(ance)?$|^nee? (e )?le$|^ne e le\b|^ddn$|^dn$|^dt naiss",
        R.NAISSANCE,
        0.97,
    ),
    (r"(lieu|commune|ville|departement|pays|dept?) (de )?(la )?naissance", R.IGNORER, 0.99),
    (r"\b(tel|telephone|portable|mobile|gsm|n tel)\b", R.TELEPHONE, 0.9),
    (r"\b(tel|telephone) (fixe|domicile|2)\b|autre tel", R.TELEPHONE_2, 0.95),
    (r"\b(e mails?|emails?|mails?|mel|courriels?)\b|adresse (electronique|mail)", R.COURRIEL, 0.96),
    (r"^(code postal|cp|c p|code post)\b", R.CODE_POSTAL, 0.97),
    (r"^(commune|ville|localite)\b", R.COMMUNE, 0.95),
    (r"^(adresse|voie|rue|domicile)\b", R.ADRESSE, 0.9),
    (r"complement|adresse 2|adresse2", R.IGNORER, 0.92),
    (
        r"^(n|no|num|numero|ref|reference)( du| de)?( la)?( l)? ?(contrat|convention|cerfa|deca)\b|^contrat$",
        R.NUMERO,
        0.96,
    ),
    (
        r"^(identifiant|id|n dossier|numero dossier|dossier|matricule|code jeune|n i ?milo|i ?milo|id .*)$",
        R.IDENTIFIANT,
        0.9,
    ),
    (r"^(n|no|num|numero)$", R.IDENTIFIANT, 0.5),
    (r"^siret\b|n siret|numero siret", R.SIRET, 0.97),
    (r"^raison sociale|^denomination|^enseigne", R.EMPLOYEUR, 0.9),
    (
        r"^(diplome|titre|certification|formation|intitule)( ou titre)?( prepare| vise| preparee| visee| .*)?$",
        R.DIPLOME,
        0.85,
    ),
    (
        r"diplome (obtenu|entree|detenu|actuel)|dernier diplome|niveau (d entree|scolaire|actuel|a l entree)",
        R.IGNORER,
        0.9,
    ),
    (r"^(metier|emploi|specialite|profession|qualification)\b", R.METIER, 0.85),
    (r"^(niveau|niv)\b", R.NIVEAU, 0.88),
    (r"^annee( de| du)?( formation| cycle| contrat)?$|^annee d etude|^cycle$|^classe$", R.ANNEE_CYCLE, 0.85),
    (r"^(filiere|secteur|branche|pole)\b", R.FILIERE, 0.85),
    (r"(signe|signature|conclusion)", R.SIGNATURE, 0.93),
    (r"(rupture|resiliation|rompu)", R.RUPTURE, 0.93),
    (r"(motif|cause|initiateur|type|mode).*(rupture|resiliation)", R.IGNORER, 0.95),
    (
        r"^(date )?(de |du )?(debut|entree)\b|^date d? ?(debut|entree|effet)|debut (du )?contrat|debut d exec|^du$",
        R.DEBUT,
        0.9,
    ),
    (r"^(date )?(de |du )?fin\b|^date fin|fin (prevue|du contrat|contrat)|^terme|echeance|^au$", R.FIN, 0.9),
)


@lru_cache(maxsize=4096)
def role_du_titre(titre: str) -> tuple[R, float]:
    """Return the role that a title announces and how sure it is (0 when it says nothing)."""
    mots = fold(titre)
    if not mots:
        return R.IGNORER, 0.0
    if INTERDITS.search(mots):
        return R.IGNORER, 1.0
    tiers = _role_tiers(mots)
    if tiers is not None:
        return tiers
    trouves = [(confiance, role) for motif, role, confiance in _SIMPLES if re.search(motif, mots)]
    if not trouves:
        return R.IGNORER, 0.0
    confiance, role = max(trouves, key=lambda t: t[0])
    return role, confiance


def _role_tiers(mots: str) -> tuple[R, float] | None:
    for qui, quoi in _TIERS:
        if not re.search(qui, mots):
            continue
        for motif, role in quoi:
            if re.search(motif, mots):
                return role, 0.9
        return R.IGNORER, 0.9
    return None
