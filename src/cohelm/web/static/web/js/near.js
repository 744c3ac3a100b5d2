// Below the box that finds: arrows move through what is near, Escape leaves, and an empty box shows
// where one was last. What was visited stays in this browser.
const box = document.querySelector("[data-find]");
const near = document.querySelector("[data-near]");
const MOST = 6;
const visited = () => JSON.parse(localStorage.getItem("visited") || "[]");

const visit = () => {
  if (!location.pathname.startsWith("/items/") || location.pathname.split("/").length < 5) return;
  const here = { path: location.pathname, words: document.querySelector("h1")?.textContent || document.title };
  const others = visited().filter((one) => one.path !== here.path);
  localStorage.setItem("visited", JSON.stringify([here, ...others].slice(0, MOST)));
};

const showVisited = () => {
  if (box.value || near.childElementCount) return;
  const list = document.createElement("ul");
  list.className = "near-list";
  for (const one of visited()) {
    if (one.path === location.pathname) continue;
    const [line, link, words, sort] = ["li", "a", "span", "small"].map((name) => document.createElement(name));
    link.href = one.path + location.search;
    words.textContent = one.words;
    sort.textContent = near.dataset.says;
    sort.className = "quiet";
    link.append(words, " ", sort);
    line.append(link);
    list.append(line);
  }
  if (list.childElementCount) near.append(list);
};

const leave = () => near.replaceChildren();

if (box && near) {
  visit();
  box.addEventListener("focus", showVisited);
  box.addEventListener("input", () => { if (!box.value) leave(); });
  // an answer that comes late takes the list from under nobody who walks through it
  near.addEventListener("htmx:beforeSwap", (event) => { if (document.activeElement !== box) event.detail.shouldSwap = false; });
  const find = box.closest("form");
  // a click on what is near takes the focus for a moment before it leads there
  find.addEventListener("focusout", () => setTimeout(() => { if (!find.contains(document.activeElement)) leave(); }, 150));
  find.addEventListener("keydown", (event) => {
    const links = [...near.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "Escape" && links.length) { leave(); box.dispatchEvent(new Event("htmx:abort")); box.focus(); }
    else if (event.key === "ArrowDown" && links.length) links[Math.min(at + 1, links.length - 1)].focus();
    else if (event.key === "ArrowUp" && at > 0) links[at - 1].focus();
    else if (event.key === "ArrowUp" && at === 0) box.focus();
    else return;
    event.preventDefault();
  });
}
