// Every reply with a whole picture is kept, also where no view is open: the next view begins with it, whether Python still runs or not.

export function initialize({ model }) {
  const keep = (reply, buffers) => {
    if (reply.type !== "frame" || reply.box || reply.version < model.get("_frame").version) return;
    model.set("_frame", reply);
    model.set("_picture", buffers[0]);
  };
  model.on("msg:custom", keep);
  return () => model.off("msg:custom", keep);
}
