"""Published Questionnaires, imported: checked without a finding, and answered to the end in the real chat."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

from flask import Flask
from people import NURSE, PASSWORD, sign_in, text_of
from test_chat import Visitor

from screener.app import create_app
from screener.config import Settings
from screener.engine.flow import Question
from screener.engine.loader import load_files
from screener.incoming.folder import Imported, import_questionnaire
from screener.proof.check import check_folder
from screener.staff import add_staff

FORMS = sorted((Path(__file__).parent.parent / "data" / "questionnaires").glob("*.json"))


def written(made: Imported, folder: Path) -> Path:
    folder.mkdir(parents=True)
    for name, text in made.files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def some_answer(question: Question) -> list[str]:
    if question.kind == "words":
        return ["a few words"]
    return [str(question.min)] if question.kind == "number" else [question.option_ids[0]]


def test_each_is_checked_and_answered_to_the_end(app: Flask, settings: Settings, tmp_path: Path) -> None:
    made = [import_questionnaire(path.read_text("utf-8")) for path in FORMS]
    for one in made:
        assert check_folder(written(one, tmp_path / "flows" / one.flow_id)).problems == []
    shutil.copy(settings.flows / "clinic.yaml", tmp_path / "flows")
    clinic = create_app(replace(settings, flows=tmp_path / "flows"))
    client = clinic.test_client()
    for one in made:
        flow, visitor = load_files(one.files), Visitor(client, one.flow_id)
        asked = 0
        while visitor.question:
            page = visitor.answer(*some_answer(flow.by_id[visitor.question]))
            assert page.status_code == 200, (one.flow_id, page.text)
            asked += 1
        assert "That was the last question." in visitor.page.text
        assert asked > 0
    assert "Patient health questionnaire 9 item total score: 0 of 27" in the_cases(clinic)


def the_cases(clinic: Flask) -> str:
    """What staff see of every case in the queue."""
    with clinic.app_context():
        add_staff(NURSE, "reviewer", PASSWORD)
    nurse = clinic.test_client()
    sign_in(nurse, NURSE)
    listed = set(re.findall(r"/staff/cases/[\w-]+", nurse.get("/staff/?list=all").text))
    return " ".join(text_of(nurse.get(address).text) for address in listed)
