// The packed module in the page itself, as the single file has it: nothing is fetched.
export async function packedModule() {
  const letters = atob(document.getElementById("drydock-module").textContent);
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}
