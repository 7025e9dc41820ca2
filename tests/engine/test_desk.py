"""A flow's own words for staff: read, checked, and chosen by the answers."""

import pytest
from flow_texts import FULL, SMALL, answered, flow_from, small_machine

from screener.engine.desk import Desk, read_desk
from screener.engine.errors import FlowError

WORDS = """\
summary:
  - - {when: age < 18, say: Young}
    - {when: age >= 18, say: "Aged {age}"}
  - - {when: frequent, say: Hurts often}
notes:
  - {when: 13 <= pain_days <= 16, say: "{pain_days}: close to 15."}
sheet:
  - {title: Pain, show: [pain_days, features]}
"""


def desk(text: str = WORDS) -> Desk:
    return read_desk(text, flow_from(SMALL))


def test_the_first_sentence_of_each_list_that_applies_is_said() -> None:
    adult = answered(small_machine(), FULL).said
    assert desk().summed_up(adult) == ("Aged {age}", "Hurts often")
    assert desk().summed_up({"age": 12}) == ("Young",)
    assert desk().summed_up({}) == ()


def test_a_note_stands_where_it_applies() -> None:
    assert [note.say for note in desk().noted({"pain_days": 14})] == ["{pain_days}: close to 15."]
    assert desk().noted({"pain_days": 20}) == ()
    assert desk().noted({"pain_days": "unsure"}) == ()


@pytest.mark.parametrize(
    ("wrong", "instead", "said"),
    [
        ("age < 18", "aeg < 18", "desk.yaml:2:14:"),
        ("{age}", "{agee}", "there is no 'agee' in knee"),
        ("show: [pain_days", "show: [pain_dais", "there is no 'pain_dais' in knee"),
        ("title: Pain", "titel: Pain", "desk.yaml:8"),
        ('close to 15."}', 'close to 15.", source: BOOK}', "there is no 'BOOK' in knee"),
    ],
)
def test_a_mistake_is_told_with_its_place(wrong: str, instead: str, said: str) -> None:
    with pytest.raises(FlowError) as refused:
        desk(WORDS.replace(wrong, instead, 1))
    assert said in " ".join(str(problem) for problem in refused.value.problems)
