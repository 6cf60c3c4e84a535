"""The command of this lesson."""

# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

from pathlib import Path

from ..data.collecting import first_midi
from ..data.finding import typed_path
from ..data.index import load_index
from ..data.left_out import say_left_out
from ..data.midi import read_piano, write_midi
from ..data.notes import clip
from ..data.tokens import play_back
from ..data.vocabulary import BOS, build_tokenizer, style_token
from ..runtime.arguments import whole
from ..runtime.errors import TatumError
from ..runtime.files import make_folder, save_figure
from ..runtime.platforms import set_seed
from ..runtime.workspaces import workspace
from .config import load_config
from .overfitting import overfit, Overfitted, plot_losses
from .sampling import Sampling, Until
from .streaming import sample

__all__ = ['phase2_quick_test']


def phase2_quick_test(parser):
    """Learns one MIDI file by heart and lets the model play. Raises `TatumError` when the loss
    stays at 0.1 or above."""
    parser.add_argument("--midi", type=Path,
                        help="외울 MIDI 파일(기본: data/art_tatum_midi의 첫 파일)")
    parser.add_argument("--config", type=Path, help="설정 파일이나 내장 설정의 이름"
                        "(기본: 작업 폴더의 config_mini.yaml, 없으면 내장)")
    parser.add_argument("--out", type=Path, help="결과를 둘 폴더(기본: outputs)")
    parser.add_argument("--seed", type=whole, default=0, help="난수 시드")
    parser.epilog = ("예:\n  tatumflow phase2_quick_test --midi data/art_tatum_midi/곡.mid "
                     "--out outputs")
    return _quick_test


def _quick_test(options) -> None:
    file, out = typed_path(options.midi or first_midi()), options.out or workspace().outputs
    make_folder(out)
    set_seed(options.seed)
    style, part = load_index(file.parent).get(file.name, {}).get("artist"), read_piano(file)
    if part.left_out: print(say_left_out(file.name, part.left_out))
    result = overfit(part.notes, style, *load_config(options.config))
    _report(result, style, file.name, Path(out), options.seed)


def _report(result: Overfitted, style: str, name: str, out: Path, seed: int) -> None:
    """Write the loss curve and a first take to `out`, and say how it went."""
    tokenizer, losses = build_tokenizer(), result.losses
    curve = save_figure(plot_losses(losses, goal=0.1).figure, out / "quick_test_loss.png")
    prompt = [BOS, tokenizer.vocab[style_token(style)]]
    sampling = Sampling(seed=seed, temperature=0.8, top_p=0.9)
    (take,) = sample(result.model, tokenizer, prompt, Until(seconds=8), sampling)
    notes = clip(play_back(take, tokenizer), 0, 10)
    first = write_midi(notes, out / "first_generation.mid")
    seconds = play_back(result.excerpt, tokenizer)["onset"].max()
    print(f"{name}의 첫 {seconds:.0f}초를 {len(losses)}스텝 외웠습니다. "
          f"손실 {losses[0]:.2f} → {losses[-1]:.3f}")
    print(f"저장한 곳: {first}, {curve}")
    if losses[-1] >= 0.1:
        raise TatumError(f"손실이 {losses[-1]:.3f}에서 멈추어 0.1 아래로 내려가지 못했습니다. "
                         "설정의 learning_rate와 hidden을 확인하십시오.")
