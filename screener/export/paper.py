"""A page as a PDF, by WeasyPrint where it is installed: the extra `pdf`."""

from functools import cache
from pathlib import Path
from typing import Any, Final

SIZES: Final = (10.0, 9.25, 8.5, 7.75)
"""Points of type that are tried, until everything stands on one page."""


@cache
def pdf_there() -> bool:
    """Whether PDF files can be made here: WeasyPrint is installed, and finds the system's Pango."""
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError):
        return False
    return True


def one_page_pdf(html: str, css: Path) -> bytes:
    """The page as a PDF, in the largest type in which it is one page; more pages where even the smallest is too large.

    Nothing is fetched: what the page links to is left out.
    """
    from weasyprint import CSS, HTML

    style, document = CSS(filename=css), HTML(string=html, url_fetcher=_refuse)
    for size in SIZES:
        laid_out = document.render(stylesheets=[style, CSS(string=f"html {{ font-size: {size}pt }}")])
        if len(laid_out.pages) == 1:
            break
    pdf: bytes = laid_out.write_pdf()
    return pdf


def tagged_pdf(html: str, css: Path) -> bytes:
    """The page as a PDF that a screen reader can go through (PDF/UA-1): its headings, lists and tables are marked."""
    from weasyprint import CSS, HTML

    document = HTML(string=html, url_fetcher=_refuse).render(stylesheets=[CSS(filename=css)])
    pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
    return pdf


def _refuse(url: str, *_more: Any, **_named: Any) -> Any:
    raise ValueError("a page on paper fetches nothing")
