"""Small flows at random, as texts, and every set of answers to them, one by one."""

from collections.abc import Iterator
from itertools import chain, combinations

from flow_texts import flow_from
from hypothesis import reject
from hypothesis import strategies as st

from screener.engine.answers import NONE, UNSURE
from screener.engine.errors import FlowError
from screener.engine.flow import Flow, Question
from screener.engine.interview import Interview, begin
from screener.engine.machine import FlowMachine

KINDS = ("number", "one", "some", "some", "words")
URGENCIES = ("routine", "days", "today", "emergency")


@st.composite
def small_flows(draw: st.DrawFn) -> Flow:
    """A flow of two to four questions that hang on each other, with stops, cautions and outcomes."""
    return draw(loaded(draw(st.lists(st.sampled_from(KINDS), min_size=2, max_size=4))))


@st.composite
def versions(draw: st.DrawFn) -> tuple[Flow, Flow]:
    """Two flows with other conditions and much the same questions: one may have become another, one may be new."""
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=2, max_size=3))
    changed = [kind if draw(st.integers(0, 4)) else draw(st.sampled_from(KINDS)) for kind in kinds]
    flows = [draw(loaded(kinds)), draw(loaded([*changed, *draw(st.lists(st.sampled_from(KINDS), max_size=1))]))]
    return tuple(draw(st.permutations(flows)))


@st.composite
def loaded(draw: st.DrawFn, kinds: list[str]) -> Flow:
    try:
        return flow_from(draw(flow_texts(kinds)))
    except FlowError:  # a number that the comparison can never be
        reject()


@st.composite
def flow_texts(draw: st.DrawFn, kinds: list[str]) -> str:
    lines = ["id: tiny", "title: Tiny", "given: [told]", "questions:"]
    lines += [draw(questions(kinds, place)) for place in range(len(kinds))]
    lines.append(scores(kinds))
    lines.append("facts: {fact: {is: " + quoted(draw(conditions(kinds))) + "}}")
    lines.append("cautions: {careful: {level: A, when: " + quoted(draw(conditions(kinds))) + "}}")
    lines.append("flags: {raised: {when: " + quoted(f"fact or {draw(conditions(kinds))}") + ", with: [first, last]}}")
    lines.append("outcomes:")
    for name in ("told_so", "first", "second"):
        when = "told" if name == "told_so" else draw(st.sampled_from(("{}", "{} or fact", "{} or caution(A)")))
        urgency = f"{{{draw(st.sampled_from(URGENCIES))}: {quoted(draw(conditions(kinds)))}}}"
        condition = quoted(when.format(draw(conditions(kinds))))
        lines.append(f"  - {{id: {name}, when: {condition}, urgency: [{{days: true}}, {urgency}], say: S.}}")
    lines.append("  - {id: last, when: true, urgency: routine, say: S.}")
    stops = draw(st.lists(st.tuples(conditions(kinds), st.sampled_from(("", ", after: s0"))), max_size=2))
    lines.append("stops: [" + ", ".join(f"{{when: {quoted(when)}{after}}}" for when, after in stops) + "]")
    return "\n".join(lines)


def scores(kinds: list[str]) -> str:
    """A score over every question with options."""
    scored = [place for place, kind in enumerate(kinds) if kind in ("one", "some")]
    points = ", ".join(f"q{place}: {{a: {place}, b{place}: 2, c: -1}}" for place in scored)
    return f"scores: {{score: {{points: {{{points}}}}}}}" if scored else "scores: {}"


def quoted(condition: str) -> str:
    return f'"{condition}"'


@st.composite
def questions(draw: st.DrawFn, kinds: list[str], place: int) -> str:
    kind = kinds[place]
    parts = [f"id: q{place}", f"section: s{place // 2}", f"kind: {kind}", "ask: What?", "for: [physician]"]
    if kind == "number":
        parts += ["min: 0", "max: 5"]
    if kind in ("one", "some"):
        offered = f", offered: {quoted(draw(conditions(kinds, place)))}" if place and draw(st.booleans()) else ""
        parts.append(f"options: [{{id: a, label: A}}, {{id: b, label: B, sign: days}}, {{id: c, label: C{offered}}}]")
        parts = [part.replace("id: b", f"id: b{place}") for part in parts]
    if kind != "words":
        parts.append("unsure: true")
    parts.append(f"optional: {str(kind == 'words' or draw(st.booleans())).lower()}")
    if place and draw(st.booleans()):
        parts.append(f"when: {quoted(draw(conditions(kinds, place)))}")
    return "  - {" + ", ".join(parts) + "}"


@st.composite
def conditions(draw: st.DrawFn, kinds: list[str], before: int | None = None) -> str:
    """A condition over the questions before a place."""
    form = draw(st.sampled_from(("{}", "{}", "not ({})", "unknown({})", "{} and {}", "{} or {}", "not ({} and {})")))
    return form.format(*(draw(comparisons(kinds, before)) for _ in range(form.count("{}"))))


@st.composite
def comparisons(draw: st.DrawFn, kinds: list[str], before: int | None) -> str:
    places = [place for place, kind in enumerate(kinds[:before]) if kind != "words"]
    if not places:
        return "told"
    if before is None and {"one", "some"} & set(kinds) and draw(st.integers(0, 4)) == 0:
        return f"score {draw(st.sampled_from(('==', '!=', '<', '<=', '>', '>=')))} {draw(st.integers(-1, 2))}"
    place, other = draw(st.sampled_from(places)), draw(st.sampled_from(places))
    option = draw(st.sampled_from(("a", f"b{place}", "c")))
    amount = {"number": "q{}", "some": "count(q{})"}
    if draw(st.integers(0, 5)) == 0:
        return f"q{place} {draw(st.sampled_from(('==', '!=')))} unsure"
    if kinds[place] == "one":
        return draw(st.sampled_from((f"q{place} == '{option}'", f"q{place} not in ['a', '{option}']")))
    if kinds[place] == "some" and draw(st.booleans()):
        return f"'{option}' {draw(st.sampled_from(('in', 'not in')))} q{place}"
    left = amount[kinds[place]].format(place)
    if kinds[other] in amount and draw(st.integers(0, 3)) == 0:
        left = f"{left} {draw(st.sampled_from('+-'))} {amount[kinds[other]].format(other)}"
    return f"{left} {draw(st.sampled_from(('==', '!=', '<', '<=', '>', '>=')))} {draw(st.integers(0, 3))}"


# --- Every set of answers -------------------------------------------------------------------------------------------


def values(question: Question, offered: list[str]) -> Iterator[object]:
    """Every answer to a question, as `flow try` takes it; words stand for each other."""
    if question.optional:
        yield None
    if question.unsure:
        yield UNSURE
    if question.kind == "number":
        yield from range(question.min or 0, (question.max or 0) + 1)
    elif question.kind == "one":
        yield from offered
    elif question.kind == "some":
        yield [NONE]
        yield from map(list, chain.from_iterable(combinations(offered, n) for n in range(1, len(offered) + 1)))
    else:
        yield "something"


def walks(flow: Flow) -> Iterator[Interview]:
    """Every complete walk through a flow, as the interpreter walks it."""
    return _from(begin(FlowMachine(flow)))


def _from(interview: Interview) -> Iterator[Interview]:
    question = interview.question
    if question is None:
        yield interview
        return
    for value in values(question, [option.id for option in interview.offered(question)]):
        yield from _from(interview.answer(question.id, value))
