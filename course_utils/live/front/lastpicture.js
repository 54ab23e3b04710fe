// The model keeps the last reply with a whole picture, even while no view is open: the next view begins with it, whether
// Python still runs or not. Replies go to all pages: of two pictures of one state the one in this page's theme stays.

import { themeOfPage } from "./theme.js";

export function initialize({ model }) {
  const keep = (reply, buffers) => {
    if (reply.type !== "state" || reply.box || isBehind(reply, model.get("_reply"))) return;
    model.set("_reply", reply);
    model.set("_picture", buffers[0]);
  };
  model.on("msg:custom", keep);
  return () => model.off("msg:custom", keep);
}

function isBehind(reply, kept) {
  if (reply.version !== kept.version) return reply.version < kept.version;
  return reply.theme !== kept.theme && kept.theme === themeOfPage();
}
