export default {
  title: "Handbook",
  url: "http://127.0.0.1",
  baseUrl: "/",
  onBrokenLinks: "throw",
  themes: ["@docusaurus/theme-classic"],
  plugins: [["@docusaurus/plugin-content-docs", { routeBasePath: "/" }]],
  clientModules: [require.resolve("./drydock.js")],
  headTags: [{ tagName: "link", attributes: { rel: "icon", href: "data:," } }],
};
