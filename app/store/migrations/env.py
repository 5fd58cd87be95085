"""How Alembic runs the steps: on the connection it is given, inside that connection's one transaction."""

from alembic import context

from app.store.schema import Kept

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Kept.metadata,
    # SQLite cannot change a column in place, so a step copies the table.
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
