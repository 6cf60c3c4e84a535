# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import replace

import pytest
from matplotlib import pyplot as plt

from ..runtime.files import write_atomic
from .choosing import SHOWN_SECONDS
from .diagram import draw_architecture
from .facts import gather_facts
from .slides import draw_slide, make_slides, SLIDES


def _texts(figure) -> str:
    return "\n".join(text.get_text() for text in figure.texts)


def test_the_presentation_has_fourteen_pages_with_fonts(ws, facts, takes):
    raw = make_slides(facts, takes).read_bytes()
    assert raw.count(b"/Type /Page\n") + raw.count(b"/Type /Page ") == len(SLIDES) + 1 == 14
    assert b"/FontFile2" in raw and b"/FontFile3" not in raw, "fonts are not TrueType"
    assert (ws.root / "presentation.pdf").is_file()


_MEASURED_PAGES = [title for title in SLIDES if title.startswith(("실패", "결과"))]


@pytest.mark.parametrize("title", _MEASURED_PAGES)
def test_a_slide_without_scores_names_the_notebook(facts, takes, title):
    said = _texts(draw_slide(title, facts, takes))
    assert "아직 없습니다." in said and "04_evaluation" in said


@pytest.mark.parametrize("title", _MEASURED_PAGES)
def test_another_models_results_are_not_shown(facts, takes, measure, title):
    measure("another")
    said = _texts(draw_slide(title, facts, takes))
    assert "another's verdict" not in said and facts.checkpoint.name in said


@pytest.mark.parametrize("step, best, foreign", [
    (60, 2.8, False), (60, 2.7, True), (40, 2.8, True), (None, None, True)])
def test_a_log_that_may_be_another_runs_is_not_drawn(ws, facts, takes, step, best, foreign):
    write_atomic(ws.logs / "training.csv", "step,train_loss,val_loss\n25,3.0,\n50,2.9,2.8\n")
    figure = draw_slide("훈련", replace(facts, step=step, best=best), takes)
    assert ("그리지 않습니다" in _texts(figure)) == foreign == (not figure.axes)
    if foreign: return
    lines = {line.get_label(): line.get_xydata().tolist() for line in figure.axes[0].lines}
    assert lines == {"훈련": [[25, 3.0], [50, 2.9]], "검증(EMA)": [[50, 2.8]]}


def test_slides_show_what_the_workspace_holds(ws, facts, takes, measure):
    measure(facts.weights)
    facts = gather_facts(facts.checkpoint)
    said = _texts(draw_slide("실패: 아직 안 되는 것", facts, takes))
    assert "소음에 더 가까운 지표는 없습니다" in said and "[여기에 적으십시오" in said
    (ax,) = draw_slide("결과: 잰 수", facts, takes).axes
    cells = [cell.get_text().get_text() for cell in ax.tables[0].get_celld().values()]
    assert cells.count("1.00 [0.50, 1.50]") == 1 and cells.count("1.00") == 2
    assert "이 모델" in cells


def test_the_packaged_model_says_what_it_cannot_do_and_what_it_reaches(ws, takes):
    facts = gather_facts("pretrained")
    form = {who: facts.scores["form"][who]["value"] for who in ("model", "uniform", "real")}
    said = _texts(draw_slide("실패: 아직 안 되는 것", facts, takes))
    assert "이 모델 {model:.2f}, 소음 {uniform:.2f}, 진짜 {real:.2f}".format(**form) in said
    assert "겹친 넓이" not in said, "noise and real music are alike in it"
    (ax,) = draw_slide("결과: 로드맵의 목표", facts, takes).axes
    cells = [cell.get_text().get_text() for cell in ax.tables[0].get_celld().values()]
    assert "이름 (바닥도 이름)" in cells and "못 이름" in cells
    shown = "\n".join(text.get_text() for text in draw_slide(
        "결과: 소음과 진짜 사이", facts, takes).axes[0].texts)
    assert f"{facts.scores['pulse']['model']['calibrated']:.2f}" in shown and "형식" in shown


def test_the_data_slide_counts_the_most_frequent_styles(facts, takes):
    data = {"source": {"etudes": 78}, "style": {f"S{count}": count for count in range(1, 13)}}
    figure = draw_slide("데이터", replace(facts, data=data), takes)
    labels = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert labels[0] == "S12" and labels[-1] == "나머지 2명" and len(labels) == 11
    assert figure.axes[0].patches[-1].get_width() == 3 and "연습곡 78곡" in _texts(figure)


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
    assert figure.axes[0].get_title(loc="left") == takes[0].title
    assert {tuple(ax.get_xlim()) for ax in figure.axes} == {(0, SHOWN_SECONDS)}
