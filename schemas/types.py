"""The column types of our frames: Arrow text, exact decimals, Arrow booleans. NA is a blank everywhere."""

import pandas as pd
import pyarrow as pa

TEXT = pd.ArrowDtype(pa.string())
DECIMAL = pd.ArrowDtype(pa.decimal128(24, 6))
FLAG = pd.ArrowDtype(pa.bool_())

DECIMAL_PLACES = 6
