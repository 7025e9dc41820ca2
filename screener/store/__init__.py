"""What is kept, and how: models, sealing, migrations and plain functions. It never commits and decides nothing."""
