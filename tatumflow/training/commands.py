"""The command that trains."""

# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

from pathlib import Path

from ..runtime.arguments import one_of, whole
from ..runtime.checkpoint_files import best_name
from ..runtime.errors import TatumError
from ..runtime.files import save_figure
from ..runtime.platforms import pick_device
from ..runtime.workspaces import workspace
from .curves import plot_training
from .mine import tune_on
from .runs import Run
from .saving import checkpoint_path
from .training import train, Training
from .vaults import find_vault

__all__ = ['phase3_train_production']


def phase3_train_production(parser):
    """The options of `train`. The work ends with KeyboardInterrupt when a signal stopped it."""
    add = parser.add_argument
    add("--data", type=Path, help="토큰 폴더(기본: data/tokens)")
    add("--config", type=Path, help="설정 파일이나 내장 설정의 이름(기본: config_production.yaml. "
                                    "--start나 --mine을 주면 그 모델의 모양과 "
                                    "config_finetune.yaml)")
    add("--mine", type=Path, help="이 폴더나 ZIP의 MIDI(5–50곡)로 패키지의 모델을 미세 조정합니다")
    add("--out", type=Path, help="checkpoints/와 logs/를 둘 폴더(기본: 작업 폴더. --mine을 주면 그 "
                                 "안의 mine)")
    add("--resume", type=one_of(("auto", "never")), default="auto",
        help="auto: 있으면 이어 가기(기본), never: 새로 시작하기")
    add("--max-steps", type=whole, help="여기까지만 훈련합니다(기본: 설정대로)")
    add("--seed", type=whole, default=0, help="난수 시드(기본: 0)")
    add("--vault", type=Path, help="체크포인트의 사본을 둘 폴더나 hub:사용자이름/저장소이름"
                                   "(기본: Colab에 연결한 Google Drive. --out을 주면 없음)")
    add("--silent", action="store_true", help="TensorBoard에 연주를 넣지 않습니다")
    add("--start", type=Path, help="새 훈련을 이 모델(pretrained는 패키지의 모델)의 가중치에서 "
                                   "시작합니다")
    parser.epilog = ("예:\n  tatumflow phase3_train_production\n"
                     "  tatumflow phase3_train_production --mine 내_연주")
    return _train_production


def _train_production(options) -> None:
    if options.mine and options.data:
        raise TatumError("--mine은 그 폴더의 MIDI로 토큰을 만드므로 --data와 함께 쓸 수 없습니다. "
                         "둘 가운데 하나만 주십시오.")
    out = options.out or (workspace().root / "mine" if options.mine else None)
    config = options.config
    if not (config or options.start or options.mine): config = Path("config_production.yaml")
    request = Training(data=options.data, config=config, out=out, resume=options.resume,
                       max_steps=options.max_steps, seed=options.seed,
                       vault=options.vault or find_vault(out), audio=not options.silent,
                       start=options.start)
    print(f"장치: {pick_device().name}")
    run = tune_on(options.mine, request) if options.mine else train(request)
    if run.accelerator.is_main_process: _report(run, request)
    if run.stopped: raise KeyboardInterrupt


def _report(run: Run, request: Training) -> None:
    """Say how a run ended and draw its curves."""
    folder, logs = request.folder, request.root / "logs"
    save_figure(plot_training(run.rows).figure, logs / "training.png")
    best = best_name(folder) or "아직 검증하지 않음"
    print(f"{run.step}스텝, 가장 좋은 검증 손실 {run.best:.3f}내트/토큰 ({best})")
    print(f"저장한 곳: {folder}, {logs}")
    path = checkpoint_path(folder, run.step)
    if run.stopped and path.is_file():
        print(f"멈추라는 신호를 받아 {path}에 저장하고 멈췄습니다.")
    elif run.stopped:
        print("멈추라는 신호를 받았습니다. 손실이 높아 저장하지 않고 멈췄으니, 다시 실행하면 "
              "앞의 체크포인트에서 이어 갑니다.")
