"""Running the command line: its exit codes, and every error as one sentence."""

import os
import re
import sys
from collections.abc import Sequence
from typing import Final

import typer

from corpus.errors import FukushiError

from .application import app
from .printing import open_console, say
from .threads import one_thread

_USAGE: Final = (  # typer's sentence, and ours; the name concerned goes into it
    (r"^Invalid value: ([^\x00-\x7f].*|--.*[^\x00-\x7f].*)。$", "{}"),  # ours already
    (r"^Missing \w+ '([^']+)'", "{} がありません"),
    (r"^Invalid value for '([^']+)'", "{} の値が正しくありません"),
    (r"^No such option:? (\S+)", "{} という指定はありません"),
    (r"^No such command '([^']*)'", "{} というコマンドはありません"),
    (r"^Option '([^']+)' requires", "{} の値がありません"),
    (r"^Got unexpected extra argument\S* \((.+)\)", "{} は余分です"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 done, 1 could not, 2 wrong usage."""
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    try:
        result = app(args=list(arguments), prog_name="fukushi", standalone_mode=False)
        if result == 130:  # what typer makes of Ctrl-C
            raise KeyboardInterrupt
    except typer.TyperException as error:
        context = getattr(error, "ctx", None)
        command = context.command_path if context else "fukushi"
        _tell(f"使い方が違います{_wrong(error.format_message())}。{command} --help をご覧ください。")
        return error.exit_code
    except (typer.Abort, KeyboardInterrupt):
        _tell("中断しました。")
        return 1
    except FukushiError as error:
        _tell(str(error), verbose="--verbose" in arguments)
        return 1
    except BrokenPipeError:  # the reader, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # a defect of ours; a sentence says so, --verbose has the rest
        _tell(
            f"予期しない不具合が起きました({type(error).__name__})。--verbose を付けて詳細を確かめ、お知らせください。",
            verbose="--verbose" in arguments,
        )
        return 1
    return result if isinstance(result, int) else 0


def _tell(sentence: str, *, verbose: bool = False) -> None:
    """Say it on standard error, after the traceback of what went wrong where that is wanted."""
    errors = open_console(stderr=True)
    if verbose:
        errors.print_exception()
    say(errors, sentence)


def _wrong(message: str) -> str:
    """What typer says in English, in Japanese; nothing where it says something else."""
    for pattern, japanese in _USAGE:
        if match := re.search(pattern, message):
            return f"({japanese.format(match[1])})"
    return ""


def entry() -> None:
    """The console script."""
    one_thread(sys.argv[1:])
    sys.exit(main())
