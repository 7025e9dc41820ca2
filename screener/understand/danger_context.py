"""What stands around a sign: a denial, the past, another person, a figure of speech, a question, the usual attack."""

import re
from functools import cached_property
from typing import Final

from screener.understand.danger_denial import OWN_VERBS, Denials
from screener.understand.danger_lexicon import Pattern
from screener.understand.danger_match import Match, Span
from screener.understand.danger_places import FIRST_PERSON, remembered
from screener.understand.danger_text import word_set

YEAR: Final = re.compile(r"(?:19[3-9]|20[0-3])\d")
YOUNG: Final = word_set("enfant bebe ado petit petite jeune younger")
YEARS: Final = word_set("ans annees mois")
"""Behind "il y a" and a number."""

AGE_WORDS: Final = frozenset({"at", "age", "aged", "a"})
NOW_VERBS: Final = word_set(
    "is are cannot keeps keep will just going not does seems says said wants want est veut dit repond respire tremble"
    " convulse vient perd arrive parle needs still"
)
SAID_NOW: Final = word_set("says said wants want keeps talking talks going is veut dit parle")
ENDED: Final = word_set("tente killed committed died suicide hanged overdosed attempted shot")
GONE: Final = word_set("died mort morte decede decedee")
LASTING: Final = word_set("crises seizure seizures stroke strokes avc convulsions attack attacks fits faint fainting")
ANAPHORA: Final = word_set("it that this happened was c ca these those")
WHEN: Final = word_set(
    "over about almost nearly in back years long ages decades when as many several few il y quand au"
)
THAT_WAS: Final = {("that", "was"), ("it", "was"), ("c", "etait")}
ASKS_BACK: Final = {("what", "is", "that"), ("what", "does", "that"), ("what", "is", "it"), ("c", "est", "quoi")}


class Context(Denials):
    """One stretch of text, asked about its matches."""

    def counts(self, match: Match, pattern: Pattern) -> bool:
        """Whether a match is said of now and of somebody here, rather than denied, remembered or imagined."""
        if (pattern.has_figures and self._is_figure(match)) or self._is_denied(match):
            return False
        crisis = pattern.kind == "crisis"
        if self._is_past(match, pattern) or self._is_of_somebody_else(match, crisis) or self._is_told(match):
            return False
        if crisis:
            return not self._is_general_crisis(match)
        return not (
            self._is_supposed(match)
            or self._is_general(match)
            or self._is_quoted(match)
            or self._is_usual(match, pattern)
        )

    # Time

    def _is_past(self, match: Match, pattern: Pattern) -> bool:
        clause, sentence = self._whole_clause(match), self._sentence_of(match)
        if self._is_recent(clause) or (pattern.kind == "crisis" and self._is_recent((clause[0], sentence[1]))):
            return False
        if self._tells_of_the_past(clause):
            return True
        opening = (sentence[0], min(sentence[0] + 3, sentence[1]))
        if self._tells_of_the_past(opening) and not self._is_present(clause):
            return True
        if self._happened_long_ago(clause[1] + 1):
            return True
        everything = (0, len(self.stretch.words) - 1)
        emergency = pattern.kind == "emergency"
        return emergency and self._has("resolved", (clause[0], everything[1])) and not self._is_recent(everything)

    @remembered
    def _is_recent(self, span: Span) -> bool:
        """A mark of now that is not a mere part of "fine now"."""
        done = [(a, b + 1) for a, b in self._marks("resolved", span)] + list(self._marks("past", span))
        return any(not any(a <= mark[0] and mark[1] <= b for a, b in done) for mark in self._marks("recent", span))

    @remembered
    def _tells_of_the_past(self, span: Span) -> bool:
        if any(not self._is_no_memory(mark) for mark in self._marks("past", span)):
            return True
        words = self._words(span)
        if words[-1] in YOUNG and words[-2:-1] not in (["mon"], ["mes"], ["un"], ["une"], ["my"], ["the"], ["son"]):
            return True
        for i, word in enumerate(words):
            if YEAR.fullmatch(word):
                return True
            if word in YEARS and i > 2 and words[i - 3 : i - 1] == ["y", "a"]:
                return True
            if word.isdigit() and i and words[i - 1] in AGE_WORDS and 2 <= int(word) <= 60:
                behind = words[i + 1 : i + 2]
                if behind in ([], ["ans"], ["and"], ["years"], ["from"], ["with"], ["during"]):
                    return words[i - 1] != "a" or behind == ["ans"]
        return False

    def _is_no_memory(self, mark: Span) -> bool:
        """ "All at once", "once a week", "once i", "my last Christmas": no memory."""
        words = self.stretch.words
        if words[mark[0]] == "last":
            return mark[0] > 0 and words[mark[0] - 1] == "my"
        if words[mark[0]] != "once" or mark[0] != mark[1]:
            return False
        before = words[mark[0] - 1] if mark[0] else ""
        behind = words[mark[0] + 1] if mark[0] + 1 < len(words) else ""
        return before == "at" or behind in ("a", "an", "i", "per", "every", "and", "the")

    def _is_present(self, clause: Span) -> bool:
        return any(word in ("is", "am", "are", "cannot", "keeps", "est", "suis") for word in self._words(clause))

    def _happened_long_ago(self, start: int) -> bool:
        """The clause behind says when: "that was in 2009", "it happened years ago", or only "8 years ago"."""
        if start >= len(self.stretch.words):
            return False
        word = self.stretch.words[start]
        clause = self._bounds[self.stretch.clauses[start]]
        if (word in ANAPHORA or word in WHEN or word.isdigit()) and self._tells_of_the_past(clause):
            return not self._is_recent(clause)
        then = clause[1] + 1  # "I fainted, they gave me fluids, that was in 2009"
        return tuple(self.stretch.words[then : then + 2]) in THAT_WAS and self._happened_long_ago(then)

    # People

    def _is_of_somebody_else(self, match: Match, crisis: bool) -> bool:
        """Somebody who is not here: a grandmother's stroke, an uncle who killed himself, a dog."""
        who = self._who((match.spans[-1 if crisis else 0][0], match.end))
        if who is None:
            return False
        kind, place = who
        clause = self._whole_clause(match)
        if kind == "animals":
            return not (crisis and any(word in FIRST_PERSON for word in self._words(clause)))
        span = (min(place, clause[0]), clause[1])
        words = self._words(span)
        if self._is_recent(span):
            return False
        if crisis:
            return any(word in ENDED for word in words) and not any(word in SAID_NOW for word in words)
        if kind == "near":
            return False
        lasting = any(word in LASTING for word in words)
        had = self._has("had", span) and (lasting or "has" not in words)
        if any(word in GONE for word in words) or "passed from" in " ".join(words):
            return True
        if "crises" in words or "seizures" in words or "strokes" in words:
            return True
        happening = [word for word in words if word in NOW_VERBS]
        return (
            (had and not happening)
            or "family" in words
            or "famille" in words
            or (words[-1] == "side" and words[-2:-1] not in (["right"], ["left"], ["one"], ["his"], ["her"]))
            or (not happening and lasting and "fait" not in words and "having" not in words)
        )

    @remembered
    def _who(self, span: Span) -> tuple[str, int] | None:
        """Of whom is spoken: the person named last before the span, or else behind it. None for the visitor."""
        about, end = span
        opening = self._sentence[self.stretch.sentences[about]][0]
        for place in range(about, opening - 1, -1):
            if kind := self._person_at(place):
                return kind
            if self.stretch.words[place] in FIRST_PERSON and place < about and not self._names_person(place):
                return None
        for place in range(end + 1, self._bounds[self.stretch.clauses[end]][1] + 1):
            if self.stretch.words[place] in ("i", "je", "j"):
                return None
            if kind := self._person_at(place):
                return kind
        return None

    def _person_at(self, place: int) -> tuple[str, int] | None:
        if self.stretch.words[place : place + 2] == ["il", "y"]:
            return None
        return (self._people[place], place) if place in self._people else None

    @cached_property
    def _people(self) -> dict[int, str]:
        found = self.stretch.found
        return {a: kind for kind in ("near", "relatives", "animals") for a, _ in found.get(f"@{kind}", ())}

    def _names_person(self, place: int) -> bool:
        """Whether this "my" belongs to a person: "my mom", "mon père"."""
        return any(self._person_at(near) for near in (place + 1, place + 2) if near < len(self.stretch.words))

    def _is_told(self, match: Match) -> bool:
        """From the news, a film, a book: nobody here."""
        sentence = self._sentence_of(match)
        for _, end in self._marks("media", (sentence[0], match.start)):
            between = self.stretch.words[end + 1 : match.end + 1]
            if not any(word in FIRST_PERSON for word in between):
                return True
        clause = self._whole_clause(match)
        return self._has("media", (match.end, clause[1])) and not any(w in FIRST_PERSON for w in self._words(clause))

    # Questions

    def _is_supposed(self, match: Match) -> bool:
        """Behind an "if" that supposes."""
        clause = self._clause(match)
        spared = [*self._marks("not_hypothetical", (0, len(self.stretch.words) - 1))]
        return any(
            not any(a <= mark[0] <= b for a, b in spared)
            for mark in self._marks("hypothetical", (clause[0], match.start))
        )

    def _is_general(self, match: Match) -> bool:
        sentence = self._sentence_of(match)
        if not self._outside("general", sentence, match) or self._has("happening", sentence):
            return False
        return self._is_asked(sentence) or self._has("topic", (self._clause(match)[0], match.end))

    def _is_asked(self, sentence: Span) -> bool:
        if self.stretch.sentences[sentence[0]] in self.stretch.asked:
            return True
        opening = (sentence[0], min(sentence[0] + 2, sentence[1]))
        return self.stretch.words[sentence[0] + 1 : sentence[0] + 2] != ["not"] and self._has("asking", opening)

    def _is_general_crisis(self, match: Match) -> bool:
        sentence = self._sentence_of(match)
        if self._is_supposed(match) and self._has("plans_to_call", sentence):
            return True
        if self._has("asks_why", (self._clause(match)[0], match.start)):
            return True
        if any(word in FIRST_PERSON for word in self._words(sentence)):
            return False
        return self._is_asked(sentence) and self._outside("general_crisis", sentence, match)

    def _is_quoted(self, match: Match) -> bool:
        """The clinic's own words given back: "you asked about fainting", "thunderclap? what's that"."""
        behind = self._bounds[self.stretch.clauses[match.end]][1] + 1
        if tuple(self.stretch.words[behind : behind + 3]) in ASKS_BACK:
            return True
        return self._outside("quoting", self._whole_clause(match), match)

    # The usual attack

    def _is_usual(self, match: Match, pattern: Pattern) -> bool:
        if not pattern.has_usual:
            return False
        sentence, clause = self._sentence_of(match), self._whole_clause(match)
        if not self._outside("usual", sentence, match) or self._is_unusual(sentence, match):
            return False
        return self._outside("usual", clause, match) or not any(word in OWN_VERBS for word in self._words(clause))

    def _is_unusual(self, span: Span, match: Match) -> bool:
        usual = list(self._marks("usual", span))
        return any(
            not any(a <= mark[0] and mark[1] <= b for a, b in (*usual, *match.spans))
            for mark in self._marks("not_usual", span)
        )
