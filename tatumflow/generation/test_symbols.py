# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from ..data.progressions import PROGRESSIONS
from .sheets import lead_sheet
from .symbols import chord_kind, harmony


def test_chord_symbols_are_said_in_musicxml_s_kinds():
    for symbol, kind, degrees in (
            ("C", "major", []), ("F#m7", "minor-seventh", []), ("Bbmaj7", "major-seventh", []),
            ("G7b9", "dominant", [(9, -1, "add")]), ("Dm7b5", "half-diminished", []),
            ("C13#11", "dominant-13th", [(11, 1, "add")]), ("G7sus4", "suspended-fourth", []),
            ("Eb6", "major-sixth", []), ("C7#5", "augmented-seventh", []),
            ("G7alt", "dominant", []),
            ("Bdim7", "diminished-seventh", []), ("C7b5", "dominant", [(5, -1, "alter")])):
        assert chord_kind(symbol)[::2] == (kind, degrees), symbol


def test_roots_basses_and_no_chord():
    flat = harmony("Ebm7/Gb")
    assert flat.findtext("root/root-step") == "E" and flat.findtext("root/root-alter") == "-1"
    assert flat.findtext("bass/bass-step") == "G" and flat.findtext("bass/bass-alter") == "-1"
    assert flat.find("kind").get("text") == "m7"
    none = harmony("N.C.")
    assert none.findtext("kind") == "none" and none.find("kind").get("text") == "N.C."


def test_all_progressions_have_known_kinds():
    for name in PROGRESSIONS:
        for chord in lead_sheet(name): assert chord_kind(chord.symbol)[0]
