"""What is recorded: one module a noun. Importing this package knows every table."""

from trainer.accounts.models import invitation, proof, reset, second_factor
from trainer.debate.models import stance
from trainer.editions.models import edition, part
from trainer.handouts.models import copy, copy_event, print_base, print_file, print_run
from trainer.mail import outbox
from trainer.onboarding.models import assignment
from trainer.quizzing.models import attempt, extra_try, result
from trainer.storage import counter, job
from trainer.storage.base import Base
from trainer.study.models import practice, reading, sign_off
from trainer.tenancy.models import dissolution, event, membership, person, sign_in, studio, throttle

__all__ = [
    "Base",
    "assignment",
    "attempt",
    "copy",
    "copy_event",
    "counter",
    "dissolution",
    "edition",
    "event",
    "extra_try",
    "invitation",
    "job",
    "membership",
    "outbox",
    "part",
    "person",
    "practice",
    "print_base",
    "print_file",
    "print_run",
    "proof",
    "reading",
    "reset",
    "result",
    "second_factor",
    "sign_in",
    "sign_off",
    "stance",
    "studio",
    "throttle",
]
