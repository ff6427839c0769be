// The single file, which is also what stands in a frame: one widget. Behind the `#` of its address it takes a file as
// links hold it; it never writes the address. In a frame it talks to the page around by way of a port.

import { define } from "./embed.js";
import { decodeShare, start } from "./engine.js";

define();
const root = document.documentElement;
const widget = document.createElement("drydock-audit");
widget.setAttribute("loading", "eager");
widget.setAttribute("heading-level", "2");
const isFramed = parent !== globalThis;
/** Whether the page around has said what the text is. */
let isGiven = false;
if (isFramed) root.dataset.framed = "";

const SAMPLE = `FROM node:latest
ENV NPM_TOKEN=secret
WORKDIR /app
COPY . .
RUN npm install
CMD npm start
`;

async function begin() {
  await start();
  let file = { text: isFramed ? "" : SAMPLE };
  let other;
  if (location.hash.startsWith("#/s/")) {
    try {
      file = await decodeShare(location.hash);
    } catch (error) {
      widget.addEventListener("drydock-ready", () => widget.tell("error", { message: error.message }));
    }
  }
  if (!isGiven) {
    if (file.kind) widget.kind = file.kind;
    widget.value = file.text;
    if (file.policy) widget.options = { policy: file.policy };
    if (file.beside) other = beside(file);
  }
  document.querySelector("main").replaceChildren(...[widget, other].filter(Boolean));
}

/** The widget of the file that belongs to the one of a link. The Dockerfile is audited together with its ignore file. */
function beside({ kind, beside, policy }) {
  const other = document.createElement("drydock-audit");
  const isIgnore = kind === "dockerignore";
  other.kind = isIgnore ? "dockerfile" : "dockerignore";
  other.loading = "eager";
  other.value = beside.text;
  const settings = policy ? { policy } : {};
  other.options = settings;
  const [dockerfile, ignore] = isIgnore ? [other, widget] : [widget, other];
  const together = () => (dockerfile.options = { ...settings, ignoreFile: ignore.value });
  ignore.addEventListener("drydock-change", together);
  together();
  return other;
}

/** What a page around may set. */
const SETTINGS = ["kind", "mode", "theme", "readonly", "minSeverity", "profile", "rules", "headingLevel", "label"];

if (isFramed) {
  // Only the page around is listened to, and only until it has handed over a port.
  // It says hello by itself and when asked; by the id the page around knows that it is one frame's hello twice.
  const id = Math.random();
  const hello = () => parent.postMessage({ drydock: 1, type: "hello", id }, "*");
  addEventListener("message", function take({ source, data, ports: [port] }) {
    if (source !== parent || data?.drydock !== 1) return;
    if (data.type === "ask") hello();
    if (data.type !== "port" || !port) return;
    removeEventListener("message", take);
    talk(port);
  });
  hello();
}

function talk(port) {
  root.dataset.linked = "";
  const say = (type, detail) => port.postMessage({ type, ...detail });
  for (const type of ["ready", "change", "audit", "fix", "lesson", "error"]) {
    widget.addEventListener(`drydock-${type}`, ({ detail }) => say(type, { detail }));
  }
  port.onmessage = ({ data }) => {
    if (data?.type !== "set") return;
    for (const name of SETTINGS.filter((name) => name in data)) widget[name] = data[name];
    if (data.theme) root.dataset.theme = data.theme;
    if (typeof data.text === "string") {
      isGiven = true;
      widget.value = data.text;
    }
  };
  let height = 0;
  new ResizeObserver(() => {
    const now = Math.ceil(document.body.getBoundingClientRect().height);
    if (now !== height) say("resize", { height: (height = now) });
  }).observe(document.body);
  if (widget.result) say("ready", {});
}

begin().catch((error) => {
  const trouble = document.createElement("p");
  trouble.role = "alert";
  trouble.textContent = `Drydock could not be started: it needs WebAssembly. ${error.message}`;
  document.querySelector("main").replaceChildren(trouble);
});
