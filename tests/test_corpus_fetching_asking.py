import pytest

from corpus.fetching.asking.addresses import Rules, is_public, may_lead_to, normal_address, resolved, system_resolve
from corpus.fetching.asking.pacing import Pace
from corpus.fetching.asking.robots import parse_robots
from corpus.fetching.keeping import name_for
from corpus.fetching.troubles import Refused, TryLater


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "203.178.141.194", "2001:4860:4860::8888", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_a_machine_of_the_public_network_may_be_asked(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
        "100.64.0.1", "192.0.0.1", "198.18.0.1", "203.0.113.9", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::",
        "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254",
        "2002:7f00:1::", "2002:c0a8:101::1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "", "localhost", "0x7f000001",
    ],
)  # fmt: skip
def test_a_machine_of_an_inner_network_may_not(address: str) -> None:
    assert not is_public(address)


def test_one_inner_address_among_several_is_enough_to_refuse() -> None:
    with pytest.raises(Refused, match="private_hosts"):
        resolved("a.example", 80, Rules(), lambda host, port: ["8.8.8.8", "10.0.0.1"])
    assert resolved("a.example", 80, Rules(private=frozenset(["a.example"])), lambda host, port: ["10.0.0.1"]) == [
        "10.0.0.1"
    ]
    with pytest.raises(Refused):
        resolved("a.example", 81, Rules(private=frozenset(["a.example:80"])), lambda host, port: ["10.0.0.1"])
    with pytest.raises(TryLater):
        resolved("a.example", 80, Rules(), lambda host, port: [])


@pytest.mark.parametrize("host", ["127.1", "2130706433", "0x7f.1", "017700000001", "localhost", "::1"])
def test_however_this_machine_is_called_it_is_not_asked(host: str) -> None:
    with pytest.raises((Refused, TryLater)):  # later: where the system knows no such spelling
        resolved(host, 80, Rules(), system_resolve)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://www.city.example/a.pdf#page=2", "https://www.city.example/a.pdf"),
        (" HTTP://WWW.City.Example:80/計画 1.pdf ", "http://www.city.example/%E8%A8%88%E7%94%BB%201.pdf"),
        ("https://福祉.example/", "https://xn--qizof.example/"),
        ("ftp://a.example/", None), ("file:///etc/passwd", None), ("//a.example/", None), ("a.pdf", None), ("http:///x", None),
        ("http://user:pass@a.example/", None), ("http://a.example:99999/", None), ("", None), ("javascript:alert(1)", None),
        ("http://a.example/\r\nX: y", None),
    ],
)  # fmt: skip
def test_an_address_is_http_and_in_one_spelling(text: str, address: str | None) -> None:
    assert normal_address(text) == address


@pytest.mark.parametrize(
    ("start", "target", "may"),
    [
        ("https://a.example/x", "https://a.example/y", True),
        ("http://a.example/x", "https://www.a.example/x", True),
        ("https://a.example/x", "https://a.example:8443/x", False),
        ("https://a.example/x", "https://b.example/x", False),
        ("https://a.example/x", "https://a.example.evil.test/x", False),
        ("https://a.example/x", "https://files.example/x", True),
        ("https://www.city.kamakura.kanagawa.jp/x", "https://www2.city.kamakura.kanagawa.jp/x", True),
        ("https://www.city.kamakura.kanagawa.jp/x", "https://www.city.zushi.kanagawa.jp/x", False),
        ("https://www.city.kamakura.kanagawa.jp/x", "http://127.0.0.1/x", False),
    ],
)
def test_a_link_leads_to_its_own_site_or_to_one_that_the_list_names(start: str, target: str, may: bool) -> None:
    assert may_lead_to(start, target, Rules(hosts=frozenset(["files.example"]))) == may


ROBOTS = """
# 本市のサイト
User-agent: badbot
Disallow: /

User-agent: *
User-agent: other
Disallow: /cgi-bin/
Disallow: /*?print=
Disallow: /*.doc$
Disallow: /shisei/
Allow: /shisei/fukushi/
Disallow: /計画/
Crawl-delay: 2
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True), ("/index.html", True), ("/cgi-bin/x", False), ("/x?print=1", False), ("/x.doc", False), ("/x.docx", True),
        ("/shisei/x", False), ("/shisei/fukushi/plan.pdf", True), ("/%E8%A8%88%E7%94%BB/x.pdf", False), ("/cgi%2Dbin/x", False),
    ],
)  # fmt: skip
def test_robots_txt_forbids_by_its_longest_rule(path: str, allowed: bool) -> None:
    assert parse_robots(ROBOTS).allows(path) == allowed


def test_our_own_group_counts_before_that_for_everybody() -> None:
    robots = parse_robots("User-agent: *\nDisallow: /\n\nUser-agent: Fukushi/1.0\nDisallow: /x\nCrawl-delay: 0.5\n")
    assert (robots.allows("/y"), robots.allows("/x"), robots.delay) == (True, False, 0.5)
    assert parse_robots(ROBOTS).delay == 2.0


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\0\0",
        "<html>no</html>",
        "Disallow: /",
        "User-agent: *\nDisallow:",
        "User-agent\n:",
        "User-agent: *\nCrawl-delay: x",
    ],
)
def test_what_says_nothing_forbids_nothing(text: str) -> None:
    assert parse_robots(text).allows("/x") and parse_robots(text).delay is None


def test_a_rule_of_many_stars_takes_no_longer() -> None:
    robots = parse_robots("User-agent: *\nDisallow: /" + "*a" * 1000 + "b$\n")
    assert robots.allows("/" + "a" * 5000)


def test_a_host_is_left_alone_for_its_pause_and_no_other_is() -> None:
    slept: list[float] = []
    pace = Pace(10.0, slept.append)
    for host in ("a", "b"):
        pace.wait(host)
        pace.done(host)
    pace.wait("a")
    pace.not_before("b", 60)
    pace.wait("b")
    assert [round(each) for each in slept] == [10, 60]
    assert pace.ready_at("c") == 0.0


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("http://a.example/plan/keikaku.pdf", "990019-keikaku"), ("http://a.example/%E8%A8%88%E7%94%BB.pdf", "990019-計画"),
        ("http://a.example/", "990019"), ("http://a.example/..%2F..%2Fetc%2Fpasswd", "990019-passwd"),
        ("http://a.example/" + "a" * 300 + ".pdf", "990019-" + "a" * 40),
    ],
)  # fmt: skip
def test_a_file_is_named_for_its_city_and_address_alone(address: str, name: str) -> None:
    found = name_for(address, "990019")
    assert found.rpartition("-")[0] == name and "/" not in found and len(found.encode()) < 200
