"""Whether a text asks something at all. An answer or a plain statement does not."""

import re
from typing import Final

from screener.understand.danger_letters import plain
from screener.understand.danger_text import word_set
from screener.understand.faq_words import LONGEST_QUESTION

OPENERS: Final = word_set(
    "what how why who where which can could do does did is are will would should may whats hows whos wheres isn doesn"
    " am any anything anyone anybody whose whereabouts has"
    " comment combien pourquoi quel quelle quels quelles quoi qui est puis peut pouvez peux dois devrais"
    " faut avez etes vendez prenez vais ou que"
)
BEFORE_OPENERS: Final = word_set("so and but hi hello ok um et bonjour")
ASKING: Final = (
    r"wonder\w*|curious|tell me|explain\w*|describe|parlez moi|more about|want to know|like to know|need to know",
    r"not (?:understand|get|know) what|no idea what|what about|how about|any idea|does (?:it|that) matter|never heard",
    r"is (?:that|this|it) (?:ok|okay|an? |safe|bad|fine|allowed)|what if|or not",
    r"(?:should|can|could|may) i\b|please",
    r"give me|teach me|show me|sell me|write me|help me|list of|ideas? (?:for|of)|ignore|forget",
    r"(?:how|what|where|when|who|why|which)(?: \w+)? (?:is|are|do|does|did|can|will|would|should)\b",
    r"(?:how|what|where|when|who|why|which)(?: \w+)? (?:much|many|long|often|soon|to)\b",
    r"does|(?:will|could|would|can) (?:a|it|this|you|they|there|botox)",
    r"(?:walk|talk|run|take) me through|hows|whats|how (?!i\b|ever\b)\w+|(?:studied|tested|used) (?:in|on|for)",
    r"(?:am|do|did|can|could|may|must|will|would|shall|should) (?:i|you|we|they|he|she|people|anyone)",
    r"(?:is|was|are|has|can|could|does) (?:it|this|they|there|that) (?:an?|any|ok|okay|too|for|safe|bad|still|off)",
    r"(?:can|could|would|will) (?:that|this|it|she|he) (?:be|get|have|still|do)",
    r"quoi|combien|comment|pourquoi|quels?|quelles?|quand$|aidez|aide[zr]? moi|raconte",
    r"est ce|c est quoi|c koi|c est tu|ca \w+ tu|y a tu|qu est|comprends pas|idees? de|expliqu\w+",
    r"(?:can|could|will|would|do|does|should) (?:the |these |your |nursing |new )?(?:moms?|mothers?|women|men|people"
    r"|kids|teens|adults|patients|seniors|needles?|shots?|injections?|botox|treatments?)",
    r"me demande|(?:aimerais|voudrais) savoir|savoir si|a quoi|a qui|de quoi|et si|et avec|et les|aux combien",
    r"quand (?:est|vais|faut|s|aller|on|peut|dois)|dans combien|apres combien|\w+ combien",
    r"on \w+ ou|ou (?:est|sont|etes|se)|\w+ ou|c est (?:ou|qui|combien|long|pour)",
)
ASKS: Final = re.compile(rf"\b(?:{'|'.join(ASKING)})\b")
INVERTED: Final = re.compile(r"\b\w+-(?:tu|vous|je|on|il|elle|ils|elles|t-il|t-elle|t-on|nous)\b")
"""A verb with its subject behind, as French asks."""

WORRY: Final = re.compile(r"\b(?:scared|afraid|terrified|worried|nervous|phobi\w+|peur|inquiet\w*)\b")
TELLS_WHAT: Final = re.compile(r"^(?:what|who) i\b|^qui (?:me|m)\b")
HEADINGS: Final = (
    r"side effects?|costs?|prices?|pricing|coverage|address|directions|parking|booking|appointments?|wait ?times?",
    r"privacy|alternatives?|other (?:options|treatments|choices)|contraindications?|interactions?|downtime",
    r"aftercare|requirements|referral|vs|versus|difference|risks? of|things to ask|questions to ask",
    r"effets (?:secondaires|indesirables)|couts?|prix|adresse|stationnement|rendez vous|attente|confidentialite",
    r"autres (?:options|traitements|choix)|contre indications|risques? de",
)
HEADING: Final = re.compile(
    r"^(?:botox|injections?|treatment|traitement)(?: treatment)? (?:and|while|during|with|et|pendant|avec|for|pour)\b"
    rf"|\b(?:{'|'.join(HEADINGS)})\b"
)
"""A few words that name a topic as a heading would: "side effects", "botox and breastfeeding"."""

LONGEST_HEADING: Final = 5
FIRST_PERSON: Final = word_set("i my me j je mon ma mes we on no yes oui non not pas")
TIME_SUBJECTS: Final = word_set("i it my the je j il mes c ca")


def is_question(text: str, words: list[str]) -> bool:
    """Whether a text asks something."""
    if not words:
        return False
    if "?" in text:
        return True
    joined = " ".join(words)
    if TELLS_WHAT.match(joined):
        return False
    if words[0] in OPENERS or (words[0] in BEFORE_OPENERS and words[1:2] and words[1] in OPENERS):
        return True
    if ASKS.search(joined) or INVERTED.search(plain(text[:LONGEST_QUESTION])) or _asks_when(words):
        return True
    return bool(WORRY.search(joined)) or _is_heading(words, joined)


def _asks_when(words: list[str]) -> bool:
    """ "When does it work", but not "when i was young"."""
    return words[0] in ("when", "quand") and not (words[1:2] and words[1] in TIME_SUBJECTS)


def _is_heading(words: list[str], joined: str) -> bool:
    return len(words) <= LONGEST_HEADING and bool(HEADING.search(joined)) and not FIRST_PERSON & set(words)
