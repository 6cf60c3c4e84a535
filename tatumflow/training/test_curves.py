# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

from unittest import mock

import pytest

from .curves import LiveCurves, plot_training


ROWS = [{"step": 25, "train_loss": 5.0}, {"step": 30, "val_loss": 4.5, "val_pitch": 4.0},
        {"step": 60, "val_loss": 4.7, "val_pitch": 4.1}]


@pytest.mark.parametrize("plot", [plot_training])
def test_pictures_see_to_their_korean_font_themselves(plot):
    import matplotlib
    with matplotlib.rc_context({"font.family": ["serif"]}):
        figure = plot(ROWS).figure
        assert "NanumSquare" in matplotlib.rcParams["font.family"]
    matplotlib.pyplot.close(figure)


def test_the_best_validation_loss_is_named():
    ax = plot_training(ROWS)
    assert [text.get_text() for text in ax.texts] == ["4.50"] and len(ax.lines) == 2


def test_a_notebook_draws_the_curves_in_place_of_the_last(monkeypatch):
    import IPython
    drawn = mock.Mock()
    monkeypatch.setattr(IPython, "get_ipython", lambda: mock.Mock(kernel=True))
    monkeypatch.setattr(IPython.display, "display", drawn)
    curves = LiveCurves()
    curves.draw(ROWS[1:])
    assert not drawn.called  # no training loss yet
    curves.draw(ROWS)
    curves.draw(ROWS)
    assert drawn.call_count == 1 and drawn.return_value.update.call_count == 1
