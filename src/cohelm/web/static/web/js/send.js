// A choice marked data-send sends its form at once; its button is for those without JavaScript.
for (const button of document.querySelectorAll("[data-send-button]")) button.hidden = true;
document.addEventListener("change", (event) => {
  const field = event.target.closest("[data-send]");
  if (field && field.form) field.form.requestSubmit();
});
