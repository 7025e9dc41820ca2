"""Scores: points for options, added over several questions, as published questionnaires have them."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from pydantic import StrictInt

from screener.engine.part import Id, Sourced, Text
from screener.engine.quantities import Points
from screener.engine.yaml import Path

if TYPE_CHECKING:
    from screener.engine.flow import Flow, Question


class Score(Sourced):
    """What each option of each of its questions adds."""

    points: Mapping[Id, Mapping[Id, StrictInt]]
    title: Text | None = None


def points_of(score: Score, questions: "Mapping[str, Question]") -> tuple[Points, ...]:
    """What a score is the sum of, in the order in which it names its questions."""
    return tuple(
        Points(name, tuple(each.items()), name in questions and questions[name].kind == "some")
        for name, each in score.points.items()
    )


def score_problems(flow: "Flow") -> Iterator[tuple[Path, str]]:
    """A score gives points to every option of questions that have options."""
    for name, score in flow.scores.items():
        if not score.points:
            yield (
                ("scores", name, "points"),
                f"{name} adds nothing up: name its questions and the points of each option",
            )
        for question_id, each in score.points.items():
            path: Path = ("scores", name, "points", question_id)
            question = flow.by_id.get(question_id)
            if question is None or not question.options:
                yield path, f"{question_id} is no question with options: only options have points"
                continue
            for option in each:
                if option not in question.option_ids:
                    yield (*path, option), f"{question_id} has no option '{option}'"
            missing = [option for option in question.option_ids if option not in each]
            if missing:
                yield path, f"{name} gives no points to {', '.join(missing)}: say how many, 0 too"
