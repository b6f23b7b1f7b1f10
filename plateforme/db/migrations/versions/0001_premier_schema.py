"""First schema.

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

from plateforme.db.migrations.triggers import TRIGGERS

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create every table, then the triggers."""
    op.create_table(
        "beneficiaire",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("jeton", sa.String(), nullable=False),
        sa.Column("nom_naissance", sa.String(), nullable=False),
        sa.Column("nom_usage", sa.String(), nullable=False),
        sa.Column("prenoms", sa.String(), nullable=False),
        sa.Column("sexe", sa.String(), nullable=True),
        sa.Column("date_naissance", sa.Date(), nullable=True),
        sa.Column("naissance_verifiee_le", sa.Date(), nullable=True),
        sa.Column("naissance_source", sa.String(), nullable=False),
        sa.Column("adresse", sa.String(), nullable=False),
        sa.Column("code_postal", sa.String(), nullable=False),
        sa.Column("commune", sa.String(), nullable=False),
        sa.Column("telephone", sa.String(), nullable=False),
        sa.Column("telephone_2", sa.String(), nullable=False),
        sa.Column("courriel", sa.String(), nullable=False),
        sa.Column("message_vocal", sa.Boolean(), nullable=True),
        sa.Column("canal_prefere", sa.String(), nullable=True),
        sa.Column("representant_nom", sa.String(), nullable=False),
        sa.Column("representant_telephone", sa.String(), nullable=False),
        sa.Column("adresse_contrat", sa.String(), nullable=False),
        sa.Column("suivi_ml", sa.Boolean(), nullable=False),
        sa.Column("ml_conseiller", sa.String(), nullable=False),
        sa.Column("ml_identifiant", sa.String(), nullable=False),
        sa.Column("loge_adlj", sa.Boolean(), nullable=False),
        sa.Column("situation_entree", sa.String(), nullable=True),
        sa.Column("diplome_entree", sa.String(), nullable=False),
        sa.Column("notes_privees", sa.Text(), nullable=False),
        sa.Column("recherche", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_beneficiaire")),
        sa.UniqueConstraint("jeton", name=op.f("uq_beneficiaire_jeton")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_beneficiaire_recherche", "beneficiaire", ["recherche"], unique=False)
    op.create_table(
        "campagne",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nom", sa.String(), nullable=False),
        sa.Column("fenetre_debut", sa.Date(), nullable=False),
        sa.Column("fenetre_fin", sa.Date(), nullable=False),
        sa.Column("methode", sa.String(), nullable=False),
        sa.Column("effectif_prevu", sa.Integer(), nullable=False),
        sa.Column("net_jours", sa.Integer(), nullable=False),
        sa.Column("convention_ml_le", sa.Date(), nullable=True),
        sa.Column("close_le", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campagne")),
        sa.UniqueConstraint("nom", name=op.f("uq_campagne_nom")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "etat_fenetre",
        sa.Column("cle", sa.String(), nullable=False),
        sa.Column("valeur", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("cle", name=op.f("pk_etat_fenetre")),
    )
    op.create_table(
        "registre",
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("jeton", sa.String(), nullable=False),
        sa.Column("campagne", sa.String(), nullable=False),
        sa.Column("parite", sa.String(), nullable=False),
        sa.Column("groupe", sa.String(), nullable=False),
        sa.Column("regle", sa.String(), nullable=False),
        sa.Column("lot", sa.String(), nullable=False),
        sa.Column("le", sa.Date(), nullable=False),
        sa.Column("auteur", sa.String(), nullable=False),
        sa.Column("engagement", sa.String(), nullable=False),
        sa.Column("precedente", sa.String(), nullable=False),
        sa.Column("empreinte", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("rang", name=op.f("pk_registre")),
        sa.UniqueConstraint("empreinte", name=op.f("uq_registre_empreinte")),
    )
    op.create_table(
        "reglage",
        sa.Column("cle", sa.String(), nullable=False),
        sa.Column("valeur", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("cle", name=op.f("pk_reglage")),
    )
    op.create_table(
        "structure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nom", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("territoire", sa.String(), nullable=False),
        sa.Column("adresse", sa.String(), nullable=False),
        sa.Column("code_postal", sa.String(), nullable=False),
        sa.Column("commune", sa.String(), nullable=False),
        sa.Column("telephone", sa.String(), nullable=False),
        sa.Column("courriel", sa.String(), nullable=False),
        sa.Column("themes", sa.Text(), nullable=False),
        sa.Column("charte_le", sa.Date(), nullable=True),
        sa.Column("delai_jours", sa.Integer(), nullable=False),
        sa.Column("archivee_le", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_structure")),
        sa.UniqueConstraint("nom", name=op.f("uq_structure_nom")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "accord_partage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("beneficiaire_id", sa.Integer(), nullable=False),
        sa.Column("structure_id", sa.Integer(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("donne_le", sa.Date(), nullable=False),
        sa.Column("forme", sa.String(), nullable=False),
        sa.Column("par_representant", sa.Boolean(), nullable=False),
        sa.Column("explicite", sa.Boolean(), nullable=False),
        sa.Column("retire_le", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["beneficiaire_id"],
            ["beneficiaire.id"],
            name=op.f("fk_accord_partage_beneficiaire_id_beneficiaire"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["structure_id"],
            ["structure.id"],
            name=op.f("fk_accord_partage_structure_id_structure"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accord_partage")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_accord_partage_beneficiaire_id", "accord_partage", ["beneficiaire_id"], unique=False)
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("beneficiaire_id", sa.Integer(), nullable=False),
        sa.Column("quand", sa.DateTime(), nullable=False),
        sa.Column("canal", sa.String(), nullable=False),
        sa.Column("avec", sa.String(), nullable=False),
        sa.Column("issue", sa.String(), nullable=False),
        sa.Column("rappel_le", sa.Date(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("masse", sa.String(), nullable=False),
        sa.Column("risque", sa.String(), nullable=True),
        sa.Column("themes", sa.Text(), nullable=False),
        sa.Column("texte", sa.Text(), nullable=False),
        sa.Column("convenu", sa.Text(), nullable=False),
        sa.Column("auteur", sa.String(), nullable=False),
        sa.Column("droit_commun", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["beneficiaire_id"],
            ["beneficiaire.id"],
            name=op.f("fk_contact_beneficiaire_id_beneficiaire"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_contact_beneficiaire_id", "contact", ["beneficiaire_id", "quand"], unique=False)
    op.create_table(
        "suites_contact",
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("contenu", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contact.id"],
            name=op.f("fk_suites_contact_contact_id_contact"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("contact_id", name=op.f("pk_suites_contact")),
    )
    op.create_table(
        "contrat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("beneficiaire_id", sa.Integer(), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("employeur", sa.String(), nullable=False),
        sa.Column("siret", sa.String(), nullable=False),
        sa.Column("employeur_telephone", sa.String(), nullable=False),
        sa.Column("maitre_apprentissage", sa.String(), nullable=False),
        sa.Column("cfa", sa.String(), nullable=False),
        sa.Column("diplome", sa.String(), nullable=False),
        sa.Column("metier", sa.String(), nullable=False),
        sa.Column("niveau_prepare", sa.String(), nullable=True),
        sa.Column("annee_cycle", sa.String(), nullable=False),
        sa.Column("filiere", sa.String(), nullable=False),
        sa.Column("numero", sa.String(), nullable=False),
        sa.Column("debut", sa.Date(), nullable=False),
        sa.Column("fin_prevue", sa.Date(), nullable=True),
        sa.Column("premier_jour", sa.Date(), nullable=True),
        sa.Column("plan_suivi", sa.Boolean(), nullable=False),
        sa.CheckConstraint("fin_prevue IS NULL OR fin_prevue > debut", name=op.f("ck_contrat_fin_apres_debut")),
        sa.ForeignKeyConstraint(
            ["beneficiaire_id"],
            ["beneficiaire.id"],
            name=op.f("fk_contrat_beneficiaire_id_beneficiaire"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contrat")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_contrat_beneficiaire_id", "contrat", ["beneficiaire_id", "rang"], unique=False)
    op.create_table(
        "decision_croisement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campagne_id", sa.Integer(), nullable=False),
        sa.Column("empreinte", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("beneficiaire_id", sa.Integer(), nullable=True),
        sa.Column("le", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["beneficiaire_id"],
            ["beneficiaire.id"],
            name=op.f("fk_decision_croisement_beneficiaire_id_beneficiaire"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["campagne_id"],
            ["campagne.id"],
            name=op.f("fk_decision_croisement_campagne_id_campagne"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_croisement")),
        sa.UniqueConstraint("campagne_id", "empreinte", name=op.f("uq_decision_croisement_campagne_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "difficulte",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("beneficiaire_id", sa.Integer(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("gravite", sa.String(), nullable=False),
        sa.Column("origine", sa.String(), nullable=False),
        sa.Column("statut", sa.String(), nullable=False),
        sa.Column("ouverte_le", sa.Date(), nullable=False),
        sa.Column("close_le", sa.Date(), nullable=True),
        sa.Column("issue", sa.String(), nullable=True),
        sa.Column("description", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["beneficiaire_id"],
            ["beneficiaire.id"],
            name=op.f("fk_difficulte_beneficiaire_id_beneficiaire"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_difficulte")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_difficulte_beneficiaire_id", "difficulte", ["beneficiaire_id"], unique=False)
    op.create_table(
        "ecart",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("beneficiaire_id", sa.Integer(), nullable=False),
        sa.Column("campagne_id", sa.Integer(), nullable=False),
        sa.Column("nature", sa.String(), nullable=False),
        sa.Column("le", sa.Date(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["beneficiaire_id"],
            ["beneficiaire.id"],
            name=op.f("fk_ecart_beneficiaire_id_beneficiaire"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["campagne_id"], ["campagne.id"], name=op.f("fk_ecart_campagne_id_campagne"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ecart")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_ecart_campagne_id", "ecart", ["campagne_id"], unique=False)
    op.create_table(
        "import_listes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campagne_id", sa.Integer(), nullable=False),
        sa.Column("quand", sa.DateTime(), nullable=False),
        sa.Column("auteur", sa.String(), nullable=False),
        sa.Column("fichier_chambre", sa.String(), nullable=False),
        sa.Column("fichier_ml", sa.String(), nullable=False),
        sa.Column("bilan", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campagne_id"], ["campagne.id"], name=op.f("fk_import_listes_campagne_id_campagne"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_listes")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "inclusion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("beneficiaire_id", sa.Integer(), nullable=False),
        sa.Column("campagne_id", sa.Integer(), nullable=False),
        sa.Column("retenu_le", sa.Date(), nullable=False),
        sa.Column("motif_attente", sa.String(), nullable=False),
        sa.Column("groupe", sa.String(), nullable=True),
        sa.Column("methode", sa.String(), nullable=True),
        sa.Column("date_naissance_utilisee", sa.Date(), nullable=True),
        sa.Column("sel", sa.String(), nullable=False),
        sa.Column("affecte_le", sa.Date(), nullable=True),
        sa.Column("affecte_par", sa.String(), nullable=False),
        sa.Column("accord", sa.String(), nullable=False),
        sa.Column("accord_le", sa.Date(), nullable=True),
        sa.Column("accord_forme", sa.String(), nullable=True),
        sa.Column("accord_representant", sa.Boolean(), nullable=False),
        sa.Column("accord_motif", sa.String(), nullable=False),
        sa.Column("hors_evaluation_le", sa.Date(), nullable=True),
        sa.Column("hors_evaluation_motif", sa.String(), nullable=False),
        sa.Column("suivi_clos_le", sa.Date(), nullable=True),
        sa.Column("suivi_clos_motif", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["beneficiaire_id"],
            ["beneficiaire.id"],
            name=op.f("fk_inclusion_beneficiaire_id_beneficiaire"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["campagne_id"], ["campagne.id"], name=op.f("fk_inclusion_campagne_id_campagne"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inclusion")),
        sa.UniqueConstraint("beneficiaire_id", "campagne_id", name=op.f("uq_inclusion_beneficiaire_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_inclusion_campagne_id", "inclusion", ["campagne_id", "groupe"], unique=False)
    op.create_table(
        "interlocuteur",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("structure_id", sa.Integer(), nullable=False),
        sa.Column("nom", sa.String(), nullable=False),
        sa.Column("fonction", sa.String(), nullable=False),
        sa.Column("telephone", sa.String(), nullable=False),
        sa.Column("courriel", sa.String(), nullable=False),
        sa.Column("designe", sa.Boolean(), nullable=False),
        sa.Column("parti_le", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["structure_id"],
            ["structure.id"],
            name=op.f("fk_interlocuteur_structure_id_structure"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interlocuteur")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_interlocuteur_structure_id", "interlocuteur", ["structure_id"], unique=False)
    op.create_table(
        "fiche",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("numero", sa.String(), nullable=False),
        sa.Column("beneficiaire_id", sa.Integer(), nullable=False),
        sa.Column("difficulte_id", sa.Integer(), nullable=False),
        sa.Column("structure_id", sa.Integer(), nullable=False),
        sa.Column("interlocuteur_id", sa.Integer(), nullable=True),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("statut", sa.String(), nullable=False),
        sa.Column("besoin", sa.Text(), nullable=False),
        sa.Column("urgence", sa.String(), nullable=False),
        sa.Column("signalee_le", sa.Date(), nullable=False),
        sa.Column("reponse_souhaitee_le", sa.Date(), nullable=True),
        sa.Column("envoyee_le", sa.Date(), nullable=True),
        sa.Column("resultat", sa.String(), nullable=True),
        sa.Column("reponse_le", sa.Date(), nullable=True),
        sa.Column("reponse_texte", sa.Text(), nullable=False),
        sa.Column("reponse_par", sa.String(), nullable=False),
        sa.Column("rendez_vous_le", sa.Date(), nullable=True),
        sa.Column("refus_motif", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["beneficiaire_id"],
            ["beneficiaire.id"],
            name=op.f("fk_fiche_beneficiaire_id_beneficiaire"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["difficulte_id"], ["difficulte.id"], name=op.f("fk_fiche_difficulte_id_difficulte"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["interlocuteur_id"],
            ["interlocuteur.id"],
            name=op.f("fk_fiche_interlocuteur_id_interlocuteur"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["structure_id"], ["structure.id"], name=op.f("fk_fiche_structure_id_structure"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fiche")),
        sa.UniqueConstraint("numero", name=op.f("uq_fiche_numero")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_fiche_beneficiaire_id", "fiche", ["beneficiaire_id"], unique=False)
    op.create_index("ix_fiche_statut", "fiche", ["statut"], unique=False)
    op.create_table(
        "rupture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contrat_id", sa.Integer(), nullable=False),
        sa.Column("le", sa.Date(), nullable=False),
        sa.Column("initiateur", sa.String(), nullable=True),
        sa.Column("motif_entreprise", sa.String(), nullable=True),
        sa.Column("parole_jeune", sa.Text(), nullable=False),
        sa.Column("previsible", sa.Boolean(), nullable=True),
        sa.Column("suite", sa.String(), nullable=True),
        sa.Column("suite_le", sa.Date(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("connue_le", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contrat_id"], ["contrat.id"], name=op.f("fk_rupture_contrat_id_contrat"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rupture")),
        sa.UniqueConstraint("contrat_id", name=op.f("uq_rupture_contrat_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "document_fiche",
        sa.Column("fiche_id", sa.Integer(), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.Column("produit_le", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["fiche_id"], ["fiche.id"], name=op.f("fk_document_fiche_fiche_id_fiche"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("fiche_id", name=op.f("pk_document_fiche")),
    )
    op.create_table(
        "etape_fiche",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fiche_id", sa.Integer(), nullable=False),
        sa.Column("statut", sa.String(), nullable=False),
        sa.Column("quand", sa.DateTime(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["fiche_id"], ["fiche.id"], name=op.f("fk_etape_fiche_fiche_id_fiche"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_etape_fiche")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_etape_fiche_fiche_id", "etape_fiche", ["fiche_id"], unique=False)
    for trigger in TRIGGERS.values():
        op.execute(trigger)
