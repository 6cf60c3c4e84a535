"""The error that tells a learner what to do."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

__all__ = ['TatumError', 'first_line']


class TatumError(Exception):
    """A failure that the learner can act on: `str(error)` says in Korean what happened and what to
    do next."""

    def _render_traceback_(self):
        """What a notebook shows for an uncaught error: the message without the traceback."""
        return [f"{type(self).__name__}: {self}"]


def first_line(error: Exception) -> str:
    """The first line of the error's text; the name of its class where it has none."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
