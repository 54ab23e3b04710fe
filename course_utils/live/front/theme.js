// The theme follows the host, JupyterLab or VS Code, where there is one, else the system, unless a person chose; live.

// What a host's body matches when it is dark, and when it is light. The boxes of exercises and the polls follow the same
// list: `hosts` in front_end.py reads these lines. VS Code's light high contrast wears the name of the dark one too.
const DARK_HOSTS = '[data-jp-theme-light="false"], .vscode-dark, .vscode-high-contrast:not(.vscode-high-contrast-light)';
const LIGHT_HOSTS = '[data-jp-theme-light="true"], .vscode-light, .vscode-high-contrast-light';

export function followTheme(root) {
  let choice = "auto";
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const host = new MutationObserver(apply);

  function isDark() {
    if (choice !== "auto") return choice === "dark";
    if (document.body.matches(DARK_HOSTS)) return true;
    return !document.body.matches(LIGHT_HOSTS) && system.matches;
  }

  function apply() {
    root.dataset.theme = isDark() ? "dark" : "light";
    if (document.body.matches(".course-page")) document.body.dataset.theme = root.dataset.theme;
  }

  host.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light", "class"] });
  system.addEventListener("change", apply);
  apply();
  return {
    choose(wanted) {
      if (wanted === choice) return;
      choice = wanted;
      apply();
    },
    stop() {
      host.disconnect();
      system.removeEventListener("change", apply);
    },
  };
}
