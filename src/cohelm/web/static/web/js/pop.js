// A panel that opened closes on Escape, on a click beside it, and when another one opens.
const shut = (except) => {
  for (const one of document.querySelectorAll("details[data-pop][open]")) {
    if (one !== except) one.open = false;
  }
};
document.addEventListener("click", (event) => shut(event.target.closest("details[data-pop]")));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = event.target.closest("details[data-pop][open]");
  shut();
  if (open) open.querySelector("summary").focus();
});
