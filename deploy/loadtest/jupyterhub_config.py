"""The hub of the load test: anybody may log in, on this machine only; each server is a process of its own."""

import os
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).parent
HOME = Path(os.environ["LOADTEST_HOME"])
BIN = Path(sys.executable).parent
UNTIL = [sys.executable, str(HERE / "until.py"), os.environ["LOADTEST_SECONDS"]]
SPAWN_SECONDS = 600  # a busy machine, and a whole class that starts at once

c = get_config()  # noqa: F821

c.JupyterHub.bind_url = os.environ["LOADTEST_URL"]
c.JupyterHub.hub_bind_url = os.environ["LOADTEST_HUB_URL"]
c.ConfigurableHTTPProxy.api_url = os.environ["LOADTEST_PROXY_URL"]
c.ConfigurableHTTPProxy.command = [*UNTIL, str(BIN.parent / "node_modules/.bin/configurable-http-proxy")]
c.ConfigurableHTTPProxy.pid_file = str(HOME / "proxy.pid")
c.JupyterHub.db_url = f"sqlite:///{HOME}/hub.sqlite"
c.JupyterHub.cookie_secret_file = str(HOME / "cookie_secret")
c.JupyterHub.concurrent_spawn_limit = 0

c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True

c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = str(HOME / "homes/{username}")
c.Spawner.cmd = [*UNTIL, str(BIN / "jupyterhub-singleuser")]
c.Spawner.args = ["--allow-root"] if os.geteuid() == 0 else []
c.Spawner.ip = "127.0.0.1"
c.Spawner.start_timeout = c.Spawner.http_timeout = SPAWN_SECONDS
c.Spawner.env_keep = ["PATH", "LANG", "LC_ALL", "LOADTEST_HOME", "OPENBLAS_NUM_THREADS"]
c.Spawner.disable_user_config = True


def hand_out_the_notebooks(spawner):
    """Put the course into the student's home, as a link for the class would."""
    home = HOME / "homes" / spawner.user.name
    shutil.copytree(HERE.parents[1] / "notebooks", home / "notebooks", dirs_exist_ok=True)


c.Spawner.pre_spawn_hook = hand_out_the_notebooks
