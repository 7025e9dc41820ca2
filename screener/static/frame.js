// Inside a page of the clinic's website: says to it that the chat is there, and that Escape was pressed. Nothing of the
// visitor is in that, and who may be around this page was settled when it was asked for (frame-ancestors).
const tell = (screener) => parent.postMessage({ screener }, "*");

addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.defaultPrevented && !event.isComposing) tell("close");
});

// Whoever comes in lands on what is asked, or back where they were.
const land = () => {
  if (document.activeElement !== document.body) return;
  const now = document.getElementById("now");
  (now?.closest("fieldset") || now)?.focus({ preventScroll: true });
};
addEventListener("focus", land);
if (document.hasFocus()) land();
tell("ready");
