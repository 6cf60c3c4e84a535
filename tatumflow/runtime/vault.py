"""The vault: copies of the checkpoints, made in the background of training."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import errno
import sys
import time
from pathlib import Path

from .background import Background
from .checkpoint_files import checkpoint_files, step_of
from .copies import restore_copy, sync_copies
from .errors import TatumError

__all__ = ['Vault', 'describe_problem']


_MAKE_ROOM = "자리를 비우십시오. Drive라면 휴지통도 비우십시오"
_WHY_NOT = {
    errno.ENOSPC: f"사본을 둘 곳이 가득 찼습니다. {_MAKE_ROOM}",
    errno.EDQUOT: f"사본을 둘 곳의 허용 용량을 다 썼습니다. {_MAKE_ROOM}",
    errno.ENOENT: "사본을 둘 곳이 보이지 않습니다. Drive가 연결되어 있는지 확인하십시오",
    errno.ENOTCONN: "Drive 연결이 끊겼습니다. 다시 연결하십시오",
    errno.EACCES: "사본을 둘 곳에 쓸 수 없습니다. 쓰기 권한을 확인하십시오",
}


def describe_problem(error: Exception) -> str:
    """What went wrong with the copies, in Korean, without a full stop."""
    if isinstance(error, TatumError): return str(error).rstrip(".")
    if not isinstance(error, OSError):
        return f"사본을 만들다가 뜻밖의 오류가 났습니다({type(error).__name__}: {error})"
    unknown = f"사본을 쓰거나 읽지 못했습니다({error.strerror or error})"
    return _WHY_NOT.get(error.errno, unknown)


def _describe_losses(damaged, lost):
    """One text in Korean on what `sync_copies` found; empty where all is well."""
    texts = []
    if damaged:
        texts.append(f"주의: 이 컴퓨터의 {', '.join(damaged)}이(가) 손상되어 복사하지 않았습니다.")
    if lost:
        texts.append(f"주의: 보관함의 {', '.join(lost)}이(가) 사라졌거나 손상되었습니다. "
                     "이 컴퓨터에 있는 것은 다음에 저장할 때 다시 복사합니다.")
    return " ".join(texts)


class Vault:
    """Verified copies of the checkpoints in the folder `local` (the best and the last two) in the
    folder `remote`. `tell` shows a text in Korean.

    A failed copy is told and tried again at the next `push`. A vault at another kind of place
    overrides `names`, `_copy` and `restore`, and calls `_note` for every verified copy.
    """

    def __init__(self, local, remote, tell=None):
        self.local, self.remote, self.tell = Path(local), Path(remote), tell or _warn
        self.newest, self.when, self.trouble = None, 0.0, ""  # the newest copy, its time.time()
        self._background = Background(self.sync)

    def names(self) -> set[str]: return {path.name for path in checkpoint_files(self.remote)}

    def status(self) -> str:
        """One Korean line: the newest verified copy, and what is wrong now."""
        return f"{_describe_newest(self.newest, self.when)} {self.trouble}".strip()

    def push(self) -> None:
        """Ask for a `sync` in the background; returns at once."""
        self._background.push()

    def close(self, patience: float = 900) -> bool:
        """Wait for the copies under way, at most `patience` seconds; whether they are done."""
        return self._background.close(patience)

    def sync(self) -> bool:
        """Bring the copies up to date now; whether all went well."""
        try:
            damaged, lost = self._copy()
            trouble = _describe_losses(damaged, lost)
            if self.newest in lost: self.newest = None
        except Exception as error:  # whatever it is, training goes on and the learner is told
            trouble = f"주의: {describe_problem(error)}. {_TRY_AGAIN}"
        if trouble and trouble != self.trouble: self.tell(f"보관함 {trouble}")
        self.trouble = trouble
        return not trouble

    def _copy(self): return sync_copies(self.local, self.remote, self._note)

    def _note(self, name):
        if self.newest is None or step_of(name) >= step_of(self.newest):
            self.newest, self.when = name, time.time()

    def restore(self) -> Path | None:
        """The newest whole checkpoint, in `local`; None if there is none anywhere. Raises
        `TatumError` where it cannot be copied."""
        try:
            self.remote.mkdir(exist_ok=True)
        except OSError as error:
            self.tell(f"보관함 주의: {describe_problem(error)}. "
                      "이 컴퓨터에 있는 체크포인트만 봅니다.")
        try:
            return restore_copy(self.local, self.remote, self.tell)
        except OSError as error:
            reason = error.strerror or error
            raise TatumError(f"보관함의 체크포인트를 {self.local}에 되살리지 못했습니다({reason}). "
                             "디스크의 남은 자리를 확인하고 다시 실행하십시오.") from error


_TRY_AGAIN = ("훈련은 계속하고 다음에 저장할 때 다시 복사합니다. "
              "먼저 확인한 사본은 그대로 있습니다.")


def _warn(text): print(text, file=sys.stderr)


def _describe_newest(name, when):
    if not name: return "보관함: 이번에 새로 확인한 사본이 없습니다."
    minutes = (time.time() - when) / 60
    return f"보관함: {minutes:.0f}분 전에 {name}까지 복사하고 확인했습니다."
