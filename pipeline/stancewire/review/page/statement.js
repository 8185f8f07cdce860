// The statements: a list of facts, one of them open with its fields.

import { el, fill, stanceOf, worded } from "./dom.js";

const FIELDS = [
  ["holder", "Holder", "h", "names"],
  ["holder_kind", "Kind of holder", "k", null],
  ["act", "Act", "v", null],
  ["label", "Label", "l", null],
  ["target", "Target", "t", "names"],
  ["policy", "Policy", "p", "policies"],
  ["speaker", "Speaker", "w", null],
];

/** What a new statement says before anybody has said anything. */
export const blank = ([start, end]) => ({
  start, end, holder: "", holder_kind: "other", speaker: "", act: "neutral", target: "", policy: "", direct: false, label: null,
});

export function drawStatements(root, about, item, reading, chosen, act) {
  const rows = reading.statements.map((one, k) => drawStatement(about, item, one, k, k === chosen, act));
  fill(
    root,
    el("h3", { id: "statements-name" }, `Statements (${reading.statements.length})`),
    el("datalist", { id: "names" }, ...item.names.map((name) => el("option", { value: name }))),
    el("datalist", { id: "policies" }, ...item.policies.map((name) => el("option", { value: name }))),
    rows.length ? el("ol", { class: "statements", "aria-labelledby": "statements-name" }, ...rows) : null,
    el("button", { type: "button", id: "insert", onclick: act.insert }, "Add a statement ", el("kbd", {}, "i")),
  );
}

function drawStatement(about, item, one, k, open, act) {
  const fact = `${one.holder || "(no holder)"} ${one.act}${one.target ? ` → ${one.target}` : ""}${one.policy ? `, on ${one.policy}` : ""}`;
  return el(
    "li",
    { class: "statement", "data-stance": stanceOf(one.label) },
    el(
      "button",
      { type: "button", id: `statement-${k}`, "aria-expanded": String(open), onclick: () => act.pick(open ? -1 : k) },
      el("span", { class: "fact" }, fact),
      el("span", { class: "small" }, `${worded(one.label)} · ${worded(one.holder_kind)}`),
      el("span", { class: "small quote" }, act.textOf(one)),
    ),
    open ? drawFields(about, item, one, act) : null,
  );
}

function drawFields(about, item, one, act) {
  const options = { holder_kind: about.holder_kinds, act: about.acts, label: [null, ...item.labels] };
  const fields = FIELDS.map(([name, title, key, list]) =>
    el("label", {}, el("span", {}, `${title} `, el("kbd", {}, key)), control(name, one[name], options[name], list, act)),
  );
  const direct = el("input", { type: "checkbox", id: "field-direct", onchange: (event) => act.set("direct", event.target.checked) });
  direct.checked = one.direct;
  return el(
    "div",
    { class: "fields" },
    ...fields,
    el("label", { class: "line" }, direct, "quoted ", el("kbd", {}, "q")),
    el(
      "div",
      { class: "wide" },
      el("button", { type: "button", id: "span", onclick: act.span }, "Change its span ", el("kbd", {}, "r")),
      el("button", { type: "button", id: "remove", onclick: act.remove }, "Take it out ", el("kbd", {}, "x")),
    ),
  );
}

function control(name, value, options, list, act) {
  const change = (event) => act.set(name, event.target.value === "" && name === "label" ? null : event.target.value);
  if (!options) {
    return el("input", { type: "text", id: `field-${name}`, value, list, maxlength: 500, autocomplete: "off", onchange: change });
  }
  const select = el("select", { id: `field-${name}`, onchange: change }, ...options.map((one) => el("option", { value: one ?? "" }, worded(one))));
  select.value = value ?? "";
  return select;
}

/** The label that a holder and an act give by the codebook; `may` keeps the one it has. */
export function ruled(rules, labels, one) {
  const rule = rules.find((each) => labels.includes(each.label) && each.holder_kinds.includes(one.holder_kind));
  if (!rules.some((each) => labels.includes(each.label))) return one.label;
  if (rule?.acts.includes(one.act)) return rule.label;
  return rule?.may.includes(one.act) && one.label === rule.label ? one.label : null;
}
