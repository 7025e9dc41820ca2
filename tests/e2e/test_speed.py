"""The first view of the chat over slow 4G, as Lighthouse has it, with a processor four times as slow."""

from typing import Final
from urllib.parse import urlsplit

from playwright.sync_api import Browser
from serving import Server

SLOW_4G: Final = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6 * 1024 * 1024 / 8,
    "uploadThroughput": 750 * 1024 / 8,
}
MOST_BYTES: Final = 40 * 1000
MOST_MS: Final = 1000
PAINTED: Final = """() => new Promise((done) => new PerformanceObserver((list) =>
    done(list.getEntries().at(-1).startTime)).observe({ type: "largest-contentful-paint", buffered: true }))"""
BLOCKING: Final = "performance.getEntriesByType('resource').filter((one) => one.renderBlockingStatus[0] === 'b').length"
TRIES: Final = 8
"""Others use this machine too, and a try that met them says nothing of the page."""


def first_view(browser: Browser, url: str) -> tuple[float, float, set[str], int]:
    """When the largest text stood there, in ms; the bytes that came; from which hosts; how many files held it up."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_4G)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    sizes: list[float] = []
    hosts: set[str] = set()
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.goto(url, wait_until="networkidle")
    seen = page.evaluate(PAINTED), sum(sizes), hosts, page.evaluate(BLOCKING)
    context.close()
    return seen


def test_the_first_view_is_light_and_there_within_a_second(browser: Browser, server: Server) -> None:
    best = float("inf")
    for _ in range(TRIES):
        painted, size, hosts, held_up = first_view(browser, f"{server.url}/chat/migraine")
        assert size < MOST_BYTES
        assert hosts == {urlsplit(server.url).netloc}
        assert held_up == 0
        if (best := min(best, painted)) < MOST_MS:
            break
    assert best < MOST_MS, f"{best:.0f} ms at best"
