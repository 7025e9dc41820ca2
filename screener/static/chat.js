// Makes the chat smoother: sends a form without loading the whole page, keeps the tab's token so that a reload goes on,
// and says so when nothing gets through. Everything works without it.
(() => {
  const main = document.getElementById("main"), KEY = "screener", LIMIT = 15000;
  let busy = false;
  if (!AbortSignal.timeout || !main.replaceChildren) return; // an old browser: the forms work by themselves

  const keep = () => {
    const token = main.querySelector("input[name=token]");
    if (main.querySelector("[data-forget]")) sessionStorage.removeItem(KEY);
    else if (token) sessionStorage.setItem(KEY, token.value);
  };

  const ready = () => {
    keep();
    const print = main.querySelector("[data-print]");
    if (print) print.hidden = false;
  };

  const show = (html) => {
    main.innerHTML = html;
    ready();
    const first = main.querySelector("[role=alert]") || main.querySelector("#now");
    (main.querySelector("[autofocus]") || first)?.focus({ preventScroll: true });
    first?.scrollIntoView({ block: "start" });
  };

  const lost = (form) => {
    main.querySelector(".lost")?.remove();
    const words = document.createElement("p");
    words.className = "notice lost";
    words.setAttribute("role", "alert");
    words.textContent = "That did not get through. Your answer is still here: check your connection, then send it again.";
    (main.querySelector(".now") || form).prepend(words);
  };

  const send = async (url, data, form) => {
    if (busy) return;
    busy = true;
    main.setAttribute("aria-busy", "true");
    try {
      const reply = await fetch(url, {
        method: "POST", body: new URLSearchParams(data), headers: { "X-Part": "main" },
        signal: AbortSignal.timeout(LIMIT),
      });
      const html = await reply.text();
      if (reply.status === 404 || reply.status < 500 && html.includes('id="now"')) show(html);
      else lost(form);
    } catch {
      lost(form);
    } finally {
      busy = false;
      main.removeAttribute("aria-busy");
    }
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

  // "None of these" and "I'm not sure" leave room for no other.
  document.addEventListener("change", ({ target }) => {
    if (target.type !== "checkbox" || target.name !== "answer" || !target.checked) return;
    for (const other of target.form.querySelectorAll("[name=answer]"))
      if (other !== target && ("alone" in target.dataset || "alone" in other.dataset)) other.checked = false;
  });

  ready();
  const token = sessionStorage.getItem(KEY);
  if (token && main.querySelector("[data-welcome]"))
    send(location.pathname, { action: "resume", token }, main.querySelector("form"));
})();
