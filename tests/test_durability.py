"""An answer that was acknowledged is there after kill -9."""

import re
import urllib.parse
import urllib.request
from pathlib import Path

from serving import Server, free_port


def post(server: Server, **form: str) -> str:
    data = urllib.parse.urlencode(form).encode()
    with urllib.request.urlopen(f"{server.url}/chat/migraine", data, timeout=30) as reply:
        page: str = reply.read().decode()
    return page


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found
    return found[1]


def test_killed_right_after_an_acknowledged_answer_the_server_loses_nothing(tmp_path: Path) -> None:
    server = Server(tmp_path / "data", free_port())
    answers = [("for_whom", "me"), ("age", "41"), ("danger_signs", "none"), ("pregnancy", "none")]
    try:
        page = post(server.start(), action="begin", consent="yes")
        token = hidden(page, "token")
        for turn, (question, answer) in enumerate(answers):
            page = post(server, token=token, turn=str(turn), action="answer", question=question, answer=answer)
            server.kill()
            server.start()
            page = post(server, token=token, action="resume")
            assert hidden(page, "turn") == str(turn + 1)
        assert 'type="hidden" name="question" value="urgent_signs"' in page
    finally:
        server.stop()
