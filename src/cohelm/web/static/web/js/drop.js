// Files dropped on a form marked data-drop are chosen in its file input, and the form is sent; while
// it is read, the form says for how long.
for (const form of document.querySelectorAll("[data-drop]")) {
  const input = form.querySelector("input[type=file]");
  const over = (is) => form.classList.toggle("is-over", is);
  form.addEventListener("dragover", (event) => { event.preventDefault(); over(true); });
  form.addEventListener("dragleave", () => over(false));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    form.requestSubmit();
  });
  form.addEventListener("submit", () => {
    form.classList.add("is-sent");
    const told = form.querySelector("[data-progress]");
    if (!told) return;
    const [began, says] = [Date.now(), told.textContent];
    told.hidden = false;
    setInterval(() => { told.textContent = `${says} ${Math.round((Date.now() - began) / 1000)} s`; }, 1000);
  });
}
