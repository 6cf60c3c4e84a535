"""Verified copies of checkpoints in a folder that is slow and loses things, like Google Drive."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import contextlib
import json
import os
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from .checkpoint_files import best_name, checkpoint_files, step_of
from .files import copy_verified, discard, file_digest, is_intact, write_atomic

__all__ = ['restore_copy', 'sync_copies']


@dataclass(frozen=True)
class _Copy:
    """A copy as it was when it was last read and found whole."""
    sha256: str
    size: int  # bytes
    changed: int  # its modification time, ns
    source_changed: int  # that of the file it is a copy of, ns


def _read_index(remote: Path) -> dict[str, _Copy]:
    """{file name: _Copy} from `latest.json` in `remote`; empty where that is missing or damaged."""
    try:
        files = json.loads((remote / "latest.json").read_text(encoding="utf-8"))["files"]
        return {name: _Copy(**entry) for name, entry in files.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _write_index(remote, copies):
    """Write `latest.json`: which copy is the newest, the time, and what is known of each."""
    newest = max(copies, key=step_of, default=None)
    files = {name: asdict(copy) for name, copy in copies.items()}
    _write_verified(remote / "latest.json",
                    json.dumps({"file": newest, "time": time.time(), "files": files}))


def _write_verified(path, text):
    """Write under a temporary name, read it back, rename, look again. OSError if it got lost."""
    temporary = path.with_name(f".{path.name}.part")
    temporary.write_text(text, encoding="utf-8")
    written = temporary.read_text(encoding="utf-8") == text
    if written: os.replace(temporary, path)
    if not (written and path.is_file()): raise OSError(f"{path.name}에 쓴 내용이 사라졌습니다")


class _CopyFolder:
    """The copies in the folder `remote`, as its `latest.json` knows them."""

    def __init__(self, remote: Path):
        self.remote, self.known = remote, _read_index(remote)

    def note(self, known: dict[str, _Copy]) -> None:
        """Make `known` what `latest.json` says."""
        if known != self.known: _write_index(self.remote, known)
        self.known = known

    def check(self) -> set[str]:
        """Strike out the copies that are lost or damaged; returns their names."""
        found = {name: _look_again(self.remote / name, copy) for name, copy in self.known.items()}
        lost = {name for name, copy in found.items() if copy is None}
        self.note({name: copy for name, copy in found.items() if copy})
        return lost

    def holds(self, source: Path) -> bool:
        """Whether there is a copy of `source`, which is read only if its size or time is new."""
        copy, status = self.known.get(source.name), source.stat()
        if copy is None: return False
        if (status.st_size, status.st_mtime_ns) == (copy.size, copy.source_changed): return True
        if file_digest(source) != copy.sha256: return False
        self.note({**self.known, source.name: replace(copy, source_changed=status.st_mtime_ns)})
        return True

    def add(self, source: Path) -> None:
        """Copy `source`. Raises OSError where the copy is not whole."""
        target, changed = self.remote / source.name, source.stat().st_mtime_ns
        self.note({name: copy for name, copy in self.known.items() if name != source.name})
        digest = copy_verified(source, target)
        if not target.is_file(): raise OSError(f"복사한 {target.name}이(가) 사라졌습니다")
        status = target.stat()
        copy = _Copy(digest, status.st_size, status.st_mtime_ns, changed)
        self.note({**self.known, source.name: copy})

    def prune(self, best: str | None) -> None:
        """Delete the copies older than the two newest that are known, but the `best`."""
        newest = sorted(map(step_of, self.known))[-2:]
        old = [path for path in checkpoint_files(self.remote)
               if len(newest) == 2 and step_of(path) < newest[0] and path.name != best]
        gone = {path.name for path in old}
        self.note({name: copy for name, copy in self.known.items() if name not in gone})
        for path in old: discard(path)


def _look_again(path, copy):
    """The `copy` at `path` as it is now; None if it is lost or damaged. It is read only if its size
    or time has changed."""
    try: status = path.stat()
    except FileNotFoundError: return None
    now = replace(copy, size=status.st_size, changed=status.st_mtime_ns)
    return now if now == copy or is_intact(path, copy.sha256) else None


def sync_copies(local: Path, remote: Path, done) -> tuple[list[str], list[str]]:
    """Copy to `remote` the checkpoints of `local` that it lacks, newest first, calling `done(name)`
    after each; then delete old copies. Returns the names of (those damaged here, those lost there).
    Raises OSError."""
    remote.mkdir(exist_ok=True)  # not its parents: of an unmounted Drive they would be folders here
    for leftover in remote.glob(".*.part"): discard(leftover)
    copies, damaged = _CopyFolder(remote), []
    lost = copies.check()
    for source in reversed(checkpoint_files(local)):
        with _unless_deleted(source):
            if copies.holds(source): continue
            if is_intact(source):
                copies.add(source)
                lost.discard(source.name)
                done(source.name)
            elif source.exists(): damaged.append(source.name)
    best, known_best = best_name(local), best_name(remote)
    if best and best != known_best:
        _write_verified(remote / "best.json", json.dumps({"file": best}))
    lost |= copies.check()
    copies.prune(best or known_best)  # a new machine may not know the best
    return damaged, sorted(lost, key=step_of)


@contextlib.contextmanager
def _unless_deleted(source):
    """Nothing happens where `source` has been deleted meanwhile, as training does."""
    try:
        yield
    except FileNotFoundError:
        if source.exists(): raise


def restore_copy(local: Path, remote: Path, tell) -> Path | None:
    """Bring the newest whole checkpoint of both folders, and the best, into `local`. Returns the
    newest; None without any. Calls `tell(text)` for damaged ones. Raises OSError."""
    known, best = _read_index(remote), best_name(local) or best_name(remote)
    names = {path.name for folder in (local, remote) for path in checkpoint_files(folder)}
    for name in sorted(names, key=step_of, reverse=True):
        if not _fetch(name, local, remote, known):
            tell(f"보관함: {name}이(가) 손상되어 건너뜁니다. 하나 앞의 것을 찾습니다.")
            continue
        if best and best != name: _fetch(best, local, remote, known)
        if best and not best_name(local):
            write_atomic(local / "best.json", json.dumps({"file": best}))
        return local / name
    return None


def _fetch(name, local, remote, known):
    """Whether the checkpoint `name` is whole in `local`, copied from `remote` if needed."""
    if is_intact(local / name): return True
    if not is_intact(remote / name, known[name].sha256 if name in known else None): return False
    local.mkdir(parents=True, exist_ok=True)
    copy_verified(remote / name, local / name)
    return True
