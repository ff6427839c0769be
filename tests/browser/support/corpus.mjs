// The collection of real Dockerfiles, which lies beside the project where it is there.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";

const project = resolve(import.meta.dirname, "../../..");

/** Unpacks it into a new folder; the paths of its files, or undefined where it is absent. */
export function unpackCorpus(place) {
  const archive = resolve(process.env.DRYDOCK_SHARED ?? resolve(project, "../shared"), "corpus/dockerfiles.tar.gz");
  if (!existsSync(archive)) return undefined;
  mkdirSync(place);
  execFileSync("tar", ["-xzf", archive, "-C", place]);
  return readdirSync(place, { recursive: true }).filter((name) => name.endsWith(".Dockerfile")).sort().map((name) => join(place, name));
}
