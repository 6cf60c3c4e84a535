# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

from matplotlib.backends.backend_agg import FigureCanvasAgg

from ..runtime.fonts import use_korean_font
from .pages import _wrap, Page


def test_lines_are_broken_where_they_do_not_fit():
    use_korean_font()
    assert _wrap("가나 다라 마바", 5.5) == ["가나 다라", "마바"]
    assert _wrap("", 9) == [""] and _wrap("a   b", 9) == ["a   b"]
    assert _wrap("한낱말이너무깁니다", 2) == ["한낱말이너무깁니다"]
    page = Page("제목")
    page.write(["넓은 글자와 narrow letters가 섞인 줄입니다. " * 6])
    page.points([("말", "설명은 낱말의 오른쪽에 서고 길면 줄이 바뀝니다. " * 4)])
    ruler = FigureCanvasAgg(page.figure).get_renderer()
    ends = [text.get_window_extent(ruler).x1 for text in page.figure.texts]
    assert 0.8 < max(ends) / page.figure.bbox.width <= 0.94


def test_each_thing_on_a_page_stands_below_the_one_before():
    page = Page("제목", 3)
    tops = [page.top]
    page.write(["한 줄"])
    tops.append(page.top)
    page.table([("a", "b"), (1, 2)])
    tops.append(page.top)
    page.axes()
    tops.append(page.top)
    assert tops == sorted(tops, reverse=True)
    assert "3" in [text.get_text() for text in page.figure.texts]


def test_many_lines_are_written_smaller_and_stay_on_the_page():
    page = Page("제목")
    page.write(["아주 긴 판정의 글입니다. " * 8] * 9)
    assert page.top >= 0.08 and page.figure.texts[-1].get_size() < 18


def test_what_belongs_together_stands_together():
    page = Page("제목")
    page.write(["가 " * 60, "다음 줄"])
    first, second, following = [text.get_position()[1] for text in page.figure.texts[-3:]]
    assert 0 < first - second < second - following


def test_a_figure_fills_what_is_left_without_touching_the_text():
    page = Page("제목")
    page.write(["한 줄"])
    top = page.top
    axes = page.axes(rows=3)
    assert len(axes) == 3 and all(ax.get_position().y1 < top for ax in axes)
