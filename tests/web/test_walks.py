"""Every walk that the proof found, driven through the real chat: what is stored is what the interpreter says."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from test_chat import Visitor
from walked import shipped_walks

from screener.engine.answers import Value
from screener.library import shipped
from screener.proof.walks import Walk
from screener.store.cases import by_reference
from screener.store.models import Screening, db
from screener.store.screenings import hashed


@pytest.fixture
def flows() -> Path:
    return shipped("flows")


def filled_in(value: Value) -> Sequence[str]:
    """An answer as the form's fields send it."""
    if value is None:
        return []
    return value if isinstance(value, tuple) else [str(value)]


def walk_through(visitor: Visitor, walk: Walk) -> list[str]:
    """Answer whatever is asked; go on from cards, and keep answers that do not fit each other. Gives what was asked."""
    asked = []
    while (question := visitor.question) or 'value="go_on"' in visitor.page.text or 'value="keep"' in visitor.page.text:
        if question:
            asked.append(question)
            visitor.answer(*filled_in(walk.interview.counting[question]))
        else:
            visitor.send("go_on" if 'value="go_on"' in visitor.page.text else "keep")
        assert visitor.page.status_code == 200, visitor.page.text
    return asked


@pytest.mark.parametrize(
    ("flow_id", "part", "parts"), [*(("migraine", quarter, 4) for quarter in range(4)), ("follow-up", 0, 1)]
)
def test_what_is_stored_after_each_walk_is_what_the_interpreter_says(
    app: Flask, flow_id: str, part: int, parts: int
) -> None:
    for walk in shipped_walks(flow_id).walks[part::parts]:
        visitor = Visitor(app.test_client(), flow_id)
        token = visitor.hidden("token")
        asked = walk_through(visitor, walk)
        with app.app_context():
            row = db.session.scalars(select(Screening).where(Screening.token_hash == hashed(token))).one()
            stored = by_reference(row.reference)
        assert stored is not None
        decision = walk.interview.decision
        assert decision.outcome is not None
        assert asked == list(walk.interview.path)
        assert (stored.outcome, stored.urgency) == (decision.outcome.id, decision.urgency)
        assert stored.flags == decision.codes
