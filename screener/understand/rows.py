"""Rows of test data, read one by one as `screener understand` prints them."""

from collections.abc import Mapping
from typing import Any

from screener.understand.danger import danger
from screener.understand.faq import Answer, Faq


def predict_danger(row: Mapping[str, Any]) -> str:
    """`emergency`, `crisis` or `none`."""
    return danger(str(row["text"])).kind or "none"


def predict_side_question(row: Mapping[str, Any], faq: Faq) -> str:
    """The topic that answers the question, or `none` where it is declined or asks nothing."""
    answer = faq.answer(str(row["text"]))
    return answer.topic if isinstance(answer, Answer) else "none"
