"""The tariffs of the whole world as a heat table."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from negotiator.economy.arrays import Array
from negotiator.ui.text import MUTED, lines

#: Background by tariff, from open to closed; the figure in every cell says the same.
_HEAT = ((0.02, "$surface"), (0.05, "$primary 15%"), (0.1, "$primary 30%"), (0.2, "$error 25%"),
         (0.35, "$error 45%"), (99.0, "$error 85%"))  # fmt: skip

#: Countries whose table is narrower than the line below it.
_NARROW = 6


class TariffTable(Static, can_focus=True):
    """Rows export, columns import; each cell is the average tariff in per cent."""

    HELP = (
        "A row levies nothing here: it sells, and the column levies. The figure is the "
        "average tariff in per cent; the more orange, the higher."
    )

    def show(self, codes: tuple[str, ...], rates: Array, me: str) -> None:
        """Show a matrix [exporter, importer] of fractions."""
        few = len(codes) <= _NARROW
        head = Content.assemble(
            ("from ↓ to →", MUTED),
            *((f"{code:>5}", "bold $success" if code == me else "bold") for code in codes),
        )
        rows: list[Content] = [head]
        for i, exporter in enumerate(codes):
            cells = []
            for j in range(len(codes)):
                if i == j:
                    cells.append(("    ·", MUTED))
                    continue
                value = float(rates[i, j])
                shade = next(style for top, style in _HEAT if value < top)
                cells.append(
                    (
                        f"{value * 100:5.0f}" if value >= 0.095 else f"{value * 100:5.1f}",
                        # On the strongest only the ground's own colour is read.
                        f"$background on {shade}" if shade == _HEAT[-1][1] else f"on {shade}",
                    )
                )
            name = (f"{exporter:<11}", "bold $success" if exporter == me else "bold")
            rows.append(Content.assemble(name, *cells))
        told = ("per cent, weighted by trade;", "warmer is higher")
        rows += [Content.styled(each, MUTED) for each in (told if few else (" ".join(told),))]
        self.update(lines(*rows))
