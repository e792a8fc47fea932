"""The few files that a page's scripts are sent as are the scripts, each once, and nothing else."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from app.api.joining import PAGES, Scripts, late_path, modules_path, script_path, without_remarks
from app.resources import STATIC

HERE = Path(__file__).resolve().parent
ROOT = STATIC / "js"
SCRIPTS = {path.relative_to(ROOT).as_posix(): path.read_text() for path in ROOT.rglob("*.js")}
HELD = re.compile(r'^modules\["([^"]+)"\] = ', re.MULTILINE)
MODULE = re.compile(r'^modules\["([^"]+)"\] = .*?^return \{ ([\w, ]*) \};\n\}\)\(\);$', re.M | re.S)
TAKEN = re.compile(r'const \{(.*)\} = modules\["([^"]+)"\];')
WHOLE = re.compile(r'const \w+ = modules\["([^"]+)"\];')


def not_the_same(pairs: dict[str, tuple[str, str]]) -> list[str]:
    command = ["node", str(HERE.parent / "js" / "same_programs.js")]
    run = subprocess.run(
        command, input=json.dumps(pairs), capture_output=True, text=True, check=True
    )
    found: list[str] = json.loads(run.stdout)
    return found


def test_a_script_without_its_remarks_is_the_same_program() -> None:
    assert (
        not_the_same({name: (text, without_remarks(text)) for name, text in SCRIPTS.items()}) == []
    )


def test_another_program_is_told_from_it() -> None:
    pairs = {"same": ("f(1) // one", "f(1)"), "other": ("f(`\n// 1`)", "f(`\n`)")}
    assert not_the_same(pairs) == ["other"]


@pytest.mark.parametrize("page", PAGES)
def test_every_file_is_a_module_and_holds_each_script_once(page: str) -> None:
    files = dict(Scripts(SCRIPTS, page).files())
    assert not_the_same({name: (text, text) for name, text in files.items()}) == []
    held = [name for text in files.values() for name in HELD.findall(text)]
    assert len(held) == len(set(held))
    texts = "".join(files.values())
    shared, late = files[modules_path(page)], files.get(late_path(page), "")
    for text in files.values():
        known = dict(MODULE.findall(shared)) if text != shared else {}
        if 'import "./' in text:
            known |= dict(MODULE.findall(late))
        for line in text.split("\n"):
            if taken := TAKEN.fullmatch(line):
                names = [part.split(":")[0].strip() for part in taken[1].split(",")]
                assert set(names) <= set(known[taken[2]].split(", ")), line
            elif whole := WHOLE.fullmatch(line):
                assert whole[1] in known
            elif begun := HELD.match(line):
                known[begun[1]] = dict(MODULE.findall(text))[begun[1]]
    later = {f"joined/{name}" for name in re.findall(r'import(?:\(| )"\./([^"]+)"', texts)}
    assert set(files) == {modules_path(page), script_path(page), *later}
    first = Scripts(SCRIPTS, page)._needed(f"{page}.js")
    assert {f"{page}.js", *HELD.findall(shared)} == set(first)  # a first visit brings no more


@pytest.mark.parametrize(
    "line",
    ['import x from "./a.js";', 'export * from "./a.js";', "export default 1;", "export { a };"],
)
def test_a_script_of_another_form_is_an_error_that_says_so(line: str) -> None:
    scripts = {"graph.js": f"{line}\n", "a.js": "export const a = 1;\n"}
    with pytest.raises(
        ValueError, match=r"graph\.js cannot be joined: .* is not of the known form"
    ):
        list(Scripts(scripts, "graph").files())


def test_a_script_that_is_missing_is_an_error_that_says_so() -> None:
    scripts = {"graph.js": 'import { a } from "./page/a.js";\n'}
    with pytest.raises(ValueError, match=r"page/a\.js is wanted, which is no file"):
        Scripts(scripts, "graph")


def test_a_later_part_that_another_imports_at_once_runs_once() -> None:
    scripts = {
        "graph.js": 'f(() => import("./b.js"), () => import("./c.js"));\n',
        "b.js": "export const b = 1;\n",
        "c.js": 'import { b } from "./b.js";\nexport const c = b;\n',
    }
    files = dict(Scripts(scripts, "graph").files())
    assert HELD.findall("".join(files.values())) == ["b.js"]
    assert 'import("./graph.late.js").then(() => modules["b.js"])' in files["joined/graph.main.js"]
    assert HELD.findall(files["joined/graph.late.js"]) == ["b.js"]
    assert 'import "./graph.late.js";' in files["joined/graph.c.js"]


def test_a_circle_is_an_error_that_says_so() -> None:
    scripts = {
        "graph.js": 'import { a } from "./a.js";\n',
        "a.js": 'import { b } from "./b.js";\nexport const a = b;\n',
        "b.js": 'import { a } from "./a.js";\nexport const b = a;\n',
    }
    with pytest.raises(ValueError, match=r"a\.js imports itself in a circle"):
        Scripts(scripts, "graph")


def test_what_two_later_parts_need_runs_once_for_both() -> None:
    scripts = {
        "graph.js": 'import { a } from "./a.js";\n'
        'a(() => import("./b.js"), () => import("./c.js"));\n',
        "a.js": "export const { read: a } = x;\n",
        "b.js": 'import { d as e } from "./d.js";\nexport function b() {\n  return e;\n}\n',
        "c.js": 'import * as d from "./d.js";\nimport { a } from "./a.js";\nexport class C {}\n',
        "d.js": "export const d = {};\n",
    }

    files = dict(Scripts(scripts, "graph").files())
    assert HELD.findall(files["joined/graph.js"]) == ["a.js"]
    assert HELD.findall(files["joined/graph.late.js"]) == ["d.js"]
    assert "return { a };" in files["joined/graph.js"]
    assert 'const { d: e } = modules["d.js"];' in files["joined/graph.b.js"]
    assert 'const d = modules["d.js"];' in files["joined/graph.c.js"]
    assert files["joined/graph.c.js"].endswith("export { C };\n")
    assert 'import("./graph.b.js"), () => import("./graph.c.js")' in files["joined/graph.main.js"]
