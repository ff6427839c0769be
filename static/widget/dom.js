// Elements, made without a string ever becoming markup.

/** An element with properties (`class`, `part` and what holds a dash or is `role` as attributes) and children. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === false) continue;
    if (name.includes("-") || ["class", "part", "role", "for", "slot"].includes(name)) element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false));
  return element;
}

const SHAPES = {
  critical: "M5 1h6l4 4v6l-4 4H5l-4-4V5z",
  high: "M8 1l7.5 13.5H.5z",
  medium: "M8 .8L15.2 8 8 15.2.8 8z",
  low: "M8 2.5a5.5 5.5 0 1 0 .01 0z",
  info: "M8 2a6 6 0 1 0 .01 0zm0 3a3 3 0 1 1-.01 0z",
};

/** A severity's shape: it is never told by its colour alone. */
export function severityMark(severity) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [name, value] of [["viewBox", "0 0 16 16"], ["class", `shape ${severity}`], ["aria-hidden", "true"]]) svg.setAttribute(name, value);
  const path = document.createElementNS(svg.namespaceURI, "path");
  path.setAttribute("d", SHAPES[severity]);
  path.setAttribute("fill-rule", "evenodd");
  svg.append(path);
  return svg;
}

/** A text in which backticks mean code. */
export const prose = (text) => text.split("`").map((piece, at, { length }) => (at % 2 && at < length - 1 ? h("code", {}, piece) : piece));

/** A message as a sentence. */
export const sentence = (text) => prose(capital(text) + (/[.?!]$/.test(text) ? "" : "."));

export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** "1 finding", "2 findings". */
export const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;
