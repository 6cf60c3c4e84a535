"""Whether a run is learning at all."""

# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
from pathlib import Path

from ..runtime.checkpoint_files import checkpoint_files
from ..runtime.errors import TatumError
from .runs import Run

__all__ = ['check_health', 'highest_healthy', 'recent_losses']


_UNHEALTHY = 0.5  # nats per token above the loss of a model that knows nothing


def recent_losses(run: Run) -> list[float]:
    """The training losses of the log's last 4 rows."""
    return [row["train_loss"] for row in run.rows if "train_loss" in row][-4:]


def highest_healthy(run: Run) -> float:
    """The training loss (nats per token) above which a run is diverging."""
    return math.log(run.config.vocab_size) + _UNHEALTHY


def check_health(run: Run, loss: float, norm: float, folder: Path) -> None:
    """Raise `TatumError`, naming the last good checkpoint in `folder`, when `loss` (nats) or
    gradient norm is not finite (fp16 skips such gradients itself), or when the last 4 rows of the
    log all have unhealthy losses."""
    recent = recent_losses(run)
    if not math.isfinite(loss) or not (math.isfinite(norm) or run.accelerator.scaler):
        what = (f"{run.step}번째 스텝에서 손실이 {loss}, 기울기의 크기가 {norm}이 "
                "되었습니다.")
    elif len(recent) == 4 and min(recent) > highest_healthy(run):
        ignorance = math.log(run.config.vocab_size)
        what = (f"{run.step}번째 스텝까지 손실이 {recent[-1]:.1f}로, 아무것도 모르는 모델"
                f"({ignorance:.1f})보다 나쁩니다(발산).")
    else:
        return
    saved = checkpoint_files(folder)
    back = (f"마지막 좋은 체크포인트 {saved[-1].name}에서 이어 갑니다." if saved
            else "저장된 체크포인트가 없어 처음부터 시작합니다.")
    raise TatumError(f"{what} 설정의 learning_rate를 절반으로 낮추고 같은 명령을 다시 "
                     f"실행하십시오. {back}")
