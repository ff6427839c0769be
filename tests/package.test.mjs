// @drydock/core as it is packed: it installs, its types hold, and it says what the command line says.

import { strict as assert } from "node:assert";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { unpackCorpus } from "./browser/support/corpus.mjs";

const project = resolve(import.meta.dirname, "..");
const built = resolve(project, "target/package");
assert(existsSync(join(built, "drydock.wasm")), "the package is missing: run `make package`");

const folder = mkdtempSync(join(tmpdir(), "drydock-package-"));
const installed = join(folder, "node_modules/@drydock/core");
let core;
let binary;
after(() => rmSync(folder, { recursive: true, force: true }));

before(async () => {
  // As npm would install it, but that nothing is asked of a registry.
  const [{ filename, files }] = JSON.parse(execFileSync("npm", ["pack", "--json", "--pack-destination", folder], { cwd: built, encoding: "utf8" }));
  const names = files.map(({ path }) => path);
  for (const name of ["index.js", "index.d.ts", "glue.js", "drydock.wasm", "widget/embed.js", "LICENSE-MIT", "README.md"]) {
    assert(names.includes(name), `${name} is not packed`);
  }
  mkdirSync(installed, { recursive: true });
  execFileSync("tar", ["-xzf", join(folder, filename), "-C", installed, "--strip-components", "1"]);
  core = await import(join(installed, "index.js"));
  assert.throws(() => core.version(), "nothing works before init");
  await core.init();
  const build = execFileSync("cargo", ["build", "--quiet", "--package", "drydock-cli", "--message-format", "json"], { cwd: project, encoding: "utf8", maxBuffer: 2 ** 26 });
  binary = build.split("\n").filter(Boolean).map((line) => JSON.parse(line)).find(({ executable }) => executable).executable;
});

const poor = "FROM node\n# ⚓ 𝄞\nRUN echo '𝄞𝄞' && sudo rm -rf /x\nMAINTAINER Ann\n";
const pretty = (value) => `${JSON.stringify(value, null, 2)}\n`;

test("types hold under --strict, for bundlers and for both ways of Node", () => {
  const results = {
    AuditResult: core.audit(poor),
    HardenResult: core.harden(poor),
    SarifLog: core.toSarif(poor),
    "RuleMeta[]": core.rules().filter((_, at) => at % 10 === 0), // all of them are megabytes to a compiler
    LessonData: new core.Lesson(readFileSync(resolve(project, "static/lessons/13-review.toml"), "utf8")).data(),
  };
  // What the engine returns, held against the declarations: no field too many and none too few.
  const literals = Object.entries(results).map(([type, value], at) => `export const v${at}: core.${type} = ${JSON.stringify(value)};`);
  writeFileSync(join(folder, "values.ts"), `import type * as core from "@drydock/core";\n${literals.join("\n")}\n`);
  writeFileSync(
    join(folder, "use.ts"),
    `import init, { audit, harden, initSync, decodeShare, encodeShare, Lesson, type AuditOptions, type DrydockError } from "@drydock/core";
import { upgrade, type DrydockAuditElement } from "@drydock/core/widget";
const options: AuditOptions = { profile: "strict", rules: { DL3008: "off" }, today: null, counting: "bytes" };
// @ts-expect-error an option that there is not
audit("", { profil: "strict" });
// @ts-expect-error hardening counts no places
harden("", { counting: "bytes" });
export async function use(bytes: ArrayBuffer, element: DrydockAuditElement): Promise<number | null> {
  await init();
  initSync(bytes);
  const [file] = audit("FROM a", options).files;
  const link: string = await encodeShare({ text: "FROM a", kind: "auto" });
  const { text } = await decodeShare(link);
  new Lesson(text).grade("").goals.every(({ holds }) => holds);
  element.addEventListener("drydock-audit", ({ detail }) => detail.files.length);
  document.querySelector("drydock-audit")?.applyFix("x");
  upgrade(document);
  try { harden(text, { level: "small" }); } catch (error) { (error as DrydockError).code satisfies string; }
  return file?.score ?? null;
}
`,
  );
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  const tsc = resolve(project, "node_modules/typescript/bin/tsc");
  for (const [resolution, module] of [["bundler", "esnext"], ["node16", "node16"], ["nodenext", "nodenext"]]) {
    const args = ["--strict", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess", "--noEmit", "--target", "es2022", "--lib", "es2022,dom,dom.iterable", "--module", module, "--moduleResolution", resolution, "use.ts", "values.ts"];
    const { status, stdout } = spawnSync(process.execPath, [tsc, ...args], { cwd: folder, encoding: "utf8" });
    assert.equal(status, 0, `${resolution}:\n${stdout}`);
  }
});

/** Real files, unpacked; undefined, said on stderr, where they are absent. */
function corpus() {
  const files = unpackCorpus(join(folder, "corpus"));
  if (!files) console.error("skipped: the corpus is not here; put it at shared/corpus beside the project");
  return files;
}

/** What the command line writes, and the sentence that it may have on stderr. */
function drydock(args) {
  const { stdout, stderr, status } = spawnSync(binary, args, { cwd: folder, encoding: "utf8", maxBuffer: 2 ** 30 });
  assert(status === 0 || status === 1, `drydock ${args.slice(0, 4).join(" ")} …: ${stderr}`);
  return stdout;
}

const decoded = (path) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(readFileSync(path));

test("results are the command line's JSON, byte for byte", (t) => {
  const files = corpus() ?? readdirSync(resolve(project, "static/examples")).map((name) => resolve(project, "static/examples", name));
  let findings = 0;
  for (let at = 0; at < files.length; at += 200) {
    const some = files.slice(at, at + 200);
    const theirs = drydock(["audit", "--format", "json", "--fail-level", "none", "--no-ignore-file", ...some]);
    const reports = some.map((path) => core.audit(decoded(path), { path, counting: "bytes" }));
    assert.equal(pretty({ ...reports[0], files: reports.flatMap((report) => report.files) }), theirs);
    // And in code units, where they differ from bytes: the same words at the places of both.
    for (const [index, path] of some.entries()) {
      const text = decoded(path);
      if (/^[\0-\x7f]*$/.test(text)) continue;
      const bytes = Buffer.from(text);
      const units = core.audit(text, { path }).files[0].findings;
      for (const [number, finding] of reports[index].files[0].findings.entries()) {
        const { start, end } = units[number];
        assert.equal(text.slice(start, end), bytes.subarray(finding.start, finding.end).toString());
        findings++;
      }
    }
  }
  const some = files.filter((_, at) => at % Math.ceil(files.length / 60) === 0);
  for (const path of some) {
    const text = decoded(path);
    if (text.includes("\ufffd")) continue; // which the command line does not harden
    const { diff, ...theirs } = JSON.parse(drydock(["harden", "--format", "json", path]));
    assert.equal(diff, null);
    assert.equal(pretty(core.harden(text, { path })), pretty(theirs));
    assert.equal(pretty(core.toSarif(text, { path })), drydock(["audit", "--format", "sarif", "--fail-level", "none", "--no-ignore-file", path]));
  }
  t.diagnostic(`${files.length} files equal, ${findings} places in files beyond ASCII hold the same words, ${some.length} of them hardened and as SARIF too`);
});

test("rules are the command line's too, and places in examples count code units", () => {
  const theirs = JSON.parse(drydock(["rules", "--format", "json"]));
  const ours = core.rules();
  assert.equal(ours.length, core.version().rules);
  assert.deepEqual(ours.map(({ examples, ...rule }) => rule), theirs.map(({ examples, ...rule }) => rule));
  for (const [at, { examples }] of ours.entries()) {
    for (const [number, { text, marks }] of examples.entries()) {
      const bytes = Buffer.from(text);
      const words = theirs[at].examples[number].marks.map(([start, end]) => bytes.subarray(start, end).toString());
      assert.deepEqual(marks.map(([start, end]) => text.slice(start, end)), words);
    }
  }
});

test("options that there are not are refused by name, and every fault has a code", () => {
  const fails = (act, code, words) => assert.throws(act, (error) => error instanceof Error && error.code === code && words.test(error.message));
  fails(() => core.audit("", { profil: "strict" }), "options", /`profil`/);
  fails(() => core.harden("", { counting: "bytes" }), "options", /`counting`/);
  fails(() => core.audit("", { rules: { "sudo-usd": "off" } }), "options", /did you mean `sudo-used`/);
  fails(() => core.audit("", { policy: "max-lines = 'x'" }), "policy", /line 1/);
  fails(() => core.audit("#".repeat(2 ** 20 + 1)), "too-long", /1 MiB/);
  fails(() => new core.Lesson("id = 1"), "lesson", /./);
  assert.equal(core.audit("FROM node\n", { rules: { "from-latest-tag": "off" } }).files.length, 1);
  assert.deepEqual(core.audit("FROM a:1\n", { ignoreFile: "*\n" }).files.map(({ kind }) => kind), ["dockerfile", "dockerignore"]);
});

test("links hold files, and damaged ones are refused", async () => {
  const plain = { beside: null, policy: null };
  const ignore = { name: null, text: "*\n!src\n" };
  const policy = 'profile = "all"\n';
  for (const [version, file] of [
    [1, { kind: "auto", name: null, text: "", ...plain }],
    [1, { kind: "dockerignore", name: "a.dockerignore", text: "*\r\n!src\n", ...plain }],
    [1, { kind: "dockerfile", name: "Dockerfile", text: "\ufeffFROM a\r\nRUN b ⚓ 𝄞\0\n\n", ...plain }],
    [2, { kind: "dockerfile", name: "a", text: "FROM a\n", beside: ignore, policy: null }],
    [3, { kind: "auto", name: null, text: "FROM a\n", beside: null, policy }],
    [3, { kind: "dockerfile", name: null, text: "FROM a\n", beside: ignore, policy }],
  ]) {
    const link = await core.encodeShare(file);
    assert.match(link, new RegExp(`^#/s/${version}\\.[\\w-]+$`));
    assert.deepEqual(await core.decodeShare(`https://example.org/x/${link}`), file);
  }
  for (const link of ["", "#/s/", "#/s/2.abc", "#/s/1.AAAA_", "#/s/1.%00", "#/s/4.abc", "#/s/12.abc"]) await assert.rejects(core.decodeShare(link), { code: "link" });
});

test("a fresh program starts with bytes, and lessons are graded", async () => {
  const script = `
    import { initSync, Lesson, detectKind } from "@drydock/core";
    import { readFileSync } from "node:fs";
    import "@drydock/core/widget"; // does nothing without a document
    initSync(readFileSync(${JSON.stringify(join(installed, "drydock.wasm"))}));
    const lesson = new Lesson(readFileSync(${JSON.stringify(resolve(project, "static/lessons/02-least-privilege.toml"))}, "utf8"));
    const { starter, solution } = lesson.data();
    console.log(detectKind("*\\n!src\\n"), lesson.grade(starter).done, lesson.grade(solution).done);
  `;
  writeFileSync(join(folder, "fresh.mjs"), script);
  assert.equal(execFileSync(process.execPath, ["fresh.mjs"], { cwd: folder, encoding: "utf8" }).trim(), "dockerignore false true");
});

test("the page's loader stays small", () => {
  const size = gzipSync(readFileSync(join(built, "widget/embed.js")), { level: 9 }).length;
  assert(size <= 3072, `embed.js weighs ${size} bytes gzipped, more than 3 KiB`);
});
