"""What each operation of the API takes and answers, said once beside its view: /openapi.json is made from it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final

from flask import Response
from pydantic import BaseModel

from screener.web.api_reply import bearer, body, send

OPERATIONS: Final[dict[str, "Operation"]] = {}
"""By endpoint."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation. `status`: of what it answers where all is well; `problems`: of what may go wrong."""

    summary: str
    answers: type[BaseModel]
    takes: type[BaseModel] | None = None
    status: tuple[int, ...] = (200,)
    problems: tuple[int, ...] = ()
    token: bool = True


def operation(
    answers: type[BaseModel],
    takes: type[BaseModel] | None = None,
    status: tuple[int, ...] = (200,),
    problems: tuple[int, ...] = (),
    token: bool = True,
) -> Callable[[Callable[..., BaseModel | tuple[BaseModel, int]]], Callable[[], Response]]:
    """A view that is given its token and its body as the model, and gives a model back."""
    usual = (401, 410) if token else ()
    reading = (400, 413, 415, 422) if takes else ()

    def described(view: Callable[..., Any]) -> Callable[[], Response]:
        summary = (view.__doc__ or "").strip()
        wrong = tuple(sorted({*usual, *reading, *problems, 429, 500, 503}))
        OPERATIONS[f"api.{view.__name__}"] = Operation(summary, answers, takes, status, wrong, token)

        @wraps(view)
        def answered() -> Response:
            given: list[Any] = [bearer()] if token else []
            given += [body(takes)] if takes else []
            made = view(*given)
            return send(*made) if isinstance(made, tuple) else send(made, status[0])

        return answered

    return described
