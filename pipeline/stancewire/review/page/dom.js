// Elements out of plain values. Whatever a document says becomes text or the value of a field, never markup.

/** An element with attributes (and on... listeners) and children, which are elements or strings. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

export const byId = (name) => document.getElementById(name);

/** Put children in the place of those an element has. */
export function fill(element, ...children) {
  element.replaceChildren(...children.filter((child) => child !== null && child !== undefined));
}

const STANCES = { lmc_objection: "objection", ccg_plan: "plan", nhse_mandate: "mandate" };

/** The colour of a label; labels of other schemes have the quiet one. */
export const stanceOf = (label) => STANCES[label] ?? "none";

/** A label as people read it. */
export const worded = (label) => (label ?? "no label").replaceAll("_", " ");
