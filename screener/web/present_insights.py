"""From counts by day to what the desk's page of insights shows: tables, with a chart beside each."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from screener.counting import FEEDBACK, MINUTES, SECONDS, median
from screener.engine.flow import Flow
from screener.languages import in_english
from screener.store import counts
from screener.store.counts import Between
from screener.web.staff_words import URGENCY_WORDS, first_clause, plain

WIDTH: Final = 100.0
"""Of the longest bar, in hundredths of the chart's."""
HOUR: Final = 60
DAY: Final = 24 * HOUR
NOT_KNOWN: Final = "–"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: its words, its number as said, and its length in hundredths of the longest."""

    label: str
    said: str
    length: float


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of one column of a table. `says` is the same in a sentence, for who does not see it."""

    id: str
    title: str
    says: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One question to the counts, with its answer in rows. The first cell of a row is its name."""

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    chart: Chart
    note: str = ""
    keys: tuple[str, ...] = ()
    """What the rows are of, where more can be seen of each."""


def tables(between: Between, flow: Flow) -> tuple[Table, ...]:
    """Every table of the page, over these days."""
    return (
        _weeks(between),
        _outcomes(between, flow),
        _urgencies(between),
        _questions(between, flow),
        _side_questions(between),
        _languages(between),
        _first_contact(between),
        _feedback(between),
    )


def _weeks(between: Between) -> Table:
    """Begun and finished, by weeks that begin on Monday."""
    begun, ended = Counter[date](), Counter[date]()
    for found, measure in ((begun, "begun"), (ended, "outcome")):
        for (day, _), number in counts.by_day(between, measure).items():
            found[_monday(day)] += number
    weeks = _mondays(between)
    rows = tuple(
        (f"{week:%d %b %Y}", str(begun[week]), str(ended[week]), _share(ended[week], begun[week])) for week in weeks
    )
    return Table(
        "weeks",
        "Screenings per week",
        ("Week of", "Begun", "With an outcome", "Share"),
        rows,
        _chart("weeks", "Screenings begun per week", [(f"{week:%d %b}", begun[week]) for week in weeks]),
        note="An outcome counts in the week in which its screening began.",
    )


def _outcomes(between: Between, flow: Flow) -> Table:
    names = {
        outcome.id: first_clause(outcome.staff or outcome.title or "") or plain(outcome.id) for outcome in flow.outcomes
    }
    return _shares("outcomes", "Outcomes", "Outcome", _named(counts.sums(between, "outcome")), names)


def _urgencies(between: Between) -> Table:
    return _shares("urgency", "Urgency", "Urgency", _named(counts.sums(between, "urgency")), URGENCY_WORDS)


def _languages(between: Between) -> Table:
    found = counts.by_language(between, "begun")
    return _shares("languages", "Languages", "Language", found, {code: in_english(code) for code in found})


def _side_questions(between: Between) -> Table:
    asked = _named(counts.sums(between, "side"))
    declined = sum(counts.sums(between, "declined").values())
    return _shares(
        "side_questions",
        "Questions that visitors asked",
        "Topic",
        {**asked, "declined": declined} if declined else asked,
        {"declined": "Not answered, referred to the physician"},
    )


def _questions(between: Between, flow: Flow) -> Table:
    """In the order of the flow: where people stop, how long they take, and where they are not understood."""
    shown, left_by, unclear = (_named(counts.sums(between, name)) for name in ("shown", "left_by", "unclear"))
    seconds: dict[str, dict[int, int]] = {}
    for (name, bucket), number in counts.sums(between, "seconds").items():
        seconds.setdefault(name, {})[bucket] = number
    words = {question.id: question.short or plain(question.id) for question in flow.questions}
    asked = [name for name in words if shown.get(name)] + sorted(set(shown) - set(words))
    left = {name: max(0, shown[name] - left_by.get(name, 0)) for name in asked}
    rows = tuple(
        (
            words.get(name, plain(name)),
            str(shown[name]),
            str(left[name]),
            _share(left[name], shown[name]),
            _seconds(median(seconds.get(name, {}), SECONDS)),
            str(unclear.get(name, 0)),
        )
        for name in asked
    )
    return Table(
        "questions",
        "Questions",
        ("Question", "Shown", "Left here", "Share", "Median time", "Unclear replies"),
        rows,
        _chart(
            "questions",
            "Left here, of 1,000 who were shown the question",
            [(words.get(name, plain(name)), round(1000 * left[name] / shown[name])) for name in asked],
        ),
        note="Counted by visit: a question that somebody came back to counts again. Who is still answering counts as "
        "having left.",
        keys=tuple(asked),
    )


def _first_contact(between: Between) -> Table:
    """From the outcome, or the later asking to be contacted, until staff first reached somebody."""
    waited: dict[str, dict[int, int]] = {}
    for (name, bucket), number in counts.sums(between, "reached").items():
        waited.setdefault(name, {})[bucket] = number
    middle = {name: median(waited[name], MINUTES) for name in URGENCY_WORDS if name in waited}
    rows = tuple(
        (URGENCY_WORDS[name], str(sum(waited[name].values())), _minutes(value)) for name, value in middle.items()
    )
    bars = [(URGENCY_WORDS[name], round(value / HOUR)) for name, value in middle.items() if value is not None]
    return Table(
        "first_contact",
        "Time to first contact",
        ("Urgency", "Reached", "Median time"),
        rows,
        _chart("first_contact", "Median hours until somebody was reached", bars),
        note="By the clock, nights and weekends included.",
    )


FEEDBACK_WORDS: Final = {
    f"{name}:{answer}": f"{ask} {answer.capitalize()}"
    for name, ask in (("easy", "Easy to answer?"), ("next_step", "Knew what to do next?"))
    for answer in FEEDBACK[name]
}


def _feedback(between: Between) -> Table:
    """What visitors said about the questions, in the order in which they are asked."""
    found = _named(counts.sums(between, "feedback"))
    rows = tuple((words, str(found.get(name, 0))) for name, words in FEEDBACK_WORDS.items()) if found else ()
    bars = [(words, found.get(name, 0)) for name, words in FEEDBACK_WORDS.items()]
    return Table(
        "feedback",
        "What visitors said about the questions",
        ("Answer", "Number"),
        rows,
        _chart("feedback", "What visitors said about the questions", bars),
        note="Asked at the end, of those who care to say. Kept beside nobody.",
    )


# --- Parts of tables ------------------------------------------------------------------------------------------------


def _shares(table_id: str, title: str, of: str, found: Mapping[str, int], words: Mapping[str, str]) -> Table:
    """How many of each, the most first, with the share of all."""
    total = sum(found.values())
    most = sorted((name for name in found if found[name]), key=lambda name: (-found[name], name))
    rows = tuple((words.get(name, plain(name)), str(found[name]), _share(found[name], total)) for name in most)
    bars = [(words.get(name, plain(name)), found[name]) for name in most]
    return Table(table_id, title, (of, "Number", "Share"), rows, _chart(table_id, title, bars))


def _chart(chart_id: str, title: str, bars: Iterable[tuple[str, int]]) -> Chart:
    drawn = list(bars)
    longest = max((number for _, number in drawn), default=0) or 1
    says = "; ".join(f"{label}: {number}" for label, number in drawn)
    return Chart(
        chart_id, title, says, tuple(Bar(label, f"{number:,}", WIDTH * number / longest) for label, number in drawn)
    )


def _named(found: Mapping[tuple[str, int], int]) -> dict[str, int]:
    summed: Counter[str] = Counter()
    for (name, _), number in found.items():
        summed[name] += number
    return dict(summed)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else NOT_KNOWN


def _seconds(value: float | None) -> str:
    return NOT_KNOWN if value is None else f"{value:.0f} s"


def _minutes(value: float | None) -> str:
    if value is None:
        return NOT_KNOWN
    if value < HOUR:
        return f"{value:.0f} min"
    return f"{value / HOUR:.1f} h" if value < 2 * DAY else f"{value / DAY:.1f} days"


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _mondays(between: Between) -> list[date]:
    first, last = _monday(between.first), _monday(between.last)
    return [first + timedelta(days=offset) for offset in range(0, (last - first).days + 1, 7)]
