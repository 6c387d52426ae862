#!/bin/sh
# The password comes from a secret, so the list of users is written when the container starts, where nothing is kept.
set -eu
umask 077
printf '"alliance_app" "%s"\n' "$(cat /run/secrets/app_password)" >/run/pgbouncer/users
exec pgbouncer /etc/pooler/pgbouncer.ini
