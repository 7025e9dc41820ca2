"""What there is to know about these pages themselves."""

from flask import Blueprint, render_template

about = Blueprint("about", __name__)


@about.get("/accessibility")
def accessibility() -> str:
    """What was tested and how, what is known not to work, and whom to tell."""
    return render_template("accessibility.html")
