// Docusaurus calls this once React has taken the page over: from then on others may add to it.
export function onRouteDidUpdate() {
  if (document.getElementById("drydock")) return;
  const script = { id: "drydock", type: "module", src: "/widget/embed.js?fences" };
  document.head.append(Object.assign(document.createElement("script"), script));
}
