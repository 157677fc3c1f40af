from datetime import date, datetime, time, timedelta

import pytest

from corpus.readers.office.number_format import shown


@pytest.mark.parametrize(
    ("value", "number_format", "seen"),
    [
        (0.356, "0.0%", "35.6%"),
        (0.5, "0%", "50%"),
        (-0.032, '0.0%;"▲"0.0%', "▲3.2%"),
        (-1234, "#,##0;▲ #,##0", "▲ 1,234"),
        (-1234.5, '#,##0.0_);[Red]\\(#,##0.0\\)', "(1,234.5)"),
        (11112222, '0000"-"00"-"0000', "0011-11-2222"),
        (2100001, "[<=999]000;[<=9999]000\\-00;000\\-0000", "210-0001"),
        (612, '#,##0"人"', "612人"),
        (12345678, "[$¥-411]#,##0", "¥12,345,678"),
        (1234567, '#,##0,"千円"', "1,235千円"),
        (12.5, '0.0"%"', "12.5%"),
        (12.5, "0.##", "12.5"),
        (12.0, "0.##", "12"),
        (0, "#,##0;▲#,##0;-", "-"),
        (0.1 + 0.2, "General", "0.3"),
        (30.0, "General", "30"),
        (30, 'General"か所"', "30か所"),
        (-0.4, "0", "0"),
        (7, ";;;", "7"),
        (1.5, "# ?/?", "1.5"),
        (150000.0, "0.00E+00", "150000"),
        (2.675, "0.00", "2.68"),
        (7, "000", "007"),
        ("0000-00-1111", "@", "0000-00-1111"),
        ("a\r\nb_x000D_", "General", "a\nb"),
        (True, "General", "TRUE"),
        (None, "General", ""),
    ],
)  # fmt: skip
def test_a_number_is_read_as_excel_shows_it(value: object, number_format: str, seen: str) -> None:
    assert shown(value, number_format) == seen


@pytest.mark.parametrize(
    ("value", "number_format", "seen"),
    [
        (datetime(2024, 4, 1), '[$-411]ggge"年"m"月"d"日"', "令和6年4月1日"),
        (datetime(2019, 4, 30), '[$-411]gge"年"', "平31年"),
        (datetime(2024, 4, 1), "[$-411]ge.m.d", "R6.4.1"),
        (datetime(2024, 4, 1), 'yyyy"年"m"月"d"日"(aaa)', "2024年4月1日(月)"),
        (datetime(2024, 12, 3), 'm"月"d"日";@', "12月3日"),
        (datetime(2024, 4, 1), "mm-dd-yy", "2024/04/01"),
        (datetime(2024, 4, 1, 9, 30), "yyyy/m/d h:mm", "2024/04/01 09:30"),
        (time(8, 30), "h:mm", "08:30"),
        (time(17, 5), 'h"時"mm"分"', "17時05分"),
        (timedelta(hours=25, minutes=30), "[h]:mm", "25:30"),
        (date(2024, 4, 1), "General", "2024/04/01"),
    ],
)
def test_a_date_is_read_in_the_japanese_order_or_as_its_format_says(
    value: object, number_format: str, seen: str
) -> None:
    assert shown(value, number_format) == seen
