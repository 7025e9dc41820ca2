"""A real server and a real browser."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from chromium import CHROMIUM, QUIET
from playwright.sync_api import Browser, Page
from serving import Server, free_port

SIZES = {"phone": {"width": 360, "height": 740}, "desk": {"width": 1280, "height": 900}}


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("served") / "data", free_port()).start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    if CHROMIUM is None:
        if os.environ.get("SCREENER_REQUIRE_BROWSER"):
            pytest.fail("no Chromium was found, and SCREENER_REQUIRE_BROWSER is set")
        pytest.skip("no Chromium was found")
    return {"executable_path": CHROMIUM, "args": QUIET}


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=SIZES["phone"])  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


@pytest.fixture
def without_script(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=SIZES["phone"], java_script_enabled=False)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()
