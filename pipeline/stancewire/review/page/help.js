// What opens above the page: keys, agreement, export.

import { get } from "./api.js";
import { byId, el, fill } from "./dom.js";
import { KEYS, lettersOn, setLetters } from "./keys.js";

const SHOWN = { ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓" };
const EXPORTS = [
  ["corpus", "corpus rows for stancewire train (zip)"],
  ["records", "records for stancewire compare, report and export"],
  ["table", "text and label, for a model of your own labels"],
  ["history", "every step ever made"],
  ["prodigy", "Prodigy"],
  ["doccano", "doccano"],
  ["label-studio", "Label Studio, tasks"],
  ["label-studio-config", "Label Studio, labelling interface"],
];

function show(title, ...content) {
  byId("dialog-title").textContent = title;
  fill(byId("dialog-body"), ...content);
  byId("dialog").showModal();
}

export function showKeys() {
  const letters = el("input", { type: "checkbox", id: "letters", onchange: (event) => setLetters(event.target.checked) });
  letters.checked = lettersOn();
  const groups = KEYS.flatMap(([title, keys]) => [
    el("h3", {}, title),
    el("dl", { class: "keys" }, ...keys.flatMap(([key, says]) => [el("dt", {}, el("kbd", {}, SHOWN[key] ?? key)), el("dd", {}, says)])),
  ]);
  show("Keys", el("p", {}, el("label", {}, letters, "single keys do this (switch it off where you dictate)")), ...groups);
}

export function showExport(blind) {
  if (blind) {
    show("Export", el("p", {}, "An export tells what the model and others say, so a blind coder gets none here: stancewire review export writes it."));
    return;
  }
  const links = EXPORTS.map(([name, says]) =>
    el("li", {}, el("a", { href: `/export/${name}`, download: "", "data-export": name }, says)),
  );
  show(
    "Export",
    el("p", {}, "Decisions on which all coders agree. For one coder, or a date for documents that bear none: stancewire review export."),
    el("ul", { class: "exports" }, ...links),
  );
}

export async function showAgreement() {
  const [{ pairs }, { records, coders }] = await Promise.all([get("/api/agreement"), get("/api/progress")]);
  show(
    "Agreement and progress",
    table(`Of ${records} records`, ["coder", "accepted", "corrected", "skipped", "open"], coders.map((one) => [one.coder, one.accepted, one.corrected, one.skipped, one.open])),
    ...(pairs.length ? pairs.map(drawPair) : [el("p", {}, "Agreement is shown as soon as two coders have decided the same record.")]),
  );
}

function drawPair(pair) {
  const title = `${pair.coders.join(" and ")}: ${pair.records} records in common`;
  if (pair.note) return el("p", {}, `${title}. ${pair.note}`);
  const rows = pair.alphas.map((one) => [one.name, number(one.alpha), `${number(one.low)} to ${number(one.high)}`, (one.agreed / one.units).toFixed(3)]);
  return table(`${title}; Krippendorff’s alpha`, ["question", "alpha", "95 %", "same answer"], rows);
}

const number = (value) => (value === null ? "–" : value.toFixed(3));

function table(caption, heads, rows) {
  return el(
    "div",
    { class: "scroll", tabindex: 0, role: "region", "aria-label": caption },
    el(
      "table",
      {},
      el("caption", {}, caption),
      el("thead", {}, el("tr", {}, ...heads.map((head, k) => el("th", { scope: "col", class: k ? "figure" : null }, head)))),
      el("tbody", {}, ...rows.map((row) => el("tr", {}, ...row.map((cell, k) => (k ? el("td", { class: "figure" }, String(cell)) : el("th", { scope: "row" }, String(cell))))))),
    ),
  );
}
