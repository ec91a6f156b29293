"""The world, furnished so that each studio has a row in every table, and a lesson of its own."""

from __future__ import annotations

import datetime as dt
import hashlib

import sqlalchemy as sa
from sqlalchemy.orm import Session

from lessons.lesson import Lesson, Paragraph
from quizzes.package import Package
from quizzes.parts import PartRef
from quizzes.quiz import Quiz
from tests.builders import a_comment, a_figure, a_section, a_source, a_term
from tests.debates import (
    a_claim,
    a_debated_lesson,
    a_row,
    a_verdict,
    an_argument,
    an_exercise,
)
from tests.questions import a_quiz
from tests.quizzes.samples.single import a_single
from tests.trainer.study_records import Study
from tests.trainer.walk.marks import mark
from tests.trainer.walk.owners import EVERYBODY, MANAGERS, Owner
from tests.trainer.world import LONG_AGO, member_of
from trainer.accounts.models.invitation import End, Invitation
from trainer.accounts.models.proof import Recovery
from trainer.accounts.models.reset import Reset, Route
from trainer.accounts.models.second_factor import SecondFactor, SpentCode
from trainer.editions.models.edition import Document, Edition, Origin, Title
from trainer.handouts.code import new_code
from trainer.handouts.kind import Kind
from trainer.handouts.models.copy import CopyNumber, Issue, Sighting
from trainer.handouts.models.print_base import PrintBase
from trainer.handouts.models.print_file import PrintFile
from trainer.handouts.models.print_run import Bundle, Misprint, PrintRun, Ticket
from trainer.mail.outbox import Outbox
from trainer.onboarding.models.assignment import Assignment, Recall
from trainer.storage.base import Tenant
from trainer.storage.counter import Counter
from trainer.storage.job import Job
from trainer.tenancy.models.event import Event, EventKind
from trainer.tenancy.models.membership import Membership, Role
from trainer.tenancy.models.sign_in import SignIn
from trainer.tenancy.models.studio import Logo
from trainer.tenancy.scope import StudioSession

COLLEAGUES = {"harbour": "bruno", "ridge": "rhea"}
# Who has an attempt open; Mia is left to begin one.
WALKERS = {"harbour": ("ana", "olga", "zoe"), "ridge": ("zoe",)}
# Who else has a handout.
PRINTED_FOR = {"harbour": ("ana", "mia", "olga", "zoe"), "ridge": ("zoe",)}
SIGNED = "signed"


def furnish(session: StudioSession) -> None:
    """Add what the world lacks; the session sees every studio."""
    for studio, who in COLLEAGUES.items():
        colleague = member_of(session, studio, who)
        SignIn.start(session, colleague.person_id, "a phone", dt.datetime.now(dt.UTC))
        _guard(session, colleague.person_id)
        session.add(Reset.make(colleague.person_id, Route.SITE, dt.datetime.now(dt.UTC)))
        _study(session, _teach(session, studio, colleague.studio_id), studio)
        _give_logo(session, colleague.studio_id)
        _print(session, studio)
        _assign(session, colleague)
        _write_letter(session, colleague)
        _rename_hall(session, colleague, studio)
        _accept_invitation(session, colleague)
        _withdraw_invitation(session, colleague)
        _add(session, colleague.studio_id, Recovery(membership_id=colleague.id, at=LONG_AGO))
    session.commit()


def _guard(session: Session, person_id: int) -> None:
    """A second factor, of which a recovery code was used."""
    factor = SecondFactor(person_id=person_id, nonce=f"counted-from-by-{person_id}", at=LONG_AGO)
    session.add(factor)
    session.flush()
    session.add(SpentCode(factor_id=factor.id, number=1, at=LONG_AGO))


def own_title(studio: str) -> str:
    """The slug of the lesson that this studio alone teaches."""
    return f"only-{studio}"


def own_part(studio: str) -> str:
    """The ref of the one section, and docket row, and of the first exercise of that lesson."""
    return f"in-{studio}"


def _teach(session: StudioSession, studio: str, studio_id: int) -> Edition:
    package = Package(lesson=_lesson(studio), quiz=_quiz(studio))
    Document.keep(session, package)
    title = Title(slug=own_title(studio), origin=Origin.WRITTEN)
    with session.within(studio_id) as rows:
        rows.add(title)
        rows.flush()
        return title.publish(rows, package, LONG_AGO)


def _study(session: Session, edition: Edition, studio: str) -> None:
    """A colleague has done everything; most who walk have only begun an attempt."""
    who, ref = COLLEAGUES[studio], own_part(studio)
    member = member_of(session, studio, who)
    study = Study(session, edition, member)
    study.practise(ref, mark(Owner(studio, who), "practice"))
    study.argue(ref, mark(Owner(studio, who), "stance"))
    study.sign(SIGNED)
    attempt = study.begin()
    study.answer(attempt)
    study.hand_in(attempt, mark(Owner(studio, who), "result"))
    study.begin(number=2)
    study.ask_for_another_try(mark(Owner(studio, who), "extra_try"))
    for walker in WALKERS[studio]:
        Study(session, edition, member_of(session, studio, walker)).begin()


def _lesson(studio: str) -> Lesson:
    """A lesson in which every text is marked."""
    text, ref = mark(Owner(studio, EVERYBODY), "document"), own_part(studio)
    body = f"{text}\n\n[{text}]{{term=arch}}\n"
    return a_debated_lesson(
        title=text,
        summary=text,
        notice=text,
        objectives=(text,),
        sections=(a_section(ref=ref, title=text, body=body),),
        terms=(a_term(name=text, meaning=text),),
        figures=(a_figure(title=text, description=text),),
        source=a_source(title=text, topic=text, paragraphs=(Paragraph(number=1, point=text),)),
        comments=(a_comment(point=text),),
        exercises=(an_exercise(ref, name=text), an_exercise(SIGNED, name=text)),
        claims=(a_claim("c1", text=text),),
        docket=(a_row(ref, "c1", title=text, wording=text, question=text),),
        arguments=(an_argument(ref, "for", text=text), an_argument(ref, "against", text=text)),
        verdicts=(a_verdict(ref, "contradicted", reason=text, short=text),),
    )


def _quiz(studio: str) -> Quiz:
    text = mark(Owner(studio, EVERYBODY), "document")
    question = a_single(stem=text, explanation=text, section=own_part(studio))
    return a_quiz(question, title=text, introduction=text)


def _give_logo(session: Session, studio_id: int) -> None:
    logo = Logo(sha256="0" * 64, png=b"a picture")
    logo.studio_id = studio_id
    session.add(logo)


def _print(session: StudioSession, studio: str) -> None:
    """A print run for everybody here, whose bytes say whose they are; one is at the press still."""
    title = session.scalars(sa.select(Title).where(Title.slug == own_title(studio))).one()
    _picture(session, title, mark(Owner(studio, EVERYBODY), "print_base"))
    printed_for = (COLLEAGUES[studio], *PRINTED_FOR[studio])
    for number, who in enumerate(printed_for, start=1):
        member = member_of(session, studio, who)
        run = _run(session, title, member)
        _copy(session, run, f"2026-{number:04}", mark(Owner(studio, who), "copy"))
        file = _keep(session, title.studio_id, mark(Owner(studio, who), "print_run"))
        _add(session, run.studio_id, Bundle(print_run_id=run.id, sha256=file, at=LONG_AGO))
        if who == COLLEAGUES[studio]:
            _miss(session, run, member_of(session, studio, printed_for[-1]))
        else:
            session.execute(
                sa.update(Job).where(Job.print_run_id == run.id).values(ended_at=run.at)
            )
    _add(session, title.studio_id, Counter(name="2026", last=number))


def _picture(session: StudioSession, title: Title, text: str) -> None:
    """A base that shows no verdict, with its picture."""
    edition = session.scalars(sa.select(Edition).where(Edition.title_id == title.id)).one()
    base = PrintBase(
        title_id=title.id,
        edition_id=edition.id,
        kind=Kind.TERMS,
        key="pictured",
        preview=text.encode(),
    )
    _add(session, title.studio_id, base)


def _run(session: StudioSession, title: Title, member: Membership) -> PrintRun:
    edition = session.scalars(sa.select(Edition).where(Edition.title_id == title.id)).one()
    run = PrintRun(membership_id=member.id, title_id=title.id, edition_id=edition.id, at=LONG_AGO)
    with session.within(title.studio_id) as rows:
        run.ask(rows, [member.id], LONG_AGO)
    holder = f"held-{run.id}-by-nobody"
    session.execute(sa.update(Job).where(Job.print_run_id == run.id).values(holder=holder))
    return run


def _copy(session: StudioSession, run: PrintRun, serial: str, text: str) -> None:
    issue = Issue(
        title_id=run.title_id,
        edition_id=run.edition_id,
        printed_by=run.membership_id,
        at=LONG_AGO,
        print_run_id=run.id,
        revisions={},
    )
    named, shown = CopyNumber(serial, new_code()), PartRef("exercise", own_part(text.split(".")[1]))
    with session.within(run.studio_id) as rows:
        copy = issue.record(rows, run.membership_id, named, [shown], text.encode())
        tickets = rows.scalars(sa.select(Ticket.id).where(Ticket.print_run_id == run.id))
        Ticket.stand_on(rows, copy.print_base_id, tickets.all())
        rows.add(Sighting(copy_id=copy.id, at=LONG_AGO))


def _miss(session: StudioSession, run: PrintRun, member: Membership) -> None:
    """Somebody else on the run has no copy of it."""
    ticket = Ticket(membership_id=member.id, print_run_id=run.id, kind=Kind.LESSON)
    _add(session, run.studio_id, ticket)
    with session.within(run.studio_id) as rows:
        Misprint.record(rows, run, [ticket], "No letters.", LONG_AGO)


def _keep(session: Session, studio_id: int, text: str) -> str:
    kept = PrintFile(sha256=hashlib.sha256(text.encode()).hexdigest(), pdf=text.encode())
    _add(session, studio_id, kept)
    return kept.sha256


def _assign(session: Session, member: Membership) -> None:
    title = session.scalars(sa.select(Title).where(Title.studio_id == member.studio_id)).first()
    assert title is not None
    for _ in range(2):
        assignment = Assignment(
            title_id=title.id,
            membership_id=member.id,
            due_days=30,
            assigned_by=member.id,
            at=LONG_AGO,
        )
        _add(session, member.studio_id, assignment)
    recall = Recall(assignment_id=assignment.id, recalled_by=member.id, at=LONG_AGO)
    _add(session, member.studio_id, recall)


def _write_letter(session: Session, member: Membership) -> None:
    letter = Outbox(
        address="ana@example.com",
        subject="A letter",
        text="Words",
        written_at=LONG_AGO,
        due_at=LONG_AGO,
    )
    _add(session, member.studio_id, letter)


def _rename_hall(session: Session, member: Membership, studio: str) -> None:
    was = mark(Owner(studio, MANAGERS), "event")
    event = Event(kind=EventKind.LOCATION, was=was, became="Hall")
    event.done_by, event.at = member.id, LONG_AGO
    _add(session, member.studio_id, event)


def _add(session: Session, studio_id: int, row: Tenant) -> None:
    row.studio_id = studio_id
    session.add(row)
    session.flush()


def _accept_invitation(session: StudioSession, member: Membership) -> None:
    _invite(session, member).accept(session, member.person_id, LONG_AGO)


def _withdraw_invitation(session: StudioSession, member: Membership) -> None:
    invitation = _invite(session, member)
    with session.within(member.studio_id) as rows:
        invitation.close(rows, End.WITHDRAWN, member.id, LONG_AGO)


def _invite(session: Session, member: Membership) -> Invitation:
    values = {"email": "guest@example.com", "name": "Guest", "role": Role.INSTRUCTOR}
    invitation = Invitation.make(LONG_AGO, invited_by=member.id, **values)
    invitation.studio_id = member.studio_id
    session.add(invitation)
    session.flush()
    return invitation
