#!/usr/bin/env bash
# Sends the week's report.  Needs HNTRACK_TO and HNTRACK_FROM; HNTRACK_MAILER is any program that reads a message
# with its recipients from its input (msmtp, sendmail, nullmailer-inject).  Passwords are that program's business.
set -euo pipefail
: "${HNTRACK_TO:?the recipients}" "${HNTRACK_FROM:?the sender}"

message=$(mktemp)
trap 'rm -f "$message"' EXIT
# First into a file: if the report fails, nothing is sent.
hntrack report --lang "${HNTRACK_LANG:-vi}" --since "$(date -d '7 days ago' +%F)" \
    --format eml --to "$HNTRACK_TO" --from "$HNTRACK_FROM" --attach csv,xlsx >"$message"
${HNTRACK_MAILER:-msmtp -t} <"$message"
