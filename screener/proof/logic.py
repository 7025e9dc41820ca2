"""Formulas that fold what is plainly true or false, so that what reaches the solver stays small.

This module and those that import it need the solver (the extra `verify`); nothing else does.
"""

from collections.abc import Iterable
from typing import Any, TypeAlias

import z3

Formula: TypeAlias = Any
"""A formula of the solver, which has no types of its own."""

TRUE: Formula = z3.BoolVal(True)
FALSE: Formula = z3.BoolVal(False)


def both(*parts: Formula) -> Formula:
    """All of these."""
    return _joined(parts, z3.And, TRUE, FALSE)


def either(*parts: Formula) -> Formula:
    """Any of these."""
    return _joined(parts, z3.Or, FALSE, TRUE)


def _joined(parts: Iterable[Formula], join: Any, neutral: Formula, decisive: Formula) -> Formula:
    kept: dict[int, Formula] = {}
    for part in parts:
        if part.eq(decisive):
            return decisive
        if not part.eq(neutral):
            kept[part.get_id()] = part
    if not kept:
        return neutral
    return join(*kept.values()) if len(kept) > 1 else next(iter(kept.values()))


def no(part: Formula) -> Formula:
    """The opposite."""
    if z3.is_not(part):
        return part.arg(0)
    if z3.is_true(part):
        return FALSE
    return TRUE if z3.is_false(part) else z3.Not(part)


def implies(condition: Formula, consequence: Formula) -> Formula:
    return either(no(condition), consequence)


def differ(one: Formula, other: Formula) -> Formula:
    """One of the two, and not the other."""
    if one.eq(other):
        return FALSE
    if z3.is_true(one) or z3.is_false(one):
        one, other = other, one
    if z3.is_true(other):
        return no(one)
    return one if z3.is_false(other) else z3.Xor(one, other)


def exactly_one(parts: Iterable[Formula]) -> Formula:
    parts = list(parts)
    pairs = (either(no(one), no(other)) for i, one in enumerate(parts) for other in parts[i + 1 :])
    return both(either(*parts), *pairs)


def replaced(formula: Formula, *changes: tuple[Formula, Formula]) -> Formula:
    """The formula with other values for some of its variables: a second set of answers, all else equal."""
    return z3.simplify(z3.substitute(formula, *changes)) if changes else formula
