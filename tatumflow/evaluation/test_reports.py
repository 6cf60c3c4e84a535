# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import replace

from ..model.saved_models import PRETRAINED
from .reports import comparison


def test_a_report_has_every_row_and_every_table(small_results, small_exam):
    report = (small_exam.results / "comparison.md").read_text(encoding="utf-8")
    assert report == comparison(small_results)
    assert all(row.label in report for row in small_results.rows.values())
    titles = [line[3:] for line in report.splitlines() if line.startswith("## ")]
    assert titles == ["로드맵의 네 목표", "조심할 것", "자세한 표"]
    folds = [line[9:-10] for line in report.splitlines() if line.startswith("<summary>")]
    assert folds == ["손실(내트)", "분할마다의 손실(내트)", "틀을 쓰는가: 음높이 토큰의 손실(내트)",
                     "시킨 화음을 따르는가",
                     f"스타일 토큰을 따르는가: P({next(iter(_measured_styles(small_results)))})",
                     "박과 형식", "짧고 긴 되풀이(메아리)",
                     "독창성: 체크포인트마다 훈련 곡과 이어서 겹친 음", "음이름",
                     "흐름과 스타일", "얼마나 많이, 넓게, 길게 치는가",
                     "눈금 (소음 0, 진짜 연주 1)", "문턱마다"]
    assert report.count("<details>") == report.count("</details>") == len(folds)


def _measured_styles(results):
    return results.rows["tatumflow_same"].style_token


def test_a_report_opens_with_what_was_measured(small_results):
    opening = comparison(replace(small_results, style="Art Tatum")).splitlines()[2]
    assert opening.startswith("진짜 연주 2곡(test) 가운데")
    assert "Art Tatum의 조각 2개" in opening and "창 2개쯤" in opening


def test_the_tables_of_a_report_are_whole(small_results):
    width = None
    for line in comparison(small_results).splitlines():
        if not line.startswith("|"):
            width = None
            continue
        width = width or line.count("|")
        assert line.count("|") == width, line


def test_the_packaged_report_can_be_read():
    known = (PRETRAINED / "comparison.md").read_text(encoding="utf-8")
    assert all(word in known for word in ("진짜 연주", "소음", "마르코프 사슬"))
