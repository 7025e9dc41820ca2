"""A text as the reading of danger sees it: plain words, in clauses and sentences. Linear in the text's length."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from screener.understand.danger_letters import plain


def word_set(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


PIECE: Final = re.compile(r"[a-z]+(?:'[a-z]+)*|\d+(?:[.,]\d+)?|[.!?;\n\r]+|[,:()\"…–—/]+|(?<=\s)-+(?=\s)")
LONGEST_REPLY: Final = 450
"""Words and marks: longer than what the longest question takes."""

AROUND: Final = 25
LONGEST_PASSAGE: Final = 80
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


def passages(cut: list[str], telling: Container[str]) -> Iterator[list[str]]:
    """A reply whole. Of a text longer than any reply, its beginning and the surroundings of every telling word.

    Passages that repeat each other are given once.
    """
    yield cut[:LONGEST_REPLY]
    begin = max(0, LONGEST_REPLY - AROUND)
    seen: set[tuple[str, ...]] = set()
    start = stop = -1
    for i in range(begin, len(cut)):
        if cut[i][:TELLING_LETTERS] not in telling:
            continue
        if i - AROUND > stop or i - start > LONGEST_PASSAGE:
            if stop >= 0 and (passage := tuple(cut[start:stop])) not in seen:
                seen.add(passage)
                yield list(passage)
            start = max(begin, i - AROUND)
        stop = i + AROUND
    if stop >= 0 and tuple(cut[start:stop]) not in seen:
        yield cut[start:stop]


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
