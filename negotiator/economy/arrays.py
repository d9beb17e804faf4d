"""The array types of the economy."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
#: Rows of a batch: indices, or a mask.
Rows = npt.NDArray[np.intp] | npt.NDArray[np.bool_]
