// The methods' own looks.

/** The look of each method, in the order of Python's table: its colour's role, its sign and its line. */
export const LOOKS = [
  { name: "gradient descent", role: "backward", mark: "circle", line: "solid" },
  { name: "momentum", role: "backward", mark: "triangle", line: "dashed" },
  { name: "Adam", role: "backward", mark: "diamond", line: "dotted" },
  { name: "Newton", role: "update", mark: "square", line: "solid" },
];
