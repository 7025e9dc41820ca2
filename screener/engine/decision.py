"""What a set of answers means: outcome, urgency, flags and the reasons, for visitors and for staff."""

from collections.abc import Iterator
from dataclasses import dataclass

from screener.engine.answers import Said
from screener.engine.flow import URGENCIES, Flow, Level, Outcome, Question, Reason, Urgency


@dataclass(frozen=True, slots=True)
class RaisedFlag:
    """A flag that stands, with its level where it is a caution and its urgency where it is a sign."""

    code: str
    level: Level | None = None
    sign: Urgency | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """`outcome` and `urgency` are None as long as the asking goes on; `flags` are those that stand so far."""

    outcome: Outcome | None
    urgency: Urgency | None
    flags: tuple[RaisedFlag, ...]
    reasons: tuple[Reason, ...]
    next: Outcome | Reason | None
    """What says the next step: its `say`, or the outcome's `next`."""
    advice: tuple[Reason, ...]
    consultation: tuple[Reason, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(flag.code for flag in self.flags)


def decide(flow: Flow, said: Said, outcome: Outcome | None) -> Decision:
    """The whole meaning of the answers that count, with the outcome that the machine found for them."""
    return Decision(
        outcome=outcome,
        urgency=urgency_of(outcome, said) if outcome else None,
        flags=tuple(_flags(flow, said, outcome)),
        reasons=_applying(outcome.because, said) if outcome else (),
        next=next(iter(_applying(outcome.next_if, said)), outcome) if outcome else None,
        advice=_applying(flow.advice, said),
        consultation=_applying(flow.consultation, said),
    )


def urgency_of(outcome: Outcome, said: Said) -> Urgency:
    """The highest level that is true."""
    levels = [level for rule in outcome.urgency for level, when in rule.items() if when.holds(said)]
    return max(levels, key=URGENCIES.index, default="routine")


def facts_of(flow: Flow, said: Said) -> dict[str, bool | None]:
    """Every fact of the flow: true, false or unknown."""
    return {name: fact.is_.truth(said) for name, fact in flow.facts.items()}


def _flags(flow: Flow, said: Said, outcome: Outcome | None) -> Iterator[RaisedFlag]:
    for question in flow.questions:
        yield from _chosen_flags(question, said)
    for code, caution in flow.cautions.items():
        if caution.when.holds(said):
            yield RaisedFlag(code, level=caution.level)
    for name, flag in flow.flags.items():
        standing = not flag.with_ or (outcome is not None and outcome.id in flag.with_)
        if standing and flag.when.holds(said):
            yield RaisedFlag(name)


def _chosen_flags(question: Question, said: Said) -> Iterator[RaisedFlag]:
    """The chosen options that are signs or cautions."""
    answer = said.get(question.id)
    chosen = answer if isinstance(answer, tuple) else (answer,)
    for option in question.options:
        if option.id in chosen and (option.sign or option.caution):
            yield RaisedFlag(option.id, level=option.caution, sign=option.sign)


def _applying(reasons: tuple[Reason, ...], said: Said) -> tuple[Reason, ...]:
    return tuple(reason for reason in reasons if reason.when is None or reason.when.holds(said))
