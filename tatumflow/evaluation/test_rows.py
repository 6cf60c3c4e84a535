# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import replace

import numpy as np
import pytest

from ..data.memory import Memory
from .clip_measures import NUMBERS
from .coherence import real_band
from .exam import Exam
from .held_out import HeldOut
from .judge_choice import Judging
from .material import Material
from .rows import floor_rows, make_row, measure_takes, play_floors, real_takes
from .scores import Ruler


@pytest.fixture
def measured(etude_passages, etude_pieces, tokenizer, tmp_path):
    """What rows are measured on, without data."""
    ruler = Ruler(etude_passages, real_band(etude_passages))
    held_out, exam = HeldOut({"test": []}, [], {}, []), Exam(out=tmp_path, windows=2)
    return Material(exam, tokenizer, ruler, {"test": etude_pieces}, [], [], [], [], [], held_out,
                    Judging())


def test_a_silent_take_is_counted_and_leaves_no_file(measured, tmp_path):
    takes = [p.real for p in measured.passages]
    row = make_row(measured, measure_takes(measured, "quiet", "model", [takes[0][:0], *takes[1:]]))
    assert row.silent == 1 and row.most_shared is None and row.losses is None
    files = {file.name for file in (tmp_path / "takes/quiet").glob("*.mid")}
    assert files == {f"{n:02d}.mid" for n in range(1, len(takes))}


def test_earlier_takes_make_room(measured, tmp_path):
    real_takes(measured)
    folder = tmp_path / "takes/real"
    for name in ("99.mid", "row.json", "notes.txt"):
        (folder / name).write_text("old")
    real_takes(measured)
    assert not (folder / "99.mid").exists() and not (folder / "row.json").exists()
    assert (folder / "notes.txt").exists()


def test_a_row_knows_that_it_is_the_real_music(measured):
    real = make_row(measured, real_takes(measured))
    assert real.kind == "ceiling" and "kl_original" not in real.scores
    copies = [p.real.copy() for p in measured.passages]
    copied = make_row(measured, measure_takes(measured, "copied", "floor", copies))
    assert copied.scores["kl_original"].value == 0 and copied.label == "앞부분 복사"


def test_the_spread_is_quartiles_of_the_takes(measured):
    row = make_row(measured, real_takes(measured))
    density = [len(p.real) / 10 for p in measured.passages]
    assert row.spread["density"] == pytest.approx(np.percentile(density, [25, 50, 75]).tolist())
    assert list(row.spread) == list(NUMBERS)


def test_without_training_pieces_there_is_no_chain(measured):
    names = [played.name for played in play_floors(measured)]
    assert names == ["uniform", "shuffled", "copied", "other"]


def test_with_training_pieces_the_chain_has_losses_too(measured, etude_pieces):
    held_out = HeldOut({"test": etude_pieces}, etude_pieces[:1], {}, [])
    known = replace(measured, held_out=held_out, slices={"test": etude_pieces[:1]},
                    exam=replace(measured.exam, windows=2))
    rows = floor_rows(known, [p for p in play_floors(known) if p.name in ("copied", "markov")])
    assert rows["copied"].losses is None and set(rows["markov"].losses) == {"test"}
    assert rows["markov"].label == "마르코프 사슬" and rows["markov"].windows["test"]


def test_shared_runs_are_counted_where_there_is_a_memory(measured):
    takes = [p.real for p in measured.passages]
    known = replace(measured, ruler=replace(measured.ruler, memory=Memory(takes[:1])))
    row = make_row(known, real_takes(known))
    assert row.most_shared == len(takes[0]) and "shared" in row.scores
