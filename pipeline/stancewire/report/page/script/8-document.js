// One document: what is known of it, its probabilities, its statements, and its text with the evidence marked.

async function showDocument(d) {
  const place = byId("document");
  place.setAttribute("aria-busy", "true");
  const detail = await detailOf(d);
  if (list.chosen !== d) return; // another was chosen meanwhile
  place.removeAttribute("aria-busy");
  const heading = el("h3", { tabIndex: -1, id: "document-title" }, page.columns.documents.title[d]);
  const chips = el("div", { class: "chips" }, ...chipsOf(d));
  const facts = el("div", { class: "facts" }, aboutOf(d, detail), probabilitiesOf(d, detail));
  fill(place, chips, heading, ...noticesOf(detail), facts, statementsOf(d, detail), ...readingOf(d, detail));
  place.scrollTop = 0;
  if (width() < 900) heading.focus();
}

function aboutOf(d, detail) {
  const at = detail.member ? `${detail.uri} › ${detail.member}` : detail.uri;
  const known = [
    ["published", textOf("published", d)], ["publisher", textOf("publisher", d)], ["kind", textOf("kind", d)], ["by", detail.byline],
    ["sender", detail.sender], ["to", detail.recipients], ["address", detail.url && address(detail.url)], ["file", at],
    ["id", page.columns.documents.id[d]],
    ["copy of", detail.original],
  ].filter(([, value]) => value);
  return el("dl", { class: "about" }, ...known.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
}

function noticesOf(detail) {
  const said = [...(detail.warnings || [])];
  if (detail.reason) said.unshift(`The model abstained: ${detail.reason}`);
  if (detail.error) said.unshift(`${detail.error.class}: ${detail.error.message}`);
  return said.map((text) => el("p", { class: "notice small" }, text));
}

function probabilitiesOf(d, detail) {
  const { documents, labels, probabilities } = page.columns;
  if (documents.primary[d] < 0) return null;
  const primaries = new Map(Object.entries(detail.primaries || {}));
  const rows = labels.map((label, n) => [label, probabilities[n][d], primaries.get(label)]).filter(([, chance]) => chance >= 0);
  const rest = [...primaries].filter(([name]) => !labels.includes(name)).map(([name, primary]) => [name, -1, primary]);
  const lines = [...rows, ...rest].map(([label, chance, primary]) => {
    const bar = el("span", { class: "meter", data: { stance: stanceOf(label) } });
    bar.style.setProperty("--part", `${Math.max(0, chance) / 100}%`);
    const present = el("td", { class: "figure" }, chance < 0 ? "–" : share(chance));
    const own = el("td", { class: "figure" }, typeof primary === "number" ? primary.toFixed(2) : "");
    return el("tr", {}, el("th", { scope: "row" }, wordOf(label)), present, el("td", {}, chance < 0 ? null : bar), own);
  });
  const [label, present, primary] = ["label", "present", "primary"].map((name) => el("th", { scope: "col" }, name));
  present.className = primary.className = "figure";
  const head = el("tr", {}, label, present, el("td"), primary);
  return el("table", { class: "chances" }, el("thead", {}, head), el("tbody", {}, ...lines));
}

function statementAt(k) {
  const { labels, lists, statements: s } = page.columns;
  const text = (column) => (s[column][k] < 0 ? "" : lists[column][s[column][k]]);
  const label = s.label[k] < 0 ? "" : labels[s.label[k]];
  const said = { holder: text("holder"), act: text("act"), target: text("target"), policy: text("policy") };
  return { ...said, label, chance: s.chance[k], stance: label ? stanceOf(label) : "none" };
}

function sentenceOf(one, speaker) {
  const holder = (one.holder || "(no holder named)") + (speaker ? ` (${speaker})` : "");
  return `${holder} ${one.act}${one.target ? ` → ${one.target}` : ""}${one.policy ? ` on ${one.policy}` : ""}`;
}

function statementsOf(d, detail) {
  const places = detail.statements || [];
  if (!places.length) return null;
  const items = places.map(([, , speaker, direct], n) => {
    const one = statementAt(page.first[d] + n);
    const jump = el("button", { type: "button", class: "bare jump", onclick: () => goTo(byId(`evidence-${n}`)) }, sentenceOf(one, speaker));
    const label = chip(`${one.label ? wordOf(one.label) : "no label"} ${share(one.chance)}`, one.stance);
    return el("li", {}, label, jump, direct ? el("span", { class: "small soft" }, "quoted") : null);
  });
  return el("div", {}, el("h4", {}, plural(places.length, "statement")), el("ol", { class: "statements" }, ...items));
}

function goTo(mark) {
  if (!mark) return;
  mark.tabIndex = -1;
  mark.focus({ preventScroll: true });
  mark.scrollIntoView({ block: "center" });
}

function readingOf(d, detail) {
  const spans = [
    ...(detail.passages || []).map(({ start, end, labels }) => {
      const label = best(labels);
      return { start, end, stance: stanceOf(label), told: `passage: ${wordOf(label)}`, strength: 0 };
    }),
    ...(detail.statements || []).map(([start, end, speaker], n) => {
      const one = statementAt(page.first[d] + n);
      const strength = 1 + (one.label ? 1 : 0) + one.chance / 10000;
      return { start, end, stance: one.stance, told: `${sentenceOf(one, speaker)} (${share(one.chance)})`, strength, n };
    }),
  ];
  if (!detail.text.length) {
    const why = page.columns.documents.primary[d] < 0 ? "There is no text to show." : "No evidence stands in the text.";
    return [el("p", { class: "soft" }, why)];
  }
  const parts = detail.text.map((piece) => el("p", { class: "piece" }, ...marked(piece, spans)));
  const kept = detail.cut ? "Of this document only the surest evidence is" : "Only the passages that are evidence are";
  const cut = page.whole ? "" : `${kept} kept in this report.`;
  return [el("h4", {}, "Evidence"), el("div", { class: "reading" }, ...parts), el("p", { class: "small soft" }, cut)];
}

function best(labels) {
  return Object.keys(labels).sort((a, b) => labels[b] - labels[a])[0];
}

// Offsets count code points, as Python does; a JavaScript string counts half of a pair as one.
function marked(piece, spans) {
  const points = Array.from(piece.text);
  const end = piece.start + points.length;
  const inside = spans.filter((span) => span.start < end && span.end > piece.start);
  const ends = new Set([piece.start, end, ...inside.flatMap((span) => [span.start, span.end])]);
  const cuts = [...ends].filter((at) => at >= piece.start && at <= end).sort((a, b) => a - b);
  const named = new Set();
  return cuts.slice(0, -1).map((from, n) => {
    const text = points.slice(from - piece.start, cuts[n + 1] - piece.start).join("");
    const over = inside.filter((span) => span.start <= from && span.end > from).sort((a, b) => b.strength - a.strength)[0];
    if (!over) return text;
    const mark = el("mark", { title: over.told, class: over.n === undefined ? "passage" : "", data: { stance: over.stance } }, text);
    for (const span of inside) {
      if (span.n !== undefined && span.start <= from && span.end > from && !named.has(span.n)) {
        named.add(span.n);
        if (!mark.id) mark.id = `evidence-${span.n}`;
        else mark.prepend(el("span", { id: `evidence-${span.n}` }));
      }
    }
    return mark;
  });
}
