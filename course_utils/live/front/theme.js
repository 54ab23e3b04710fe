// The theme follows JupyterLab where there is one, else the system, unless a person chose; live.

export function followTheme(root) {
  let choice = "auto";
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const host = new MutationObserver(apply);

  function isDark() {
    if (choice !== "auto") return choice === "dark";
    const { jpThemeLight } = document.body.dataset;
    if (jpThemeLight !== undefined) return jpThemeLight === "false";
    if (document.body.matches(".vscode-dark, .vscode-high-contrast")) return true;
    if (document.body.matches(".vscode-light")) return false;
    return system.matches;
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
