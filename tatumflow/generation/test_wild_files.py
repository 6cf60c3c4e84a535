"""Charts in the wild's spellings, written for this, beside what a musician reads in them: links of
iReal Pro, its web page, and scores as four programs write MusicXML."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from urllib.parse import quote

from ..data.midi import midi_bytes
from ..data.notes import make_notes
from .test_wild_texts import Meant


def link(song: str, about: str, rest: str = "=Jazz-Swing=0=3") -> str:
    """The text of an iReal Pro link with one song, scrambled as the program does it; `about` is
    "title=composer==style=key="."""
    text, scrambled = song.replace("   ", "XyQ").replace(" |", "LZ").replace("| x", "Kcl"), ""
    while len(text) > 51:
        head, text = text[:50], text[50:]
        scrambled += head[:-6:-1] + head[5:10] + head[39:25:-1] + head[24:26] + head[23:9:-1]
        scrambled += head[40:45] + head[4::-1]
    return f"{about}=1r34LbKcu7{scrambled}{text}{rest}"


_ROAD = link("{*AT44D-7 G7 |C^7   |N1E-7,A7, ,A7|x   }|N2sF^7/A lF#h7 |n   ][*BBb7sus4<slow> W/Ab |"
             "(E7)A7b9  |p   |D-7   |G7   |E-7   |A7alt   |r|   Z ",
             "Long Road=Smith Ann==Medium Swing=D-=", "=Jazz-Swing=140=3")
_ROAD_BARS = ("(A) Dm7 3:G7 | Cmaj7 | Em7 2:A7 4:A7 | Em7 2:A7 4:A7 | (A) Dm7 3:G7 | Cmaj7 | "
              "Fmaj7/A 3:Gbm7b5 | N.C. | (B) Bb7sus 3:Bb7sus/Ab | A7b9 | A7b9 | Dm7 | G7 | Em7 | "
              "A7alt | Em7 | A7alt")
_HTML = (
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/'
    'DTD/xhtml1-transitional.dtd">\n<html xmlns="http://www.w3.org/1999/xhtml">\n<head>\n'
    '<title>iReal Pro</title>\n<style type="text/css">\n.help {\nfont-size: small;\n}\n</style>\n'
    '</head>\n'
    '<body>\n<br/><br/><h3><a href="irealb://{songs}">Two</a></h3><br/>\nMade with iReal Pro \n<a '
    'href="http://www.irealpro.com"><img src="logo.png" alt=""/></a>\n</body>\n</html>')
_SONGS = "===".join([link("[T34F^7  |B-7 E7|x  |F6  Z", "First=Bo==Waltz=F="),
                     link("[T44C^7   Z", "Next=Bo==Swing=C="), "Two"])


WILD_FILES = {
    "iReal Pro's link": ("irealb://" + quote(_ROAD), Meant(
        _ROAD_BARS, "Long Road", "Ann Smith", "Dm", 140)),
    "iReal Pro's open link": (
        "irealbook://Open Way=Roe Di=Bossa Nova=Eb=n=[*iT44Eb^7   |Bb7sus   ][*A{SEb6   |QC-7   |"
        "F-7   |Bb7 ,Bb13, }<D.S. al Coda>][QEb^7   |n   Z",
        Meant("(Intro) Ebmaj7 | Bb7sus | (A) Eb | Cm7 | Fm7 | Bb7 3:Bb7 | (A) Eb | Cm7 | Fm7 | "
              "Bb7 3:Bb7 | (A) Eb | Cm7 | Ebmaj7 | N.C.", "Open Way", "Di Roe", "Eb")),
    "iReal Pro's web page with two songs": (
        _HTML.replace("{songs}", quote(_SONGS)), Meant(
            "Fmaj7 | Bm7 3:E7 | Bm7 3:E7 | F", "First", "Bo", "F", beats=3)),
}


def note(pitch, duration, more="", front=""):
    """A <note>: "G4", "Bb4" or "" for a rest; duration in divisions."""
    sign = {"b": -1, "#": 1}.get(pitch[1:2], 0)
    alter = f"<alter>{sign}</alter>" if sign else ""
    what = (f"<pitch><step>{pitch[0]}</step>{alter}<octave>{pitch[-1]}</octave>"
            "</pitch>" if pitch else "<rest/>")
    return f"<note>{front}{what}<duration>{duration}</duration>{more}<voice>1</voice></note>"


def chord_of(root, kind, text="", more="", how=""):
    """A <harmony>; `how` are more attributes of its kind."""
    alter = f"<root-alter>{ {'b': -1, '#': 1}[root[1]] }</root-alter>" if root[1:] else ""
    return (f'<harmony print-frame="no"><root><root-step>{root[0]}</root-step>{alter}</root>'
            f'<kind{how} text="{text}">{kind}</kind>{more}</harmony>')


def degree(value, alter, how="add"):
    """A <degree> of a <harmony>."""
    return (f"<degree><degree-value>{value}</degree-value><degree-alter>{alter}</degree-alter>"
            f"<degree-type>{how}</degree-type></degree>")


def repeat(direction, ending="", kind=""):
    """A <barline> with a repeat, an ending, or both."""
    ending = f'<ending number="{ending}" type="{kind}"/>' if ending else ""
    mark = f'<repeat direction="{direction}"/>' if direction else ""
    where = "left" if direction == "forward" or kind == "start" else "right"
    return f'<barline location="{where}">{ending}{mark}</barline>'


def said(what, sound="", where="above"):
    """A <direction> of a type, with what is to sound."""
    sound = f"<sound {sound}/>" if sound else ""
    return (f'<direction placement="{where}"><direction-type>{what}</direction-type>{sound}'
            "</direction>")


def score(*measures, front="", first=1, head="4.0"):
    """A whole score of one part; `head` is its version of MusicXML."""
    bars = "".join(f'<measure number="{i}">{text}</measure>'
                   for i, text in enumerate(measures, first))
    return (f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE score-partwise PUBLIC "-//Recorda'
            f're//DTD MusicXML {head} Partwise//EN" "http://www.musicxml.org/dtds/partwise.dtd">\n'
            f'<score-partwise version="{head}">{front}<part-list><score-part id="P1"><part-name>'
            f'Piano</part-name></score-part></part-list><part id="P1">{bars}</part>'
            "</score-partwise>")


def attributes(divisions, fifths, metre, more="", mode=""):
    """<attributes>: divisions of a quarter note, sharps, a metre such as "6/8", and the rest."""
    upper, lower = metre.split("/")
    return (f"<attributes><divisions>{divisions}</divisions><key><fifths>{fifths}</fifths>{mode}"
            f"</key><time><beats>{upper}</beats><beat-type>{lower}</beat-type></time>{more}"
            "</attributes>")


_SYMBOLS = ' use-symbols="yes"'  # the sign of the kind is drawn: the text tells what follows it
MUSE = score(  # as MuseScore 4 writes: a grand staff, a pickup of number 0, signs for kinds
    attributes(2, -2, "4/4", "<staves>2</staves>") + note("F4", 2, "<staff>1</staff>"),
    said("<rehearsal>A</rehearsal>") + said("<metronome parentheses=\"no\"><beat-unit>quarter"
    "</beat-unit><per-minute>132</per-minute></metronome>", 'tempo="132"') + repeat("forward")
    + chord_of("Bb", "major-seventh", "7", how=_SYMBOLS) + note("Bb4", 8, '<tie type="start"/>')
    + "<backup><duration>8</duration></backup>" + note("Bb2", 8, "<staff>2</staff>"),
    repeat("", 1, "start") + chord_of("G", "minor-seventh", "7", how=_SYMBOLS)
    + note("Bb4", 4, '<tie type="stop"/>') + chord_of("C", "dominant", "7", degree(9, -1))
    + note("C5", 2) + note("E4", 2, front="<chord/>") + note("", 2) + repeat("backward", 1, "stop"),
    repeat("", 2, "start") + chord_of("F", "dominant", "7", "<bass><bass-step>A</bass-step></bass>")
    + note("D5", 6) + chord_of("E", "half-diminished", "7", how=_SYMBOLS) + note("", 2)
    + repeat("", 2, "discontinue"),
    front="<work><work-title>Old Tune</work-title></work><identification><creator type=\"composer\""
          ">A. Smith</creator><encoding><software>MuseScore Studio 4.6.3</software></encoding>"
          "</identification>", first=0)


_DOLET = ' halign="center"'
FINALE = score(  # as Finale writes: a part in B flat, signs and sounds for jumps
    attributes(4, 2, "4/4", "<transpose><diatonic>-1</diatonic><chromatic>-2</chromatic>"
               "</transpose>", "<mode>major</mode>") + chord_of("D", "major", "", how=_DOLET)
    + note("F#5", 16), said("<segno/>", 'segno="2" divisions="4"')
    + chord_of("A", "suspended-fourth", "7sus", degree(7, -1), _DOLET) + note("E5", 16)
    + said("<words>To Coda</words>", 'tocoda="4"'),
    chord_of("B", "minor", "m", how=_DOLET) + note("D5", 16)
    + said("<words>D.S. al Coda</words>", 'dalsegno="2"'),
    said("<coda/>", 'coda="4" divisions="4"') + chord_of("E", "minor", "m9", degree(9, 0) + degree(
        7, -1), _DOLET) + note("B4", 16),
    front="<movement-title>Written in D</movement-title><identification><encoding><software>Finale "
          "v27.4 for Mac</software></encoding></identification>", head="3.1")


SIBELIUS = score(  # as Dolet for Sibelius writes: UTF-16, 256 divisions, kinds named in the text
    attributes(256, -1, "3/4", mode="<mode>minor</mode>") + said(
        "<words>Slow Waltz </words>") + "<sound tempo=\"84\"/>"
    + chord_of("D", "minor", "mi", how=_DOLET) + note("A4", 512) + note("F4", 256),
    chord_of("E", "half-diminished", "mi7(b5)", how=_DOLET) + note("E4", 512)
    + chord_of("A", "dominant", "7(b9)", degree(9, -1), _DOLET) + note("C#5", 256),
    chord_of("D", "major-minor", "mi(maj7)", how=_DOLET) + note("D5", 768),
    said("<words>Fine</words>", 'fine="yes"')
    + chord_of("B", "diminished-seventh", "o7", how=_DOLET) + note("G#4", 768),
    chord_of("A", "other", "7alt", how=_DOLET) + note("A4", 768)
    + said("<words>D.C. al Fine</words>", 'dacapo="yes"'),
    front="<movement-title>Waltz</movement-title><identification><creator type=\"composer\">Uma"
          "</creator><encoding><software>Sibelius 2024.3</software><software>Dolet 8.3 for Sibelius"
          "</software></encoding></identification>", head="3.0").replace("UTF-8", "UTF-16")


DORICO = score(  # as Dorico writes: dotted beats, an offset in the place of a note's beginning
    attributes(6, 0, "6/8", mode="<mode>major</mode>") + said("<metronome><beat-unit>quarter"
    "</beat-unit><beat-unit-dot/><per-minute>60</per-minute></metronome>", 'tempo="90"')
    + chord_of("C", "major-seventh", "Δ7") + chord_of(
        "A", "minor-seventh", "m7", "<offset>9</offset>") + note("E5", 18),
    chord_of("D", "dominant-ninth", "9", degree(11, 1)) + note("F#5", 9) + note("E5", 9),
    chord_of("G", "dominant-13th", "13") + note("D5", 18) + '<barline location="right"><bar-style>'
    "light-heavy</bar-style></barline>",
    front="<work><work-title>Row</work-title></work><movement-title>Row</movement-title><identifica"
          "tion><encoding><software>Dorico 5.1</software></encoding></identification>")


WILD_FILES |= {
    "MuseScore": (MUSE.encode(), Meant(
        "(A) Bbmaj7 | Gm7 3:C7b9 | (A) Bbmaj7 | F7/A 4:Em7b5", "Old Tune", "A. Smith", "Bb", 132,
        melody="F4@-1 Bb4@0 C5@6 Bb4@8 D5@12")),
    "a program that names EUC-KR": (
        MUSE.replace("UTF-8", "EUC-KR").replace("Old Tune", "옛 노래").encode("euc-kr"), Meant(
            "(A) Bbmaj7 | Gm7 3:C7b9 | (A) Bbmaj7 | F7/A 4:Em7b5", "옛 노래", "A. Smith", "Bb",
            132, melody="F4@-1 Bb4@0 C5@6 Bb4@8 D5@12")),
    "Finale, for a trumpet": (FINALE.encode(), Meant(
        "C | G7sus | Am | G7sus | Dm7", "Written in D", key="C",
        melody="E5@0 D5@4 C5@8 D5@12 A4@16")),
    "Sibelius": (SIBELIUS.encode("utf-16"), Meant(
        "Dm | Em7b5 3:A7b9 | Dm | Bdim7 | A7alt | Dm | Em7b5 3:A7b9 | Dm | Bdim7", "Waltz", "Uma",
        "Dm", 84, 3, melody="A4@0 F4@2 E4@3 C#5@5 D5@6 G#4@9 A4@12 A4@15 F4@17 E4@18 C#5@20 D5@21 "
                            "G#4@24")),
    "Dorico": (DORICO.encode(), Meant(
        "Cmaj7 2:Am7 | D7 | G7", "Row", key="C", tempo=60, beats=2,
        melody="E5@0 F#5@2 E5@3 D5@4", dotted=True)),
    "Notepad of Windows in Korean (CP949)": (
        "제목: 갯마을\r\n[A] Dm7 | G7\r\n[B] C6 | A7\r\n".encode("cp949"),
        Meant("(A) Dm7 | G7 | (B) C | A7", "갯마을")),
}


WILD_FILES |= {
    "Notepad's UTF-16": ("제목: 봄\r\nE♭△7 | C-7 F7\r\n".encode("utf-16"),
                        Meant("Ebmaj7 | Cm7 3:F7", "봄")),
    "Notepad's UTF-8 with a mark": ("제목: 봄\r\nE♭△7 | C-7 F7\r\n".encode("utf-8-sig"),
                                   Meant("Ebmaj7 | Cm7 3:F7", "봄")),
    "ABC in Latin-1": ('X:1\nT:Café\nM:4/4\nK:C\n"Dm7"D8|'.encode("latin-1"),
                       Meant("Dm7", "Café", key="C", melody="D4@0")),
    "a chart beside a MIDI melody": (
        ("Key: C\nCmaj7 | Dm7 G7", midi_bytes(make_notes(
            [1.5, 2, 3, 4], [.5, 1, 1, 1], [67, 72, 74, 76], 80))),
        Meant("Cmaj7 | Dm7 3:G7", key="C", tempo=120, melody="G4@-1 C5@0 D5@2 E5@4")),
    "a chart in six eighths beside a MIDI melody": (
        ("6/8 Am | E7", midi_bytes(make_notes([0, .5, .75, 1.5], .25, [69, 71, 72, 76], 80))),
        Meant("Am | E7", tempo=80, beats=2, melody="A4@0 B4@0.67 C5@1 E5@2", dotted=True)),
}
