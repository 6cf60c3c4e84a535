"""Write the package from the notebooks. This is the one way to export; `nbdev_export` is not used.

    python .ci/export.py          # all of tatumflow/
    python .ci/export.py 04       # only what notebook 04 makes

A cell that begins with `#| export evaluation.pitch` goes to tatumflow/evaluation/pitch.py, one with
`#| export evaluation.test_pitch` to its tests. The first cell of a module may open with the
module's docstring. Imports are not written by hand: a notebook has one cell that begins with
`# imports` (and one with `# test imports`), and every module gets of it what it uses, and what it
uses of other modules. A package's `__init__.py` offers the public names of its modules.

Raises ValueError for an import that goes up the order of the packages, a circle of modules, a
private name that crosses files, a public name that two modules of a package define, and an export
without a module.
"""

import ast
import builtins
import re
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from symtable import symtable

from nbdev.export import ExportModuleProc
from nbdev.maker import ModuleMaker
from nbdev.process import NBProcessor

from lesson import ROOT, read_settings

PACKAGE = "tatumflow"
WIDTH = 100
MADE = "# Made from a notebook by .ci/export.py. Do not edit: change the notebook."
FACE = '''\
"""Improvised jazz piano by a small transformer. What most people need is offered here; every
package (`tatumflow.data`, `tatumflow.generation`, …) has more."""

from importlib import import_module

__version__ = "{version}"

_PLACES = {{
    "Ask": "generation", "Player": "generation", "change_style": "generation",
    "continue_music": "generation", "improvise": "generation", "listen": "data",
    "load_model": "model", "load_pretrained": "model", "read_midi": "data",
    "save_takes": "generation", "write_midi": "data",
}}  # name: the package that has it
__all__ = ["__version__", *_PLACES]


def __getattr__(name):
    """Names are imported when they are asked for, so that `tatumflow --help` loads nothing."""
    if name not in _PLACES: raise AttributeError(f"module 'tatumflow' has no attribute {{name!r}}")
    return getattr(import_module(f"tatumflow.{{_PLACES[name]}}"), name)


def __dir__(): return sorted([*globals(), *_PLACES])
'''
NOT_OFFERED = ("test_", "conftest", "commands")  # modules that a package's __init__.py leaves out


@dataclass
class Module:
    """One file of the package: its cells, the names it defines and uses, and its import lines."""
    name: str
    notebook: Path
    cells: list
    public: list[str] = field(default_factory=list)
    defined: set[str] = field(default_factory=set)
    needs: set[str] = field(default_factory=set)  # names of modules of the same package
    imports: list[str] = field(default_factory=list)

    @property
    def package(self): return self.name.rpartition(".")[0]

    @property
    def short(self): return self.name.rpartition(".")[2]

    @property
    def path(self): return ROOT / PACKAGE / f"{self.name.replace('.', '/')}.py"

    @property
    def is_test(self): return self.short.startswith("test_") or self.short == "conftest"

    @property
    def code(self): return "\n".join(cell.source for cell in self.cells)


def global_names(table):
    """The global names that a symbol table, or a function or class in it, refers to."""
    top = table.get_type() == "module"
    mine = {symbol.get_name() for symbol in table.get_symbols()
            if symbol.is_referenced() and (top or symbol.is_global())}
    return mine.union(*map(global_names, table.get_children()))


def read_imports(sources):
    """{name: (module or None, alias)} of all import statements in these cells."""
    found = {}
    for node in (node for text in sources for node in ast.parse(text).body):
        if not isinstance(node, (ast.Import, ast.ImportFrom)):
            raise ValueError(f"An import cell holds more than imports: {ast.unparse(node)}")
        module = getattr(node, "module", None)
        found |= {(alias.asname or alias.name).split(".")[0]: (module, alias)
                  for alias in node.names}
    return found


def read_notebook(path):
    """The modules of a notebook, and what its import cells import."""
    exported = ExportModuleProc()
    processor = NBProcessor(path, [exported])
    processor.process()
    bare = [cell for cell in exported.modules.pop("#", []) if cell.cell_type == "code"]
    if bare: raise ValueError(f"{path.name}: `#| export` without a module: {bare[0].source[:60]}")
    sources = [cell.source for cell in processor.nb.cells
               if re.match(r"# (test )?imports\b", cell.source)]
    modules = []
    for name, cells in exported.modules.items():
        module = Module(name, path, list(cells))
        maker = ModuleMaker(ROOT / PACKAGE, name, path)
        module.public = [] if module.is_test else list(maker.make_all(exported.in_all[name]))
        module.defined = {symbol.get_name() for symbol
                          in symtable(module.code, name, "exec").get_symbols()
                          if symbol.is_assigned() or symbol.is_imported()}
        modules.append(module)
    return modules, read_imports(sources)


class Exporter:
    """Knows every module of every notebook, and writes those asked for."""

    def __init__(self):
        self.modules, self.imported, self.order = {}, {}, []
        for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
            modules, self.imported[path] = read_notebook(path)
            for module in modules:
                if module.name in self.modules: raise ValueError(f"{module.name} has two notebooks")
                self.modules[module.name] = module
            self.order += [name for name in dict.fromkeys(module.package for module in modules)
                           if name and name not in self.order]
        self.home = defaultdict(dict)  # {package: {name: the module that defines it}}
        self.test_home = defaultdict(dict)  # the same for tests, which only tests may use
        for module in self.modules.values():
            library, tests = self.home[module.package], self.test_home[module.package]
            for name in module.defined:  # a notebook has one namespace: the second would be used
                other = library.get(name) or (None if module.is_test else tests.get(name))
                if other: raise ValueError(f"{module.name} and {other.name} both define {name}")
            (tests if module.is_test else library).update(dict.fromkeys(module.defined, module))
        for module in self.modules.values(): self.find_imports(module)
        self.sorted = {package: self.sort(package) for package in self.order}

    def find_imports(self, module):
        """Note which import lines a module needs."""
        known, plain, groups = self.imported[module.notebook], [], defaultdict(set)
        used = global_names(symtable(module.code, module.name, "exec")) - module.defined
        for name in sorted(used):
            origin, alias = known.get(name, (None, None))
            own = self.home[module.package].get(name)
            if module.is_test: own = own or self.test_home[module.package].get(name)
            if own: groups[self.relative(module, own, name)].add(name)
            elif origin and origin.split(".")[0] == PACKAGE:
                groups[self.relative(module, self.find(origin, name), name)].add(name)
            elif origin: groups[origin].add(alias.name if not alias.asname else
                                            f"{alias.name} as {alias.asname}")
            elif alias: plain.append(ast.unparse(ast.Import([alias])))
            elif name not in dir(builtins) and name not in ("__file__", "__name__"):
                raise ValueError(f"{module.name} uses {name}, which nothing defines or imports")
        lines = [*plain, *(from_line(origin, names) for origin, names in groups.items())]
        module.imports = arrange(lines)
        if "annotations" in known: module.imports.insert(0, "from __future__ import annotations\n")

    def find(self, origin, name):
        """The module that defines a name which an import cell takes from `origin`."""
        package = origin.partition(".")[2]
        if package in self.modules: return self.modules[package]
        home = self.home[package].get(name)
        if home is None: raise ValueError(f"{origin} has no {name}")
        return home

    def relative(self, module, other, name):
        """From where `module` imports `name` of `other`. Raises ValueError where it may not."""
        if name.startswith("_") and not module.is_test and not name.startswith("__"):
            raise ValueError(f"{module.name} uses {other.name}.{name}, a private name")
        if module.package == other.package:
            module.needs.add(other.name)
            return f".{other.short}"
        up = self.order.index
        if module.package and not module.is_test and up(other.package) > up(module.package):
            raise ValueError(f"{module.name} imports {other.name}, a package further down")
        return f"{'..' if module.package else '.'}{other.name}"

    def sort(self, package):
        """The modules of a package, each after those it imports. Raises ValueError for circles."""
        own = {name: sorted(module.needs) for name, module in self.modules.items()
               if module.package == package}
        try: return [name for name in TopologicalSorter(own).static_order() if name in own]
        except CycleError as error: raise ValueError(f"A circle: {error.args[1]}") from None

    def files(self, only=""):
        """{path: text} of all that the notebooks whose name begins with `only` make."""
        mine = [module for module in self.modules.values() if module.notebook.name.startswith(only)]
        texts = {module.path: module_text(module) for module in mine}
        for package in dict.fromkeys(module.package for module in mine if module.package):
            offered = [name.partition(".")[2] for name in self.sorted[package]]
            lines = [f"from .{name} import *" for name in offered
                     if not name.startswith(NOT_OFFERED)]
            texts[ROOT / PACKAGE / package / "__init__.py"] = "\n".join([MADE, *lines, ""])
        return texts


def from_line(origin, names):
    """A `from … import …` of at most `WIDTH` columns."""
    names = sorted(names, key=lambda name: (name.lower(), name))
    line = f"from {origin} import {', '.join(names)}"
    return line if len(line) <= WIDTH else f"from {origin} import (\n{wrap(names, '    ')})"


def wrap(words, indent):
    """Words with commas, as lines of at most `WIDTH` columns."""
    lines = [indent]
    for word in words:
        if len(lines[-1]) + len(word) + 1 > WIDTH: lines.append(indent)
        lines[-1] += f"{word}, "
    return "".join(f"{line.rstrip()}\n" for line in lines if line.strip())


def arrange(lines):
    """Import lines in three groups: the standard library, other packages, our own."""
    groups = defaultdict(list)
    for line in lines:
        root = line.split()[1]
        kind = 2 if root.startswith(".") else root.split(".")[0] not in sys.stdlib_module_names
        groups[int(kind)].append(line)
    return ["\n".join(sorted(groups[kind], key=import_order)) + "\n" for kind in sorted(groups)]


def import_order(line):
    """Plain imports first, then by name."""
    return line.startswith("from"), line.split()[1]


def module_text(module):
    """The whole file of a module."""
    first = ast.parse(module.cells[0].source)
    summary, head = ast.get_docstring(first, clean=False), []
    if summary: head.append(f'"""{summary}"""\n')
    head.append(f"# Made from notebooks/{module.notebook.name} by .ci/export.py. "
                "Do not edit: change the notebook.\n")
    head += module.imports
    if not module.is_test:
        names = wrap([repr(name) for name in sorted(module.public)], "    ")
        short = f"__all__ = [{', '.join(map(repr, sorted(module.public)))}]\n"
        head.append(short if len(short) <= WIDTH else f"__all__ = [\n{names}]\n")
    body = []
    for cell in module.cells:
        code = cell.source.strip("\n")
        if summary and cell is module.cells[0]:
            code = "\n".join(code.split("\n")[first.body[0].end_lineno:]).strip("\n")
        if code: body.append(code)
    return "\n".join(head) + "\n\n" + "\n\n\n".join(body) + "\n"


def stale(only=""):
    """What export would write, {path: text}, and which files of the package it would remove."""
    files = Exporter().files(only)
    write = {path: text for path, text in files.items()
             if not path.exists() or path.read_text(encoding="utf-8") != text}
    kept = {*files, ROOT / PACKAGE / "__init__.py"}
    there = [] if only else (ROOT / PACKAGE).rglob("*.py")
    return write, [path for path in there if path not in kept and "__pycache__" not in path.parts]


def main():
    try: write, remove = stale(*sys.argv[1:2])
    except ValueError as error: sys.exit(str(error))
    if not sys.argv[1:]:
        face = FACE.format(version=read_settings()["version"])
        (ROOT / PACKAGE / "__init__.py").write_text(face, encoding="utf-8")
    for path, text in write.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for path in remove: path.unlink()
    print(f"{len(write)} written, {len(remove)} removed")


if __name__ == "__main__":
    main()
