"""PURE. What a visitor typed, read as an answer to the question that stands. Deterministic: no language model."""
