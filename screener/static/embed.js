// Puts the chat on the clinic's own pages: a button that opens it over the page, or in its place. Before that, nothing
// is asked of the chat and nothing is kept. The page can neither read it nor, by its styles, break it.
((given) => {
  const script = document.currentScript, set = script.dataset, home = new URL(script.src).origin;
  const spoken = [set.lang, document.documentElement.lang, "en"].map((tag) => (tag || "").slice(0, 2).toLowerCase());
  const lang = spoken.find((tag) => tag in given.words), words = given.words[lang];
  const flow = set.flow in given.titles ? set.flow : Object.keys(given.titles)[0];
  const title = given.titles[flow]?.[lang] || given.titles[flow]?.en || words.clinic, label = set.label || words.open;
  const address = `${home}/chat/${flow}?lang=${lang}`, inline = set.mode === "inline";
  const warn = (what) => console.warn(`screener: ${what}`);

  // --- The colour, with letters on it that can be read: black or white, whichever stands out more ---
  const channels = (colour) => {
    const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(colour)?.[1];
    return hex?.length === 3 ? [...hex].map((one) => one + one) : hex?.match(/../g);
  };
  const lightness = (colour) => channels(colour)
    .map((two) => parseInt(two, 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  if (set.colour && !channels(set.colour)) warn("data-colour is written as #0b5a5e");
  const colour = channels(set.colour || "") ? set.colour : "#0b5a5e";
  const light = lightness(colour), letters = 1.05 / (light + 0.05) >= (light + 0.05) / 0.05 ? "#fff" : "#000";

  // --- What is shown, out of reach of the page's styles ---
  const element = (name, given = {}, ...inside) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(given)) made.setAttribute(key, value);
    made.append(...inside);
    return made;
  };
  const host = element("screener-chat", { lang, dir: words.dir });
  const place = (rules) => Object.entries(rules).forEach(([name, value]) => host.style.setProperty(name, value, "important"));
  const [corner] = /left|here/.exec(set.position) || ["right"];
  place({ all: "initial", display: inline ? "block" : "inline-block" });
  if (!inline && corner !== "here") place({ position: "fixed", bottom: "16px", [corner]: "16px", "z-index": "2147483000" });

  const button = element("button", { type: "button" }, label);
  const close = element("button", { type: "button", class: "plain" }, words.close);
  const again = element("button", { type: "button", class: "plain" }, words.again);
  const phone = element("a", { href: `tel:${given.telephone}` }, given.telephone);
  const late = element("p", { role: "alert" });
  const frame = element("iframe", { title, referrerpolicy: "no-referrer" });
  const box = element(inline ? "section" : "dialog", { "aria-label": title, tabindex: "-1" },
    element("header", {}, element("strong", {}, words.clinic), ...(inline ? [] : [close])), late, frame);
  const root = host.attachShadow({ mode: "closed" });
  const css = `
    :host { font: medium/1.5 system-ui, sans-serif !important; }
    * { box-sizing: border-box; font: inherit; }
    button { min-height: 48px; padding: .5em 1.25em; font-weight: 600; cursor: pointer; border-radius: 10px;
      border: 2px solid ${letters}; background: ${colour}; color: ${letters}; box-shadow: 0 0 0 2px ${colour}; }
    button:focus-visible, a:focus-visible { outline: 3px solid ${letters}; outline-offset: -6px; }
    .plain { border-color: currentColor; background: none; color: inherit; box-shadow: none; }
    .plain:focus-visible, p a:focus-visible { outline-color: currentColor; }
    [hidden] { display: none !important; }
    dialog, section { display: none; flex-direction: column; padding: 0; border: 1px solid #8b8b83; border-radius: 12px;
      overflow: hidden; background: #faf7f2; color: #1f2a2e; width: min(44em, 100%); height: min(54em, 100dvh); }
    dialog { max-width: none; max-height: none; margin: auto; }
    dialog:focus, section:focus { outline: none; }
    dialog[open], section.open { display: flex; }
    dialog::backdrop { background: #000a; }
    section { height: min(46em, 90vh); }
    header { display: flex; gap: 1em; align-items: center; justify-content: space-between; padding: .4em .4em .4em 1em; min-height: 3.4em; }
    strong { font-weight: 600; min-width: 0; overflow-wrap: anywhere; }
    p { display: flex; flex-wrap: wrap; gap: .3em 1em; align-items: center; margin: 0; padding: 0 1em .5em; }
    p:empty { display: none; }
    a { color: inherit; font-weight: 600; display: inline-flex; align-items: center; min-height: 44px; }
    iframe { flex: 1; width: 100%; min-height: 0; border: 0; }
    @media (max-width: 44em) { dialog { border: 0; border-radius: 0; width: 100%; height: 100dvh; } }
    @media (prefers-color-scheme: dark) { dialog, section { background: #14181a; color: #e6e1d8; } }`;
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    root.append(element("style", {}, css)); // an older browser
  }
  root.append(button, box);

  // --- Opening, closing, and a chat that does not come ---
  let waiting = 0, here = false;
  const ask = () => {
    clearTimeout(waiting);
    late.replaceChildren();
    waiting = setTimeout(() => late.replaceChildren(words.late, phone, again), 8000);
    frame.src = address;
    box.focus();
  };
  const arrive = () => {
    clearTimeout(waiting);
    late.replaceChildren();
    here = true;
    if (root.activeElement === box) enter();
  };
  const enter = () => {
    frame.focus();
    frame.contentWindow.focus(); // the first alone does not reach a page of another site in every browser
  };
  const open = () => {
    if (inline) box.classList.add("open");
    else box.showModal();
    button.hidden = inline;
    if (here) enter();
    else ask();
  };
  button.addEventListener("click", open);
  close.addEventListener("click", () => box.close());
  again.addEventListener("click", ask);

  // From the chat come two messages, that it is there and that Escape was pressed. From elsewhere none is heard.
  addEventListener("message", ({ origin, source, data }) => {
    if (origin !== home || source !== frame.contentWindow || Object(data) !== data) return;
    if (data.screener === "ready") arrive();
    if (data.screener === "close" && box.open) box.close();
  });

  // A link that opens it here, and leads to it where this script does not run.
  let links = null;
  try {
    links = set.openOn && [...document.querySelectorAll(set.openOn)];
  } catch {
    warn("data-open-on is no selector");
  }
  if (links && !inline) {
    button.hidden = true;
    document.addEventListener("click", (event) => {
      if (!event.target.closest?.(set.openOn) || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open();
    });
  } else if (!inline) button.setAttribute("aria-haspopup", "dialog");

  const show = () => (inline || corner === "here") && script.isConnected && document.body.contains(script)
    ? script.after(host) : document.body.append(host);
  if (document.body) show();
  else addEventListener("DOMContentLoaded", show);
})
