"""Every finding there can be: its code, how grave it is and what it is about. The sentences are in messages/."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """error: the row is not applied; warning: applied, look at it; info: for your knowledge."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Scope(StrEnum):
    """What a finding is about."""

    HEADING = "heading"
    CELL = "cell"
    ROW = "row"
    FAMILY = "family"
    SHEET = "sheet"
    STORE = "store"


@dataclass(frozen=True, slots=True)
class Code:
    """``example`` is a cell, as typed, that makes it fire; empty where no single cell does."""

    name: str
    severity: Severity
    scope: Scope
    example: str = ""


_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO
_H, _C, _R, _F, _S, _T = Scope.HEADING, Scope.CELL, Scope.ROW, Scope.FAMILY, Scope.SHEET, Scope.STORE

CODES: tuple[Code, ...] = (
    Code("heading.duplicate", _W, _H, "sku, name, sku"),
    Code("heading.ambiguous", _W, _H, "Price"),
    Code("heading.not_carried", _W, _H, "variant_option_four_value"),
    Code("heading.unknown", _I, _H, "Shelf"),
    Code("row.too_long", _E, _R),
    Code("row.cut", _E, _R),
    Code("row.shifted", _E, _R),
    Code("row.unsplit", _E, _R, "A1;Mug;12.50"),
    Code("row.spilled", _E, _R),
    Code("row.total_unclear", _E, _C, "Total"),
    Code("row.component", _I, _R),
    Code("row.component_unclear", _E, _C, "N/A"),
    Code("id.duplicate", _E, _S),
    Code("id.unreadable", _W, _C, "0717937a0d4f54d39b1a6c94daa28131"),
    Code("sku.required", _E, _C),
    Code("sku.duplicate", _E, _S, "GLOVE-S"),
    Code("sku.alike", _W, _S, "glove-s"),
    Code("sku.lookalike_letters", _W, _C, "GLОVE-S"),
    Code("sku.lost_zero", _E, _S, "36000291452"),
    Code("sku.uncertain_zero", _I, _S, "610074058014"),
    Code("name.required", _E, _C),
    Code("name.line_break", _I, _C),
    Code("name.markup", _W, _C, "<p>Mug</p>"),
    Code("price.required", _E, _C),
    Code("price.unreadable", _E, _C, "about 12"),
    Code("price.ambiguous", _E, _C, "1,234"),
    Code("price.barcode", _E, _C, "745000417023"),
    Code("price.shown_otherwise", _E, _C, "24.6"),
    Code("price.currencies", _W, _S, "US$24.00"),
    Code("price.counted", _W, _S, "20.99"),
    Code("price.negative", _E, _C, "-3.50"),
    Code("price.zero", _W, _C, "0.00"),
    Code("price.placeholder", _W, _C, "1.00"),
    Code("price.absurd", _W, _F, "1290"),
    Code("price.below_cost", _I, _R, "9.00"),
    Code("price.rounded", _W, _T, "10.995"),
    Code("number.unreadable", _E, _C, "heavy"),
    Code("number.ambiguous", _E, _C, "1,234"),
    Code("number.shown_otherwise", _W, _C, "2.46"),
    Code("number.negative", _E, _C, "-1"),
    Code("flag.unreadable", _E, _C, "maybe"),
    Code("flag.letter_o", _E, _C, "O"),
    Code("unit.unknown", _E, _C, "stone"),
    Code("unit.missing", _E, _C),
    Code("unit.without_value", _I, _C, "LB"),
    Code("code.damaged", _E, _C, "7.45E+11"),
    Code("code.damaged_unsent", _W, _C, "7.45E+11"),
    Code("code.date", _E, _C, "4-Jun"),
    Code("code.decimals", _E, _C, "100200.0"),
    Code("code.grouped", _E, _C, "1,002,345"),
    Code("code.points", _W, _S, "12.345"),
    Code("code.worked_out", _W, _S, "100000"),
    Code("code.apostrophe", _E, _C, "'000101"),
    Code("code.rounded", _E, _C, "9421234567890120000"),
    Code("code.last_digit", _W, _C, "9421234567890120"),
    Code("code.changed_unsent", _W, _C, "2026-06-04"),
    Code("upc.length", _W, _C, "0360002914"),
    Code("upc.check_digit", _W, _C, "036000291453"),
    Code("upc.lost_zero", _E, _C, "36000291452"),
    Code("cell.unmended", _E, _C, "[to mend] 12.50"),
    Code("cell.formula", _E, _C, "=A2&B2"),
    Code("cell.not_text", _E, _C),
    Code("cell.covered", _E, _C),
    Code("cell.struck", _E, _C),
    Code("cell.struck_out", _E, _C),
    Code("cell.shown_otherwise", _E, _C),
    Code("cell.excel_error", _E, _C, "#REF!"),
    Code("cell.almost_clear", _E, _C, "[ clear ]"),
    Code("cell.cannot_be_cleared", _E, _C, "[clear]"),
    Code("text.undecodable", _E, _C, "Caf�"),
    Code("text.unsure_letters", _E, _C, "Ça"),
    Code("text.double_encoded", _W, _C, "CafÃ©"),
    Code("text.letter_lost", _W, _C, "Sima?o"),
    Code("text.apostrophe", _E, _C, "'+33 Club"),
    Code("text.cut", _E, _C),
    Code("text.cut_short", _E, _S),
    Code("category.cut", _I, _C),
    Code("text.address", _E, _C, "https://example.com/mug.jpg"),
    Code("text.placeholder", _W, _C, "n/a"),
    Code("text.no_name", _W, _C, "24.00"),
    Code("text.counted", _W, _S, "Levis 502"),
    Code("text.line_break", _W, _C),
    Code("text.control", _W, _C),
    Code("text.spaces", _I, _C),
    Code("image.unreadable", _E, _C, "mug.jpg"),
    Code("command.unknown", _E, _C, "erase"),
    Code("option.incomplete", _E, _R, "Size"),
    Code("option.repeated", _E, _R, "Size"),
    Code("option.alike", _W, _F, "red"),
    Code("option.decimal_comma", _W, _C, "12,19"),
    Code("option.shortened", _W, _F, "12.5"),
    Code("option.date", _E, _C, "4-Jun"),
    Code("option.too_many", _E, _C, "Long"),
    Code("family.names_differ", _E, _F, "Wool glove"),
    Code("family.values_differ", _E, _F, "Acme"),
    Code("family.options_differ", _E, _F, "Colour"),
    Code("family.duplicate_options", _E, _F, "Red, M"),
    Code("family.without_options", _E, _F),
    Code("family.mixed_online", _E, _F, "1"),
    Code("family.too_many_variants", _E, _F),
    Code("family.apart", _I, _F),
    Code("composite.component_missing", _I, _R, "MUG"),
    Code("online.no_description", _W, _R),
    Code("online.no_image", _W, _R),
    Code("online.no_stock", _W, _R),
    Code("stock.negative", _W, _R, "-3"),
    Code("stock.fraction", _W, _R, "2.5"),
    Code("stock.starts_counting", _W, _T, "5"),
    Code("stock.not_counted", _W, _T, "5"),
    Code("stock.shared", _W, _T, "5"),
    Code("stock.outlet_absent", _W, _S),
    Code("export.stock_unsent", _W, _T, "5"),
    Code("activation.not_found", _E, _T, "GLOVE-X"),
    Code("activation.id_ambiguous", _E, _T, "1003"),
    Code("activation.no_name", _W, _T),
    Code("activation.no_price", _W, _T),
    Code("activation.no_image", _W, _T),
    Code("activation.no_stock", _W, _T),
    Code("activation.no_description", _W, _T),
    Code("activation.not_ready", _E, _T),
    Code("activation.in_store", _I, _R),
    Code("activation.no_pos_id", _W, _R),
    Code("store.currency", _E, _T, "US$24.00"),
    Code("store.sku_ambiguous", _E, _T, "GLOVE-S"),
    Code("store.sku_taken", _E, _T, "GLOVE-S"),
    Code("store.pos_id_contradicts", _E, _T, "GLOVE-S"),
    Code("store.sku_counted", _W, _T, "MUG-2"),
    Code("store.sku_alike", _E, _T, "101"),
    Code("store.unknown_id", _E, _T, "4711"),
    Code("store.matched_twice", _E, _T, "GLOVE-S"),
    Code("store.split_family", _E, _T),
    Code("store.family_exists", _E, _T, "Wool glove"),
    Code("store.family_incomplete", _E, _T, "GLOVE-S"),
    Code("store.family_sku_taken", _E, _T, "GLOVE-L"),
    Code("store.shape_differs", _E, _T),
    Code("store.options_differ", _E, _T, "Colour"),
    Code("store.exists", _E, _T, "create"),
    Code("store.not_found", _E, _T, "update"),
    Code("store.duplicate_options", _E, _T, "Red, M"),
    Code("store.options_in_turn", _E, _T, "Red, M"),
    Code("store.whole_product", _W, _T, "0"),
    Code("store.stays_online", _W, _T, "0"),
    Code("store.variants_left", _I, _T),
    Code("store.conflict", _W, _T, "12.00"),
    Code("store.conflict_sheet", _W, _T, "12.00"),
    Code("store.conflict_store", _W, _T, "12.00"),
    Code("store.drift", _I, _T, "12.00"),
    Code("store.written_since", _W, _T, "12.00"),
    Code("store.own_form", _W, _T, "19.25"),
    Code("store.out_of_step", _I, _T),
    Code("store.placeholder", _E, _T, "n/a"),
    Code("store.too_small", _E, _T, "0.2"),
    Code("store.linked", _W, _T),
    Code("delete.linked", _W, _T),
    Code("delete.absent", _I, _T, "delete"),
    Code("delete.pos_file", _W, _T, "GLOVE-S"),
    Code("delete.pos_keeps", _I, _T),
    Code("delete.edited", _W, _T, "delete"),
    Code("delete.contradicted", _E, _T, "delete"),
    Code("delete.product_stays", _W, _T, "delete"),
    Code("mirror.held", _E, _S),
    Code("mirror.not_exported", _I, _T),
    Code("undo.edited_since", _W, _T),
    Code("undo.cannot_come_back", _W, _T),
    Code("undo.options_together", _W, _T),
    Code("undo.gone", _W, _T),
    Code("undo.made_again", _W, _T),
    Code("undo.sku_shared", _W, _T),
    Code("undo.sku_taken", _W, _T),
    Code("undo.created", _I, _T),
    Code("undo.created_variant", _I, _T),
)

BY_NAME = {code.name: code for code in CODES}
