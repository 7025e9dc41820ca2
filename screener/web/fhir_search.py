"""What another program searches for, read from the address. A name or value that is not known is refused: to pass it
over would give more than was asked for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import urlencode

from screener.export.fhir.capability import SEARCHED
from screener.export.fhir.lint_response import STATUSES
from screener.store.responses import Position, Search, Span
from screener.web.fhir_reply import FhirProblem

USUAL_COUNT: Final = 20
LARGEST_COUNT: Final = 100
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
DATE: Final = re.compile(r"(eq|ge|gt|le|lt)?([12]\d{3}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d))?)", re.ASCII)
"""Of a year that a day can be added to, whatever its zone."""
AFTER: Final = re.compile(r"(\d{1,17})\.([A-Z0-9]{1,12})")
WHOLE: Final = re.compile(r"[1-9]\d{0,3}")


@dataclass(frozen=True, slots=True)
class Asked:
    """One search and where its page begins. `kept`: its parameters, for the next page's address."""

    search: Search
    statuses: frozenset[str]
    count: int
    after: Position | None
    kept: Mapping[str, Sequence[str]]

    def here(self) -> str:
        """The parameters of this page."""
        return self.following(self.after) if self.after else urlencode(self.kept, doseq=True)

    def following(self, position: Position) -> str:
        """The parameters of the next page. They hold nothing that anybody answered."""
        moment = (position[0] - EPOCH) // timedelta(microseconds=1)
        return urlencode({**self.kept, "_after": f"{moment}.{position[1]}"}, doseq=True)


def read_search(args: Mapping[str, Sequence[str]], canonical: str) -> Asked:
    """The search in an address's parameters; FhirProblem says which of them cannot be read.

    `canonical`: what Questionnaires' addresses begin with here.
    """
    for name in args:
        if name not in (*SEARCHED, "_count", "_after", "_format"):
            raise FhirProblem(400, f"Responses are searched by {', '.join(SEARCHED)}, and _count; by nothing else.")
    flow_id, version = _questionnaire(_single(args, "questionnaire"), canonical)
    search = Search(
        flow_id=flow_id,
        digest_begins=version,
        authored=[_span(text, "authored") for text in args.get("authored", ())],
        changed=[_span(text, "_lastUpdated") for text in args.get("_lastUpdated", ())],
    )
    return Asked(
        search=search,
        statuses=_statuses(_single(args, "status")),
        count=_count(_single(args, "_count")),
        after=_after(_single(args, "_after")),
        kept={name: values for name, values in args.items() if name != "_after"},
    )


def _single(args: Mapping[str, Sequence[str]], name: str) -> str:
    values = args.get(name, ())
    if len(values) > 1:
        raise FhirProblem(400, f"Give {name} once.")
    return values[0] if values else ""


def _questionnaire(text: str, canonical: str) -> tuple[str, str]:
    """The flow's id and the beginning of its version; both are empty where any will do."""
    url, _, version = text.partition("|")
    flow_id = url.removeprefix(canonical).removeprefix("Questionnaire/")
    if text and not re.fullmatch(r"[a-z0-9_-]{1,60}", flow_id):
        raise FhirProblem(400, "questionnaire is the address of one of the Questionnaires here, perhaps with |version.")
    if version and not re.fullmatch(r"[0-9a-f]{4,64}", version):
        raise FhirProblem(400, "A version here is letters a to f and digits.")
    return flow_id, version


def _statuses(text: str) -> frozenset[str]:
    wanted = frozenset(text.split(",")) if text else STATUSES
    if not wanted <= STATUSES:
        raise FhirProblem(400, f"status is one of {', '.join(sorted(STATUSES))}, or several with commas.")
    return wanted


def _span(text: str, name: str) -> Span:
    """A date with its prefix, as FHIR means it: a day is all its moments (in UTC), a time is its second."""
    match = DATE.fullmatch(text)
    try:
        moment = datetime.fromisoformat(match[2]) if match else None
    except ValueError:
        moment = None
    if match is None or moment is None:
        raise FhirProblem(400, f"{name} is a date such as ge2026-11-25, or a time with its zone.")
    first = moment if match[3] else moment.replace(tzinfo=UTC)
    last = first + (timedelta(seconds=1) if match[3] else timedelta(days=1))
    spans = {"ge": Span(first), "gt": Span(last), "le": Span(None, last), "lt": Span(None, first)}
    return spans.get(match[1] or "", Span(first, last))


def _count(text: str) -> int:
    if text and not WHOLE.fullmatch(text):
        raise FhirProblem(400, f"_count is a number from 1 to {LARGEST_COUNT}.")
    return min(int(text or USUAL_COUNT), LARGEST_COUNT)


def _after(text: str) -> Position | None:
    match = AFTER.fullmatch(text)
    if text and match is None:
        raise FhirProblem(400, "Follow the links of the page before.")
    return (EPOCH + timedelta(microseconds=int(match[1])), match[2]) if match else None
