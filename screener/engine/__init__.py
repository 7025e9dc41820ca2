"""The pure core: flows, conditions, interviews and decisions. It knows no web and no database."""
