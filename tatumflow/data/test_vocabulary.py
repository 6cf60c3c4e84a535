# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

from miditok import REMI

from .notes import HIGHEST, LOWEST
from .vocabulary import BOS, EOS, HIDDEN, PAD, style_token, STYLES, token_kinds


def test_special_tokens_have_their_places(tokenizer):
    vocab, kinds = tokenizer.vocab, token_kinds(tokenizer)
    assert [vocab[name] for name in ("PAD_None", "BOS_None", "EOS_None")] == [PAD, BOS, EOS]
    pitches = kinds.value[kinds.ids("Pitch")].astype(int).tolist()
    assert pitches == list(range(LOWEST, HIGHEST + 1))
    assert kinds.special[vocab[HIDDEN]] and not kinds.special[vocab["Bar_None"]]


def test_numbers_of_tokens(tokenizer):
    numbers = {"Pitch_60": 60, "Duration_1.3.12": 60, "Duration_0.7.48": 7, "Position_191": 191,
               "Duration_5.1.4": 252, "Chord1_C7": 0, "Tempo_32": 0}
    for name, number in numbers.items():
        assert token_kinds(tokenizer).number[tokenizer.vocab[name]] == number, name


def test_styles_are_found_by_any_spelling():
    assert style_token("art tatum") == style_token("ArtTatum") == "Style_ArtTatum"
    assert style_token("아무개") == style_token(None) == style_token("") == "Style_Other"
    assert len(set(STYLES)) == len(STYLES) == 50


def test_the_vocabulary_survives_saving(tokenizer, tmp_path):
    tokenizer.save(tmp_path / "tokenizer.json")
    assert REMI(params=tmp_path / "tokenizer.json").vocab == tokenizer.vocab
