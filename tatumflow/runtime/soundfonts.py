"""Which soundfont plays, and which program plays it."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import importlib.util
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from .errors import TatumError
from .workspaces import workspace

__all__ = ['Engine', 'check_soundfont', 'find_engine', 'find_soundfont']


_PLACES = ("/usr/share/sounds/sf2/FluidR3_GM.sf2", "/usr/share/soundfonts/FluidR3_GM.sf2",
           "/usr/share/sounds/sf2/TimGM6mb.sf2", "/usr/share/soundfonts/default.sf2")


def check_soundfont(path: Path) -> Path:
    """`path` if it is a whole soundfont. Raises `TatumError` if it is missing, cut short or
    something else."""
    shown = workspace().show(path)
    if not path.is_file():
        raise TatumError(f"사운드폰트 파일이 없습니다: {shown}. 경로를 확인하십시오.")
    with open(path, "rb") as file: head = file.read(12)
    if head[:4] + head[8:] != b"RIFFsfbk":
        raise TatumError(f"사운드폰트가 아닌 파일입니다: {shown}. .sf2 파일을 고르십시오.")
    if int.from_bytes(head[4:8], "little") + 8 > path.stat().st_size:
        raise TatumError(f"뒤가 잘린 사운드폰트 파일입니다: {shown}. "
                         "지우고 다시 내려받거나 설치하십시오.")
    return path


def find_soundfont() -> Path:
    """$TATUMFLOW_SOUNDFONT, else one that the system has, else the one in the pretty_midi wheel.
    Raises `TatumError` if there is none."""
    chosen = os.environ.get("TATUMFLOW_SOUNDFONT")
    if chosen: return check_soundfont(Path(chosen).expanduser())
    places, wheel = [Path(place) for place in _PLACES], importlib.util.find_spec("pretty_midi")
    if wheel: places.append(Path(wheel.origin).parent / "TimGM6mb.sf2")
    for path in places:
        if path.is_file(): return check_soundfont(path)
    raise TatumError("사운드폰트(.sf2)가 하나도 없습니다. `pip install --force-reinstall --no-deps "
                     "pretty_midi`로 다시 설치하십시오.")


@dataclass(frozen=True)
class Engine:
    """What turns MIDI into sound: `name` "fluidsynth" (through midi2audio) or "symusic", and its
    soundfont."""
    name: str
    soundfont: Path


def find_engine() -> Engine:
    """FluidSynth where its program is installed, else symusic's synthesizer. Raises `TatumError`
    without a soundfont."""
    return Engine("fluidsynth" if shutil.which("fluidsynth") else "symusic", find_soundfont())
