"""What a flow says must hold over every possible set of answers: the entries of `always`."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field, StrictBool, StrictInt

from screener.engine.conditions import Condition
from screener.engine.part import Id, Level, Part, Text, Urgency


class Never(Part):
    """Answers that must never come with any of these outcomes or urgencies."""

    when: Condition
    outcome: tuple[Id, ...] = ()
    urgency: tuple[Urgency, ...] = ()


class Monotone(Part):
    """Choosing one more of these options or cautions, or raising one of these numbers, never lowers the urgency."""

    adding: tuple[Id, ...] = ()
    raising: tuple[Id, ...] = ()
    of: Literal["urgency"] = "urgency"


class Exactly(Part):
    """What happens to all for whom `when` is true, and to nobody else.

    They come as far as these questions (`reached`) and are asked them. Of those who come so far they are `asked`; of
    those who are asked they have `answered`, and are `offered` these options. They have one of these outcomes or
    urgencies, a caution or a sign of one of these levels, each of these flags, or are told of a contradiction between
    these answers. `among`: only those who end in one of these outcomes are looked at.
    """

    when: Condition
    among: tuple[Id, ...] = ()
    reached: tuple[Id, ...] = ()
    asked: tuple[Id, ...] = ()
    answered: tuple[Id, ...] = ()
    offered: tuple[Id, ...] = ()
    outcome: tuple[Id, ...] = ()
    urgency: tuple[Urgency, ...] = ()
    cautions: tuple[Level, ...] = ()
    signs: tuple[Urgency, ...] = ()
    flags: tuple[Id, ...] = ()
    contradiction: tuple[Id, ...] = ()


class Takes(Part):
    """The answers that a question takes: these options, or the numbers from the first to the last, and unsure."""

    options: tuple[Id, ...] = ()
    numbers: tuple[StrictInt, StrictInt] | None = None
    unsure: StrictBool = False


class Property(Part):
    """Something that must hold over every possible set of answers."""

    name: Text
    never: Never | None = None
    exactly: Exactly | None = None
    monotone: Monotone | None = None
    takes: Mapping[Id, Takes] = {}
    total: StrictBool | None = None
    reachable: StrictBool | None = None
    recommends: Text | None = None
    except_: tuple[Id, ...] = Field(default=(), alias="except")
