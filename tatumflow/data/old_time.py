"""To be removed: what counted in seconds."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

__all__ = ['BAR_SECONDS', 'CHORD_SECONDS', 'MELODY_SECONDS', 'STEPS_PER_SECOND']


BAR_SECONDS, CHORD_SECONDS, MELODY_SECONDS, STEPS_PER_SECOND = 2.0, 0.5, 0.25, 100
