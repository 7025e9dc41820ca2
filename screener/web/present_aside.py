"""What is said about words that were no plain answer: a reading said back, or an answer to the visitor's own question.
The question that stood stands as before."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from screener.conversation import Conversation
from screener.engine.wording import Wording
from screener.languages import ENGLISH, Language
from screener.library import Version
from screener.understand.faq_file import Spoken
from screener.web.language import gettext, language
from screener.web.page import Aside
from screener.web.parts import parts

OFTEN_UNCLEAR: Final = 2
"""After so many unclear replies in a row, the options come to the front."""


def present_aside(conversation: Conversation, wording: Wording) -> Aside | None:
    """What was said last beside the question; None where nothing was."""
    said = conversation.aside
    if said is None or said["action"] == "reword":
        return None
    kind = said["action"]
    answer, source, closing, tag = "", "", "", ""
    if kind in ("side", "declined"):
        spoken = _language_of(said)
        answer, source, closing, tag = _answered(conversation.version, str(said.get("value")), wording, spoken)
        kind = "side" if closing else "declined"
    return Aside(
        kind=kind,
        answer=answer,
        source=source,
        closing=closing,
        language=tag,
        said=_said_back(said, wording) if kind == "read" else "",
        low_high=tuple(said["value"]) if kind == "narrow" else (),
        typed=str(said.get("words") or "") if kind in ("unclear", "narrow") else "",
        often=conversation.unclear_replies >= OFTEN_UNCLEAR,
    )


def _said_back(said: Mapping[str, Any], wording: Wording) -> str:
    """A reading in words, in this visitor's language: a number with its unit, an option by its label."""
    question, value = wording.flow.by_id.get(said["question"] or ""), said["value"]
    if question is None:
        return ""
    if isinstance(value, int):
        number = wording.answer(question, value)
        return gettext("about %(number)s", number=number) if value else number
    labels = [wording.answer(question, (one,)) for one in value] if isinstance(value, list) else []
    quoted = [gettext("“%(label)s”", label=label) for label in labels or [wording.answer(question, value)]]
    return language().listed(quoted)


def _language_of(said: Mapping[str, Any]) -> Language:
    """What a question is answered in: the page's language, or on an English page the one that it was asked in."""
    spoken = language()
    return spoken if spoken is not ENGLISH else parts().languages.get(str(said.get("language")), ENGLISH)


def _answered(version: Version, topic_id: str, wording: Wording, asked: Language) -> tuple[str, str, str, str]:
    """What is answered to a question of the visitor's own, its source, what stands under it, and the language of all
    that, where it is not the page's. Without a closing line the question is declined."""
    from screener.understand.faq import BRANDS  # loaded where somebody asked something

    if version.faq_file is None:
        return "", "", "", ""
    topic = version.faq_file.topics.get(topic_id)
    neutral = not BRANDS.search((wording.blanks or {}).get("treatment_name", ""))
    declines = topic is None or (neutral and topic.promotes)
    words, spoken = version.answers.get(asked.code, Spoken()), asked
    if not (words.declined if declines else words.answers.get(topic_id)):
        words, spoken = version.answers["en"], ENGLISH
    tag = "" if spoken.code == language().code else spoken.tag
    if tag:
        clinic = parts().clinic.said_in(spoken.code)
        wording = replace(wording, blanks={**(wording.blanks or {}), **clinic.blanks(spoken)})
    if topic is None or declines:
        return wording.fill(words.declined), "", "", tag
    keys = [key.strip() for key in (topic.source or "").split(",") if key.strip()]
    known = {**wording.flow.sources, **version.faq_file.sources}
    source = "; ".join(known[key].title if key in known else key for key in keys)
    return wording.fill(words.answers[topic_id]), source, wording.fill(words.closing), tag
