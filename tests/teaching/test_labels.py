"""No label of a picture is printed over another, and every dot lies where its figure is."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from negotiator.teaching.drawing import strip
from negotiator.teaching.labels import Labels, stacked

spots = st.tuples(st.floats(100, 500), st.floats(100, 300))


def apart(one, other):
    """Boxes as two intervals each, by the definition of disjoint intervals."""
    return any(one[k + 2] <= other[k] or other[k + 2] <= one[k] for k in (0, 1))


@given(st.lists(spots, min_size=2, max_size=4))
def test_labels_of_points_however_near_stand_apart(points):
    labels = Labels()
    for at in points:
        labels.keep(at)
    marks = len(labels.taken)
    for at in points:
        labels.place(at, "1")
    boxes = labels.taken[marks:]
    assert len(boxes) == len(points)
    for k, box in enumerate(boxes):
        assert all(apart(box, other) for other in labels.taken[:marks] + boxes[:k])


@given(st.lists(st.floats(0, 480), max_size=30), st.floats(1, 20))
def test_dots_lie_where_they_belong_and_never_overlap(places, wide):
    dots = stacked(places, wide)
    assert [x for x, _ in dots] == sorted(places)
    for k, (x, floor) in enumerate(dots):
        before = dots[:k]
        assert all(abs(x - u) >= wide for u, on in before if on == floor)
        for below in range(floor):  # a dot is stacked only where it has to be
            assert any(abs(x - u) < wide for u, on in before if on == below)


def test_a_strip_has_no_deal_at_its_left_end_and_94_percent_at_94():
    drawn = strip("Joint gain", [0.0, 0.94, 0.94, None, -0.2, 1.0])
    dots = re.findall(r'<circle cx="([^"]+)" cy="([^"]+)"[^>]*><title>([^<]+)<', drawn)
    assert [(float(x), said) for x, _, said in dots] == [
        (20.0, "−20%"), (20.0, "0%"), (471.2, "94%"), (471.2, "94%"), (500.0, "100%"),
    ]  # fmt: skip
    assert len({(x, y) for x, y, _ in dots}) == len(dots)
    assert "none: 1" in drawn
