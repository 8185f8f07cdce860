// The text of a record. Offsets are code points, as in records; JavaScript counts UTF-16 units, so all goes through here.

import { el, fill, stanceOf } from "./dom.js";

const READ = new Set(["title", "standfirst", "body"]);
const SENTENCE = /[^\n]*?(?:[.!?]['"’”)\]]*(?=\s|$)|(?=\n)|$)/gu;

/** A text that is cut by code points. */
export class Text {
  constructor(text) {
    this.text = text;
    this.points = /[\ud800-\udfff]/.test(text) ? Array.from(text) : null;
    this.length = this.points ? this.points.length : text.length;
  }

  slice(start, end) {
    return this.points ? this.points.slice(start, end).join("") : this.text.slice(start, end);
  }

  /** Spans of what a pattern finds, white space at the ends left out. */
  spans(pattern) {
    const found = [];
    let units = 0;
    let points = 0;
    for (const match of this.text.matchAll(pattern)) {
      const trimmed = match[0].trim();
      if (!trimmed) continue;
      const at = match.index + match[0].indexOf(trimmed);
      points += count(this.text.slice(units, at));
      units = at;
      found.push([points, points + count(trimmed)]);
    }
    return found;
  }

  get words() {
    return (this.wordSpans ??= this.spans(/\S+/gu));
  }

  get sentences() {
    return (this.sentenceSpans ??= this.spans(SENTENCE));
  }
}

/** How many code points a string has. */
export const count = (text) => (/[\ud800-\udfff]/.test(text) ? Array.from(text).length : text.length);

/** Draw the zones of an item with the statements marked. pick: called with the number of a statement that is clicked. */
export function draw(root, text, zones, statements, chosen, pick) {
  fill(root, ...zones.map((zone) => drawZone(text, zone, statements, chosen, pick)));
}

function drawZone(text, zone, statements, chosen, pick) {
  const block = el("div", { class: "zone", "data-zone": zone.zone, "data-read": READ.has(zone.zone) ? "yes" : "no" });
  if (!READ.has(zone.zone)) block.append(el("span", { class: "tag", "data-start": "" }, zone.zone));
  const cuts = new Set([zone.start, zone.end]);
  for (const { start, end } of statements) {
    for (const cut of [start, end]) if (cut > zone.start && cut < zone.end) cuts.add(cut);
  }
  const places = [...cuts].sort((one, other) => one - other);
  for (let k = 0; k + 1 < places.length; k += 1) {
    block.append(drawPiece(text, places[k], places[k + 1], statements, chosen, pick));
  }
  return block;
}

function drawPiece(text, start, end, statements, chosen, pick) {
  const inside = (one) => one.start <= start && end <= one.end;
  const all = statements.map((one, k) => k).filter((k) => inside(statements[k]));
  if (!all.length) return el("span", { "data-start": start }, text.slice(start, end));
  const shown = all.includes(chosen) ? chosen : all[0];
  return el(
    "mark",
    {
      "data-start": start,
      "data-stance": stanceOf(statements[shown].label),
      "data-chosen": shown === chosen ? "yes" : null,
      onclick: () => pick(shown),
    },
    text.slice(start, end),
  );
}

/** [start, end] of what is selected in the text, or null. */
export function selected(root, text) {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!root.contains(range.startContainer) || !root.contains(range.endContainer)) return null;
  const pieces = [...root.querySelectorAll("[data-start]:not(.tag)")].filter((piece) => range.intersectsNode(piece));
  if (!pieces.length) return null;
  const start = place(pieces[0], range.startContainer, range.startOffset, 0);
  const last = pieces.at(-1);
  const end = place(last, range.endContainer, range.endOffset, count(last.textContent));
  return trimmed(text, start, end);
}

function place(piece, container, offset, otherwise) {
  const first = Number(piece.dataset.start);
  return container === piece.firstChild ? first + count(container.data.slice(0, offset)) : first + otherwise;
}

function trimmed(text, start, end) {
  const inside = text.slice(start, end);
  const from = start + count(inside) - count(inside.trimStart());
  const to = start + count(inside.trimEnd());
  return from < to ? [from, to] : null;
}

/** A span moved by keys: its end or start by a word, or the whole of it to the sentence before or after. */
export function moved(text, [start, end], key, shift) {
  const step = key === "ArrowLeft" || key === "ArrowUp" ? -1 : 1;
  if (key === "ArrowUp" || key === "ArrowDown") return neighbour(text.sentences, start, step) ?? [start, end];
  if (shift) {
    const starts = text.words.map(([first]) => first);
    const next = step < 0 ? starts.findLast((at) => at < start) : starts.find((at) => at > start);
    return [next !== undefined && next < end ? next : start, end];
  }
  const ends = text.words.map(([, last]) => last);
  const next = step < 0 ? ends.findLast((at) => at < end) : ends.find((at) => at > end);
  return [start, next !== undefined && next > start ? next : end];
}

function neighbour(spans, start, step) {
  return step < 0 ? spans.findLast(([first]) => first < start) : spans.find(([first]) => first > start);
}
