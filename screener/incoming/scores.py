"""The scores of a Questionnaire: what each option adds, where an item is the sum of others' points and nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from screener.engine.answers import UNSURE
from screener.engine.quantities import Points
from screener.export.fhir.terms import SCORE_ITEM, Element
from screener.incoming.conditions import Known
from screener.incoming.read import Choice, Ids, LeftOut, children, choices_of, text_of, whole
from screener.incoming.sums import Sums, below, calculation_of, variables_in

OPEN: Final = "open, from the least to the most that it can be, as long as an answer is missing"
SAME_CODE: Final = "adds up options of {} that share a code"
NOT_CARRIED: Final = "adds up {}, which is not carried"
NOT_WHOLE: Final = "adds up points of {} that no score can have"
NO_SUM: Final = "points of its options, which no item adds up as a flow can say it"


class NotCarried(Exception):
    """A sum that no score can say, and why."""


@dataclass
class Scores:
    """What becomes of a form's sums. `questions`, `known`: what was carried so far, by whoever reads the items."""

    form: Element
    contained: Mapping[str, Element]
    questions: Sequence[Mapping[str, Any]]
    known: dict[str, Known]
    left_out: list[LeftOut]
    made: dict[str, dict[str, Any]] = field(default_factory=dict)
    _later: list[Element] = field(default_factory=list)
    _counted: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.items = {str(item.get("linkId")): item for item in below(self.form)}

    def take(self, item: Element, ids: Ids) -> bool:
        """Whether an item is a sum. What it adds up may still be to come: then it is read at the end."""
        summed = self._summed(item)
        if not summed:
            return False
        if all(link in self.known for link in summed):
            self._make(item, ids, readable=True)
        else:
            self._later.append(item)
        return True

    def finish(self, ids: Ids) -> None:
        """Read the sums of items that came after them, and list the points that none adds up."""
        for item in self._later:
            self._make(item, ids, readable=False)
        for link, item in self.items.items():
            if link in self.known and link not in self._counted and any(_points(self._choices(item)).values()):
                self.left_out.append(LeftOut(link, NO_SUM))

    def _summed(self, item: Element) -> dict[str, dict[str, int | None]]:
        """The items that an item adds up, each with the points of its codes."""
        text = calculation_of(item)
        if text is None:
            return {}
        variables = {**variables_in(self.form), **variables_in(item)}
        summed = Sums(children(self.form), variables).of(text) or {}
        found = {link: own or _points(self._choices(self.items.get(link, {}))) for link, own in summed.items()}
        return {link: each for link, each in found.items() if any(one != 0 for one in each.values())}

    def _make(self, item: Element, ids: Ids, readable: bool) -> None:
        link_id = str(item.get("linkId"))
        try:
            points = dict(self._part(link, each) for link, each in self._summed(item).items())
        except NotCarried as why:
            self.left_out.append(LeftOut(link_id, str(why)))
            return
        ours = SCORE_ITEM.format("")
        name = ids.of(link_id.removeprefix(ours) if link_id.startswith(ours) else text_of(item), "score")
        self.made[name] = {"title": text_of(item), "points": points}
        self._counted |= self._summed(item).keys()
        asked = [one for one in self.questions if one["id"] in points]
        if any("optional" in one or "when" in one for one in asked):
            self.left_out.append(LeftOut(link_id, OPEN))
        if readable:
            spans = [Points(one["id"], tuple(points[one["id"]].items()), one["kind"] == "some").span for one in asked]
            low, high = sum(low for low, _ in spans), sum(high for _, high in spans)
            self.known[link_id] = Known(name, "score", least=low, most=high)

    def _part(self, link: str, each: Mapping[str, int | None]) -> tuple[str, dict[str, int]]:
        """A question, and what each of its options adds: nothing where the form gives it no points."""
        known = self.known.get(link)
        asked = next((one for one in self.questions if known and one["id"] == known.id), None)
        if known is None or asked is None or "options" not in asked:
            raise NotCarried(NOT_CARRIED.format(link))
        codes = [choice.code for choice in self._choices(self.items[link])]
        if len(codes) != len(set(codes)):
            raise NotCarried(SAME_CODE.format(link))
        points = dict.fromkeys((option["id"] for option in asked["options"]), 0)
        for code, number in each.items():
            option = known.codes.get(code)
            if number is None or (number and option not in points):
                raise NotCarried(NOT_WHOLE.format(link))
            if option in points:
                points[option] = number
        return known.id, points

    def _choices(self, item: Element) -> list[Choice]:
        return choices_of(item, dict(self.contained)) or []


def _points(choices: list[Choice]) -> dict[str, int | None]:
    """The points of codes that have some; None where these are no whole numbers."""
    return {one.code: whole(one.points) for one in choices if one.points is not None and one.code != UNSURE}
