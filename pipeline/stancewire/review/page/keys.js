// The keys: one table, which the help shows and the page obeys.

export const KEYS = [
  ["Records", [
    ["a", "accept what is shown and go on (Enter too)", "decide"],
    ["s", "skip", "skip"],
    ["u", "undo the last step, wherever it was (Ctrl Z too)", "undo"],
    ["ArrowLeft", "record before, nothing decided", "back"],
    ["ArrowRight", "record after, nothing decided", "on"],
    ["c", "write a comment; Esc leaves it", "comment"],
  ]],
  ["Labels", [
    ["1 … 9", "primary label", "primary"],
    ["0", "primary label: none", "none"],
    ["Shift 1 … 9", "label present or not", "present"],
  ]],
  ["Statements", [
    ["ArrowDown", "next statement", "down"],
    ["ArrowUp", "statement before", "up"],
    ["h", "holder", "field-holder"],
    ["k", "kind of holder", "field-holder_kind"],
    ["v", "act (verb)", "field-act"],
    ["l", "label", "field-label"],
    ["t", "target", "field-target"],
    ["p", "policy", "field-policy"],
    ["w", "who speaks", "field-speaker"],
    ["q", "quoted or not", "quoted"],
    ["r", "span: of what is selected in the text, else by keys", "span"],
    ["i", "add a statement on what is selected, or on the next sentence", "insert"],
    ["x", "take it out", "remove"],
  ]],
  ["Page", [
    ["g", "agreement", "agreement"],
    ["e", "export", "export"],
    ["?", "these keys", "keys"],
  ]],
];

const NAMES = new Map(KEYS.flatMap(([, keys]) => keys.map(([key, , name]) => [key, name])));
const LETTERS = "stancewire-letters";
const TYPED = new Set(["INPUT", "TEXTAREA", "SELECT"]);

export const lettersOn = () => localStorage.getItem(LETTERS) !== "off";
export const setLetters = (on) => localStorage.setItem(LETTERS, on ? "on" : "off");

/** What a key means where the focus is: [name, number] or null. */
export function meaning(event) {
  if (event.isComposing || event.altKey || event.metaKey) return null;
  const typing = TYPED.has(event.target.tagName) && event.target.type !== "checkbox";
  if (typing) return event.key === "Escape" || (event.key === "Enter" && event.target.tagName !== "TEXTAREA") ? ["leave"] : null;
  if (event.ctrlKey) return event.key === "z" ? ["undo"] : null;
  if (event.key === "Enter") return event.target.tagName === "BUTTON" || event.target.tagName === "A" ? null : ["decide"];
  return lettersOn() ? lettered(event) : null;
}

function lettered(event) {
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(event.code)?.[1];
  if (digit !== undefined) return digit === "0" ? ["none"] : [event.shiftKey ? "present" : "primary", Number(digit)];
  const name = NAMES.get(event.key.length === 1 ? event.key.toLowerCase() : event.key);
  return name ? [name] : null;
}
