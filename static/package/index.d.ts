// Written by hand; tests/package.test.mjs holds it against what the engine returns, and against `tsc --strict`.

/** What the engine can be started with. */
export type InitInput = URL | Request | Response | Promise<Response> | BufferSource | WebAssembly.Module;

/** Loads the engine, once. Without an input it takes `drydock.wasm` from beside this file, by fetch or from the disk. */
export function init(input?: InitInput): Promise<void>;
export default init;

/** Starts the engine with the module's bytes, or with the compiled module. */
export function initSync(module: BufferSource | WebAssembly.Module): void;

export type Kind = "dockerfile" | "dockerignore";
export type Severity = "critical" | "high" | "medium" | "low" | "info";
export type Confidence = "certain" | "likely" | "heuristic";
export type Profile = "default" | "strict" | "all";
export type Grade = "A+" | "A" | "B" | "C" | "D" | "F";
/** How far a fix can be trusted: proved, recommended, to be looked at, or waiting for an answer. */
export type Safety = "safe" | "recommended" | "review" | "ask";
export type Category = "secrets" | "privilege" | "supply" | "base" | "correctness" | "build" | "runtime" | "metadata";

/** What is thrown: an `Error` with a code. */
export interface DrydockError extends Error {
  name: "DrydockError";
  code: "options" | "policy" | "too-long" | "lesson" | "link";
}

/** Settings of every audit. A field that there is not is refused by name. */
export interface Settings {
  /** The file's path as it is reported; its name tells its kind. */
  path?: string | undefined;
  /** What the file is; by name or contents unless given. */
  kind?: Kind | "auto" | undefined;
  /** Which rules are on. */
  profile?: Profile | undefined;
  /** The day by which bases are judged, such as `2026-11-25`: today unless given, and null for none. */
  today?: string | null | undefined;
  /** Rules, by id or by a name that they have elsewhere: off, on, or with another severity. */
  rules?: Record<string, "off" | "on" | Severity> | undefined;
  /** The text of a `drydock.toml`; what is given beside it wins. */
  policy?: string | undefined;
  /** Whose settings `policy` is: Drydock's own unless given. */
  policyFormat?: "drydock" | "hadolint" | undefined;
  /** Answers to the questions that fixes ask, by key. */
  answers?: Record<string, string> | undefined;
}

export interface AuditOptions extends Settings {
  /** The text of the `.dockerignore` that goes with a Dockerfile. It is reported behind it. */
  ignoreFile?: string | undefined;
  /** How places are counted: offsets from 0 and columns in UTF-16 code units, or as the command line's JSON has them. */
  counting?: "utf-16" | "bytes" | undefined;
}

export interface HardenOptions extends Settings {
  /** The text of the Dockerfile that a `.dockerignore` goes with. */
  dockerfile?: string | undefined;
  /** How far to go: proved fixes only, recommended ones too (unless given), or those also that make the image smaller. */
  level?: "minimal" | "hardened" | "small" | undefined;
  /** Fixes to make beside those: a rule, or the key of an offer. */
  with?: string[] | undefined;
  /** Fixes not to make: a rule, or the key of a step. */
  without?: string[] | undefined;
  /** The only rules whose fixes are made. */
  only?: string[] | undefined;
}

/** The command line's JSON report (cli/README.md). */
export interface AuditResult {
  version: string;
  rubric: string;
  files: FileResult[];
}

export interface FileResult {
  path: string;
  kind: Kind;
  /** Null where there is nothing to grade. */
  score: number | null;
  grade: Grade | null;
  receipt: Receipt | null;
  findings: Finding[];
}

export interface Receipt {
  deductions: { rule: string; category: Category; count: number; points: number }[];
  categories: { category: Category; sum: number; points: number; score: number }[];
  cap: { points: number; reason: string } | null;
}

export interface Finding {
  rule: string;
  aliases: string[];
  severity: Severity;
  category: Category;
  confidence: Confidence;
  /** Lines and columns count from 1. */
  line: number;
  column: number;
  end_line: number;
  end_column: number;
  /** Offsets count from 0; the end is exclusive. */
  start: number;
  end: number;
  message: string;
  fix: Fix | null;
  suppressed: { line: number; reason: string | null } | null;
}

export interface Fix {
  title: string;
  safety: Safety;
  /** What may change; empty for safe fixes. */
  change: string;
  /** Empty where an answer is needed first. Places are those of the text as it was given. */
  edits: { start: number; end: number; text: string }[];
}

export interface HardenResult {
  version: string;
  path: string;
  before: { score: number; grade: Grade } | null;
  after: { score: number; grade: Grade } | null;
  /** The hardened text. */
  text: string;
  applied: (Change & { build_argument: string | null; lines_before: [number, number][]; lines_after: [number, number][] })[];
  offered: (Change & { question: { key: string; text: string; suggestion: string } | null })[];
  refused: (Omit<Change, "change"> & { reason: string })[];
  /** The changed lines with two lines around; `before` and `after` are [first line, lines]. */
  hunks: { before: [number, number]; after: [number, number]; lines: { sign: " " | "-" | "+"; text: string }[]; steps: string[] }[];
  /** What differs between the images. */
  image: { name: string; before: string; after: string }[];
  build_arguments: string[];
  /** Whether the engine stopped before it ran out of fixes. */
  exhausted: boolean;
}

export interface Change {
  /** For `with` and `without`. */
  key: string;
  rule: string;
  line: number;
  message: string;
  title: string;
  safety: Safety;
  change: string;
}

export interface RuleMeta {
  id: string;
  title: string;
  category: Category;
  severity: Severity;
  confidence: Confidence;
  profile: Profile;
  /** What a finding costs, before repeats are halved. */
  points: number;
  aliases: string[];
  why: string;
  how: string;
  examples: { text: string; bad: boolean; marks: [number, number][]; fixed: string | null }[];
  links: string[];
}

/** The parts of a SARIF 2.1.0 log that are always there. */
export interface SarifLog {
  $schema: string;
  version: "2.1.0";
  runs: {
    tool: { driver: { name: string; version: string; rules: Record<string, unknown>[]; [key: string]: unknown } };
    results: { ruleId: string; level: "error" | "warning" | "note"; message: { text: string }; [key: string]: unknown }[];
    [key: string]: unknown;
  }[];
}

/** A file as a link holds it. */
export interface ShareState {
  /** `auto` where it is detected. */
  kind?: Kind | "auto" | undefined;
  name?: string | null | undefined;
  text: string;
  /** The file that belongs to it: the `.dockerignore` of a Dockerfile, or the other way round. */
  beside?: { name?: string | null | undefined; text: string } | null | undefined;
  /** The settings to audit it with, as a `drydock.toml`. */
  policy?: string | null | undefined;
}

/** A file as a link held it. */
export interface SharedFile {
  kind: Kind | "auto";
  name: string | null;
  text: string;
  beside: { name: string | null; text: string } | null;
  policy: string | null;
}

/** Audits a text: synchronous, and the same for the same text, options and day. */
export function audit(text: string, options?: AuditOptions): AuditResult;
/** Hardens a text. */
export function harden(text: string, options?: HardenOptions): HardenResult;
/** The audit as a SARIF log. It takes the text rather than a result, because a log quotes it. */
export function toSarif(text: string, options?: AuditOptions): SarifLog;
/** The audit as Markdown, for a pull request. */
export function toMarkdown(text: string, options?: AuditOptions): string;
/** What a text is: by its file's name where that says it, else by what stands in it. */
export function detectKind(text: string, filename?: string): Kind;
/** Every rule. */
export function rules(): RuleMeta[];
/** The part of a link from `#` on, which opens the file on any Drydock page. It waits for the browser's own deflate. */
export function encodeShare(file: ShareState): Promise<string>;
/** Reads a link, or its part from `#` on. */
export function decodeShare(link: string): Promise<SharedFile>;
/** Versions of the engine and of the score's weights, and how many rules there are. */
export function version(): { core: string; rubric: string; rules: number };

/** A lesson, read once and asked often. */
export class Lesson {
  /** Reads TOML, or JSON of the same shape (docs/lessons.md). */
  constructor(text: string);
  data(): LessonData;
  /** How far an answer has come; in a lesson that selects lines, the answer is their numbers with blanks between. */
  grade(answer: string): LessonProgress;
  /** Gives its memory back. */
  free(): void;
}

export interface LessonData {
  id: string;
  title: string;
  minutes: number;
  incident: string;
  kind: "dockerfile" | "dockerignore" | "review";
  starter: string;
  solution: string;
  beside: string;
  goals: { id: string; text: string; hints: string[] }[];
  closing: string;
  sources: { title: string; url: string }[];
}

export interface LessonProgress {
  lesson: string;
  goals: { id: string; met: boolean; holds: boolean }[];
  troubles: { kind: string; message: string; line: number | null; lost: string | null; rule: string | null }[];
  wrongTurn: string | null;
  points: number | null;
  done: boolean;
}
