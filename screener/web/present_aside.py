"""What is said about words that were no plain answer: a reading said back, or an answer to the visitor's own question.
The question that stood stands as before."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from screener.clinic import Clinic
from screener.conversation import Conversation
from screener.engine.wording import Wording
from screener.library import Version
from screener.understand.faq import BRANDS
from screener.understand.faq_file import Said
from screener.web.page import Aside

OFTEN_UNCLEAR: Final = 2
"""After so many unclear replies in a row, the options come to the front."""


def present_aside(conversation: Conversation, wording: Wording, clinic: Clinic) -> Aside | None:
    """What was said last beside the question; None where nothing was."""
    said = conversation.aside
    if said is None or said["action"] == "reword":
        return None
    kind, french = said["action"], said.get("language") == "fr"
    if french:
        wording = replace(wording, blanks={**(wording.blanks or {}), **clinic.blanks("fr")})
    answer, source, closing, language = "", "", "", ""
    if kind in ("side", "declined"):
        answer, source, closing, language = _answered(conversation.version, str(said.get("value")), wording, french)
        kind = "side" if closing else "declined"
    return Aside(
        kind=kind,
        answer=answer,
        source=source,
        closing=closing,
        language=language,
        said=_said_back(said, wording) if kind == "read" else "",
        low_high=tuple(said["value"]) if kind == "narrow" else (),
        typed=str(said.get("words") or "") if kind in ("unclear", "narrow") else "",
        often=conversation.unclear_replies >= OFTEN_UNCLEAR,
    )


def _said_back(said: Mapping[str, Any], wording: Wording) -> str:
    """A reading in words: an option by the label that this visitor sees."""
    question = wording.flow.by_id.get(said["question"] or "")
    if question is None or question.kind not in ("one", "some"):
        return str(said.get("said") or "")
    value = said["value"]
    labels = [wording.answer(question, (one,)) for one in value] if isinstance(value, list) else []
    return " and ".join(f"“{label}”" for label in labels or [wording.answer(question, value)])


def _answered(version: Version, topic_id: str, wording: Wording, french: bool) -> tuple[str, str, str, str]:
    """What is answered to a question of the visitor's own, its source, what stands under it, and the language of all
    that, where it is not the page's. Without a closing line the question is declined."""
    faq = version.faq
    if faq is None:
        return "", "", "", ""
    topic = faq.file.topics.get(topic_id)
    neutral = not BRANDS.search((wording.blanks or {}).get("treatment_name", ""))
    if topic is None or (neutral and topic.promotes):
        declined, language = _in(faq.file.declined, french)
        return wording.fill(declined), "", "", language
    keys = [key.strip() for key in (topic.source or "").split(",") if key.strip()]
    known = {**wording.flow.sources, **faq.file.sources}
    source = "; ".join(known[key].title if key in known else key for key in keys)
    if french and topic.answer_fr:
        closing, language = _in(faq.file.closing, french=True)
        return wording.fill(topic.answer_fr), source, wording.fill(closing), language
    return wording.fill(topic.answer), source, wording.fill(faq.file.closing.en), ""


def _in(said: Said, french: bool) -> tuple[str, str]:
    return (said.fr, "fr-CA") if french and said.fr else (said.en, "")
