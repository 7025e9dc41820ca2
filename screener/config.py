"""The environment as settings. A value that cannot be used stops the start, by name."""
