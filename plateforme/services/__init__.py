"""Use cases: plain functions on a :class:`~plateforme.services.contexte.Contexte`, one module each."""
