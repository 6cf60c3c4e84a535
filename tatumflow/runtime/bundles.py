"""ZIP files that carry what a lesson leaves to the next one, on another machine."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import os
import sys
import tempfile
import time
import zipfile
import zlib
from pathlib import Path

from .files import copy_verified, write_atomic

__all__ = ['FILES', 'FOLDERS', 'pack', 'unpack']


FOLDERS = ("data", "logs", "results", "outputs")  # what lessons leave, beside the checkpoints
FILES = ("config_mini.yaml", "presentation.pdf")


def _when_written(member: zipfile.ZipInfo) -> float:
    return time.mktime((*member.date_time, 0, 0, -1))  # exact to 2 s


def _contents(path):
    with zipfile.ZipFile(path) as packed:
        return sorted((member.filename, member.CRC) for member in packed.infolist())


def _known_contents(path):
    """The contents of the ZIP; None where it is missing or damaged, in which case it is renamed."""
    if not path.is_file(): return None
    try:
        return _contents(path)
    except zipfile.BadZipFile:
        kept = path.with_name(f"{path.stem}.damaged.zip")
        os.replace(path, kept)
        print(f"주의: {path.name}이(가) 손상되어 {kept.name}으로 옮겨 두고 새로 묶습니다.",
              file=sys.stderr)


def pack(root: Path, paths: list[Path], target: Path) -> bool:
    """Bring the ZIP `target` up to date with those of `paths` below `root` that are files. What
    only the ZIP has, or has newer, stays in it. Returns whether it changed. Raises OSError."""
    files = {path.relative_to(root).as_posix(): path for path in sorted(paths) if path.is_file()}
    if not files: return False
    known = _known_contents(target)
    with tempfile.TemporaryDirectory() as scratch:
        fresh = Path(scratch) / target.name
        with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as packed:
            kept = set() if known is None else _keep_members(target, files, packed)
            for name, path in files.items():
                if name not in kept: packed.write(path, name)
        changed = _contents(fresh) != known
        if changed: copy_verified(fresh, target)
    return changed


def _keep_members(target, files, packed):
    """Copy into the open ZIP `packed` what `target` has and `files` have not, or have older.
    Returns the names of the latter."""
    newer = set()
    with zipfile.ZipFile(target) as earlier:
        for member in earlier.infolist():
            name = member.filename
            if name in files and _when_written(member) <= files[name].stat().st_mtime + 2: continue
            if name in files: newer.add(name)
            try:
                packed.writestr(member, earlier.read(member))
            except (zipfile.BadZipFile, zlib.error):
                newer.discard(name)
                print(f"주의: {target.name} 안의 {name}이(가) 손상되어 뺐습니다. "
                      "그것을 만든 노트북을 다시 실행하십시오.", file=sys.stderr)
    if newer:
        print(f"{target.name}에는 다른 노트북이 나중에 넘긴 것이 있어 그대로 둡니다: "
              f"파일 {len(newer)}개. take_over()로 받을 수 있습니다.")
    return newer


def unpack(source: Path, root: Path) -> int:
    """Write the files of a ZIP made by `pack` below `root`, each whole; one that is there and no
    older stays. Returns how many came; of a damaged ZIP it warns."""
    came = 0
    try:
        with zipfile.ZipFile(source) as packed:
            for member in packed.infolist():
                path = (root / member.filename).resolve()
                written = _when_written(member)
                if not path.is_relative_to(root.resolve()): continue
                if path.exists() and path.stat().st_mtime + 2 >= written: continue
                write_atomic(path, packed.read(member))
                os.utime(path, (written, written))
                came += 1
    except (zipfile.BadZipFile, zlib.error, OSError) as error:
        print(f"주의: {source}에서 파일을 {came}개까지만 이어받았습니다({type(error).__name__}). "
              "남은 것은 그것을 만든 노트북을 다시 실행해 얻으십시오.", file=sys.stderr)
    return came
