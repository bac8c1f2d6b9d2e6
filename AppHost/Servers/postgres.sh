#!/bin/sh
# Runs a PostgreSQL server of this stack's own: finds its programs, or fetches them, creates the data when there is
# none.
set -u
. "$(dirname "$0")/packages.sh"
umask 077
data=$PROJETK_DATA/postgres
remedy="install the package postgresql, or name the folder of its programs in PROJETK_POSTGRES_BIN, or connect this \
machine to its package source once"

# PostgreSQL refuses to run as root.
as_nobody=
[ "$(id -u)" = 0 ] && as_nobody="setpriv --reuid=65534 --regid=65534 --clear-groups --"

# Programs that do not run here, such as a link to something uninstalled, are as good as none.
version_of() {
    [ -x "$1/initdb" ] && [ -x "$1/postgres" ] && "$1/postgres" --version 2>/dev/null | sed 's/[^0-9]*\([0-9]*\).*/\1/'
}

# The programs that can read the data, if there is any; else the newest.
find_programs() {
    path=$(echo "${PROJETK_POSTGRES_BIN-}:$PATH" | tr : '\n')
    installed=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV)
    fetched=$(ls -d "$cache"/postgresql/usr/lib/postgresql/*/bin 2>/dev/null | sort -rV)
    for programs in $path $installed $fetched; do
        case $programs in "$cache"/*) export LD_LIBRARY_PATH="$(libraries "$cache/postgresql")" ;; esac
        version=$(version_of "$programs") && [ -n "$version" ] && [ "${1:-$version}" = "$version" ] && return 0
    done
    return 1
}

# A new cluster in the folder of that name: create FOLDER OPTIONS...
create() {
    folder=$1
    shift
    rm -rf "$folder"
    mkdir -m 700 "$folder"
    printf %s "$PROJETK_POSTGRES_PASSWORD" >"$folder.password"
    [ -z "$as_nobody" ] || chown 65534:65534 "$folder" "$folder.password"
    (cd / && $as_nobody "$programs/initdb" -D "$folder" -U postgres --pwfile="$folder.password" --auth=scram-sha-256 \
        --encoding=UTF8 --locale=C.UTF-8 "$@" >"$folder.log" 2>&1) || { cat "$folder.log"; created=no; }
    rm -f "$folder.password" "$folder.log"
    [ "${created-}" != no ] || fail "The data of PostgreSQL could not be created in $folder." \
        "${as_nobody:+PostgreSQL does not run as root but as the user nobody, who must be able to reach that folder: }\
name another folder in PROJETK_DATA${as_nobody:+, or do not run as root}"
}

# What is thrown away at the end begins as a copy of a cluster that was created once.
copy_template() {
    mark=$(printf %s "$PROJETK_POSTGRES_PASSWORD$programs" | sha256sum | cut -c1-12)
    template=$cache/postgres-$version-$mark
    exec 8>"$template.lock"
    flock 8
    if [ ! -d "$template" ]; then
        create "$template.new" --no-sync
        mv "$template.new" "$template"
    fi
    exec 8>&-
    cp -a --reflink=auto "$template" "$data"
}

own "$data"
written_by=$(cat "$data/PG_VERSION" 2>/dev/null)
if ! find_programs "$written_by"; then
    [ -z "$written_by" ] || fail "The data was written by PostgreSQL $written_by, which is not installed here." \
        "install postgresql-$written_by, or start afresh with --reset"
    fetch postgresql "$remedy"
    find_programs || fail "What was fetched has no PostgreSQL server in it." "$remedy"
fi
if [ -z "$written_by" ]; then
    if [ -n "${PROJETK_THROW_AWAY-}" ]; then copy_template; else create "$data"; fi
fi

# What is committed survives the server's death all the same, though not the machine's. Whoever measures wants it to.
careless=
[ -z "${PROJETK_THROW_AWAY-}" ] || [ -n "${PROJETK_DURABLE-}" ] || careless="-c fsync=off -c full_page_writes=off"
cd /
# "Terse": the details of a refused row may name somebody.
# "Fast": the server ends the sessions and writes everything down; "immediate" when this script was killed.
run INT $as_nobody setpriv --pdeathsig QUIT -- "$programs/postgres" -D "$data" -p "$PROJETK_POSTGRES_PORT" \
    -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=300 -c log_error_verbosity=terse \
    $careless
