// A session without a page: actions change what it knows; the port to Python is in the test's hands.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { mock, test } from "node:test";
import { Session } from "../../../course_utils/stepper/front/session.js";

const { traces } = JSON.parse(readFileSync(process.env.PYTHON_SAYS, "utf8"));
globalThis.requestAnimationFrame = () => 1;
globalThis.cancelAnimationFrame = () => {};

/** A session, and what it asked for; `answers` tells whether there is a Python. */
function begin(answers = false) {
  const asked = [];
  const port = {
    stopped: !answers, saved: !answers, open: (handlers) => (port.handlers = handlers), close() {},
    ask: (message) => asked.push(message), waits: (type) => asked.some((message) => message.type === type), messages: () => asked,
  };
  const session = new Session({ ...traces[0], version: 0 }, port, () => {});
  return { session, asked, port };
}

test("in predict mode going on reveals first; what was revealed stays so", () => {
  const { session } = begin();
  session.go({ update: 1, step: 1 });
  session.toggle("predict");
  assert.equal(session.hidden, true);
  session.act("next");
  assert.deepEqual([session.hidden, session.place.step], [false, 1]);
  session.act("next");
  assert.deepEqual([session.hidden, session.place.step], [true, 2]);
  session.act("back");
  assert.equal(session.hidden, false);
});

test("a right answer reveals, a wrong one does not", () => {
  const { session } = begin();
  session.go({ update: 1, step: 1 });
  session.toggle("predict");
  session.answer("0.5");
  assert.deepEqual([session.verdict.right, session.hidden], [false, true]);
  session.answer("0.3775");
  assert.deepEqual([session.verdict.right, session.hidden], [true, false]);
  assert.equal(session.act("next") && session.verdict, null);
});

test("an answer is to the numbers on the screen, and says nothing of those that come in their place", () => {
  const { session, port } = begin(true);
  session.jump(5000);
  session.go({ ...session.place, step: 1 });
  session.toggle("predict");
  const { result } = session.step;
  const near = session.rows.get(session.rows.nearest(5000));
  session.answer(String(near[result]));
  assert.deepEqual([session.verdict.right, session.hidden], [true, false]);
  const row = Float64Array.from(near, (value) => value + 1);
  const numbers = btoa(String.fromCharCode(...new Uint8Array(row.buffer)));
  port.handlers.rows({ version: 0, rows: { update: [5000], numbers } });
  assert.deepEqual([session.verdict, session.hidden], [null, true], "another number, which nobody has answered");
  session.answer(String(near[result] + 1));
  assert.deepEqual([session.verdict.right, session.hidden], [true, false]);
});

test("without Python an update that is not held becomes the nearest, in words", () => {
  const { session } = begin();
  session.jump(5000);
  assert.equal(session.rows.has(session.place.update), true);
  assert.match(session.remark, /^Update 5,000 needs Python; showing [0-9,]+, the nearest that this page holds\.$/);
  session.act("next");
  assert.equal(session.remark, "");
});

test("with Python the rows around are asked for once", () => {
  const { session, asked } = begin(true);
  session.jump(5000);
  session.act("next");
  assert.deepEqual(asked, [{ type: "rows", around: 5000 }]);
  assert.equal(session.place.update, 5000);
});

test("nowhere to go is told to whoever asked", () => {
  const { session } = begin();
  assert.equal(session.act("back"), false);
  assert.equal(session.act("last"), true);
  assert.equal(session.act("next"), false);
});

test("play goes by the step, the phase or the update, waits for rows on their way, and stops at the end", () => {
  mock.timers.enable({ apis: ["setInterval"] });
  const { session } = begin();
  session.play.toggle();
  mock.timers.tick(3000);
  assert.deepEqual(session.place, { update: 1, step: 3 });
  session.choose("pace", "nextUpdate");
  session.choose("speed", 50);
  mock.timers.tick(200);
  assert.deepEqual(session.place, { update: 11, step: 3 });
  session.go({ update: 10000, step: 3 });
  mock.timers.tick(40);
  assert.equal(session.play.on, false);

  const { session: live, port } = begin(true);
  live.choose("pace", "nextUpdate");
  live.go({ update: 101, step: 3 }); // not held, and asked for
  live.play.toggle();
  mock.timers.tick(5000);
  assert.equal(live.place.update, 101);
  port.handlers.error({ words: "Not so." }, { type: "rows" });
  mock.timers.tick(5000);
  assert.deepEqual([live.play.on, live.place.update], [false, 101], "what Python refuses is not waited for");
  live.close();
  mock.timers.reset();
});

test("an address with a fault is answered in words and leads nowhere", () => {
  const { session } = begin();
  session.visit({ step: "dL/dw5", update: "2" });
  const place = { ...session.place };
  assert.equal(place.update, 2);
  session.visit({ step: "nonsense" });
  assert.match(session.remark, /^There is no step “nonsense”/);
  assert.deepEqual(session.place, place);
});

test("a cell's place in a trace that is shorter by now is its end", () => {
  const { session } = begin();
  session.goTo({ update: 1e9, step: 1e9 });
  assert.deepEqual(session.place, { update: 10000, step: session.trace.steps.length - 1 });
});

test("words about a trace go when another one comes, whoever asked for it", () => {
  const { session } = begin(true);
  session.tell("b₁ is given here and not learned: it has no gradient.");
  session.renew({ ...session.trace, version: 1 });
  assert.equal(session.remark, "");
});
