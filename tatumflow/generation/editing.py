"""Editing bars of a performance: in tokens, nothing outside of them changes."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
from dataclasses import dataclass, replace

import numpy as np
import torch
from miditok import REMI

from ..data.frames import read_frames
from ..data.notes import clip
from ..data.time_map import TimeMap, unwarp
from ..data.tokens import decode
from ..model.sampling import Until
from ..model.streaming import sample
from ..model.transformer import token_loss, Transformer
from ..runtime.errors import TatumError
from .asking import Ask
from .bridging import bridge_prompt, split_tokens
from .drawing import let_go, release_struck
from .edits import EDITS, parse_edits
from .maps import stretch_map
from .passages import find_passage, Passage
from .plans import chords_from, TEMPO
from .prompts import last_bars, plan_after, whole_bars
from .sources import on_grid, read_source
from .takes import how_drawn, repeat_take, Take

__all__ = [
    'EditedTokens', 'draw_middles', 'edit_tokens', 'needs_player', 'place_notes', 'play_edits',
    'put_back', 'seam_loss',
]


@dataclass(frozen=True, eq=False)
class EditedTokens:
    """Token ids before the edited bars (with the header), the takes of what stands there now, and
    after (to EOS); the frames of the bars, `old` and `new`; and `moved`, the notes (beats of the
    source's map) where nobody needs to play."""
    before: np.ndarray
    middles: list[np.ndarray]
    after: np.ndarray
    old: np.ndarray
    new: np.ndarray
    moved: np.ndarray | None = None


def needs_player(text: str) -> bool:
    """Whether edits change what is to be played, and not notes or the tempo alone."""
    return any(not EDITS[name].on_notes and EDITS[name].ratio == 1
               for name, _ in parse_edits(text))


def _apply_edits(passage: Passage, frames: np.ndarray, edits: str):
    """`edits` on a passage of a piece with these `frames`, those on notes first. Returns the notes
    of the passage (beats of the map) after edits on notes, and its frames after all. Raises
    `TatumError` if edits on frames change nothing."""
    edits, here = parse_edits(edits), passage.bars
    onset = passage.source.gridded["onset"]
    notes = passage.source.beats[(onset >= passage.begin) & (onset < passage.end)]
    on_notes = [edit for edit in edits if EDITS[edit[0]].on_notes]
    for name, amount in on_notes: notes = EDITS[name].apply(notes, amount)
    old, bars = frames.copy(), here.stop - here.start
    if on_notes: old[here] = read_frames(_from(notes, passage), bars, frames[here, TEMPO])
    new = old.copy()
    for name, amount in edits:  # the whole piece tells the key and the next chord
        if not EDITS[name].on_notes: new[here] = EDITS[name].apply(new, amount)[here]
    on_frames = [name for name, _ in edits if not EDITS[name].on_notes]
    if on_frames and needs_player(", ".join(on_frames)) and np.array_equal(
            new[:, TEMPO + 1:], old[:, TEMPO + 1:]):
        raise TatumError(f"이 마디들에는 {', '.join(on_frames)}(으)로 바꿀 것이 없습니다. "
                         "다른 마디나 다른 고치기를 고르십시오.")
    return notes, new[here]


def _from(notes: np.ndarray, passage: Passage) -> np.ndarray:
    """`notes` of a passage on the grid, counted from where it begins."""
    notes = notes.copy()
    notes["onset"] = on_grid(notes["onset"])
    return clip(notes, passage.begin, passage.end)


def edit_tokens(player, ask: Ask, passage: Passage, style: str) -> EditedTokens:
    """`passage` with `ask.edits`, `ask.n` times. Take i is the best joined of `ask.tries` (default:
    4), drawn by `player` (a `Player`) with the seeds from (`ask.seed` + i) · tries on; edits on
    notes and tempo alone need no drawing."""
    tokenizer, here = player.tokenizer, passage.bars
    before, after, frames = split_tokens(passage, style, tokenizer)
    moved, new = _apply_edits(passage, frames, ask.edits)
    if needs_player(ask.edits):
        middles, moved = draw_middles(player, ask, before, after, new), None
    else:
        part = _from(moved, passage)
        middles = [whole_bars(part, new[:, TEMPO], style, tokenizer)[2:]] * ask.n
    return EditedTokens(before, middles, after, frames[here], new, moved)


def draw_middles(player, ask: Ask, before, after, frames: np.ndarray) -> list[np.ndarray]:
    """For each of `ask.n` takes, the best joined of `ask.tries` ways to play `frames` between the
    tokens `before` and `after`. The mode bridge reads both; an edit goes on from `before` and is
    chosen by how it joins `after`: having read what follows, the true middle is hardly cheaper to
    the packaged model (0.016 [0.011, 0.023] nats a note)."""
    model, tokenizer, tries = player.model, player.tokenizer, ask.tries or 4
    prompt = heard = last_bars(before, model.config.context // 2, tokenizer)
    if ask.mode == "bridge":
        prompt = bridge_prompt(before, after, len(frames), tokenizer, model.config.context // 2)
    plan = plan_after(prompt, frames, tokenizer)
    sampling = replace(ask.sampling, n=ask.n * tries, seed=ask.seed * tries)
    until = Until(bars=prompt.bars + len(frames))
    opened = np.append(prompt.ids, tokenizer.vocab["Bar_None"])
    drawn = sample(model, tokenizer, opened, until, sampling, plan)
    middles = [ids[len(prompt.ids):-1] for ids in drawn]
    if len(after) == 1: return middles[::tries]  # nothing but EOS follows

    def loss(middle):
        tokens = np.concatenate([heard.ids, middle, after])
        seam = len(heard.ids) + len(middle)
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
    """Takes of the whole source with `ask.edits` on its `ask.bars` (default: all), by `player` (a
    `Player`).

    Outside of the bars it stays as it is, but for a key that is struck again while it is down,
    which is let go, and what follows a change of tempo, which moves. Raises `TatumError` for bars
    that are not there or edits that change nothing.
    """
    source = read_source(ask)
    style = player.choose_style(ask.style, source.style)
    passage = find_passage(source, ask.bars, drawn=needs_player(ask.edits))
    edited = edit_tokens(player, ask, passage, style)
    ratio = math.prod(EDITS[name].ratio for name, _ in parse_edits(ask.edits))
    time = stretch_map(source.time, passage.begin, passage.end, ratio)
    begin, end = time.to_seconds([passage.begin, passage.end]).tolist()
    news = _new_notes(edited, passage, player.tokenizer)
    asked = {"edits": _write_edits(ask.edits), "bars": f"{passage.first}-{passage.last}",
             **source.told}
    if needs_player(ask.edits): asked |= how_drawn(player, ask)  # else nobody played
    elif ask.click: asked["click"] = True
    take = Take(source.notes, ask.mode, style, ask.seed, end - begin, begin, source.name, asked,
                chords_from(edited.new, passage.begin), source.notes, time)
    return repeat_take(take, [{"notes": put_back(new, passage, time)} for new in news])


def _new_notes(edited: EditedTokens, passage: Passage, tokenizer: REMI) -> list[np.ndarray]:
    """What stands in the passage now, in beats of the source's map."""
    if edited.moved is not None: return [edited.moved] * len(edited.middles)
    return [place_notes(middle, passage, tokenizer) for middle in edited.middles]


def place_notes(middle: np.ndarray, passage: Passage, tokenizer: REMI) -> np.ndarray:
    """The notes that the tokens of a passage spell, in beats of the source's map."""
    new = release_struck(decode(middle, tokenizer))
    new["onset"] += passage.begin
    return new


def put_back(new: np.ndarray, passage: Passage, time: TimeMap) -> np.ndarray:
    """The performance (s) with `new` (beats) in the place of its `passage`, in the edited
    `time`."""
    notes, onset = passage.source.notes, passage.source.gridded["onset"]
    later = time.to_seconds(passage.end) - passage.source.time.to_seconds(passage.end)
    head, tail = notes[onset < passage.begin], notes[onset >= passage.end].copy()
    if abs(later) > 1e-9: tail["onset"] += later
    new = unwarp(new, time)
    return np.concatenate([let_go(head, new), let_go(new, tail), tail])


def _write_edits(text: str) -> str:
    """`text` as `parse_edits` understands it, written in one way."""
    edits = parse_edits(text)
    return ", ".join(f"{name}{amount:+d}" if amount else name for name, amount in edits)
