"""What a flow's options are called elsewhere, as a ConceptMap within its Questionnaire.

An option can have one coding only, and that is the flow's own, with which conditions compare: others stand beside it.
"""

from collections.abc import Iterator
from itertools import groupby

from screener.engine.flow import Flow, Option
from screener.engine.part import Code
from screener.export.fhir.edition import Edition
from screener.export.fhir.terms import Element


def known_options(edition: Edition) -> Element:
    """The map as a contained resource; nothing where no option has a verified code."""
    verified = sorted(_verified(edition.flow), key=lambda pair: pair[1].system)
    groups = [
        {"source": edition.system, "target": system, "element": [_element(option, code) for option, code in found]}
        for system, found in groupby(verified, key=lambda pair: pair[1].system)
    ]
    if not groups:
        return {}
    return {"contained": [{"resourceType": "ConceptMap", "id": "options", "status": "active", "group": groups}]}


def _verified(flow: Flow) -> Iterator[tuple[Option, Code]]:
    for question in flow.questions:
        for option in question.options:
            if option.code is not None and option.code.verified is not None:
                yield option, option.code


def _element(option: Option, code: Code) -> Element:
    display = {"display": code.display} if code.display else {}
    return {"code": option.id, "target": [{"code": code.code, **display, "equivalence": "equivalent"}]}
