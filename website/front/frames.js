// A frame is as high as the stepper in it, on a phone as on a wide screen: the stepper says how high it is. On a slide the
// height is the slide's; before a word has come it is the style sheet's.

window.addEventListener("message", ({ data, source }) => {
  const height = data?.courseStepperHeight;
  if (!Number.isFinite(height) || document.body.classList.contains("deck")) return;
  const frame = [...document.querySelectorAll("iframe.stepper")].find(({ contentWindow }) => contentWindow === source);
  if (frame) frame.style.height = `${height}px`;
});
