"""Files that are no catalog, or that want something of their reader. Each is refused with one sentence."""

import copy
import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from samples.drawer.dress import lines
from samples.drawer.sample import HEADINGS, ROWS, Sample
from samples.drawer.workbooks import book, changed, members, zipped

_SHEET, _STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHH", 0x3E, 3, 0xFFFE, 9) + bytes(480)
_MEDIA = "xl/media/image.png"
_MIB, _BOMB_MIB = 1 << 20, 300
_CENTRAL = 46  # bytes before the name in the directory
_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cfc0f01f000501"
    "01ff18dd8db00000000049454e44ae426082"
)
_HTML = """<html><head><meta charset="utf-8"></head><body><table>
<tr><th>sku</th><th>retail_price</th></tr><tr><td>000101</td><td>24.00</td></tr>
</table></body></html>
"""
_PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
_ODS_TABLE = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
    '<office:body><office:spreadsheet><table:table table:name="Produits">{rows}</table:table>'
    "</office:spreadsheet></office:body></office:document-content>"
)


def _bomb() -> bytes:
    """A worksheet of spaces, deflated block by block: each block is the same, and is deflated once."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = deflate.compress(b" " * _MIB) + deflate.flush(zlib.Z_FULL_FLUSH)
    body = block * _BOMB_MIB + zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS).flush()
    crc = 0
    for _ in range(_BOMB_MIB):
        crc = zlib.crc32(b" " * _MIB, crc)
    content = bytearray(zipped([*members(book()).items(), (_MEDIA, body)], zipfile.ZIP_STORED))
    _say(content, _MEDIA, {8: (2, zipfile.ZIP_DEFLATED), 14: (4, crc), 22: (4, _BOMB_MIB * _MIB)})
    return bytes(content)


def _overlapping() -> bytes:
    """Five hundred members, and only one behind them all."""
    content = io.BytesIO(zipped([*members(book()).items(), (_MEDIA, b" " * _MIB)]))
    with zipfile.ZipFile(content, "a") as package:
        kept = package.getinfo(_MEDIA)
        for number in range(500):
            again = copy.copy(kept)
            again.filename = f"xl/media/image{number}.png"
            package.filelist.append(again)
        package.comment = b" "  # so that the directory is written anew
    return content.getvalue()


def _declaring(size: int) -> bytes:
    """The directory says of the worksheet that it is this large; its content stays."""
    content = bytearray(book())
    _say(content, _SHEET, {22: (4, size)})
    return bytes(content)


def _say(content: bytearray, name: str, said: Mapping[int, tuple[int, int]]) -> None:
    """Other numbers in both headers of a member: offset in the local one to width and number."""
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as package:
        local = package.getinfo(name).header_offset
    central = content.rindex(name.encode()) - _CENTRAL
    for offset, (width, number) in said.items():
        for place in (local + offset, central + offset + 2):
            content[place : place + width] = number.to_bytes(width, "little")


def _one_byte_off() -> bytes:
    content = bytearray(book())
    content[content.index(_SHEET.encode()) + len(_SHEET) + 40] ^= 0xFF
    return bytes(content)


def _doctype(part: str) -> bytes:
    declared = '<!DOCTYPE x [<!ENTITY a "Bol"><!ENTITY b SYSTEM "file:///etc/hostname">]>'
    return changed(book(), part, ("?>", "?>" + declared))


def _encrypted_members() -> bytes:
    content = bytearray(book())
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 8] |= 1
        at = content.find(b"PK\x01\x02", at + 4)
    return bytes(content)


def _ods() -> bytes:
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{_xml(cell)}</text:p></table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for row in (HEADINGS, *ROWS)
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind.decode()}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    return zipped(
        [
            ("mimetype", kind),
            ("content.xml", _ODS_TABLE.format(rows=cells).encode()),
            ("META-INF/manifest.xml", manifest.encode()),
        ],
        zipfile.ZIP_STORED,
    )


def _xml(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _with(*more: tuple[str, bytes]) -> bytes:
    return zipped([*members(book()).items(), *more])


_UNCLOSED = lines().replace(b"CAR-01,Carte", b'CAR-01,"Carte', 1)

SAMPLES = (
    Sample(
        name="bomb.xlsx", wrong="600 KiB that unpack to 300 MiB of spaces", content=_bomb(), refused="file.inflates"
    ),
    Sample(
        name="overlapping.xlsx",
        wrong="500 members that share one content",
        content=_overlapping(),
        refused="file.unsafe",
    ),
    Sample(
        name="claims-four-gib.xlsx",
        wrong="its directory claims 4 GiB",
        content=_declaring(0xFFFFFFF0),
        refused="file.inflates",
    ),
    Sample(
        name="claims-too-little.xlsx",
        wrong="its directory claims 100 bytes, and more come",
        content=_declaring(100),
        refused="file.unsafe",
    ),
    Sample(
        name="doctype.xlsx", wrong="a worksheet that declares entities", content=_doctype(_SHEET), refused="file.unsafe"
    ),
    Sample(
        name="doctype-in-strings.xlsx",
        wrong="texts that declare entities",
        content=_doctype(_STRINGS),
        refused="file.unsafe",
    ),
    Sample(
        name="password.xlsx",
        wrong="protected by a password",
        content=_OLE + "EncryptionInfo\0EncryptedPackage\0".encode("utf-16-le") + bytes(256),
        refused="file.encrypted",
    ),
    Sample(
        name="encrypted-members.xlsx",
        wrong="members encrypted one by one",
        content=_encrypted_members(),
        refused="file.encrypted",
    ),
    Sample(name="cut.xlsx", wrong="the second half is missing", content=book()[:4000], refused="file.truncated"),
    Sample(
        name="damaged.xlsx", wrong="a byte of the worksheet is another", content=_one_byte_off(), refused="file.damaged"
    ),
    Sample(
        name="unclosed-tag.xlsx",
        wrong="the worksheet's XML stops half way",
        content=changed(book(), _SHEET, ("</sheetData>", "")),
        refused="file.damaged",
    ),
    Sample(
        name="twice-the-same-member.xlsx",
        wrong="two worksheets under one name",
        content=_with((_SHEET, members(book())[_SHEET])),
        refused="file.unsafe",
    ),
    Sample(
        name="dot-dot-member.xlsx",
        wrong="a member that would lie outside",
        content=_with(("../../outside.txt", b"x")),
        refused="file.unsafe",
    ),
    Sample(
        name="absolute-member.xlsx",
        wrong="a member that would lie at the root",
        content=_with(("/tmp/outside.txt", b"x")),
        refused="file.unsafe",
    ),
    Sample(
        name="xlsb.xlsb",
        wrong="a binary workbook",
        content=zipped([("[Content_Types].xml", b"<Types/>"), ("xl/workbook.bin", b"\x83\x01\0")]),
        refused="file.unknown_kind",
    ),
    Sample(
        name="word.docx",
        wrong="a letter",
        content=zipped([("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<document/>")]),
        refused="file.not_a_workbook",
    ),
    Sample(
        name="any.zip",
        wrong="a zip with a CSV inside",
        content=zipped([("catalog.csv", lines())]),
        refused="file.not_a_workbook",
    ),
    Sample(
        name="old-excel.xls",
        wrong="a workbook of Excel 97, cut after its directory",
        content=_OLE + "Root Entry\0Workbook\0".encode("utf-16-le") + bytes(256),
        refused="file.damaged",
    ),
    Sample(name="libre.ods", wrong="nothing: the clean catalog from LibreOffice", content=_ods()),
    Sample(
        name="page-as-excel.xls",
        wrong="a web page under the suffix of Excel",
        content=_HTML.encode(),
        refused="file.html",
    ),
    Sample(
        name="pdf-as-excel.xlsx", wrong="a PDF under the suffix of Excel", content=_PDF, refused="file.unknown_kind"
    ),
    Sample(name="picture.csv", wrong="a picture", content=_PNG, refused="file.unknown_kind"),
    Sample(
        name="packed.csv.gz",
        wrong="a CSV packed with gzip",
        content=gzip.compress(lines(), mtime=0),
        refused="file.unknown_kind",
    ),
    Sample(
        name="nul-bytes.csv",
        wrong="NUL bytes between the letters of a name",
        content=lines().replace(b"Gants", b"G\0ants", 1),
        refused="file.binary",
    ),
    Sample(
        name="unclosed-quote.csv",
        wrong="a quotation mark that is never closed",
        content=_UNCLOSED,
        refused="file.unclosed_quote",
    ),
    Sample(name="empty.csv", wrong="no byte at all", content=b"", refused="file.empty"),
    Sample(name="blank.csv", wrong="nothing but ends of lines", content=b"\r\n" * 12, refused="file.empty"),
    Sample(
        name="json.csv",
        wrong="JSON under the suffix of a CSV",
        content=b'[{"sku": "000101", "retail_price": 24.0}]\n',
        refused="file.no_heading",
    ),
    Sample(
        name="too-many-columns.csv",
        wrong="20,000 columns",
        content=b"sku,retail_price" + b"," * 20_000 + b"x\n",
        refused="file.too_many_columns",
    ),
)
