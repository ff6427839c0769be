// Defines <drydock-audit>. This is all that a page loads before a widget comes into sight: the rest, engine included,
// is in view.js, loaded once for all widgets of the page. Importing it where there is no document does nothing.

const NAMES =
  "kind mode lesson theme readonly min-severity profile rules loading persist max-height share share-page heading-level label".split(" ");
const property = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

/** The text of an element, in which <br> may stand for a line's end. */
function textOf(element) {
  let text = "";
  for (const node of element.childNodes) {
    if (node.nodeName === "BR") text += "\n";
    else if (node.nodeName !== "SCRIPT") text += node.nodeType === 3 ? node.data : textOf(node);
  }
  return text;
}

const makeClass = () =>
  class DrydockAudit extends HTMLElement {
    static observedAttributes = NAMES;
    #view;
    #value;
    #options = {};
    #watch;
    #settle;
    /** Resolves once the widget has audited its text for the first time. */
    ready = new Promise((resolve, reject) => (this.#settle = { resolve, reject }));

    constructor() {
      super();
      this.ready.catch(() => {}); // the event tells it too
      this.attachShadow({ mode: "open" }).append(document.createElement("slot"));
      // What was set before the class was there.
      for (const name of ["value", "options", ...NAMES.map(property)]) {
        if (!Object.hasOwn(this, name)) continue;
        const value = this[name];
        delete this[name];
        // Attributes may not be set by a constructor.
        queueMicrotask(() => (this[name] = value));
      }
    }

    connectedCallback() {
      const loading = this.loading;
      if (this.#view) return;
      if (loading === "eager") return this.load();
      if (loading === "click") {
        const button = document.createElement("button");
        button.textContent = "Audit this file";
        button.part = "load";
        button.onclick = () => this.load();
        return this.shadowRoot.replaceChildren(document.createElement("slot"), button);
      }
      this.#watch = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && this.load(), { rootMargin: "200px" });
      this.#watch.observe(this);
    }

    disconnectedCallback() {
      // What is only moved is connected again before this runs.
      queueMicrotask(() => {
        if (this.isConnected) return;
        this.#watch?.disconnect();
        this.#value = this.value;
        this.#view?.destroy();
        this.#view = undefined;
        this.shadowRoot.replaceChildren(document.createElement("slot"));
      });
    }

    attributeChangedCallback() {
      this.#view?.update();
    }

    /** Loads the rest now, wherever the widget stands. */
    async load() {
      this.#watch?.disconnect();
      try {
        const { mount } = await import("./view.js");
        if (!this.isConnected || this.#view) return;
        this.#view = mount(this, this.value, this.#options);
        await this.#view.started;
        this.#settle.resolve();
        this.tell("ready");
      } catch (error) {
        this.#settle.reject(error);
        this.tell("error", { message: String(error?.message ?? error) });
      }
    }

    tell(type, detail) {
      this.dispatchEvent(new CustomEvent(`drydock-${type}`, { detail, bubbles: true, composed: true }));
    }

    get #live() {
      if (!this.#view) throw new Error("the widget is not loaded: wait for `ready`");
      return this.#view;
    }

    get value() {
      if (this.#view) return this.#view.text;
      const source = this.querySelector("pre code, pre") ?? this;
      return this.#value ?? textOf(source).replace(/^\n/, "");
    }
    set value(text) {
      this.#value = String(text);
      this.#view?.setText(this.#value);
    }
    /** Options of the engine's `audit` that no attribute has, such as `policy`. */
    get options() {
      return this.#options;
    }
    set options(options) {
      this.#options = options ?? {};
      this.#view?.update(this.#options);
    }
    get result() {
      return this.#view?.result ?? null;
    }
    audit() {
      return this.#live.audit();
    }
    applyFix(id) {
      return this.#live.applyFix(id);
    }
    applySafe() {
      return this.#live.applySafe();
    }
    undo() {
      return this.#live.undo();
    }
    focusFinding(id) {
      return this.#live.focusFinding(id);
    }
    export(format) {
      return this.#live.export(format);
    }
  };

/** What attributes say where they are not there. */
const DEFAULTS = { kind: "auto", mode: "full", theme: "auto", loading: "lazy", persist: "none", share: "off", "heading-level": "3" };

export function define() {
  if (!globalThis.customElements || customElements.get("drydock-audit")) return;
  const Widget = makeClass();
  for (const name of NAMES) {
    const isSwitch = name === "readonly";
    Object.defineProperty(Widget.prototype, property(name), {
      get() {
        return isSwitch ? this.hasAttribute(name) : (this.getAttribute(name) ?? DEFAULTS[name] ?? null);
      },
      set(value) {
        if (value === false || value == null) this.removeAttribute(name);
        else this.setAttribute(name, isSwitch ? "" : value);
      },
    });
  }
  customElements.define("drydock-audit", Widget);
}

/** For each code block that a widget stands for: the widget, and the text that the block had then. */
const fences = new Map();
const codeOf = (block) => textOf(block.querySelector("code") ?? block);

/**
 * Shows a widget in the place of every code block whose language ends with `-audit`. The block itself stays where it
 * is, unseen, since it may be a framework's: React gives the page up when a node of its own has been moved.
 */
export function upgrade(root = document) {
  for (const [block, { widget, text }] of fences) {
    if (block.isConnected && block.nextSibling === widget && codeOf(block) === text) continue;
    widget.remove();
    fences.delete(block);
    block.removeAttribute("data-drydock");
    block.style.removeProperty("display");
  }
  for (const marked of root.querySelectorAll('[class*="language-dockerfile-audit"], [class*="language-dockerignore-audit"]')) {
    const pre = marked.closest("pre") ?? marked.querySelector("pre");
    if (!pre || marked.closest("drydock-audit, [data-drydock]")) continue;
    const block = marked.contains(pre) ? marked : pre;
    const widget = document.createElement("drydock-audit");
    if (marked.className.includes("dockerignore-audit")) widget.setAttribute("kind", "dockerignore");
    // What is read until the widget is there, and what it audits.
    const copy = block.cloneNode(true);
    for (const element of [copy, ...copy.querySelectorAll("[id]")]) element.removeAttribute("id");
    widget.append(copy);
    block.dataset.drydock = "";
    block.style.setProperty("display", "none", "important");
    block.after(widget);
    fences.set(block, { widget, text: codeOf(block) });
  }
}

define();

// `embed.js?fences` looks after code blocks by itself, also where a page's contents are exchanged without loading it.
if (globalThis.document && new URL(import.meta.url).searchParams.has("fences")) {
  let waiting = 0;
  const soon = () => (waiting ||= requestAnimationFrame(() => ((waiting = 0), upgrade())));
  new MutationObserver(soon).observe(document.documentElement, { childList: true, characterData: true, subtree: true });
  soon();
}
