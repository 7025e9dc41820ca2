// Asks a security key, and sends its answer with the form. Without it, codes do the same.
(() => {
  const readable = globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON && navigator.credentials;
  for (const form of document.querySelectorAll("[data-key]")) {
    const button = form.querySelector("[data-ask]"), said = form.querySelector("[data-said]");
    if (!readable) {
      said.textContent = form.dataset.cannot;
      continue;
    }
    const asked = JSON.parse(form.dataset.key);
    const answer = () => form.dataset.adds === undefined
      ? navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked) })
      : navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked) });
    said.textContent = "";
    button.hidden = false;
    form.addEventListener("submit", async (event) => {
      if (form.elements.key.value) return;
      event.preventDefault();
      said.textContent = form.dataset.wait;
      try {
        form.elements.key.value = JSON.stringify(await answer());
        form.requestSubmit();
      } catch {
        said.textContent = form.dataset.failed;
      }
    });
  }
})();
