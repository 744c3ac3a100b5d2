// Ctrl or Cmd K, and "/", go to the box that finds; Escape closes what is open.
document.addEventListener("keydown", (event) => {
  const box = document.querySelector("[data-find]");
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  const palette = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
  if (box && (palette || (event.key === "/" && !typing))) {
    event.preventDefault();
    box.focus();
    box.select();
  }
});
