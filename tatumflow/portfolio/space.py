"""A Hugging Face Space: a web page on which anyone plays the model."""

# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
from pathlib import Path

from ..data.etudes import make_etude
from ..data.midi import write_midi
from ..runtime.files import write_atomic
from ..runtime.workspaces import workspace
from .cards import project_page
from .export import hub_files
from .facts import Facts
from .texts import read_template, write_draft

__all__ = ['make_space']


def make_space(facts: Facts, folder: Path, out: Path | None = None) -> Path:
    """Write the Space `out` (default: outputs/space) with the model that `export_hub` wrote to
    `folder`; returns it. Texts that were edited are kept (see `write_draft`)."""
    out, home = Path(out or workspace().outputs / "space"), project_page()
    card = read_template("space_card.md.tmpl").format(
        license=facts.license, data_text=facts.data_text, home=home)
    styles = [facts.style, *(style for style in facts.styles if style != facts.style)]
    texts = {"app.py": read_template("space_app.py.tmpl"), "README.md": card,
             "requirements.txt": f"tatumflow @ git+{home}\n",
             "styles.json": json.dumps(styles, ensure_ascii=False)}
    for name, text in texts.items(): write_draft(out / name, text, facts.weights)
    write_midi(make_etude().notes, out / "example.mid")
    for name in hub_files(folder):
        write_atomic(out / "model" / name, (folder / name).read_bytes())
    return out
