// What docs/ci.md and .pre-commit-hooks.yaml tell people to run: it is run here, in a repository made for it.

import { strict as assert } from "node:assert";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, test } from "node:test";

const project = resolve(import.meta.dirname, "..");
const built = execFileSync("cargo", ["build", "--quiet", "--package", "drydock-cli", "--message-format", "json"], { cwd: project, encoding: "utf8", maxBuffer: 2 ** 26 });
const binary = built.split("\n").filter(Boolean).map((line) => JSON.parse(line)).find(({ executable }) => executable).executable;
const folder = mkdtempSync(join(tmpdir(), "drydock-recipes-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const files = { Dockerfile: "FROM alpine:3.22\nRUN sudo ls\n", "a b/web.Dockerfile": "FROM scratch\n", "api/Dockerfile.dev": "FROM scratch\n", ".dockerignore": ".git\n", "docs/readme.md": "x\n" };
for (const [name, text] of Object.entries(files)) {
  mkdirSync(join(folder, dirname(name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}
execFileSync("git", ["init", "--quiet"], { cwd: folder });
execFileSync("git", ["add", "."], { cwd: folder });
const env = { ...process.env, PATH: `${dirname(binary)}:${process.env.PATH}` };
const run = (command) => spawnSync("bash", ["-o", "pipefail", "-c", command], { cwd: folder, encoding: "utf8", env });

test("the commands of the recipes run, find every file, and fail on findings", () => {
  const commands = readFileSync(resolve(project, "docs/ci.md"), "utf8").split("\n").map((line) => line.trim()).filter((line) => line.startsWith("git ls-files"));
  assert.equal(commands.length, 4);
  for (const command of commands) {
    const { status, stderr } = run(command);
    // xargs makes 123 of the program's 1.
    assert.equal(status, command.includes("--fail-level none") ? 0 : 123, stderr);
    if (!command.includes("sarif")) continue;
    const [{ artifacts, results }] = JSON.parse(readFileSync(join(folder, "drydock.sarif"), "utf8")).runs;
    assert.deepEqual(artifacts.map(({ location }) => decodeURI(location.uri)).sort(), [".dockerignore", "Dockerfile", "a b/web.Dockerfile", "api/Dockerfile.dev"]);
    assert(results.some(({ ruleId }) => ruleId === "sudo-used"));
  }
});

test("the pre-commit hook takes the files that the command line knows by name", () => {
  const hook = readFileSync(resolve(project, ".pre-commit-hooks.yaml"), "utf8");
  const pattern = new RegExp(hook.match(/files: \(\?i\)(.*)/)[1], "i");
  for (const name of ["Dockerfile", "a/Dockerfile.dev", "web.dockerfile", "Containerfile", "x/dockerfile-ci", ".dockerignore", "Dockerfile.dockerignore", ".containerignore"]) assert(pattern.test(name), name);
  for (const name of ["mydockerfile.md", "docs/dockerfiles/readme.md", "Dockerfile/readme.md", "ignore"]) assert(!pattern.test(name), name);
  const [, command] = hook.match(/entry: (.*)/);
  const { status, stdout } = run(`${command} --fail-level medium Dockerfile`);
  assert.equal(status, 1);
  assert.match(stdout, /sudo-used/);
});
