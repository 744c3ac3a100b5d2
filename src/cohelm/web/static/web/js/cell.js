// In the matrix of rights a key press writes a cell: R, A, C, I; space clears. Arrows move between cells.
const cells = document.querySelector("form[data-cells]");
const told = document.querySelector("[data-told]");

const write = async (cell, letter) => {
  const form = new FormData(cells);
  for (const [name, value] of new URL(cell.href).searchParams) form.set(name, value);
  form.set("letter", letter || "none");
  const answer = await fetch(cell.href, { method: "POST", body: form, headers: { "X-Cell": "1" } });
  if (!answer.ok) { location.assign(cell.href); return; }
  const [now, batch] = (await answer.text()).split("\n");
  const said = { R: "responsible", A: "accountable", C: "consulted", I: "informed" }[now] || "nothing";
  const place = cell.getAttribute("aria-label").replace(/, [^,]*$/, "");
  cell.setAttribute("aria-label", `${place}, ${said}`);
  cell.textContent = now || "·";
  cell.closest("td").className = `letter letter-${now.toLowerCase()} changed`;
  const link = document.createElement("a");
  link.href = `/history/${batch}/`;
  link.textContent = "Undo it";
  told.replaceChildren(`${place}: ${said}. `, ...(batch === "0" ? [] : [link]));
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
  if (!cell || event.ctrlKey || event.metaKey || event.altKey) return;
  const letter = event.key.toUpperCase();
  if (["R", "A", "C", "I"].includes(letter)) write(cell, letter);
  else if ([" ", "Backspace", "Delete"].includes(event.key)) write(cell, "");
  else if (event.key.startsWith("Arrow")) beside(cell, event.key)?.focus();
  else return;
  event.preventDefault();
  event.stopPropagation();
});
