"""E-mail drafts (.eml): opened by the mail program as a message to send, the PDF already attached.

``X-Unsent: 1`` asks the program to open it for writing; there is no Message-ID and no Date, which the program that
really sends will put. Nothing personal is in the subject: it travels in clear (RFC 5322).
"""

from __future__ import annotations

import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from plateforme.errors import InvalidInputError

_ADRESSE = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+")


def adresse_sure(adresse: str) -> str:
    """Return ``adresse`` if it is one plain address; no line break, comma or quote can add a header or a recipient.

    Raises InvalidInputError otherwise.
    """
    if not _ADRESSE.fullmatch(adresse):
        raise InvalidInputError(
            "L’adresse de courriel du destinataire n’est pas utilisable.",
            "Corrigez-la dans la carte du partenaire.",
            champ="courriel",
        )
    return adresse


def brouillon(
    destinataire: str, objet: str, corps: str, *, nom_destinataire: str = "", pieces: tuple[tuple[str, bytes], ...] = ()
) -> bytes:
    """Return the draft. ``pieces``: (file name, PDF). Raises InvalidInputError for an address that is not one."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    nom = _une_ligne(nom_destinataire)
    message["To"] = Address(display_name=nom, addr_spec=adresse_sure(destinataire))
    message["Subject"] = _une_ligne(objet)
    message.set_content(corps.replace("\r\n", "\n"), charset="utf-8", cte="quoted-printable")
    for fichier, contenu in pieces:
        message.add_attachment(contenu, maintype="application", subtype="pdf", filename=_une_ligne(fichier))
    return message.as_bytes()


def _une_ligne(texte: str) -> str:
    """Return ``texte`` on one line, without control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in texte).split())
