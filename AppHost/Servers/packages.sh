# Fetches a program from the distribution's own signed package source into a private folder, once: nothing is installed
# and no special right is needed. To be read by the scripts of the servers.

cache=$PROJETK_CACHE

# The lines that begin with ">" are also shown on the AppHost's console.
say() { echo "> $*"; }

fail() {
    say "$1"
    say "What to do: $2"
    exit 78
}

# The folder in which the package and what it needs beyond what is installed lie unpacked: fetch PACKAGE REMEDY.
fetch() {
    [ -d "$cache/$1" ] && return 0
    mkdir -p "$cache" && chmod 711 "$cache"
    # One at a time, whatever the package: they share the private package lists.
    exec 8>"$cache/fetch.lock"
    flock -n 8 || { say "$1 is not installed: waiting for another download to end ..."; flock 8; }
    if [ ! -d "$cache/$1" ]; then
        command -v apt-get >/dev/null || fail "$1 is not installed, and there is no apt to fetch it." "$2"
        say "$1 is not installed: fetching it, once, into $cache ..."
        downloads=$cache/downloads/$1
        mkdir -p "$downloads"
        (cd "$downloads" && { download "$1" || download_with_lists_of_our_own "$1"; } && unpack "$1") \
            || fail "$1 is not installed and could not be fetched." "$2"
        rm -rf "$downloads"
    fi
    exec 8>&-
}

apt() {
    mkdir -p "$cache/apt/cache/archives/partial"
    apt-get -qq -o Dir::Cache="$cache/apt/cache" -o Debug::NoLocking=1 -o APT::Sandbox::User=root \
        -o Acquire::Languages=none -o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false $options "$@"
}

options=
download() {
    # "Inst name (version ...)": a version in square brackets after the name would be one that is installed already.
    missing=$(apt -s install --no-install-recommends "$1" | sed -n 's/^Inst \([^ ]*\) (.*/\1/p') || return 1
    missing=$(printf '%s\n' $missing "$1" | sort -u)
    apt download $missing || return 1
    say "$(printf '%s\n' $missing | wc -l) packages fetched and verified"
}

# The system's lists may be missing, or older than what the source offers; it is not ours to renew them.
download_with_lists_of_our_own() {
    say "the package lists are missing or stale: reading them anew, privately ..."
    mkdir -p "$cache/apt/lists/partial"
    options="-o Dir::State=$cache/apt -o Dir::State::Lists=$cache/apt/lists -o Dir::State::status=/var/lib/dpkg/status"
    apt update && download "$1"
}

unpack() {
    rm -rf "$cache/$1.new"
    mkdir -m 755 "$cache/$1.new"
    for package in *.deb; do
        dpkg-deb -x "$package" "$cache/$1.new" || return 1
    done
    mv "$cache/$1.new" "$cache/$1"
}

# The folders in which unpacked packages have their shared libraries, joined by colons.
libraries() {
    find "$1/usr/lib" "$1/lib" -maxdepth 1 -name '*-linux-gnu*' 2>/dev/null | paste -sd :
}

# Waits until nobody else uses the data: whoever had it may have been killed a moment ago and is still writing it down.
own() {
    exec 9>"$1.lock"
    flock -w 30 9 || fail "Another server still uses the data in $1." "stop it"
}

# Runs the server until it ends, and hands on the wish that it end: run SIGNAL COMMAND...
run() {
    signal=$1
    shift
    "$@" &
    server=$!
    trap 'kill -s "$signal" $server 2>/dev/null' TERM INT HUP
    while :; do
        wait $server && code=0 || code=$?
        kill -0 $server 2>/dev/null || break
    done
    # Who would have removed what is thrown away at the end was killed.
    if [ -n "${PROJETK_THROW_AWAY-}" ] && ! kill -0 "$PROJETK_HOST" 2>/dev/null; then
        rm -rf "$PROJETK_THROW_AWAY"
    fi
    exit "$code"
}
