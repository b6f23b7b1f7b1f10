"""Tables of the base, one module per aggregate, on one metadata."""

from plateforme.db.tables import beneficiaire, campagne, liaison, reglage, suivi
from plateforme.db.tables.metadata import metadata

__all__ = ["beneficiaire", "campagne", "liaison", "metadata", "reglage", "suivi"]
