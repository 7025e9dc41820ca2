"""The flows at hand: the newest by its id, and any older version by its digest."""

from pathlib import Path

import pytest
from flow_texts import SMALL, flow_text, number

from screener.engine.errors import FlowError
from screener.engine.loader import FLOW_FILE, Files, digest
from screener.library import FlowLibrary, shipped


def folder_of(path: Path, **flows: str) -> Path:
    for name, text in flows.items():
        (path / name).mkdir()
        (path / name / FLOW_FILE).write_text(text, encoding="utf-8")
    return path


def never(_: str) -> Files:
    raise AssertionError("nothing should be fetched")


def test_every_folder_with_a_flow_is_read_by_the_flows_own_id(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "clinic.yaml").write_text("name: x")
    library = FlowLibrary.read(folder_of(tmp_path, one=SMALL, two=flow_text(number("a"))))
    assert set(library.current) == {"knee", "tiny"}
    assert library.current["knee"].flow.digest == digest({FLOW_FILE: SMALL})
    assert library.current["knee"].files == {FLOW_FILE: SMALL}


def test_a_flow_that_cannot_be_used_stops_the_reading_by_name(tmp_path: Path) -> None:
    with pytest.raises(FlowError, match=r"one/flow\.yaml:1:1: 'title:' is missing here"):
        FlowLibrary.read(folder_of(tmp_path, one="id: x"))


def test_the_current_version_is_never_fetched(tmp_path: Path) -> None:
    library = FlowLibrary.read(folder_of(tmp_path, one=SMALL))
    current = library.current["knee"]
    assert library.version(current.flow.digest, never) is current


def test_an_older_version_is_fetched_once_and_kept(tmp_path: Path) -> None:
    library = FlowLibrary.read(folder_of(tmp_path, one=SMALL))
    older = {FLOW_FILE: SMALL.replace("Knee screening", "Knees")}
    asked: list[str] = []

    def stored(wanted: str) -> Files:
        asked.append(wanted)
        return older

    version = library.version(digest(older), stored)
    assert version.flow.title == {"en": "Knees"}
    assert library.version(digest(older), stored) is version
    assert asked == [digest(older)]
    assert library.current["knee"].flow.title == {"en": "Knee screening"}


def test_a_version_that_cannot_be_read_names_itself(tmp_path: Path) -> None:
    library = FlowLibrary.read(folder_of(tmp_path, one=SMALL))
    with pytest.raises(FlowError, match=r"^version 0123456789ab:1:1: "):
        library.version("0123456789abcdef", lambda _: {FLOW_FILE: "id: x"})


def test_flows_and_templates_are_shipped() -> None:
    assert (shipped("flows")).is_dir()
    with pytest.raises(FileNotFoundError, match="reinstall screener"):
        shipped("no_such_folder")
