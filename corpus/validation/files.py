"""What is wrong with the files: unreadable ones, the same one twice, names that clash, encodings."""

import unicodedata
from collections.abc import Iterator
from pathlib import PurePosixPath

from ..about.sources import source_of
from ..errors import WithoutText
from ..names import file_name
from ..plan import text_digest
from .finding import Finding
from .survey import Survey


def unreadable_files(survey: Survey) -> Iterator[Finding]:
    """Documents that could not be read at all, and links that lead out of the folder; but what other checks tell."""
    undecoded = {file_name(each.path) for each in survey.files if each.spoiled}
    clashing = {finding.file for finding in clashing_names(survey)}
    names = {each.path: each.name for each in survey.files}
    for problem in survey.unreadable:
        name = names.get(problem.path, file_name(problem.path))
        told = isinstance(problem, WithoutText) or file_name(problem.path) in undecoded or name in clashing
        if not told:
            yield Finding(name, problem.reason, problem.remedy)


def doubled_files(survey: Survey) -> Iterator[Finding]:
    """Files with the same bytes, and documents with the same text in another format or encoding."""
    first: dict[str, str] = {}
    told: set[str] = set()
    for file in survey.files:
        if file.digest is not None and (other := first.setdefault(file.digest, file.name)) != file.name:
            told.add(file.name)
            yield Finding(file.name, f"「{other}」と中身が同じです。", "どちらかを消してください。")
    texts: dict[str, str] = {}
    for read in survey.read:
        digest = text_digest("".join(read.plan.text.split()))
        if (other := texts.setdefault(digest, read.plan.file)) != read.plan.file and read.plan.file not in told:
            yield Finding(read.plan.file, f"「{other}」と文章が同じです。", "どちらかを消してください。")


def clashing_names(survey: Survey) -> Iterator[Finding]:
    """Files that would bear the name of one plan, and names that only some systems can tell apart."""
    sources = {each.file: each for each in map(source_of, reversed(survey.rows)) if each.file and each.plan_id}
    plans: dict[str, str] = {}
    alike: dict[str, str] = {}
    for file in survey.files:
        source = sources.get(file.name) or sources.get(file_name(file.path))
        plan_id = source.plan_id if source else str(PurePosixPath(file.name).with_suffix(""))
        if (other := plans.setdefault(plan_id, file.name)) != file.name:
            message = f"「{other}」と同じ名前の計画({plan_id})になり、あとのほうは読まれません。"
            yield Finding(file.name, message, "名前を変えるか、sources.csv で別の plan_id を付けてください。")
        folded = unicodedata.normalize("NFKC", str(file.path)).casefold()
        if (other := alike.setdefault(folded, file.name)) != file.name:
            message = f"「{other}」と大文字・小文字や全角・半角しか違いません。"
            yield Finding(file.name, message, "Windows や Mac では同じ名前になることがあります。名前を変えてください。")


def wrong_encodings(survey: Survey) -> Iterator[Finding]:
    """Texts whose encoding went wrong before they came here, or that are in several."""
    for file in survey.files:
        for each in file.spoiled:
            yield Finding(file.name, each.message, "元のファイルから UTF-8 で保存し直してください。", each.line)
