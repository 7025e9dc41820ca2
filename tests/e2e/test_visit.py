"""The chat in a real browser: by keyboard, without JavaScript, reloaded, in two tabs, on a telephone and on a desk."""

from urllib.parse import urlsplit

from answers import CHRONIC
from looked_over import accessible, at_each_width, in_both_themes
from playwright.sync_api import Browser, Page, expect
from serving import Server
from visitor import answer, begin, fill, press_to, question, send, turn_of, walk, walk_by_keyboard


def heading(page: Page) -> str:
    return page.locator("#now").inner_text()


def test_a_whole_screening_is_done_by_keyboard_alone(phone: Page, server: Server) -> None:
    phone.goto(f"{server.url}/chat/migraine")
    press_to(phone, "input[name=consent]")
    phone.keyboard.press("Space")
    press_to(phone, "form .button")
    phone.keyboard.press("Enter")
    expect(phone.locator("input[name=question]")).to_have_count(1)
    walk_by_keyboard(phone, CHRONIC)
    expect(phone.locator("article.outcome")).to_be_visible()
    phone.set_viewport_size({"width": 1280, "height": 900})
    for field, text in (("name", "Test Visitor"), ("telephone", "905 555 0123")):
        press_to(phone, f"#{field}")
        phone.keyboard.type(text)
    press_to(phone, "input[name=agreed]")
    phone.keyboard.press("Space")
    press_to(phone, "#booking .button")
    phone.keyboard.press("Enter")
    expect(phone.locator("#thanks")).to_be_visible()


def test_a_whole_screening_is_done_without_javascript(without_script: Page, server: Server) -> None:
    page = without_script
    begin(page, server.url)
    walk(page, CHRONIC)
    expect(page.locator("article.outcome")).to_be_visible()
    page.locator("#name").fill("Test Visitor")
    page.locator("#email").fill("visitor@example.ca")
    page.get_by_label("may contact me").check()
    page.get_by_role("button", name="Send my request").click()
    expect(page.locator("#thanks")).to_be_visible()


def test_a_reload_in_the_middle_goes_on_where_it_was(phone: Page, server: Server) -> None:
    begin(phone, server.url)
    walk(phone, CHRONIC, until="goal")
    phone.reload()
    expect(phone.locator("form.now input[name=question]")).to_have_value("goal")
    kept = phone.evaluate("JSON.stringify([Object.keys(sessionStorage), {...localStorage}, document.cookie])")
    assert kept == '[["/chat/migraine"],{},""]'
    phone.goto(f"{server.url}/chat/follow-up")  # another flow in the same tab begins by itself, and takes nothing away
    expect(phone.locator("input[name=consent]")).to_be_visible()
    phone.goto(f"{server.url}/chat/migraine")
    expect(phone.locator("form.now input[name=question]")).to_have_value("goal")


def test_a_double_click_answers_once(phone: Page, server: Server) -> None:
    begin(phone, server.url)
    fill(phone, "me")
    phone.get_by_role("button", name="Continue").dblclick()
    expect(phone.locator("form.now input[name=question]")).to_have_value("age")
    assert turn_of(phone) == "1"


def test_a_double_click_without_javascript_answers_once(without_script: Page, server: Server) -> None:
    begin(without_script, server.url)
    fill(without_script, "me")
    without_script.get_by_role("button", name="Continue").dblclick()
    expect(without_script.locator("form.now input[name=question]")).to_have_value("age")
    assert turn_of(without_script) == "1"


def test_a_second_tab_that_was_overtaken_is_told_so_and_loses_nothing(browser: Browser, server: Server) -> None:
    context = browser.new_context()
    first, second = context.new_page(), context.new_page()
    begin(first, server.url)
    token = first.evaluate("sessionStorage.getItem('/chat/migraine')")
    second.goto(f"{server.url}/chat/migraine")
    second.evaluate("token => sessionStorage.setItem('/chat/migraine', token)", token)
    second.reload()
    expect(second.locator("form.now input[name=question]")).to_have_value("for_whom")
    answer(first, "me")
    fill(second, "someone_else")
    second.get_by_role("button", name="Continue").click()
    expect(second.locator("#notice")).to_have_attribute("data-code", "other_turn")
    assert question(second) == "age"
    assert "Me" in second.locator(".transcript").inner_text()
    context.close()


def test_undo_and_change_lead_back_and_forth_and_progress_never_goes_backwards(phone: Page, server: Server) -> None:
    begin(phone, server.url)
    walk(phone, CHRONIC, until="headache_days")
    bar = phone.locator("progress")
    reached = int(bar.get_attribute("value") or 0)
    send(phone, "Back")
    assert question(phone) == "goal"
    assert int(bar.get_attribute("value") or 0) == reached
    answer(phone, "both")
    phone.locator("summary", has_text="earlier").click()
    phone.locator("button.change[value=age]").click()
    expect(phone.locator("form.now input[name=question]")).to_have_value("age")
    expect(phone.locator("#answer")).to_have_value("41")
    answer(phone, 42)
    assert question(phone) == "headache_days"
    assert int(bar.get_attribute("value") or 0) == reached


def test_answers_that_cannot_both_be_right_are_raised_and_may_be_kept(phone: Page, server: Server) -> None:
    begin(phone, server.url)
    walk(phone, CHRONIC | {"migraine_days": 20}, until="duration")
    assert question(phone) is None
    expect(phone.locator(".restated")).to_contain_text("20")
    accessible(phone)
    send(phone, "Both are right, go on")
    assert question(phone) == "duration"


def test_an_emergency_ends_the_questions_and_can_be_taken_back(phone: Page, server: Server) -> None:
    begin(phone, server.url)
    walk(phone, CHRONIC | {"danger_signs": ["thunderclap"]})
    expect(phone.get_by_role("link", name="Call 911", exact=True)).to_have_attribute("href", "tel:911")
    expect(phone.locator("#booking")).to_have_count(0)
    at_each_width(phone)
    send(phone, "I chose this by mistake")
    assert question(phone) == "danger_signs"


def test_the_urgent_card_asks_for_a_number_and_puts_stopping_first(phone: Page, server: Server) -> None:
    begin(phone, server.url)
    walk(phone, CHRONIC | {"urgent_signs": ["fever_headache"]})
    buttons = phone.locator("form.now button.button").all_inner_texts()
    assert buttons[0] == "Stop here"
    at_each_width(phone)
    phone.locator("#telephone").fill("not a number")
    phone.get_by_role("button", name="Stop here", exact=True).click()
    expect(phone.locator("#telephone-error")).to_be_visible()
    expect(phone.locator("#telephone")).to_have_value("not a number")
    phone.locator("#telephone").fill("905 555 0123")
    send(phone, "Stop here")
    expect(phone.locator("article.outcome.today")).to_be_visible()
    at_each_width(phone)


def test_an_attack_now_shows_its_card_and_a_code_brings_the_visitor_back(phone: Page, server: Server) -> None:
    begin(phone, server.url)
    walk(phone, CHRONIC | {"attack_now": "yes"})
    accessible(phone)
    phone.get_by_role("button", name="Stop now and finish later").click()
    code = phone.locator(".bigcode").inner_text()
    accessible(phone)
    phone.evaluate("sessionStorage.clear()")
    phone.goto(f"{server.url}/chat/migraine")
    phone.locator("summary", has_text="I began before").click()
    phone.get_by_label("Your code").fill(code.lower().replace("-", " "))
    phone.get_by_role("button", name="Go on with my answers").click()
    expect(phone.get_by_role("button", name="Go on with the questions")).to_be_visible()
    send(phone, "Go on with the questions")
    assert question(phone) == "goal"


def test_deleting_asks_once_and_leaves_nothing(phone: Page, server: Server) -> None:
    begin(phone, server.url)
    answer(phone, "me")
    phone.get_by_role("button", name="Delete my answers").click()
    accessible(phone)
    phone.get_by_role("button", name="Yes, delete them").click()
    expect(phone.locator("#now")).to_have_text("Your answers are deleted")
    accessible(phone)
    assert phone.evaluate("sessionStorage.length") == 0


def test_a_carer_is_spoken_to_about_the_other_person(phone: Page, server: Server) -> None:
    begin(phone, server.url)
    walk(phone, CHRONIC | {"for_whom": "someone_else"}, until="age")
    assert heading(phone) == "How old are they?"
    walk(phone, CHRONIC, until="headache_days")
    assert "their head" in heading(phone)


def test_words_that_are_no_answer_are_kept_and_asked_about(phone: Page, server: Server) -> None:
    begin(phone, server.url)
    phone.locator("#text").fill("the weather is lovely")
    phone.get_by_role("button", name="Continue").click()
    expect(phone.locator("#notice")).to_have_attribute("data-code", "not_understood")
    expect(phone.locator("#text")).to_have_value("the weather is lovely")
    accessible(phone)


def test_a_number_out_of_bounds_says_what_to_do(phone: Page, server: Server) -> None:
    begin(phone, server.url)
    walk(phone, CHRONIC, until="headache_days")
    phone.locator("#answer").fill("45")
    phone.get_by_role("button", name="Continue").click()
    expect(phone.locator("#notice")).to_contain_text("from 0 to 31")
    expect(phone.locator("#answer")).to_have_value("45")
    accessible(phone)


def test_none_of_these_and_the_others_leave_room_for_one_another(phone: Page, server: Server) -> None:
    begin(phone, server.url)
    walk(phone, CHRONIC, until="danger_signs")
    first = phone.locator("input[value=thunderclap]")
    none = phone.locator("input[name=answer][value=none]")
    first.check()
    none.check()
    expect(first).not_to_be_checked()
    first.check()
    expect(none).not_to_be_checked()


def test_a_lost_connection_is_said_and_the_answer_stays(phone: Page, server: Server) -> None:
    begin(phone, server.url)
    answer(phone, "me")
    phone.context.set_offline(True)
    phone.locator("#answer").fill("41")
    phone.get_by_role("button", name="Continue").click()
    expect(phone.locator(".lost")).to_be_visible()
    expect(phone.locator("#answer")).to_have_value("41")
    phone.context.set_offline(False)
    send(phone)
    assert question(phone) == "danger_signs"


def test_axe_finds_nothing_on_any_question_in_light_and_dark(phone: Page, server: Server) -> None:
    phone.goto(server.url)
    in_both_themes(phone)
    phone.goto(f"{server.url}/chat/migraine")
    in_both_themes(phone)
    begin(phone, server.url)
    while (asked := question(phone)) is not None:
        in_both_themes(phone)
        answer(phone, CHRONIC[asked])
    in_both_themes(phone)


def test_the_errors_have_accessible_pages_with_the_emergency_lines(phone: Page, server: Server) -> None:
    for path in ("/nothing-here", "/chat/no-such-flow"):
        phone.goto(server.url + path)
        accessible(phone)
        expect(phone.locator("footer")).to_contain_text("911")
        expect(phone.locator("footer")).to_contain_text("9-8-8")


def test_a_walk_asks_no_other_host_and_puts_nothing_in_an_address(phone: Page, server: Server) -> None:
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    problems: list[str] = []
    phone.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    begin(phone, server.url)
    walk(phone, CHRONIC)
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(server.url).netloc}
    assert {urlsplit(url).query for url in asked} == {"", "lang=en"}  # the language of the page, and nothing else
    assert not problems


def test_the_servers_log_holds_nothing_of_what_was_said(phone: Page, server: Server) -> None:
    begin(phone, server.url)
    token = phone.evaluate("sessionStorage.getItem('/chat/migraine')")
    phone.locator("#text").fill("my very own words")
    phone.get_by_role("button", name="Continue").click()
    expect(phone.locator("#notice")).to_be_visible()
    walk(phone, CHRONIC | {"goal": "cosmetic", "age": 73})
    reference = phone.locator("strong.code").inner_text()
    phone.locator("#name").fill("Quiet Visitor")
    phone.locator("#telephone").fill("905 555 0177")
    phone.get_by_label("may contact me").check()
    phone.get_by_role("button", name="Send my request").click()
    expect(phone.locator("#thanks")).to_be_visible()
    for said in (token, "very own words", "cosmetic", "Quiet", "0177", reference):
        assert said not in server.log


def test_a_thread_that_is_lost_has_an_accessible_page_with_a_way_on(phone: Page, server: Server) -> None:
    phone.goto(f"{server.url}/chat/migraine")
    phone.evaluate("sessionStorage.setItem(location.pathname, 'x'.repeat(43))")
    phone.reload()
    expect(phone.locator("#now")).to_have_text("We have lost the thread")
    accessible(phone)
    phone.get_by_role("link", name="To the first page").click()
    expect(phone.get_by_role("button", name="Begin")).to_be_visible()
    assert phone.evaluate("sessionStorage.length") == 0


def test_the_outcome_prints_without_buttons_and_with_everything_that_was_said(phone: Page, server: Server) -> None:
    begin(phone, server.url)
    walk(phone, CHRONIC)
    phone.emulate_media(media="print")
    expect(phone.locator("#booking")).to_be_hidden()
    expect(phone.get_by_role("button", name="Back")).to_be_hidden()
    expect(phone.locator(".transcript")).to_contain_text("18 days a month")
    assert phone.locator(".transcript li").first.is_visible()


def test_words_are_read_back_answered_and_a_crisis_is_met_gently(phone: Page, server: Server) -> None:
    begin(phone, server.url)
    walk(phone, CHRONIC, until="headache_days")
    phone.locator("#text").fill("once a week")
    phone.get_by_role("button", name="Continue").click()
    expect(phone.get_by_role("heading", name="I read that as about")).to_be_visible()
    at_each_width(phone)
    send(phone, "No, let me put it differently")
    phone.locator("#text").fill("does it hurt?")
    phone.get_by_role("button", name="Continue").click()
    expect(phone.locator("#aside")).to_contain_text("Source")
    at_each_width(phone)
    phone.locator("#text").fill("i dont want to live anymore")
    phone.get_by_role("button", name="Continue").click()
    expect(phone.get_by_role("link", name="Call 9-8-8", exact=True)).to_be_visible()
    at_each_width(phone)
    send(phone, "Go on with the questions")
    assert question(phone) == "headache_days"
