// For the page around a frame: `connect(frame)`. Messages are taken from that frame only, and from the origin that is
// expected: "null" where the frame is sandboxed without `allow-same-origin`.

const [LEAST, MOST] = [120, 4000];

/**
 * Talks to the widget in a frame. `on(type, detail)` hears of `ready`, `change`, `audit`, `fix`, `lesson`, `error`.
 * What it returns has `set({ text, kind, mode, theme, readonly … })` and `close()`.
 */
export function connect(frame, { origin = "null", on = () => {} } = {}) {
  const early = [];
  let port;
  let known;
  const hear = ({ data }) => {
    if (data?.type === "resize") frame.style.height = `${Math.min(MOST, Math.max(LEAST, Number(data.height) || 0))}px`;
    else if (data?.type) on(data.type, data.detail);
  };
  const take = (event) => {
    if (event.source !== frame.contentWindow || event.origin !== origin) return;
    if (event.data?.drydock !== 1 || event.data.type !== "hello") return;
    if (event.data.id === known) return;
    known = event.data.id;
    // A frame that was loaded again gets a new port.
    port?.close();
    const channel = new MessageChannel();
    port = channel.port1;
    port.onmessage = hear;
    // An opaque origin can't be named; the message holds nothing but the port.
    frame.contentWindow.postMessage({ drydock: 1, type: "port" }, origin === "null" ? "*" : origin, [channel.port2]);
    early.forEach((message) => port.postMessage(message));
  };
  addEventListener("message", take);
  frame.contentWindow?.postMessage({ drydock: 1, type: "ask" }, "*");
  return {
    set(values) {
      const message = { type: "set", ...values };
      early.push(message); // a frame that was loaded again is told again
      port?.postMessage(message);
    },
    close() {
      removeEventListener("message", take);
      port?.close();
    },
  };
}
