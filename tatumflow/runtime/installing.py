"""FluidSynth, where the course may install it."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import os
import shutil
import subprocess
import sys

from .errors import TatumError

__all__ = ['bring_fluidsynth', 'can_install', 'install_with_apt']


def can_install() -> bool:
    """Whether this is a Debian-like system (Colab and Kaggle are) and we are root."""
    return shutil.which("apt-get") is not None and hasattr(os, "geteuid") and os.geteuid() == 0


def install_with_apt() -> None:
    """Install FluidSynth with apt-get (needs internet; 10-60 s). Raises `TatumError` if it
    fails."""
    apt = ["apt-get", "-q", "-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=15"]
    env, reason = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, ""
    try:
        for step in (["update"], ["install", "-y", "--no-install-recommends", "fluidsynth"]):
            run = subprocess.run([*apt, *step], capture_output=True, text=True, errors="replace",
                                 env=env, timeout=300)
            reason = run.stderr.strip() or reason
    except subprocess.TimeoutExpired:
        reason = "300초가 지남"
    if not shutil.which("fluidsynth"):
        reason = (reason.splitlines() or ["이유를 말하지 않음"])[-1]
        raise TatumError(f"FluidSynth를 설치하지 못했습니다({reason}). 인터넷 연결을 확인하십시오.")


def bring_fluidsynth() -> None:
    """Install FluidSynth where it is missing and may be installed. A failure is told: symusic plays
    in its place."""
    if shutil.which("fluidsynth") or not can_install(): return
    try:
        install_with_apt()
    except TatumError as error:
        print(f"주의: {error} 그동안은 symusic이 소리를 냅니다.", file=sys.stderr)
