"""The column types of our frames: Arrow text, exact decimals, Arrow booleans. NA is a blank everywhere."""

import pandas as pd
import pyarrow as pa

from schemas.numbers import DECIMAL_PLACES

TEXT = pd.ArrowDtype(pa.string())
DECIMAL = pd.ArrowDtype(pa.decimal128(24, DECIMAL_PLACES))
FLAG = pd.ArrowDtype(pa.bool_())
