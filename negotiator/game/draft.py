"""The draft of a deal, or of one's own policy: what is changed over what is in force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from negotiator.diplomacy.clauses import Clause, Kind
from negotiator.diplomacy.conduct import Conduct
from negotiator.diplomacy.domains import PROMISE, Domain
from negotiator.scenario.setting import Setting

_SUMS = (0.0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 5.0, 7.5, 10.0, 20.0)
_POINT = 0.01
#: What the line for all goods holds when its sectors differ.
_MIXED = -1.0


@dataclass(frozen=True)
class Row:
    """A line of one side: a tariff on all goods or on one sector, a grant, or a joint penalty."""

    domain: Domain
    sector: str = ""
    label: str = ""
    penalty: bool = False


#: Of a value: the side, and the line.
Key = tuple[int, int]


class Draft:
    """Lines of promises on each side, and their values where they are changed.

    Parameters
    ----------
    unilateral
        One's own policy: tariffs may rise, and none is a ceiling.
    """

    def __init__(self, *, unilateral: bool = False) -> None:
        self.unilateral = unilateral
        self.setting: Setting | None = None
        self.sides: tuple[tuple[str, str], ...] = ()
        self.target: str | None = None
        self.mfn = False
        self.fixed = False
        self.rows: list[Row] = []
        self.folded: list[Row] = []
        self.now: dict[Key, float] = {}
        self.values: dict[Key, float] = {}
        self.before: list[tuple[dict[Key, float], bool, bool]] = []

    def load(
        self,
        setting: Setting,
        conduct: Conduct,
        sides: Iterable[tuple[str, str]],
        *,
        fold: bool = False,
    ) -> None:
        """Begin with nothing changed of what givers and receivers do now.

        Parameters
        ----------
        conduct
            In force now, without batch axes.
        sides
            (giver, receiver) of each column.
        fold
            Leave lines beyond tariffs out until they are asked for, where none is in force.
        """
        self.setting = setting
        self.values, self.before = {}, []
        self.sides = tuple(sides)
        world = setting.world
        names = {sector.code: sector.name or sector.code for sector in setting.scenario.sectors}
        rows = [Row(Domain.TARIFFS, "", "Tariff, all goods")]
        rows += [Row(Domain.TARIFFS, code, f" {names[code]}") for code in world.sectors]
        rows += [
            Row(domain, "", PROMISE[domain].capitalize())
            for domain in world.sizes.in_play
            if domain is not Domain.TARIFFS
        ]
        self.rows, self.folded = rows, []
        self.now = {}
        for side, (giver, receiver) in enumerate(self.sides):
            g, r = world.index[giver], world.index[receiver]
            tariffs = conduct.tariff[r, g]
            flows = world.economy.flows[r, g]
            total = float(flows.sum())
            mean = float((flows * tariffs).sum() / total) if total > 0 else float(tariffs.mean())
            for k, row in enumerate(rows):
                if row.domain is not Domain.TARIFFS:
                    self.now[side, k] = float(conduct.grant(row.domain)[g, r])
                elif row.sector:
                    self.now[side, k] = float(tariffs[world.sectors.index(row.sector)])
                else:
                    self.now[side, k] = mean
        goods = sum(row.domain is Domain.TARIFFS for row in rows)
        if fold and not any(self.now[side, k] for side, k in self.now if k >= goods):
            self.rows, self.folded = rows[:goods], rows[goods:]
        self._add_penalty_row()

    def unfold(self) -> None:
        """Have all lines."""
        self.rows, self.folded = [*self.rows, *self.folded], []

    def _add_penalty_row(self) -> None:
        self.rows = [row for row in self.rows if not row.penalty]
        if self.target is not None and self.setting is not None and not self.unilateral:
            title = self.setting.titles[self.target]
            self.rows.append(Row(Domain.TARIFFS, "", f"Penalty: {title}", penalty=True))
            for side in range(len(self.sides)):
                self.now[side, len(self.rows) - 1] = 0.0

    def aim(self, target: str | None) -> None:
        """Offer a joint penalty on a third country as the last line of the draft."""
        self.unfold()
        gone = {k for k, row in enumerate(self.rows) if row.penalty}
        self.values = {key: value for key, value in self.values.items() if key[1] not in gone}
        self.target = target
        self._add_penalty_row()

    def hold(self, *, mfn: bool, fixed: bool) -> None:
        """Have our tariffs hold for everyone or not, and all rates be fixed or ceilings."""
        self._remember()
        self.mfn, self.fixed = mfn, fixed

    def _remember(self) -> None:
        self.before.append((dict(self.values), self.mfn, self.fixed))

    def put(self, clauses: Iterable[Clause]) -> None:
        """Take clauses as the draft, with whom they are for and how they hold."""
        self._remember()
        self.values = {}
        clauses = tuple(clauses)
        if any(clause.domain is not Domain.TARIFFS for clause in clauses):
            self.unfold()
        self.mfn = any(clause.receiver is None for clause in clauses)
        self.fixed = any(clause.kind is Kind.APPLIED for clause in clauses)
        for clause in clauses:
            if clause.kind is Kind.PENALTY and clause.receiver != self.target:
                self.aim(clause.receiver)
            for side, (giver, receiver) in enumerate(self.sides):
                # Of a joint offer a draft takes what is between the two.
                between = clause.receiver in (receiver, None) or clause.kind is Kind.PENALTY
                if clause.giver != giver or not between:
                    continue
                for k, row in enumerate(self.rows):
                    if self._speaks_of(clause, row):
                        self.values[side, k] = clause.rate
        for side in range(len(self.sides)):
            self._agree(side)

    @staticmethod
    def _speaks_of(clause: Clause, row: Row) -> bool:
        if clause.domain is not row.domain or (clause.kind is Kind.PENALTY) != row.penalty:
            return False
        if row.domain is not Domain.TARIFFS or row.penalty:
            return True
        return bool(row.sector) and (not clause.sectors or row.sector in clause.sectors)

    def clauses(self) -> tuple[Clause, ...]:
        """The draft as clauses; sectors at the same rate are one clause."""
        found: list[Clause] = []
        for side, (giver, receiver) in enumerate(self.sides):
            groups: dict[float, list[str]] = {}
            for k, row in enumerate(self.rows):
                value = self.values.get((side, k))
                if value is None:
                    continue
                if row.penalty and self.target is not None:
                    if value > 0:
                        found.append(
                            Clause(
                                domain=Domain.TARIFFS,
                                giver=giver,
                                receiver=self.target,
                                rate=value,
                                kind=Kind.PENALTY,
                            )
                        )
                elif row.domain is not Domain.TARIFFS:
                    found.append(
                        Clause(domain=row.domain, giver=giver, receiver=receiver, rate=value)
                    )
                elif row.sector:
                    groups.setdefault(round(value, 4), []).append(row.sector)
            every = sum(1 for row in self.rows if row.sector)
            for value, sectors in groups.items():
                chosen = () if len(sectors) == every else tuple(sectors)
                found.append(
                    Clause(
                        domain=Domain.TARIFFS,
                        giver=giver,
                        receiver=None if self.mfn and side == 0 else receiver,
                        rate=value,
                        sectors=chosen,
                        kind=Kind.APPLIED if self.fixed else Kind.BOUND,
                    )
                )
        return tuple(found)

    def step(self, key: Key, by: int) -> None:
        """Lower or raise a value; recognitions are given or not."""
        row = self.rows[key[1]]
        now = self.now.get(key, 0.0)
        value = self.values.get(key, now)
        if value == _MIXED:  # goes on from the highest of them
            value = self._highest(key[0])
        if row.domain is Domain.AID:
            place = sum(1 for amount in _SUMS if amount <= value + 1e-9) - 1
            step = 1 if by > 0 else -1
            new = _SUMS[min(max(place + step, 0), len(_SUMS) - 1)]
        elif row.domain is not Domain.TARIFFS:
            new = 0.0 if value > 0.5 else 1.0
        else:
            ticks = value / _POINT
            whole = round(ticks) if abs(ticks - round(ticks)) < 1e-6 else None
            if whole is None:  # from 2.4% the next steps are 2% and 3%
                ticks = float(int(ticks)) + (1.0 if by < 0 else 0.0)
            new = max(0.0, (round(ticks) + by) * _POINT)
        self.set(key, new)

    def undo(self) -> bool:
        """Take the last change back, if there is one."""
        if self.before:
            self.values, self.mfn, self.fixed = self.before.pop()
            return True
        return False

    def set(self, key: Key, value: float | None) -> None:
        """Change a value; None leaves the line as it is in force."""
        side, k = key
        row = self.rows[k]
        self._remember()
        keys = [key]
        if row.domain is Domain.TARIFFS and not row.sector and not row.penalty:
            keys = [(side, i) for i, each in enumerate(self.rows) if each.sector]
        # One ceiling for all goods that cuts some of them is a promise on every one.
        ceiling = (
            value is not None
            and len(keys) > 1
            and not (self.unilateral or self.fixed)
            and any(value < self.now.get(each, 0.0) - 1e-9 for each in keys)
        )
        for each in keys:
            now = self.now.get(each, 0.0)
            raises = value is not None and value > now + 1e-9
            grant = self.rows[each[1]].domain is not Domain.TARIFFS or row.penalty
            idle = raises and not grant and not self.unilateral
            if value is None or ((abs(value - now) < 1e-9 or idle) and not ceiling):
                self.values.pop(each, None)  # a treaty binds below what is levied, not above
            else:
                self.values[each] = value
        self._agree(side)

    def _agree(self, side: int) -> None:
        """Have the line for all goods say what its sectors say."""
        keys = [(side, k) for k, row in enumerate(self.rows) if row.sector]
        if not any(key in self.values for key in keys):
            self.values.pop((side, 0), None)
            return
        # One's own policy is whole; of a treaty, what it does not name is promised to nobody.
        rest = self.now if self.unilateral else {}
        every = {round(self.values.get(key, rest.get(key, _MIXED)), 9) for key in keys}
        self.values[side, 0] = every.pop() if len(every) == 1 else _MIXED

    def _highest(self, side: int) -> float:
        """The highest rate that the draft has for a sector."""
        sectors = (k for k, row in enumerate(self.rows) if row.sector)
        return max(self.values[side, k] for k in sectors if (side, k) in self.values)

    def idle(self, side: int, k: int) -> bool:
        """Whether the draft binds a tariff at or above what is levied: bound, not cut."""
        row, value = self.rows[k], self.values.get((side, k), -1.0)
        tariff = row.domain is Domain.TARIFFS and not row.penalty
        held = not self.unilateral and not self.fixed
        return tariff and held and value >= self.now.get((side, k), 0.0) - 1e-9
