// The widget: importing it defines <drydock-audit> where there is a document.

import type { AuditOptions, AuditResult, Finding, LessonProgress } from "./index.js";

/** Defines the element; importing the module has done so already. */
export function define(): void;
/** Shows a widget in the place of code blocks in `dockerfile-audit` or `dockerignore-audit`, which stay there unseen. */
export function upgrade(root?: ParentNode): void;

export type Mode = "full" | "findings" | "badge" | "diff" | "lesson";

export interface DrydockAuditElement extends HTMLElement {
  kind: string;
  mode: Mode | string;
  lesson: string | null;
  theme: string;
  readonly: boolean;
  minSeverity: string | null;
  profile: string | null;
  /** `DL3008=off sudo-used=low`. */
  rules: string | null;
  loading: string;
  persist: string;
  maxHeight: string | null;
  share: string;
  sharePage: string | null;
  headingLevel: string;
  label: string | null;
  value: string;
  /** What no attribute says, such as `policy`. */
  options: AuditOptions;
  readonly result: (AuditResult & { files: { findings: (Finding & { id: string })[] }[] }) | null;
  /** Resolves once the text has been audited for the first time. */
  readonly ready: Promise<void>;
  load(): Promise<void>;
  audit(): AuditResult | null;
  applyFix(id: string): boolean;
  applySafe(): void;
  undo(): boolean;
  focusFinding(id: string): boolean;
  export(format: "json" | "sarif" | "markdown"): string;
}

export interface DrydockEvents {
  "drydock-ready": CustomEvent<undefined>;
  "drydock-change": CustomEvent<{ value: string }>;
  "drydock-audit": CustomEvent<AuditResult>;
  "drydock-fix": CustomEvent<{ id: string | null; value: string }>;
  "drydock-lesson": CustomEvent<LessonProgress>;
  "drydock-error": CustomEvent<{ message: string }>;
}

declare global {
  interface HTMLElementTagNameMap {
    "drydock-audit": DrydockAuditElement;
  }
  interface HTMLElementEventMap extends DrydockEvents {}
}
