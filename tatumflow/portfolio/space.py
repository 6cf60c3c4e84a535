"""A Hugging Face Space: a web page on which anyone plays the model."""

# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
import re
from importlib import metadata
from pathlib import Path

from ..data.etudes import make_etude
from ..data.midi import write_midi
from ..runtime.files import write_atomic
from ..runtime.hub import ask_hub, make_repo, open_hub, repo_name
from ..runtime.workspaces import workspace
from .cards import project_page
from .export import hub_files
from .facts import Facts
from .texts import read_template, write_draft

__all__ = ['make_space', 'push_space']


def make_space(facts: Facts, folder: Path, out: Path | None = None) -> Path:
    """Write the Space `out` (default: outputs/space) with the model that `export_hub` wrote to
    `folder`; returns it. Texts that were edited are kept (see `write_draft`)."""
    out, home = Path(out or workspace().outputs / "space"), project_page()
    card = read_template("space_card.md.tmpl").format(
        license=facts.license, data_text=facts.data_text, home=home)
    styles = [facts.style, *(style for style in facts.styles if style != facts.style)]
    texts = {"app.py": read_template("space_app.py.tmpl"), "README.md": card,
             "requirements.txt": f"tatumflow @ git+{home}@v{metadata.version('tatumflow')}\n",
             "styles.json": json.dumps(styles, ensure_ascii=False)}
    for name, text in texts.items(): write_draft(out / name, text, facts.weights)
    write_midi(make_etude().notes, out / "example.mid")
    for name in hub_files(folder):
        write_atomic(out / "model" / name, (folder / name).read_bytes())
    return out


def push_space(folder: Path, repo: str, private: bool = False) -> str:
    """Upload the Space in `folder` (see `make_space`) to the Hub (made if absent); returns its
    address. The token is that of `open_hub`. Raises `TatumError`."""
    repo, hub = repo_name(re.sub(r"(^|/)spaces/", r"\1", repo)), open_hub()

    def upload():
        place = make_repo(hub, repo, private, space_sdk="gradio")
        hub.upload_folder(repo_id=repo, folder_path=folder, repo_type="space",
                          ignore_patterns=[".*"], commit_message="Space from TatumFlow")
        return str(place)

    return ask_hub(upload, f"{repo}에 웹 데모를 올리지 못했습니다. 만든 폴더는 그대로 있습니다.")
