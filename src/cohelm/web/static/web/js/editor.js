// A field is its own editor: a click on what it says opens it, Escape leaves it, and the focus follows.
// What is asked for once (data-once) goes from its list; found items are walked by the arrows.
document.addEventListener("click", (event) => {
  const fact = event.target.closest("[data-fact]");
  const said = event.target.closest(".fact-says");
  if (fact && said && document.getSelection().isCollapsed) fact.querySelector(".fact-edit").click();
});
document.addEventListener("keydown", (event) => {
  const editor = event.target.closest("[data-editor]");
  if (!editor) return;
  if (event.key === "Escape") {
    event.preventDefault();
    editor.querySelector("[data-leave]").click();
    return;
  }
  const found = [...editor.querySelectorAll(".picked button")];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !found.length || !event.target.matches("input[type=search], .picked button")) return;
  event.preventDefault();
  const at = found.indexOf(document.activeElement) + step;
  (at < 0 ? editor.querySelector("input[type=search]") : found[Math.min(at, found.length - 1)]).focus();
});
document.addEventListener("htmx:afterSwap", (event) => {
  const asked = event.detail.requestConfig?.elt;
  if (!asked || asked.matches("input[type=search]")) return;
  if (asked.matches("[data-once]")) (asked.closest(".facts-none li") || asked).remove();
  const place = document.getElementById(event.detail.target.id);
  if (place) htmx.process(place); // wired before it has the focus, not some moments after: keys come at once
  const editors = place ? [...place.querySelectorAll("[data-editor]")] : [];
  const at = editors.at(-1);
  const first = at?.querySelector("[data-first]") || at?.querySelector("input:not([type=hidden]), select, textarea");
  if (first) { first.focus(); first.select?.(); }
  else place?.querySelector("a.fact-edit")?.focus();
});
// What was just said stays until it is put away or replaced.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-put-away]")) document.getElementById("notices").replaceChildren();
});
