// Elements from texts. Whatever comes out of a record becomes a text node or the value of a harmless property: nothing
// here or later parses HTML, and no attribute is set by a name that a record gives.

const byId = (id) => document.getElementById(id);

function el(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "class") node.className = value;
    else if (name === "data") Object.assign(node.dataset, value);
    else if (name === "aria") for (const [key, said] of Object.entries(value)) node.setAttribute(`aria-${key}`, said);
    else node[name] = value;
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

function fill(node, ...children) {
  node.replaceChildren(...children.filter((child) => child !== null && child !== undefined && child !== ""));
}

const figure = (number) => number.toLocaleString("en-GB");
const share = (chance) => (chance < 0 ? "" : (chance / 10000).toFixed(2));
const plural = (number, one, many) => `${figure(number)} ${number === 1 ? one : many || one + "s"}`;

// Only these two lead to a page; anything else ("javascript:", "data:", no address at all) stays text.
function address(url) {
  let parsed = null;
  try {
    parsed = new URL(url);
  } catch {
    return el("span", {}, url);
  }
  if (parsed.protocol !== "https:" && parsed.protocol !== "http:") return el("span", {}, url);
  return el("a", { href: parsed.href, rel: "noopener noreferrer nofollow", target: "_blank", referrerPolicy: "no-referrer" }, url);
}

function save(name, blob) {
  const link = el("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

// A cell that begins like a formula gets an apostrophe, so that a spreadsheet shows it and does not run it; one that begins
// with an apostrophe gets another, so that taking one away gives back what the record says. export/events.py does the same.
function csvCell(value) {
  if (typeof value === "number") return String(value);
  const text = value === null || value === undefined ? "" : String(value);
  const tame = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20']/.test(text) ? `'${text}` : text;
  return /[",\r\n;]/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
}

function csv(columns, rows) {
  const lines = [columns, ...rows.map((row) => columns.map((name) => row[name]))];
  return lines.map((cells) => cells.map(csvCell).join(",") + "\n").join("");
}

function saveCsv(name, columns, rows) {
  save(`${name}.csv`, new Blob([csv(columns, rows)], { type: "text/csv;charset=utf-8" }));
}
