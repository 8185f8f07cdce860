// Charts: Vega-Lite specifications that came with the page, drawn by Vega without eval (its interpreter walks the
// expressions), redrawn with new rows when the filters change, and drawn anew in light colours to be saved.

const DARK = matchMedia("(prefers-color-scheme: dark)");
const PLAIN_FONT = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif";
const SAVED_WIDTH = 860;
const NARROW = 560;

const charts = new Map(); // name -> {name, holder, draw, view, rows, tell, pick}

function colour(name, palette) {
  const [property, shade] = name.split("/");
  return shade ? mixed(palette[property], palette["--card"], Number(shade) * 0.24) : palette[property];
}

function mixed(one, other, part) {
  const parts = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  const [a, b] = [parts(one), parts(other)];
  return "#" + a.map((value, n) => Math.round(value * (1 - part) + b[n] * part).toString(16).padStart(2, "0")).join("");
}

// A specification with the colours of a mode, the scales of the moment and limits for its width put in.
function dressed(part, palette, scales, wide) {
  if (part === "utcyearmonth") return choices.unit === "month" ? part : "utcyear";
  if (typeof part === "string") return part.startsWith("--") ? colour(part, palette) : part;
  if (Array.isArray(part)) return part.map((below) => dressed(below, palette, scales, wide));
  if (part === null || typeof part !== "object") return part;
  const entries = Object.entries(part).map(([name, below]) => {
    if (name === "scale" && below?.domain?.length === 1 && scales[below.domain[0]]) {
      return [name, painted(scales[below.domain[0]], palette)];
    }
    if ((name === "limit" || name === "labelLimit") && wide < NARROW) return [name, Math.min(below, 106)];
    if (name === "columns" && below < 0) return [name, Math.max(1, Math.floor(wide / -below))];
    return [name, dressed(below, palette, scales, wide)];
  });
  return Object.fromEntries(entries);
}

// Its domain is what records say, and stays as it is.
function painted(scale, palette) {
  return { ...scale, range: scale.range.map((name) => colour(name, palette)) };
}

function brightness(hex) {
  const parts = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255);
  const linear = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
}

// Whether text on a ground is better read in the colour of the card than in that of ink.
function readsOnCard(ground, palette) {
  const contrast = (text) => {
    const [low, high] = [brightness(text), brightness(ground)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  return contrast(palette["--card"]) > contrast(palette["--ink"]);
}

function configOf(palette, ground) {
  const [soft, line, ink] = ["--soft", "--line", "--ink"].map((name) => palette[name]);
  return {
    background: ground,
    font: PLAIN_FONT,
    view: { stroke: null },
    axis: {
      labelColor: soft, titleColor: soft, gridColor: line, domainColor: line, tickColor: line,
      labelFontSize: 11, titleFontSize: 11, titleFontWeight: "normal",
    },
    axisX: { grid: false },
    legend: { labelColor: ink, labelFontSize: 12, labelLimit: 240, symbolSize: 90 },
    header: { labelColor: ink, labelFontSize: 12 },
    title: { color: ink, anchor: "start", fontSize: 14, subtitleColor: soft },
    text: { fontSize: 12 },
  };
}

function specOf(chart, palette, width, ground) {
  const drawn = chart.draw(width, palette);
  const spec = dressed(page.charts[chart.name], palette, drawn.scales, width);
  const inner = spec.spec || spec;
  inner.width = Math.max(120, width - (drawn.margin || 0));
  if (drawn.height) inner.height = drawn.height;
  return { ...spec, datasets: drawn.rows, autosize: { type: spec.spec ? "pad" : "fit-x", contains: "padding" }, config: configOf(palette, ground) };
}

const embedding = { ast: true, mode: "vega-lite", renderer: "svg", actions: false, defaultStyle: false, tooltip: false, logLevel: 1 };

async function redraw(chart) {
  const turn = (chart.turn = (chart.turn || 0) + 1);
  const empty = !chart.rows.length;
  chart.none.hidden = !empty;
  chart.holder.hidden = empty;
  if (empty) return;
  const palette = page.palettes[DARK.matches ? "dark" : "light"];
  const spec = specOf(chart, palette, chart.holder.clientWidth, "transparent");
  const room = el("div");
  const result = await vegaEmbed(room, spec, embedding);
  if (turn !== chart.turn) return result.finalize(); // the filters have moved on meanwhile
  chart.result?.finalize();
  chart.result = result;
  fill(chart.holder, room);
  const drawing = room.querySelector("svg");
  drawing.setAttribute("role", "img");
  drawing.setAttribute("aria-label", `${chart.title}: the same numbers stand in the table below`);
  listen(chart, result.view);
}

function listen(chart, view) {
  const rowOf = (item) => (item?.mark?.role === "mark" ? item.datum : null); // labels of axes have data of their own
  view.addEventListener("mousemove", (event, item) => showTip(event, rowOf(item) && chart.tell(rowOf(item))));
  view.addEventListener("mouseout", () => showTip(null, ""));
  view.addEventListener("click", (event, item) => rowOf(item) && chart.pick && chart.pick(rowOf(item)));
}

function showTip(event, text) {
  const tip = byId("tip");
  tip.hidden = !text;
  if (!text) return;
  tip.textContent = text;
  const right = Math.min(event.clientX + 14, innerWidth - tip.offsetWidth - 8);
  const below = event.clientY + 18 + tip.offsetHeight > innerHeight ? event.clientY - tip.offsetHeight - 10 : event.clientY + 18;
  tip.style.left = `${Math.max(8, right)}px`;
  tip.style.top = `${below}px`;
}

// For paper: light, on white, of one width whatever the window's.
async function saveChart(chart, kind) {
  const spec = specOf(chart, page.palettes.light, SAVED_WIDTH, "#ffffff");
  const result = await vegaEmbed(el("div"), { ...spec, title: chart.title, padding: 12 }, embedding);
  if (kind === "svg") {
    save(`${chart.name}.svg`, new Blob([await result.view.toSVG()], { type: "image/svg+xml" }));
  } else {
    const canvas = await result.view.toCanvas(2);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
    save(`${chart.name}.png`, blob);
  }
  result.finalize();
}
