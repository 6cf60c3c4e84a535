"""Takes seen and heard in a notebook."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from ..data.piano_roll import hear
from .takes import plot_take, Take

__all__ = ['show_take']


def show_take(take: Take, click: bool = False, margin: float = 4.0) -> None:
    """Show the piano roll of the new part of a take, with at most `margin` s before and after it,
    and a player under it; with `click`, a wood block strikes the beats."""
    import IPython.display
    from matplotlib import pyplot as plt
    part = take.around(margin)
    plot_take(part)
    plt.show()
    IPython.display.display(hear(part.notes, take.title, part.beats if click else None))
