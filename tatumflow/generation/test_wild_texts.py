"""Charts in the wild's spellings, written for this, beside what a musician reads in them: texts."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import dataclass


@dataclass(frozen=True)
class Meant:
    """What stands in a chart. `bars` are in the order they are played, with "(A)" where a section
    begins and "3:G7" for a chord on the third beat, in plain spelling: of a chord its root, one of
    the eleven kinds that are told apart, and its bass. `melody` is "C5@0": pitches on beats. Bars
    have `beats` each, or `lengths`; the beats are quarter notes, or all of them `dotted`."""
    bars: str
    title: str = ""
    composer: str = ""
    key: str = ""
    tempo: float | None = None
    beats: float = 4
    lengths: tuple[float, ...] = ()
    melody: str = ""
    dotted: bool = False


WILD_TEXTS = {
    "bars, %, N.C. and a head": (
        "Lantern Street\nComposer: Ina Berg\nKey: F   Tempo: 132\n\n"
        "| Fmaj7 | Gm7 C7 | % | Am7 D7 ||\n| n.c. | N.C. Bb7 | A7 % | % ||",
        Meant("Fmaj7 | Gm7 3:C7 | Gm7 3:C7 | Am7 3:D7 | N.C. | N.C. 3:Bb7 | A7 3:A7 | A7 3:A7",
              "Lantern Street", "Ina Berg", "F", 132)),
    "repeats": (
        "||: Dm7 | G7 :||\n|: Cmaj7 | A7 :| x3\n(Fm7 | Bb7) x2 | C6 | D7\nG7 | C (2x)",
        Meant("Dm7 | G7 | Dm7 | G7 | Cmaj7 | A7 | Cmaj7 | A7 | Cmaj7 | A7 | Fm7 | Bb7 | Fm7 | Bb7 "
              "| C | D7 | G7 | C | G7 | C")),
    "first and second endings": (
        "|: Cm7 | F7 |1. Bbmaj7 | G7 :|2. Bbmaj7 | Bb6 ||\n|: Em7b5 |[1] A7 :|[2] A7alt |] Dm",
        Meant("Cm7 | F7 | Bbmaj7 | G7 | Cm7 | F7 | Bbmaj7 | Bb | Em7b5 | A7 | Em7b5 | A7alt | "
              "Dm")),
    "a chord a bar, between dashes": (
        "Dm7 - G7 - Cmaj7 – A7 → Dm7 -> G7 ~ C6", Meant("Dm7 | G7 | Cmaj7 | A7 | Dm7 | G7 | C")),
    "signs for kinds of chords": (
        "C△7 A7♭9 | D-7 G7♯5 | E♭Δ A♭7 | Bø E7 | F♯°7 B7(♭9,♭13) | Am(maj7) | G7sus4 | C6/9",
        Meant("Cmaj7 3:A7b9 | Dm7 3:G7#5 | Ebmaj7 3:Ab7 | Bm7b5 3:E7 | Gbdim7 3:B7alt | Am | "
              "G7sus | C")),
}


WILD_TEXTS |= {
    "roots in small letters": (
        "dm7 g7 | cmaj7 a7 | bb7 eb7 | f#ø b7 | em7 | am",
        Meant("Dm7 3:G7 | Cmaj7 3:A7 | Bb7 3:Eb7 | Gbm7b5 3:B7 | Em7 | Am")),
    "slash chords": (
        "C C/E | F/A G7/B | C /B | Am7 /G | Dm7/C / / G7 | C/B♭",
        Meant("C 3:C/E | F/A 3:G7/B | C 3:C/B | Am7 3:Am7/G | Dm7/C 4:G7 | C/Bb")),
}


WILD_TEXTS |= {
    "sections in brackets": (
        "[Intro] Dm7 G7 | C6\n[A] Dm7 G7 | C6 [B] Fm7 Bb7 | Eb6\n[A] Dm7 G7 | C6\n[Outro]\nC6 | %",
        Meant("(Intro) Dm7 3:G7 | C | (A) Dm7 3:G7 | C | (B) Fm7 3:Bb7 | Eb | (A) Dm7 3:G7 | C | "
              "(Outro) C | C")),
    "sections on lines of their own": (
        "A\n| Dm7 | G7 |\nB\n| Fm7 | Bb7 |\nA\n| Dm7 | G7 |",
        Meant("(A) Dm7 | G7 | (B) Fm7 | Bb7 | (A) Dm7 | G7")),
    "sections in parentheses and angles": (
        "(Intro) C | F\n(A) Dm7 | G7\n<B>\n| Fm7 | Bb7 |\nC) Em7 | A7 (D7)\n"
        "Bridge: C6 | A7",
        Meant("(Intro) C | F | (A) Dm7 | G7 | (B) Fm7 | Bb7 | (C) Em7 | A7 3:D7 | (Bridge) C | "
              "A7")),
    "three beats": (
        "Title: Mill Waltz\n3/4\n|: Gmaj7 | Em7 | Am7 / D7 | % :|\n| G6 / / | C6 G6 |",
        Meant("Gmaj7 | Em7 | Am7 3:D7 | Am7 3:D7 | Gmaj7 | Em7 | Am7 3:D7 | Am7 3:D7 | G | C 3:G",
              "Mill Waltz", beats=3)),
    "five beats": (
        "Time: 5/4\nKey: Ebm\n| Ebm7 / / Bbm7 / | % | Abm7 . . Db7 . | Gbmaj7 |",
        Meant("Ebm7 4:Bbm7 | Ebm7 4:Bbm7 | Abm7 4:Db7 | Gbmaj7", key="Ebm", beats=5)),
}


WILD_TEXTS |= {
    "six eighths are two beats": (
        "6/8 ♩. = 66\n| Am | C G | F . . E7 . . | Am / / Dm / E7 | N.C. |",
        Meant("Am | C 2:G | F 2:E7 | Am 2:Dm 2.67:E7 | N.C.", tempo=66, beats=2,
              dotted=True)),
    "a change of metre": (
        "3/4 Dm7 | G7 | 4/4 Cmaj7 | 12/8 C7 | 2/4 F7",
        Meant("Dm7 | G7 | Cmaj7 | C7 | F7", beats=3, lengths=(3, 3, 4, 4, 2))),
}


WILD_TEXTS |= {
    "D.C. al Fine": (
        "[A] C6 | Am7 | Dm7 | G7 Fine\n[B] Em7 |: A7 | A7alt :| D7 | G7   D.C. al Fine",
        Meant("(A) C | Am7 | Dm7 | G7 | (B) Em7 | A7 | A7alt | A7 | A7alt | D7 | G7 | (A) C | Am7 "
              "| Dm7 | G7")),
    "D.S. al Coda": (
        "| C6 | 𝄋 Fmaj7 | Bb7 | Em7 A7 ⊕ | Dm7 | G7 D.S. al Coda ||\n⊕ Dm7b5 | G7b9 | C6 ||",
        Meant("C | Fmaj7 | Bb7 | Em7 3:A7 | Dm7 | G7 | Fmaj7 | Bb7 | Em7 3:A7 | Dm7b5 | G7b9 | "
              "C")),
    "as people type it in a chat": (
        "“Slow one”\nbpm 72\n| C . . . | ./. | 〃 | Am7 . D7 . | G7 . G7/F . |\n| C × 2\n",
        Meant("C | C | C | Am7 3:D7 | G7 3:G7/F | C | C", "Slow one", tempo=72)),
    "degrees in a key": (
        "Key: Eb\nImaj7 V7/ii | iim7 V7 | iii vi7 | Im6 | bVII7 | V7/V V7 | I",
        Meant("Ebmaj7 3:C7 | Fm7 3:Bb7 | Gm7 3:Cm7 | Ebm | Db7 | F7 3:Bb7 | Ebmaj7", key="Eb")),
    "in Markdown": (
        "# Lamp Post\n**Key:** Bb  **Tempo:** 120\n\n**[A x2]**\n```\n| Bbmaj7 | G7 |\n"
        "| Cm7 F7 |      |\n```\n## B Section\n| Ebmaj7 | [Ab7 G7] |",
        Meant("(A) Bbmaj7 | G7 | Cm7 3:F7 | Cm7 3:F7 | (A) Bbmaj7 | G7 | Cm7 3:F7 | Cm7 3:F7 | "
              "(B Section) Ebmaj7 | Ab7 3:G7", "Lamp Post", key="Bb", tempo=120)),
}


WILD_TEXTS |= {
    "wide letters and the bars of other keyboards": (
        "Ｄｍ７　Ｇ７｜Ｃ△７ㅣＡ７♭９│Dm7 l G7 ¦ C6 \\| F♯ｍ７♭５",
        Meant("Dm7 3:G7 | Cmaj7 | A7b9 | Dm7 | G7 | C | Gbm7b5")),
    "Korean words": (
        "제목: 봄밤\n작곡: 한들\n조: 바장조\n빠르기: 느리게 96\n4분의 4박자\n전주\n"
        "| Fmaj7 | Gm7 C7 |\n1절\n| Am7 | D7 |\n후렴: Gm7 | C7\n(간주) Bb6 | Bbm6\n후주\n| F6 "
        "| 다카포",
        Meant("(전주) Fmaj7 | Gm7 3:C7 | (1절) Am7 | D7 | (후렴) Gm7 | C7 | (간주) Bb | Bbm | "
              "(후주) F | (전주) Fmaj7 | Gm7 3:C7 | (1절) Am7 | D7 | (후렴) Gm7 | C7 | (간주) Bb | "
              "Bbm | (후주) F", "봄밤", "한들", "F", 96)),
}


WILD_TEXTS |= {
    "chords in lyrics (ChordPro)": (
        "{title: Old Song}\n{artist: Ben Hur}\n{key: G}\n{tempo: 96}\n{time: 3/4}\n# by ear\n"
        "{c: Verse 1}\n[G]When the [C]sun goes [D7]down\n{soc}\n[Em]달 밝은 [A7]밤에\n{eoc}\n"
        "{sot}\ne|--3--|\n{eot}\n{c: softly}\n{sov}\n[Am7]Lo\n{eov}\n{chorus}",
        Meant("(Verse 1) G | C | D7 | (Chorus) Em | A7 | (Verse) Am7 | (Chorus) Em | A7",
              "Old Song", "Ben Hur", "G", 96, 3)),
    "bars among lyrics, and a grid (ChordPro)": (
        "{t:Bars}\n| [G]When the | [C]sun [D7]goes | [G]down |\n{start_of_grid}\n"
        "|: C . . . | F . G7 . :|\n{end_of_grid}",
        Meant("G | C 3:D7 | G | C | F 3:G7 | C | F 3:G7", "Bars")),
    "chords above lyrics": (
        "Ferry Home\n\nDm7 | G7 |\nthe river takes its time\nC6 | A7 |\n강물은 느리게 흘러\n",
        Meant("Dm7 | G7 | C | A7", "Ferry Home")),
    "ABC": (
        "X:1\nT:Goat Jig\nC:Trad.\nM:6/8\nL:1/8\nQ:3/8=90\nK:Dm\nP:A\nA|:\"Dm\"d2e f2d|"
        "\"A7\"^c3 e2c|1 \"Dm\"d3 A3:|2 \"Dm\"d6|]\n",
        Meant("(A) Dm | A7 | Dm | (A) Dm | A7 | Dm", "Goat Jig", "Trad.", "Dm", 90, 2, melody=
              "A4@-0.33 D5@0 E5@0.67 F5@1 D5@1.67 C#5@2 E5@3 C#5@3.67 D5@4 A4@5 D5@6 E5@6.67 F5@7 "
              "D5@7.67 C#5@8 E5@9 C#5@9.67 D5@10", dotted=True)),
}
