"""Between which numbers what is asked for must lie."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from ..runtime.errors import TatumError

__all__ = ['LIMITS', 'check_numbers']


LIMITS = {
    "seconds": (0.1, 600), "n": (1, 100), "temperature": (0, 5), "seed": (0, 2**32),
    "guidance": (0, 10), "density": (0, 7), "dynamics": (0, 7), "strength": (0, 1),
    "tempo": (30, 400), "choruses": (1, 50), "tries": (1, 16), "bar": (1, 9999),
    "track": (1, 999),
}


def check_numbers(**given) -> None:
    """Raises `TatumError` for a number outside of its `LIMITS`; None counts as not given."""
    for name, value in given.items():
        low, high = LIMITS[name]
        if value is not None and not low <= value <= high:
            raise TatumError(f"{name}에는 {low}에서 {high} 사이의 수를 주십시오. "
                             f"받은 값은 {value}입니다.")
