"""The core is pure: whoever imports it loads no web and no database."""

import subprocess
import sys
from pathlib import Path

import pytest

import screener

ROOT = Path(screener.__file__).parent
PURE = ("engine", "understand", "proof")
IMPURE = {"flask", "werkzeug", "jinja2", "sqlalchemy", "alembic", "flask_sqlalchemy", "flask_security"}


def modules(package: str) -> list[str]:
    return [f"screener.{package}.{path.stem}" for path in sorted((ROOT / package).glob("*.py"))]


def loaded_by(names: list[str]) -> set[str]:
    """The top names of the modules that are loaded once these are imported, in a program of their own."""
    program = f"import sys, {', '.join(names)}\nprint(*{{name.split('.')[0] for name in sys.modules}})"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(ran.stdout.split())


@pytest.mark.parametrize("package", PURE)
def test_no_web_and_no_database_is_loaded(package: str) -> None:
    names = [name.removesuffix(".__init__") for name in modules(package)]
    loaded = loaded_by(names)
    assert len(names) > 1
    assert "screener" in loaded
    assert not loaded & IMPURE


def test_the_version_is_known_without_loading_anything() -> None:
    assert not loaded_by(["screener"]) & (IMPURE | {"pydantic", "yaml", "transitions"})


@pytest.mark.parametrize("package", ["engine", "understand"])
def test_no_module_of_the_core_can_run_a_flows_text(package: str) -> None:
    for path in (ROOT / package).glob("*.py"):
        text = path.read_text(encoding="utf-8")
        for word in ("eval(", "exec(", "compile(", "__import__", "subprocess", "os.system"):
            assert word not in text.replace("re.compile(", ""), (path.name, word)
