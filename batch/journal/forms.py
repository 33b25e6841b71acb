"""What each store made of the values that it was sent. Kept in the journal's file."""

from collections.abc import Collection, Mapping
from typing import Any

import sqlalchemy as sa

from batch.journal.tables import FORMS
from batch.model.forms import Form, is_form
from batch.model.rules import BY_NAME

Place = tuple[str, str | None, str]


class Forms:
    """Every method commits before it returns. ``engine``: the journal's."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def known(self, store: str) -> tuple[Form, ...]:
        """Those of which there is no doubt. One that cannot be any more is none: the value is sent again."""
        with self._engine.connect() as database:
            rows = database.execute(sa.select(FORMS).where(FORMS.c.store == store, FORMS.c.sure)).mappings()
            return tuple(form for row in rows if _can_be(form := _form(row)))

    def keep(self, store: str, plan: str, seen: Mapping[Form, bool], over: Collection[Place]) -> None:
        """``seen``: each form, and whether the store turned to it when it was sent; one that it showed before, too, is
        sure when a second plan comes to the same. ``over``: where the store now holds what was asked.
        """
        with self._engine.begin() as database:
            rows = database.execute(sa.select(FORMS).where(FORMS.c.store == store)).mappings()
            before = {form.place: (form, str(row["plan"]), bool(row["sure"])) for row in rows for form in [_form(row)]}
            for place in before.keys() & over:
                database.execute(FORMS.delete().where(*_at(store, place)))
            for form, turned in seen.items():
                was, first, sure = before.get(form.place, (None, plan, False))
                again = was == form and (sure or first != plan)
                values = _values(store, form) | {"plan": plan, "sure": turned or again}
                database.execute(FORMS.insert().prefix_with("OR REPLACE").values(**values))


def _can_be(form: Form) -> bool:
    return form.field in BY_NAME and is_form(form.asked, form.made, BY_NAME[form.field].kind)


def _at(store: str, place: Place) -> list[sa.ColumnElement[bool]]:
    product, variation, field = place
    names = {"store": store, "product": product, "variation": variation or "", "field": field}
    return [FORMS.c[name] == value for name, value in names.items()]


def _values(store: str, form: Form) -> dict[str, str]:
    place = {"store": store, "product": form.product, "variation": form.variation or "", "field": form.field}
    return place | {"asked": form.asked, "made": form.made}


def _form(row: Mapping[Any, Any]) -> Form:
    return Form(row["product"], row["variation"] or None, row["field"], row["asked"], row["made"])
