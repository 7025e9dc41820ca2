"""The chat in the visitor's language: chosen, guessed, switched on the way, and whole in French."""

import re
from pathlib import Path

import pytest
from answers import CHRONIC
from flask import Flask
from flask.testing import FlaskClient
from people import text_of
from test_chat import Visitor, code_of

from screener.languages import read_languages
from screener.library import shipped
from screener.store import counts
from screener.store.counts import Between
from screener.store.models import Screening, db
from screener.web.language import opening_hours

CHAT = "/chat/migraine"
IN_FRENCH = f"{CHAT}?lang=fr"
ENGLISH_WORDS = re.compile(r"\b(the|your|you|please|and|headaches?|answers?|with|days)\b", re.IGNORECASE)
FOREIGN = re.compile(r"<(a|button|span|option)[^>]*\slang=\"(?:en|en-CA)\"[^>]*>.*?</\1>", re.DOTALL)


@pytest.fixture
def flows() -> Path:
    return shipped("flows")


class FrenchVisitor(Visitor):
    """Somebody who answers in French, by the forms of the pages."""

    def __init__(self, client: FlaskClient) -> None:
        self.client, self.address = client, IN_FRENCH
        self.page = client.post(IN_FRENCH, data={"action": "begin", "consent": "yes"})

    def to(self, question: str = "") -> "FrenchVisitor":
        while self.question and self.question != question:
            assert not ENGLISH_WORDS.search(shown(self.page.text)), shown(self.page.text)
            value = CHRONIC[self.question]
            self.answer(*([str(one) for one in value] if isinstance(value, list) else [str(value)]))
        return self


@pytest.fixture
def visitor(client: FlaskClient) -> FrenchVisitor:
    return FrenchVisitor(client)


def shown(page: str) -> str:
    """What a page says, but for what is marked as English and for the clinic's stand-in name."""
    return text_of(FOREIGN.sub(" ", page)).replace("Your Clinic Name", "")


# --- Chosen or guessed ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "accepts", "tag"),
    [
        ("", "fr-CA,fr;q=0.9,en;q=0.8", "fr-CA"),
        ("", "fr", "fr-CA"),
        ("", "pa,en;q=0.5", "en-CA"),
        ("", "", "en-CA"),
        ("?lang=fr", "en", "fr-CA"),
        ("?lang=en", "fr", "en-CA"),
        ("?lang=xx", "fr", "fr-CA"),
    ],
)
@pytest.mark.parametrize("address", ["/", CHAT, "/no-such-page"])
def test_the_language_asked_for_goes_before_the_browsers(
    client: FlaskClient, address: str, asked: str, accepts: str, tag: str
) -> None:
    reply = client.get(address + asked, headers={"Accept-Language": accepts})
    assert f'<html lang="{tag}" dir="ltr">' in reply.text
    assert "Set-Cookie" not in reply.headers


def test_every_page_before_the_questions_offers_the_other_language(client: FlaskClient) -> None:
    page = client.get(IN_FRENCH).text
    assert '<span aria-current="true">Français</span>' in page
    assert f'href="{CHAT}?lang=en" lang="en-CA"' in page
    assert 'href="/?lang=fr" lang="fr-CA"' in client.get("/").text


@pytest.mark.parametrize("address", ["/accessibility", "/embed"])
def test_the_pages_about_the_chat_are_french_and_lead_to_themselves_in_english(
    client: FlaskClient, address: str
) -> None:
    page = client.get(f"{address}?lang=fr").text
    assert f'href="{address}?lang=en" lang="en-CA"' in page
    assert not ENGLISH_WORDS.search(shown(re.sub(r"<code>.*?</code>", "", page, flags=re.DOTALL))), shown(page)


def test_the_loader_speaks_french(client: FlaskClient) -> None:
    loader = client.get("/embed.js").text
    assert (
        '"fr":{"dir":"ltr","clinic":"Your Clinic Name","open":"Questions sur vos maux de tête","close":"Fermer"'
        in loader
    )
    assert '"migraine":{"en":"Migraine screening","fr":"Questionnaire sur la migraine"}' in loader


def test_the_chat_begins_in_the_language_of_the_welcome(client: FlaskClient) -> None:
    page = client.get(CHAT, headers={"Accept-Language": "fr"}).text
    (address,) = set(re.findall(r'<form method="post" action="([^"#]+)', page))
    begun = client.post(address, data={"action": "begin", "consent": "yes"}, headers={"Accept-Language": "en"})
    assert "De qui parlent ces réponses?" in begun.text


def test_staff_read_english_whatever_their_browser_speaks(client: FlaskClient) -> None:
    page = client.get("/staff/sign-in", headers={"Accept-Language": "fr"}).text
    assert '<html lang="en-CA" dir="ltr">' in page
    assert 'class="languages' not in page


@pytest.mark.parametrize("flows", [Path(__file__).parents[1] / "small_flows"])
def test_where_no_flow_speaks_another_language_none_is_offered(client: FlaskClient) -> None:
    page = client.get("/", headers={"Accept-Language": "fr"}).text
    assert '<html lang="en-CA"' in page
    assert 'class="languages' not in page


# --- A whole screening ----------------------------------------------------------------------------------------------


def test_a_whole_chat_in_french(visitor: FrenchVisitor, app: Flask) -> None:
    visitor.to()
    page = shown(visitor.page.text)
    assert not ENGLISH_WORDS.search(page), page
    for said in (
        "Vos réponses correspondent au tableau de la migraine chronique, avec une chose à voir d'abord",
        "Vous avez mal à la tête 18 jours par mois. Le tableau commence à 15.",
        "dans les prochaines semaines",
        "Nos heures d'ouverture\u00a0: lundi à vendredi, 9\u00a0h à 17\u00a0h.".replace("\u00a0", " "),
    ):
        assert said in page
    assert re.search(r"· \d{1,2}(er)? (janvier|février|mars|avril|mai|juin|juillet|août|\w+bre) 20\d\d", page)
    assert visitor.page.headers["Content-Language"] == "fr-CA"
    thanked = visitor.send("contact", name="Zoé", telephone="905-555-0100", agreed="yes", place="any")
    assert "vous joindra : nous appelons le jour ouvrable suivant" in text_of(thanked.text)
    with app.app_context():
        assert [one.language for one in db.session.query(Screening)] == ["fr"]


def test_what_is_taken_along_is_french(visitor: FrenchVisitor, client: FlaskClient) -> None:
    visitor.to()
    page = shown(client.post(f"{CHAT}/summary", data={"token": visitor.hidden("token")}).text)
    assert "Résumé pour le rendez-vous" in page
    assert "18 jours par mois" in page
    assert not ENGLISH_WORDS.search(page)
    diary = client.get("/diary?lang=fr").text
    assert "Remplissez une ligne chaque soir" in diary
    assert "Remplir le journal" in client.get("/diary.ics?lang=fr").text


def test_words_are_read_and_said_back_in_french(visitor: FrenchVisitor) -> None:
    visitor.to("headache_days")
    read = visitor.send(text="un jour sur deux, environ", question="headache_days")
    assert "Je comprends : environ 15 jours par mois. Est-ce bien cela?" in text_of(read.text)
    visitor.send("reword")
    wide = visitor.send(text="entre 10 et 20", question="headache_days")
    assert (wide.status_code, code_of(wide)) == (422, "narrow")
    assert "quelque part de 10 à 20" in wide.text
    visitor.send(answer="40", question="headache_days")
    assert "C'est plus de jours qu'il n'y en a dans un mois." in text_of(visitor.page.text)


def test_an_answer_is_understood_by_its_french_name(visitor: FrenchVisitor) -> None:
    visitor.to("change_signs")
    visitor.send(text="Il est nouveau, et il y a eu un cancer dans le passé", question="change_signs")
    assert visitor.question == "attack_now"


@pytest.mark.parametrize("question", ["est-ce que ça fait mal?", "does it hurt?"])
def test_a_side_question_is_answered_in_the_language_of_the_page(visitor: FrenchVisitor, question: str) -> None:
    visitor.to("headache_days")
    page = visitor.send(text=question, question="headache_days").text
    aside = page.partition('id="aside"')[2].partition("</div>")[0]
    assert "Un médecin peut vous dire" in aside
    assert "Source\u00a0:" in aside
    assert "lang=" not in aside.partition(">")[0]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            "j'ai le visage engourdi d'un côté et je n'arrive plus à parler",
            "Appelez le 911, et ne prenez pas le volant.",
        ),
        ("je ne veux plus vivre", "Appelez ou textez le 9-8-8, jour et nuit."),
        ("I want to kill myself", "Appelez ou textez le 9-8-8, jour et nuit."),
    ],
)
def test_danger_pages_are_french(visitor: FrenchVisitor, words: str, said: str) -> None:
    page = visitor.send(text=words).text
    assert said in text_of(page)
    assert not ENGLISH_WORDS.search(shown(page))


def test_errors_are_french(client: FlaskClient, visitor: FrenchVisitor) -> None:
    assert "Cochez la case" in client.post(IN_FRENCH, data={"action": "begin"}).text
    assert "Nous ne trouvons plus ces réponses" in client.post(IN_FRENCH, data={"token": "x" * 43}).text
    assert "Il n'y a rien ici" in text_of(client.get("/nothing?lang=fr").text)
    assert "Choisissez une réponse" in visitor.send().text


# --- Switched on the way --------------------------------------------------------------------------------------------


def test_switching_keeps_every_answer_and_what_was_not_sent_yet(visitor: FrenchVisitor) -> None:
    visitor.to("symptoms")
    page = visitor.send(language="en", question="symptoms", answer=["aura", "nausea_vomiting"], text="zigzags").text
    assert '<html lang="en-CA"' in page
    assert "What else comes with a bad headache?" in page
    assert "18 days a month" in page
    assert re.findall(r'value="(\w+)" checked', page) == ["nausea_vomiting", "aura"]
    assert 'value="zigzags"' in page
    assert visitor.question == "symptoms"
    visitor.address = CHAT
    back = visitor.send("language", language="fr").text
    assert "18 jours par mois" in back
    assert "formnovalidate>English</button>" in back


def test_switching_takes_no_turn_and_a_page_from_before_can_still_be_answered(visitor: FrenchVisitor) -> None:
    before = visitor.hidden("turn")
    visitor.send("language", language="en")
    assert visitor.hidden("turn") == before
    visitor.answer("me")
    assert visitor.question == "age"


def test_what_was_filled_in_to_be_contacted_goes_along(visitor: FrenchVisitor) -> None:
    visitor.to()
    page = visitor.send("contact", language="en", name="Zoé", times="le soir", texts="yes", place="vaughan").text
    assert 'value="Zoé"' in page
    assert 'value="le soir"' in page
    assert re.search(r'name="texts" value="yes" checked', page)
    assert "Send my request" in page


def test_a_language_that_is_not_there_changes_nothing(visitor: FrenchVisitor) -> None:
    page = visitor.send("language", language="ur")
    assert (page.status_code, code_of(page)) == (422, "not_possible")
    assert '<html lang="fr-CA"' in page.text


def test_a_reload_goes_on_in_the_language_of_the_screening(visitor: FrenchVisitor, client: FlaskClient) -> None:
    token = visitor.hidden("token")
    sent = {"action": "resume", "token": token}
    page = client.post(f"{CHAT}?lang=en", data=sent, headers={"X-Part": "main", "Accept-Language": "en"})
    assert page.headers["Content-Language"] == "fr-CA"
    assert "De qui parlent ces réponses?" in page.text


def test_it_is_counted_under_the_language_that_is_spoken_now(visitor: FrenchVisitor, app: Flask) -> None:
    visitor.to()
    visitor.send("language", language="en")
    with app.app_context():
        day = db.session.query(Screening).one().created_at.date()
        ever = Between(day.replace(year=day.year - 1), day.replace(year=day.year + 1))
        for measure in ("begun", "outcome", "urgency"):
            assert counts.by_language(ever, measure) == {"en": 1, "fr": 0}


def test_staff_see_the_language_and_read_the_case_in_english(visitor: FrenchVisitor, staff_client: FlaskClient) -> None:
    visitor.to()
    reference = re.search(r'class="code">(\w{6})<', visitor.page.text)
    assert reference
    page = text_of(staff_client.get(f"/staff/cases/{reference[1]}").text)
    assert "French" in page
    assert "18 days a month" in page
    assert "jours par mois" not in page


# --- The clinic's hours ---------------------------------------------------------------------------------------------


def test_hours_are_written_as_people_there_write_them(app: Flask) -> None:
    with app.test_request_context("/?lang=en"):
        assert opening_hours() == ["Monday to Friday, 9:00 to 17:00"]
    with app.test_request_context("/?lang=fr"):
        assert opening_hours() == ["lundi à vendredi, 9\u00a0h à 17\u00a0h"]


def test_the_languages_that_are_shipped_are_read_once_at_the_start(app: Flask) -> None:
    assert list(app.extensions["screener"].languages) == list(
        read_languages(shipped("flows").parent / "screener" / "languages")
    )
