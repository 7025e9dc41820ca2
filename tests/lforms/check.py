"""LHC-Forms, another program's forms, draws our Questionnaire, and comes to the same end as we do for every walk.

Each walk of `screener flow walk` is typed in by mouse and keyboard. LHC-Forms works out the outcome and the urgency by
itself, from the expressions in the form; its response must say what ours says. One browser serves all walks. What
LHC-Forms has to fetch from elsewhere is refused, and counts as a failure.

    python tests/lforms/check.py [FLOW…] [--random N]

`--random N` types in as many random sets of answers instead, always the same ones: a benchmark, run by hand.

LHC-Forms is by the U.S. National Library of Medicine. It is fetched by `npm pack` into the folder that LFORMS names,
and is no part of this program.
"""

import argparse
import json
import os
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any, Final

from playwright.sync_api import Browser, Page, Route, sync_playwright

from screener.engine.flow import Flow
from screener.engine.interview import Interview, begin
from screener.engine.loader import load
from screener.engine.machine import FlowMachine
from screener.export.fhir.edition import Edition
from screener.export.fhir.lint import walk as items_of
from screener.export.fhir.questionnaire import questionnaire
from screener.export.fhir.response import Answered, response
from screener.library import shipped
from screener.proof.walks import find_walks

sys.path.insert(0, str(Path(__file__).parent.parent / "e2e"))
from chromium import CHROMIUM, QUIET

Element = dict[str, Any]
VERSION: Final = "40.1.3"
SHA256: Final = "288cff4360e8a90a44e994a01422d2cf970170000ce915b5739ccc383097edd9"
HOME: Final = "http://forms.localhost/"
SCRIPTS: Final = (
    "webcomponent/assets/lib/zone.min.js",
    "webcomponent/runtime.js",
    "webcomponent/polyfills.js",
    "webcomponent/main.js",
    "fhir/R4/lformsFHIR.min.js",
)
PAGE: Final = (
    '<!doctype html><meta charset="utf-8"><title>Form</title><link rel="icon" href="data:,"><div id="form"></div>'
    + "".join(f'<script src="/{script}"></script>' for script in SCRIPTS)
)
DRAW: Final = """async (form) => {
    document.querySelector('#form').innerHTML = '';
    await LForms.Util.addFormToPage(form, 'form', {fhirVersion: 'R4'});
}"""
EXPORT: Final = "LForms.Util.getFormFHIRData('QuestionnaireResponse', 'R4', '#form')"
CHATTER: Final = ("Ran expressions", "Warning: FHIR resources might not")
WAIT_MS: Final = 20_000


# --- LHC-Forms itself -----------------------------------------------------------------------------------------------


def forms_folder() -> Path:
    """Where LHC-Forms' files are, fetched if they are not there yet."""
    folder = Path(os.environ.get("LFORMS") or Path(tempfile.gettempdir()) / f"lforms-{VERSION}")
    assets = folder / "package" / "dist" / "lforms"
    if not assets.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "pack", f"lforms@{VERSION}", "--silent"], cwd=folder, check=True, capture_output=True)
        packed = folder / f"lforms-{VERSION}.tgz"
        if sha256(packed.read_bytes()).hexdigest() != SHA256:
            raise SystemExit(f"{packed.name} is not the file that was looked at: its checksum differs")
        with tarfile.open(packed) as archive:
            archive.extractall(folder, filter="data")
    return assets


class Forms:
    """A page with LHC-Forms on it."""

    def __init__(self, browser: Browser, assets: Path) -> None:
        self.assets = assets
        self.complaints: list[str] = []
        self.page: Page = browser.new_page(locale="en-CA", timezone_id="America/Toronto")
        self.page.set_default_timeout(WAIT_MS)
        self.page.route("**/*", self._serve)
        self.page.on("pageerror", lambda error: self.complaints.append(f"page: {error}"))
        self.page.on("console", lambda line: self._hear(line.text))
        self.page.goto(HOME)
        self.page.wait_for_function("window.LForms && LForms.Util && LForms.FHIR")

    def _serve(self, route: Route) -> None:
        url = route.request.url
        if url == HOME:
            route.fulfill(body=PAGE, content_type="text/html")
        elif url.startswith(HOME):
            route.fulfill(path=self.assets / url.removeprefix(HOME).split("?")[0])
        else:
            self.complaints.append(f"asked for {url}")
            route.abort()

    def _hear(self, text: str) -> None:
        if not text.startswith(CHATTER):
            self.complaints.append(f"console: {text}")

    def draw(self, form: Element) -> None:
        self.page.evaluate(DRAW, form)
        self.page.locator("#form .lhc-item").first.wait_for()

    def fill(self, item: Element, answers: list[Element]) -> None:
        """Answer one item as a person does: a click on each option, or keys."""
        box = self.page.locator(f"#form [id^='item-{item['linkId']}/']").first
        if item["type"] == "choice":
            for answer in answers:
                shown = answer["valueCoding"]["display"]
                box.locator("label").filter(has=self.page.locator("input")).get_by_text(shown, exact=True).click()
        else:
            field = box.locator("input, textarea").first
            field.fill(str(next(iter(answers[0].values()))))
            field.press("Tab")

    def exported(self) -> Element:
        found: Element = self.page.evaluate(EXPORT)
        return found

    def broken_rules(self, asked: Collection[str]) -> list[str]:
        """What the form finds wrong with the questions of these texts. It also wants answers to questions that an
        expression hides, which nobody can give: that is a fault of its own, and left out."""
        found = self.page.evaluate("LForms.Util.checkValidity('#form')") or []
        return [one for one in found if any(one.startswith(text) for text in asked)]


# --- The comparison -------------------------------------------------------------------------------------------------


def answers_of(response: Element) -> dict[str, list[str]]:
    """What a response says, by linkId; an option by its system and code."""
    return {
        item["linkId"]: sorted(_plain(answer) for answer in item["answer"])
        for item in items_of(response.get("item", []))
        if item.get("answer")
    }


def _plain(answer: Element) -> str:
    value = next(value for key, value in answer.items() if key.startswith("value"))
    return f"{value['system']}|{value['code']}" if isinstance(value, dict) else json.dumps(value)


def typed_in(forms: Forms, form: Element, ours: Element) -> dict[str, list[str]]:
    """What LHC-Forms makes of our answers, once it says what we say, or has had its time."""
    forms.draw(form)
    given = {item["linkId"]: item["answer"] for item in items_of(ours["item"]) if "answer" in item}
    for item in items_of(form["item"]):
        if item["linkId"] in given and not item.get("readOnly"):
            forms.fill(item, given[item["linkId"]])
    wanted, until = answers_of(ours), time.monotonic() + WAIT_MS / 1000
    while (found := answers_of(forms.exported())) != wanted and time.monotonic() < until:
        forms.page.wait_for_timeout(100)
    return found


def our_response(edition: Edition, form: Element, interview: Interview) -> Element:
    decision = interview.decision
    outcome = decision.outcome.id if decision.outcome else None
    now = datetime.now(UTC)
    answered = Answered("walk", "WALK", interview.said, outcome, decision.urgency, now, now)
    return response(edition, form, answered)


def differences(flow: Flow, interviews: Sequence[Interview], forms: Forms) -> Iterator[str]:
    """Each walk that LHC-Forms ends otherwise, and everything that it complains of."""
    edition = Edition(flow, "https://clinic.example", "A clinic", {"treatment_name": "treatment", "how_soon": "soon"})
    form = questionnaire(edition)
    for place, interview in enumerate(interviews, 1):
        began = time.monotonic()
        ours = our_response(edition, form, interview)
        wanted, found = answers_of(ours), typed_in(forms, form, ours)
        for name in sorted(wanted.keys() | found.keys()):
            if wanted.get(name) != found.get(name):
                yield f"{flow.id}, walk {place}: {name}: we say {wanted.get(name)}, LHC-Forms {found.get(name)}"
        asked = {item["text"] for item in items_of(ours["item"]) if item["linkId"] in flow.by_id}
        for broken in forms.broken_rules(asked):
            yield f"{flow.id}, walk {place}: rule broken: {broken}"
        yield from (f"{flow.id}, walk {place}: {one}" for one in forms.complaints)
        forms.complaints.clear()
        end = ", ".join(json.loads(found[name][0]) for name in ("result.outcome", "result.urgency") if name in found)
        print(f"{flow.id}, walk {place} of {len(interviews)}: {end} ({time.monotonic() - began:.0f} s)", flush=True)  # noqa: T201


def shipped_flows() -> list[str]:
    return sorted(path.parent.name for path in shipped("flows").glob("*/flow.yaml"))


def chosen(flow: Flow, random_sets: int) -> list[Interview]:
    """The walks to type in: those that meet everything, or random ones."""
    if not random_sets:
        return [walk.interview for walk in find_walks(flow).walks]
    machine, chance = FlowMachine(flow), Random(flow.id)
    return [random_walk(machine, chance) for _ in range(random_sets)]


def random_walk(machine: FlowMachine, chance: Random) -> Interview:
    """One set of answers. A sign in ten is chosen, or hardly anybody would come past the first page."""
    interview = begin(machine)
    while (question := interview.question) is not None:
        offered = [option.id for option in interview.offered(question)]
        if question.unsure and chance.random() < 0.15:
            value: object = "unsure"
        elif question.kind == "number":
            value = chance.randint(question.min or 0, min(question.max or 0, 40))
        elif question.kind == "words":
            value = chance.choice([None, "a few words"] if question.optional else ["a few words"])
        elif question.kind == "one":
            value = chance.choice(offered)
        else:
            signs = any(option.sign for option in question.options)
            value = [one for one in offered if chance.random() < (0.01 if signs else 0.35)] or ["none"]
        interview = interview.answer(question.id, value)
    return interview


def main(arguments: list[str]) -> int:
    read = argparse.ArgumentParser(description="LHC-Forms against our own reading of each flow.")
    read.add_argument("flows", nargs="*")
    read.add_argument("--random", type=int, default=0)
    asked = read.parse_args(arguments)
    assets, folder = forms_folder(), shipped("flows")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        forms = Forms(browser, assets)
        wrong = [
            one
            for flow in [load(folder / name) for name in asked.flows or shipped_flows()]
            for one in differences(flow, chosen(flow, asked.random), forms)
        ]
        browser.close()
    print(*wrong or ["LHC-Forms comes to the same end for every walk."], sep="\n")  # noqa: T201
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
