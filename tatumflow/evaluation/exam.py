"""What is asked of an evaluation."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..runtime.errors import TatumError
from ..runtime.workspaces import workspace
from .coherence import WINDOW

__all__ = ['Exam']


@dataclass(frozen=True)
class Exam:
    """What to measure, and on what. Raises `TatumError` for what cannot be measured.

    checkpoints: for `find_model` (default: the workspace's best and newest two). midi: folder of
    real performances (default: the test split of `data`, the folder that `prepare` wrote; val when
    test has none of `style`). out: folder for the results. Each of up to `count` passages, of
    `style` alone if given, is `context` s of prompt and `seconds` s of continuation. Form is heard
    in `long` takes of `bars` bars. Chords are asked for on `sheets` progressions; losses are of
    about `windows` windows of each slice.
    """
    checkpoints: Sequence[Path] | None = None
    midi: Path | None = None
    data: Path | None = None
    out: Path | None = None
    seed: int = 0
    count: int = 24
    context: float = 20.0
    seconds: float = 10.0
    style: str | None = None
    bars: int = 32
    long: int = 6
    sheets: int = 8
    windows: int = 80

    def __post_init__(self):
        least = {"조각의 수": self.count, "화음 시트의 수": self.sheets, "창의 수": self.windows,
                 "긴 연주의 수": self.long, "긴 연주의 마디": self.bars}
        for what, number in least.items():
            if number < 1:
                raise TatumError(f"{what}: 1 이상이어야 합니다. 받은 값: {number}.")
        if self.seed < 0:
            raise TatumError(f"시드는 0 이상이어야 합니다. 받은 값: {self.seed}.")
        if self.context <= 0:
            raise TatumError(f"앞부분의 길이는 0초보다 길어야 합니다. 받은 값: {self.context:g}초.")
        if self.seconds < WINDOW:
            raise TatumError(f"이을 길이는 {WINDOW:g}초 이상이어야 합니다. "
                             f"받은 값: {self.seconds:g}초.")

    @property
    def tokens(self) -> Path:
        """The folder of the prepared data."""
        return Path(self.data or workspace().tokens)

    @property
    def results(self) -> Path:
        """The folder for the results."""
        return Path(self.out or workspace().results)
