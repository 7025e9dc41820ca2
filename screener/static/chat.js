// Sends a form without loading the whole page, keeps the tab's token so that a reload goes on, and says so when nothing
// gets through. Everything works without it.
(() => {
  const root = document.documentElement, main = root.querySelector("main"), KEY = "screener", LIMIT = 15000;
  let busy = false;
  if (!AbortSignal.timeout || !main.replaceChildren) return; // an old browser: forms work alone

  const find = (what) => main.querySelector(what);

  const ready = () => {
    const token = find("input[name=token]"), print = find("[data-print]");
    if (find("[data-forget]")) sessionStorage.removeItem(KEY);
    else if (token) sessionStorage.setItem(KEY, token.value);
    if (print) print.hidden = false;
  };

  const show = (html) => {
    main.innerHTML = html;
    ready();
    const first = find("[role=alert]") || find("#now");
    (find("[autofocus]") || first)?.focus({ preventScroll: true });
    first?.scrollIntoView({ block: "start" });
  };

  const lost = (form) => {
    find(".lost")?.remove();
    const words = Object.assign(document.createElement("p"), { className: "notice lost", textContent: main.dataset.lost });
    words.setAttribute("role", "alert");
    (find(".now") || form).prepend(words);
  };

  const send = async (url, data, form) => {
    if (busy) return;
    busy = true;
    main.setAttribute("aria-busy", "true");
    try {
      const body = new URLSearchParams(data), headers = { "X-Part": "main" }, signal = AbortSignal.timeout(LIMIT);
      const reply = await fetch(url, { method: "POST", body, headers, signal });
      const html = await reply.text(), lang = reply.headers.get("Content-Language");
      const query = `?lang=${lang?.slice(0, 2)}`; // resumed in another language: load the whole page in it
      if (data.token && lang && lang !== root.lang && location.search !== query) return location.search = query;
      reply.status === 404 || reply.status < 500 && html.includes('id="now"') ? show(html) : lost(form);
    } catch {
      lost(form);
    } finally {
      busy = false;
      main.removeAttribute("aria-busy");
    }
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.target || event.submitter?.name === "language") return;
    event.preventDefault();
    send(form.getAttribute("action"), new FormData(form, event.submitter), form);
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) print();
  });

  // "None of these" and "I'm not sure" leave room for no other.
  document.addEventListener("change", ({ target }) => {
    if (target.type !== "checkbox" || target.name !== "answer" || !target.checked) return;
    for (const other of target.form.querySelectorAll("[name=answer]"))
      if (other !== target && ("alone" in target.dataset || "alone" in other.dataset)) other.checked = false;
  });

  ready();
  const token = sessionStorage.getItem(KEY);
  if (token && find("[data-welcome]")) send("", { action: "resume", token }, find("form"));
})();
