# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

import pytest
import torch

from ..data.token_files import music_digest, read_listing
from ..runtime.errors import TatumError
from .runs import describe_data
from .steps import train_step


def test_runs_of_different_precision_in_one_process(tiny_run, train_stream, monkeypatch):
    exact = tiny_run()
    monkeypatch.setattr("tatumflow.training.runs.model_precision", lambda _: torch.bfloat16)
    coarse = tiny_run()
    (loss, norm), (its_loss, its_norm) = (train_step(run, train_stream) for run in (exact, coarse))
    assert abs(loss - its_loss) < 0.05 and norm != its_norm
    train_step(exact, train_stream)
    assert exact.dtype == torch.float32


@pytest.mark.parametrize("accumulate", [3, 0])
def test_a_batch_that_does_not_divide_is_refused(accumulate, tiny_run):
    with pytest.raises(TatumError, match="batch_size"):
        tiny_run(batch_size=4, accumulate=accumulate)


def test_where_nothing_can_be_compiled_the_error_says_what_to_do(tiny_run, monkeypatch):
    def fail(*_): raise RuntimeError("No working C++ compiler found\nand more")
    monkeypatch.setattr(torch, "compile", lambda _: fail)
    with pytest.raises(TatumError, match="compile: false.*No working C.. compiler found$"):
        tiny_run(compile=True)


def test_a_restored_run_is_the_same_but_for_seed_and_data(tiny_run, train_stream, tmp_path):
    first, second = tiny_run(seed=1, data={"pieces": 1}), tiny_run(seed=2, data={"pieces": 2})
    train_step(first, train_stream)
    first.best, first.best_step, first.stale, first.losses = 2.5, 1, 3, [4.0]
    first.rows.append({"step": 1})
    torch.save({"model": first.model.state_dict(), **first.state()}, tmp_path / "state.pt")
    second.restore(torch.load(tmp_path / "state.pt", weights_only=True))
    assert (second.seed, second.data) == (2, {"pieces": 2})
    assert (second.step, second.best, second.best_step, second.stale) == (1, 2.5, 1, 3)
    assert second.losses == [4.0] and second.rows == [{"step": 1}]
    assert second.ema.n_averaged == 1
    second.seed = first.seed
    assert train_step(second, train_stream) == train_step(first, train_stream)


def test_what_a_run_is_trained_on_is_counted(token_folder, train_stream):
    facts = describe_data(train_stream)
    assert facts["pieces"] == sum(facts["style"].values()) == sum(facts["source"].values()) == 8
    assert facts["music"] == music_digest(read_listing(token_folder))
