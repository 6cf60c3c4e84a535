# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from unittest import mock

import pytest
from miditok import REMI, TokenizerConfig

from ..__main__ import main
from ..data.midi import write_midi
from ..model.checkpoints import save_checkpoint
from ..runtime.files import write_atomic
from .players import open_player, Player
from .saving import load_takes


@pytest.fixture
def scratch_folder(novice, stride, tmp_path):
    """A folder with a checkpoint and MIDI files, good and bad."""
    save_checkpoint(tmp_path / "tiny.pt", novice.model, novice.tokenizer)
    write_midi(stride[:2], tmp_path / "two.mid")
    write_midi(stride[:60], tmp_path / "mine.mid")
    (tmp_path / "empty.mid").write_bytes(b"")
    return tmp_path


@pytest.fixture
def generate(scratch_folder, capsys):
    """Runs the command on the checkpoint; returns its exit code, stdout and lines of stderr."""
    def run(words):
        code = main(["phase5_generate_samples", "--checkpoint", str(scratch_folder / "tiny.pt"),
                     "--out", str(scratch_folder / "out"), *words.split()])
        out, err = capsys.readouterr()
        bars = [line for line in err.splitlines() if line.strip() and "%|" not in line]
        return code, out, bars
    return run


def test_a_take_is_drawn_and_said(generate, scratch_folder):
    code, out, _ = generate("--seconds 3 --seed 3")
    assert code == 0 and "improvise-ArtTatum-3.mid, improvise-ArtTatum-3.mp3: 즉흥" in out
    assert {path.name for path in (scratch_folder / "out").iterdir()} == {
        "takes.json", "improvise-ArtTatum-3.mid", "improvise-ArtTatum-3.mp3"}


def test_a_sheet_brings_its_tempo_and_is_played_again(generate, scratch_folder):
    (scratch_folder / "tune.txt").write_text("Tempo: 200\n[A] Dm7 | G7", encoding="utf-8")
    code, out, _ = generate(f"--sheet {scratch_folder / 'tune.txt'} --seconds 4 --style Other")
    assert code == 0 and "♩ = 200" in out and "120으로" not in out
    code, _, err = generate("--sheet nowhere.mxl")
    assert code == 1 and len(err) == 1 and "nowhere.mxl" in err[0]


def test_several_takes_are_ranked_and_the_best_copied(generate, scratch_folder):
    code, out, _ = generate("--mode continuation --midi mine.mid --n 2 --seconds 3 --style Other")
    assert code == 0 and "| 2 | 이어 치기" in out and "이음매" in out and "좋은 순서" in out
    assert len(list((scratch_folder / "out/best").glob("*.mp3"))) == 2
    assert (scratch_folder / "out/ranking.md").is_file()


@pytest.mark.parametrize("words", [
    "--mode improvise --tempo 240 --guidance 2 --chords Dm7|G7",
    "--mode style_transfer --midi mine.mid",
    "--mode theory_editing --midi mine.mid --edits tritone,denser,transpose+2 --bars 2",
    "--bars 2 --tempo 200", "--mode continuation --midi mine.mid --bar 4 --bars 2",
    "--seconds 2 --top-p 0.9 --min-p 0.05 --temperature 0.5 --density 3 --dynamics 4",
])
def test_every_mode_has_its_options(generate, words):
    code, out, err = generate(f"{words} --style Other")
    assert code == 0 and "Other" in out, err


_BAND = "band.mid에서 피아노만 남겼습니다. 뺀 것: 다른 악기 1트랙의 음 4개, 드럼 3개."


@pytest.mark.parametrize("words", [
    "--mode style_transfer --seconds 3", "--mode continuation --seconds 2",
    "--mode theory_editing --edits denser --bars 2", "--mode bridge --bars 3"])
def test_what_was_left_out_of_a_song_is_said_and_filed(generate, band_song, words):
    code, out, _ = generate(f"{words} --midi {band_song} --style Other")
    assert code == 0 and _BAND in out
    (take,) = load_takes(band_song.parent / "out").values()
    assert take["left_out"] == "다른 악기 1트랙의 음 4개, 드럼 3개"


def test_a_track_can_be_chosen(generate, band_song):
    words = f"--mode style_transfer --midi {band_song} --style Other --seconds 3 --track"
    code, out, _ = generate(f"{words} 1")
    assert code == 0 and "뺀 것" not in out
    code, _, err = generate(f"{words} 9")
    assert code == 1 and "1번 피아노" in err[-1] and "2번 다른 악기 음 7개" in err[-1]


@pytest.mark.parametrize("words", [
    "--mode theory_editing --midi mine.mid --edits transpose+2 --bars 2", "--seconds 2"])
def test_what_was_played_stays_when_interrupted(generate, scratch_folder, words):
    real = Player.play

    def play(player, ask):
        if ask.seed == 5: raise KeyboardInterrupt
        return real(player, ask)

    with (mock.patch("tatumflow.generation.commands._AT_ONCE", 2),
          mock.patch.object(Player, "play", play)):
        code, _, _ = generate(f"{words} --style Other --n 4 --seed 3")
    assert code == 130
    names = {path.name for path in (scratch_folder / "out").glob("*.mid")}
    assert {name.rpartition("-")[2] for name in names} == {"3.mid", "4.mid"}


def test_takes_in_parts_are_those_that_were_asked_for(generate, scratch_folder):
    with mock.patch("tatumflow.generation.commands._AT_ONCE", 4):
        code, out, _ = generate("--chords Dm7|G7 --tempo 240 --style Other --n 3 --seed 3")
    assert code == 0 and out.count("improvise-Other-") == 2 * 3
    assert len(list((scratch_folder / "out").glob("*.mid"))) == 3


def test_options_are_those_of_an_ask(scratch_folder):
    with (mock.patch("tatumflow.generation.commands.open_player") as made,
          mock.patch("tatumflow.generation.commands.save_takes", return_value=[])):
        made.return_value.play.return_value = [None]
        main(["phase5_generate_samples", "--top-p", "0.9", "--min-p", "0.1", "--n", "2", "--seed",
              "7", "--checkpoint", "pretrained", "--chords", "blues", "--key", "F"])
    (ask,) = made.return_value.play.call_args.args
    assert (ask.top_p, ask.min_p, ask.n, ask.seed, ask.key) == (0.9, 0.1, 2, 7, "F")
    assert ask.guidance is None and ask.temperature == 1.0 and ask.tries is None


@pytest.mark.parametrize("words", [
    "--midi two.mid", "--midi empty.mid", "--midi none.mid", "--midi mine.mid --start 500",
    "--midi mine.mid --n 0", "--midi mine.mid --style nobody", "--midi mine.mid --tempo 120",
])
def test_a_continuation_that_cannot_be_is_one_korean_sentence(generate, words):
    code, _, err = generate(f"--mode continuation --seconds 3 {words}")
    assert code == 1 and len(err) == 1 and any("가" <= letter <= "힣" for letter in err[0])


@pytest.mark.parametrize("words", [
    *(f"--mode {mode} --midi {file}" for mode in ("style_transfer", "theory_editing --edits minor")
      for file in ("two.mid", "empty.mid", "none.mid")),
    "--mode style_transfer --midi mine.mid --start 99",
    *(f"--mode theory_editing --midi mine.mid {more}" for more in (
        "", "--edits triton", "--edits tritone+3", "--edits tritone --bars 7-99",
        "--edits tritone --bars b", "--edits tritone --chords Dm7", "--edits minor --seconds 4")),
    *(f"--mode improvise --seconds 3 {more}" for more in (
        "--chords Dm7|Q7", "--chords |", "--chords bluse", "--tempo 20", "--bars 2",
        "--chords Dm7 --tempo 0",
        "--chords blues --key H", "--chords Dm7 --key F", "--density 9", "--guidance -1",
        "--top-p 0", "--min-p 2", "--temperature -1")),
])
def test_what_cannot_be_played_is_one_korean_sentence(generate, scratch_folder, words):
    code, _, err = generate(words)
    assert code == 1 and len(err) == 1 and any("가" <= letter <= "힣" for letter in err[0])
    assert not (scratch_folder / "out").exists()


def test_wrong_usage_has_an_exit_code_of_its_own(generate):
    assert generate("--mode samba")[0] == generate("--start soon")[0] == 2
    assert main(["phase5_generate_samples", "--checkpoint", "none.pt"]) == 1


def test_a_checkpoint_of_other_tokens_is_refused(scratch_folder, novice, capsys):
    frameless = REMI(TokenizerConfig(special_tokens=["PAD", "BOS", "EOS"]))
    path = save_checkpoint(scratch_folder / "old.pt", novice.model, frameless)
    assert main(["phase5_generate_samples", "--checkpoint", str(path)]) == 1
    assert "이전 토큰" in capsys.readouterr().err


def test_sounds_are_made_of_what_can_be_read(scratch_folder, stride, capsys):
    (scratch_folder / "bad").mkdir()
    (scratch_folder / "bad/a.mid").write_bytes(b"MThd")
    assert main(["phase5_midi_to_mp3", "--midi", "bad"]) == 1
    assert "a.mid" in capsys.readouterr().out
    write_midi(stride[:20], scratch_folder / "bad/b.mid")
    for _ in range(2):
        assert main(["phase5_midi_to_mp3", "--midi", "bad", "--out", "mp3"]) == 0
        out = capsys.readouterr().out
        assert "만들지 못함: " in out and "a.mid" in out and "b.mp3" in out
        assert (scratch_folder / "mp3/b.mp3").stat().st_size > 1000


def test_without_takes_the_lesson_is_named(ws, capsys):
    assert main(["phase5_midi_to_mp3"]) == 1
    assert "05_generation.ipynb" in capsys.readouterr().err


@pytest.mark.parametrize("harm, word", [
    (lambda out: write_atomic(out, "a file"), "--out"),
    (lambda out: write_atomic(out / "takes.json", "{"), "takes.json")])
def test_what_is_wrong_with_the_folder_is_said_before_playing(harm, word, ws, capsys):
    harm(ws.generation)
    with mock.patch("tatumflow.generation.commands.open_player", side_effect=AssertionError):
        assert main(["phase5_generate_samples", "--checkpoint", "pretrained"]) == 1
    assert word in capsys.readouterr().err


def test_a_player_knows_what_its_model_has_learnt(ws, novice):
    known = open_player("pretrained").known
    assert known[0] == "Art Tatum" and "Bill Evans" in known and "Other" not in known
    data = {"style": {"Other": 9, "Bill Evans": 2, "Keith Jarrett": 5}}
    save_checkpoint(ws.root / "mine.pt", novice.model, novice.tokenizer, data=data)
    assert open_player(ws.root / "mine.pt").known == ("Keith Jarrett", "Bill Evans")


def test_sheet_music_is_written_beside_a_take(generate, scratch_folder):
    pytest.importorskip("verovio", reason="pip install 'tatumflow[notation]'")
    code, out, _ = generate("--seconds 3 --seed 3 --notation")
    assert code == 0 and "악보:" in out
    names = {path.name for path in (scratch_folder / "out").iterdir()}
    assert {f"improvise-ArtTatum-3{end}" for end in (".musicxml", "-lead.musicxml", ".pdf")} < names
