// In the matrix of rights a key press writes a cell: R, A, C, I; space clears. Arrows move between cells.
// Ctrl+Z takes the last one back.
const cells = document.querySelector("form[data-cells]");
const told = document.querySelector("[data-told]");
const done = [];
const wordOf = (name) => document.querySelector(`[data-word="${name}"]`).textContent;

const placeOf = (cell) => cell.getAttribute("aria-label").replace(/, [^,]*$/, "");

const show = (cell, letters) => {
  const said = [...letters].map(wordOf).join(" + ") || wordOf("none");
  cell.setAttribute("aria-label", `${placeOf(cell)}, ${said}`);
  cell.textContent = letters || "·";
  cell.closest("td").className = `letter letter-${letters.slice(0, 1).toLowerCase()} changed`;
  return `${placeOf(cell)}: ${said}. `;
};

const undo = async () => {
  const last = done.pop();
  if (!last) return;
  const address = `/history/${last.batch}/`;
  const answer = await fetch(`${address}undo/`, { method: "POST", body: new FormData(cells), redirect: "manual" });
  if (answer.type !== "opaqueredirect") { location.assign(address); return; }
  told.replaceChildren(show(last.cell, last.before), wordOf("back"));
  last.cell.focus();
};

const write = async (cell, letter) => {
  const form = new FormData(cells);
  for (const [name, value] of new URL(cell.href).searchParams) form.set(name, value);
  form.set("letter", letter || "none");
  const answer = await fetch(cell.href, { method: "POST", body: form, headers: { "X-Cell": "1" } });
  if (!answer.ok) { location.assign(cell.href); return; }
  const [now, batch] = (await answer.text()).split("\n");
  const before = cell.textContent.replace("·", "");
  const words = show(cell, now);
  if (batch === "0") { told.replaceChildren(words); return; }
  done.push({ cell, before, batch });
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-plain";
  button.textContent = wordOf("undo");
  button.addEventListener("click", undo, { once: true });
  told.replaceChildren(words, button);
};

const beside = (cell, key) => {
  const row = cell.closest("tr");
  const at = [...row.cells].indexOf(cell.closest("td"));
  const rows = [...cells.querySelectorAll("tbody tr")].filter((one) => one.querySelector("[data-cell]"));
  const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[key];
  const there = rows[rows.indexOf(row) + step[0]]?.cells[at + step[1]];
  return there?.querySelector("[data-cell]");
};

cells?.addEventListener("keydown", (event) => {
  const cell = event.target.closest("[data-cell]");
  if (cell && event.key === "z" && (event.ctrlKey || event.metaKey) && done.length) {
    event.preventDefault();
    undo();
    return;
  }
  if (!cell || event.ctrlKey || event.metaKey || event.altKey) return;
  const letter = event.key.toUpperCase();
  if (["R", "A", "C", "I"].includes(letter)) write(cell, letter);
  else if ([" ", "Backspace", "Delete"].includes(event.key)) write(cell, "");
  else if (event.key.startsWith("Arrow")) beside(cell, event.key)?.focus();
  else return;
  event.preventDefault();
  event.stopPropagation();
});
