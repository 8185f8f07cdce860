// The documents that the filters leave, as a list of which only the rows in sight exist.

const ROW = 76; // pixels
const SPARE = 6; // rows above and below those in sight
const list = { order: [], chosen: -1, first: -1, last: -1 };

const SORTS = {
  newest: (a, b) => dateKey(b) - dateKey(a) || a - b,
  oldest: (a, b) => (dateKey(a) || 99999999) - (dateKey(b) || 99999999) || a - b,
  surest: (a, b) => page.columns.documents.chance[b] - page.columns.documents.chance[a] || a - b,
  "least sure": (a, b) => sureness(a) - sureness(b) || a - b,
};

function dateKey(d) {
  const place = page.columns.documents.published[d];
  return place < 0 ? 0 : page.times[place].first;
}

function sureness(d) {
  const chance = page.columns.documents.chance[d];
  return chance < 0 ? 99999 : chance;
}

function refreshList() {
  list.order = passing.documents.slice().sort(SORTS[byId("sort").value]);
  byId("rows").style.height = `${list.order.length * ROW}px`;
  byId("no-rows").hidden = list.order.length > 0;
  byId("window").scrollTop = 0;
  list.first = list.last = -1;
  showRows();
}

function showRows() {
  const view = byId("window");
  const first = Math.max(0, Math.floor(view.scrollTop / ROW) - SPARE);
  const last = Math.min(list.order.length, Math.ceil((view.scrollTop + view.clientHeight) / ROW) + SPARE);
  if (first === list.first && last === list.last) return;
  [list.first, list.last] = [first, last];
  const held = document.activeElement?.closest?.("[data-place]")?.dataset.place;
  fill(byId("rows"), ...list.order.slice(first, last).map((d, n) => rowOf(d, first + n)));
  if (held !== undefined) byId("rows").querySelector(`[data-place="${Number(held)}"] button`)?.focus({ preventScroll: true });
}

function rowOf(d, place) {
  const { documents, lists } = page.columns;
  const about = [textOf("published", d) || "no date", textOf("publisher", d), textOf("kind", d)].filter(Boolean).join(" · ");
  const button = el(
    "button",
    { type: "button", class: "row", onclick: () => choose(place), onkeydown: (event) => step(event, place) },
    el("span", { class: "small soft figures" }, about),
    el("span", { class: "name" }, documents.title[d]),
    el("span", { class: "chips" }, ...chipsOf(d)),
  );
  button.setAttribute("aria-current", String(d === list.chosen));
  const row = el("li", { data: { place: String(place) }, aria: { setsize: String(list.order.length), posinset: String(place + 1) } }, button);
  row.style.top = `${place * ROW}px`;
  return row;
}

function textOf(column, d) {
  const place = page.columns.documents[column][d];
  return place < 0 ? "" : page.columns.lists[column][place];
}

function chip(text, stance) {
  return el("span", { class: "chip", data: { stance } }, text);
}

function chipsOf(d) {
  const { classes, documents, labels, present, probabilities } = page.columns;
  const status = textOf("status", d);
  const chips = status === "ok" ? [] : [el("span", { class: "chip status", data: { status } }, status)];
  if (documents.primary[d] < 0) return chips;
  const own = documents.present[d] < 0 ? [] : present[documents.present[d]];
  const named = own.map((label) => chip(`${wordOf(labels[label])} ${share(probabilities[label][d])}`, stanceOf(labels[label])));
  const primary = classes[documents.primary[d]];
  return [...chips, ...(named.length ? named : [chip(`${wordOf(primary)} ${share(documents.chance[d])}`, stanceOf(primary))])];
}

function step(event, place) {
  const to = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: list.order.length - 1 }[event.key];
  if (to === undefined || to < 0 || to >= list.order.length) return;
  event.preventDefault();
  const view = byId("window");
  if (to * ROW < view.scrollTop) view.scrollTop = to * ROW;
  if ((to + 1) * ROW > view.scrollTop + view.clientHeight) view.scrollTop = (to + 1) * ROW - view.clientHeight;
  list.first = -1;
  showRows();
  byId("rows").querySelector(`[data-place="${to}"] button`)?.focus({ preventScroll: true });
}

function choose(place) {
  list.chosen = list.order[place];
  for (const row of byId("rows").children) row.firstChild.setAttribute("aria-current", String(Number(row.dataset.place) === place));
  return showDocument(list.chosen);
}
