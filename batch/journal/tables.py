"""What the journal holds, as tables. A change to one of them needs a new version: see ``database``."""

import sqlalchemy as sa

META = sa.MetaData()

PLANS = sa.Table(
    "plans",
    META,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("store", sa.String, nullable=False),
    sa.Column("sheet", sa.String, nullable=False),
    sa.Column("consumed_by", sa.String),
)
SIGHTS = sa.Table(
    "sights",
    META,
    sa.Column("plan", sa.String, primary_key=True),
    sa.Column("batch", sa.Integer, nullable=False),
)
RUNS = sa.Table(
    "runs",
    META,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("command", sa.String, nullable=False),
    sa.Column("plan", sa.String),
    sa.Column("store", sa.String),
    sa.Column("sheet", sa.String),
    sa.Column("status", sa.String, nullable=False),
    sa.Column("started", sa.String, nullable=False),
    sa.Column("ended", sa.String),
    sa.Column("reports", sa.String),
    sa.Column("totals", sa.String),
)
BATCHES = sa.Table(
    "batches",
    META,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("plan", sa.String, nullable=False, index=True),
    sa.Column("key", sa.String, nullable=False, unique=True),
    sa.Column("steps", sa.Text, nullable=False),
    sa.Column("intended", sa.String, nullable=False),
    sa.Column("ticket", sa.String),
    sa.Column("answered", sa.Boolean, nullable=False, default=False),
)
ANSWERS = sa.Table(
    "answers",
    META,
    sa.Column("plan", sa.String, primary_key=True),
    sa.Column("step", sa.String, primary_key=True),
    sa.Column("status", sa.Integer),
    sa.Column("message", sa.Text),
    sa.Column("created_id", sa.String),
    sa.Column("heard", sa.Boolean, nullable=False),
)
PICTURES = sa.Table(
    "pictures",
    META,
    sa.Column("store", sa.String, primary_key=True),
    sa.Column("url", sa.Text, primary_key=True),
    sa.Column("source", sa.Text, nullable=False),
)
FORMS = sa.Table(
    "forms",
    META,
    sa.Column("store", sa.String, primary_key=True),
    sa.Column("product", sa.String, primary_key=True),
    sa.Column("variation", sa.String, primary_key=True),
    sa.Column("field", sa.String, primary_key=True),
    sa.Column("asked", sa.Text, nullable=False),
    sa.Column("made", sa.Text, nullable=False),
    sa.Column("plan", sa.String, nullable=False),
    sa.Column("sure", sa.Boolean, nullable=False),
)
OUTCOMES = sa.Table(
    "outcomes",
    META,
    sa.Column("run", sa.String, primary_key=True),
    sa.Column("change", sa.String, primary_key=True),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("status", sa.Integer, nullable=False),
    sa.Column("reason", sa.Text),
    sa.Column("product", sa.String),
    sa.Column("variation", sa.String),
    sa.Column("confirmed", sa.Text),
)
CELLS = sa.Table(
    "cells",
    META,
    sa.Column("run", sa.String, primary_key=True),
    sa.Column("change", sa.String, primary_key=True),
    sa.Column("sent", sa.Text, nullable=False),
    sa.Column("missing", sa.Text, nullable=False),
)
ENDINGS = sa.Table(
    "endings",
    META,
    sa.Column("run", sa.String, primary_key=True),
    sa.Column("traffic", sa.Text, nullable=False),
)
CHAIN = sa.Table(
    "chain",
    META,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("run", sa.String, nullable=False, unique=True),
    sa.Column("digest", sa.String, nullable=False),
)
