// Which documents and statements the filters let through. Everything on the page is counted over what they leave.
//
// A statement passes with its document, its actor, kind, policy and label, and a probability of its own.
// A document passes with its date, publisher and status, the probability of its primary label, and, where actor, kind
// or policy are asked for, at least one statement that passes; a label that is asked for is present in it.

const EMPTY = { from: "", to: "", actor: -1, kind: -1, policy: -1, label: -1, publisher: -1, status: -1, chance: 0, once: false };
let state = { ...EMPTY };

function dayOf(text, missing) {
  return text ? Number(text.replaceAll("-", "")) : missing;
}

function sift() {
  const { documents: d, statements: s } = page.columns;
  const passing = { documents: [], statements: [], ofDocument: new Map() };
  const byStatement = state.actor >= 0 || state.kind >= 0 || state.policy >= 0;
  const from = dayOf(state.from, 0);
  const to = dayOf(state.to, 99999999);
  const dated = Boolean(state.from || state.to);
  for (let n = 0; n < page.number; n++) {
    if (state.once && d.copy[n]) continue;
    if (state.publisher >= 0 && d.publisher[n] !== state.publisher) continue;
    if (state.status >= 0 && d.status[n] !== state.status) continue;
    if (dated && !within(d.published[n], from, to)) continue;
    if (state.chance > 0 && d.chance[n] < state.chance) continue;
    const found = [];
    for (let k = page.first[n]; k < page.first[n + 1]; k++) if (statementPasses(s, k)) found.push(k);
    if (byStatement && !found.length) continue;
    if (state.label >= 0 && !labelsOf(n, found, byStatement).length) continue;
    passing.documents.push(n);
    passing.ofDocument.set(n, found);
    for (const k of found) passing.statements.push(k);
  }
  passing.labels = (n) => labelsOf(n, passing.ofDocument.get(n), byStatement);
  return passing;
}

function within(published, from, to) {
  if (published < 0) return false;
  const time = page.times[published];
  return time.last >= from && time.first <= to;
}

function statementPasses(s, k) {
  return (
    (state.actor < 0 || s.holder[k] === state.actor) &&
    (state.kind < 0 || s.holder_kind[k] === state.kind) &&
    (state.policy < 0 || s.policy[k] === state.policy) &&
    (state.label < 0 || s.label[k] === state.label) &&
    s.chance[k] >= state.chance
  );
}

// The labels a document counts under; with a filter of statements only those that a passing statement bears.
function labelsOf(n, found, byStatement) {
  const { documents, present, probabilities, statements } = page.columns;
  const own = documents.present[n] < 0 ? [] : present[documents.present[n]];
  return own.filter(
    (label) =>
      (state.label < 0 || label === state.label) &&
      (state.chance === 0 || probabilities[label][n] >= state.chance) &&
      (!byStatement || found.some((k) => statements.label[k] === label)),
  );
}
