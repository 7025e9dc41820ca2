"""A clinic's website on another origin than the chat: its styles are hostile, its content policy strict."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final

HOSTILE: Final = """
* { all: unset !important; display: none !important; visibility: hidden !important; font-size: 1px !important;
    color: red !important; background: red !important; transform: scale(.01) !important; }
html, body, main, a { display: block !important; visibility: visible !important; transform: none !important; }
iframe, dialog, button, screener-chat { position: absolute !important; left: -999px !important; opacity: 0 !important; }
"""
PAGES: Final = {
    "/button": '<script src="{chat}/embed.js" data-flow="migraine" data-colour="#ffd400" data-label="Is this for me?"'
    " async></script>",
    "/inline": '<script src="{chat}/embed.js" data-flow="migraine" data-mode="inline" data-lang="fr" async></script>',
    "/link": '<a id="there" href="{chat}/chat/migraine">Is this for me?</a>'
    '<script src="{chat}/embed.js" data-flow="migraine" data-open-on="#there" async></script>',
}


@dataclass(frozen=True)
class Website:
    """The same pages under three names: another site than the chat's, the chat's own site, and one that the clinic does
    not list."""

    port: int

    @property
    def listed(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def sibling(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def elsewhere(self) -> str:
        return f"http://other.localhost:{self.port}"


@contextmanager
def website(port: int, chat: str) -> Iterator[Website]:
    """Serves the pages on a port of this machine until it is left."""
    policy = (
        f"default-src 'none'; script-src {chat}; frame-src {chat}; style-src 'self'; require-trusted-types-for 'script'"
    )

    class Pages(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            style = self.path == "/hostile.css"
            body = HOSTILE if style else PAGE.format(inside=PAGES.get(self.path, "").format(chat=chat))
            self.send_response(200)
            self.send_header("Content-Type", "text/css" if style else "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *said: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", port), Pages) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Website(port)
        server.shutdown()


PAGE: Final = (
    '<!doctype html><html lang="en"><link rel="stylesheet" href="/hostile.css"><title>A clinic</title>'
    "<main>{inside}</main></html>"
)
