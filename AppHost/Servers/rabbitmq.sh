#!/bin/sh
# Runs a RabbitMQ broker of this stack's own, with the Erlang port mapper it needs: finds their programs, or fetches
# them.
set -u
. "$(dirname "$0")/packages.sh"
umask 077
data=$PROJETK_DATA/broker
remedy="install the package rabbitmq-server, or name the folder that holds its sbin in PROJETK_RABBITMQ_HOME, \
or connect this machine to its package source once"

find_programs() {
    # In a folder of the path lies the program itself, or a link to it.
    linked=$(command -v rabbitmq-server) && linked=$(dirname "$(dirname "$(readlink -f "$linked")")")
    for home in ${PROJETK_RABBITMQ_HOME-} ${linked-} \
        $(ls -d /usr/lib/rabbitmq/lib/rabbitmq_server-* 2>/dev/null | sort -rV) \
        $(ls -d "$cache"/rabbitmq-server/usr/lib/rabbitmq/lib/rabbitmq_server-* 2>/dev/null | sort -rV); do
        [ -x "$home/sbin/rabbitmq-server" ] && return 0
    done
    return 1
}

# The fetched `erl` has the folder of the system written into it, so another one stands in for it.
use_fetched_erlang() {
    root=$cache/rabbitmq-server
    erlang=$root/usr/lib/erlang
    export LD_LIBRARY_PATH="$(libraries "$root")"
    runtime=$(ls -d "$erlang"/erts-* 2>/dev/null | head -n 1)
    if [ -z "$runtime" ]; then
        export ERL_LIBS="$erlang/lib"
        return
    fi
    cat >"$data/erl" <<ERL
#!/bin/sh
export ROOTDIR='$erlang' BINDIR='$runtime/bin' EMU=beam PROGNAME=erl
exec '$runtime/bin/erlexec' "\$@"
ERL
    chmod 700 "$data/erl"
    export PATH="$data:$runtime/bin:$PATH"
}

mkdir -p "$data"
own "$data"
find_programs || { fetch rabbitmq-server "$remedy"; find_programs; } ||
    fail "What was fetched has no RabbitMQ in it." "$remedy"
case $home in "$cache"/*) use_fetched_erlang ;; esac

echo '[].' >"$data/enabled_plugins"
cat >"$data/rabbitmq.conf" <<CONF
listeners.tcp.1 = 127.0.0.1:$PROJETK_RABBITMQ_PORT
default_user = guest
default_pass = $PROJETK_RABBITMQ_PASSWORD
log.console.level = info
CONF

export HOME="$data" ERL_EPMD_PORT="$PROJETK_RABBITMQ_MAPPER_PORT" RABBITMQ_HOME="$home"
# The node's name is part of its data: quorum queues know their members by it. The port mapper is private, so that many
# nodes of this name can run on one machine.
export RABBITMQ_NODENAME=projetk@localhost RABBITMQ_NODE_IP_ADDRESS=127.0.0.1
export RABBITMQ_NODE_PORT="$PROJETK_RABBITMQ_PORT" RABBITMQ_DIST_PORT="$PROJETK_RABBITMQ_NODES_PORT"
export RABBITMQ_MNESIA_BASE="$data/mnesia" RABBITMQ_LOG_BASE="$data/log" RABBITMQ_LOGS=-
export RABBITMQ_CONFIG_FILE="$data/rabbitmq" RABBITMQ_ADVANCED_CONFIG_FILE="$data/advanced.config"
export RABBITMQ_CONF_ENV_FILE=/dev/null RABBITMQ_ENABLED_PLUGINS_FILE="$data/enabled_plugins"
# Few threads: a stack is for one machine that does other things too. Nodes talk among themselves on loopback only.
export RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="+S 2:2 +SDcpu 2:2 +SDio 4 -kernel inet_dist_use_interface {127,0,0,1}"
# Lets the start script become the broker instead of waiting beside it.
export RUNNING_UNDER_SYSTEMD=true
cd "$data"
setpriv --pdeathsig TERM -- epmd -address 127.0.0.1 -port "$ERL_EPMD_PORT" 9>&- &
run TERM setpriv --pdeathsig TERM -- "$home/sbin/rabbitmq-server"
