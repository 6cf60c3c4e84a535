"""From collecting to sound on the built-in études, in one call."""

# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ..data.collecting import collect
from ..data.index import load_index
from ..data.preparing import prepare
from ..data.statistics import analyze
from ..generation.asking import Ask
from ..generation.critic import choose_critic
from ..generation.players import open_player
from ..generation.ranking import rank_takes
from ..generation.saving import save_takes
from ..generation.takes import Take
from ..model.checkpoints import best_checkpoint
from ..runtime.errors import TatumError
from ..runtime.workspaces import workspace
from ..training.training import train, Training

__all__ = ['walk_through']


_STYLE = "Stride Etude"


@contextmanager
def _workspace_at(folder: Path) -> Iterator[None]:
    """Within the block the workspace is `folder`."""
    before = os.environ.get("TATUMFLOW_WORKSPACE")
    os.environ["TATUMFLOW_WORKSPACE"] = str(folder)
    try:
        yield
    finally:
        if before is None: del os.environ["TATUMFLOW_WORKSPACE"]
        else: os.environ["TATUMFLOW_WORKSPACE"] = before


def _play(seed: int) -> list[Take]:
    """The best of four takes of the newly trained model, and one of the package's own."""
    ask = Ask(style=_STYLE, seconds=15, n=4, seed=seed)
    takes = open_player(best_checkpoint()).play(ask)
    best = rank_takes(takes, choose_critic(_STYLE))[0][0]
    tatum = Ask(style="Art Tatum", seconds=15, seed=seed)
    return [best, *open_player("pretrained").play(tatum)]


def _walk(seed: int, tell: Callable[[str], None]) -> list[Path]:
    """The five steps in the workspace; the MIDI files."""
    tell("1/5 연습곡을 모읍니다")
    collect("etudes")
    tell("2/5 통계를 내고 토큰으로 바꿉니다")
    analyze()
    prepare()
    tell("3/5 작은 모델을 훈련합니다 (약 2분)")
    run = train(Training(seed=seed))
    if run.stopped: raise KeyboardInterrupt
    tell("4/5 네 번 연주하여 하나를 고릅니다 "
         f"(모델: {run.step}스텝, 검증 손실 {run.best:.2f}내트/토큰)")
    takes = _play(seed)
    tell("5/5 소리로 만듭니다. 마지막은 패키지에 들어 있는 모델(PiJAMA로 훈련)입니다")
    return save_takes(takes)


def walk_through(out: Path, seed: int = 0) -> list[Path]:
    """Collect, prepare, train and play on the built-in études, inside the folder `out`; a second
    call goes on with the model that is there. Returns the MIDI files, an MP3 beside each. Raises
    `TatumError`, and KeyboardInterrupt when the training was stopped."""
    start = time.monotonic()

    def tell(text):
        print(f"[{time.monotonic() - start:3.0f}초] {text}", flush=True)

    with _workspace_at(out):
        if any(info["source"] != "etudes" for info in load_index(workspace().midi).values()):
            raise TatumError(f"{out}에는 다른 데이터로 한 작업이 있습니다. "
                             "섞이지 않도록 --out에 새 폴더를 주십시오.")
        tell(f"모든 결과를 둘 곳: {out}")
        root = workspace().root
        files = [Path(out) / file.relative_to(root) for file in _walk(seed, tell)]
    tell("끝났습니다. 들어 보십시오.")
    return files
