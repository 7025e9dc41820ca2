"""Formulas that fold what is plainly true or false, so that what reaches the solver stays small.

This module and those that import it need the solver (the extra `verify`); nothing else does.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final, TypeAlias

import z3

Formula: TypeAlias = Any
"""A formula of the solver, which has no types of its own."""

TRUE: Formula = z3.BoolVal(True)
FALSE: Formula = z3.BoolVal(False)


def both(*parts: Formula) -> Formula:
    """All of these."""
    return _joined(parts, z3.Z3_mk_and, TRUE, FALSE)


def either(*parts: Formula) -> Formula:
    """Any of these."""
    return _joined(parts, z3.Z3_mk_or, FALSE, TRUE)


def _joined(parts: Iterable[Formula], join: Any, neutral: Formula, decisive: Formula) -> Formula:
    """Equal formulas are one object to the solver and have one number, which is far quicker to compare.

    `join` is the solver's own function: `z3.And` and `z3.Or` look at each part many times before they come to it.
    """
    kept = {part.get_id(): part for part in parts}
    if decisive.get_id() in kept:
        return decisive
    kept.pop(neutral.get_id(), None)
    if not kept:
        return neutral
    if len(kept) == 1:
        return next(iter(kept.values()))
    terms = (z3.Ast * len(kept))(*(part.as_ast() for part in kept.values()))
    return z3.BoolRef(join(TRUE.ctx_ref(), len(kept), terms), TRUE.ctx)


def no(part: Formula) -> Formula:
    """The opposite."""
    if part.get_id() in _OPPOSITES:
        return _OPPOSITES[part.get_id()]
    if z3.is_not(part):
        return part.arg(0)
    return z3.BoolRef(z3.Z3_mk_not(TRUE.ctx_ref(), part.as_ast()), TRUE.ctx)


_OPPOSITES: Final = {TRUE.get_id(): FALSE, FALSE.get_id(): TRUE}


def implies(condition: Formula, consequence: Formula) -> Formula:
    return either(no(condition), consequence)


def differ(one: Formula, other: Formula) -> Formula:
    """One of the two, and not the other."""
    return FALSE if one.get_id() == other.get_id() else z3.Xor(one, other)


MANY: Final = 12
"""From so many on, a sum is shorter than all pairs."""


def exactly_one(parts: Iterable[Formula]) -> Formula:
    parts = [part for part in parts if not part.eq(FALSE)]
    if len(parts) >= MANY:
        return z3.PbEq([(part, 1) for part in parts], 1)
    pairs = (either(no(one), no(other)) for i, one in enumerate(parts) for other in parts[i + 1 :])
    return both(either(*parts), *pairs)


def replaced(formulas: Sequence[Formula], *changes: tuple[Formula, Formula]) -> list[Formula]:
    """The formulas with other values for some variables: what holds of a second set of answers, all else equal.

    All in one go, since they share most of their parts.
    """
    several: list[Formula] = z3.substitute(z3.And(*formulas, TRUE, TRUE), *changes).children()
    return several[: len(formulas)]


def in_one(formulas: Sequence[Formula]) -> Formula:
    """All these as the bits of one number, the first the lowest: a solution tells them all in one go."""
    one, zero = z3.BitVecVal(1, 1), z3.BitVecVal(0, 1)
    return z3.Concat(zero, zero, *(z3.If(formula, one, zero) for formula in reversed(formulas)))
