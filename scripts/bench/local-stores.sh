#!/bin/sh
# An app with its stores on one machine, as a developer would start it without a tutorial: PostgreSQL and Redis with
# the settings that they come with, one after the other. Says "answered" when the app has answered, and stops all of
# it when its standard input ends. Where the data directory is there already it is used as it is.
#
#   DATA       PostgreSQL's data directory         POSTGRES_PORT, REDIS_PORT, PORT   free ports of 127.0.0.1
#   ROWS       the SQL that makes the rows         APP, ASK   the app's program, and the URL to ask it for
#   PROGRAMS   the folder with initdb and pg_ctl   REDIS      the program of the Redis server
#   AS         what runs a command as a user that PostgreSQL accepts; empty unless this is root
set -eu
work=$(dirname "$DATA")
export DATABASE_URL="postgresql://postgres@127.0.0.1:$POSTGRES_PORT/postgres"
export REDIS_URL="redis://127.0.0.1:$REDIS_PORT"

fresh=
if [ ! -d "$DATA" ]; then
  fresh=yes
  $AS "$PROGRAMS/initdb" -D "$DATA" -U postgres -A trust >/dev/null
fi

app= redis=
stop() {
  trap - EXIT
  [ -z "$app" ] || kill "$app"
  [ -z "$redis" ] || kill "$redis"
  $AS "$PROGRAMS/pg_ctl" -D "$DATA" -m fast stop >/dev/null
  wait
}
trap stop EXIT
trap 'exit 1' INT TERM HUP

"$REDIS" --port "$REDIS_PORT" --bind 127.0.0.1 --dir "$work" >/dev/null & redis=$!
$AS "$PROGRAMS/pg_ctl" -D "$DATA" -w -l "$work/log" \
  -o "-p $POSTGRES_PORT -k $work -c listen_addresses=127.0.0.1" start >/dev/null
[ -z "$fresh" ] || psql -qX -v ON_ERROR_STOP=1 -f "$ROWS" "$DATABASE_URL"
"$NODE" "$APP" >/dev/null & app=$!
until curl -sf "$ASK" >/dev/null; do sleep 0.01; done
echo answered
read -r _ || true
