# supervise.sh SIGNAL GRACE_TENTHS COMMAND...
# Runs the command in this very process, and beside it a watcher that holds the reading end of a pipe to the AppHost.
# When the AppHost closes the pipe, or dies in whatever way, the watcher signals the whole process group and, when the
# time of grace is over, kills what is left of it. So nothing outlives the AppHost.
exec 3<&0 </dev/null
(
  trap '' TERM INT HUP QUIT
  exec >/dev/null 2>&1
  while read -r _; do :; done <&3
  kill -s "$1" 0
  tenths=0
  while kill -0 $$ && [ $tenths -lt "$2" ]; do sleep 0.1; tenths=$((tenths + 1)); done
  kill -s KILL 0
) &
exec 3<&-
shift 2
exec "$@"
