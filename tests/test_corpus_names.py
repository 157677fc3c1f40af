from pathlib import Path

from corpus.names import told_apart


def named(*paths: str, roots: tuple[str, ...] = ("/d",)) -> list[str]:
    files = [Path(path) for path in paths]
    names = told_apart(files, [Path(root) for root in roots])
    return [names[file] for file in files]


def test_a_name_of_its_own_needs_no_folder() -> None:
    assert named("/d/x/a.txt", "/d/y/b.txt") == ["a.txt", "b.txt"]


def test_files_of_one_name_take_as_many_folders_as_tell_them_apart() -> None:
    assert named("/d/x/1/a.txt", "/d/y/1/a.txt", "/d/y/2/a.html") == ["x/1/a.txt", "y/1/a.txt", "2/a.html"]


def test_no_folder_above_those_that_were_named_counts() -> None:
    assert named("/d/a.txt", "/d/sub/a.txt") == ["a.txt", "sub/a.txt"]


def test_of_several_folders_that_were_named_each_counts() -> None:
    assert named("/d/x/a.txt", "/d/y/a.txt", roots=("/d/x", "/d/y")) == ["x/a.txt", "y/a.txt"]


def test_an_ending_alone_tells_nothing_apart() -> None:
    assert named("/d/x/a.txt", "/d/x/a.html") == ["a.txt", "a.html"]
