"""Points from tables as people have them: a row of this table is a text and what it says."""

from typing import Any

import pytest

from app.training.tables import ReadPoints, TableError, Wanted, read_points

PLAIN = [(1.0, 2.0, 0.0), (-0.5, 0.03, 1.0)]
NAMED: dict[str, Any] = {"class_names": ["cat", "dog"]}


def read(text: str, **wanted: Any) -> ReadPoints:
    return read_points(text, Wanted(**wanted), most=5_000, classes=5)


@pytest.mark.parametrize(
    ("text", "points", "found"),
    [
        ("1,2,0\n-.5,3e-2,1", PLAIN, {"header": False}),
        ("x1,x2,label\r\n1,2,0\r\n-0.5,0.03,1\r\n", PLAIN, {"columns": ("x1", "x2")}),
        ("\ufeff1;2;0\n-0.5;0.03;1", PLAIN, {}),
        ("1;2;0\n-0,5;0,03;1", PLAIN, {}),
        ("sep=;\n1,0;2,0;0\n-0,5;0,03;1", PLAIN, {"header": False}),
        ("sep=,\n1,2,0\n-0.5,0.03,1", PLAIN, {}),
        ("1\t2\t0\n\n# a remark, with \"one quote\n-0,5\t0,03\t1", PLAIN, {}),
        ("1,\t2,\t0\n-0.5,\t0.03,\t1", PLAIN, {}),
        ("  1   2  0\n-0.5 0.03\t1 ", PLAIN, {}),
        ("1|2|0\r-0.5|0.03|1", PLAIN, {}),
        ('"1","2","0"\n"-0,5","0,03","1"', PLAIN, {}),
        ("1,2,0,,\n−0.5,0.03,1,,", PLAIN, {"names": ["column 1", "column 2", "column 3"]}),
        ("a,,b,c\n1,,2,0\n-0.5,,0.03,1\n,,,\n", PLAIN, {"columns": ("a", "b"), "label": "c"}),
        ('0,0,cat\n1,1,dog\n2,2,"cat"', [(0, 0, 0), (1, 1, 1), (2, 2, 0)], NAMED),
        ("cat,0,0\ndog,1,1\ncat,2,2", [(0, 0, 0), (1, 1, 1), (2, 2, 0)], NAMED),
        ('0,0,"big, red"\n1,1,"5"" wide"', [(0, 0, 0), (1, 1, 1)],
         {"class_names": ["big, red", '5" wide']}),
        ("0 0 2\n1 1 0", [(0, 0, 2), (1, 1, 0)], {"class_names": None}),
        ("0,0,1\n1,1,2\n2,2,3\n3,3,3", [(0, 0, 0), (1, 1, 1), (2, 2, 2), (3, 3, 2)],
         {"class_names": ["1", "2", "3"]}),
        ("0,0,1\n1,1,-1\n2,2,1", [(0, 0, 1), (1, 1, 0), (2, 2, 1)], {"class_names": ["−1", "1"]}),
        ("1;0,25;0\n1;0,5;0\n0;0,75;0\n0;1;1",
         [(1, 0.25, 0), (1, 0.5, 0), (0, 0.75, 0), (0, 1, 1)], {}),
        ("2019,2020,class\n1,2,a\n3,4,b\n5,6,a\n7,8,b",
         [(1, 2, 0), (3, 4, 1), (5, 6, 0), (7, 8, 1)],
         {"columns": ("2019", "2020"), "header": True}),
        ("1.234,5;0;a\n1.000.000,0;1;b", [(1234.5, 0, 0), (1e6, 1, 1)], {}),
        ('"1,234.5";0;a\n2;1;b', [(1234.5, 0, 0), (2, 1, 1)], {}),
        ("x,y,z\n0,0,0.5\n1,2,-1.75", [(0, 0, 0.5), (1, 2, -1.75)], {"values": True}),
        ("class,x,y\n1,0,0\n2,1,1\n1,2,2", [(0, 0, 0), (1, 1, 1), (2, 2, 0)], {"label": "class"}),
    ],
)  # fmt: skip
def test_a_table_is_read(text: str, points: list[Any], found: dict[str, Any]) -> None:
    read_ = read(text)
    assert read_.points == points
    assert {name: getattr(read_, name) for name in found} == found
    assert read_.skipped == []


PEOPLE = "id;name;cm;kg;sex\n" + "".join(
    f"{k};{name};{cm};{kg};{sex}\n"
    for k, (name, cm, kg, sex) in enumerate(
        [("Ann", "170,5", 60, "f"), ("Bob", 181, 80, "m"), ("Cem", 179, 71, "m"),
         ("Dot", 165, 55, "f"), ("Eve", 168, 61, "f"), ("Fay", 171, 66, "f"),
         ("Gus", 190, 95, "m")],
        1,
    )
)  # fmt: skip


def test_of_many_columns_the_likeliest_are_taken_and_the_others_told() -> None:
    people = read(PEOPLE)
    assert (people.columns, people.label) == (("cm", "kg"), "sex")
    assert people.class_names == ["f", "m"]
    assert people.names == ["id", "name", "cm", "kg", "sex"]
    assert people.points[0] == (170.5, 60, 0)


def test_columns_and_label_can_be_chosen() -> None:
    people = read(PEOPLE, columns=("kg", "id"), label="cm", values=True)
    assert people.points[:2] == [(60, 1, 170.5), (80, 2, 181)]
    with pytest.raises(TableError, match="there is no column height") as caught:
        read(PEOPLE, columns=("height", "kg"))
    assert (caught.value.where, caught.value.hint) == (
        "/columns/0",
        "there are id, name, cm, kg, sex",
    )


def test_a_heading_of_numbers_can_be_said_to_be_one() -> None:
    text = "1,2,3\n0.5,0.5,0\n0.7,0.7,1"
    assert len(read(text).points) == 3
    read_ = read(text, header=True)
    assert (len(read_.points), read_.columns) == (2, ("1", "2"))


def test_a_row_without_a_value_is_left_out_and_told_with_its_line() -> None:
    read_ = read(
        "# people\ncm;kg;who\n170,5;60;a\n181;;b\n\n175;n/a;b\n176;heavy;b\n1;1;b;x\n"
        "175;72,5;b\n5;5\n"
    )
    assert read_.points == [(170.5, 60, 0), (175, 72.5, 1)]
    assert [(row.line, row.why) for row in read_.skipped] == [
        (4, "kg is missing"),
        (6, "kg is missing"),
        (7, "“heavy” is no number for kg"),
        (8, "there are 4 cells, and the heading names 3 columns"),
        (10, "the label, who, is missing"),
    ]


def test_thousands_of_rows_are_read() -> None:
    rows = "".join(f"{k / 7:.4f},{k % 91},{'ab'[k % 2]}\n" for k in range(5_000))
    assert len(read(rows).points) == 5_000


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "there is no row"),
        ("# only a remark", "there is no row"),
        ("x,y,label", "two columns of numbers and one of labels were expected"),
        ("1,2\n3,4", "two columns of numbers and one of labels were expected"),
        ("a,b,c\nd,e,f", "two columns of numbers and one of labels were expected"),
        ("1,2,a\n3,\"4,b\n5,6,c", "line 2: a quoted cell does not end"),
        ("1,2,a\n1,2,b\n1,2,c\n1,2,d\n1,2,e\n1,2,f", "line 6: “f” is one class too many"),
        ("1e10,2,a\n1e10,3,b", "line 1: column 1 = 1e10 is too large"),
        ("1,3,b\n1e999,2,a\n2,2,b\n3,2,b\n4,2,b", "“1e999” is no number"),
        ("1,2,a\n" * 5_001, "line 5,001: 5,001 points are more than the 5,000 allowed"),
        ("1,2,a\n" * 20_002, "line 20,002: there are more than the 20,001 rows"),
        (",".join("1" * 101), "there are more than 100 columns"),
    ],
)  # fmt: skip
def test_what_is_no_table_of_points_is_said_with_its_line(text: str, said: str) -> None:
    try:
        told = [row.why for row in read(text).skipped]
    except TableError as error:
        told = [error.message if error.hint else "it does not say what to do"]
    assert any(said in text for text in told), told
