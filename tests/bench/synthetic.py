"""A flow of any size, with every kind of rule that a clinic's flow has, in about the same proportions.

Per ten questions: five of one choice, two of any number, two numbers, one of free words; four asked only if an earlier
answer says so; six with "unsure". Facts read three to six questions and other facts, outcomes read facts, cautions and
open questions in order of precedence, and the properties ask about all of it.
"""

from typing import Any

Data = dict[str, Any]

KINDS = ("some", "one", "number", "one", "one", "some", "number", "one", "one", "words")
UNSURE = {1, 2, 3, 5, 6, 8}
ASKED_IF = {3: "count({0}) >= 1", 4: "{1} == 'high'", 6: "{2} >= 3 or {2} == unsure", 8: "'b_{3}' in {3}"}
"""At these places of each ten: when it is asked, from the questions at places 0, 1, 2 and 5."""

NEAR = {"one": "{0} == 'low'", "number": "12 <= {0} <= 14"}
LEVELS = ("A", "B", "C")
SIGNS = ("today", "days")


def synthetic(size: int) -> Data:
    """A flow with so many questions. `check` finds nothing in it."""
    questions = [_question(place) for place in range(size)]
    tens = [[one["id"] for one in questions[place : place + 10]] for place in range(0, size, 10)]
    whole = [ten for ten in tens if len(ten) == 10]
    return {
        "id": "synthetic",
        "title": "Synthetic",
        "given": ["in_words"],
        "sections": [{"id": f"s{place}", "title": f"Part {place}"} for place in range(len(tens))],
        "questions": questions,
        "facts": _facts(whole),
        "cautions": {f"derived_{ten[2]}": {"level": "B", "when": f"{ten[2]} > 20"} for ten in whole},
        "flags": _flags(whole) | _minded(questions),
        "outcomes": _outcomes(whole),
        "stops": [{"when": "in_words"}, {"when": "'danger' in q0"}, {"when": "q2 < 2", "after": "s0"}],
        "cards": [{"when": "sign(today)", "show": "urgent"}],
        "consistent": [
            {"when": f"{ten[6]} > {ten[2]}", "say": "S", "change": [ten[6], ten[2]]}
            if place % 2
            else {"when": f"{ten[2]} + {ten[6]} > 40", "say": "S", "change": [ten[2], ten[6]]}
            for place, ten in enumerate(whole)
        ],
        "always": _always(whole),
    }


# --- Questions ------------------------------------------------------------------------------------------------------


def _question(place: int) -> Data:
    ten, digit = place - place % 10, place % 10
    kind = KINDS[digit]
    made: Data = {"id": f"q{place}", "section": f"s{place // 10}", "kind": kind, "ask": "What?"}
    if kind == "words":
        return made | {"optional": True, "for": ["physician"]}
    if kind == "number":
        made |= {"min": 0, "max": 31}
    else:
        made |= {"options": _several(place) if kind == "some" else _few()}
    if digit in UNSURE:
        made |= {"unsure": True, "unsure_as": "A rule reads it."}
    if digit in ASKED_IF:
        made["when"] = ASKED_IF[digit].format(*(f"q{ten + earlier}" for earlier in (0, 1, 2, 5)))
    return made


def _few() -> list[Data]:
    return [{"id": name, "label": name} for name in ("none", "low", "high")]


def _several(place: int) -> list[Data]:
    """A sign, cautions, and options that only rules read; one is offered to some only."""
    offered = {"offered": f"q{place - 3} >= 5"} if place % 10 == 5 else {}
    marks: list[Data] = [{"sign": SIGNS[place // 5 % 2]}, {}, {"caution": LEVELS[place // 10 % 3]}, {}, offered]
    names = [f"{letter}_q{place}" for letter in "abcde"]
    danger = [{"id": "danger", "label": "danger", "sign": "emergency"}] if place == 0 else []
    return danger + [{"id": name, "label": name, **mark} for name, mark in zip(names, marks, strict=True)]


# --- Rules ----------------------------------------------------------------------------------------------------------


def _facts(tens: list[list[str]]) -> Data:
    facts: Data = {}
    for place, ten in enumerate(tens):
        some, one, days, asked, often, more, hours, last, open_, _ = ten
        facts[f"often_{place}"] = {"is": f"{days} >= 15 and {hours} >= 8 and {one} == 'high'"}
        facts[f"marked_{place}"] = {
            "is": f"(count({more}) >= 2 and ('d_{more}' in {more} or {asked} in ['low', 'high'])) or {last} == 'high'"
        }
        facts[f"fits_{place}"] = {"is": f"often_{place} and marked_{place} and not ({open_} == 'low')"}
        facts[f"over_{place}"] = {"is": f"count({some}) >= 2 and ({days} >= 10 or {often} == 'low')"}
        if place:
            facts[f"so_far_{place}"] = {"is": f"over_{place} or over_{place - 1}"}
    return facts


def _flags(tens: list[list[str]]) -> Data:
    flags: Data = {"in_words": {"when": "in_words"}}
    for place, ten in enumerate(tens):
        flags[f"open_{place}"] = {"when": f"unknown(fits_{place}) or {ten[5]} == unsure"}
        flags[f"with_{place}"] = {"when": f"{ten[7]} != 'none'", "with": [f"cautious_{place}", "rest"]}
        if place:
            flags[f"so_far_{place}"] = {"when": f"so_far_{place} and not fits_{place}"}
    return flags


def _minded(questions: list[Data]) -> Data:
    """A flag for every answer that no other rule minds."""
    plain = [one for one in questions if one["kind"] == "some"]
    return {
        f"chose_{option['id']}": {"when": f"'{option['id']}' in {one['id']}"}
        for one in plain
        for option in one["options"]
        if option["id"][0] in "bde" and option["id"] != "danger"
    } | {f"near_{one['id']}": {"when": NEAR[one["kind"]].format(one["id"])} for one in questions if one["kind"] in NEAR}


def _outcomes(tens: list[list[str]]) -> list[Data]:
    words: Data = {"say": "S", "next": "N"}
    found: list[Data] = [
        {"id": "emergency", "when": "in_words or sign(emergency)", "urgency": "emergency", **words},
        {"id": "urgent", "when": "sign(today) or sign(days)",
         "urgency": [{"days": True}, {"today": "sign(today)"}], **words},
        {"id": "young", "when": "q2 < 2", "urgency": "routine", **words},
    ]  # fmt: skip
    for place in range(len(tens)):
        soon = [{"routine": True}, {"days": f"over_{place} or caution(A)"}]
        found += [
            {"id": f"cautious_{place}", "when": f"fits_{place} and (caution(A, B) or unknown(over_{place}))",
             "urgency": soon, **words},
            {"id": f"fits_{place}", "when": f"fits_{place}", "urgency": soon, **words},
            {"id": f"over_{place}", "when": f"over_{place} and {tens[place][2]} >= 15", "urgency": soon, **words},
        ]  # fmt: skip
    unknown = " or ".join(f"fits_{place}" for place in range(len(tens)))
    found.append({"id": "open", "when": f"unknown({unknown})", "urgency": "routine", **words})
    return [*found, {"id": "rest", "when": True, "urgency": "routine", **words}]


def _always(tens: list[list[str]]) -> list[Data]:
    treated = [f"fits_{place}" for place in range(len(tens))]
    cautious = [f"cautious_{place}" for place in range(len(tens))]
    signs = ["danger", *(f"a_{name}" for ten in tens for name in (ten[0], ten[5])), f"c_{tens[0][0]}"]
    found: list[Data] = [
        {"name": "One outcome for everyone", "total": True, "reachable": True},
        {"name": "A sign is never routine", "never": {"when": "sign(today)", "urgency": ["routine", "days"]}},
        {"name": "The young are not treated", "never": {"when": "q2 < 2", "outcome": [*treated, *cautious]}},
        {"name": "A caution is never plain", "never": {"when": "caution(A, B)", "outcome": treated}},
        {"name": "A sign never lowers the urgency", "monotone": {"adding": signs}},
    ]
    for place, ten in enumerate(tens):
        found += [
            {"name": f"Few days never fit {place}",
             "never": {"when": f"{ten[2]} < 15", "outcome": [treated[place], cautious[place]]}},
            {"name": f"Who is asked {ten[6]}",
             "exactly": {"when": f"{ten[2]} >= 3 or {ten[2]} == unsure", "asked": [ten[6]]}},
            {"name": f"Who is near {place}", "exactly": {"when": f"12 <= {ten[2]} <= 14", "flags": [f"near_{ten[2]}"]}},
        ]  # fmt: skip
    return found
