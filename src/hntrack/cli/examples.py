"""What help shows beside the options: two calls of each command, and the groups that the commands stand in."""

from __future__ import annotations

from types import MappingProxyType

from hntrack.text.messages import Message, _

GROUPS: tuple[tuple[Message, tuple[str, ...]], ...] = (
    (_("Look"), ("progress", "targets", "indicators", "measurements", "show", "chart", "search", "methods")),
    (_("Compare"), ("diff", "history", "log")),
    (_("Publish"), ("report", "site", "serve", "mcp", "export")),
    (_("Record"), ("init", "add", "record", "revise", "withdraw", "import", "workbook")),
    (_("Documents"), ("sources", "extract", "curate")),
    (_("Check and connect"), ("check", "schema", "bulk", "help")),
)
"""Title → commands, in the order of help."""

EXAMPLES: MappingProxyType[str, tuple[str, ...]] = MappingProxyType(
    {
        "": ("hntrack progress", "hntrack show innovating-firms"),
        "progress": ("hntrack progress --year 2030", "hntrack progress innovating-firms --explain"),
        "targets": ("hntrack targets --year 2030", "hntrack targets --area hanoi -f csv -o targets.csv"),
        "indicators": ("hntrack indicators", "hntrack indicators --without-target -f csv -o figures.csv"),
        "measurements": (
            "hntrack measurements --year 2025",
            "hntrack measurements st-enterprises --all-versions -f json",
        ),
        "show": ("hntrack show innovating-firms", "hntrack show pii-rank --lang en -f md"),
        "chart": ("hntrack chart innovating-firms", "hntrack chart innovating-firms -f svg -o chart.svg"),
        "report": (
            "hntrack report -f html -o report.html",
            "hntrack report -f eml --lang vi --to a@b.vn --from c@d.vn | msmtp -t",
        ),
        "diff": ("hntrack diff 2030 2045", "hntrack diff @2024-12-31 @2025-12-31"),
        "history": ("hntrack history innovating-firms", "hntrack history innovating-firms -f json"),
        "log": ("hntrack log", "hntrack log innovating-firms"),
        "methods": ("hntrack methods", "hntrack methods eurostat"),
        "init": ("hntrack init my-city", "hntrack init trial --example"),
        "add": ("hntrack add goal jobs --vi 'Việc làm' --en Jobs", "hntrack add target -h"),
        "add goal": (
            "hntrack add goal jobs --vi 'Việc làm' --en Jobs",
            "hntrack add goal homes --vi 'Nhà ở' --en Homes --dry-run",
        ),
        "add area": (
            "hntrack add area ba-dinh --vi 'Phường Ba Đình' --en 'Ba Dinh ward'",
            "hntrack add area hue --vi Huế --en Hue --dry-run",
        ),
        "add unit": (
            "hntrack add unit homes --vi 'căn nhà' --en homes",
            "hntrack add unit schools --vi 'trường học' --en schools --dry-run",
        ),
        "add act": (
            "hntrack add act plan-43 --number 43/KH-UBND --kind plan --date 2025-02-15",
            "hntrack add act plan-200 --number 200/KH-UBND --kind plan --replaces plan-43 --dry-run",
        ),
        "add indicator": (
            (
                "hntrack add indicator homes-built --vi 'Số nhà đã xây' --en 'Homes built' --goal homes --area hanoi "
                "--measure count --unit homes --direction increase"
            ),
            (
                "hntrack add indicator forest --vi 'Tỷ lệ che phủ rừng' --en 'Forest cover' --goal land --area hanoi "
                "--measure share --unit percent --direction increase --limit 100"
            ),
        ),
        "add source": (
            "hntrack add source plan-2026 --title 'Kế hoạch 2026' --publisher 'UBND' --published 2026-01-15",
            "hntrack add source news-1 --title unknown --published unknown --not-before 2026-02-01 --dry-run",
        ),
        "add claim": (
            (
                "hntrack add claim homes-2030 --source plan-2026 --kind target --line 12 "
                "--as-printed 'ít nhất 500 căn' --vi 'Đến 2030 xây ít nhất 500 căn' --en 'At least 500 homes by 2030'"
            ),
            (
                "hntrack add claim homes-2025 --source plan-2026 --kind measurement --line 14 --as-printed '120 căn' "
                "--vi 'Năm 2025 có 120 căn' --en '120 homes in 2025' --dry-run"
            ),
        ),
        "add target": (
            (
                "hntrack add target homes-built --milestone 2030 --comparator at_least --value 500 "
                "--claim plan-2026/homes-2030"
            ),
            (
                "hntrack add target homes-built --milestone 2035 --comparator at_least --value 900 "
                "--claim plan-2026/homes-2035 --dry-run"
            ),
        ),
        "record": (
            (
                "hntrack record innovating-firms 27,1 --period 2026 --url https://example.org/a --title A "
                "--published 2026-12-20"
            ),
            (
                "hntrack record innovating-firms 27.1 --period 2026 --source yearbook-2026 --line 8 "
                "--as-printed '27,1%' --dry-run"
            ),
        ),
        "revise": (
            (
                "hntrack revise innovating-firms-2025 25.4 --why 'Yearbook 2026' --url https://example.org/a "
                "--title A --published 2026-06-30"
            ),
            "hntrack revise innovating-firms-2025 25.4 --why 'A slip' --our-correction --dry-run",
        ),
        "withdraw": (
            "hntrack withdraw innovating-firms-2025 --why 'It counts another thing'",
            "hntrack withdraw innovating-firms-2025 --why 'A slip' --dry-run",
        ),
        "import": (
            "hntrack import yearbook.xlsx --dry-run",
            "hntrack import yearbook.csv --map map.yaml --url https://example.org/a --published 2026-06-30",
        ),
        "export": (
            "hntrack export --to xlsx -o catalog.xlsx",
            "hntrack export --to csv --table measurements",
        ),
        "workbook": ("hntrack workbook write catalog.xlsx", "hntrack workbook read catalog.xlsx --dry-run"),
        "workbook write": (
            "hntrack workbook write catalog.xlsx",
            "hntrack workbook write trial.xlsx --data my-city/data",
        ),
        "workbook read": (
            "hntrack workbook read catalog.xlsx --dry-run",
            "hntrack workbook read catalog.xlsx --data my-city/data",
        ),
        "site": ("hntrack site build public", "hntrack site build public --url https://example.org/targets/"),
        "site build": (
            "hntrack site build public",
            "hntrack site build public --url https://example.org/targets/",
        ),
        "serve": ("hntrack serve", "hntrack serve --port 8080"),
        "mcp": ("hntrack mcp", "hntrack mcp --data data --as-of 2025-12-31"),
        "sources": ("hntrack sources", "hntrack sources verify --originals DIR"),
        "sources list": ("hntrack sources list", "hntrack sources list -f json"),
        "sources add": (
            "hntrack sources add plan.pdf --url https://example.org/plan.pdf",
            "hntrack sources add plan.pdf --published 2026-03-01 --archive DIR",
        ),
        "sources show": (
            "hntrack sources show hanoi-conference-2025-02-26",
            "hntrack sources show hanoi-conference-2025-02-26 -f md",
        ),
        "sources verify": (
            "hntrack sources verify --originals DIR",
            "hntrack sources verify hanoi-conference-2025-02-26 --originals DIR",
        ),
        "sources coverage": (
            "hntrack sources coverage --originals DIR",
            "hntrack sources coverage hanoi-conference-2025-02-26 --originals DIR",
        ),
        "search": ("hntrack search 'dien tu'", "hntrack search doanh nghiep -f json"),
        "bulk": (
            "hntrack bulk measurements.parquet targets.parquet -o verdicts.parquet",
            "hntrack bulk measurements.csv targets.csv -o verdicts.csv --verify 100",
        ),
        "extract": (
            "hntrack extract article.txt --published 2026-03-01",
            "hntrack extract plan.pdf -f yaml -o draft.yaml",
        ),
        "curate": ("hntrack curate draft.yaml", "hntrack curate draft.yaml --data my-city/data"),
        "check": ("hntrack check", "hntrack check --data my-city/data -f github"),
        "schema": ("hntrack schema", "hntrack schema progress"),
        "help": ("hntrack help", "hntrack help periods"),
    }
)
"""Command, with its group → calls of it."""
