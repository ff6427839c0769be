// `additional-js` are plain scripts; this one loads a module.
import("/widget/embed.js?fences");
