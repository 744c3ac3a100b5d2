// Where a form was refused on a page of its own, one goes back to it as it was left.
for (const button of document.querySelectorAll("[data-back]")) {
  button.hidden = false;
  button.addEventListener("click", () => history.back());
}
