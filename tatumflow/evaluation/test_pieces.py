# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
import pytest

from ..data.checks import fingerprint
from ..data.etudes import make_etude
from ..data.midi import midi_bytes, write_midi
from ..data.tokens import decode
from ..runtime.files import write_atomic
from .exam import Exam
from .held_out import find_held_out
from .pieces import load_folder, load_split, open_stream


@pytest.fixture
def folder(tmp_path, minute):
    """Performances: a good one, one of a single note, a broken file, and one from training."""
    write_midi(minute, tmp_path / "long.mid")
    write_midi(minute[:1], tmp_path / "one.mid")
    write_midi(minute[40:], tmp_path / "renamed.mid")
    (tmp_path / "bad.mid").write_bytes(b"MThd?")
    return tmp_path


def test_faulty_files_and_training_pieces_are_left_out(folder, minute, minute_piece, tokenizer):
    marks = {fingerprint(minute[40:]), "long.mid"}  # a name is no fingerprint
    pieces, left_out = load_folder(folder, tokenizer, marks)
    assert [piece.name for piece in pieces] == ["long.mid"]
    assert set(left_out) == {"one.mid", "bad.mid", "renamed.mid"}
    assert left_out["renamed.mid"] == "훈련에 쓴 곡입니다."
    assert pieces[0].notes(tokenizer)["onset"] == pytest.approx(minute["onset"], abs=0.011)
    assert len(decode(minute_piece.ids, tokenizer)) == len(pieces[0].notes(tokenizer))


def test_a_performance_is_taken_once(folder, minute, tokenizer):
    write_midi(minute, folder / "the long one again.mid")
    pieces, left_out = load_folder(folder, tokenizer)
    assert [piece.name for piece in pieces] == ["long.mid", "renamed.mid"]
    assert "'long.mid'와 같은 연주" in left_out["the long one again.mid"]


def test_a_missing_split_names_the_notebook_that_makes_it(tmp_path, refusal):
    with refusal("01_data.ipynb"):
        load_split(tmp_path, "test")


def test_pieces_stand_one_after_another_in_a_stream(minute_piece, tokenizer):
    stream = open_stream([minute_piece, minute_piece], tokenizer, 64)
    assert len(stream.pieces) == 2 and stream.pieces[1]["start"] == len(minute_piece.ids)
    assert np.array_equal(stream.tokens, np.tile(minute_piece.ids, 2))


def test_a_split_is_read_as_it_was_prepared(prepared, tokenizer):
    pieces = load_split(prepared, "train")
    assert [piece.style for piece in pieces] == ["Stride Etude", "Bebop Etude"] * 4
    notes = make_etude("stride", "blues", choruses=2, seed=0).notes
    assert abs(len(decode(pieces[0].ids, tokenizer)) - len(notes)) <= 2


def test_what_of_a_song_is_no_piano_is_known(tmp_path, minute, tokenizer):
    drums = bytes([0, 0x99, 36, 70, 99, 0x89, 36, 0]) * 3 + b"\0\xff\x2f\0"
    data = midi_bytes(minute) + b"MTrk" + len(drums).to_bytes(4, "big") + drums
    write_atomic(tmp_path / "band.mid", data)
    (piece,), _ = load_folder(tmp_path, tokenizer)
    assert piece.left_out == "드럼 3개"
    found = find_held_out(Exam(data=tmp_path / "none", midi=tmp_path), tokenizer)
    assert "band.mid에서 피아노만 남겼습니다. 뺀 것: 드럼 3개." in found.remarks
