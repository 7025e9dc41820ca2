"""The floor: the least that one answer can cost with Flask and Flask-SQLAlchemy. Ours is measured beside it.

For each answer it reads one row by its key, changes a JSON column, inserts a row, commits, and renders a small page.
No rules, no sealing, no limits, no headers, nothing said in another language. FLOOR_DATABASE is where it keeps them.
"""

import os
import secrets
from datetime import UTC, datetime
from typing import Any

from flask import Flask, render_template, request
from flask_sqlalchemy import SQLAlchemy
from jinja2 import DictLoader
from sqlalchemy import JSON, ForeignKey, String, event
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

QUESTIONS = 12
OPTIONS = ("none", "a few", "many", "every day")
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ ask }}</title></head><body><main>
<form method="post" action="/visit/{{ visit }}"><fieldset><legend><h1>{{ ask }}</h1></legend>
{% for option in options %}<p><label><input type="radio" name="answer" value="{{ option }}"> {{ option }}</label></p>
{% endfor %}</fieldset><input type="hidden" name="number" value="{{ number }}"><button>Continue</button></form>
</main></body></html>"""


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


class Visit(Base):
    __tablename__ = "visit"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    state: Mapped[str] = mapped_column(String(40))
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)


class Answer(Base):
    __tablename__ = "answer"
    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[str] = mapped_column(ForeignKey("visit.id"), index=True)
    at: Mapped[datetime]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)


def create_app() -> Flask:
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["FLOOR_DATABASE"]
    app.jinja_env.loader = DictLoader({"question.html": PAGE})  # compiled once, as a file's would be
    db.init_app(app)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            event.listen(db.engine, "connect", _write_ahead)
        db.create_all()
        db.engine.dispose()
    app.add_url_rule("/visit", view_func=begin, methods=["POST"])
    app.add_url_rule("/visit/<visit>", view_func=answer, methods=["POST"])
    return app


def _write_ahead(connection: Any, _record: object) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=5000"):
        connection.execute(f"PRAGMA {pragma}")


def begin() -> str:
    visit = Visit(id=secrets.token_hex(16), state="0", answers={})
    db.session.add(visit)
    db.session.commit()
    return visit.id


def answer(visit: str) -> str:
    kept = db.session.get_one(Visit, visit)
    number, chosen = int(request.form["number"]), request.form["answer"]
    kept.answers = {**kept.answers, str(number % QUESTIONS): chosen}
    kept.state = str(number + 1)
    content = {"number": number, "answer": chosen}
    db.session.add(Answer(visit_id=visit, at=datetime.now(UTC).replace(tzinfo=None), content=content))
    db.session.commit()
    ask = f"Question {number + 1}: how often does this happen to you?"
    return render_template("question.html", visit=visit, number=number + 1, ask=ask, options=OPTIONS)
