"""What the visitors' API reads and writes: JSON bodies, and problems as RFC 9457 says. Never the input."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Final, TypeVar

from flask import Response, request
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from werkzeug.exceptions import HTTPException

from screener import tokens
from screener.store.tokens import StoredToken
from screener.web.api_given import Problem, Wrong
from screener.web.record import record_program

PREFIX: Final = "/api/"
PROBLEM: Final = "application/problem+json"
REALM: Final = 'Bearer realm="screening"'
Body = TypeVar("Body", bound=BaseModel)

SAY: Final[Mapping[int, tuple[str, str]]] = {
    400: ("unreadable", "Send a JSON object in UTF-8."),
    401: ("no_token", "Send the screening's token, as Authorization: Bearer. It may have been deleted."),
    403: ("not_allowed", "This token does not open that."),
    404: ("not_found", "There is nothing here; see /openapi.json."),
    405: ("not_possible", "This method is not possible here; see /openapi.json."),
    413: ("too_long", "That is too long."),
    415: ("not_json", "Send application/json."),
    422: ("invalid", "Something in what was sent is not as /openapi.json says."),
    429: ("too_many", "That was tried too often. Wait a few minutes."),
    500: ("mistake", "Something went wrong here. What was answered before is kept."),
    503: ("not_saved", "That was not saved. Send it again in a minute."),
}
"""A code and what to do, by status."""


class ApiProblem(HTTPException):
    """Something that cannot be done; its words are ours, and never what was sent."""

    def __init__(self, status: int, code: str = "", detail: str = "", errors: Sequence[Wrong] = ()) -> None:
        super().__init__()
        self.code = status
        self.problem, self.say, self.errors = code, detail, list(errors)


def asked_for_api() -> bool:
    """Whether the request is one to the API, whatever became of it."""
    return request.path.startswith(PREFIX)


def send(made: BaseModel, status: int = 200, content_type: str = "application/json") -> Response:
    """A model as JSON."""
    return Response(made.model_dump_json(), status, content_type=content_type)


def problem_details(status: int, error: HTTPException | None = None) -> Response:
    """What went wrong, for a program to read."""
    code, detail = SAY.get(status, SAY[400 if status < 500 else 500])
    errors: list[Wrong] = []
    if isinstance(error, ApiProblem):
        code, detail, errors = error.problem or code, error.say or detail, error.errors
    title = HTTPStatus(status).phrase
    made = send(Problem(title=title, status=status, code=code, detail=detail, errors=errors), status, PROBLEM)
    if status == 401:
        made.headers["WWW-Authenticate"] = REALM
    return made


def bearer() -> str:
    """The token of the request: in its header alone, since addresses and bodies are kept in too many places."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not token.strip():
        raise ApiProblem(401)
    return token.strip()


def program(scope: str) -> StoredToken:
    """The token of another program, where it is for this; a try to open more is on the record."""
    found = tokens.use(bearer(), datetime.now(UTC))
    if found is None:
        raise ApiProblem(401, "no_token", "Send a token that an admin of the clinic made, and that has not ended.")
    if scope not in found.scopes:
        record_program(found.name, "api.refused", detail=scope)
        raise ApiProblem(403, "not_allowed", f"This token lacks the scope {scope}.")
    return found


def query(model: type[Body]) -> Body:
    """What the address asks for, as the model takes it: each name once, and no other name."""
    asked = dict(request.args.lists())
    if any(len(values) > 1 for values in asked.values()):
        raise ApiProblem(422, detail="Give each parameter once.")
    try:
        return model.model_validate({name: value for name, (value,) in asked.items()})
    except ValidationError as error:
        raise ApiProblem(422, errors=_wrongs(error)) from None


def body(model: type[Body]) -> Body:
    """What was sent, as the model takes it. ApiProblem says where it does not."""
    if not request.is_json:
        raise ApiProblem(415)
    try:
        return model.model_validate_json(request.get_data())
    except ValidationError as error:
        if any(one["type"] == "json_invalid" for one in error.errors()):
            raise ApiProblem(400) from None
        raise ApiProblem(422, errors=_wrongs(error)) from None


def _wrongs(error: ValidationError) -> list[Wrong]:
    return [_wrong(one) for one in error.errors(include_url=False, include_context=False, include_input=False)]


def _wrong(error: ErrorDetails) -> Wrong:
    """Where and what. The name of a field that is not ours is the sender's, and left out."""
    unknown = error["type"] == "extra_forbidden"
    place = error["loc"][:-1] if unknown else error["loc"]
    return Wrong(pointer="".join(f"/{part}" for part in place), detail=error["msg"])
