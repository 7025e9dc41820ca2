// Copies the request with one press, and selects all of it with one click. Without this, select it and copy by hand.
(() => {
  for (const text of document.querySelectorAll("[data-select]")) text.addEventListener("focus", () => text.select());
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const text = document.getElementById(button.dataset.copy), said = button.parentElement.querySelector("[data-copied]");
      try {
        await navigator.clipboard.writeText(text.value);
        said.textContent = "Copied.";
      } catch {
        text.focus();
        said.textContent = "It is selected now: copy it by hand.";
      }
    });
  }
})();
