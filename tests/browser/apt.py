"""Install a package of Debian."""

import os
import shutil
import subprocess


def install(*packages: str) -> bool:
    """Install packages and a font; only root can, and only where there is apt-get."""
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return False
    apt = ("apt-get", "-q", "-o", "DPkg::Lock::Timeout=300")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    added = ("install", "-y", "--no-install-recommends", *packages, "fonts-dejavu-core")
    steps = ((*apt, "update"), (*apt, *added))
    return all(subprocess.run(step, env=env, check=False).returncode == 0 for step in steps)
