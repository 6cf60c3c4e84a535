# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

from __future__ import annotations

import os
import sys
import tempfile
import time
import zipfile
import zlib
from pathlib import Path

from .drive import find_drive, FULL, mount_drive
from .errors import TatumError
from .files import copy_verified, write_atomic
from .platforms import where
from .vault import say_problem, Vault
from .workspaces import workspace

__all__ = ['CARRIED', 'LOOSE', 'hand_over', 'pack', 'take_over', 'unpack']


CARRIED = ("data", "logs", "results", "outputs")  # folders that lessons leave for the next, beside the checkpoints, which the vault copies
LOOSE = ("config_mini.yaml", "presentation.pdf")  # and files


def _written(member: zipfile.ZipInfo) -> float:
    return time.mktime((*member.date_time, 0, 0, -1))  # to 2 s


def pack(root: Path, paths: list[Path], target: Path) -> bool:
    """Bring the ZIP `target` up to date with those of `paths` below `root` that are files; what only the ZIP has, or has newer, stays in
    it. Whether it changed. OSError."""
    def contents(path):
        with zipfile.ZipFile(path) as packed: return sorted((member.filename, member.CRC) for member in packed.infolist())
    if not (files := {path.relative_to(root).as_posix(): path for path in sorted(paths) if path.is_file()}): return False
    with tempfile.TemporaryDirectory() as scratch:
        fresh, known = Path(scratch) / target.name, None
        try: known = contents(target) if target.is_file() else None
        except zipfile.BadZipFile:
            os.replace(target, spoilt := target.with_name(f"{target.stem}.damaged.zip"))
            print(f"주의: {target.name}이(가) 손상되어 {spoilt.name}으로 옮겨 두고 새로 묶습니다.", file=sys.stderr)
        with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as packed:
            if known is not None:
                with zipfile.ZipFile(target) as earlier:
                    newer = {member.filename for member in earlier.infolist() if member.filename in files and _written(member) > files[member.filename].stat().st_mtime + 2}
                    if newer: print(f"{target.name}에는 다른 노트북이 나중에 넘긴 것이 있어 그대로 둡니다: 파일 {len(newer)}개. take_over()로 받을 수 있습니다.")
                    files = {name: path for name, path in files.items() if name not in newer}
                    for member in [member for member in earlier.infolist() if member.filename not in files]:
                        try: packed.writestr(member, earlier.read(member))
                        except (zipfile.BadZipFile, zlib.error): print(f"주의: {target.name} 안의 {member.filename}이(가) 손상되어 뺐습니다. 그것을 만든 노트북을 다시 실행하십시오.", file=sys.stderr)
            for name, path in files.items(): packed.write(path, name)
        if changed := contents(fresh) != known: copy_verified(fresh, target)
    return changed


def unpack(source: Path, root: Path) -> int:
    "Write the files of a ZIP that `pack` made below `root`, each whole; one that is there and no older stays. How many came; a damaged ZIP is named."
    came = 0
    try:
        with zipfile.ZipFile(source) as packed:
            for member in packed.infolist():
                path = (root / member.filename).resolve()
                if not path.is_relative_to(root.resolve()) or path.exists() and path.stat().st_mtime + 2 >= _written(member): continue
                write_atomic(path, packed.read(member))
                os.utime(path, 2 * (_written(member),))
                came += 1
    except (zipfile.BadZipFile, zlib.error, OSError) as error:
        print(f"주의: {source}에서 파일을 {came}개까지만 이어받았습니다({type(error).__name__}). 남은 것은 그것을 만든 노트북을 다시 실행해 얻으십시오.", file=sys.stderr)
    return came


def _attached(inputs: Path, full: bool) -> list[Path]:
    "The workspaces of other notebooks among Kaggle's inputs, of the same lane."
    marks = ("checkpoints/tatumflow_*.pt", "data/tokens", "data/art_tatum_midi", "logs/tensorboard", "outputs/first_generation.mid", "outputs/generation",
             "results/metrics.json")  # what nobody else's data set holds
    homes = {path for depth in range(1, 5) for path in inputs.glob("/".join("*" * depth)) if path.is_dir() and any(any(path.glob(mark)) for mark in marks)}
    return sorted(home for home in homes if (home.name == FULL) == full and not homes & {*(home.parent if full else home).parents})


def take_over(lane: str = "quick", mount: str = "/content/drive", inputs: str = "/kaggle/input") -> None:
    """Begin a lesson: the full `lane` gets a workspace of its own; on Colab and Kaggle, what earlier lessons left is brought into it, from Google
    Drive (which is asked for) or from the attached outputs of other notebooks. A file that is here already stays, unless Drive's is newer."""
    home, came = workspace().root, 0
    home = home.parent if home.name == FULL else home
    if (root := home / FULL if lane == "full" else home) != workspace().root: os.environ["TATUMFLOW_WORKSPACE"] = str(root)
    if where() == "colab" and (drive := find_drive(mount) or mount_drive(mount)):
        Vault(workspace().checkpoints, drive).restore()
        came = sum(unpack(archive, root) for name in (*CARRIED, "files") if (archive := drive.parent / f"{name}.zip").is_file())
    elif where() == "kaggle":
        for place in _attached(Path(inputs), root.name == FULL):
            inside = [path for name in ("checkpoints", *CARRIED) for path in (place / name).rglob("*")]
            for path in sorted(path for path in [*inside, *(place / name for name in LOOSE)] if path.is_file()):
                if not (target := root / path.relative_to(place)).exists():
                    try:
                        target.parent.mkdir(parents=True, exist_ok=True)
                        copy_verified(path, target)
                    except OSError as error:
                        raise TatumError(f"{path}을(를) 이어받지 못했습니다({error.strerror or error}). 디스크의 남은 자리를 확인하고 다시 실행하십시오.") from None
                    came += 1
    course = f"{'정식' if root.name == FULL else '빠른'} 코스의 작업 폴더"
    print(f"{course}에서 시작합니다." if where() == "local" else f"{course}: {root}. 앞 수업에서 이어받은 파일: {came}개")


def hand_over(mount: str = "/content/drive") -> None:
    "End a lesson: on Colab copy what it left to Google Drive, verified; on Kaggle say how the next notebook gets it, elsewhere where it is."
    ws, drive = workspace(), find_drive(mount)
    if where() == "kaggle":
        print(f"이 수업이 남긴 것: {ws.root}. 오른쪽 위의 Save Version으로 저장한 뒤, 다음 노트북의 Add Input → Your Work에서 이 노트북의 출력을 더하십시오.")
    elif where() == "colab" and not drive:
        print("주의: Google Drive가 연결되어 있지 않아 다음 노트북에 넘기지 못했습니다. 앞머리의 take_over() 칸을 다시 실행해 연결을 허락한 뒤 "
              "이 칸을 다시 실행하십시오.", file=sys.stderr)
    elif where() == "colab":
        try:
            bundles = {name: [*(ws.root / name).rglob("*")] for name in CARRIED} | {"files": [ws.root / name for name in LOOSE]}
            copies = Vault(ws.checkpoints, drive)
            if any(ws.checkpoints.glob("tatumflow_*.pt")): copies.sync()
            packed = [name for name, paths in bundles.items() if pack(ws.root, paths, drive.parent / f"{name}.zip")]
            print(f"Google Drive에 새로 넘긴 것: {', '.join(packed) or '없음'}. 체크포인트: {copies.status()}")
        except OSError as error:
            print(f"주의: Google Drive에 넘기지 못했습니다. {say_problem(error)}. 고친 뒤 이 칸을 다시 실행하십시오.", file=sys.stderr)
    else:
        print("이 수업이 남긴 것은 작업 폴더에 있고, 다음 수업이 거기서 읽습니다.")
