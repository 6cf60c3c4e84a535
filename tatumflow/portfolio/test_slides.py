# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
from dataclasses import replace

import pytest
from matplotlib import pyplot as plt

from ..evaluation.metrics import METRICS
from ..runtime.files import write_atomic
from .choosing import SHOWN_SECONDS
from .diagram import draw_architecture
from .facts import gather_facts
from .slides import _few, draw_slide, make_slides, SLIDES


def _texts(figure) -> str:
    return "\n".join(text.get_text() for text in figure.texts)


def test_the_presentation_has_eleven_pages_with_fonts(ws, facts, takes):
    raw = make_slides(facts, takes).read_bytes()
    assert raw.count(b"/Type /Page\n") + raw.count(b"/Type /Page ") == len(SLIDES) + 1 == 11
    assert b"/FontFile2" in raw and b"/FontFile3" not in raw, "fonts are not TrueType"
    assert (ws.root / "presentation.pdf").is_file()


@pytest.mark.parametrize("title, notebook", [
    ("데이터", "01_data"), ("훈련", "03_training"), ("결과: 소음과 진짜 사이", "04_eval"),
    ("실패하고 배운 것", "04_eval")])
def test_a_slide_without_material_names_the_notebook(facts, takes, title, notebook):
    said = _texts(draw_slide(title, facts, takes))
    assert "아직 없습니다." in said and notebook in said


@pytest.mark.parametrize("title", ["결과: 소음과 진짜 사이", "실패하고 배운 것"])
def test_another_models_results_are_not_shown(facts, takes, measure, title):
    measure("another")
    said = _texts(draw_slide(title, facts, takes))
    assert "another's verdict" not in said and facts.checkpoint.name in said


@pytest.mark.parametrize("step, best, foreign", [
    (60, 2.8, False), (60, 2.7, True), (40, 2.8, True), (None, None, True)])
def test_a_log_that_may_be_another_runs_is_said_to_be(ws, facts, takes, step, best, foreign):
    write_atomic(ws.logs / "training.csv", "step,train_loss,val_loss\n25,3.0,\n50,2.9,2.8\n")
    figure = draw_slide("훈련", replace(facts, step=step, best=best), takes)
    assert ("증거가 없습니다" in _texts(figure)) == foreign
    lines = {line.get_label(): line.get_xydata().tolist() for line in figure.axes[0].lines}
    assert lines == {"훈련": [[25, 3.0], [50, 2.9]], "검증(EMA)": [[50, 2.8]]}


def test_slides_show_what_the_workspace_holds(ws, facts, takes, measure):
    measure(facts.weights)
    facts = gather_facts(facts.checkpoint)
    verdict = _texts(draw_slide("실패하고 배운 것", facts, takes))
    assert "another's verdict" in verdict and "[여기에 적으십시오" in verdict
    (ax,) = draw_slide("결과: 소음과 진짜 사이", facts, takes).axes
    cells = [cell.get_text().get_text() for cell in ax.tables[0].get_celld().values()]
    assert cells.count("1.00 [0.50, 1.50]") == 6 and "이 모델" in cells


def test_the_statistics_are_those_of_the_collected_pieces(ws, facts, takes):
    piece = {"seconds": 10.0, "density": 5.0, "pitch_classes": [1.0] + [0.0] * 11}
    write_atomic(ws.metadata, json.dumps({"files": {"a": piece, "b": piece, "c": piece}}))
    figure = draw_slide("데이터", facts, takes)
    lengths, _, classes = figure.axes
    assert "3곡" in _texts(figure) and sum(bar.get_height() for bar in lengths.patches) == 3
    assert [bar.get_height() for bar in classes.patches] == [1.0] + [0.0] * 11


def test_the_data_slide_counts_the_six_most_frequent_styles(facts, takes):
    data = {"source": {"etudes": 45}, "style": {f"S{count}": count for count in range(1, 10)}}
    said = _texts(draw_slide("데이터", replace(facts, data=data), takes))
    assert "S9 9곡, S8 8곡" in said and "S4 4곡" in said and "S3" not in said
    assert "etudes 45곡" in said


def test_the_table_of_scores_can_be_read_in_a_room():
    scores = dict.fromkeys(METRICS)
    shown = _few(scores)
    assert len(shown) == 6 and shown == [name for name in METRICS if name in shown]
    groups = {METRICS[name].group for name in METRICS}
    assert {METRICS[name].group for name in shown} == groups or len(groups) > 6


def test_the_architecture_tells_the_models_own_numbers(facts):
    config = replace(facts.config, layers=7, heads=2, taps=3)
    said = "\n".join(text.get_text() for text in draw_architecture(config).texts)
    assert all(word in said for word in ("7층", "헤드 2개", "짧은 합성곱 3", "15칸"))
    plain = draw_architecture(replace(config, taps=0)).texts
    assert not any("합성곱" in text.get_text() for text in plain)
    plt.close("all")


def test_what_was_given_lies_on_grey(facts, takes):
    given = replace(takes[0], begin=6.0)
    figure = draw_slide("연주", facts, [takes[0], given])
    plain, grey = figure.axes
    (ground,) = [patch for patch in grey.patches if patch.get_zorder() == -1]
    assert ground.get_width() == 6 and len(grey.patches) == len(plain.patches) + 1
    assert {tuple(ax.get_xlim()) for ax in figure.axes} == {(0, SHOWN_SECONDS)}
