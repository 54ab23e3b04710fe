// What a saved page in a frame tells the page around it. Once clicked, the frame receives the keys. It gives them back
// when Escape has nothing left to close, and passes on a step beyond the last or the first: the next slide follows.

export const framed = window !== window.parent;

/** Ask the page around for "back", "next" or "previous"; false where there is none. */
export function tellParent(session, request) {
  if (!framed || !session.port.saved) return false;
  window.parent.postMessage({ courseStepper: request }, "*"); // no secret: any page around may know it
  return true;
}
