// Makes the chat smoother: sends a form without loading the whole page, keeps the tab's token so that a reload goes on,
// and says so when nothing gets through. Everything works without it.
(() => {
  const id = (name) => document.getElementById(name), main = id("main"), log = id("log");
  const find = (what) => main.querySelector(what);
  let busy = false;
  if (!AbortSignal.timeout) return; // an old browser: forms work by themselves

  const stored = (does, ...given) => {
    try { return sessionStorage[does]("screener", ...given); } catch { } // in another site's frame it may be refused
  };

  const ready = () => {
    const token = find("[name=token]"), print = find("[data-print]");
    if (find("[data-forget]")) stored("removeItem");
    else if (token) stored("setItem", token.value);
    if (print) print.hidden = false;
  };

  // The log says what was noted, the focus says what is asked: each is heard once.
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
      const reply = await fetch(url, {
        method: "POST", body: new URLSearchParams(data), headers: { "X-Part": "main" },
        signal: AbortSignal.timeout(15000),
      });
      const html = await reply.text();
      if (reply.status === 404 || reply.status < 500 && html.includes('id="now"')) show(html);
      else lost(form);
    } catch {
      lost(form);
    }
    busy = false;
    main.ariaBusy = null;
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.target) return;
    event.preventDefault();
    send(form.getAttribute("action"), new FormData(form, event.submitter), form);
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) print();
  });

  // "None" and "I'm not sure" leave room for no other.
  document.addEventListener("change", ({ target }) => {
    if (target.type !== "checkbox" || target.name !== "answer" || !target.checked) return;
    for (const other of target.form.querySelectorAll("[name=answer]"))
      if (other !== target && ("alone" in target.dataset || "alone" in other.dataset)) other.checked = false;
  });

  ready();
  const token = stored("getItem");
  if (token && find("[data-welcome]")) send(location.pathname, { action: "resume", token }, find("form"));
  if (parent !== self) import("./frame.js");
})();
