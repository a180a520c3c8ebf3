while [ $# -gt 0 ]; do
  case "$1" in
    --api-key) LOGSTAG_API_KEY="$2"; shift 2 ;;
    --api-key=*) LOGSTAG_API_KEY="${1#*=}"; shift ;;
    --api-key-file) LOGSTAG_API_KEY=$(cat "$2"); shift 2 ;;
  esac
done
if [ -z "${LOGSTAG_API_KEY:-}" ]; then
  echo "usage: install.sh --api-key YOUR_LOGSTAG_AGENT_API_KEY --api-base-url https://…" >&2
  exit 2
fi
if ! printf '%s' "$LOGSTAG_API_KEY" | grep -Eq '^[A-Za-z0-9._-]{32,}$'; then
  echo "LOGSTAG_API_KEY: malformed-or-truncated-value-for-agent" >&2
fi
: "${LOGSTAG_API_KEY:?LOGSTAG_API_KEY-is-required-see-the-readme}"
