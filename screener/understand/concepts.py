"""The concepts of the lexicons: medicines and conditions, with their names and the classes that they belong to."""

from collections.abc import Mapping
from functools import lru_cache

from screener.understand.words import Phrases, lexicon_data


@lru_cache(maxsize=1)
def concepts() -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Every concept of the lexicons: its classes, and its names."""
    entries = {**lexicon_data("medicines"), **lexicon_data("conditions")}
    return {concept: (tuple(entry["classes"]), tuple(entry["names"])) for concept, entry in entries.items()}


@lru_cache(maxsize=1)
def known_names() -> Phrases:
    """Every name of the lexicons, with its concept."""
    return Phrases((name, concept) for concept, (_, names) in concepts().items() for name in names)


@lru_cache(maxsize=1)
def classes_of() -> frozenset[str]:
    """Every class that a concept of the lexicons belongs to."""
    return frozenset(one for classes, _ in concepts().values() for one in classes)


@lru_cache(maxsize=256)
def classes_beside(name: str) -> frozenset[str]:
    """A concept's or a class's own name with every class that its concepts belong to."""
    return frozenset({name}) | {
        one for concept, (classes, _) in concepts().items() if name in (concept, *classes) for one in classes
    }
