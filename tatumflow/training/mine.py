"""A model of one's own: another one, by default the packaged, fine-tuned on one's MIDI files."""

# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from ..data.collecting import collect
from ..data.preparing import prepare
from ..data.windows import TokenStream
from ..model.saved_models import load_model, open_model, PRETRAINED
from ..runtime.checkpoint_files import best_name
from .copying import find_copies, note_copies
from .runs import Run
from .saving import checkpoint_path
from .training import train, Training
from .validation import loss_by_kind

__all__ = ['tune_on']


def tune_on(midi: Path, request: Training) -> Run:
    """Prepare the MIDI files of `midi` (a folder, a ZIP archive or both in one another) in
    `data/tokens` of the request's root, split by piece, and train on them from the weights of
    `request.start`. Says in Korean how much the held-out pieces gained, and whether the model plays
    its training pieces back (see `find_copies`), which `checkpoints/copies.json` keeps. Raises
    `TatumError` as `collect`, `prepare` and `train` do."""
    tokens = request.root / "data/tokens"
    with TemporaryDirectory() as folder:
        found = collect("folder", midi, out=Path(folder) / "midi")
        print(found)
        made = prepare(found.folder, tokens)
    print(f"{midi}의 곡: {made}")
    request = replace(request, data=tokens, start=request.start or PRETRAINED)
    run = train(request)
    if run.accelerator.is_main_process and not run.stopped: _judge(run, request)
    return run


def _judge(run: Run, request: Training) -> None:
    """Say what a fine-tuned model gained and what it copies."""
    streams = {split: TokenStream.open(request.data, split, run.config.context)
               for split in ("train", "val")}
    model, _ = load_model(request.folder / (best_name(request.folder) or
                                            checkpoint_path(request.folder, run.step).name))
    copies = find_copies(model, streams)
    note_copies(copies, request.folder)
    first, best = _first_loss(request, streams["val"]), loss_by_kind(model, streams["val"])
    if first:
        print(f"검증 곡의 손실: {first:.3f} → {best.note:.3f}내트/음 ({best.note - first:+.3f})")
        if best.note >= first:
            print("주의: 시작한 모델보다 나아지지 않았습니다. 곡을 더 모으거나 learning_rate를 "
                  "낮추어 다시 훈련하십시오.")
    says = (f"훈련한 곡과 잇달아 같은 음은 가장 길게 {copies.takes}개입니다"
            f"(훈련에 쓰지 않은 연주는 {copies.real}개).")
    if copies.found:
        print(f"주의: 훈련한 곡을 외웠습니다. {says} {copies.allowed}개를 넘으므로 이 모델을 "
              "공개하지 마십시오. 곡을 더 모으거나 max_steps를 줄여 다시 훈련하십시오.")
    else:
        print(f"외우지 않았습니다. {says}")


def _first_loss(request: Training, stream: TokenStream) -> float | None:
    """The loss (nats a note) of the model that the run began with; None of other tokens."""
    found = open_model(request.start, any_tokens=True)
    if found.read_tokenizer().vocab != stream.tokenizer.vocab: return None
    return loss_by_kind(found.build()[0], stream).note
