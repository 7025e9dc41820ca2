"""What is never answered, however near it comes to a topic: the patterns of lexicon/decline.yaml."""

from functools import cache

from screener.understand.danger_lexicon import Lexicon, build, lexicon, read_lexicon_file
from screener.understand.danger_match import Labels, Match, Stretch, candidates, matches, stretches, within
from screener.understand.danger_text import pieces, read_words
from screener.understand.faq_words import LONGEST_QUESTION


@cache
def guards() -> Lexicon:
    """The patterns of questions that are declined."""
    return build(read_lexicon_file("decline.yaml"), {})


def guarded(text: str) -> str | None:
    """Why a question is declined whatever it is near to: personal, diagnosis, unsafe, elsewhere."""
    words = guards()
    read = read_words(pieces(text[:LONGEST_QUESTION]), lexicon().short_forms)
    for stretch in stretches(read, Labels(words)):
        spared = [
            (match.start, match.end)
            for pattern in candidates(words.figures, stretch)
            for match in matches(pattern.rows[0], stretch)
        ]
        for pattern in candidates(words.patterns, stretch):
            rows = [[m for m in matches(row, stretch) if not _is_spared(m, spared)] for row in pattern.rows]
            if all(rows) and _near(rows, pattern.near, stretch):
                return pattern.sign
    return None


def _is_spared(match: Match, spared: list[tuple[int, int]]) -> bool:
    return any(a <= span[0] <= b for a, b in spared for span in match.spans)


def _near(rows: list[list[Match]], near: int, stretch: Stretch) -> bool:
    return all(any(within(first, other, near, stretch) for first in rows[0] for other in row) for row in rows[1:])
