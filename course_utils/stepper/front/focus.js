// Which element gets the keys. They step while the stepper itself has the focus; a field has them only while something is
// being typed in it.

/** Show a text in a field as one that nobody has typed. */
export function atRest(field, text) {
  field.value = text;
  field.defaultValue = text;
}

/** Whether a field needs the arrows for itself: to choose, or to move in a text that is being changed. */
export function isTyping(field) {
  return field.localName === "select" || field.matches(".course-edit input") || field.value !== field.defaultValue;
}

/** Give the keys back to the stepper. */
export function toStage(element) {
  element.closest(".course-stepper").focus({ preventScroll: true });
}

/** Whether an element can have the keys. */
export function canHaveKeys(element) {
  return element.checkVisibility({ visibilityProperty: true }) && !element.disabled;
}
