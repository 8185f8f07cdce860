// The figures of the page: what each draws, tells under the pointer, filters by when pressed, and gives as a table.

let passing = null; // what the filters leave
const choices = { heatmap: null, against: "policy", tied: "policy", least: 1, unit: "month" };
const SHOWN = 200; // rows of a table beside a chart; its CSV has them all

const width = () => document.documentElement.clientWidth;
const limits = () => (width() < 700 ? { actors: 16, policies: 7 } : { actors: 24, policies: 16 });
const colours = (labels) => ({ domain: labels.map(wordOf), range: labels.map((label) => `--${stanceOf(label)}`) });

function timelineScale(rows) {
  const there = new Set(rows.map((row) => row.series));
  const series = page.series.flat().filter((one) => there.has(one.name));
  return { domain: series.map((one) => one.name), range: series.map((one) => one.colour) };
}

function withPeriods(rows) {
  return rows.map(({ place, rank, ...row }) => ({ ...row, time: periodName(row.month) }));
}

function period(row) {
  const name = periodName(row.month);
  set(choices.unit === "month" ? { from: `${name}-01`, to: `${name}-31` } : { from: `${name}-01-01`, to: `${name}-12-31` });
}

function placeIn(list, text) {
  return page.columns.lists[list].indexOf(text);
}

function heatmapStance() {
  const [column, value] = choices.heatmap;
  const label = column === "label" ? page.columns.labels[value] : null;
  const act = { objects: "lmc_objection", plans: "ccg_plan", mandates: "nhse_mandate" };
  return `--${stanceOf(label || act[page.columns.lists.act[value]] || "none")}`;
}

// The square root keeps single statements visible beside hundreds; every cell bears its number.
function cellScale(rows) {
  const highest = rows.reduce((most, row) => Math.max(most, row.statements), 1);
  return { type: "sqrt", domain: [0, highest], range: ["--card", heatmapStance()], interpolate: "rgb" };
}

const joined = (column) => (column === "policy" ? "on" : "→");
const policyOf = (column, name) => (column === "policy" ? { policy: placeIn("policy", name) } : {}); // targets are no filter

const FIGURES = {
  timeline: {
    title: "Stances over time",
    columns: ["label", "series", "time", "documents"],
    rows: () => timelineRows(passing),
    table: withPeriods,
    draw: (rows, wide) => ({ rows: { rows }, scales: { series: timelineScale(rows) }, margin: 56 }),
    tell: (row) => `${periodName(row.month)}, ${row.series}: ${plural(row.documents, "document")}`,
    pick: period,
  },
  heatmap: {
    title: "Who objects to what",
    get columns() {
      return ["actor", choices.against, "statements"];
    },
    rows: () => (choices.heatmap ? heatmapRows(passing, choices.heatmap, choices.against, limits()) : []),
    table: (rows) => rows.filter((row) => row.statements).map((row) => ({ ...row, [choices.against]: row.other })),
    draw: (rows, wide, palette) => {
      const scale = cellScale(rows);
      const ground = (row) => mixed(palette["--card"], palette[heatmapStance()], Math.sqrt(row.statements / scale.domain[1]));
      const cells = rows.map((row) => ({ ...row, strong: readsOnCard(ground(row), palette) }));
      return { rows: { rows: cells }, scales: { cells: scale }, height: 22 * new Set(rows.map((row) => row.actor)).size };
    },
    tell: (row) => `${row.actor} ${joined(choices.against)} ${row.other}: ${plural(row.statements, "statement")}`,
    pick: (row) => set({ actor: placeIn("holder", row.actor), ...policyOf(choices.against, row.other) }),
  },
  network: {
    title: "Actors and policies",
    get columns() {
      return ["actor", choices.tied, "label", "statements"];
    },
    rows: () => linkRows(passing, choices.least, limits(), choices.tied),
    table: (rows) => rows.map((row) => ({ ...row, [choices.tied]: row.other })),
    draw: (rows, wide) => {
      const net = networkRows(rows, Math.min(0.36, (wide < 560 ? 128 : 205) / wide));
      return { rows: { links: net.links, nodes: net.nodes }, scales: { label: colours(page.columns.labels) }, height: net.height * 24 };
    },
    tell: (row) => `${row.side ? row.name : `${row.actor}, ${row.label} ${joined(choices.tied)} ${row.other}`}: ${plural(row.statements, "statement")}`,
    pick: (row) => {
      const actor = row.side === "other" ? {} : { actor: placeIn("holder", row.side ? row.name : row.actor) };
      set({ ...actor, ...(row.side === "actor" ? {} : policyOf(choices.tied, row.side ? row.name : row.other)) });
    },
  },
  coverage: {
    title: "What became of the documents",
    columns: ["time", "status", "documents"],
    rows: () => coverageRows(passing),
    table: withPeriods,
    draw: (rows) => ({ rows: { rows }, scales: {} }),
    tell: (row) => `${periodName(row.month)}, ${row.status}: ${plural(row.documents, "document")}`,
    pick: period,
  },
  confidence: {
    title: "How sure the model is",
    columns: ["label", "low", "high", "documents"],
    rows: () => confidenceRows(passing),
    table: (rows) => rows.map(({ place, ...row }) => row),
    draw: (rows) => ({ rows: { rows }, scales: { label: colours(page.columns.classes) } }),
    tell: (row) => `${row.label}, ${row.low.toFixed(2)} to ${row.high.toFixed(2)}: ${plural(row.documents, "document")}`,
  },
};

// The parts around a chart that every figure has: where it is drawn, what saves it, the same as a table.
function frame(name) {
  const own = FIGURES[name];
  const place = byId(name);
  const chart = { name, title: own.title, tell: own.tell, pick: own.pick, rows: [] };
  chart.draw = (wide, palette) => own.draw(chart.rows, wide, palette);
  chart.holder = el("div", { class: "chart" });
  chart.none = el("p", { class: "soft", hidden: true }, "Nothing to draw: no document that the filters leave has what this chart shows.");
  const saving = [
    ["SVG", () => saveChart(chart, "svg")],
    ["PNG", () => saveChart(chart, "png")],
    ["CSV", () => saveCsv(name, own.columns, own.table(own.rows()))],
  ];
  const buttons = saving.map(([word, press]) => el("button", { type: "button", class: "bare", onclick: press, data: { kind: word } }, word));
  const body = el("div", { class: "scroll", tabIndex: 0 });
  body.setAttribute("role", "region");
  const table = el("details", {}, el("summary", {}, "Numbers as a table"), body);
  table.ontoggle = () => table.open && fill(body, tableOf(own.columns, own.table(chart.rows)));
  chart.call = (title) => {
    chart.title = title;
    byId(`${name}-title`).textContent = title;
    body.setAttribute("aria-label", `${title}: table`);
    for (const button of buttons) button.setAttribute("aria-label", `${title}: save as ${button.dataset.kind}`);
  };
  chart.call(own.title);
  place.append(chart.none, chart.holder, el("div", { class: "under" }, table, el("div", { class: "saving" }, ...buttons)));
  chart.refresh = () => {
    chart.rows = own.rows();
    if (table.open) table.ontoggle();
    return redraw(chart);
  };
  charts.set(name, chart);
}

function tableOf(columns, rows, bars = null) {
  const isFigure = (name) => rows.length > 0 && rows.every((row) => typeof row[name] === "number");
  const head = columns.map((name) => el("th", { scope: "col", class: isFigure(name) ? "figure" : "" }, name));
  const lines = rows.slice(0, SHOWN).map((row) =>
    el("tr", {}, ...columns.map((name, place) => cellOf(name, place, row, isFigure(name), bars))),
  );
  const left = rows.length - SHOWN;
  const more = left > 0 ? el("p", { class: "small soft" }, `and ${plural(left, "row")} more: the CSV has them all`) : null;
  return el("div", {}, el("table", {}, el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...lines)), more);
}

function cellOf(name, place, row, isFigure, bars) {
  const text = typeof row[name] === "number" ? (Number.isInteger(row[name]) ? figure(row[name]) : row[name].toFixed(2)) : String(row[name]);
  if (place === 0) return el("th", { scope: "row" }, text);
  const cell = el("td", { class: (isFigure ? "figure" : "") + (row[name] === 0 ? " zero" : "") }, text);
  const bar = bars?.get(name);
  if (bar?.highest && row[name] && bar.counts(row)) {
    cell.classList.add("bar");
    cell.dataset.stance = bar.stance;
    cell.style.setProperty("--part", `${Math.max(2, (100 * row[name]) / bar.highest)}%`);
  }
  return cell;
}
