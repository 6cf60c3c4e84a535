"""The error that tells a learner what to do."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import errno

__all__ = ['TatumError', 'first_line', 'korean_reason']


class TatumError(Exception):
    """A failure that the learner can act on: `str(error)` says in Korean what happened and what to
    do next."""

    def _render_traceback_(self):
        """What a notebook shows for an uncaught error: the message without the traceback."""
        return [f"{type(self).__name__}: {self}"]


def first_line(error: Exception) -> str:
    """The first line of the error's text; the name of its class where it has none."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


_REASONS = {
    errno.EACCES: "권한이 없습니다", errno.EPERM: "권한이 없습니다",
    errno.EROFS: "읽기만 할 수 있는 곳입니다", errno.ENOSPC: "디스크에 남은 자리가 없습니다",
    errno.ENAMETOOLONG: "이름이 너무 깁니다", errno.ENOENT: "그런 파일이나 폴더가 없습니다",
    errno.ENOTDIR: "폴더가 있어야 할 자리에 파일이 있습니다",
    errno.EEXIST: "폴더가 있어야 할 자리에 파일이 있습니다",
    errno.EISDIR: "파일이 있어야 할 자리에 폴더가 있습니다",
    errno.EIO: "저장 장치가 응답하지 않습니다", errno.ELOOP: "링크가 제자리를 맴돕니다",
}


def korean_reason(error: OSError) -> str:
    """Why the system refused, in Korean with its own words in brackets."""
    reason, words = _REASONS.get(error.errno), error.strerror or first_line(error)
    return f"{reason}({words})" if reason else words
