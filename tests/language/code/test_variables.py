import keyword

from app.language import read_program
from app.language.code.identifiers import RESERVED, identifiers
from tests.language.code.random_programs import random_programs


def names_of(text: str) -> list[str]:
    """Return the variables of the values of a program."""
    return identifiers(read_program(text).graph).values


def test_a_name_bound_again_gets_the_number_that_the_picture_shows() -> None:
    assert names_of("c = 1; c = c + 1; c = c * c") == ["c", "c_2", "c_3"]


def test_a_node_without_a_name_is_called_after_its_number() -> None:
    assert names_of("x = 1\nf = x * 2 + 1") == ["x", "v1", "f"]


def test_names_outside_functions_go_first() -> None:
    text = "def g(a):\n    t = a * 2\n    return t + 1\nx = 1\ns = g(x)\nt = g(s)"
    assert names_of(text) == ["x", "t_2", "s", "t_3", "t"]


def test_gradients_stay_clear_of_names_and_keywords() -> None:
    graph = read_program("x = 1; dx = 2; el = 3; f = x * dx * el").graph
    assert identifiers(graph).gradients[:3] == ["dx_2", "ddx", "del_2"]


def test_words_of_python_are_left_alone() -> None:
    assert names_of("print = 1; np = 2; torch = print * np") == ["print_2", "np_2", "torch_2"]


def test_every_variable_of_a_random_program_is_free_and_its_own() -> None:
    for program in random_programs(60, first=900):
        found = identifiers(program.graph)
        names = [*found.values, *found.gradients]
        assert len(set(names)) == len(names)
        assert all(name.isidentifier() and not keyword.iskeyword(name) for name in names)
        assert not RESERVED & set(names)
