"""The walks that visit everything in the shipped flows, found once for all tests of a process."""

from functools import cache

from screener.engine.loader import load
from screener.library import shipped
from screener.proof.walks import Walks, find_walks


@cache
def shipped_walks(flow_id: str) -> Walks:
    return find_walks(load(shipped("flows") / flow_id))
