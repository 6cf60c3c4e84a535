"""Packaging. Every fact comes from settings.ini, which nbdev reads too."""

import re
from configparser import ConfigParser
from pathlib import Path

from setuptools import find_packages, setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent
LICENSES = {"MIT": ["LICENSE"], "CC-BY-NC-SA-4.0": ["tatumflow/pretrained/LICENSE.txt"],
            "OFL-1.1": ["tatumflow/fonts/OFL.txt"]}  # code, weights, font
SOUNDS = "tatumflow/web/sounds/LICENSE.txt"  # MIT too
PYTHONS = ["3.10", "3.11", "3.12", "3.13"]


def read_settings():
    parser = ConfigParser()
    parser.read(ROOT / "settings.ini", encoding="utf-8")
    return parser["DEFAULT"]


def data_files(package):
    """Everything in the package that is not code: configurations, fonts, checkpoints."""
    files = (path for path in (ROOT / package).rglob("*") if path.is_file())
    return [str(path.relative_to(ROOT / package)) for path in files
            if path.suffix not in {".py", ".pyc"} and "__pycache__" not in path.parts]


def readme(settings):
    """README.md with links that hold outside of the repository."""
    def absolute(link):
        kind = "raw" if link[1] else "blob"
        return f"{link[0]}{settings['git_url']}/{kind}/v{settings['version']}/"

    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return re.sub(r"(!?)\[[^]\[]*\]\((?!https?:|#)", absolute, text)


def lines(text):
    return [line for line in text.splitlines() if line.strip()]


class BuildWithoutTests(build_py):
    """The wheel holds no tests."""

    def find_package_modules(self, package, package_dir):
        return [found for found in super().find_package_modules(package, package_dir)
                if found[1] != "conftest" and not found[1].startswith("test_")]


settings = read_settings()
name = settings["lib_name"]

setup(
    name=name,
    version=settings["version"],
    description=settings["description"],
    long_description=readme(settings),
    long_description_content_type="text/markdown",
    author=settings["author"],
    url=settings["git_url"],
    project_urls={"Documentation": f"{settings['git_url']}/tree/{settings['branch']}/docs",
                  "Changelog": f"{settings['git_url']}/blob/{settings['branch']}/docs/CHANGELOG.md",
                  "Issues": f"{settings['git_url']}/issues"},
    license_expression=" AND ".join(LICENSES),
    license_files=[*sum(LICENSES.values(), []), SOUNDS],
    keywords=settings["keywords"].split(),
    classifiers=["Natural Language :: Korean", "Topic :: Multimedia :: Sound/Audio :: MIDI",
                 *(f"Programming Language :: Python :: {version}" for version in PYTHONS)],
    packages=find_packages(include=[name, f"{name}.*"]),
    package_data={name: data_files(name)},
    cmdclass={"build_py": BuildWithoutTests},
    python_requires=f">={settings['min_python']}",
    install_requires=lines(settings["requirements"]),
    extras_require={"dev": lines(settings["dev_requirements"]),
                    "notation": lines(settings["notation_requirements"])},
    entry_points={"console_scripts": lines(settings["console_scripts"])},
    zip_safe=False,
)
