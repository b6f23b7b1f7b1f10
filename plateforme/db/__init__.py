"""The encrypted base: engine, tables, queries, migrations. SQLAlchemy stays here and in the unit of work."""
