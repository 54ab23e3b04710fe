"""Where the course is published. One place knows: `repository` under [tool.course] in pyproject.toml.

    python tools/repository.py owner/name

writes it there and renews every block of PAGES that stands between `<!-- repository: kind -->` and
`<!-- /repository -->`, so that a fork's links lead to the fork. Workflows know the repository that they run in.
"""

import re
import sys
import tomllib
from pathlib import Path
from urllib.parse import quote, urlencode

ROOT = Path(__file__).parents[1]
PAGES = ["README.md", "deploy/README.md"]
START = "notebooks/00_start_here.ipynb"
# GitHub's own rules for the two names.
OWNER_AND_NAME = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})/(?!\.{1,2}$)[\w.-]{1,100}"
BLOCK = re.compile(r"(<!-- repository: (\w+) -->\n).*?(<!-- /repository -->)", re.DOTALL)
ENTRY = re.compile(r'(^\[tool\.course\][^\[]*?^repository = )"[^"]*"', re.DOTALL | re.MULTILINE)


def published(root: Path = ROOT) -> str:
    """Return owner/name on GitHub, "" until it is set."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    return project["tool"]["course"]["repository"]


def checked(repository: str) -> str:
    """Return `repository`; ValueError, in words, when it is not of the form owner/name."""
    if not re.fullmatch(OWNER_AND_NAME, repository, flags=re.ASCII):
        got = repr(repository) if repository else "nothing"
        raise ValueError(
            f"REPO must be the place on GitHub as owner/name, like this: make badge REPO=ada/course; got {got}"
        )
    return repository


# --- addresses -------------------------------------------------------------------------------------------------


def binder(repository: str) -> str:
    """Return the address at which Binder opens JupyterLab at notebook 00."""
    return f"https://mybinder.org/v2/gh/{repository}/HEAD?urlpath=lab/tree/{START}"


def site(repository: str) -> str:
    """Return the address of the course's pages, which the workflow `site` publishes."""
    owner, name = repository.split("/")
    host = f"https://{owner.lower()}.github.io/"
    return host if name.lower() == f"{owner.lower()}.github.io" else f"{host}{name}/"


def pull(repository: str, hub: str = "https://YOUR-HUB") -> str:
    """Return the nbgitpuller address that fetches the course into a student's home, and opens notebook 00."""
    name = repository.split("/")[1]
    source = {"repo": f"https://github.com/{repository}", "urlpath": f"lab/tree/{name}/{START}"}
    return f"{hub}/hub/user-redirect/git-pull?{urlencode(source, quote_via=quote, safe='')}"


# --- blocks ----------------------------------------------------------------------------------------------------


def blocks(repository: str) -> dict[str, str]:
    """Return what stands in a block of each kind; without a repository the badge says how to set it."""
    place = repository or "OWNER/REPOSITORY"
    badge = f"[![Open the course on Binder](https://mybinder.org/badge_logo.svg)]({binder(place)})\n"
    missing = (
        "*The Binder button is missing: this copy does not know where it is published.*\n"
        "*`make badge REPO=owner/name` puts the button here and corrects every link that depends on it.*\n"
    )
    return {
        "badge": f"{badge}[The course's pages]({site(place)})\n" if repository else missing,
        "binder": f"```\n{binder(place)}\n```\n",
        # All else that it needs Colab has, in versions that it may keep.
        "colab": f"```\n%pip install --quiet git+https://github.com/{place}\n```\n",
        "pull": f"```\n{pull(place)}\n```\n",
        "clone": f"```sh\ngit clone https://github.com/{place} course && cd course\n```\n",
    }


def renewed(text: str, repository: str) -> str:
    """Return a page with all its blocks as `repository` needs them. KeyError for an unknown kind."""
    return BLOCK.sub(lambda found: found[1] + blocks(repository)[found[2]] + found[3], text)


def main(arguments: list[str]) -> int:
    """Write the repository to its one place and to the pages; return 1, having written nothing, if it is not one."""
    try:
        repository = checked(arguments[0].strip() if arguments else "")
    except ValueError as problem:
        print(problem, file=sys.stderr)
        return 1
    settings = ROOT / "pyproject.toml"
    old = settings.read_text(encoding="utf-8")
    new = {settings: ENTRY.sub(rf'\g<1>"{repository}"', old)}
    for page in (ROOT / name for name in PAGES):
        new[page] = renewed(page.read_text(encoding="utf-8"), repository)
    for path, text in new.items():
        path.write_text(text, encoding="utf-8", newline="\n")
    print(f"The course is published at {repository}: see {', '.join(PAGES)}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
