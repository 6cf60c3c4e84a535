"""Rows of the table: what a player's takes and losses are, measured on the material."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import asdict, dataclass, replace

import numpy as np
import torch
from torch import nn

from ..data.midi import write_midi
from ..data.notes import BEATS_A_BAR
from .baselines import copied_prompt, MarkovPlayer, noise, other_style, shuffled_notes
from .chains import TokenChain
from .clip_measures import clip_numbers, NUMBERS
from .form import random_pitches, shuffled_bars
from .frame_use import frame_use
from .intervals import Estimate
from .losses import hidden_losses, visible_losses
from .material import Material
from .metrics import LABELS
from .pieces import open_stream
from .results import LossReport, Row, Score
from .scores import music_statistics, resample, Statistic
from .structure import long_scores

__all__ = [
    'Played', 'floor_rows', 'long_floors', 'make_row', 'measure_losses', 'measure_takes',
    'play_floors', 'real_takes', 'simple_losses',
]


def measure_losses(material: Material, model: nn.Module, context: int) -> LossReport:
    """The losses of a language model on every slice, in windows of `context` tokens."""
    seed, most = material.exam.seed, material.exam.windows
    streams = {name: open_stream(pieces, material.tokenizer, context)
               for name, pieces in material.slices.items()}
    hidden = {name: hidden_losses(model, stream, seed, most) for name, stream in streams.items()}
    main, first = next(iter(streams.values())), next(iter(hidden.values()))
    return LossReport(scores=first.units.scores | visible_losses(model, main, seed, most),
                      by_kind=first.by_kind,
                      losses={name: found.units for name, found in hidden.items()},
                      frame_use=frame_use(model, main, seed, most),
                      windows={name: found.by_window.tolist() for name, found in hidden.items()})


@dataclass(frozen=True, eq=False)
class Played:
    """What one player played, one take a passage, its `music_statistics`, and the `long_scores` of
    its long takes, none where there are none."""
    name: str
    kind: str
    takes: list[np.ndarray]
    statistics: dict[str, Statistic]
    long: dict[str, Estimate]


def measure_takes(material: Material, name: str, kind: str, takes: list[np.ndarray],
                  long: list[np.ndarray] | None = None) -> Played:
    """Measure takes, and what `long` ones (beats) refer back to; leave the takes in the folder
    `takes/NAME`, a silent one leaves no file."""
    folder = material.exam.results / "takes" / name
    for old in [*folder.glob("*.mid"), *folder.glob("row.json")]:
        old.unlink()
    for i, take in enumerate(takes):
        if len(take): write_midi(take, folder / f"{i:02d}.mid")
    statistics = music_statistics(takes, material.ruler, is_real=kind == "ceiling")
    scores = long_scores(long, material.exam.bars, material.exam.seed) if long else {}
    return Played(name, kind, takes, statistics, scores)


def real_takes(material: Material) -> Played:
    """What was really played."""
    takes = [passage.real for passage in material.passages]
    return measure_takes(material, "real", "ceiling", takes, [each.notes for each in material.long])


def make_row(material: Material, played: Played, losses: LossReport | None = None, **more) -> Row:
    """The row of a player, with the losses it has, and `more` fields of `Row`."""
    takes, memory, passages = played.takes, material.ruler.memory, material.passages
    scores = dict(losses.scores) if losses else {}
    scores |= resample(played.statistics, material.ruler, material.exam.seed)
    scores |= played.long
    numbers = [list(clip_numbers(take, p.seconds).values()) for take, p in zip(takes, passages)]
    quartiles = np.percentile(numbers, [25, 50, 75], axis=0).T.tolist()
    if losses:
        more |= {"loss_by_kind": losses.by_kind, "losses": losses.losses,
                 "frame_use": losses.frame_use, "windows": losses.windows}
    return Row(label=LABELS.get(played.name, played.name), kind=played.kind,
               silent=sum(not len(take) for take in takes),
               most_shared=int(memory.longest_runs(takes).max()) if memory else None,
               spread=dict(zip(NUMBERS, quartiles)),
               scores={name: Score(**asdict(score)) for name, score in scores.items()}, **more)


def play_floors(material: Material) -> list[Played]:
    """What the baselines play; the Markov chain only where there are training pieces."""
    players = {"uniform": noise, "shuffled": shuffled_notes, "copied": copied_prompt,
               "other": other_style(material.others)}
    chain = MarkovPlayer(material.training, material.tokenizer) if material.training else None
    if chain: players["markov"] = chain
    floors, long = [], long_floors(material, chain)
    for name, play in players.items():
        rng = np.random.default_rng(material.exam.seed)
        takes = [play(passage, rng) for passage in material.passages]
        floors.append(measure_takes(material, name, "floor", takes, long.get(name)))
    return floors


def long_floors(material: Material, chain: MarkovPlayer | None) -> dict[str, list[np.ndarray]]:
    """{baseline: a long take (beats) for every long excerpt}: pitches at random, bars in random
    order, the chain's; and excerpts of other styles."""
    rng, long = np.random.default_rng(material.exam.seed), material.long
    found = {"uniform": [random_pitches(each.notes, rng) for each in long],
             "shuffled": [shuffled_bars(each.notes, material.exam.bars, rng) for each in long],
             "other": [each.notes for each in material.long_others]}
    if chain:
        beats = BEATS_A_BAR * material.exam.bars
        found["markov"] = [chain.play(each.notes[:32], beats, rng) for each in long]
    return found


def floor_rows(material: Material, floors: list[Played]) -> dict[str, Row]:
    """{name: row} of the baselines: noise has the loss of knowing nothing, shuffled music that of
    knowing how often each token comes after each kind, and the Markov chain its own."""
    rows, size = {}, len(material.tokenizer)
    for played in floors:
        losses, scores = None, {}
        if played.name == "uniform":
            scores = simple_losses(material, nn.Embedding.from_pretrained(torch.zeros(size, size)))
        if played.name == "shuffled" and material.training:
            scores = simple_losses(material, TokenChain(material.training, material.tokenizer, 0))
        if played.name == "markov":
            chain = TokenChain(material.training, material.tokenizer)
            losses = measure_losses(material, chain, context=512)
        row = make_row(material, played, losses)
        scores = {name: Score(**asdict(score)) for name, score in scores.items()}
        rows[played.name] = replace(row, scores=scores | row.scores)
    return rows


def simple_losses(material: Material, model: nn.Module) -> dict[str, Estimate]:
    """{metric: loss} of a model on the main slice, frames hidden."""
    stream = open_stream(next(iter(material.slices.values())), material.tokenizer, 512)
    return hidden_losses(model, stream, material.exam.seed, material.exam.windows).units.scores
