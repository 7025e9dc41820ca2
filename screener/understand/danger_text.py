"""A text as the reading of danger sees it: plain words, in clauses and sentences. Linear in the text's length."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from screener.understand.danger_letters import plain


def word_set(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


PIECE: Final = re.compile(r"[a-z]+(?:'[a-z]+)*|\d+(?:[.,]\d+)?|[.!?;\n\r]+|[,:()\"…–—/]+|(?<=\s)-+(?=\s)")
LONGEST_REPLY: Final = 450
"""Words and marks: longer than what the longest question takes."""

LETTERS_OR_DIGITS: Final = re.compile("[a-z0-9]{3,}")
AROUND: Final = 150
"""Characters before and behind a telling word."""
LONGEST_PASSAGE: Final = 480
"""Characters, to its last telling word."""
TELLING_LETTERS: Final = 4
LONGEST_WORD: Final = 24
"""Letters; nothing longer is a word of the lexicon."""

CLAUSE_WORDS: Final = word_set(
    "but however though although except because while whereas yet then mais cependant sauf pourtant puis tandis"
)
JOINING: Final = word_set("and et pis so or ou plus n")
AFTER_CAUSE: Final = word_set("i my it he she we they")
"""Words before which "cause" is short for "because"."""

SUBJECTS: Final = word_set(
    "i my now he she his her him they it today since having am is cannot then suddenly we you im its this that there"
    " j je mon ma mes la maintenant il elle en suis depuis on tout c ca son sa"
)


@dataclass(slots=True)
class Words:
    """The words of a text in order, with the clause and sentence each stands in."""

    words: list[str] = field(default_factory=list)
    clauses: list[int] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    asked: set[int] = field(default_factory=set)
    """Sentences that end with a question mark."""

    def __len__(self) -> int:
        return len(self.words)


def pieces(text: str) -> list[str]:
    """A text cut into words and the marks between them."""
    found: list[str] = PIECE.findall(plain(text))
    return found


def passages(letters: str, telling: Container[str]) -> Iterator[list[str]]:
    """A reply whole, cut into words and marks. Of a text longer than any reply, its beginning and then the surroundings
    of every telling word; passages that repeat each other are given once. The text is in plain letters.
    """
    beginning = list(islice(PIECE.finditer(letters), LONGEST_REPLY))
    yield [piece[0] for piece in beginning]
    if len(beginning) < LONGEST_REPLY:
        return
    seen: set[str] = set()
    for start, stop in _around_telling(letters, max(0, beginning[-1].end() - AROUND), telling):
        passage = letters[start:stop]
        if passage not in seen:
            seen.add(passage)
            yield PIECE.findall(passage)


def _around_telling(letters: str, begin: int, telling: Container[str]) -> Iterator[tuple[int, int]]:
    """Where the passages around telling words start and stop, from here on."""
    start = stop = -1
    for word in LETTERS_OR_DIGITS.finditer(letters, begin):
        if word[0][:TELLING_LETTERS] not in telling:
            continue
        at = word.start()
        if at - AROUND > stop or at - start > LONGEST_PASSAGE:
            if stop >= 0:
                yield start, _next_blank(letters, stop)
            start = _next_blank(letters, max(begin, at - AROUND))
        stop = at + AROUND
    if stop >= 0:
        yield start, _next_blank(letters, stop)


def _next_blank(letters: str, at: int) -> int:
    """The end of the word that stands here, so that none is cut in two; a text without blanks is cut where it is."""
    blank = letters.find(" ", at, at + LONGEST_WORD)
    return at if blank < 0 else blank


def read_words(cut: Iterable[str], short_forms: Mapping[str, tuple[str, ...]]) -> Words:
    """The words of a text, short forms written out ("can't", "cant" and "can not" are all "cannot")."""
    read = Words()
    clause = sentence = 0
    for piece in cut:
        first = piece[0]
        if first in ".!?;\n\r":
            if "?" in piece:
                read.asked.add(sentence)
            clause, sentence = clause + 1, sentence + 1
        elif first in ',:()"…–—/-':
            clause += 1
        else:
            for word in _written_out(piece, short_forms):
                if read.words[-2:] == [word, word]:
                    continue
                if word in AFTER_CAUSE and read.words[-1:] == ["cause"]:
                    read.words[-1], clause = "because", clause + 1
                clause += word in CLAUSE_WORDS or _joins(read.words, word)
                read.words.append(word)
                read.clauses.append(clause)
                read.sentences.append(sentence)
    return read


def _written_out(piece: str, short_forms: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    known = short_forms.get(piece)
    if known is not None:
        yield from known
    elif piece[0].isdigit():
        yield re.split("[.,]", piece, maxsplit=1)[0][:6]
    elif "'" in piece:
        for i, part in enumerate(piece[: 2 * LONGEST_WORD].split("'")):
            if i == 0 or part != "s":  # "mom's" loses its s, "s'évanouir" does not
                yield from short_forms.get(part, (part,)) if len(part) > 1 else (part,)
    else:
        yield piece[:LONGEST_WORD]


def _joins(before: list[str], word: str) -> bool:
    """Whether a new clause begins with this word: "and" stood before it, and it is a subject."""
    return word in SUBJECTS and bool(before) and before[-1] in JOINING
