// The packed module beside this script.
import name from "drydock-module";

export async function packedModule() {
  const answer = await fetch(new URL(name, import.meta.url));
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return bytes;
}
