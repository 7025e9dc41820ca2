"""What the server does before its first answer: as little as that answer needs."""

import os
import subprocess
import sys
from pathlib import Path

from alembic.script import ScriptDirectory

from screener.store.database import MIGRATIONS, newest_revision

LATER = (
    "alembic fido2 icalendar segno weasyprint z3 dateutil redis fakeredis"
    " screener.proof.check screener.proof.diff screener.sbom screener.doctor screener.backup screener.demo_desk"
    " screener.web.api_openapi screener.understand.reading screener.understand.danger screener.understand.faq"
)
"""Loaded by whoever uses it: a key at the desk, a calendar file, a proof, the API's description, typed words."""

A_VISIT = """
import sys
from screener.app import create_app
from screener.serve import announce, prepare, refuse_unsigned
from screener.servers import run

app = create_app()
prepare(app)
refuse_unsigned(app, "127.0.0.1")
announce(app, "http://127.0.0.1", None)
visitor = app.test_client()
assert visitor.get("/").status_code == visitor.get("/chat/migraine").status_code == 200
begun = visitor.post("/chat/migraine", data={"action": "begin", "consent": "yes"}).get_data(as_text=True)
given = {name: begun.split(f'name="{name}" value="')[1].split('"')[0] for name in ("token", "turn", "question")}
assert visitor.post("/chat/migraine", data={"action": "answer", "answer": "me", **given}).status_code == 200
print(*sorted(sys.modules), sep="\\n")
"""


def test_what_no_visitor_needs_at_first_is_not_loaded_for_them(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SCREENER_")}
    environment["SCREENER_DATA"] = str(tmp_path)
    for _ in range(2):  # the first start makes the tables, and loads what makes them
        run = [sys.executable, "-c", A_VISIT]
        began = subprocess.run(run, env=environment, capture_output=True, text=True, check=False)
        assert began.returncode == 0, began.stderr
    loaded = set(began.stdout.splitlines())
    assert {"flask", "screener.conversation"} <= loaded
    assert loaded & set(LATER.split()) == set()


def test_the_newest_tables_are_known_by_the_migrations_files_alone() -> None:
    assert newest_revision() == ScriptDirectory(str(MIGRATIONS)).get_current_head()
