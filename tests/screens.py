"""Pictures of every page of the demo and of every PDF page: `make screens`."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import groupby, product
from pathlib import Path
from typing import Any, Literal, get_args

import sqlalchemy as sa
from flask import Flask, url_for
from playwright.sync_api import Browser, BrowserContext, Error, Page, ViewportSize

from tests.demo_walk import walk
from tests.journeys.browser import DESK, PHONE, device, launched, rest
from tests.journeys.patience import patience
from tests.journeys.site import base_url, demo_config, demo_site, make_demo
from trainer import demo
from trainer.accounts.models.invitation import Invitation
from trainer.accounts.models.reset import Reset
from trainer.editions.catalogue import packages
from trainer.handouts.models.copy import Copy
from trainer.handouts.models.print_run import Bundle
from trainer.tenancy.access import unscoped
from trainer.tenancy.models.membership import Membership
from trainer.tenancy.models.person import Person
from trainer.tenancy.models.studio import Location
from trainer.tenancy.policy import POLICIES, Who
from trainer.tenancy.scope import StudioSession
from trainer.web.links import invitation_link, reset_link

OUT = Path("var/screens")
PAPER_DPI = 80
UNABLE, ASKED = "Unable to capture screenshot", 5

Scheme = Literal["light", "dark"]

# Who looks at a page that several people see differently, or that only one of them shows well;
# at any other looks the least that may.
VISITORS: dict[str, tuple[str | None, ...]] = {
    "front.show": (None,),
    "sign_ins.new": (None,),
    "acceptances.new": (None,),
    "resets.new": (None,),
    "sign_in_codes.new": (None,),
    "second_factors.show": ("owner",),
    "resets.edit": (None,),
    "codes.show": (None,),
    "studios.index": ("owner",),
    "accounts.edit": ("owner",),
    "homes.show": ("owner", "manager", "instructor"),
    "lessons.index": ("instructor",),
    "lessons.show": ("instructor",),
    "sections.show": ("instructor",),
    "sources.show": ("instructor",),
    "exercises.show": ("instructor", "manager"),
    "docket_rows.index": ("instructor",),
    "docket_rows.show": ("instructor",),
    "quizzes.show": ("instructor", "owner"),
    "attempts.show": ("instructor",),
    "answers.edit": ("instructor",),
    "deltas.show": ("learner",),
    "boards.index": ("manager",),
    "boards.show": ("manager",),
    "assignments.index": ("manager",),
    "assignments.new": ("manager",),
    "outbox.index": ("manager",),
    "copies.index": ("instructor", "manager"),
    "copies.show": ("manager",),
    "ledger.index": ("manager",),
    "ledger.show": ("manager",),
    "replacements.new": ("manager",),
    "print_runs.index": ("manager",),
    "print_runs.new": ("manager",),
    "print_runs.show": ("manager",),
    "print_files.show": ("manager",),
    "memberships.index": ("owner", "manager"),
    "memberships.show": ("owner", "instructor"),
    "memberships.edit": ("owner",),
    "member_resets.show": ("manager",),
    "departures.new": ("owner",),
    "invitations.new": ("owner",),
    "invitations.show": ("owner",),
    "settings.edit": ("owner",),
    "events.index": ("owner",),
    "locations.new": ("owner",),
    "locations.edit": ("owner",),
}
# Of a page that no state changes, one picture is enough.
ONE: dict[str, dict[str, Any]] = {"": {}}
NO_PAGES = {
    "static",
    "themes.show",
    "logos.show",
    "ledger_files.show",
    "previews.show",
    "archives.show",
    "liveness.show",
    "readiness.show",
}

LEAST: dict[Who, str | None] = {
    Who.ANYONE: None,
    Who.SIGNED_IN: "instructor",
    Who.INSTRUCTOR: "instructor",
    Who.MANAGER: "manager",
    Who.OWNER: "owner",
}

PEOPLE = {
    "owner": "Marta Lindqvist",
    "manager": "Tomasz Zieliński",
    "instructor": "Bruno Keller",
    "learner": "Ana Sousa",
}


@dataclass(frozen=True)
class Look:
    """One way to look at a page."""

    viewport: ViewportSize
    scheme: Scheme

    def __str__(self) -> str:
        return f"{self.viewport['width']}-{self.scheme}"


@dataclass(frozen=True)
class Shot:
    """A page to be taken: what the picture is called, who looks, and where."""

    name: str
    visitor: str | None
    path: str


LOOKS = [Look(viewport, scheme) for viewport in (PHONE, DESK) for scheme in get_args(Scheme)]


def main() -> None:
    """Take every picture anew, into var/screens/."""
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        make_demo(demo_config(home))
        app, browser = stack.enter_context(demo_site(home)), stack.enter_context(launched())
        for visitor, shots in groupby(all_shots(app), lambda shot: shot.visitor):
            todo = list(shots)
            for look in LOOKS:
                with visit(browser, base_url(app), look, visitor) as context:
                    for shot in todo:
                        with patience(f"the picture of {shot.path}"):
                            take(context, shot.path, OUT / f"{shot.name}-{look}.png")
    print(f"{len(list(OUT.iterdir()))} pictures in {OUT}/")  # noqa: T201  (what the command says)


def visitors_of(app: Flask) -> dict[str, tuple[str | None, ...]]:
    """Who looks at each page of the app."""
    pages = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    if wrong := {*VISITORS, *NO_PAGES} - pages:
        raise LookupError(f"tests/screens.py names pages that are none: {sorted(wrong)}")
    others = sorted(pages - {*VISITORS, *NO_PAGES})
    return VISITORS | {endpoint: (LEAST[POLICIES[endpoint].who],) for endpoint in others}


def all_shots(app: Flask) -> list[Shot]:
    """Every page of the app and its error page, visitor by visitor.

    The demo's instructor has then gone every way through the first lesson, once for an app.
    """
    shots: list[Shot] = app.extensions.setdefault("shots", [])
    if not shots:
        shots += _all_shots(app)
    return shots


def _all_shots(app: Flask) -> list[Shot]:
    shots = [Shot("errors.404", None, "/no/such/page"), *_listed(app)]
    return sorted(shots, key=lambda shot: shot.visitor or "")


def _listed(app: Flask) -> Iterator[Shot]:
    states = walk(app, PEOPLE["instructor"])
    values = sample_values(app)
    with app.test_request_context():
        for endpoint, visitors in visitors_of(app).items():
            for visitor, (state, more) in product(visitors, states.get(endpoint, ONE).items()):
                seen_by = visitor if len(visitors) > 1 else None
                name = "-".join(filter(None, (endpoint, seen_by, state)))
                yield Shot(name, visitor, _path(app, endpoint, {**values, **more}))


def _path(app: Flask, endpoint: str, values: Mapping[str, Any]) -> str:
    wanted = {name for rule in app.url_map.iter_rules(endpoint) for name in rule.arguments}
    return url_for(endpoint, **{name: values[name] for name in wanted})


def sample_values(app: Flask) -> dict[str, Any]:
    """A value for every part of an address, from the demo."""
    with app.test_request_context(), unscoped() as session:
        nonce = session.scalars(sa.select(Invitation.nonce)).first()
        reader = sa.select(Membership.id).join(Person, Person.id == Membership.person_id)
        slug, package = next(iter(packages().items()))
        return {
            "studio": demo.SLUG,
            "slug": slug,
            "ref": package.lesson.sections[1].ref,
            "membership_id": session.scalars(
                reader.where(Person.name == PEOPLE["instructor"])
            ).one(),
            "invitation_id": session.scalars(sa.select(Invitation.id)).first(),
            "location_id": session.scalars(sa.select(Location.id)).first(),
            **_printed(session),
            "code": Path(invitation_link(str(nonce))).name,
            "reset_code": Path(reset_link(str(session.scalar(sa.select(Reset.nonce))))).name,
        }


def _printed(session: StudioSession) -> dict[str, Any]:
    """A copy, and a print run of it; a demo without paper has neither."""
    bound = Copy.print_run_id.in_(sa.select(Bundle.print_run_id))
    copy = session.scalars(sa.select(Copy).where(bound)).first()
    if copy is None:
        return {"copy_id": 0, "print_run_id": 0, "copy_code": "none"}
    return {"copy_id": copy.id, "print_run_id": copy.print_run_id, "copy_code": copy.code}


@contextmanager
def visit(browser: Browser, url: str, look: Look, visitor: str | None) -> Iterator[BrowserContext]:
    """A device with this look, on which the visitor has signed in."""
    with device(
        browser,
        base_url=url,
        viewport=look.viewport,
        color_scheme=look.scheme,
        reduced_motion="reduce",
    ) as context:
        if visitor:
            page = context.new_page()
            page.goto("/")
            page.get_by_role("button", name=PEOPLE[visitor]).click()
            page.wait_for_url(re.compile(r"^https?://[^/]+/."))  # it leaves the first page
            rest(context)
            page.close()
        yield context


def take(context: BrowserContext, path: str, target: Path) -> None:
    """Picture one address: a page as it scrolls, or a PDF page by page."""
    response = context.request.get(path)
    if response.headers["content-type"] == "application/pdf":
        _take_paper(response.body(), target)
        return
    with context.new_page() as page:
        page.goto(path)
        _picture(page, target)


def _picture(page: Page, target: Path) -> None:
    """The page as it scrolls. Chromium loses its surface now and then while it grows to the page's
    height, and says no more than that it was unable: then it is asked again."""
    for _ in range(ASKED):
        try:
            page.screenshot(path=target, full_page=True)
        except Error as refused:
            if UNABLE not in refused.message:
                raise
        else:
            return
    raise RuntimeError(f"the browser took no picture of {page.url} in {ASKED} tries")


def _take_paper(pdf: bytes, target: Path) -> None:
    """Each page as NAME-1.png, NAME-2.png and so on."""
    command = ["pdftoppm", "-png", "-r", str(PAPER_DPI), "-", str(target.with_suffix(""))]
    subprocess.run(command, input=pdf, check=True)


if __name__ == "__main__":
    main()
