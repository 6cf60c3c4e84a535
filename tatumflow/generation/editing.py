"""Editing bars of a performance: in tokens, nothing outside of them changes."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import dataclass, replace

import numpy as np
import torch

from ..data.frames import read_frames
from ..data.harmony import chord_list
from ..data.notes import clip
from ..data.old_time import BAR_SECONDS
from ..data.tokens import decode, encode
from ..model.streaming import sample
from ..model.transformer import token_loss, Transformer
from ..runtime.errors import TatumError
from .asking import Ask
from .drawing import release_struck
from .edits import EDITS, parse_edits
from .passages import find_passage, on_grid, Passage
from .plans import CHORD
from .prompts import last_bars, plan_after, whole_bars
from .sources import read_source
from .takes import how_drawn, repeat_take, Take

__all__ = ['EditedTokens', 'edit_tokens', 'play_edits', 'seam_loss']


@dataclass(frozen=True, eq=False)
class EditedTokens:
    """Token ids before the edited bars (with the header), the takes of what stands there now, and
    after (to EOS); the frames of the bars, `old` and `new`."""
    before: np.ndarray
    middles: list[np.ndarray]
    after: np.ndarray
    old: np.ndarray
    new: np.ndarray


def _split_edits(text: str) -> tuple[list, list]:
    """The edits on notes and those on frames, in order."""
    edits = parse_edits(text)
    on_notes = [edit for edit in edits if EDITS[edit[0]].on_notes]
    return on_notes, [edit for edit in edits if edit not in on_notes]


def _apply_edits(passage: Passage, frames: np.ndarray, edits: str):
    """`edits` on a passage of a piece with these `frames`, those on notes first. Returns the notes
    of the passage after edits on notes, and its frames after all. Raises `TatumError` if edits on
    frames change nothing."""
    on_notes, on_frames = _split_edits(edits)
    notes = clip(passage.gridded, passage.begin, passage.end)
    bars = passage.last - passage.first + 1
    for name, amount in on_notes: notes, bars = EDITS[name].apply(notes, bars, amount)
    if on_notes:
        around = frames[:passage.first - 1], frames[passage.last:]
        frames = np.vstack([around[0], read_frames(notes, bars), around[1]])
    here = slice(passage.first - 1, passage.first - 1 + bars)
    new = frames.copy()
    for name, amount in on_frames:
        new[here] = EDITS[name].apply(new, amount)[here]  # the whole piece tells key and next chord
    if on_frames and np.array_equal(new, frames):
        names = ", ".join(name for name, _ in on_frames)
        raise TatumError(f"이 마디들에는 {names}(으)로 바꿀 것이 없습니다. "
                         "다른 마디나 다른 고치기를 고르십시오.")
    return notes, new[here]


def edit_tokens(player, ask: Ask, passage: Passage, style: str) -> EditedTokens:
    """`passage` with `ask.edits`, `ask.n` times. Take i is the best joined of `ask.tries` (default:
    4), drawn by `player` (a `Player`) with the seeds from (`ask.seed` + i) · tries on; edits on
    notes alone need no drawing."""
    tokenizer = player.tokenizer
    ids = encode(passage.gridded, style, tokenizer)
    lines = np.append(np.flatnonzero(ids == tokenizer.vocab["Bar_None"]), len(ids) - 1)
    before, after = ids[:lines[passage.first - 1]], ids[lines[passage.last]:]
    frames = read_frames(passage.gridded, len(lines) - 1)
    notes, new = _apply_edits(passage, frames, ask.edits)
    if _split_edits(ask.edits)[1]:
        middles = _draw_middles(player, ask, before, after, new)
    else:
        middles = [whole_bars(notes, len(new), style, tokenizer)[2:]] * ask.n
    return EditedTokens(before, middles, after, frames[passage.first - 1:passage.last], new)


def _draw_middles(player, ask: Ask, before, after, frames: np.ndarray) -> list[np.ndarray]:
    """For each of `ask.n` takes, the best joined of `ask.tries` ways to play `frames` between the
    tokens `before` and `after`."""
    model, tokenizer, tries = player.model, player.tokenizer, ask.tries or 4
    prompt = last_bars(before, model.config.context // 2, tokenizer)
    plan = plan_after(prompt, frames, tokenizer)
    sampling = replace(ask.sampling, n=ask.n * tries, seed=ask.seed * tries)
    until = (prompt.bars + len(frames)) * BAR_SECONDS
    opened = np.append(prompt.ids, tokenizer.vocab["Bar_None"])
    drawn = sample(model, tokenizer, opened, until, sampling, plan)
    middles = [ids[len(prompt.ids):-1] for ids in drawn]
    if len(after) == 1: return middles[::tries]  # nothing but EOS follows

    def loss(middle):
        tokens = np.concatenate([prompt.ids, middle, after])
        seam = len(prompt.ids) + len(middle)
        return seam_loss(model, tokens, seam, model.config.context // 4)

    return [min(middles[i:i + tries], key=loss) for i in range(0, len(middles), tries)]


def seam_loss(model: Transformer, tokens: np.ndarray, at: int, length: int) -> float:
    """Mean nats of the (up to) `length` tokens of `tokens` from index `at` on, after as much as
    fits before them."""
    first = max(2, at + length - model.config.context + 1)
    window = np.concatenate([tokens[1:2], tokens[first:at + length]]).astype(np.int64)
    count = min(length, len(tokens) - at, len(window) - 1)
    ids = torch.from_numpy(window)[None].to(model.rotary.device)
    with torch.inference_mode():
        return float(token_loss(model(ids[:, :-1])[:, -count:], ids[:, -count:]))


def play_edits(player, ask: Ask) -> list[Take]:
    """Takes of the whole source with `ask.edits` on its 2 s `ask.bars` (1 is where the first note
    is; default: all), by `player` (a `Player`).

    Outside of the bars it stays as it is; a key that is struck again while it is down is let go.
    Raises `TatumError` for bars that are not there or edits that change nothing.
    """
    source = read_source(ask)
    style = player.choose_style(ask.style, source.style)
    passage = find_passage(source.notes, ask.bars, drawn=bool(_split_edits(ask.edits)[1]))
    edited = edit_tokens(player, ask, passage, style)
    seconds = len(edited.new) * BAR_SECONDS
    parts = [_put_back(decode(middle, player.tokenizer), passage, seconds)
             for middle in edited.middles]
    asked = {"edits": _write_edits(ask.edits), "bars": f"{passage.first}-{passage.last}"}
    if _split_edits(ask.edits)[1]: asked |= how_drawn(player, ask)  # else nobody played
    chords = tuple(replace(chord, onset=passage.begin + chord.onset)
                   for chord in chord_list(edited.new[:, CHORD].ravel()))
    take = Take(passage.notes, ask.mode, style, ask.seed, seconds, passage.begin, source.name,
                asked, chords, passage.notes)
    return repeat_take(take, parts)


def _put_back(new: np.ndarray, passage: Passage, seconds: float) -> np.ndarray:
    """The performance with `new`, which lasts `seconds`, in the place of its `passage`."""
    notes, onset, new = passage.notes, on_grid(passage.notes["onset"]), new.copy()
    new["onset"] += passage.begin
    tail = notes[onset >= passage.end].copy()
    tail["onset"] += passage.begin + seconds - passage.end
    return release_struck(np.concatenate([notes[onset < passage.begin], new, tail]))


def _write_edits(text: str) -> str:
    """`text` as `parse_edits` understands it, written in one way."""
    edits = parse_edits(text)
    return ", ".join(f"{name}{amount:+d}" if amount else name for name, amount in edits)
