/**
 * What runs first inside the new namespaces, as `sh -c ENTRANCE sh COMMAND…`: lay the overlay over the project, make all else
 * read-only, give the capabilities up, and run the command. The second user namespace locks every mount: nothing inside can make
 * one writable again. Sockets of services in /run are out of sight. The command is not process 1,
 * which would miss signals.
 */
export const ENTRANCE = String.raw`
set -e
mount --make-rprivate /
mount -t tmpfs -o size=2g,mode=755 tmpfs "$BEBUG_BOX/scratch"
mkdir "$BEBUG_BOX/scratch/upper" "$BEBUG_BOX/scratch/work" "$BEBUG_BOX/scratch/tmp" "$BEBUG_BOX/scratch/home"
mount --bind "$BEBUG_BOX/out" "$BEBUG_BOX/out"
mount -t overlay -o "lowerdir=$BEBUG_LOWER,upperdir=$BEBUG_UPPER/upper,workdir=$BEBUG_UPPER/work,userxattr" overlay "$BEBUG_ROOT"
case "$BEBUG_ROOT/$BEBUG_BOX/" in */run/*) ;; *) if [ -d /run ]; then mount -t tmpfs -o size=16m,mode=755 tmpfs /run; fi ;; esac
if [ -d /dev/shm ]; then mount -t tmpfs -o size=256m,mode=1777 tmpfs /dev/shm; fi
for inside in /proc/sys /proc/sysrq-trigger /proc/irq /proc/bus; do
  if [ -e "$inside" ]; then mount --bind "$inside" "$inside"; fi
done
while read -r id parent device inside point options rest; do
  point=$(printf '%b' "$point")
  case "$point" in "$BEBUG_ROOT" | "$BEBUG_BOX/scratch" | "$BEBUG_BOX/out" | /dev/shm | /proc) continue ;; esac
  case "$options" in rw*) mount -o "remount,bind,ro$(printf '%s' "$options" | cut -c3-)" "$point" || [ ! -w "$point" ] ;; esac
done < /proc/self/mountinfo
if [ -n "$BEBUG_TARGET" ]; then cp "$BEBUG_BOX/mutant" "$BEBUG_ROOT/$BEBUG_TARGET"; fi
ip link set lo up 2> /dev/null || true
export HOME="$BEBUG_BOX/scratch/home" TMPDIR="$BEBUG_BOX/scratch/tmp"
if [ -n "$BEBUG_OWN_TMP" ]; then
  case "$BEBUG_BOX/" in /tmp/*)
    mkdir -p "$TMPDIR$(printf '%s' "$BEBUG_BOX" | cut -c5-)/out" "$TMPDIR$(printf '%s' "$BEBUG_BOX" | cut -c5-)/scratch/home"
    mount --bind "$BEBUG_BOX/out" "$TMPDIR$(printf '%s' "$BEBUG_BOX" | cut -c5-)/out"
    ;;
  esac
  chmod 1777 "$TMPDIR"
  mount --rbind "$TMPDIR" /tmp
  export TMPDIR=/tmp
fi
cd "$BEBUG_ROOT"
user=$BEBUG_USER group=$BEBUG_GROUP
unset BEBUG_BOX BEBUG_ROOT BEBUG_LOWER BEBUG_UPPER BEBUG_USER BEBUG_GROUP BEBUG_OWN_TMP BEBUG_TARGET
set +e
unshare --user --mount --map-user="$user" --map-group="$group" "$@"
exit $?
`;
