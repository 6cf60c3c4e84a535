# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
from collections import Counter

from ..data.etudes import make_etude
from ..data.midi import write_midi
from .exam import Exam
from .held_out import CHOOSING, find_held_out, load_listing, REPORTING, split_halves


def test_the_test_split_is_the_source(prepared, tokenizer):
    found = find_held_out(Exam(data=prepared), tokenizer)
    assert found.source == "test" and list(found.slices) == ["test", "val"]
    assert len(found.pieces) == 2 and len(found.training) == 8 and not found.remarks


def test_the_val_split_stands_in_where_test_has_none_of_the_style(small_data, tokenizer):
    found = find_held_out(Exam(data=small_data, style="Bebop Etude"), tokenizer)
    assert list(found.slices) == [REPORTING, CHOOSING, "test"] and found.source == "val"
    assert found.pieces == found.slices[REPORTING] + found.slices[CHOOSING]
    assert "시험(test) 분할에 Bebop Etude의 곡이 없어" in found.remarks[0]


def test_validation_pieces_are_halved_by_piece_and_style_always_alike(etude_pieces):
    choosing, reporting = split_halves(etude_pieces)
    names = {piece.name for piece in reporting}
    assert {piece.name for piece in choosing} == {p.name for p in etude_pieces} - names
    styles = Counter(piece.style for piece in reporting)
    assert styles == {"Stride Etude": 2, "Bebop Etude": 2} and len(choosing) == 2
    again = split_halves(etude_pieces[::-1])
    assert {piece.name for piece in again[1]} == names


def test_training_pieces_in_a_folder_are_known_by_their_notes(small_data, tmp_path, tokenizer):
    folder = tmp_path / "mine"
    notes = make_etude("bebop", "blues", choruses=2, seed=1).notes
    write_midi(notes, folder / "another name.mid")
    write_midi(make_etude("bebop", seed=9).notes, folder / "0.mid")  # the name of a training file
    found = find_held_out(Exam(data=small_data, midi=folder), tokenizer)
    assert [piece.name for piece in found.pieces] == ["0.mid"] and not found.remarks
    assert found.left_out == {"another name.mid": "훈련에 쓴 곡입니다."}


def test_training_pieces_without_fingerprints_are_remarked_on(small_data, tmp_path, tokenizer):
    listing = load_listing(small_data)
    listing[0].pop("fingerprint")
    (small_data / "train.json").write_text(json.dumps(listing), encoding="utf-8")
    write_midi(make_etude("bebop", seed=9).notes, tmp_path / "mine/0.mid")
    found = find_held_out(Exam(data=small_data, midi=tmp_path / "mine"), tokenizer)
    assert "훈련 곡 1개에 지문" in found.remarks[0]


def test_a_folder_without_prepared_data_has_no_training_pieces(tmp_path, tokenizer):
    write_midi(make_etude("bebop", seed=3).notes, tmp_path / "mine/0.mid")
    found = find_held_out(Exam(data=tmp_path / "none", midi=tmp_path / "mine"), tokenizer)
    assert found.training == [] and len(found.remarks) == 1
    assert "마르코프 사슬을 뺐습니다" in found.remarks[0]


def test_an_empty_folder_is_refused(tmp_path, tokenizer, refusal):
    (tmp_path / "empty").mkdir()
    with refusal("평가할 연주가 없습니다"):
        find_held_out(Exam(data=tmp_path, midi=tmp_path / "empty"), tokenizer)


def test_a_folder_of_faulty_files_is_refused_with_an_example(tmp_path, tokenizer, minute, refusal):
    write_midi(minute[:1], tmp_path / "short/one.mid")
    with refusal("음표가 1개뿐입니다"):
        find_held_out(Exam(data=tmp_path, midi=tmp_path / "short"), tokenizer)


def test_without_any_data_the_notebook_that_makes_it_is_named(tmp_path, tokenizer, refusal):
    with refusal("01_data.ipynb"):
        find_held_out(Exam(data=tmp_path / "no data"), tokenizer)


def test_a_damaged_tokenizer_is_named(small_data, tokenizer, refusal):
    (small_data / "tokenizer.json").write_text("{")
    with refusal("tokenizer.json"): find_held_out(Exam(data=small_data), tokenizer)
