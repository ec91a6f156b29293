"""The order of a run: every test once, files whole, and each worker begins with a long one."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.order import LONG, dealt

FILES = ["tests/lessons/test_a.py", "tests/journeys/test_b.py", "tests/quizzes/test_c.py"]
names = st.lists(st.tuples(st.sampled_from(FILES), st.integers(1, 9)), max_size=20).map(
    lambda files: [f"{n}/{name}" for n, (name, tests) in enumerate(files) for _ in range(tests)]
)


@given(names, st.integers(1, 8))
def test_every_test_is_dealt_once_and_files_stay_whole(names: list[str], workers: int) -> None:
    order = dealt(names, workers)

    assert sorted(order) == list(range(len(names)))
    turned = [names[at] for at in order]
    changes = sum(one != other for one, other in pairwise(turned))
    assert changes == max(0, len(set(names)) - 1)


def test_each_worker_begins_with_what_takes_long() -> None:
    quick = [f"/x/tests/lessons/test_{n}.py" for n in range(12)]
    slow = [f"/x/tests/{name}" for name in LONG]
    names = [*quick, *slow]

    order = [names[at] for at in dealt(names, 4)]

    assert [order[start] for start in range(0, 16, 4)] == slow
