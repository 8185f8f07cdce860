// Filters, and what happens when they change; then the start.

function set(changes) {
  state = { ...state, ...changes };
  for (const [id, name] of [["from", "from"], ["to", "to"]]) byId(id).value = shownDay(state[name]);
  for (const name of ["kind", "policy", "label", "publisher", "status"]) byId(name).value = String(state[name]);
  byId("actor").value = state.actor < 0 ? "" : page.columns.lists.holder[state.actor];
  byId("actor").setCustomValidity("");
  byId("chance").value = String(state.chance / 100);
  byId("chance-shown").textContent = share(state.chance);
  byId("once").checked = state.once;
  refresh();
}

// "2014-02-31" ends any February, but no field for dates takes it.
function shownDay(day) {
  if (!day) return "";
  const [year, month, date] = day.split("-").map(Number);
  return `${day.slice(0, 8)}${String(Math.min(date, new Date(Date.UTC(year, month, 0)).getUTCDate())).padStart(2, "0")}`;
}

// Figures, list and the first chart at once; the other charts one after another, so that the page answers meanwhile.
let turn = 0;

async function refresh() {
  const own = ++turn;
  passing = sift();
  refreshHead();
  refreshList();
  delete document.documentElement.dataset.drawn;
  const [first, ...others] = charts.values();
  await first.refresh();
  document.documentElement.dataset.ready ??= String(Math.round(performance.now()));
  for (const work of [...others.map((chart) => chart.refresh), refreshArea, refreshPublishers]) {
    await new Promise((done) => setTimeout(done));
    if (own !== turn) return; // the filters have moved on: what is left is theirs
    await work();
  }
  document.documentElement.dataset.drawn = String(Math.round(performance.now()));
}

const STATUS_WORDS = { abstained: "abstained", duplicate: "copies", error: "errors" };

function refreshHead() {
  const { documents, lists, labels } = page.columns;
  const counts = labels.map(() => 0);
  const statuses = { abstained: 0, duplicate: 0, error: 0 };
  let undated = 0;
  for (const d of passing.documents) {
    for (const label of passing.labels(d)) counts[label]++;
    const status = lists.status[documents.status[d]];
    if (status in statuses) statuses[status]++;
    if (Number.isNaN(periodOf(d))) undated++;
  }
  const tile = (number, words, stance = "") => {
    const parts = [el("strong", { class: "figures" }, figure(number)), el("span", {}, words)];
    return el("li", { data: { stance } }, ...parts);
  };
  const of = passing.documents.length === page.number ? "documents" : `of ${figure(page.number)} documents`;
  fill(
    byId("tiles"),
    tile(passing.documents.length, of),
    ...labels.map((label, n) => tile(counts[n], wordOf(label), stanceOf(label))),
    tile(passing.statements.length, "statements"),
    ...Object.entries(statuses).filter(([, number]) => number).map(([status, number]) => tile(number, STATUS_WORDS[status])),
  );
  const drawn = undated ? `${plural(undated, "document")} not drawn: no ${choices.unit} is known.` : "";
  for (const id of ["timeline-note", "coverage-note"]) byId(id).textContent = drawn;
  for (const [id, column] of [["heatmap-note", choices.against], ["network-note", choices.tied]]) byId(id).textContent = silence(column);
  byId("said").textContent = `${plural(passing.documents.length, "document")} shown`;
  byId("clear").hidden = JSON.stringify(state) === JSON.stringify(EMPTY);
}

function silence(column) {
  const all = passing.statements;
  const nameless = all.filter((k) => page.columns.statements[column][k] < 0).length;
  const instead = nameless && column === "policy" ? "; “by target” draws them by whom they are directed at" : "";
  return all.length ? `${figure(nameless)} of ${plural(all.length, "statement")} name no ${column} and are not drawn${instead}.` : "There are no statements.";
}

const areaColumns = () => ["area", "statements", ...page.columns.labels.map(labelColumn), "documents"];

function refreshArea() {
  const rows = areaRows(passing);
  const bars = new Map();
  for (const label of page.columns.labels) {
    const name = labelColumn(label);
    const counts = (row) => !row.area.startsWith("(");
    bars.set(name, { stance: stanceOf(label), counts, highest: rows.filter(counts).reduce((most, row) => Math.max(most, row[name]), 0) });
  }
  byId("no-area").hidden = rows.length > 0;
  fill(byId("area-table"), rows.length ? tableOf(areaColumns(), rows, bars) : null);
}

const PUBLISHER_COLUMNS = ["publisher", "inputs", "ok", "abstained", "duplicate", "error", "covered"];

function refreshPublishers() {
  fill(byId("publisher-table"), tableOf(PUBLISHER_COLUMNS, publisherRows(passing)));
}

function options(id, texts, places, every) {
  const made = places.map((place) => el("option", { value: String(place) }, texts(place)));
  fill(byId(id), el("option", { value: "-1" }, every), ...made);
}

// The most frequent first, so that what is looked for stands near the top.
function byNumber(column, size) {
  const counts = new Array(size).fill(0);
  for (const place of column) if (place >= 0) counts[place]++;
  return counts.map((number, place) => [place, number]).sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([place]) => place);
}

// A name that nobody bears filters nothing, which would look as if it did.
function setActor(field) {
  const text = field.value.trim().toLowerCase();
  const place = text ? page.columns.lists.holder.findIndex((name) => name.toLowerCase() === text) : -1;
  field.setCustomValidity(text && place < 0 ? "No actor has this name: choose one of the list." : "");
  if (field.reportValidity()) set({ actor: place });
}

const OFFERED = 2000; // actors among which the field completes; any other may be typed

function makeFilters() {
  const { documents, labels, lists, statements } = page.columns;
  const texts = (name) => (place) => lists[name][place];
  options("label", (place) => wordOf(labels[place]), labels.map((_, place) => place), "any");
  options("kind", (place) => kindWord(lists.holder_kind[place]), byNumber(statements.holder_kind, lists.holder_kind.length), "any");
  options("policy", texts("policy"), byNumber(statements.policy, lists.policy.length), "any");
  options("publisher", texts("publisher"), byNumber(documents.publisher, lists.publisher.length), "any");
  options("status", texts("status"), lists.status.map((_, place) => place), "any");
  const actors = byNumber(statements.holder, lists.holder.length).slice(0, OFFERED);
  fill(byId("actors"), ...actors.map((place) => el("option", { value: lists.holder[place] })));
  for (const name of ["kind", "policy", "label", "publisher", "status"]) byId(name).onchange = (event) => set({ [name]: Number(event.target.value) });
  for (const name of ["from", "to"]) byId(name).onchange = (event) => set({ [name]: event.target.value });
  byId("actor").onchange = (event) => setActor(event.target);
  byId("actor").oninput = (event) => event.target.setCustomValidity("");
  byId("chance").oninput = (event) => (byId("chance-shown").textContent = share(event.target.value * 100));
  byId("chance").onchange = (event) => set({ chance: event.target.value * 100 });
  byId("once").onchange = (event) => set({ once: event.target.checked });
  byId("clear").onclick = () => set(EMPTY);
  byId("filters").onsubmit = (event) => event.preventDefault();
}

const QUESTIONS = new Map([
  ["lmc_objection", "Who objects to what"],
  ["ccg_plan", "Which commissioner plans what"],
  ["nhse_mandate", "Which authority requires what"],
]);

function makeChoices() {
  const { labels, lists } = page.columns;
  const acts = lists.act.map((act, place) => [`anybody ${act}`, "act", place, `Who ${act} what`]);
  const question = (label) => QUESTIONS.get(label) || `Whose statements are “${wordOf(label)}”`;
  const found = [...labels.map((label, place) => [wordOf(label), "label", place, question(label)]), ...acts];
  fill(byId("heatmap-choice"), ...found.map(([text], n) => el("option", { value: String(n) }, text)));
  choices.heatmap = found.length ? found[0].slice(1, 3) : null;
  if (found.length) charts.get("heatmap").call(found[0][3]);
  byId("heatmap-choice").onchange = (event) => {
    choices.heatmap = found[Number(event.target.value)].slice(1, 3);
    charts.get("heatmap").call(found[Number(event.target.value)][3]);
    charts.get("heatmap").refresh();
  };
  choices.least = suggestedLeast();
  byId("least").value = String(choices.least);
  byId("least").onchange = (event) => {
    choices.least = Math.max(1, Number(event.target.value) || 1);
    charts.get("network").refresh();
  };
  byId("tied").onchange = (event) => {
    choices.tied = event.target.value;
    choices.least = suggestedLeast();
    byId("least").value = String(choices.least);
    charts.get("network").call(choices.tied === "policy" ? "Actors and policies" : "Actors and targets");
    refreshHead();
    charts.get("network").refresh();
  };
  byId("against").onchange = (event) => {
    choices.against = event.target.value;
    refreshHead();
    charts.get("heatmap").refresh();
  };
  choices.unit = suggestedUnit();
  byId("unit").value = choices.unit;
  byId("unit").onchange = (event) => {
    choices.unit = event.target.value;
    refreshHead();
    for (const name of ["timeline", "coverage"]) charts.get(name).refresh();
  };
  byId("sort").onchange = refreshList;
  byId("area-csv").onclick = () => saveCsv("areas", areaColumns(), areaRows(passing));
  byId("publisher-csv").onclick = () => saveCsv("publishers", PUBLISHER_COLUMNS, publisherRows(passing));
  byId("list-csv").onclick = () => saveCsv("documents", DOCUMENT_COLUMNS, list.order.map(documentRow));
}

const MONTH = 3; // pixels that a month needs to be seen

function suggestedUnit() {
  const years = page.times.map((time) => Math.floor(time.first / 10000));
  const span = years.reduce((most, year) => Math.max(most, year), 0) - years.reduce((least, year) => Math.min(least, year), 9999) + 1;
  return span * 12 * MONTH > width() ? "year" : "month";
}

const LINES = 80; // of the network: of more no single one can be followed

function suggestedLeast() {
  const all = { statements: page.columns.statements.act.map((_, k) => k) };
  const weights = linkRows(all, 1, limits(), choices.tied).map((link) => link.statements);
  return weights.length > LINES ? weights[LINES] + 1 : 1;
}

const DOCUMENT_COLUMNS = ["id", "title", "published", "publisher", "kind", "status", "primary", "probability", "present"];

function documentRow(d) {
  const { classes, documents, labels, present } = page.columns;
  const own = documents.present[d] < 0 ? [] : present[documents.present[d]];
  return {
    id: documents.id[d], title: documents.title[d], published: textOf("published", d), publisher: textOf("publisher", d), kind: textOf("kind", d),
    status: textOf("status", d), primary: documents.primary[d] < 0 ? "" : classes[documents.primary[d]],
    probability: documents.chance[d] < 0 ? "" : documents.chance[d] / 10000, present: own.map((label) => labels[label]).join(" "),
  };
}

const AREA_WAYS = [
  ["holder", "of the holder"],
  ["target", "of the target"],
  ["sentence", "of a body in the sentence"],
  ["document", "the only one the document speaks of"],
];

function makeNotes() {
  const { faults, models, ways } = page.columns;
  const said = AREA_WAYS.filter(([way]) => ways[way]).map(([way, words]) => `${words} (${figure(ways[way])})`);
  const without = `${figure(ways.nowhere)} of ${plural(page.columns.statements.act.length, "statement")} have none`;
  byId("area-note").textContent = said.length ? `The area is that ${said.join(", ")}; ${without}.` : "";
  byId("faults").hidden = !faults.length;
  const lines = faults.map(([error, hint, documents]) => ({ error, "what to do": hint, documents }));
  fill(byId("fault-table"), tableOf(["error", "what to do", "documents"], lines));
  fill(byId("models"), models.map(([model, number]) => `${model}: ${plural(number, "record")}`).join("; "));
}

async function start() {
  prepare(await unpacked(byId("columns").textContent));
  for (const name of Object.keys(FIGURES)) frame(name);
  makeFilters();
  makeChoices();
  makeNotes();
  byId("window").addEventListener("scroll", () => requestAnimationFrame(showRows), { passive: true });
  byId("page").hidden = false;
  byId("loading").hidden = true;
  await refresh();
  DARK.addEventListener("change", () => charts.forEach((chart) => chart.refresh()));
  let before = width();
  let waiting = 0;
  addEventListener("resize", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      showRows();
      if (width() !== before) charts.forEach((chart) => chart.refresh());
      before = width();
    }, 150);
  });
}

start().catch((error) => {
  byId("loading").hidden = false;
  byId("loading").textContent = `This page cannot be shown (${error}). It needs a browser from 2023 or later.`;
});
