"""From lesson to lesson: each notebook opens on a new machine on Colab and Kaggle."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import os
import sys
from pathlib import Path

from .bundles import FILES, FOLDERS, pack, unpack
from .checkpoint_files import checkpoint_files
from .drive import find_drive, mount_drive
from .errors import TatumError
from .files import copy_verified
from .parcels import fetch, send
from .platforms import where
from .supplies import fill_gaps
from .vault import describe_problem, Vault
from .workspaces import FULL_COURSE, workspace

__all__ = ['hand_over', 'take_over']


_MARKS = ("checkpoints/tatumflow_*.pt", "data/tokens", "data/art_tatum_midi", "logs/tensorboard",
          "outputs/first_generation.mid", "outputs/generation", "results/metrics.json")
_INPUTS = "/kaggle/input"


def take_over(lane: str = "quick", make: bool = True, source: str = "") -> None:
    """Begin a lesson in the workspace of the `lane` "quick" or "full".

    On Colab and Kaggle, what earlier lessons left is brought into it: from Google Drive (which is
    asked for), or from the attached outputs of other notebooks; anywhere from `source`, what
    `hand_over` made: "zip", the path of a ZIP or "hub:user/name". A file that is here already
    stays, unless the other is newer. Of what is lacking after that, the data of the quick lane
    are made and the rest is told, unless `make` is false: the lesson that makes the data asks for
    none. Raises `TatumError` where a file cannot be copied.
    """
    _enter(lane)
    ws = workspace()
    course = f"{'정식' if ws.is_full_course else '빠른'} 코스"
    came = fetch(ws, source) if source else _take(ws)
    if came is None: print(f"{course}의 작업 폴더에서 시작합니다.")
    else: print(f"{course}의 작업 폴더: {ws.root}. 앞 수업에서 이어받은 파일: {came}개")
    if make: fill_gaps(ws)


def _enter(lane):
    """Let $TATUMFLOW_WORKSPACE name the workspace of the lane, if that is not the present one."""
    now = workspace()
    quick = now.root.parent if now.is_full_course else now.root
    root = quick / FULL_COURSE if lane == "full" else quick
    if root != now.root: os.environ["TATUMFLOW_WORKSPACE"] = str(root)


def _take(ws):
    """Bring in what earlier lessons left on another machine; returns how many files came, None
    where there is no other machine."""
    if where() == "local": return None
    return _take_from_drive(ws) if where() == "colab" else _take_from_inputs(ws)


def _take_from_drive(ws):
    """Bring in what Google Drive holds; returns how many files came, but for the checkpoints."""
    drive = find_drive() or mount_drive()
    if not drive: return 0
    Vault(ws.checkpoints, drive).restore()
    archives = [drive.parent / f"{name}.zip" for name in (*FOLDERS, "files")]
    return sum(unpack(archive, ws.root) for archive in archives if archive.is_file())


def _take_from_inputs(ws):
    """Bring in what other notebooks' outputs hold and `ws` does not; returns how many files."""
    came = 0
    for home in _attached_workspaces(Path(_INPUTS), ws.is_full_course):
        folders = [home / name for name in ("checkpoints", *FOLDERS)]
        paths = [*(path for folder in folders for path in folder.rglob("*")),
                 *(home / name for name in FILES)]
        for path in sorted(path for path in paths if path.is_file()):
            target = ws.root / path.relative_to(home)
            if target.exists(): continue
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
                copy_verified(path, target)
            except OSError as error:
                raise TatumError(f"{path}을(를) 이어받지 못했습니다({error.strerror or error}). "
                                 "디스크의 남은 자리를 확인하고 다시 실행하십시오.") from None
            came += 1
    return came


def _attached_workspaces(inputs, full):
    """The workspaces among Kaggle's inputs, at most four folders deep, of one lane."""
    folders = [path for depth in range(1, 5) for path in inputs.glob("/".join("*" * depth))]
    homes = {path for path in folders if any(any(path.glob(mark)) for mark in _MARKS)}
    found = []
    for home in sorted(homes):
        quick = home.parent if full else home
        nested = homes & {*quick.parents}
        if (home.name == FULL_COURSE) == full and not nested: found.append(home)
    return found


def hand_over(to: str = "drive") -> None:
    """End a lesson. On Colab copy what it left to Google Drive, verified; on Kaggle say how the
    next notebook gets it, elsewhere where it is. `to` "zip" offers one ZIP for download, and
    "hub:user/name" uploads it to a private repository of the Hugging Face Hub: `take_over` takes
    both as its `source`. Raises `TatumError`."""
    ws, platform = workspace(), where()
    if to != "drive": send(ws, to)
    elif platform == "local":
        print("이 수업이 남긴 것은 작업 폴더에 있습니다.")
    elif platform == "kaggle":
        print(f"이 수업이 남긴 것: {ws.root}. 오른쪽 위의 Save Version에서 Save & Run All로 저장한 "
              "뒤, 다음 노트북의 Add Input → Your Work에서 이 노트북의 출력을 더하십시오.")
    elif find_drive() is None:
        print("주의: Google Drive가 연결되어 있지 않아 다음 노트북에 넘기지 못했습니다. 앞머리의 "
              "take_over() 셀을 다시 실행해 연결을 허락한 뒤 이 셀을 다시 실행하십시오. Drive를 쓸 "
              '수 없으면 hand_over("zip")으로 ZIP을 내려받으십시오.', file=sys.stderr)
    else: _hand_to_drive(ws, find_drive())


def _hand_to_drive(ws, drive):
    try:
        vault = Vault(ws.checkpoints, drive)
        if any(checkpoint_files(ws.checkpoints)): vault.sync()
        bundles = {name: [*(ws.root / name).rglob("*")] for name in FOLDERS}
        bundles["files"] = [ws.root / name for name in FILES]
        packed = [name for name, paths in bundles.items()
                  if pack(ws.root, paths, drive.parent / f"{name}.zip")]
    except OSError as error:
        print(f"주의: Google Drive에 넘기지 못했습니다. {describe_problem(error)}. "
              "고친 뒤 이 셀을 다시 실행하십시오.", file=sys.stderr)
    else:
        print(f"Google Drive에 새로 넘긴 것: {', '.join(packed) or '없음'}. "
              f"체크포인트: {vault.status()}")
