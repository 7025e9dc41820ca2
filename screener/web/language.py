"""The language of the request at work: the screening's own, else the one asked for, else the browser's, else English.
Staff read English."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from flask import Flask, g, has_request_context, request
from markupsafe import Markup

from screener.clinic import Clinic
from screener.languages import ENGLISH, Language, marked
from screener.library import Version
from screener.promise import read_hours
from screener.web.parts import parts

ASKED: Final = "lang"
"""In an address: the language to show a page in."""
STAFF: Final = "/staff"
EMERGENCY_LINES: Final = ("en", "fr")
"""The languages of the emergency lines below every page, beside the page's own."""


def init_languages(app: Flask) -> None:
    """Give templates their words."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.jinja_env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    said = _said_in_pages()
    app.jinja_env.globals.update(gettext=said, _=said)

    @app.template_filter("bidi")
    def _bidi(text: str) -> Markup:
        """A number or a code, which keeps its own direction within words of another."""
        return Markup("<bdi>{}</bdi>").format(text)

    @app.context_processor
    def _given() -> dict[str, object]:
        spoken = language()
        facts, written = clinic(), parts().clinic
        return {
            "language": spoken,
            "languages": offered(),
            "clinic": facts,
            "banner_in_english": spoken is not ENGLISH and facts.banner == written.banner,
            "emergency_lines": _lines(spoken),
        }


def _said_in_pages() -> Callable[..., Markup]:
    """What templates ask for their words. A page asks dozens of times, mostly for the same as the page before: what
    it was told is kept ready."""
    ready: dict[tuple[str, str], Markup] = {}

    def said(text: str, **blanks: object) -> Markup:
        spoken = language()
        found = ready.get((spoken.code, text))
        if found is None:
            found = ready[spoken.code, text] = Markup(spoken.say(text))  # noqa: S704 (ours, not a visitor's)
        return found % blanks if blanks or "%" in found else found

    return said


def language() -> Language:
    """The language of the request; English where there is none."""
    if not has_request_context():
        return ENGLISH
    here: Any = g._get_current_object()  # a page asks dozens of times: once through the proxy, not three times
    spoken: Language | None = here.get("language")
    if spoken is None:
        spoken = here.language = _asked_for()
    return spoken


def use(code: str, version: Version | None = None) -> None:
    """Speak this language from here on, as far as the flow is there in it."""
    g.version = version
    g.language = next((one for one in offered() if one.code == code), ENGLISH)


def speak_of(version: Version) -> None:
    """Speak the language asked for, as far as this flow is there in it."""
    g.version = version
    g.language = _asked_for()


def offered() -> Sequence[Language]:
    """What the page at work can be read in: what its flow is there in, else what any flow is."""
    made = parts()
    version: Version | None = g.get("version")
    versions = [version] if version else made.library.current.values()
    spoken = {"en"}.union(*(one.machines for one in versions))
    return [one for code, one in made.languages.items() if code in spoken]


def _asked_for() -> Language:
    if request.path.startswith(STAFF):
        return ENGLISH
    there = {one.code: one for one in offered()}
    asked = request.args.get(ASKED, "")
    if asked in there:
        return there[asked]
    return there[request.accept_languages.best_match(list(there), "en") or "en"]


def gettext(text: str, **blanks: object) -> str:
    """A text in the language of the request."""
    return language().say(text, **blanks)


def ngettext(one: str, many: str, number: int, **blanks: object) -> str:
    """A text that differs with a number, in the language of the request."""
    return language().several(one, many, number, **blanks)


# --- The clinic's facts ---------------------------------------------------------------------------------------------


def clinic() -> Clinic:
    """The clinic's facts in the words of the request's language."""
    return parts().clinic.said_in(language().code)


def blanks() -> dict[str, str]:
    """What stands in a flow's texts where they leave a blank for the clinic's own facts."""
    return clinic().blanks(language())


def day(moment: datetime) -> str:
    """A day as people here write it: 25 November 2026."""
    return language().day(moment.astimezone(ZoneInfo(parts().clinic.time_zone)).date())


def opening_hours() -> list[str]:
    """The days on which the clinic is open, those alike together: "Monday to Friday, 9:00 to 17:00"."""
    return [
        gettext(marked("%(days)s, %(hours)s"), days=_days(places), hours=", ".join(map(_span, read_hours(hours))))
        for places, hours in clinic().open_days
    ]


def _days(places: Sequence[int]) -> str:
    first, last = (language().day_of_week(place) for place in (places[0], places[-1]))
    return first if first == last else gettext(marked("%(first)s to %(last)s"), first=first, last=last)


def _span(span: tuple[int, int]) -> str:
    opens, closes = (
        gettext(TIME if minutes % 60 else HOUR, hour=minutes // 60, minute=f"{minutes % 60:02}") for minutes in span
    )
    return gettext(marked("%(first)s to %(last)s"), first=opens, last=closes)


HOUR: Final = marked("%(hour)s:00")
TIME: Final = marked("%(hour)s:%(minute)s")


# --- The emergency lines --------------------------------------------------------------------------------------------

EMERGENCY: Final = marked("Emergency?")
CALL_911: Final = marked("Call 911")
SUICIDE: Final = marked("Thinking of suicide? Call or text 9-8-8")


def _lines(spoken: Language) -> list[dict[str, str]]:
    """Below every page, in its own language first, then in English and French."""
    known = parts().languages
    others = [known[code] for code in EMERGENCY_LINES if code != spoken.code and code in known]
    return [_line(one) for one in (spoken, *others)]


def _line(one: Language) -> dict[str, str]:
    return {
        "tag": one.tag,
        "direction": one.direction,
        "emergency": one.say(EMERGENCY),
        "call": one.say(CALL_911),
        "suicide": one.say(SUICIDE),
    }
