"""People: what their passwords are kept as."""

from tests.communes import SLOW_HASHER


def test_the_hash_is_argon2id_and_costs_a_guesser_dearly() -> None:
    kept = SLOW_HASHER.hash("mat-khau-thu")
    assert kept.startswith("$argon2id$")
    assert (SLOW_HASHER.memory_cost, SLOW_HASHER.time_cost) >= (64 * 1024, 3)
