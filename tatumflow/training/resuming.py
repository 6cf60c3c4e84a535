"""Going on with a run from its newest checkpoint."""

# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from ..model.checkpoints import load_checkpoint
from ..runtime.checkpoint_files import checkpoint_files
from ..runtime.errors import TatumError
from ..runtime.files import is_intact
from .locking import is_alive
from .runs import Run
from .saving import note_best

__all__ = ['resume_run']


_ANOTHER_PLACE = "다른 --out을(--vault를 주었다면 그것도 다른 것을) 주십시오."


def resume_run(run: Run, folder: Path) -> bool:
    """Continue from the newest checkpoint in `folder` that is whole; False when there is none.
    What is passed over is said, and why.

    Raises `TatumError` when that checkpoint cannot be read, or naming the fields when it has
    another shape.
    """
    for leftover in Path(folder).glob(".*.tmp"):
        if not _is_being_written(leftover): leftover.unlink(missing_ok=True)
    path, found = _newest_whole(run, folder)
    if not path: return False
    _check_shape(run, path, found)
    _take_up(run, path, found)
    if run.accelerator.is_main_process: note_best(run, folder)
    run.accelerator.print(f"{path.name}에서 이어 갑니다({run.step}스텝, 가장 좋은 검증 손실 "
                          f"{run.best:.3f}).")
    return True


def _is_being_written(temporary: Path) -> bool:
    """Whether a temporary file of `write_atomic` is that of a living process, not of one that was
    killed while it wrote."""
    process = temporary.name.split(".")[-2]
    with suppress(OSError):
        return process.isdecimal() and is_alive(int(process), temporary.stat().st_mtime)
    return False


def _newest_whole(run: Run, folder: Path) -> tuple[Path | None, dict]:
    """The newest checkpoint that is whole, and its contents; (None, {}) without any."""
    for path in reversed(checkpoint_files(folder)):
        try:
            return path, load_checkpoint(path)
        except TatumError as error:
            if is_intact(path): raise  # an older one would throw away what was trained since
            run.accelerator.print(f"{path.name}이(가) 손상되어 건너뛰고 하나 앞의 체크포인트를 "
                                  f"찾습니다. {error}")
    return None, {}


def _take_up(run: Run, path: Path, found: dict) -> None:
    try:
        _tell_changes(run, found)
        run.restore(found)
    except (KeyError, ValueError) as error:  # something is missing, or another optimizer
        raise TatumError(f"{path.name}은 훈련을 이어 갈 상태가 들어 있지 않거나 다른 판의 "
                         f"TatumFlow로 훈련한 것이라 이어 갈 수 없습니다({error}). "
                         f"새로 시작하려면 {_ANOTHER_PLACE}") from None


def _check_shape(run: Run, path: Path, found: dict) -> None:
    theirs, ours = asdict(found["config"]), asdict(run.config)
    other = [f"{name}: 체크포인트 {theirs[name]}, 설정 {ours[name]}"
             for name in ours if theirs[name] != ours[name]]
    if other:
        raise TatumError(f"{path.name}은 다른 설정으로 훈련한 것입니다({'; '.join(other)}). "
                         f"설정을 되돌리거나 {_ANOTHER_PLACE}")


def _tell_changes(run: Run, found: dict) -> None:
    settings = found["training"].items()
    changed = [name for name, value in settings if value != getattr(run.training, name, None)]
    if found["seed"] != run.seed: changed.append("seed")
    if changed:
        run.accelerator.print("알림: 훈련 설정이 체크포인트와 다릅니다"
                              f"({', '.join(changed)}). 새 설정으로 이어 갑니다.")
    if found.get("data") != run.data:
        run.accelerator.print("알림: 훈련 데이터가 체크포인트의 것과 다릅니다. "
                              "새 데이터로 이어 갑니다.")
