"""What can go wrong in the engine. No error ever holds a visitor's answer: errors get logged."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a flow's file: where it is, and what to do about it."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class ScreenerError(Exception):
    """The family of errors that the program raises on purpose."""


class FlowError(ScreenerError):
    """A flow that cannot be used, with every problem that was found in its files."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class ConditionError(ScreenerError):
    """A condition that cannot be read.

    `offset` counts characters from the start of its text; `within` is the condition that holds the mistake, which
    may be a fact that another condition speaks of.
    """

    def __init__(self, message: str, offset: int = 0, within: object = None) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset
        self.within = within


class AnswerError(ScreenerError):
    """An answer that its question cannot take.

    `problem` is one of the codes below, for the words shown to whoever gave it.
    """

    CODES = frozenset(
        {
            "unknown_question",
            "not_asked_now",
            "missing",
            "not_a_number",
            "too_low",
            "too_high",
            "unknown_option",
            "not_offered",
            "one_only",
            "not_a_list",
            "none_with_others",
            "unsure_not_offered",
            "not_text",
            "too_long",
        }
    )

    def __init__(self, question: str, problem: str) -> None:
        if problem not in self.CODES:
            raise ValueError(f"no such problem: {problem}")
        super().__init__(f"{question}: {problem.replace('_', ' ')}")
        self.question = question
        self.problem = problem


class StepError(ScreenerError):
    """A step that is not possible where the visitor is, such as going back before the first answer."""
