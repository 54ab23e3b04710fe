// The theme follows the host, JupyterLab or VS Code, where there is one, else the system, unless a person chose; live.
// On paper it is light.

// What a host's body matches when it is dark, and when it is light. The boxes of exercises and the polls follow the same
// list: `hosts` in front_end.py reads these lines. VS Code's light high contrast theme has the class of the dark one too.
const DARK_HOSTS = '[data-jp-theme-light="false"], .vscode-dark, .vscode-high-contrast:not(.vscode-high-contrast-light)';
const LIGHT_HOSTS = '[data-jp-theme-light="true"], .vscode-light, .vscode-high-contrast-light';

const system = () => window.matchMedia("(prefers-color-scheme: dark)");
const paper = () => window.matchMedia("print");

/** The theme of the host or the system, "dark" or "light". */
export function themeOfPage() {
  if (paper().matches) return "light";
  if (document.body.matches(DARK_HOSTS)) return "dark";
  return !document.body.matches(LIGHT_HOSTS) && system().matches ? "dark" : "light";
}

/** `changed()` is called for each theme after the first. */
export function followTheme(root, changed = () => {}) {
  let choice = "auto";
  const conditions = [system(), paper()];
  const host = new MutationObserver(apply);

  function apply() {
    const [before, now] = [root.dataset.theme, choice === "auto" ? themeOfPage() : choice];
    if (now === before) return;
    root.dataset.theme = now;
    if (document.body.matches(".course-page")) document.body.dataset.theme = now;
    if (before) changed();
  }

  host.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light", "class"] });
  conditions.forEach((condition) => condition.addEventListener("change", apply));
  apply();
  return {
    choose(wanted) {
      if (wanted === choice) return;
      choice = wanted;
      apply();
    },
    stop() {
      host.disconnect();
      conditions.forEach((condition) => condition.removeEventListener("change", apply));
    },
  };
}
