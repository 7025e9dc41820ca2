"""A side question as words: what they say in common with others, whether it is a question, and which words are strange."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from screener.understand.danger_lexicon import Phrases, add_phrase, lexicon, read_lexicon_file, split_list
from screener.understand.danger_text import PIECE, plain

LONGEST_QUESTION: Final = 600
"""Characters that are read of a question."""

ENDINGS: Final = ("ments", "ment", "ings", "ing", "ions", "ion", "es", "ed", "s", "e")
SHORTEST_STEM: Final = 4

OPENERS: Final = frozenset(
    "what how why who where which can could do does did is are will would should may whats hows whos wheres isn doesn"
    " comment combien pourquoi quel quelle quels quelles quoi qui est puis peut pouvez peux dois devrais faut avez"
    " etes vendez prenez vais whose am ou any".split()
)
ASKING: Final = re.compile(
    r"\b(?:wonder\w*|curious|tell me|explain\w*|want to know|like to know|need to know|not (?:understand|get|know) what|no idea what"
    r"|what about|how about|any idea|does it matter|does that matter|is (?:that|this|it) (?:ok|okay|an? |safe|bad|fine|allowed)"
    r"|give me|teach me|show me|sell me|write me|help me|list of|ideas? (?:for|of)|idees? de|what if|or not|never heard"
    r"|(?:how|what|where|when|who|why|which)(?: \w+)? (?:is|are|do|does|did|can|will|would|should|much|many|long|often|soon|to)\b"
    r"|does|(?:will|could|would|can) (?:a|it|this|you|they|there|botox)|quoi|combien|comment|pourquoi|quels?|quelles?|quand$|aidez"
    r"|est ce|c est quoi|c koi|c est tu|ca \w+ tu|y a tu|qu est|me demande|aimerais savoir|voudrais savoir|savoir si|expliqu\w+"
    r"|comprends pas|aide[zr]? moi|a quoi|a qui|de quoi|et si|et avec|et les|quand (?:est|vais|faut|s|aller|on|peut|dois)|aux combien"
    r"|on \w+ ou|ou (?:est|sont|etes|se)|dans combien|apres combien|ignore|forget|raconte|c est (?:ou|qui|combien|long|pour)|\w+ ou|\w+ combien)\b"
)
INVERTED: Final = re.compile(r"\b\w+-(?:tu|vous|je|on|il|elle|ils|elles|t-il|t-elle|t-on|nous)\b")
WORRY: Final = re.compile(r"\b(?:scared|afraid|terrified|worried|nervous|phobi\w+|peur|inquiet\w*)\b")
MEANT_AS_TIME: Final = re.compile(r"^(?:what|who) i\b|^qui (?:me|m)\b")
NOUNS_ASKED: Final = frozenset(
    "cost insurance sideeffect privacy location book safety bot cosmetic units alternative interaction".split()
)
FIRST_PERSON: Final = frozenset("i my me j je mon ma mes we on no yes oui non not pas".split())


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Which words say the same, which say nothing, and which are too ordinary to be strange."""

    words: Mapping[str, str]
    stems: Mapping[str, str]
    phrases: Mapping[str, Phrases]
    little: frozenset[str]
    ordinary: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary that comes with the program."""
    data = read_lexicon_file("faq_words.yaml")
    words: dict[str, str] = {}
    stems: dict[str, str] = {}
    phrases: dict[str, Phrases] = {}
    for group, text in data["same"].items():
        for entry in split_list(text):
            if " " in entry:
                add_phrase(phrases, entry.split(), group)
            elif entry.endswith("*"):
                stems[entry[:-1]] = group
            else:
                words[entry] = group
    return Vocabulary(
        words, stems, phrases, frozenset(split_list(data["little"])), frozenset(split_list(data["ordinary"]))
    )


def words_of(text: str) -> list[str]:
    """The words of a question, short forms written out."""
    short_forms = lexicon().short_forms
    found: list[str] = []
    for piece in PIECE.findall(plain(text[:LONGEST_QUESTION])):
        if piece[0].isalnum():
            parts = piece.split("'")
            found.extend(short_forms.get(piece) or [part for i, part in enumerate(parts) if i == 0 or part != "s"])
    return found


def groups_of(words: list[str]) -> tuple[set[str], set[int]]:
    """The groups that words and phrases belong to, and the places of the words that belong to one."""
    known = vocabulary()
    groups: set[str] = set()
    places: set[int] = set()
    for i, word in enumerate(words):
        for group, length in _groups_at(words, i, word, known):
            groups.add(group)
            places.update(range(i, i + length))
    return groups, places


def _groups_at(words: list[str], at: int, word: str, known: Vocabulary) -> Iterator[tuple[str, int]]:
    if word in known.words:
        yield known.words[word], 1
    else:
        for length in range(min(len(word), 14), 2, -1):
            if word[:length] in known.stems:
                yield known.stems[word[:length]], 1
                break
    place, length = known.phrases.get(word), 1
    while place is not None:
        for group in place.labels:
            yield group, length
        place = place.on.get(words[at + length]) if at + length < len(words) else None
        length += 1


def stem(word: str) -> str:
    """A word without its ending."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def strange(words: list[str], places: Iterable[int], asked: frozenset[str]) -> list[str]:
    """Words that no topic speaks of: neither in a group, nor in any way to ask, nor ordinary."""
    known = vocabulary()
    covered = set(places)
    return [
        word
        for i, word in enumerate(words)
        if i not in covered
        and not word.isdigit()
        and len(word) > 1
        and word not in known.little
        and word not in known.ordinary
        and stem(word) not in asked
    ]


def is_question(text: str, words: list[str], groups: set[str]) -> bool:
    """Whether a text asks something. A plain statement or answer does not."""
    if not words:
        return False
    if "?" in text:
        return True
    joined = " ".join(words)
    if MEANT_AS_TIME.match(joined):
        return False
    if words[0] in OPENERS or (
        words[0] in ("so", "and", "but", "hi", "hello", "ok", "um", "et", "bonjour")
        and words[1:2]
        and words[1] in OPENERS
    ):
        return True
    if ASKING.search(joined) or INVERTED.search(plain(text[:LONGEST_QUESTION])) or _asks_when(words):
        return True
    if WORRY.search(joined):
        return True
    return len(words) <= 5 and bool(groups & NOUNS_ASKED) and not FIRST_PERSON & set(words)


def _asks_when(words: list[str]) -> bool:
    """ "When does it work", but not "when i was young"."""
    return words[0] in ("when", "quand") and words[1:2] not in (
        ["i"],
        ["it"],
        ["my"],
        ["the"],
        ["je"],
        ["j"],
        ["il"],
        ["mes"],
        ["c"],
        ["ca"],
    )
