"""Configuration: what the environment says, and what is never served."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from trainer.config import Config, UnsafeConfig

PUBLIC = "https://train.example.com"


def read(home: Path, **environment: str) -> Config:
    """The configuration of an environment."""
    return Config.from_environment({"TRAINER_HOME": str(home), **environment})


def test_everything_has_a_default_on_ones_own_machine(tmp_path: Path) -> None:
    config = read(tmp_path)

    assert config.database_url == f"sqlite:///{tmp_path}/trainer.db"
    assert (config.base_url, config.host) == ("http://127.0.0.1:8000", "127.0.0.1")
    assert (config.production, config.secure, config.demo, config.smtp_url) == (
        False,
        False,
        False,
        None,
    )


def test_the_environment_is_taken_at_its_word(tmp_path: Path) -> None:
    config = read(
        tmp_path,
        DATABASE_URL="postgresql://db/trainer",
        SECRET_KEY="k" * 40,
        BASE_URL=f"{PUBLIC}/",
        SMTP_URL="smtp://mail",
    )

    assert config.database_url == "postgresql://db/trainer"
    assert (config.base_url, config.host) == (PUBLIC, "train.example.com")
    assert (config.production, config.secure, config.smtp_url) == (True, True, "smtp://mail")


def test_an_empty_variable_is_one_that_is_not_set(tmp_path: Path) -> None:
    empty = {"DATABASE_URL": "", "SECRET_KEY": "", "BASE_URL": "", "SMTP_URL": ""}

    assert read(tmp_path, **empty, TRAINER_DEMO="") == read(tmp_path)


def test_a_local_key_is_made_once_and_kept_to_its_owner(tmp_path: Path) -> None:
    first, second = read(tmp_path / "new"), read(tmp_path / "new")

    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 32
    assert stat.S_IMODE((tmp_path / "new" / "secret-key").stat().st_mode) == 0o600


def test_two_homes_have_two_keys(tmp_path: Path) -> None:
    assert read(tmp_path / "one").secret_key != read(tmp_path / "other").secret_key


@pytest.mark.parametrize("key", ["", "short", "k" * 31])
def test_a_public_site_needs_a_long_key_of_its_own(tmp_path: Path, key: str) -> None:
    with pytest.raises(UnsafeConfig, match="SECRET_KEY needs at least 32 characters"):
        read(tmp_path, BASE_URL=PUBLIC, SECRET_KEY=key)

    assert not (tmp_path / "secret-key").exists()


def test_a_public_site_is_no_demo(tmp_path: Path) -> None:
    with pytest.raises(UnsafeConfig, match="TRAINER_DEMO lets anyone sign in"):
        read(tmp_path, BASE_URL=PUBLIC, SECRET_KEY="k" * 40, TRAINER_DEMO="1")


@pytest.mark.parametrize(
    "url",
    ["http://0.0.0.0:8000", "http://192.168.1.5", "http://train.local", "nonsense", "http://"],
)
def test_whatever_is_not_surely_this_machine_counts_as_public(tmp_path: Path, url: str) -> None:
    with pytest.raises(UnsafeConfig):
        read(tmp_path, BASE_URL=url)


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:5000", "http://localhost:8000", "http://[::1]:8000", "http://127.9.9.9"],
)
def test_this_machine_by_any_name_is_not_public(tmp_path: Path, url: str) -> None:
    assert read(tmp_path, BASE_URL=url, TRAINER_DEMO="1").demo


def test_demo_zero_is_no_demo(tmp_path: Path) -> None:
    assert not read(tmp_path, TRAINER_DEMO="0").demo
