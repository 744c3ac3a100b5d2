// A picture that is wider than its place begins at the item that it is about.
for (const place of document.querySelectorAll("[data-begin]")) {
  const about = place.querySelector(place.dataset.begin)?.getBoundingClientRect();
  const seen = place.getBoundingClientRect();
  if (about) place.scrollLeft += about.left + about.width / 2 - seen.left - seen.width / 2;
}
