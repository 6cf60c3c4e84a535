# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import replace
from unittest import mock

import numpy as np
import pytest

from ..data.etudes import make_etude
from ..data.midi import write_midi
from .coherence import FEATURES
from .evaluating import evaluate
from .exam import Exam
from .metrics import METRICS
from .passages import cut_passages
from .pieces import load_split
from .scores import music_statistics


def test_models_stand_between_baselines_and_real_music(small_results, small_exam):
    rows = small_results.rows
    assert list(rows)[-1] == "real"
    assert list(small_results.of_kind("floor")) == ["uniform", "shuffled", "copied", "other",
                                                    "markov"]
    assert list(small_results.of_kind("model")) == ["tatumflow_same", "tatumflow_same_2"]
    assert len(list((small_exam.results / "takes/real").glob("*.mid"))) == 2
    assert set(rows["markov"].losses) == set(rows["tatumflow_same"].losses) == {"test", "val"}


def test_the_same_exam_has_the_same_results(small_results, small_exam, tmp_path):
    assert evaluate(replace(small_exam, out=tmp_path)) == small_results


def test_measured_models_do_not_play_again(small_results, small_exam):
    take = small_exam.results / "takes/tatumflow_same/00.mid"
    written = take.stat().st_mtime_ns
    assert evaluate(small_exam) == small_results and take.stat().st_mtime_ns == written


def test_noise_and_real_music_are_measured_once(small_exam):
    with mock.patch("tatumflow.evaluation.rows.music_statistics", wraps=music_statistics) as found:
        results = evaluate(small_exam)
    assert found.call_count == len(results.rows) - 2  # the models' rows were kept


def test_the_difference_of_noise_and_real_music_is_that_of_their_rows(small_results):
    noise, real = (small_results.rows[name].scores for name in ("uniform", "real"))
    for name, score in small_results.apart.items():
        assert score.value == pytest.approx(real[name].value - noise[name].value)


def test_scores_are_calibrated_between_noise_and_real_music(small_results):
    rows = small_results.rows
    for name in METRICS:
        if name in rows["real"].scores:
            assert rows["uniform"].scores[name].calibrated in (0, None)
            assert rows["real"].scores[name].calibrated in (1, None)
    assert {row.scores[name].calibrated for row in rows.values()
            for name in ("repetition", "shared")} == {None}


def test_models_are_paired_with_the_best_by_window(small_results):
    best = small_results.best.name
    rest, = small_results.of_kind("model").keys() - {best}
    rows = small_results.rows
    for part, losses in rows[rest].losses.items():
        gap = losses.loss_note.value - rows[best].losses[part].loss_note.value
        assert losses.behind.value == pytest.approx(gap, abs=1e-9)
    others = [*rows[best].losses.values(), *rows["markov"].losses.values()]
    assert {losses.behind for losses in others} == {None}  # the chain has windows of its own
    assert "같은 창끼리" in small_results.best.reason
    assert all(row.windows is None for row in rows.values())


def test_the_numbers_of_the_music_are_told(small_results, prepared, tokenizer):
    held_out = load_split(prepared, "test")
    passages = cut_passages(held_out, tokenizer, 2, 4.0, 4.0)
    assert small_results.passages == 2 and small_results.slices == {"test": 2, "val": 2}
    assert small_results.pieces == len({p.piece for p in passages})
    assert small_results.held_out.pieces == [piece.name for piece in held_out]
    density = [len(p.real) / 4 for p in passages]
    assert small_results.rows["real"].spread["density"][1] == np.median(density)
    assert list(small_results.band) == list(FEATURES)
    assert small_results.band["fit"][1] is None is small_results.band["repetition"][0]


def test_a_folder_of_music_is_enough(tmp_path, checkpoints, minute):
    midi = tmp_path / "midi"
    for name, seed in (("0", 3), ("1", 4), ("the first again", 3)):
        write_midi(make_etude("bebop", seed=seed).notes, midi / f"{name}.mid")
    write_midi(minute[:1], midi / "one note.mid")
    found = evaluate(Exam(checkpoints[:1], midi, tmp_path / "no data", tmp_path / "out", count=1,
                          context=4.0, seconds=2.0, sheets=1, windows=1, bars=4, long=1))
    assert "markov" not in found.rows and len(found.held_out.remarks) == 1
    assert list(found.held_out.left_out) == ["one note.mid", "the first again.mid"]
    report = (tmp_path / "out/comparison.md").read_text(encoding="utf-8")
    assert "뺀 파일 2개" in report and (tmp_path / "out/comparison.png").stat().st_size > 5000
