// Where a form was refused on a page of its own, one goes back to it as it was left. What was sent is
// kept in this tab for as long as that page is open.
const SENT = "sent", BACK = "back";
const typed = (form) => [...form.elements].filter((one) => one.name && !["hidden", "file", "password"].includes(one.type));
const marks = (one) => ["checkbox", "radio"].includes(one.type);
const sent = JSON.parse(sessionStorage.getItem(SENT) || "null");
const refused = document.querySelectorAll("[data-back]");

const left = sent && document.forms[sent.which];
if (left && sessionStorage.getItem(BACK) && sent.at === location.href && left.action === sent.action) {
  typed(left).forEach((one, at) => {
    if (marks(one)) one.checked = sent.said[at];
    else one.value = sent.said[at] ?? "";
  });
  const folded = left.closest("details");
  if (folded) folded.open = true;
}
sessionStorage.removeItem(BACK);
if (!refused.length) sessionStorage.removeItem(SENT);

for (const button of refused) {
  button.hidden = false;
  button.addEventListener("click", () => {
    sessionStorage.setItem(BACK, "1");
    history.back();
  });
}
document.addEventListener("submit", (event) => {
  if (event.target.method !== "post") return;
  const said = typed(event.target).map((one) => (marks(one) ? one.checked : one.value));
  const which = [...document.forms].indexOf(event.target);
  sessionStorage.setItem(SENT, JSON.stringify({ at: location.href, action: event.target.action, which, said }));
});
