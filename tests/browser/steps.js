// A stepper's steps without their paint: within `act` the next frame begins as soon as a key has been dealt with.
// act(press, root), where press(key, element) comes back when the step is drawn; its layout can be measured.

window.withoutPaint = async (act) => {
  const usual = window.requestAnimationFrame;
  const root = document.querySelector(".course-stepper");
  const press = async (key, element = root) => {
    element.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    await null;
  };
  for (let frame = 0; frame < 2; frame += 1) await new Promise(usual); // what was begun before is drawn
  window.requestAnimationFrame = (next) => {
    queueMicrotask(next);
    return 1;
  };
  try {
    return await act(press, root);
  } finally {
    window.requestAnimationFrame = usual;
  }
};
