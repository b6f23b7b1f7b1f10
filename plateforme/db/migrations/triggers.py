"""Triggers, kept apart because a batch change of a table drops them silently: each migration recreates them."""

TRIGGERS: dict[str, str] = {
    "registre_sans_modification": """
        CREATE TRIGGER registre_sans_modification BEFORE UPDATE ON registre
        BEGIN SELECT RAISE(ABORT, 'registre: append-only'); END
    """,
    "registre_sans_suppression": """
        CREATE TRIGGER registre_sans_suppression BEFORE DELETE ON registre
        BEGIN SELECT RAISE(ABORT, 'registre: append-only'); END
    """,
    "inclusion_groupe_fige": """
        CREATE TRIGGER inclusion_groupe_fige
        BEFORE UPDATE OF groupe, methode, date_naissance_utilisee, affecte_le, affecte_par ON inclusion
        WHEN OLD.groupe IS NOT NULL AND (
            NEW.groupe IS NOT OLD.groupe OR NEW.methode IS NOT OLD.methode
            OR NEW.date_naissance_utilisee IS NOT OLD.date_naissance_utilisee
            OR NEW.affecte_le IS NOT OLD.affecte_le OR NEW.affecte_par IS NOT OLD.affecte_par)
        BEGIN SELECT RAISE(ABORT, 'inclusion: groupe fige'); END
    """,
}
"""The triggers of the current schema, by name."""
