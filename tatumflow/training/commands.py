# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

from pathlib import Path
from typing import Annotated, Literal

from ..runtime.checkpoint_files import best_name
from ..runtime.cli import command
from ..runtime.fonts import use_korean_font
from ..runtime.platforms import pick_device
from ..runtime.workspaces import workspace
from .benchmark import measure_speed, show_benchmark, speed_plan
from .hub_vault import find_vault
from .logs import plot_training
from .loop import train
from .runs import Run
from .saving import checkpoint_path

__all__ = ['phase3_train_production']


@command("토큰으로 모델을 훈련합니다. 끊기면 같은 명령으로 이어 갑니다.",
         example="tatumflow phase3_train_production --config config_production.yaml")
def phase3_train_production(
    data: Annotated[Path, "토큰 폴더(기본: data/tokens)"] = None,
    config: Annotated[Path, "설정 파일이나 내장 설정의 이름(기본: 작업 폴더의 config_mini.yaml, 없으면 내장)"] = None,
    out: Annotated[Path, "checkpoints/와 logs/를 둘 폴더(기본: 작업 폴더)"] = None,
    resume: Annotated[Literal["auto", "never"], "auto: 있으면 이어 가기, never: 새로 시작하기"] = "auto",
    max_steps: Annotated[int, "여기까지만 훈련합니다(기본: 설정대로)"] = None,
    seed: Annotated[int, "난수 시드"] = 0,
    vault: Annotated[Path, "체크포인트의 사본을 둘 폴더나 hub:사용자이름/저장소이름(기본: Colab에 연결한 Google Drive. --out을 주면 없음)"] = None,
    silent: Annotated[bool, "TensorBoard에 연주를 넣지 않습니다"] = False,
    start: Annotated[Path, "새 훈련을 이 모델의 가중치에서 시작합니다"] = None,
    benchmark: Annotated[bool, "훈련하지 않고, 이 컴퓨터에서 훈련이 얼마나 빠른지 재어 results/benchmark.json에 적습니다"] = False,
):
    """The subcommand for `train`."""
    if benchmark:
        return print(show_benchmark(measure_speed(Path(out) / "results" if out else workspace().results, **speed_plan())))
    print(f"장치: {pick_device().name}")
    run = train(data, config, out, resume, max_steps, seed, vault or find_vault(out), audio=not silent, start=start)
    if run.accelerator.is_main_process:
        _report(run, Path(out or workspace().root))
    if run.stopped:
        raise KeyboardInterrupt


def _report(run: Run, root: Path) -> None:
    use_korean_font()
    plot_training(run.rows).figure.savefig(root / "logs" / "training.png", dpi=110)
    print(f"{run.step}스텝, 가장 좋은 검증 손실 {run.best:.3f}내트/토큰 ({best_name(root / 'checkpoints') or '아직 검증하지 않음'})")
    print(f"저장한 곳: {root / 'checkpoints'}, {root / 'logs'}")
    if run.stopped:
        path = checkpoint_path(root / "checkpoints", run.step)
        print(f"멈추라는 신호를 받아 {path}에 저장하고 멈췄습니다." if path.is_file() else
              "멈추라는 신호를 받았습니다. 손실이 높아 저장하지 않고 멈췄으니, 다시 실행하면 앞의 체크포인트에서 이어 갑니다.")
