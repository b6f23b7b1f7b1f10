"""Alembic's entry: runs on the connection that :mod:`plateforme.db.migrate` hands over, inside its transaction."""

from __future__ import annotations

from alembic import context

from plateforme.db.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()
