"""What each operation of the API takes and answers, said once beside its view: /openapi.json is made from it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final, Literal

from flask import Response
from pydantic import BaseModel

from screener.web.api_reply import bearer, body, program, query, send

OPERATIONS: Final[dict[str, "Operation"]] = {}
"""By endpoint."""
View = Callable[..., BaseModel | tuple[BaseModel, int]]
Opens = Literal["screening", "program"]
"""Whose token opens it: that of a screening, or that of another program."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation. `takes`: its body; `asks`: what its address may say; `status`: of what it answers where all is
    well; `problems`: of what may go wrong; `scope`: what another program's token must be for."""

    answers: type[BaseModel]
    takes: type[BaseModel] | None = None
    asks: type[BaseModel] | None = None
    status: tuple[int, ...] = (200,)
    problems: tuple[int, ...] = ()
    opens: Opens | None = "screening"
    scope: str = ""
    summary: str = ""


def operation(answers: type[BaseModel], takes: type[BaseModel] | None = None, **more: Any) -> Callable[[View], Any]:
    """A view that is given its token, its body or its address as the model, and gives a model back."""

    def described(view: View) -> Callable[[], Response]:
        said = Operation(answers, takes, summary=(view.__doc__ or "").strip(), **more)
        OPERATIONS[f"api.{view.__name__}"] = said

        @wraps(view)
        def answered() -> Response:
            made = view(*_given(said))
            return send(*made) if isinstance(made, tuple) else send(made, said.status[0])

        return answered

    return described


def _given(said: Operation) -> list[Any]:
    given: list[Any] = []
    if said.opens is not None:
        given.append(program(said.scope) if said.opens == "program" else bearer())
    if said.asks is not None:
        given.append(query(said.asks))
    if said.takes is not None:
        given.append(body(said.takes))
    return given


def problems_of(said: Operation) -> list[int]:
    """Every status by which it may refuse."""
    token = {"screening": (401, 410), "program": (401, 403), None: ()}[said.opens]
    reading = (400, 413, 415, 422) if said.takes else (422,) if said.asks else ()
    return sorted({*token, *reading, *said.problems, 429, 500, 503})
