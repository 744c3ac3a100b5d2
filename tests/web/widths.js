// How far a page runs over its width, and the texts of its pictures that are cut off or lie on another one.
() => {
  const page = document.documentElement, beyond = [], overlapping = [];
  const within = (one, other) => one.left >= other.left - 2 && one.right <= other.right + 2
    && one.top >= other.top - 3 && one.bottom <= other.bottom + 3;
  const shared = (one, other) => [
    Math.min(one.right, other.right) - Math.max(one.left, other.left),
    Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top),
  ];
  for (const picture of document.querySelectorAll("svg[role=img]")) {
    if (!picture.checkVisibility()) continue;
    const place = picture.getBoundingClientRect();
    const texts = [...picture.querySelectorAll("text")]
      .map(text => [text.textContent.trim(), text.getBoundingClientRect()])
      .filter(([said, box]) => said && box.width);
    texts.forEach(([said, box], at) => {
      if (!within(box, place)) beyond.push(said);
      for (const [other, beside] of texts.slice(at + 1)) {
        const [wide, high] = shared(box, beside);
        if (wide > 3 && high > Math.min(box.height, beside.height) / 2) overlapping.push([said, other]);
      }
    });
  }
  return { over: Math.max(0, page.scrollWidth - page.clientWidth), beyond, overlapping };
}
