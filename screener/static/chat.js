// Sends forms without loading the whole page, and keeps the tab's token. Everything works without it.
(() => {
  const id = (name) => document.getElementById(name), main = id("main"), log = id("log");
  const find = (what) => main.querySelector(what);
  const root = document.documentElement;
  let busy = false;
  if (!AbortSignal.timeout) return; // old browsers: forms work alone

  const stored = (does, ...given) => {
    try { return sessionStorage[does](location.pathname, ...given); } catch { } // a frame may not
  };

  const ready = () => {
    const token = find("[name=token]");
    if (find("[data-forget]")) stored("removeItem");
    else if (token) stored("setItem", token.value);
  };

  // The log says what was noted, the focus what is asked.
  const show = (html) => {
    const before = main.textContent;
    main.innerHTML = html;
    ready();
    const said = find("#aside") || [...main.querySelectorAll(".said")].pop(), now = find("#now");
    log.textContent = said && !before.includes(said.textContent) ? said.textContent : "";
    log.lang = said?.lang || "";
    const first = find("#notice") || now?.closest("fieldset") || now;
    (find("[autofocus]") || first)?.focus({ preventScroll: true });
    first?.scrollIntoView();
  };

  const lost = (form) => {
    find(".lost")?.remove();
    (find(".now") || form).prepend(id("lost").content.cloneNode(true));
  };

  const send = async (url, data, form) => {
    if (busy) return;
    busy = true;
    main.ariaBusy = "true";
    try {
      const body = new URLSearchParams(data), headers = { "X-Part": "main" }, signal = AbortSignal.timeout(15000);
      const reply = await fetch(url, { method: "POST", body, headers, signal });
      const html = await reply.text(), lang = reply.headers.get("Content-Language");
      const query = `?lang=${lang?.slice(0, 2)}`; // in another language: the whole page
      if (data.token && lang && lang !== root.lang && location.search !== query) return location.search = query;
      reply.status === 404 || reply.status < 500 && html.includes('id="now"') ? show(html) : lost(form);
    } catch {
      lost(form);
    }
    busy = false;
    main.ariaBusy = null;
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.target || event.submitter?.name === "language") return;
    event.preventDefault();
    send(form.getAttribute("action"), new FormData(form, event.submitter), form);
  });

  // "None" and "I'm not sure" leave room for no other.
  document.addEventListener("change", ({ target }) => {
    if (target.type !== "checkbox" || target.name !== "answer" || !target.checked) return;
    for (const other of target.form.querySelectorAll("[name=answer]"))
      if (other !== target && ("alone" in target.dataset || "alone" in other.dataset)) other.checked = false;
  });

  ready();
  const token = stored("getItem");
  if (token && find("[data-welcome]")) send("", { action: "resume", token }, find("form"));
  if (parent !== self) import("./frame.js");
})();
