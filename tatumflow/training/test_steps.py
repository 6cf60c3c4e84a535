# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

import shutil

import numpy as np
import pytest
import torch

from ..data.contrasts import chord_pair
from .steps import chord_margin, optimise, train_step


def weights_apart(first, second) -> float:
    first, second = first.model.state_dict(), second.model.state_dict()
    return max((first[name] - second[name]).abs().max().item() for name in first)


def test_a_batch_in_parts_gives_the_same_steps(tiny_run, train_stream):
    shape = {"dropout": 0.0}
    whole, parts = (tiny_run(shape=shape, accumulate=n, learning_rate=1e-3) for n in (1, 2))
    for _ in range(12):
        (loss, norm), (other, its_norm) = (train_step(run, train_stream) for run in (whole, parts))
        assert abs(loss - other) < 1e-5 and abs(norm - its_norm) < 1e-4
    assert weights_apart(whole, parts) < 1e-4


def test_dropout_depends_on_seed_and_step_alone(tiny_run, train_stream):
    first, second = tiny_run(), tiny_run()
    train_step(first, train_stream)
    torch.rand(1000)
    train_step(second, train_stream)
    assert weights_apart(first, second) == 0


def test_gradients_are_clipped(tiny_run, train_stream):
    run = tiny_run(grad_clip=1e-3)
    _, norm = train_step(run, train_stream)
    grads = torch.cat([p.grad.flatten() for p in run.model.parameters()])
    assert norm > 0.1 and grads.norm() < 1.001e-3


def test_dropout_changes_from_step_to_step(tiny_run, train_stream):
    run, again = tiny_run(learning_rate=0.0), tiny_run(learning_rate=0.0)
    batch = train_stream.batch(0, 4, 0)
    again.step = 1
    assert optimise(run, batch)[0] != optimise(again, batch)[0]


def test_a_chord_weight_makes_wrong_chords_dearer(tiny_run, train_stream):
    batch, pair = train_stream.batch(0, 4, 0), chord_pair(train_stream, 0)

    def margin_after(weight: float) -> float:
        run = tiny_run(shape={"dropout": 0.0}, learning_rate=1e-2, chord_weight=weight)
        for _ in range(40): optimise(run, batch, pair if weight else None)
        with torch.inference_mode():
            return chord_margin(run.bare_model, *map(torch.from_numpy, pair)).item()
    assert margin_after(1.0) > margin_after(0.0) + 0.2


def test_the_settings_decide_whether_chords_are_contrasted(tiny_run, train_stream, monkeypatch):
    seen = []
    monkeypatch.setattr("tatumflow.training.steps.optimise", lambda *args: seen.append(args[2]))
    for weight in (0.0, 0.5): train_step(tiny_run(chord_weight=weight), train_stream)
    assert seen[0] is None and np.array_equal(seen[1], chord_pair(train_stream, 0))


def test_the_last_steps_see_the_favoured_style(tiny_run, train_stream, monkeypatch):
    asked, known = [], train_stream.pieces[0]["style"]
    monkeypatch.setattr(train_stream, "batch", lambda *args: asked.append(args))
    monkeypatch.setattr("tatumflow.training.steps.optimise", lambda *_: None)
    run = tiny_run(seed=5, max_steps=12, focus=known, focus_share=1.0, focus_steps=4)
    for run.step in range(12): train_step(run, train_stream)
    assert asked == [(step, 4, 5, [], 0.0) for step in range(8)] + [
        (step, 4, 5, [known], 1.0) for step in range(8, 12)]


@pytest.mark.slow
def test_a_compiled_model_trains_to_the_same_bits_each_time(tiny_run, train_stream):
    if not shutil.which("g++"): pytest.skip("no C++ compiler")
    first, second = (tiny_run(batch_size=8, compile=True) for _ in range(2))
    for _ in range(3):
        for run in (first, second): train_step(run, train_stream)
    assert weights_apart(first, second) == 0
