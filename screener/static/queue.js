// The queue's keys, and its news. Without it everything is there as links and buttons.
(() => {
  const EVERY = 20_000;
  const find = document.getElementById("find");
  const sheet = document.getElementById("keys");
  const cases = [...document.querySelectorAll(".queue .reference a")];

  // --- Keys ---------------------------------------------------------------------------------------------------------

  const on = sheet.querySelector("[data-keys-on]");
  on.checked = localStorage.getItem("keys") !== "off";
  on.addEventListener("change", () => localStorage.setItem("keys", on.checked ? "on" : "off"));

  const opener = document.querySelector("[data-keys]");
  opener.hidden = false;
  opener.addEventListener("click", () => sheet.showModal());

  const at = () => cases.findIndex((link) => link.closest("tr").contains(document.activeElement));
  const go = (place) => cases[Math.max(0, Math.min(place, cases.length - 1))]?.focus();
  const take = () => {
    const row = cases[at()]?.closest("tr");
    row?.querySelector("[data-take], .whose a").click();
  };
  const keys = {
    j: () => go(at() + 1),
    k: () => go(at() < 0 ? 0 : at() - 1),
    a: take,
    "/": () => find.focus(),
    "?": () => sheet.showModal(),
  };

  document.addEventListener("keydown", (event) => {
    if (!on.checked || sheet.open || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea") || !(event.key in keys)) return;
    event.preventDefault();
    keys[event.key]();
  });

  // --- News ---------------------------------------------------------------------------------------------------------

  const news = document.querySelector("[data-news]");
  if (!news) return;
  const title = document.title;
  let told = 0;

  const tell = (words, label, href) => {
    const link = document.createElement("a");
    link.textContent = label;
    link.href = href;
    news.replaceChildren(words, " ", link);
  };

  const ask = async () => {
    let reply;
    try {
      reply = await fetch(news.dataset.news, { redirect: "manual", signal: AbortSignal.timeout(EVERY / 2) });
    } catch {
      return; // no connection: the next one asks again
    }
    if (reply.type === "opaqueredirect") {
      clearInterval(asking);
      tell(news.dataset.gone, news.dataset.signIn, location.href);
    } else if (reply.ok) {
      const { number, words } = await reply.json();
      if (number === told) return;
      told = number;
      document.title = number ? `(${number}) ${title}` : title;
      if (number) tell(words, news.dataset.show, location.pathname);
      else news.replaceChildren();
    }
  };

  const asking = setInterval(ask, EVERY);
})();
