"""Which letters the bytes stand for."""

from samples.drawer.dress import CLEAN, lines, text, with_cells
from samples.drawer.sample import Sample, reading

_BAD = lines().replace("Bol à café".encode(), b"Bol \xe0 caf\xe9").replace("Tôle".encode(), b"T\xf4le")

SAMPLES = (
    Sample(name="clean.csv", wrong="nothing: as Retail POS exports it", content=lines()),
    Sample(name="utf-8-bom.csv", wrong="UTF-8 with a byte order mark", content=text().encode("utf-8-sig")),
    Sample(
        name="utf-8-bom-twice.csv", wrong="saved twice with a byte order mark", content=b"\xef\xbb\xbf" * 2 + lines()
    ),
    Sample(name="utf-16-le.csv", wrong="UTF-16, low byte first", content=b"\xff\xfe" + text().encode("utf-16-le")),
    Sample(name="utf-16-be.csv", wrong="UTF-16, high byte first", content=b"\xfe\xff" + text().encode("utf-16-be")),
    Sample(
        name="unicode-text.txt",
        wrong="Excel's “Unicode text”: UTF-16 with tabs",
        content=b"\xff\xfe" + text(separator="\t", end="\r\n").encode("utf-16-le"),
    ),
    Sample(
        name="utf-16-le-without-bom.csv",
        wrong="UTF-16, low byte first, without a byte order mark",
        content=text().encode("utf-16-le"),
    ),
    Sample(
        name="utf-16-be-without-bom.csv",
        wrong="UTF-16, high byte first, without a byte order mark",
        content=text().encode("utf-16-be"),
    ),
    Sample(
        name="utf-16-cut.csv",
        wrong="cut in the middle of a letter",
        content=text().encode("utf-16")[:801],
        refused="file.truncated",
    ),
    Sample(name="cp1252.csv", wrong="Windows 1252, as Excel saves “CSV”", content=text().encode("cp1252")),
    Sample(
        name="mac-roman.csv",
        wrong="Mac Roman, as Excel for Mac saves “CSV”",
        content=text(end="\r").encode("mac_roman"),
    ),
    Sample(
        name="a-few-bad-bytes.csv",
        wrong="UTF-8, but for three bytes of Windows 1252 pasted into it",
        content=_BAD,
        reads=reading(CLEAN, {"D2": "", "E8": ""}),
        finds=("text.undecodable D2 name", "text.undecodable E8 description"),
        note="reads all but the two cells that lost a letter",
        tells=("encoding_damaged",),
    ),
    Sample(name="utf-32.csv", wrong="UTF-32", content=text().encode("utf-32"), refused="file.binary"),
    Sample(
        name="control-in-headings.csv",
        wrong="a NUL in the heading row",
        content=lines().replace(b"handle", b"han\0dle", 1),
        refused="file.binary",
    ),
    Sample(
        name="nul-at-the-end.csv",
        wrong="NUL bytes behind the last row, as a disk that was full leaves them",
        content=lines(with_cells()) + bytes(64),
        refused="file.binary",
    ),
)
