"""The stories, in order: the one part that knows both the stages and what they work on."""

from batch.jobs.context import Context as Context
from batch.jobs.context import Done as Done
from batch.jobs.history import report as report
from batch.jobs.history import runs as runs
from batch.jobs.history import verify as verify
from batch.jobs.main_job import Run as Run
from batch.jobs.main_job import resume as resume
from batch.jobs.main_job import run as run
from batch.jobs.plans import plan as plan
from batch.jobs.seeds import seed as seed
from batch.jobs.tasks import FORMATS as FORMATS
from batch.jobs.tasks import check as check
from batch.jobs.undo import undo as undo
