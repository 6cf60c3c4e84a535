# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

import io
import os
import sys
import time
from pathlib import Path
from typing import Annotated

from ..data.collecting import collect, load_index
from ..data.preparing import prepare
from ..data.statistics import analyze
from ..generation.critic import choose_critic
from ..generation.players import improvise
from ..generation.ranking import rank_takes
from ..generation.saving import save_takes
from ..model.checkpoints import best_checkpoint
from ..model.saved_models import load_model, load_pretrained
from ..runtime.cli import command, run_command
from ..runtime.errors import TatumError
from ..runtime.workspaces import workspace
from ..training.training import train
from .drafts import write_portfolio
from .export import export_hub, push_hub
from .facts import gather_facts
from .slides import make_slides
from .space import make_space
from .video import choose_takes, make_video

__all__ = ['PHASES', 'main', 'phase6_export_huggingface', 'phase6_make_portfolio', 'quickstart']


@command("체크포인트를 Hugging Face 폴더로 내보내고 재현 기록과 README 초안을 씁니다. --push를 적을 때에만 올립니다.",
         example="tatumflow phase6_export_huggingface --push 사용자이름/모델이름 --private")
def phase6_export_huggingface(
    checkpoint: Annotated[Path, "내보낼 체크포인트(기본: 검증 손실이 가장 낮은 것)"] = None,
    out: Annotated[Path, "모델 폴더를 둘 곳(기본: outputs/huggingface)"] = None,
    push: Annotated[str, "올릴 Hub 저장소, 사용자이름/모델이름. 비밀 HF_TOKEN이 필요합니다"] = None,
    private: Annotated[bool, "비공개 저장소로 만듭니다"] = False,
):
    """The subcommand for `export_hub`, `write_portfolio` and `push_hub`."""
    ws = workspace()
    facts = gather_facts(checkpoint)
    folder = export_hub(facts.checkpoint, out, push)
    print(f"{ws.show(facts.checkpoint)} → {ws.show(folder)} (라이선스 {facts.license})")
    print("함께 둔 글: " + ", ".join(ws.show(path) for path in write_portfolio(facts)))
    if not facts.scores: print("이 체크포인트의 점수가 없어 카드에 '평가하지 않음'이라고 적었습니다. `tatumflow phase4_evaluate_model`로 잰 뒤 다시 내보내십시오.")
    if push: print(f"올린 곳: {push_hub(folder, push, private)}")


PHASES = {"data/metadata.json": "01_data.ipynb", "logs/tensorboard/training.csv": "03_training.ipynb", "results/metrics.json": "04_evaluation.ipynb",
          "outputs/generation/takes.json": "05_generation.ipynb"}


@command("포트폴리오를 모두 만듭니다: 모델 폴더, 재현 기록, 글의 초안, Space, 발표 자료, 영상. 5분 안에 끝납니다.",
         example="tatumflow phase6_make_portfolio")
def phase6_make_portfolio(
    checkpoint: Annotated[Path, "체크포인트(기본: 검증 손실이 가장 낮은 것)"] = None,
    seed: Annotated[int, "모자라는 연주를 새로 칠 때의 시드"] = 0,
):
    """Everything of this module but the upload, from what the workspace holds; says what is missing and which notebook makes it."""
    ws, start, facts = workspace(), time.monotonic(), gather_facts(checkpoint)
    def say(path): print(f"[{time.monotonic() - start:3.0f}초] {ws.show(path)}", flush=True)
    for path, notebook in PHASES.items():
        if not (ws.root / path).is_file(): print(f"없음: {path}. {notebook}가 만듭니다. 이것이 필요한 자리는 비워 둡니다.")
    if not facts.scores: print(f"없음: {facts.checkpoint.name}의 점수. 04_evaluation.ipynb나 `tatumflow phase4_evaluate_model`이 잽니다.")
    folder = export_hub(facts.checkpoint)
    for path in (folder, *write_portfolio(facts), make_space(facts, folder)): say(path)
    takes = choose_takes(facts, seed)
    say(make_slides(facts, takes))
    say(make_video(facts, takes))


@command("연습곡으로 모으기, 준비, 훈련, 생성, 소리를 한 번에 합니다. 5분 안에 끝납니다.",
         example="tatumflow quickstart --out tatumflow_quickstart")
def quickstart(
    out: Annotated[Path, "모든 결과를 둘 폴더"] = Path("tatumflow_quickstart"),
    seed: Annotated[int, "난수 시드"] = 0,
):
    """The road from collecting to sound on the built-in études, inside the folder `out`; a second call goes on with the model that is there."""
    start, before = time.monotonic(), os.environ.get("TATUMFLOW_WORKSPACE")
    def say(text): print(f"[{time.monotonic() - start:3.0f}초] {text}", flush=True)
    os.environ["TATUMFLOW_WORKSPACE"] = str(out)
    try:
        ws = workspace()
        if any(info["source"] != "etudes" for info in load_index(ws.midi).values()):
            raise TatumError(f"{out}에는 다른 데이터로 한 작업이 있습니다. 섞이지 않도록 --out에 새 폴더를 주십시오.")
        say(f"1/5 연습곡을 모읍니다: {out}")
        collect("etudes")
        say("2/5 통계를 내고 토큰으로 바꿉니다")
        analyze()
        prepare()
        say("3/5 작은 모델을 훈련합니다 (약 2분)")
        run = train(seed=seed)
        if run.stopped: raise KeyboardInterrupt
        say(f"4/5 네 번 연주하여 하나를 고릅니다 (모델: {run.step}스텝, 검증 손실 {run.best:.2f}내트/토큰)")
        takes = improvise(*load_model(best_checkpoint()), "Stride Etude", seconds=15, n=4, seed=seed)
        say("5/5 소리로 만듭니다. 마지막은 패키지에 들어 있는, PiJAMA의 연주로 훈련한 모델입니다")
        takes = [rank_takes(takes, choose_critic("Stride Etude"))[0][0], *improvise(*load_pretrained(), "Art Tatum", seconds=15, seed=seed)]
        files = [Path(out) / file.relative_to(ws.root) for file in save_takes(takes)]
    finally:
        os.environ.pop("TATUMFLOW_WORKSPACE")
        if before: os.environ["TATUMFLOW_WORKSPACE"] = before
    say("끝났습니다. 들어 보십시오.")
    for file in files: print(file, file.with_suffix(".mp3"), sep="\n")


def main(argv: list[str] | None = None):
    """The console script `tatumflow`: run one subcommand and exit with its code."""
    for screen in (sys.stdout, sys.stderr):  # on Windows a pipe may know no Korean, or Korean but no dashes
        if isinstance(screen, io.TextIOWrapper):
            try: "가".encode(screen.encoding)
            except UnicodeEncodeError: screen.reconfigure(encoding="utf-8")
            else: screen.reconfigure(errors="replace")
    sys.exit(run_command(argv))
