// What was typed into a form marked data-draft stays in this tab until it is sent, so that a
// reload, a lost connection or a conflict costs nobody their words.
for (const form of document.querySelectorAll("form[data-draft]")) {
  const name = `draft ${form.dataset.draft}`;
  const fields = () => [...form.elements].filter((one) => one.name && !["hidden", "file", "password"].includes(one.type));
  const kept = JSON.parse(sessionStorage.getItem(name) || "null");
  if (kept && form.dataset.draftRestore !== undefined) {
    const note = form.querySelector("[data-draft-note]");
    const differs = fields().some((one) => one.name in kept && kept[one.name] !== one.value);
    if (note && differs) {
      note.hidden = false;
      note.querySelector("button").addEventListener("click", () => {
        for (const one of fields()) if (one.name in kept && one.type !== "checkbox") one.value = kept[one.name];
        note.hidden = true;
      });
    }
  }
  form.addEventListener("input", () => {
    const said = Object.fromEntries(fields().map((one) => [one.name, one.value]));
    sessionStorage.setItem(name, JSON.stringify(said));
  });
  form.addEventListener("submit", () => sessionStorage.removeItem(name));
}
