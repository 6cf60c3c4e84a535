# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import replace

import pytest

from .cautions import caution_lines
from .intervals import Estimate
from .judge_choice import JudgeReport
from .results import Score


def _scored(results, name, **values):
    row = results.rows[name]
    scores = {**row.scores, **{key: Score(*value) for key, value in values.items()}}
    return replace(results, rows={**results.rows, name: replace(row, scores=scores)})


def test_exchanged_rows_are_noticed(small_results):
    right = _scored(small_results, "real", pulse=(1.7,), harmony=(0.4,))
    right = _scored(right, "uniform", pulse=(1.0,), harmony=(0.1,))
    rows = right.rows
    wrong = replace(right, rows={**rows, "real": rows["uniform"], "uniform": rows["real"]})
    assert "두 줄이 바뀌지" in _cautions(wrong) and "두 줄이 바뀌지" not in _cautions(right)


def test_a_model_like_noise_is_called_so(small_results):
    name = "tatumflow_same"
    for place, said in ((0.1, True), (0.5, False)):
        found = _scored(small_results, name, pulse=(1.0, None, None, place),
                        harmony=(0.1, None, None, 0.1))
        assert (f"{name}의 연주는 박에서도" in _cautions(found)) == said


def test_takes_that_do_not_follow_their_prompts_are_noticed(small_results):
    name = "tatumflow_same"
    found = _scored(_scored(small_results, "real", follows=(0.2, 0.1, 0.3)), name, follows=(-0.1,))
    assert f"{name}의 연주는 앞부분을 따르지" in _cautions(found)
    found = _scored(found, "real", follows=(0.2, -0.1, 0.3))
    assert "앞부분을 따르지" not in _cautions(found)


def _cautions(results, **changed):
    return "\n".join(caution_lines(replace(results, **changed)))


def _changed_row(results, name, **changed):
    return {**results.rows, name: replace(results.rows[name], **changed)}


@pytest.mark.parametrize("pieces, said", [
    (2, "2곡뿐이라 구간을 적지 않았습니다"), (7, "7곡뿐이라 구간이 실제보다 좁게"), (10, "")])
def test_it_is_told_where_pieces_are_few(pieces, said, small_results):
    told = _cautions(small_results, pieces=pieces)
    assert said in told and ("10곡 이상을 권합니다" in told) == bool(said)


def test_it_is_told_which_slices_are_small(small_results):
    told = _cautions(small_results, slices={"test": 4, "val": 9, "mine": 10})
    assert "적지 않은 분할: test(4곡)." in told and "좁습니다: val(9곡)." in told
    assert "mine(" not in told


def test_a_silent_take_is_told(small_results):
    rows = _changed_row(small_results, "tatumflow_same", silent=1)
    assert "하나도 없는 연주: tatumflow_same 1개" in _cautions(small_results, rows=rows)
    assert "하나도 없는 연주" not in _cautions(small_results, rows=_loud(small_results))


def _loud(results):
    return {name: replace(row, silent=0) for name, row in results.rows.items()}


def test_a_copy_is_told(small_results):
    limit = small_results.rows["real"].most_shared
    for shared, told in ((2 * limit, False), (2 * limit + 1, True)):
        rows = _changed_row(small_results, "tatumflow_same", most_shared=shared)
        found = _cautions(small_results, rows=rows)
        assert ("외운 것이 있습니다: tatumflow_same의 연주" in found) == told
        assert f"가장 긴 것: tatumflow_same {shared}음" in found


def test_without_training_pieces_nothing_is_said_of_copies(small_results):
    rows = {name: replace(row, most_shared=None) for name, row in small_results.rows.items()}
    assert "가장 긴 것" not in _cautions(small_results, rows=rows)


def test_it_is_told_what_is_outside_of_the_real_range(small_results):
    spread = {**small_results.rows["real"].spread, "density": [1.0, 99.0, 100.0]}
    rows = _changed_row(small_results, "tatumflow_same", spread=spread)
    low, _, high = small_results.rows["real"].spread["density"]
    wanted = f"벗어난 것은 밀도(음/초) 99.0(진짜 {low:.1f}–{high:.1f})."
    assert f"tatumflow_same: 밀도, 동시에 울리는 음, 음역 가운데 진짜의 사분위 범위를 {wanted}" in \
        _cautions(small_results, rows=rows)


def test_the_judge_and_what_was_left_out_are_told(small_results):
    source = replace(small_results.held_out, left_out={"a.mid": "망가졌습니다."}, remarks=["먼저."],
                     judge=JudgeReport(2, Estimate(0.9, 0.8, 1.0), {"Stride Etude": 0.95}))
    told = caution_lines(replace(small_results, held_out=source))
    assert told[0] == "먼저." and told[1].startswith("뺀 파일 1개")
    assert told[-1] == ("P(스타일)을 매긴 판별기: 음반을 나누어 잰 정확도 0.90 [0.80, 1.00]"
                        "(스타일 2가지), 처음 듣는 조각에서 잰 AUC Stride Etude 0.950.")
    packaged = replace(source, judge=JudgeReport(48, None, {}))
    told = caution_lines(replace(small_results, held_out=packaged))
    assert told[-1] == "P(스타일)을 매긴 판별기: 패키지의 것(스타일 48가지)."
