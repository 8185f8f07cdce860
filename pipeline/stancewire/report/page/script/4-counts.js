// The rows of each chart: what is drawn, what its table shows, and what its CSV holds are one and the same.

function tally(into, key, make) {
  if (!into.has(key)) into.set(key, make());
  return into.get(key);
}

function timelineRows(passing) {
  const { labels, statements } = page.columns;
  const counted = new Map();
  for (const d of passing.documents) {
    const month = periodOf(d);
    if (Number.isNaN(month)) continue;
    const found = passing.ofDocument.get(d);
    for (const label of passing.labels(d)) {
      const kinds = new Set(found.filter((k) => statements.label[k] === label).map((k) => statements.holder_kind[k]));
      for (const kind of kinds.size ? kinds : [-1]) {
        const place = page.series[label].findIndex((series) => series.kind === kind);
        const make = () => ({ label: labels[label], rank: label, place, series: page.series[label][place].name, month, documents: 0 });
        tally(counted, `${label} ${place} ${month}`, make).documents++;
      }
    }
  }
  const rows = [...counted.values()].sort((a, b) => a.rank - b.rank || a.month - b.month || a.place - b.place);
  return rows.map((row) => ({ ...row, label: wordOf(row.label) }));
}

// The most frequent values of a column among some statements, [value, number] each.
function most(column, chosen, limit) {
  const counted = new Map();
  for (const k of chosen) if (column[k] >= 0) counted.set(column[k], (counted.get(column[k]) || 0) + 1);
  return [...counted].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, limit);
}

// against: the column on the other side, policy or target.
function heatmapRows(passing, what, against, limits) {
  const { lists, statements: s } = page.columns;
  const [column, value] = what;
  const chosen = passing.statements.filter((k) => s[column][k] === value && s[against][k] >= 0 && s.holder[k] >= 0);
  const others = most(s[against], chosen, limits.policies);
  const shown = new Set(others.map(([other]) => other));
  const actors = most(s.holder, chosen.filter((k) => shown.has(s[against][k])), limits.actors);
  const cells = new Map();
  for (const k of chosen) tally(cells, `${s.holder[k]} ${s[against][k]}`, () => ({ number: 0 })).number++;
  return actors.flatMap(([actor]) =>
    others.map(([other]) => {
      const number = cells.get(`${actor} ${other}`)?.number || 0;
      return { actor: lists.holder[actor], other: lists[against][other], statements: number, shown: number ? figure(number) : "" };
    }),
  );
}

// against: as for heatmapRows.
function linkRows(passing, least, limits, against) {
  const { labels, lists, statements: s } = page.columns;
  const counted = new Map();
  for (const k of passing.statements) {
    if (s.label[k] < 0 || s[against][k] < 0 || s.holder[k] < 0) continue;
    const make = () => ({ holder: s.holder[k], other: s[against][k], labelPlace: s.label[k], statements: 0, chosen: [] });
    const link = tally(counted, `${s.holder[k]} ${s[against][k]} ${s.label[k]}`, make);
    link.statements++;
    link.chosen.push(k);
  }
  const enough = [...counted.values()].filter((link) => link.statements >= least);
  const chosen = enough.flatMap((link) => link.chosen);
  const actors = new Set(most(s.holder, chosen, limits.actors).map(([place]) => place));
  const others = new Set(most(s[against], chosen, limits.policies).map(([place]) => place));
  return enough
    .filter((link) => actors.has(link.holder) && others.has(link.other))
    .sort((a, b) => b.statements - a.statements)
    .map((link) => ({
      actor: lists.holder[link.holder], other: lists[against][link.other], label: wordOf(labels[link.labelPlace]), statements: link.statements,
    }));
}

// Actors stand on the left, policies or targets on the right, each side in an order that keeps lines short: the right by
// weight, actors by the middle of what they speak about.
function networkRows(links, edge) {
  const others = ranked(links, "other");
  const middle = new Map();
  for (const link of links) {
    const sum = tally(middle, link.actor, () => ({ weight: 0, sum: 0 }));
    sum.weight += link.statements;
    sum.sum += link.statements * others.get(link.other).y;
  }
  const actors = ranked(links, "actor", (name) => middle.get(name).sum / middle.get(name).weight);
  const sides = [["actor", actors, edge], ["other", others, 1 - edge]];
  const nodes = sides.flatMap(([side, places, x]) => [...places].map(([name, node]) => ({ side, name, x, y: node.y, statements: node.statements })));
  const lines = links.flatMap((link, n) => {
    const [a, b] = [actors.get(link.actor).y, others.get(link.other).y];
    const path = [[edge, a], [edge, a], [0.5, a], [0.5, b], [1 - edge, b], [1 - edge, b]];
    return path.map(([x, y], step) => ({ ...link, link: n, step, x, y }));
  });
  return { nodes, links: lines, height: Math.max(actors.size, others.size, 1) };
}

function ranked(links, side, by) {
  const nodes = new Map();
  for (const link of links) tally(nodes, link[side], () => ({ statements: 0, y: 0 })).statements += link.statements;
  const names = [...nodes.keys()].sort((a, b) => (by ? by(a) - by(b) : 0) || nodes.get(b).statements - nodes.get(a).statements);
  names.forEach((name, place) => (nodes.get(name).y = (place + 0.5) / names.length));
  return new Map(names.map((name) => [name, nodes.get(name)]));
}

const STATUSES = ["ok", "abstained", "duplicate", "error"];

function coverageRows(passing) {
  const { documents, lists } = page.columns;
  const counted = new Map();
  for (const d of passing.documents) {
    const month = periodOf(d);
    if (Number.isNaN(month)) continue;
    const status = lists.status[documents.status[d]];
    tally(counted, `${month} ${status}`, () => ({ month, status, place: STATUSES.indexOf(status), documents: 0 })).documents++;
  }
  return [...counted.values()].sort((a, b) => a.month - b.month || a.place - b.place);
}

const BINS = 20;

function confidenceRows(passing) {
  const { classes, documents } = page.columns;
  const counted = new Map();
  for (const d of passing.documents) {
    if (documents.primary[d] < 0) continue;
    const bin = Math.min(BINS - 1, Math.floor((documents.chance[d] / 10000) * BINS));
    const place = documents.primary[d];
    const make = () => ({ label: wordOf(classes[place]), place, low: bin / BINS, high: (bin + 1) / BINS, documents: 0 });
    tally(counted, `${place} ${bin}`, make).documents++;
  }
  return [...counted.values()].sort((a, b) => a.place - b.place || a.low - b.low);
}

function publisherRows(passing) {
  const { documents, lists } = page.columns;
  const counted = new Map();
  for (const d of passing.documents) {
    const publisher = documents.publisher[d] < 0 ? "(not known)" : lists.publisher[documents.publisher[d]];
    const row = tally(counted, publisher, () => ({ publisher, inputs: 0, ok: 0, abstained: 0, duplicate: 0, error: 0, covered: 0 }));
    const status = lists.status[documents.status[d]];
    row.inputs++;
    row[status]++;
    if ((status === "ok" || status === "duplicate") && !documents.doubted[d]) row.covered++;
  }
  return [...counted.values()].sort((a, b) => b.inputs - a.inputs);
}

const AREA_COLUMNS = ["area", "statements", "documents"];

function labelColumn(label) {
  const word = wordOf(label);
  return AREA_COLUMNS.includes(word) || word === "seen" ? `${word} (label)` : word;
}

// By the ICB of today; a statement whose bodies lie in several counts in each. The last rows are what has no area.
function areaRows(passing) {
  const { area_sets, areas, labels, lists, statements: s } = page.columns;
  const counted = new Map();
  const rest = new Map();
  for (const k of passing.statements) {
    if (s.label[k] < 0) continue;
    const kind = s.holder_kind[k] < 0 ? "body of no kind" : kindWord(lists.holder_kind[s.holder_kind[k]]);
    const places = s.area[k] < 0 ? [] : area_sets[s.area[k]];
    for (const place of places) areaRow(counted, areas[place], labels, s.label[k], page.ofDocument[k]);
    if (!places.length) areaRow(rest, `(no area known: ${kind})`, labels, s.label[k], page.ofDocument[k]);
  }
  const sorted = (rows) => [...rows.values()].sort((a, b) => b.statements - a.statements);
  return [...sorted(counted), ...sorted(rest)].map(({ seen, ...row }) => ({ ...row, documents: seen.size }));
}

function areaRow(rows, area, labels, label, d) {
  const zero = () => Object.fromEntries(labels.map((name) => [labelColumn(name), 0]));
  const row = tally(rows, area, () => ({ area, statements: 0, ...zero(), seen: new Set() }));
  row.statements++;
  row[labelColumn(labels[label])]++;
  row.seen.add(d);
}
