// What is said of the record: primary label, labels present, hints where answers do not fit, what others said.

import { el, fill, stanceOf, worded } from "./dom.js";

/** The key of the n-th class: 1, 2, 3 …; the class that means no stance has 0. */
export function keyOf(item, label) {
  const place = item.labels.indexOf(label);
  return place < 0 ? "0" : String(place + 1);
}

export function drawDocument(root, item, reading, act) {
  fill(
    root,
    el("h3", { id: "primary-name" }, "Primary label"),
    el(
      "div",
      { class: "choices", role: "group", "aria-labelledby": "primary-name" },
      ...item.classes.map((label) => primaryButton(item, reading, label, act.primary)),
    ),
    ...(item.one_label ? [] : drawPresent(item, reading, act)),
  );
}

function drawPresent(item, reading, act) {
  return [
    el("h3", { id: "present-name" }, "Present ", el("span", { class: "by-key" }, el("kbd", {}, "Shift"), " + number")),
    el(
      "div",
      { class: "present", role: "group", "aria-labelledby": "present-name" },
      ...item.labels.map((label) => presentButton(item, reading, label, act.present)),
    ),
  ];
}

function primaryButton(item, reading, label, choose) {
  const chance = item.model?.primary_probabilities[label];
  const said = item.model?.reading.primary === label;
  return el(
    "button",
    {
      type: "button",
      class: "choice",
      id: `primary-${label}`,
      "data-stance": stanceOf(label),
      "aria-pressed": String(reading.primary === label),
      onclick: () => choose(label),
    },
    el("span", { class: "dot" }),
    worded(label),
    said ? el("span", { class: "said" }, "model") : null,
    chance === undefined ? null : el("span", { class: "figures" }, chance.toFixed(2)),
    el("kbd", chance === undefined ? { class: "figures" } : {}, keyOf(item, label)),
  );
}

function presentButton(item, reading, label, toggle) {
  return el(
    "button",
    {
      type: "button",
      class: "choice",
      id: `present-${label}`,
      "data-stance": stanceOf(label),
      "aria-pressed": String(reading.present.includes(label)),
      onclick: () => toggle(label),
    },
    el("span", { class: "dot" }),
    worded(label),
    item.model ? el("span", { class: "figures" }, item.model.probabilities[label].toFixed(2)) : null,
  );
}

/** Sentences on answers that do not fit each other; of a scheme of one label a text there are none. */
export function hints(item, reading) {
  if (item.one_label) return [];
  const carried = new Set(reading.statements.map((one) => one.label).filter(Boolean));
  const found = [];
  if (item.labels.includes(reading.primary) && !reading.present.includes(reading.primary)) {
    found.push(`The primary label, ${worded(reading.primary)}, is not among those present.`);
  }
  for (const label of item.labels) {
    if (reading.present.includes(label) && !carried.has(label)) {
      found.push(`${worded(label)} is present, and no statement carries it.`);
    }
    if (carried.has(label) && !reading.present.includes(label)) {
      found.push(`A statement carries ${worded(label)}, which is not among those present.`);
    }
  }
  return found;
}

export function drawBeside(root, item, reading) {
  const others = item.others.map((one) => el("p", { class: "hint" }, el("strong", {}, one.coder), `: ${summary(one.reading)}${one.comment ? ` (“${one.comment}”)` : ""}`));
  fill(
    root,
    ...hints(item, reading).map((text) => el("p", { class: "hint notice" }, text)),
    ...(others.length ? [el("h3", {}, "What others decided"), ...others] : []),
  );
}

/** A reading in a few words. */
export function summary(reading) {
  const present = reading.present.filter((label) => label !== reading.primary).map(worded);
  return worded(reading.primary ?? "nothing chosen") + (present.length ? `, also ${present.join(", ")}` : "");
}
