"""How many sets of answers each difference between two versions holds, by decision diagrams."""

from screener.engine.flow import Flow
from screener.proof.count import count_differences
from screener.proof.diff import Count, Counting, Difference
from screener.proof.diff import Ending as Ended
from screener.proof.flow_diagrams import Ending


def counting(old: Flow, new: Flow) -> Counting:
    """Counts the differences from one version to another; what was too large to count is not known."""
    counted = count_differences(old, new)

    def count(difference: Difference) -> Count | None:
        if difference.flag is not None:
            number = counted.flags.get((difference.flag, difference.raised)) if counted.flags else None
        else:
            number = counted.endings.get((_ending(difference.old), _ending(difference.new)))
        return None if number is None else Count(number, counted.exact)

    return count


def _ending(ended: Ended | None) -> Ending:
    return Ending(ended.outcome or "", ended.urgency or "") if ended else Ending("", "")
