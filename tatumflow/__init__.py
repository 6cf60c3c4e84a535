"""Improvised jazz piano by a small transformer. What most people need is offered here; every
package (`tatumflow.data`, `tatumflow.generation`, …) has more."""

from importlib import import_module

__version__ = "0.2.0"

_PLACES = {
    "Ask": "generation", "Player": "generation", "change_style": "generation",
    "continue_music": "generation", "improvise": "generation", "listen": "data",
    "load_model": "model", "load_pretrained": "model", "read_midi": "data",
    "save_takes": "generation", "write_midi": "data",
}  # name: the package that has it
__all__ = ["__version__", *_PLACES]


def __getattr__(name):
    """Names are imported when they are asked for, so that `tatumflow --help` loads nothing."""
    if name not in _PLACES: raise AttributeError(f"module 'tatumflow' has no attribute {name!r}")
    return getattr(import_module(f"tatumflow.{_PLACES[name]}"), name)


def __dir__(): return sorted([*globals(), *_PLACES])
