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
        came = f"{repository!r} came" if repository else "nothing came"
        raise ValueError(
            f"REPO is the place on GitHub as owner/name, but {came}. Like this: make badge REPO=ada/course"
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


def badge_block(repository: str) -> str:
    """The button at the head of the README."""
    if not repository:
        return (
            "*The Binder button is missing: this copy does not know where it is published.*\n"
            "*`make badge REPO=owner/name` puts the button here and corrects every link that depends on it.*\n"
        )
    button = f"[![Open the course on Binder](https://mybinder.org/badge_logo.svg)]({binder(repository)})"
    return f"{button}\n[The course's pages]({site(repository)})\n"


def colab_block(repository: str) -> str:
    """The cell that gives Colab the course; everything else that it needs is there, in versions that it may keep."""
    return f"```\n%pip install --quiet git+https://github.com/{repository or 'OWNER/REPOSITORY'}\n```\n"


def binder_block(repository: str) -> str:
    """The README's paragraph on Binder: the address, ready to be passed on."""
    return f"```\n{binder(repository or 'OWNER/REPOSITORY')}\n```\n"


def pull_block(repository: str) -> str:
    """The link that a lecturer sends to a class on one server."""
    return f"```\n{pull(repository or 'OWNER/REPOSITORY')}\n```\n"


def clone_block(repository: str) -> str:
    """The first command on a server."""
    return (
        f"```sh\ngit clone https://github.com/{repository or 'OWNER/REPOSITORY'} course && cd course\n```\n"
    )


BLOCKS = {
    "badge": badge_block,
    "binder": binder_block,
    "colab": colab_block,
    "pull": pull_block,
    "clone": clone_block,
}


def renewed(text: str, repository: str) -> str:
    """Return a page with all its blocks as `repository` needs them. KeyError for a kind that is not in BLOCKS."""
    return BLOCK.sub(lambda found: found[1] + BLOCKS[found[2]](repository) + found[3], text)


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
