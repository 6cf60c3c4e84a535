# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

from __future__ import annotations

import contextlib
import errno
import json
import os
import sys
import threading
import time
from pathlib import Path

from .checkpoint_files import best_name
from .errors import TatumError
from .files import copy_verified, discard, file_digest, is_intact, write_atomic

__all__ = [
    'Background', 'REASONS', 'Vault', 'prune_copies', 'read_notes', 'restore_copy', 'say_copies',
    'say_losses', 'say_problem', 'sync_copies', 'write_notes',
]


def read_notes(remote: Path) -> dict[str, str]:
    "{file name: SHA-256} of the copies that `latest.json` vouches for; empty where it is missing or damaged."
    try:
        notes = json.loads((remote / "latest.json").read_text(encoding="utf-8"))["files"]
        return {str(name): str(digest) for name, digest in notes.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def write_notes(remote: Path, notes: dict[str, str]) -> None:
    "Write `latest.json`: the newest verified copy, its digest, the time, and the digests of all."
    newest = max(notes, default=None)
    _write_verified(remote / "latest.json", json.dumps({"file": newest, "sha256": notes.get(newest), "time": time.time(), "files": notes}))


def _write_verified(path: Path, text: str) -> None:
    "Write under a temporary name, read it back, rename. OSError if the text got lost."
    temporary = path.with_name(f".{path.name}.part")
    temporary.write_text(text, encoding="utf-8")
    if temporary.read_text(encoding="utf-8") != text: raise OSError("쓴 내용이 사라졌습니다")
    os.replace(temporary, path)


def sync_copies(local: Path, remote: Path, done=lambda name: None) -> tuple[list[str], list[str]]:
    "Copy to `remote` the checkpoints of `local` that it lacks, newest first, calling `done` after each; then `prune_copies`. (Damaged here, lost there.)"
    damaged, copied = [], []
    remote.mkdir(exist_ok=True)  # not its parents: below an unmounted Drive they would be folders of this machine
    for leftover in remote.glob(".*.part"): discard(leftover)
    for source in sorted(local.glob("tatumflow_*.pt"), reverse=True):
        try:
            notes, copy = read_notes(remote), remote / source.name
            if notes.get(copy.name) == file_digest(source) and copy.is_file() and copy.stat().st_size == source.stat().st_size: continue
            if not is_intact(source):
                if source.exists(): damaged.append(source.name)
                continue
            if notes.pop(copy.name, None): write_notes(remote, notes)
            digest = copy_verified(source, copy)
        except FileNotFoundError:
            if source.exists(): raise
            continue  # training has deleted it meanwhile
        write_notes(remote, {**notes, copy.name: digest})
        copied.append(copy.name)
        done(copy.name)
    if best := best_name(local): _write_verified(remote / "best.json", json.dumps({"file": best}))
    lost = [name for name in copied if name not in read_notes(remote) or not (remote / name).is_file()]
    return damaged, sorted({*lost, *prune_copies(remote, best or best_name(remote))})  # a new machine may not know the best


def prune_copies(remote: Path, best: str | None) -> list[str]:
    "Delete copies older than the two newest that are whole on rereading, but the `best`; strike lost and damaged ones from the notes and return them."
    notes = read_notes(remote)
    whole = [name for name in sorted(notes, reverse=True) if is_intact(remote / name, notes[name])]
    old = [path for path in remote.glob("tatumflow_*.pt") if len(whole) > 1 and path.name < whole[1] and path.name != best]
    kept = {name: notes[name] for name in whole if remote / name not in old}
    if kept != notes: write_notes(remote, kept)
    for path in old: discard(path)
    return sorted(notes.keys() - {*whole})


def restore_copy(local: Path, remote: Path, tell=print) -> Path | None:
    "The newest whole checkpoint of both folders, brought into `local`, after the best one; None without any. Tells of damaged ones."
    notes, best = read_notes(remote), best_name(local) or best_name(remote)
    here, there = ({path.name for path in folder.glob("tatumflow_*.pt")} for folder in (local, remote))
    for name in sorted(here | there, reverse=True):
        if name in here and is_intact(local / name): found = None
        elif name in there and is_intact(remote / name, notes.get(name)): found = name
        else:
            tell(f"보관함: {name}이(가) 손상되어 건너뜁니다. 하나 앞의 것을 찾습니다.")
            continue
        local.mkdir(parents=True, exist_ok=True)
        if best in there - here and best < name and is_intact(remote / best, notes.get(best)): copy_verified(remote / best, local / best)
        if found: copy_verified(remote / name, local / name)
        if best and not best_name(local): write_atomic(local / "best.json", json.dumps({"file": best}))
        return local / name
    return None


REASONS = {errno.ENOSPC: "사본을 둘 곳이 가득 찼습니다. 자리를 비우십시오. Drive라면 휴지통도 비우십시오",
           errno.EDQUOT: "사본을 둘 곳의 허용 용량을 다 썼습니다. 자리를 비우십시오. Drive라면 휴지통도 비우십시오",
           errno.ENOENT: "사본을 둘 곳이 보이지 않습니다. Drive가 연결되어 있는지 확인하십시오",
           errno.ENOTCONN: "Drive 연결이 끊겼습니다. 다시 연결하십시오",
           errno.EACCES: "사본을 둘 곳에 쓸 수 없습니다. 쓰기 권한을 확인하십시오"}


def say_problem(error: Exception) -> str:
    "What went wrong with the copies, in Korean."
    if isinstance(error, TatumError): return str(error).rstrip(".")
    if not isinstance(error, OSError): return f"사본을 만들다가 뜻밖의 오류가 났습니다({type(error).__name__}: {error})"
    return REASONS.get(error.errno) or f"사본을 쓰거나 읽지 못했습니다({error.strerror or error})"


def say_losses(damaged: list[str], lost: list[str]) -> str:
    "What `sync_copies` found damaged here or lost there, in Korean; empty where all is well."
    fates = (("이 컴퓨터의", damaged, "손상되어 복사하지 않았습니다."), ("보관함의", lost, "사라졌거나 손상되었습니다. 이 컴퓨터에 있는 것은 다음에 저장할 때 다시 복사합니다."))
    return " ".join(f"주의: {place} {', '.join(names)}이(가) {fate}" for place, names, fate in fates if names)


def say_copies(newest: str | None, when: float, trouble: str) -> str:
    "One Korean line: the newest verified copy, made at time.time() `when`, and what is wrong now."
    text = (f"보관함: {(time.time() - when) / 60:.0f}분 전에 {newest}까지 복사하고 확인했습니다." if newest
            else "보관함: 이번에 새로 확인한 사본이 없습니다.")
    return f"{text} {trouble}".strip()


class Background:
    "Runs `self.sync` in a thread of low priority whenever `push` asks for it."

    def __init__(self):
        self._wanted, self._lock, self._worker = False, threading.Lock(), None

    def sync(self):
        "What there is to do."
        raise NotImplementedError

    def push(self) -> None:
        "Ask for a `sync`; returns at once."
        with self._lock:
            self._wanted = True
            if self._worker is None:
                self._worker = threading.Thread(target=self._work, daemon=True)
                self._worker.start()

    def _work(self) -> None:
        if sys.platform == "linux":
            with contextlib.suppress(OSError): os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 10)  # this thread yields to training
        try:
            while True:
                with self._lock:
                    if not self._wanted:
                        self._worker = None
                        return
                    self._wanted = False
                self.sync()
        except BaseException:  # the next push starts another thread
            with self._lock: self._worker = None
            raise

    def close(self, patience: float = 900) -> bool:
        "Wait for the work under way, at most `patience` seconds; whether it is done."
        end = time.monotonic() + patience
        while (worker := self._worker) and (left := end - time.monotonic()) > 0: worker.join(left)
        return self._worker is None


class Vault(Background):
    """Verified copies of the checkpoints in `local` (the best and the last two) in the folder `remote`, made in the background.
    A failed copy is told in Korean and tried again at the next `push`; `restore` raises `TatumError` where it cannot copy back."""

    def __init__(self, local, remote, tell=lambda text: print(text, file=sys.stderr)):
        super().__init__()
        self.local, self.remote, self.tell = Path(local), Path(remote), tell
        self.newest, self.when, self.trouble = None, 0.0, ""  # the newest copy that was read back, time.time() of it

    def names(self) -> set[str]: return {path.name for path in self.remote.glob("tatumflow_*.pt")}
    def status(self) -> str: return say_copies(self.newest, self.when, self.trouble)
    def _copy(self): return sync_copies(self.local, self.remote, self._note)

    def sync(self) -> bool:
        "Bring the copies up to date now; whether all went well."
        try:
            damaged, lost = self._copy()
            trouble, self.newest = say_losses(damaged, lost), None if self.newest in lost else self.newest
        except Exception as error:  # also what nobody foresaw: training goes on without copies, but not without a word
            trouble = f"주의: {say_problem(error)}. 훈련은 계속하고 다음에 저장할 때 다시 복사합니다. 먼저 확인한 사본은 그대로 있습니다."
        if trouble and trouble != self.trouble: self.tell(f"보관함 {trouble}")
        self.trouble = trouble
        return not trouble

    def _note(self, name: str) -> None:
        if self.newest is None or name >= self.newest: self.newest, self.when = name, time.time()

    def restore(self) -> Path | None:
        "The newest whole checkpoint, in `local`; None if there is none anywhere."
        try:
            self.remote.mkdir(exist_ok=True)
        except OSError as error:
            self.tell(f"보관함 주의: {say_problem(error)}. 이 컴퓨터에 있는 체크포인트만 봅니다.")
        try:
            return restore_copy(self.local, self.remote, self.tell)
        except OSError as error:
            raise TatumError(f"보관함의 체크포인트를 {self.local}에 되살리지 못했습니다({error.strerror or error}). "
                             "디스크의 남은 자리를 확인하고 다시 실행하십시오.") from error
