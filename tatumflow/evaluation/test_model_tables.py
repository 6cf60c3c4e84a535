# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import replace

from .conditioning import ASKED
from .intervals import ranged
from .model_tables import chord_section, frame_section, slices_section, style_section


def test_the_losses_of_every_slice_are_told(small_results):
    lines, row = slices_section(small_results), small_results.rows["tatumflow_same"]
    found = [line for line in lines if line.startswith("| tatumflow_same |")]
    assert [line.split("|")[2].strip() for line in found] == ["test", "val"]
    assert ranged(row.losses["val"].loss_note) in found[1]


def test_the_use_of_frames_is_told_of_chords_and_melody(small_results):
    lines, use = frame_section(small_results), small_results.rows["markov"].frame_use
    row, = (line for line in lines if line.startswith("| 마르코프 사슬 | 선율 |"))
    told = [cell.strip() for cell in row.strip("|").split("|")[2:]]
    assert told == [ranged(score, 3) for score in (use["Melody"].right, use["Melody"].wrong,
                                                   use["Melody"].hidden)]


def test_chords_asked_for_are_told_beside_real_music(small_results):
    lines = chord_section(small_results)
    assert sum(line.startswith("| tatumflow_same |") for line in lines) == len(ASKED)
    assert any(line.startswith("| 진짜 연주 | 자신의 분석 |") for line in lines)
    assert "구간은 적지 않았습니다" in lines[-2]
    assert "구간은 진행을 다시" in chord_section(replace(small_results, sheets=8))[-2]


def test_style_tokens_are_told_where_there_is_a_judge(small_results):
    assert style_section(small_results)
    rows = {name: replace(row, style_token=None) for name, row in small_results.rows.items()}
    assert style_section(replace(small_results, rows=rows)) == []
