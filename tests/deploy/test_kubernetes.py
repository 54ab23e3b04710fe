"""The values file for a cluster that we do not have: at least every key in it is one that the chart knows."""

import pytest
import yaml

from tools.imports import ROOT

# The keys of the chart's values.yaml, version 4, that a lecture may want; below `config` they are JupyterHub's own.
CHART = """
singleuser.image.name singleuser.image.tag singleuser.image.pullPolicy singleuser.image.pullSecrets
singleuser.defaultUrl singleuser.startTimeout singleuser.cmd singleuser.extraEnv
singleuser.memory.limit singleuser.memory.guarantee singleuser.cpu.limit singleuser.cpu.guarantee
singleuser.storage.type singleuser.storage.capacity singleuser.storage.homeMountPath
singleuser.cloudMetadata.blockWithIptables singleuser.networkPolicy.enabled
prePuller.hook.enabled prePuller.hook.pullOnlyOnChanges prePuller.continuous.enabled
scheduling.userScheduler.enabled scheduling.podPriority.enabled
scheduling.userPlaceholder.enabled scheduling.userPlaceholder.replicas
cull.enabled cull.users cull.timeout cull.every cull.concurrency cull.maxAge
hub.concurrentSpawnLimit hub.activeServerLimit hub.consecutiveFailureLimit hub.allowNamedServers
hub.db.type hub.db.pvc.storage
proxy.https.enabled proxy.https.hosts proxy.https.letsencrypt.contactEmail proxy.service.type
""".split()


@pytest.fixture(scope="module")
def values():
    return yaml.safe_load((ROOT / "deploy/kubernetes.yaml").read_text(encoding="utf-8"))


def paths(tree, above=()):
    """Yield the dotted path of every leaf; what is below hub.config is JupyterHub's own."""
    for name, value in tree.items():
        here = (*above, name)
        if here == ("hub", "config"):
            continue
        yield from paths(value, here) if isinstance(value, dict) else [".".join(here)]


def at(tree, path):
    for name in path.split("."):
        tree = tree[name]
    return tree


def test_every_key_is_one_that_the_chart_knows(values):
    assert set(paths(values)) - set(CHART) == set()


def test_students_begin_at_notebook_00(values):
    assert (ROOT / at(values, "singleuser.defaultUrl").removeprefix("/lab/tree/")).is_file()


def test_nothing_lies_over_the_notebooks_of_the_image(values):
    """repo2docker puts the repository into the home; a volume there would hide it."""
    storage = at(values, "singleuser.storage")
    assert storage["type"] == "none" or storage.get("homeMountPath", "/home/jovyan") != "/home/jovyan"


def test_no_password_is_given_away(values):
    assert at(values, "hub.config.DummyAuthenticator.password") == "CHANGE-ME"


def test_somebody_is_let_in(values):
    """JupyterHub 5 lets in those whom it is told, and nobody else."""
    told = at(values, "hub.config.Authenticator")
    assert told.get("allow_all") is True or told.get("allowed_users")
