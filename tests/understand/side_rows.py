"""What people ask in between, from data/side_rows.yaml: by the topic that answers it, or by why it is declined."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import yaml

Row = tuple[str, str]
"""The topic, or the phenomenon, and a text."""

DATA: Final[Mapping[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "data" / "side_rows.yaml").read_text(encoding="utf-8")
)
TOPICS: Final[Mapping[str, Sequence[str]]] = DATA["topics"]
FRESH: Final[Mapping[str, Mapping[str, Sequence[str]]]] = DATA["fresh"]
"""Lots of rows by topic; several that are right stand with a slash between, and `none` is what is declined."""


def rows(groups: Mapping[str, Sequence[str]]) -> list[Row]:
    """Every text with the name of its group."""
    return [(name, text) for name, texts in groups.items() for text in texts]


ANSWERED: Final = rows(TOPICS)
DECLINED: Final = rows(DATA["declined"])
NO_QUESTIONS: Final = rows(DATA["no_question"])
