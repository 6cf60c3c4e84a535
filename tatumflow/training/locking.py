"""One training at a time in a folder of checkpoints: a file that says whose it is."""

# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
import os
import platform
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from ..runtime.errors import TatumError

__all__ = ['Holder', 'LOCK', 'is_alive', 'locked']


LOCK = "training.lock"
_BEAT, _SILENCE = 60, 600  # seconds: between signs of life; until a lock of another machine is void
_CLOCK = 2  # seconds by which the system's clocks may differ


@dataclass(frozen=True)
class Holder:
    """Who has the folder: a process of a machine, `since` a time (seconds of the epoch)."""
    process: int
    machine: str
    since: float


def is_alive(process: int, since: float) -> bool:
    """Whether this machine runs the process of that number that it had at the time `since`; the
    number may have been given again."""
    import psutil
    try:
        found = psutil.Process(process)
        return found.status() != psutil.STATUS_ZOMBIE and found.create_time() <= since + _CLOCK
    except psutil.AccessDenied:
        return True
    except psutil.Error:
        return False


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Have `folder` for this process meanwhile. Raises `TatumError` with the other one's name when
    another training has it.

    A lock whose process does not live any more is taken over; that of another machine when it has
    given no sign of life for `_SILENCE` seconds.
    """
    path, me = Path(folder) / LOCK, Holder(os.getpid(), platform.node(), time.time())
    _acquire(path, me)
    ended = threading.Event()
    pulse = threading.Thread(target=_give_signs, args=[path, ended], daemon=True)
    pulse.start()
    try:
        yield
    finally:
        ended.set()
        pulse.join()
        if _read(path) == me: path.unlink(missing_ok=True)


def _give_signs(path: Path, ended: threading.Event) -> None:
    while not ended.wait(_BEAT):
        with suppress(OSError): os.utime(path)


def _acquire(path: Path, me: Holder) -> None:
    """Write the lock. Raises `TatumError` where that cannot be, or where another one holds it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            _refuse_the_living(path)
            path.unlink(missing_ok=True)
        with open(path, "x", encoding="utf-8") as file: json.dump(asdict(me), file)
    except OSError as error:
        if path.is_file():  # another one came at the same moment
            raise TatumError(f"{path.parent}에서 다른 훈련이 막 시작했습니다. {_ADVICE}") from None
        raise TatumError(f"훈련 폴더에 쓰지 못했습니다: {path.parent} ({error.strerror}). "
                         "남은 디스크 공간과 쓰기 권한을 확인하십시오.") from None


def _read(path: Path) -> Holder | None:
    """Who holds the lock; None where it is gone or damaged."""
    try:
        return Holder(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


_ADVICE = ("그 훈련이 끝나기를 기다리거나 멈춘 뒤 다시 하십시오. 따로 훈련하려면 다른 --out을 "
           "주십시오.")


def _refuse_the_living(path: Path) -> None:
    """Raises `TatumError` while the holder of the lock lives, as far as one can know."""
    holder, silence = _read(path), time.time() - path.stat().st_mtime
    if holder is None: return
    mine = holder.machine == platform.node()
    if not (is_alive(holder.process, holder.since) if mine else silence < _SILENCE): return
    since = time.strftime("%Y-%m-%d %H:%M", time.localtime(holder.since))
    advice = _ADVICE
    if not mine:
        advice += (f" 그 컴퓨터가 이미 꺼졌다면 마지막 소식에서 {_SILENCE // 60}분이 지난 뒤(지금 "
                   f"{silence / 60:.0f}분) 다시 하면 이어받습니다.")
    raise TatumError(f"{path.parent}에서 다른 훈련이 돌고 있습니다(프로세스 {holder.process}, "
                     f"컴퓨터 {holder.machine}, {since}부터). {advice}")
