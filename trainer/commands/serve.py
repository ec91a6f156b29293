"""``trainer serve``: bring the tables up to date and serve."""

from __future__ import annotations

import os
import sys

import click

from trainer import demo
from trainer.app import create_app
from trainer.commands.site import bring_up_to_date
from trainer.config import Config, UnsafeConfig, is_loopback
from trainer.tenancy.access import unscoped
from trainer.tenancy.models.throttle import Throttle


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=2, show_default=True, help="Processes that serve pages.")
@click.option("--no-worker", is_flag=True, help="Start none that prints and mails beside them.")
def serve(host: str, port: int, workers: int, *, no_worker: bool) -> None:
    """Serve until stopped; with TRAINER_DEMO=1 there is a studio to look around in."""
    os.environ.setdefault("BASE_URL", f"http://127.0.0.1:{port}")
    try:
        config = Config.from_environment(os.environ)
    except UnsafeConfig as fault:
        raise click.ClickException(str(fault)) from fault
    if config.demo and not is_loopback(host):
        raise click.ClickException(
            "TRAINER_DEMO lets anyone sign in, so it is served on this machine alone. "
            "Leave --host out, or unset TRAINER_DEMO."
        )
    _prepare(config)
    click.echo(f"Trainer is at {config.base_url} (stop it with Ctrl-C)")
    sys.stdout.flush()
    line = _gunicorn(f"{host}:{port}", workers)
    supervised = line if no_worker else [sys.executable, "-m", "trainer.supervisor", *line]
    os.execv(sys.executable, supervised)  # noqa: S606  (our own server)


def _prepare(config: Config) -> None:
    """All that is done once, before any worker: none of its connections reaches a worker."""
    bring_up_to_date(config)
    app = create_app(config)
    with app.app_context():
        _write_nothing()
        if config.demo:
            demo.ensure()
    app.extensions["storage"].close()


def _write_nothing() -> None:
    """Fail now, and not at somebody's form, where nothing can be written."""
    with unscoped(writes=True) as session:
        Throttle.forget(session, "")
        session.commit()


def _gunicorn(address: str, workers: int) -> list[str]:
    options = f"--bind {address} --workers {workers}"
    kind = "--worker-class trainer.server.Worker --threads 4"
    # No header may say where the site is: gunicorn would believe one from this machine.
    deaf = "--forwarder-headers NONE --forwarded-allow-ips="
    quiet = "--no-control-socket --log-level warning --logger-class trainer.server.Log"
    return [
        sys.executable,
        "-m",
        "gunicorn",
        *options.split(),
        *kind.split(),
        *deaf.split(),
        *quiet.split(),
        "trainer.app:create_app()",
    ]
