"""`targettrack extract`: draft a list from a report's text, or see what a list leaves out."""

from typing import Annotated

from targettrack.cli import completion, options, plans
from targettrack.cli.output import Run
from targettrack.cli.parameters import argument, option
from targettrack.errors import ExitCode

ABOUT = {
    "title": "The report's title, where the text does not say it right.",
    "year": "The year that is planned for, where the text does not say it right.",
    "issuer": "The government that promises, where the text does not say it right.",
    "level": "Its tier, where the text does not say it right: province, city, county or town.",
    "published": "The day of the congress or of publication, where the text does not say it right.",
}
"""What the plan or the person knows better than the text, and what the options say."""
File = Annotated[str, argument(metavar="FILE", help="The report as text or Markdown; - for standard input.")]
PlanId = Annotated[
    str | None,
    option("--plan", metavar="PLAN", help="The plan's id, as in KP2026.", autocompletion=completion.plans),
]


@options.shared(options.WRITING, fields=[plans.PLAN[name]._replace(about=about) for name, about in ABOUT.items()])
def command(
    run: Run,
    file: File,
    plan: PlanId = None,
    write: Annotated[bool, option("--write", help="Make the plan and keep the drafts, for review.")] = False,
    source: Annotated[bool, option("--source/--no-source", help="Keep the text beside the drafts.")] = True,
    coverage: Annotated[bool, option("--coverage", help="Show what no record, or no draft, covers.")] = False,
) -> ExitCode:
    """Draft targets from a report's text. A person reviews them; nothing is trusted unattended."""
    from targettrack.cli import reading  # the reader of reports: 20 ms, which the page of help need not pay

    return reading.read(run, file, plan, write=write, source=source, coverage=coverage)
