"""Texts that would be slow or trip a careless reader: each is a pattern repeated to any length."""

from typing import Final

PATTERNS: Final = {
    "digits": "9",
    "digits and points": "1.",
    "raised figures": "²",
    "figures of Ethiopia": "፩",
    "fractions": "½ ",
    "numbers": "15 ",
    "ranges": "1-2 or 3 to ",
    "shares": "3/4 of ",
    "denials": "not ",
    "double denials": "not no never ",
    "joined": "and ",
    "lists": "no, maybe, ",
    "corrections": "no wait 12 ",
    "the past": "used to be 15 now 4 ",
    "weekdays": "monday and ",
    "bounds": "at least about under over ",
    "good days": "3 good days out of 7 ",
    "attacks": "2 attacks of 3 days a week ",
    "every other": "every other other day ",
    "relatives": "my mom has migraine but i ",
    "medicines": "xarelto or no warfarin except ",
    "misspelt": "amitriptalyne botoks ",
    "open brackets": "(" * 7,
    "nested brackets": "([{",
    "questions": "?",
    "letters and quotes": "a'",
    "French": "pas de migraine sauf aux deux jours et ",
    "accents": "e\u0301\u0301",
    "blanks": " \t",
    "one long word": "z",
    "emoji": "🤕",
    "one word": "what ",
    "a decision": "should i ",
    "glued words": "how-tu ",
    "open ranges": "1-",
    "number words": "twenty one ",
    "points": "1.2.3.",
    "every day": "every other day ",
    "good days listed": "8 good days and ",
    "apostrophes": "a'b'",
    "danger": "my chest pain ",
    "no danger": "no stroke ",
    "life": "i dont want to live ",
    "two medicines": "botox advil ",
    "joiners": "a\u200d",
    "quotes without letters": "'",
    "brackets": "<(",
    "line ends": "\r\n",
    "signs that stand for many letters": "\ufdfa",
}


def of_length(pattern: str, length: int) -> str:
    return (pattern * (length // len(pattern) + 1))[:length]


NUMBERED = {
    "denials": "no seizure stroke faint mom q{} ",
    "other people": "my mom had a stroke seizure face numb arm weak in 2009 q{} ",
    "clauses": "no stroke, my mom had a seizure, face arm numb cannot lift q{}, ",
    "years": "seizure in 2009 q{} ",
}
"""No passage repeats another, so that each is read."""


def numbered(name: str, length: int) -> str:
    """A text of this length whose passages differ by a number."""
    return "".join(NUMBERED[name].format(number) for number in range(length // 14))[:length]
