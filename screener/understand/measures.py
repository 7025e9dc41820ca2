"""What a text says in numbers: counts with their period, lengths of an attack, windows of time, and other quantities.

A small grammar over tokens, in layers: units, periods, numbers that count no days, counts, habits. Each rule looks at
one place and answers with what it read there, or None; the scan goes from left to right and never back, so its time
grows with the length of the text.
"""

from screener.understand.habits import Habits
from screener.understand.measure import Measure


class Scanner(Habits):
    """Reads the measures of one text."""

    def scan(self) -> list[Measure]:
        found: list[Measure] = []
        place = 0
        while place < len(self.words):
            measure = self.measure(place)
            if measure is None:
                place += 1
                continue
            if measure.kind:
                found.append(measure)
            place = max(measure.end, place + 1)
        return found

    def measure(self, place: int) -> Measure | None:
        """What is said at this place. A measure without a kind is a phrase that means no quantity: it is passed."""
        bounded = self.bounded(place)
        special = self.special(place)
        if special is not None and (
            bounded is None
            or (
                special.end > bounded.start + 1
                and (special.end >= bounded.end or special.special in ("sayings", "not_good"))
            )
        ):
            return special
        return bounded or special or self.weekdays(place) or self.every(place) or self.named_rate(place)
