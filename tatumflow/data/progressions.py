"""Standard chord progressions, in C major or C minor; a bar's chords share its beats alike."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

__all__ = ['MINOR', 'PROGRESSIONS']


_A1 = "C6 A7 | Dm7 G7 | C6 A7 | Dm7 G7 | C7 | F6 F#dim7 | C6 A7 | Dm7 G7"
_A2 = "C6 A7 | Dm7 G7 | C6 A7 | Dm7 G7 | C7 | F6 F#dim7 | Dm7 G7 | C6"
_B1 = "Cmaj7 Am7 | Dm7 G7 | Em7 A7b9 | Dm7 G7"
_B2 = "Cmaj7 C7 | Fmaj7 Fm6 | Em7 Ebdim7 | Dm7 G7"
MINOR = {"minor_ii-V-i", "minor_blues", "falling_fifths"}
PROGRESSIONS = {
    "ii-V-I": "Dm7 | G7 | Cmaj7 | Cmaj7 | Dm7 | G7alt | C6 | A7b9",
    "minor_ii-V-i": "Dm7b5 | G7b9 | Cm6 | Cm6 | Fm7 | Dm7b5 G7alt | Cm6 | Cm6",
    "turnaround": "Cmaj7 A7b9 | Dm7 G7 | Em7 A7 | Dm7 G7alt | C6 C7 | F6 F#dim7 | Cmaj7 A7 | "
                  "Dm7 G7",
    "blues": "C7 | F7 | C7 | C7 | F7 | F#dim7 | C7 | A7 | Dm7 | G7 | C7 A7 | Dm7 G7",
    "bird_blues": "Cmaj7 | Bm7b5 E7b9 | Am7 D7 | Gm7 C7 | F7 | Fm7 Bb7 | Em7 A7 | Ebm7 Ab7 | "
                  "Dm7 | G7 | C6 A7 | Dm7 G7",
    "minor_blues": "Cm6 | Fm7 | Cm6 | Cm6 | Fm7 | Fm7 | Cm6 | Cm6 | Ab7 | G7alt | Cm6 | "
                   "Dm7b5 G7b9",
    "rhythm_changes": f"{_A1} | {_A2} | E7 | E7 | A7 | A7 | D7 | D7 | G7 | G7 | {_A2}",
}


PROGRESSIONS |= {
    "coltrane_changes": "Cmaj7 Eb7 | Abmaj7 B7 | Emaj7 G7 | Cmaj7 | Dm7 Eb7 | Abmaj7 B7 | "
                        "Emaj7 G7 | Cmaj7 A7alt",
    "dominants": "E7 | E7 | A7 | A7 | D7 | D7 | G7 | G7 | C6 | A7 | D7 | G7 | C7 | F6 Fm6 | "
                 "C6 A7 | D7 G7",
    "falling_fifths": "Fm7 | Bb7 | Ebmaj7 | Abmaj7 | Dm7b5 | G7b9 | Cm6 | C7b9 | "
                      "Fm7 | Bb7 | Ebmaj7 | Abmaj7 | Dm7b5 | G7alt | Cm6 | Cm6",
    "ballad": f"{_B1} | {_B2} | F6 Fm6 | Em7 A7 | D7 F#dim7 | G7sus G7 | {_B1}",
    "ragtime": "C6 | E7 | A7 | A7 | D7 | G7 | C6 A7 | D7 G7 | C6 | E7 | A7 | A7 | F6 F#dim7 | "
               "C6 A7 | D7 G7 | C6 G+",
    "modulating": "Gm7 C7 | Fmaj7 | Fm7 Bb7 | Ebmaj7 | Am7b5 D7b9 | Gm7 | G7sus | G7 | "
                  "Em7 A7 | Dm7 | Fm6 Bb7 | Cmaj7 | Em7 Ebdim7 | Dm7 G7 | Em7 A7b9 | Dm7 G7b9",
}
