# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

from pathlib import Path
from typing import Annotated

import numpy as np
import torch
from torch import nn

from ..data.collecting import first_midi, load_index
from ..data.frames import BOS, build_tokenizer, PAD, style_token
from ..data.notes import read_midi, write_midi
from ..data.tokens import decode, encode
from ..data.windows import TokenStream
from ..runtime.bars import progress
from ..runtime.cli import command
from ..runtime.errors import TatumError
from ..runtime.fonts import use_korean_font
from ..runtime.platforms import pick_device, set_seed
from ..runtime.workspaces import workspace
from .benchmark import measure_decoding
from .config import load_config, ModelConfig, TrainConfig
from .sampling import sample
from .transformer import token_loss, Transformer

__all__ = ['overfit', 'phase2_quick_test', 'plot_losses']


def overfit(notes: np.ndarray, style: str, config: ModelConfig, training: TrainConfig, max_steps: int = 600):
    """Train a new model on one excerpt alone until its loss falls below 0.03 nats per token.

    Returns (model, losses, excerpt): the excerpt is the whole of `notes` that fits the model's context, as token ids. The loss
    cannot get there when something is broken; then the returned losses say so.
    """
    device = pick_device()
    stream = _excerpt(notes, style, config.context)
    inputs, targets, _ = (torch.from_numpy(x).to(device.kind) for x in next(stream.windows(1)))
    model = Transformer(config).to(device.kind).train()
    optimizer = torch.optim.AdamW(model.parameters(), lr=training.learning_rate, betas=(0.9, 0.95), weight_decay=0.0)
    losses = []
    with progress(total=max_steps, desc="외우는 중", unit="스텝") as bar:
        while len(losses) < max_steps and (not losses or losses[-1] >= 0.03):
            loss = token_loss(model(inputs), targets)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), training.grad_clip)
            optimizer.step()
            losses.append(loss.item())
            bar.update()
            bar.set_postfix(loss=f"{losses[-1]:.3f}")
    return model.eval(), losses, inputs[0][inputs[0] != PAD].cpu().numpy()


def _excerpt(notes: np.ndarray, style: str, context: int) -> TokenStream:
    tokenizer = build_tokenizer()
    notes = notes.copy()
    notes["onset"] -= notes["onset"][0]
    ids = encode(notes, style, tokenizer)
    return TokenStream(ids, [{"start": 0, "length": len(ids)}], tokenizer, context)


def plot_losses(losses, goal: float | None = None):
    """Draw a loss curve (nats per token against steps). Returns the Axes."""
    from matplotlib import pyplot as plt
    _, ax = plt.subplots(figsize=(8, 3), layout="constrained")
    ax.semilogy(losses, color="tab:blue")
    if goal:
        ax.axhline(goal, color="tab:red", ls="--", lw=1)
    ax.set(xlabel="스텝", ylabel="손실(내트/토큰)")
    ax.grid(alpha=0.3, which="both")
    return ax


@command("MIDI 한 곡을 작은 모델에 외우게 하여, 손실이 0.1 아래로 내려가는지 확인하고 첫 생성물을 남깁니다.",
         example="tatumflow phase2_quick_test --midi data/art_tatum_midi/곡.mid --out outputs")
def phase2_quick_test(
    midi: Annotated[Path, "외울 MIDI 파일(기본: data/art_tatum_midi의 첫 파일)"] = None,
    config: Annotated[Path, "설정 파일이나 내장 설정의 이름(기본: 작업 폴더의 config_mini.yaml, 없으면 내장)"] = None,
    out: Annotated[Path, "결과를 둘 폴더(기본: outputs)"] = None,
    seed: Annotated[int, "난수 시드"] = 0,
    benchmark: Annotated[bool, "외우지 않고, 이 컴퓨터에서 한 토큰씩 뽑는 속도를 transformers와 견줍니다"] = False,
):
    """The subcommand for `overfit`, or with `benchmark` for `measure_decoding`. Raises `TatumError` when the loss stays at 0.1 or above."""
    if benchmark:
        for row in measure_decoding():
            print(f"파라미터 {row['parameters'] / 1e6:.1f}M, 한꺼번에 {row['batch']}곡: 1초에 {row['ours']:.0f}토큰, transformers {row['transformers']:.0f}토큰, {row['ratio']:.1f}배")
        return
    ws = workspace()
    out = Path(out or ws.outputs)
    file = Path(midi or first_midi())
    set_seed(seed)
    shape, training = load_config(config)
    style = load_index(file.parent).get(file.name, {}).get("artist")
    model, losses, excerpt = overfit(read_midi(file), style, shape, training)
    tokenizer = build_tokenizer()
    use_korean_font()
    curve = out / "quick_test_loss.png"
    out.mkdir(parents=True, exist_ok=True)
    plot_losses(losses, goal=0.1).figure.savefig(curve, dpi=110)
    (take,) = sample(model, tokenizer, [BOS, tokenizer.vocab[style_token(style)]], until=8, temperature=0.8, top_p=0.9, seed=seed)
    notes = decode(take, tokenizer)
    notes["duration"] = np.minimum(notes["duration"], 10 - notes["onset"])
    first = write_midi(notes, out / "first_generation.mid")
    print(f"{file.name}의 첫 {decode(excerpt, tokenizer)['onset'].max():.0f}초를 {len(losses)}스텝 외웠습니다. 손실 {losses[0]:.2f} → {losses[-1]:.3f}")
    print(f"저장한 곳: {first}, {curve}")
    if losses[-1] >= 0.1:
        raise TatumError(f"손실이 {losses[-1]:.3f}에서 멈추어 0.1 아래로 내려가지 못했습니다. 설정의 learning_rate와 hidden을 확인하십시오.")
