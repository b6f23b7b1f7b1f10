import email
from email.policy import default

import pytest

from plateforme.errors import InvalidInputError
from plateforme.exports import courriel

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 40
CORPS = "Bonjour Łukasz Žofia,\n\nVoici la fiche : « à remplir ». Ligne longue " + "é" * 200 + "\n.\nFin\n"


def lire(contenu):
    return email.message_from_bytes(contenu, policy=default)


def test_the_draft_is_unsent_and_left_to_the_mail_program_to_date():
    message = lire(courriel.brouillon("maud@exemple.invalid", "Objet", "Corps"))
    assert message["X-Unsent"] == "1"
    assert message["Message-ID"] is None
    assert message["Date"] is None
    assert message["From"] is None
    assert message["To"].addresses[0].addr_spec == "maud@exemple.invalid"


def test_words_and_pdf_come_back_as_they_were():
    brut = courriel.brouillon(
        "maud@exemple.invalid",
        "Fiche de liaison FL-2011-0001 – réponse souhaitée",
        CORPS,
        nom_destinataire="Žofia Çağla",
        pieces=(("FL-2011-0001.pdf", PDF),),
    )
    assert all(len(ligne) <= 998 for ligne in brut.split(b"\r\n"))
    assert b"\n" not in brut.replace(b"\r\n", b"")
    message = lire(brut)
    assert message["Subject"] == "Fiche de liaison FL-2011-0001 – réponse souhaitée"
    assert message["To"].addresses[0].display_name == "Žofia Çağla"
    assert message.get_body(("plain",)).get_content().replace("\r\n", "\n") == CORPS
    (piece,) = message.iter_attachments()
    assert (piece.get_filename(), piece.get_content_type(), piece.get_content()) == (
        "FL-2011-0001.pdf",
        "application/pdf",
        PDF,
    )


@pytest.mark.parametrize(
    "adresse",
    [
        "",
        "maud",
        "maud@exemple",
        "maud@exemple.invalid\r\nBcc: autre@exemple.invalid",
        "maud@exemple.invalid\nX-Autre: 1",
        "maud@exemple.invalid, autre@exemple.invalid",
        "maud@exemple.invalid;autre@exemple.invalid",
        '"maud"@exemple.invalid',
        "Maud <maud@exemple.invalid>",
        "maud @exemple.invalid",
        "maud@exemple.invalid\x00",
        "maud@exemple..invalid",
    ],
)
def test_an_address_that_is_not_one_plain_address_is_refused(adresse):
    with pytest.raises(InvalidInputError) as refus:
        courriel.brouillon(adresse, "Objet", "Corps")
    assert refus.value.champ == "courriel"


def test_nothing_typed_elsewhere_adds_a_header():
    message = lire(
        courriel.brouillon(
            "maud@exemple.invalid",
            "Objet\r\nBcc: autre@exemple.invalid",
            "Corps\r\n\r\nBcc: autre@exemple.invalid",
            nom_destinataire="Maud\r\nBcc: autre@exemple.invalid",
            pieces=(("FL\r\nX: 1.pdf", PDF),),
        )
    )
    assert message["Bcc"] is None
    assert message["Subject"] == "Objet Bcc: autre@exemple.invalid"
    assert len(message["To"].addresses) == 1
