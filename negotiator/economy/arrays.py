"""The array types of the economy."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
#: Indices, as numpy gives them.
Places = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]
#: Rows of a batch.
Rows = Places | Mask | slice
