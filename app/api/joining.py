"""The scripts of a page as few files: a page of a hundred modules asks for two.

A module stays a module, with a scope of its own, in the order in which a browser would run it::

    const modules = {};
    modules["page/build.js"] = (() => {
    const { part } = modules["page/part.js"];
    ...
    return { make, button };
    })();

``joined/graph.js`` holds every module that the page's own script imports, directly or not;
``joined/graph.main.js`` is that script. What a script imports later, when it is first wanted, is a
file of its own, and takes the modules that are there already from the same object, so that each
runs once; what only such parts share is in ``joined/graph.late.js``, which they import. Remarks,
indentation and empty lines are left out, but for remarks behind code that quote: they are for those
who read the files, at their own addresses.

The scripts' own form makes this simple: imports stand at the beginning, no module imports itself
in a circle, and what is exported says so where it is declared. A script of another form is an error
here, which the tests meet before anybody else.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from posixpath import dirname, join, normpath

PAGES = (
    *("graph", "boundary", "descent", "classifier", "exercises", "gates"),
    *("playlist", "speaker", "snapshots"),
)
"""The pages that have scripts; each script is named after its page."""

REMARK = re.compile(
    r"/\*.*?\*/|^[ \t]*//[^\n]*\n|(?<=[;,{}]) // [^\n\"'`]*$", re.DOTALL | re.MULTILINE
)
SHEET_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
MARGIN = re.compile(r"^\s+", re.MULTILINE)
IMPORT = re.compile(r'^import\s+(?:\* as (\w+)|\{([^}]*)\})\s+from\s+"([^"]+)";.*\n', re.MULTILINE)
LATER = re.compile(r'\bimport\("([^"]+)"\)')
EXPORT = re.compile(
    r"^export (?:\{\};\n|(?=(?:async function|function|class|const) (?:(\w+)|\{([^}]*)\})))",
    re.MULTILINE,
)
UNKNOWN = re.compile(r"^(?:import|export)\b(?!\().*|\bexport default\b.*", re.MULTILINE)


def without_remarks(script: str) -> str:
    """Return a script without its remarks, as far as they are none for certain, and its margins."""
    return MARGIN.sub("", REMARK.sub("", script))


def sheet_without_remarks(sheet: str) -> str:
    """Return a style sheet without its remarks and margins; no text of it may hold either."""
    return MARGIN.sub("", SHEET_REMARK.sub("", sheet))


class Scripts:
    """The scripts of a page, by their paths below ``js``."""

    def __init__(self, scripts: Mapping[str, str], page: str) -> None:
        """Take all scripts, and the name of the page.

        Raises:
            ValueError: a script imports what is no file, or itself in a circle.
        """
        self._page = page
        self._main = f"{page}.js"
        self._texts = scripts
        self._known: dict[str, str] = {}
        self._first = [name for name in self._needed(self._main) if name != self._main]
        self._later = {
            name: [part for part in self._needed(name) if part not in self._first]
            for name in self._wanted_later(self._first)
        }
        counts = Counter(name for names in self._later.values() for name in names)
        self._late = [name for name, count in counts.items() if count > 1]
        for name in self._late:
            self._later.pop(name, None)

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield the page's files: their paths below ``js`` and their texts."""
        first = "".join(map(self._held, self._first))
        yield modules_path(self._page), f"export const modules = {{}};\n{first}"
        yield script_path(self._page), f"{self._taken}{self._body(self._main)[0]}"
        if self._late:
            yield late_path(self._page), self._taken + "".join(map(self._held, self._late))
        for name, needed in self._later.items():
            late = "" if set(needed).isdisjoint(self._late) else f'import "{self._late_file}";\n'
            own = "".join(self._held(part) for part in needed if part not in (name, *self._late))
            body, exported = self._body(name)
            yield self._address(name), f"{self._taken}{late}{own}{body}export {{ {exported} }};\n"

    @property
    def _taken(self) -> str:
        return f'import {{ modules }} from "./{self._page}.js";\n'

    @property
    def _late_file(self) -> str:
        return late_path(self._page).replace("joined/", "./")

    def _address(self, name: str) -> str:
        return f"joined/{self._page}.{name.removesuffix('.js').replace('/', '.')}.js"

    def _needed(self, name: str) -> list[str]:
        """List what a script imports, directly or not, as it runs; the script itself is last."""
        found: dict[str, None] = {}

        def visit(name: str, way: tuple[str, ...]) -> None:
            if name in way:
                raise ValueError(f"{name} imports itself in a circle")
            if name not in found:
                for part in self._imports(name):
                    visit(part, (*way, name))
                found[name] = None

        visit(name, ())
        return list(found)

    def _wanted_later(self, running: list[str]) -> list[str]:
        """List what is imported when it is first wanted, and what that imports so."""
        found: list[str] = []
        todo = [*running, self._main]
        for name in todo:
            for match in LATER.finditer(self._text(name)):
                part = _path(name, match[1])
                if part not in found and part not in running:
                    found.append(part)
                    todo += [new for new in self._needed(part) if new not in todo]
        return found

    def _imports(self, name: str) -> list[str]:
        return [_path(name, match[3]) for match in IMPORT.finditer(self._text(name))]

    def _text(self, name: str) -> str:
        if name not in self._known:
            if name not in self._texts:
                raise ValueError(f"{name} is wanted, which is no file")
            self._known[name] = without_remarks(self._texts[name])
        return self._known[name]

    def _held(self, name: str) -> str:
        body, exported = self._body(name)
        return f'modules["{name}"] = (() => {{\n{body}return {{ {exported} }};\n}})();\n'

    def _body(self, name: str) -> tuple[str, str]:
        """Return a script that takes what it imports from ``modules``, and what it exports.

        Raises:
            ValueError: the script has an import or an export of another form.
        """
        exported: list[str] = []

        def export(match: re.Match[str]) -> str:
            if match[1]:
                exported.append(match[1])
            elif match[2]:
                exported.extend(part.split(":")[-1].strip() for part in match[2].split(","))
            return ""

        def take(match: re.Match[str]) -> str:
            names = match[1] or f"{{{match[2].replace(' as ', ': ')}}}"
            return f'const {names} = modules["{_path(name, match[3])}"];\n'

        def later(match: re.Match[str]) -> str:
            part = _path(name, match[1])
            if part in self._late:
                return f'import("{self._late_file}").then(() => modules["{part}"])'
            return f'import("./{self._address(part).removeprefix("joined/")}")'

        body = EXPORT.sub(export, IMPORT.sub(take, LATER.sub(later, self._text(name))))
        if unknown := UNKNOWN.search(body):
            raise ValueError(f"{name} cannot be joined: “{unknown[0]}” is not of the known forms")
        return body, ", ".join(exported)


def modules_path(page: str) -> str:
    """Return where the modules of a page are, below ``js``."""
    return f"joined/{page}.js"


def script_path(page: str) -> str:
    """Return where the script of a page is that takes its imports from there."""
    return f"joined/{page}.main.js"


def late_path(page: str) -> str:
    """Return where the modules are that only later parts of a page share."""
    return f"joined/{page}.late.js"


def _path(name: str, imported: str) -> str:
    """Return the path of what a script imports."""
    return normpath(join(dirname(name), imported))
