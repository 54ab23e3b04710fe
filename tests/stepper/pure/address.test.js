// Addresses are read as Python reads them: PYTHON holds a trace, and the step of each name.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { addressOf, placeAt, readHash, stepAt, stepsByName } from "../../../course_utils/stepper/front/address.js";
import { nextStop, stopsOf } from "../../../course_utils/stepper/front/pointing.js";
import { typedCount } from "../../../course_utils/stepper/front/numbers.js";

const { traces, addresses } = JSON.parse(readFileSync(process.env.PYTHON_SAYS, "utf8"));

test("every name leads where it leads in Python", () => {
  traces.forEach((trace, number) => assert.deepEqual(Object.fromEntries(stepsByName(trace)), addresses[number]));
});

test("every step has an address that leads back to it", () => {
  for (const trace of traces) {
    trace.steps.forEach((_, step) => {
      const { update, step: name } = readHash(addressOf({ update: 2, step }, trace, true));
      assert.equal(stepAt(name, trace).step, step, name);
      assert.equal(update, trace.updates > 0 ? "2" : undefined);
      assert.match(addressOf({ update: 2, step }, trace, false), /^stepper\.show\(("[^"]+"|[0-9]+)(, update=2)?\)$/);
    });
  }
});

test("a hash is read as it stands or encoded; a + is a +", () => {
  assert.deepEqual(readHash("#update=2&step=dL/dw5"), { projector: false, update: "2", step: "dL/dw5" });
  assert.equal(readHash("#step=w5+").step, "w5+");
  assert.equal(readHash("#step=w5%2B").step, "w5+");
  assert.equal(readHash("#step=%E2%88%82L/%E2%88%82w%E2%82%85").step, "∂L/∂w₅");
  assert.equal(readHash("#step=%E0%A4%A").step, "%E0%A4%A");
  assert.deepEqual(readHash("#projector&step=L"), { projector: true, update: undefined, step: "L" });
  assert.deepEqual(readHash(""), { projector: false, update: undefined, step: undefined });
});

test("what an address leaves out stays; an update alone begins at its start", () => {
  const here = { update: 7, step: 3 };
  const to = (address) => placeAt(address, here, traces[0], typedCount);
  assert.deepEqual(to({ step: "1" }), { place: { update: 7, step: 0 } });
  assert.deepEqual(to({ update: "2" }), { place: { update: 2, step: 0 } });
  assert.match(to({ step: "dL/dw99" }).words, /^There is no step “dL\/dw99”: name what it computes, such as /);
  assert.match(to({ update: "0", step: "L" }).words, /^There is no update 0/);
  for (const step of ["0", "1000", "", " ", "constructor", "__proto__"]) assert.ok(to({ step }).words, step);
});

test("from every part and phase clicks lead to a step, and at last to its gradient if it has one", () => {
  for (const trace of traces) {
    const { nodes, edges, notes } = trace.diagram;
    for (const part of [...nodes, ...edges, ...notes].filter(({ about }) => about)) {
      const [slope] = part.about.gradient;
      for (const { key } of trace.phases) {
        const stops = stopsOf(part, key, trace);
        assert.ok(stops.length > 0, part.id);
        assert.ok(stops.every((step) => trace.steps[step]), part.id);
        if (slope !== undefined) assert.ok(stops.includes(trace.quantities[slope].born), part.id);
        const start = nextStop(stops, -1);
        const seen = new Set([start]);
        for (let step = start, clicks = 0; clicks < 5 && step !== undefined; clicks += 1) {
          step = nextStop(stops, step);
          if (step !== undefined) seen.add(step);
        }
        assert.equal(seen.size, stops.length, part.id);
      }
    }
  }
});
