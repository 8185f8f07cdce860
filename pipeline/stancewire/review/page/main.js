// The flow: one record at a time, every step saved before the next record is shown.

import { get, post } from "./api.js";
import { byId, el, fill } from "./dom.js";
import { showAgreement, showExport, showKeys } from "./help.js";
import { meaning } from "./keys.js";
import { drawBeside, drawDocument, summary } from "./panel.js";
import { blank, drawStatements, ruled } from "./statement.js";
import { draw, moved, selected, Text } from "./text.js";

const FINISHED = new Set(["accepted", "corrected", "skipped"]);
const ORDERS = { uncertain: "most uncertain first", random: "random", label: "by label", listed: "as listed" };
const state = { about: null, queue: [], states: {}, at: 0, item: null, reading: null, text: null, chosen: -1, span: null, busy: false, before: "" };
const ahead = new Map(); // records fetched before they are asked for

// --- drawing

function drawAll() {
  const { item } = state;
  byId("desk").hidden = false;
  byId("done").hidden = true;
  byId("source").textContent = sourceLine(item);
  byId("title").textContent = item.document.title ?? item.id;
  // Where the text has its headline, that is shown; the heading stays for those who listen.
  byId("title").className = state.text && item.zones.some((zone) => zone.zone === "title") ? "unseen" : "";
  fill(byId("notes"), ...notes(item));
  byId("comment").value = item.comment;
  drawText();
  drawAnswers();
  drawFar();
  document.title = `${state.at + 1} of ${state.queue.length} · Review`;
  window.scrollTo(0, 0);
  byId("decide").scrollTop = 0;
}

function drawText() {
  const { item, text, reading, chosen } = state;
  const zones = text ? item.zones : [];
  draw(byId("text"), text, zones, reading.statements, chosen, pick);
  if (!text) fill(byId("text"), ...item.snippets.map(([, , words]) => el("p", {}, words)));
}

/** Draw the answers anew; the focus stays on what has the same name. */
function drawAnswers() {
  const { about, item, reading, chosen } = state;
  const focus = document.activeElement?.id;
  drawDocument(byId("document"), item, reading, { primary: choosePrimary, present: togglePresent });
  drawStatements(byId("statements"), about, item, reading, chosen, {
    pick, insert, remove, span, set: setField, textOf: snippet,
  });
  drawBeside(byId("beside"), item, reading);
  if (focus) byId(focus)?.focus({ preventScroll: true });
}

function drawFar() {
  const done = state.queue.filter((number) => FINISHED.has(state.states[number])).length;
  const { about, item } = state;
  byId("far").textContent = `${done.toLocaleString("en-GB")} of ${state.queue.length.toLocaleString("en-GB")} done · ${about.coder}${about.blind ? " · blind" : ""}`;
  byId("share").value = state.queue.length ? done / state.queue.length : 0;
  byId("status").textContent = [item?.state && `this one: ${item.state}`, state.before].filter(Boolean).join(" · ");
}

function sourceLine(item) {
  const known = item.document;
  return [known.publisher, known.published, known.kind, known.byline, `record ${state.at + 1} of ${state.queue.length}`, item.id].filter(Boolean).join(" · ");
}

function notes(item) {
  const found = [];
  if (state.about.blind && !item.model) found.push("Blind: the model’s answers are hidden until you decide.");
  if (item.model?.abstained) found.push(`The model abstained: ${item.model.reason ?? "no reason given"}.`);
  if (item.text_origin === "zones") found.push("The record carries no text: it is put together from the snippets of its zones.");
  if (item.text_origin === "nowhere") found.push("The record carries no text, only the snippets below: name your copies with --texts to see it whole.");
  if (item.duplicate_of) found.push(`A copy of ${item.duplicate_of}.`);
  return found.map((text) => el("p", { class: "notice small" }, text));
}

function snippet(one) {
  if (state.text) return state.text.slice(one.start, one.end);
  const known = state.item.snippets.find(([start, end]) => start === one.start && end === one.end);
  return known ? known[2] : "";
}

function trouble(error) {
  byId("trouble").textContent = error.message;
  byId("trouble").hidden = false;
}

// --- records

const fetched = (number) => get(`/api/item/${number}`);

async function open(at) {
  state.at = at;
  const number = state.queue[at];
  const item = await (ahead.get(number) ?? fetched(number));
  if (state.queue[state.at] !== number) return; // another record was asked for meanwhile
  ahead.clear();
  show(item);
  const next = nextOpen(at);
  if (next !== null && next !== at) {
    const promise = fetched(state.queue[next]);
    promise.catch(() => ahead.clear());
    ahead.set(state.queue[next], promise);
  }
}

function show(item) {
  Object.assign(state, { item, reading: structuredClone(item.reading), chosen: -1, span: null });
  state.text = item.text === null ? null : new Text(item.text);
  byId("trouble").hidden = true;
  drawAll();
}

/** The place of the next record that is not finished, from `at` on and around; null where all are. */
function nextOpen(at) {
  const count = state.queue.length;
  for (let step = 1; step <= count; step += 1) {
    const place = (at + step) % count;
    if (!FINISHED.has(state.states[state.queue[place]])) return place;
  }
  return null;
}

async function load(order) {
  const { items, states } = await get(`/api/queue/${order}`);
  Object.assign(state, { queue: items, states });
  ahead.clear();
  const first = nextOpen(-1);
  if (first === null) finish();
  else await open(first);
}

function finish() {
  byId("desk").hidden = true;
  byId("done").hidden = false;
  byId("done-text").textContent = `All ${state.queue.length} records of this session are decided or skipped. Everything is saved in ${state.about.store}.`;
  state.item = null;
  drawFar();
}

// --- steps

/** Save what is shown; resolves when it is on the disk. */
async function save(action) {
  const { item } = state;
  const reading = structuredClone(state.reading);
  const comment = byId("comment").value;
  const saved = await post(`/api/item/${item.number}`, () => ({ action, reading, comment, seen: item.seen }));
  Object.assign(item, saved);
  state.states[item.number] = saved.state;
  return saved;
}

async function edit() {
  const one = chosen();
  state.reading.statements.sort((one, other) => one.start - other.start || one.end - other.end);
  state.chosen = state.reading.statements.indexOf(one);
  // Not at once: when a field is left by Tab, the next one has the focus only after its change was told.
  setTimeout(() => {
    drawText();
    drawAnswersOrLater();
  });
  await kept(() => save("edit"));
}

/** What somebody is typing into a field would be lost: then the answers are drawn when it is left. */
function drawAnswersOrLater() {
  const field = document.activeElement;
  if (field?.tagName === "INPUT" && field.type === "text" && field.value !== field.defaultValue) {
    field.addEventListener("blur", () => setTimeout(drawAnswersOrLater), { once: true });
  } else drawAnswers();
}

/** Do something that saves; where it fails, the page shows why, and the record as it is on the disk. */
async function kept(step) {
  const { item } = state;
  byId("trouble").hidden = true;
  try {
    await step();
    drawFar();
  } catch (error) {
    const fresh = await fetched(item.number).catch(() => null);
    if (fresh && state.item?.number === item.number) show(fresh);
    trouble(error);
  }
}

/** Decide or skip, then go on. A second key while this is under way is not meant for the next record. */
async function go(action) {
  if (!state.item || state.busy) return;
  if (action === "decide" && state.reading.primary === null) {
    trouble(new Error("Choose the primary label first (1, 2, 3 or 0), or skip the record."));
    return;
  }
  const { item } = state;
  const focus = document.activeElement?.id;
  hold(true);
  await kept(async () => {
    const saved = await save(action);
    state.before = told(item, saved, action);
    const next = nextOpen(state.at);
    if (next === null) finish();
    else await open(next);
  });
  hold(false);
  if (focus && document.activeElement === document.body) byId(focus)?.focus({ preventScroll: true });
}

/** While a decision is being saved nothing about its record can be changed: an edit would take the decision back. */
function hold(on) {
  state.busy = on;
  byId("decide").inert = on;
}

/** The record before in a line; of a blind decision also what the model says. */
function told(item, saved, action) {
  if (action === "skip") return "before: skipped";
  const model = state.about.blind && saved.model ? `; model: ${summary(saved.model.reading)}` : "";
  return `before: ${summary(saved.reading)}${model}`;
}

async function undo() {
  if (state.busy) return;
  await kept(async () => {
    const { item } = await post("/api/undo", () => ({}));
    if (!item) {
      state.before = "nothing is left to undo";
      return;
    }
    state.states[item.number] = item.state;
    state.before = "undone";
    const at = state.queue.indexOf(item.number);
    if (at >= 0) state.at = at;
    ahead.clear();
    show(item);
  });
}

function turn(step) {
  if (!state.queue.length || state.busy) return;
  const at = state.item ? state.at + step : state.at;
  if (at >= 0 && at < state.queue.length) {
    ahead.clear();
    open(at).catch(trouble);
  }
}

async function comment() {
  if (state.item && byId("comment").value.trim() !== state.item.comment) await kept(() => save("comment"));
}

// --- answers

function choosePrimary(label) {
  const { reading, item } = state;
  if (label === undefined) return;
  reading.primary = label;
  if (item.one_label) reading.present = item.labels.includes(label) ? [label] : [];
  else if (item.labels.includes(label) && !reading.present.includes(label)) reading.present.push(label);
  edit();
}

function togglePresent(label) {
  const { reading } = state;
  if (label === undefined || state.item.one_label) return;
  reading.present = reading.present.includes(label) ? reading.present.filter((one) => one !== label) : [...reading.present, label];
  edit();
}

function pick(k, into = true) {
  state.chosen = k;
  state.span = null;
  drawText();
  drawAnswers();
  if (into) {
    byId("text").querySelector("[data-chosen]")?.scrollIntoView({ block: "nearest" });
    byId("statements").querySelector("[aria-expanded=true]")?.scrollIntoView({ block: "nearest" });
  }
}

function chosen() {
  return state.reading.statements[state.chosen];
}

function setField(name, value) {
  const one = chosen();
  one[name] = value;
  if (name === "act" || name === "holder_kind") one.label = ruled(state.about.rules, state.item.labels, one);
  edit();
}

function insert() {
  if (!state.text) {
    trouble(new Error("Without the text no statement can be added: name your copies with --texts."));
    return;
  }
  const after = chosen()?.end ?? state.item.zones.find((zone) => zone.zone === "body")?.start ?? 0;
  const span = selected(byId("text"), state.text) ?? state.text.sentences.find(([start]) => start >= after) ?? state.text.sentences[0];
  const added = blank(span);
  state.chosen = state.reading.statements.push(added) - 1;
  edit();
}

function remove() {
  state.reading.statements.splice(state.chosen, 1);
  state.chosen = Math.min(state.chosen, state.reading.statements.length - 1);
  edit();
}

function span() {
  const one = chosen();
  if (!one || !state.text) return;
  const found = selected(byId("text"), state.text);
  if (found) {
    keepSpan(found);
    document.getSelection().removeAllRanges();
    return;
  }
  state.span = [one.start, one.end];
  byId("text").focus();
  byId("status").textContent = "span: ← → moves its end, Shift its start, ↑ ↓ takes another sentence; Enter keeps, Esc drops";
}

function keepSpan([start, end]) {
  const one = chosen();
  Object.assign(one, { start, end });
  state.span = null;
  edit();
}

/** Keys while a span is being moved; whether the key was one. */
function spanKey(event) {
  const one = chosen();
  if (event.key.startsWith("Arrow")) {
    [one.start, one.end] = moved(state.text, [one.start, one.end], event.key, event.shiftKey);
    drawText();
    byId("text").querySelector("[data-chosen]")?.scrollIntoView({ block: "nearest" });
  } else if (event.key === "Enter") keepSpan([one.start, one.end]);
  else if (event.key === "Escape") {
    [one.start, one.end] = state.span;
    state.span = null;
    drawText();
    drawFar();
  } else return false;
  return true;
}

// --- keys and buttons

const DEEDS = {
  decide: () => go("decide"),
  skip: () => go("skip"),
  undo,
  back: () => turn(-1),
  on: () => turn(1),
  comment: () => byId("comment").focus(),
  primary: (place) => choosePrimary(state.item.labels[place - 1]),
  none: () => choosePrimary(state.item.classes.find((label) => !state.item.labels.includes(label))),
  present: (place) => togglePresent(state.item.labels[place - 1]),
  down: () => pick(Math.min(state.chosen + 1, state.reading.statements.length - 1)),
  up: () => pick(Math.max(state.chosen - 1, 0)),
  quoted: () => chosen() && setField("direct", !chosen().direct),
  span,
  insert,
  remove: () => chosen() && remove(),
  agreement: () => showAgreement().catch(trouble),
  export: () => showExport(state.about.blind),
  keys: showKeys,
  leave,
};
const MEANWHILE = new Set(["agreement", "export", "keys", "leave"]); // while a decision is being saved
const ALWAYS = new Set([...MEANWHILE, "undo", "back", "on"]);

function onKey(event) {
  if (byId("dialog").open) return;
  if (state.span && !state.busy && spanKey(event)) {
    event.preventDefault();
    return;
  }
  const [name, place] = meaning(event) ?? [];
  if (!name || (event.repeat && (name === "decide" || name === "skip")) || !(state.item || ALWAYS.has(name))) return;
  event.preventDefault();
  if (state.busy && !MEANWHILE.has(name)) return;
  if (name.startsWith("field-")) focusField(name);
  else DEEDS[name](place ?? event.key);
}

/** Out of a field: Enter keeps what was typed, Esc drops it; a comment is kept either way. */
function leave(key) {
  const field = document.activeElement;
  if (key === "Escape" && field.tagName === "INPUT") field.value = field.defaultValue;
  field.blur();
}

function focusField(name) {
  if (!chosen() && state.reading.statements.length) pick(0);
  const field = byId(name);
  field?.focus();
  field?.select?.();
}

function onOrder(event) {
  load(event.target.value).catch(trouble);
  event.target.blur();
}

async function begin() {
  state.about = await get("/api/about");
  fill(byId("order"), ...state.about.orders.map((name) => el("option", { value: name }, ORDERS[name])));
  byId("order").value = state.about.order;
  const buttons = { accept: "decide", skip: "skip", undo: "undo", back: "back", on: "on", "open-agreement": "agreement", "open-export": "export", "open-keys": "keys", "done-export": "export" };
  for (const [id, deed] of Object.entries(buttons)) byId(id).addEventListener("click", () => (state.item || ALWAYS.has(deed)) && DEEDS[deed]());
  byId("done-back").addEventListener("click", () => open(0).catch(trouble));
  byId("dialog-close").addEventListener("click", () => byId("dialog").close());
  byId("order").addEventListener("change", onOrder);
  byId("comment").addEventListener("change", comment);
  document.addEventListener("keydown", onKey);
  await load(state.about.order);
}

begin().catch(trouble);
