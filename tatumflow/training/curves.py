"""Pictures of a training run."""

# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

import io

from ..runtime.fonts import use_korean_font

__all__ = ['LiveCurves', 'plot_training']


def _points(rows: list[dict], name: str) -> list[tuple[int, float]]:
    return [(row["step"], row[name]) for row in rows if name in row]


def _loss_axes(label: str):
    from matplotlib import pyplot as plt
    use_korean_font()
    _, ax = plt.subplots(figsize=(9, 3.4), layout="constrained")
    ax.set(xlabel="스텝", ylabel=f"{label}(내트/토큰)")
    ax.grid(alpha=0.3)
    return ax


def plot_training(rows: list[dict]):
    """Draw the training and validation loss of the rows of a log (see `read_log`), with the
    validation loss named at its best. Returns the Axes."""
    ax = _loss_axes("손실")
    for name, label, marker in (("train_loss", "훈련", None), ("val_loss", "검증(EMA)", "o")):
        points = _points(rows, name)
        if points: ax.plot(*zip(*points), marker=marker, label=label)
    validated = _points(rows, "val_loss")
    if validated:
        step, best = min(validated, key=lambda point: point[1])
        ax.annotate(f"{best:.2f}", (step, best), textcoords="offset points", xytext=(0, 8),
                    ha="center")
    if ax.lines: ax.legend()
    return ax


class LiveCurves:
    """The curves of a run in a notebook, each drawing in place of the last; in a terminal, or
    before a training loss is logged, nothing."""

    def __init__(self):
        self.shown = None

    def draw(self, rows: list[dict]) -> None:
        import IPython
        in_notebook = hasattr(IPython.get_ipython(), "kernel")
        if not in_notebook or not _points(rows, "train_loss"): return
        from matplotlib import pyplot as plt
        figure, png = plot_training(rows).figure, io.BytesIO()
        figure.savefig(png, format="png", dpi=72)
        plt.close(figure)
        image = IPython.display.Image(png.getvalue())
        if self.shown: self.shown.update(image)
        else: self.shown = IPython.display.display(image, display_id=True)
