// The records: columns that are unpacked at once, blocks of texts that are unpacked when a document is opened.

async function unpacked(text) {
  const packed = text.trim();
  const bytes = Uint8Array.fromBase64 ? Uint8Array.fromBase64(packed) : Uint8Array.from(atob(packed), (sign) => sign.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}

const opened = new Map();

function detailOf(index) {
  const block = Math.floor(index / page.block);
  if (!opened.has(block)) opened.set(block, unpacked(byId(`block-${block}`).textContent));
  return opened.get(block).then((details) => details[index % page.block]);
}

// What the record's words are for people; of other schemes the labels speak for themselves.
// Maps, not objects: a label may be called "constructor".
const LABEL_WORDS = new Map([["lmc_objection", "objection"], ["ccg_plan", "plan"], ["nhse_mandate", "mandate"]]);
const STANCES = new Map([...LABEL_WORDS, ["none", "none"]]);
const KIND_WORDS = new Map([
  ["lmc", "LMC"],
  ["bma_gpc", "BMA and its GPC"],
  ["gp_body", "other GP body"],
  ["local_commissioner", "local commissioner"],
  ["national_authority", "national authority"],
]);
const OTHERS = 6;

function wordOf(label) {
  return LABEL_WORDS.get(label) || label.replaceAll("_", " ");
}

function kindWord(kind) {
  return KIND_WORDS.get(kind) || kind.replaceAll("_", " ");
}

function stanceOf(label) {
  if (STANCES.has(label)) return STANCES.get(label);
  const place = page.columns.labels.indexOf(label);
  return place < 0 ? "none" : `other-${(place % OTHERS) + 1}`;
}

let page = null; // what the Python side packed, and what is derived from it below

function prepare(values) {
  page = values;
  const { documents, lists, statements } = values.columns;
  page.number = documents.id.length;
  page.first = new Uint32Array(page.number + 1);
  for (let d = 0; d < page.number; d++) page.first[d + 1] = page.first[d] + documents.size[d];
  page.times = lists.published.map(timeOf);
  page.ofDocument = new Uint32Array(statements.act.length);
  for (let d = 0; d < page.number; d++) page.ofDocument.fill(d, page.first[d], page.first[d + 1]);
  page.series = seriesOf();
}

// A date that is known only as far as its month or year is every day of it; only a month can be drawn by month.
function timeOf(published) {
  const [year, month, day] = published.split("-").map(Number);
  const first = year * 10000 + (month || 1) * 100 + (day || 1);
  const last = year * 10000 + (month || 12) * 100 + (day || 31);
  return { first, last, month: month ? Date.UTC(year, month - 1, 1) : NaN, year: Date.UTC(year, 0, 1) };
}

// The month or year in which a document stands in a chart by time; not a number where it is not known.
function periodOf(d) {
  const place = page.columns.documents.published[d];
  return place < 0 ? NaN : page.times[place][choices.unit];
}

const periodName = (time) => new Date(time).toISOString().slice(0, choices.unit === "month" ? 7 : 4);

// Which pairs of label and actor kind there are: what the timeline tells apart, by hue and by shade.
const NOBODY = "no actor found";

function seriesOf() {
  const { labels, lists, statements } = page.columns;
  const found = labels.map(() => new Set());
  statements.label.forEach((label, s) => label >= 0 && found[label].add(statements.holder_kind[s]));
  return labels.map((label, place) => {
    const kinds = [...found[place]].filter((kind) => kind >= 0).sort((a, b) => order(lists.holder_kind[a]) - order(lists.holder_kind[b]));
    return [...kinds, -1].map((kind, shade) => ({
      label, kind, name: `${wordOf(label)}: ${kind < 0 ? NOBODY : kindWord(lists.holder_kind[kind])}`,
      colour: `--${stanceOf(label)}/${Math.min(shade, 4)}`,
    }));
  });
}

function order(kind) {
  const place = [...KIND_WORDS.keys()].indexOf(kind);
  return place < 0 ? 99 : place;
}
