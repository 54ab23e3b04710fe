"""The page for those who set a class up: its commands are ours, and its promises those that were tested."""

import re

import yaml

from deploy.loadtest.__main__ import arguments
from tools.imports import ROOT

PAGE = (ROOT / "deploy/README.md").read_text(encoding="utf-8")
PAGES = [PAGE, (ROOT / "docs/adapting.md").read_text(encoding="utf-8")]


def test_the_options_that_it_names_are_options():
    lines = re.findall(r'make loadtest N=\d+ ARGS="([^"]+)"', PAGE)
    assert lines
    assert [arguments(line.split()).fault for line in lines] == ["server"]
    for option in re.findall(r"`(?:ARGS=)?(--[a-z -]+)`", PAGE):
        arguments(option.split())


def test_the_limits_hold_what_was_measured():
    """The container's figure is the measured one; the cluster's guarantee has to cover it."""
    measured = int(re.search(r"in a container, MB \(p50 / max\) \| \d+ / (\d+)", PAGE)[1])
    memory = yaml.safe_load((ROOT / "deploy/kubernetes.yaml").read_text())["singleuser"]["memory"]
    assert measured < int(memory["guarantee"].removesuffix("M"))
    on_one_machine = int(re.search(r"on one machine, MB \(p50 / max\) \| \d+ / (\d+)", PAGE)[1])
    assert on_one_machine <= 350
    assert re.search(r"\| errors \| 0 \|", PAGE)


def test_both_ways_say_whom_the_hub_lets_in():
    """JupyterHub 5 lets nobody in unless it is told whom; and it asks for nobody's name that it cannot create."""
    one_server, hundreds = re.split(r"^## Hundreds", PAGE, flags=re.MULTILINE)
    blocks = [
        block
        for block in re.findall(r"```sh\n(.*?)```", one_server, re.DOTALL)
        if "create_users true" in block
    ]
    assert len(blocks) == 2
    assert "users.allowed" in blocks[0] and "allow_all = True" in blocks[1]
    assert all(block.rstrip().endswith("tljh-config reload") for block in blocks)
    assert "`allow_all` or `allowed_users`" in hundreds
