// Each message waits for its reply. An echo ends the wait of what was sent before it, where it was heard in order.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Port } from "../../../course_utils/live/front/port.js";

const sleep = (time) => new Promise((done) => setTimeout(done, time));

/** A port whose patience ends at once, what it has sent, and what it heard to be lost. */
async function late() {
  const sent = [];
  const lost = [];
  const heard = [];
  const port = new Port({ send: (message) => sent.push(message), on() {}, off() {} });
  const handlers = { trace: (reply) => heard.push(reply), echo() {}, late() {}, lost: (message) => lost.push(message) };
  port.open(handlers);
  port.ask({ type: "edit" }, false, 0);
  await sleep(20);
  const [asked, echo] = sent;
  return { port, asked, echo, heard, lost };
}

test("an echo in order says that what went before it is lost", async () => {
  const { port, echo, lost } = await late();
  port.answered({ type: "echo", in_order: true, id: echo.id });
  assert.deepEqual(lost, [{ type: "edit" }]);
  assert.equal(port.waits("edit"), false);
  port.close();
});

test("an echo that has passed a message on its way says nothing of it", async () => {
  const { port, asked, echo, heard, lost } = await late();
  port.answered({ type: "echo", in_order: false, id: echo.id });
  assert.equal(port.waits("edit"), true);
  port.answered({ type: "trace", id: asked.id });
  assert.deepEqual([heard.length, lost, port.waits("edit")], [1, [], false]);
  port.close();
});

test("a later message that is answered first leaves an earlier one waiting", async () => {
  const { port, lost } = await late();
  port.ask({ type: "reset" });
  port.answered({ type: "trace", id: [...port.waiting.keys()].at(-1) });
  assert.deepEqual([lost, port.waits("edit")], [[], true]);
  port.close();
});
