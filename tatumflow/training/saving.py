# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
import math
from dataclasses import asdict, fields
from pathlib import Path

from torch import nn

from ..model.checkpoints import load_checkpoint, save_checkpoint
from ..model.config import ModelConfig
from ..model.saved_models import load_model
from ..runtime.checkpoint_files import best_name
from ..runtime.errors import TatumError
from ..runtime.files import write_atomic
from .runs import Run

__all__ = [
    'SICK', 'check_health', 'checkpoint_path', 'note_best', 'recent_losses', 'resume_run',
    'save_run', 'take_weights',
]


def checkpoint_path(folder: Path, step: int) -> Path:
    """`tatumflow_000200.pt` for step 200."""
    return Path(folder) / f"tatumflow_{step:06d}.pt"


def save_run(run: Run, folder: Path, tokenizer) -> Path:
    """Write the run's checkpoint and `best.json`, then delete the checkpoints that are neither the best nor among the two newest."""
    path = save_checkpoint(checkpoint_path(folder, run.step), run.accelerator.unwrap_model(run.model), tokenizer, **run.state())
    note_best(run, folder)
    keep = {*(p.name for p in sorted(path.parent.glob("tatumflow_*.pt"))[-2:]), best_name(folder)}
    for old in path.parent.glob("tatumflow_*.pt"):
        if old.name not in keep:
            old.unlink()
    return path


def note_best(run: Run, folder: Path) -> None:
    """Name the best checkpoint in `best.json`, once there was a validation."""
    if run.best_step:
        best = {"file": checkpoint_path(folder, run.best_step).name, "step": run.best_step, "val_loss": run.best}
        write_atomic(Path(folder) / "best.json", json.dumps(best))


def resume_run(run: Run, folder: Path) -> bool:
    """Continue from the newest checkpoint in `folder` that can be read; False when there is none.

    Raises `TatumError` naming the fields when that checkpoint has another shape.
    """
    for leftover in Path(folder).glob(".*.tmp"):  # of a run that was killed while it wrote
        leftover.unlink(missing_ok=True)
    for path in sorted(Path(folder).glob("tatumflow_*.pt"), reverse=True):
        try:
            found = load_checkpoint(path)
        except TatumError as error:
            run.accelerator.print(f"{path.name}을 건너뜁니다. {error}")
            continue
        other = [f"{f.name}: 체크포인트 {getattr(found['config'], f.name)}, 설정 {getattr(run.config, f.name)}"
                 for f in fields(ModelConfig) if getattr(found["config"], f.name) != getattr(run.config, f.name)]
        if other:
            raise TatumError(f"{path.name}은 다른 설정으로 훈련한 것입니다({'; '.join(other)}). 설정을 되돌리거나 다른 --out을(--vault를 주었다면 그것도 다른 것을) 주십시오.")
        try:
            changed = {name for name, value in found["training"].items() if value != getattr(run.training, name, None)}
            if changed or found["seed"] != run.seed:
                run.accelerator.print(f"알림: 훈련 설정이 체크포인트와 다릅니다({', '.join(changed) or 'seed'}). 새 설정으로 이어 갑니다.")
            if found.get("data") != run.data:
                run.accelerator.print("알림: 훈련 데이터가 체크포인트의 것과 다릅니다. 새 데이터로 이어 갑니다.")
            run.restore(found)
        except (KeyError, ValueError) as error:  # something is missing, or the optimizer has other groups
            raise TatumError(f"{path.name}은 훈련을 이어 갈 상태가 들어 있지 않거나 다른 판의 TatumFlow로 훈련한 것이라 이어 갈 수 없습니다({error}). "
                             "새로 시작하려면 다른 --out을(--vault를 주었다면 그것도 다른 것을) 주십시오.") from None
        if run.accelerator.is_main_process:
            note_best(run, folder)
        run.accelerator.print(f"{path.name}에서 이어 갑니다({run.step}스텝, 가장 좋은 검증 손실 {run.best:.3f}).")
        return True
    return False


def take_weights(run: Run, start: Path) -> None:
    """Give a new `run` the weights of the model `start` (see `load_model`). Layers after its last and `taps` that it does not have begin
    by adding nothing. Raises `TatumError` when its shape is another one in anything else."""
    model, _ = load_model(start)
    free = ("dropout", "context") if run.config.positions == "rotary" else ("dropout",)  # relative positions have weights for each distance
    other = [f"{name}: 모델 {found}, 설정 {getattr(run.config, name)}" for name, found in asdict(model.config).items()
             if name not in free and found != getattr(run.config, name) and (name, found) != ("taps", 0)
             and not (name == "layers" and found < run.config.layers)]
    if other:
        raise TatumError(f"{start}에서 시작할 수 없습니다. 모양이 설정과 다릅니다({'; '.join(other)}). 설정 파일의 값을 그 모델에 맞추십시오.")
    for target in (run.accelerator.unwrap_model(run.model), run.ema.module):
        for block in target.model.layers[model.config.layers:]:
            nn.init.zeros_(block.self_attn.o_proj.weight), nn.init.zeros_(block.mlp.down_proj.weight)
        target.load_state_dict({**target.state_dict(), **model.state_dict()})


SICK = 0.5  # nats above the loss of knowing nothing


def recent_losses(run: Run) -> list[float]:
    """The training losses of the log's last 4 rows."""
    return [row["train_loss"] for row in run.rows if "train_loss" in row][-4:]


def check_health(run: Run, loss: float, norm: float, folder: Path) -> None:
    """Raise `TatumError`, naming the last good checkpoint in `folder`, when `loss` (nats) or gradient norm is not finite (fp16 skips
    such gradients itself), or when the last 4 rows of the log are all 0.5 nats above the loss of knowing nothing."""
    recent, ignorance = recent_losses(run), math.log(run.config.vocab_size)
    if not math.isfinite(loss) or not (math.isfinite(norm) or run.accelerator.scaler):
        what = f"{run.step}번째 스텝에서 손실이 {loss}, 기울기의 크기가 {norm}이 되었습니다."
    elif len(recent) == 4 and min(recent) > ignorance + SICK:
        what = f"{run.step}번째 스텝까지 손실이 {recent[-1]:.1f}로, 아무것도 모르는 모델({ignorance:.1f})보다 나쁩니다(발산)."
    else:
        return
    good = max((path.name for path in Path(folder).glob("tatumflow_*.pt")), default=None)
    raise TatumError(f"{what} 설정의 learning_rate를 절반으로 낮추고 같은 명령을 다시 실행하십시오. "
                     + (f"마지막 좋은 체크포인트 {good}에서 이어 갑니다." if good else "저장된 체크포인트가 없어 처음부터 시작합니다."))
