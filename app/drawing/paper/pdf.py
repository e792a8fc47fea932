"""A PDF file from what is drawn on its pages (ISO 32000-1, in its plainest form: version 1.4)."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from .setting import Font

HEADER = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
FONTS: dict[Font, str] = {name: f"F{k + 1}" for k, name in enumerate(get_args(Font))}
"""What the pages call each font."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its size in pt, and what draws it."""

    width: float
    height: float
    content: bytes


@dataclass(frozen=True, slots=True)
class Sheets:
    """What a document is made of: pages, and forms that these call by number, ``/P0 Do``."""

    pages: Sequence[Page]
    forms: Sequence[bytes]
    box: tuple[float, float, float, float]
    """Left, bottom, right and top of what the forms draw."""


def write_pdf(sheets: Sheets, title: str) -> bytes:
    """Write a document; what is on several pages stands in it once, as a form.

    The same pages make the same bytes: no date stands in them, and no identifier.
    """
    pages, forms = sheets.pages, sheets.forms
    first_font = 5
    first_form = first_font + len(FONTS)
    first_page = first_form + len(forms)
    kids = " ".join(f"{first_page + 2 * k} 0 R" for k in range(len(pages)))
    fonts = " ".join(f"/{name} {first_font + k} 0 R" for k, name in enumerate(FONTS.values()))
    called = " ".join(f"/P{k} {first_form + k} 0 R" for k in range(len(forms)))
    box = " ".join(f"{side:.2f}" for side in sheets.box)
    looks = f"/Type /XObject /Subtype /Form /BBox [{box}] /Resources 4 0 R "
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en) "
        b"/ViewerPreferences << /DisplayDocTitle true >> >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] /Resources 4 0 R >>".encode(),
        f"<< /Title <{_utf16(title)}> /Producer (Chainrule) >>".encode(),
        f"<< /Font << {fonts} >> /XObject << {called} >> >>".encode(),
        *(_font(name) for name in FONTS),
        *(_stream(form, looks) for form in forms),
    ]
    for k, page in enumerate(pages):
        size = f"{page.width:.2f} {page.height:.2f}"
        looks = f"/MediaBox [0 0 {size}] /Contents {first_page + 2 * k + 1} 0 R"
        objects.append(f"<< /Type /Page /Parent 2 0 R {looks} >>".encode())
        objects.append(_stream(page.content))
    return _file(objects)


def _stream(content: bytes, looks: str = "") -> bytes:
    packed = zlib.compress(content)
    head = f"<< {looks}/Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode()
    return head + packed + b"\nendstream"


def _font(name: Font) -> bytes:
    encoding = "" if name == "Symbol" else " /Encoding /WinAnsiEncoding"
    return f"<< /Type /Font /Subtype /Type1 /BaseFont /{name}{encoding} >>".encode()


def _utf16(text: str) -> str:
    return (b"\xfe\xff" + text.encode("utf-16-be", "replace")).hex().upper()


def _file(objects: Sequence[bytes]) -> bytes:
    """Write numbered objects, the table of where each begins, and the trailer."""
    written, places = bytearray(HEADER), []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        written += b"%010d 00000 n \n" % place
    written += b"trailer\n<< /Size %d /Root 1 0 R /Info 3 0 R >>\n" % (len(objects) + 1)
    written += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(written)
